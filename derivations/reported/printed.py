"""The statement of a reported claim: as printed, in its other readings, and what mends it.

The reading policy of this package stands in its docstring (`derivations.reported`).
"""

from __future__ import annotations

from typing import NamedTuple

import sympy

from ..language.arguments import proposition
from ..language.authoring.derivation import Derivation
from ..language.authoring.lines import Text, as_node, readable


class Reading(NamedTuple):
    """Another statement that the printed words may mean, and in which way they are read."""

    statement: sympy.Basic
    how: str


class Mend(NamedTuple):
    """A quantity of the printed text, and the right one that is to stand in its place."""

    printed: sympy.Basic
    right: sympy.Basic


class PrintedText(Text):
    """The lines that state a reported claim: those of a theorem, and three more."""

    lines_of_proof = (*Text.lines_of_proof, "reading", "mend", "only_where")

    def __init__(self) -> None:
        super().__init__()
        self.readings: list[Reading] = []
        self.mends: list[Mend] = []
        self.missing: list[sympy.Basic] = []

    def reading(self, statement: object, how: str) -> None:
        """Another statement that the printed words may mean.  A claim is refuted only where every reading is."""
        self.readings.append(Reading(readable(proposition(statement)), how))

    def mend(self, printed: object, right: object) -> None:
        """What mends the text: `right` is to stand wherever `printed` stands, in this claim and in those that follow
        from it."""
        self.mends.append(Mend(as_node(printed), as_node(right)))

    def only_where(self, hypothesis: object) -> None:
        """A hypothesis that the text lacks: with it the claim, and what follows from the claim, is right."""
        self.missing.append(readable(proposition(hypothesis)))


class Printed(Derivation):
    """The statement of a reported claim; the id of its theorem is not registered."""

    text_of_lines = PrintedText


def readings_of(derivation: Derivation) -> tuple[Reading, ...]:
    """The other readings of a statement; none of a theorem."""
    text = derivation.text
    return tuple(text.readings) if isinstance(text, PrintedText) else ()
