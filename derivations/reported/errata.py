"""The errata of one question: what it says, how much of it is wrong, and each error once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import dataclass

from ..attack.certificate import Counterexample
from ..attack.effort import SMALL_MODELS_FOR_A_PAGE
from ..kernel import Prover
from .claim import Claim
from .errors import Error, errors_in
from .runs import BadRuns, Runs
from .verdicts import WRONG, Verdict, adjudicate, measured, shown


@dataclass(frozen=True)
class Errata:
    """The claims of a question with their verdicts, and the errors among them, worst first."""

    question: str
    verdicts: dict[str, Verdict]  # of each claim, and of those about runs of other questions, by its id
    claims: tuple[Claim, ...]
    errors: tuple[Error, ...]

    @property
    def wrong(self) -> list[Claim]:
        """The claims that are wrong, in the order of the report."""
        return [c for c in self.claims if self.verdicts[c.id].verdict in WRONG]

    @property
    def counts(self) -> Counter[str]:
        """How many claims have each verdict."""
        return Counter(self.verdicts[c.id].verdict for c in self.claims)


def shown_in(found: Errata) -> dict[str, Counterexample]:
    """The counterexample that is shown of each error that has one, by the id of its root: as few models as possible."""
    shown_ones: dict[str, Counterexample] = {}
    for error in found.errors:
        root = error.root
        one = shown(root, found.verdicts[root.id], tuple(shown_ones.values()))
        if one is not None:
            shown_ones[root.id] = one
    return shown_ones


def errata(question: str, claims: Iterable[Claim], runs: Runs | None = None,
           told: Callable[[], None] = lambda: None) -> Errata:
    """Adjudicate a question; `claims` are those of the whole report, and `told` is called after each of the question.

    Raises `BadRuns` where a run lacks a figure.
    """
    every = tuple(claims)
    own, prover, verdicts = tuple(c for c in every if c.question == question), Prover(), {}
    for claim in own:
        verdicts[claim.id] = adjudicate(claim, prover, runs, SMALL_MODELS_FOR_A_PAGE)
        told()
    verdicts |= verdicts_from_runs(every, runs, verdicts)  # Another question may have the root.
    judged = [c for c in every if c.id in verdicts]
    errors = errors_in(judged, {name: found.verdict for name, found in verdicts.items()}, runs, prover)
    return Errata(question, verdicts, own, tuple(e for e in errors if any(c.question == question for c in e.claims)))


def verdicts_from_runs(claims: Iterable[Claim], runs: Runs | None, known: Container[str]) -> dict[str, Verdict]:
    """The verdicts on the claims about runs that are not known yet; without those for which a run lacks a figure."""
    found = {}
    for claim in claims:
        if claim.decision is not None and claim.id not in known:
            with suppress(BadRuns):
                found[claim.id] = measured(claim.decision, runs or {})
    return found
