"""How one line follows from the line before."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """The relation of a line to the line before; as a text, it is the sign that is printed."""

    EQ = "="
    LE = "≤"
    GE = "≥"
    IFF = "⇔"
    IMPLIES = "⇒"


EQ, LE, GE, IFF, IMPLIES = Relation
TURNED = {EQ: EQ, LE: GE, GE: LE}  # the relation after both sides got a negative factor, or changed places
BETWEEN_QUANTITIES = frozenset({EQ, LE, GE})
BETWEEN_STATEMENTS = frozenset({IFF, IMPLIES})
