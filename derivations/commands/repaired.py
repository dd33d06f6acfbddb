"""Theorems with the hypotheses that they lack, so that a theorem that cites them is told in the same run what it lacks
itself.  What is found out in this way is advice: a theorem that cites one that does not hold does not hold either."""

from __future__ import annotations

from contextlib import suppress
from copy import copy

from ..kernel import Derivation, Failed, Prover, Refused
from ..pages.form_text import declared_in, sympy_of


class Repaired:
    """The incomplete theorems of a file, as they would be with the hypotheses that they lack."""

    def __init__(self) -> None:
        self._prover = Prover()

    def add(self, derivation: Derivation, failure: Failed) -> None:
        """Note an incomplete theorem, with what it lacks, unless no line can say what that is."""
        text, known = derivation.text, declared_in(derivation.source.names)
        complete, complete_text = copy(derivation), copy(text)
        complete._text = complete_text
        with suppress(Refused, ValueError):
            lacking = [(sympy_of(c, known=known), failure.line) for c in failure.missing]
            complete_text.hypotheses = [*text.hypotheses, *lacking]
            self._prover.done[derivation] = self._prover.prove(complete)

    def failure(self, derivation: Derivation) -> Failed | None:
        """Why a theorem does not hold, even if those that it cites had all that they lack; None where it would."""
        try:
            self._prover.prove(derivation)
        except Failed as failure:
            return failure
        return None


def cited_in_vain(failure: Failed | None) -> Failed | None:
    """The failure of the theorem that a refused step cites; None where the step is refused for another reason."""
    cause = failure.__cause__ if failure is not None else None
    return (
        cause
        if failure is not None and isinstance(cause, Failed) and cause.derivation is not failure.derivation
        else None
    )
