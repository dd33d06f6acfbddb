"""How one line follows from the line before."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """A member is also its own sign, for printing."""

    EQ = "="
    LE = "≤"
    GE = "≥"
    IFF = "⇔"
    IMPLIES = "⇒"


EQ, LE, GE, IFF, IMPLIES = Relation
TURNED = {EQ: EQ, LE: GE, GE: LE}  # what a negative factor, or reading from the right, makes of it
BETWEEN_QUANTITIES = frozenset({EQ, LE, GE})
BETWEEN_STATEMENTS = frozenset({IFF, IMPLIES})
