"""What a reported claim is.

A worked assignment on this subject says many things; each checkable one is a claim in our own notation, exactly as
printed, slips included.  No verdict is typed: `derivations.reported.verdicts` attacks the statement first and proves it from
its lines afterwards; what is said about a run is decided from its figures (`decision`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from derivations.language.authoring.derivation import Derivation

if TYPE_CHECKING:
    from .decision import Decision

KINDS = ("line", "step", "prose", "listing", "number", "table", "caption")


class Correction(NamedTuple):
    text: str
    theorem: Derivation


@dataclass(frozen=True, eq=False)
class Claim:
    """One checkable thing that the report says."""

    id: str  # question and letter: 1.1.1-a
    lines: tuple[int, int]  # of the report's file
    part: int  # the row within a displayed block, counted from 1; 0 where there is one only
    kind: str
    says: str  # in our own words
    statement: Derivation | None  # None: not checkable, or decided from a run
    correction: Correction | None
    why_not: str  # why it is not checkable, and what would make it right
    decision: Decision | None = None  # how a run decides it

    @property
    def question(self) -> str:
        return self.id.rsplit("-", 1)[0]


CLAIMS: dict[str, Claim] = {}


def register(claim: Claim) -> Claim:
    """Add a claim to `CLAIMS`."""
    if claim.kind not in KINDS:
        raise ValueError(f"kind: {claim.kind!r} is none of {KINDS}")
    if claim.id in CLAIMS:
        raise ValueError(f"id: {claim.id} is there already")
    CLAIMS[claim.id] = claim
    return claim


def reported(id: str, *, lines: tuple[int, int], kind: str, says: str, part: int = 0,
             correction: tuple[str, Derivation] | None = None):
    """Register a claim; the decorated function states it: `claim`, `given`, `reading`, and lines where it is true.

    A false claim brings a correction, in words and as a theorem.
    """
    def add(function: Callable) -> Claim:
        derivation = Derivation(function, title=says, questions=(id.rsplit("-", 1)[0],), register=False)
        return register(Claim(id, lines, part, kind, says, derivation,
                              Correction(*correction) if correction else None, ""))
    return add


def not_checkable(id: str, *, lines: tuple[int, int], kind: str, says: str, why: str, part: int = 0) -> Claim:
    """Register something that cannot be decided: why, under which reading, and what would make it right."""
    return register(Claim(id, lines, part, kind, says, None, None, why))
