"""Reported claims, and how they are registered.

A worked assignment on this subject, the report, makes many assertions.  Each that can be checked is a claim in our own
notation, exactly as printed, slips included.  No verdict is typed: `verdicts` attacks the statement first and proves it
from its lines afterwards; a claim about a run is decided from the figures of the run (`decision`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..language.authoring.derivation import Derivation
from .printed import Printed

if TYPE_CHECKING:
    from .decision import Decision
    from .facts import Fact

PIECES = re.compile(r"; (?=line \d+: )")
KINDS = ("line", "step", "prose", "listing", "number", "table", "caption")


class Correction(NamedTuple):
    """The true statement that a refuted claim should have made, in words and as a theorem."""

    text: str
    theorem: Derivation
    evident: bool = False  # whether it is the evident reading of the printed text, as that of a misprint is


@dataclass(frozen=True, eq=False)
class Claim:
    """One assertion of the report."""

    id: str  # question and letter: 1.1.1-a
    lines: tuple[int, int]  # the first and the last line in the report's file
    part: int  # the row within a displayed block, counted from 1; 0 where there is only one row
    kind: str  # one of `KINDS`
    says: str  # the assertion in our own words
    statement: Derivation | None  # None where it is not checkable, or decided from a run
    correction: Correction | None
    why_not: str  # the reason why it is not checkable, and the condition under which it is right
    decision: Decision | None = None  # the rule by which a run decides it
    fact: Fact | None = None  # of the printed text of a listing, which decides it
    printed: str = ""  # the formula, in the report's own symbols: line 2: a; line 5: b; empty where the words of `says` do
    right: str = ""  # the formula that should stand there, in the report's symbols
    goal: bool = False  # whether the question set out to show it
    can: bool = False  # whether it only says that something can be the case
    beside: tuple[str, ...] = ()  # the claims that read the same words in another way, and are judged by themselves

    @property
    def pieces(self) -> list[str]:
        """What is printed, piece by piece: several where it is put together from several lines, each with its line."""
        return PIECES.split(self.printed) if self.printed else []

    @property
    def question(self) -> str:
        """The question of the assignment: 1.1.1."""
        return self.id.rsplit("-", 1)[0]


CLAIMS: dict[str, Claim] = {}  # Process state, as the modules of the questions are: each registers its claims once.


def register(claim: Claim) -> Claim:
    """Add a claim to `CLAIMS`; raises `ValueError` for an unknown kind or an id that is there already."""
    if claim.kind not in KINDS:
        raise ValueError(f"kind: {claim.kind!r} is none of {KINDS}")
    if claim.id in CLAIMS:
        raise ValueError(f"id: {claim.id} is there already")
    CLAIMS[claim.id] = claim
    return claim


def reported(id: str, *, lines: tuple[int, int], kind: str, says: str, part: int = 0,
             correction: tuple[str, Derivation] | None = None, evident: bool = False, printed: str = "",
             right: str = "", goal: bool = False, can: bool = False, beside: tuple[str, ...] = ()) -> Callable[[Callable], Claim]:
    """Register a claim, as a decorator of the function that states it: `claim`, `given`, `reading`, and lines of proof
    where it is true; `mend` or `only_where` where other claims follow from it and it is false.

    A false claim has a correction, in words and as a theorem; `evident` says that it is the evident reading.  `printed`
    and `right` are formulas in the report's own symbols; `beside` names claims that read the same words in another way.
    """
    def add(function: Callable) -> Claim:
        derivation = Printed(function, title=says, questions=(id.rsplit("-", 1)[0],), register=False)
        return register(Claim(id, lines, part, kind, says, derivation,
                              Correction(*correction, evident) if correction else None, "",
                              printed=printed, right=right, goal=goal, can=can, beside=beside))
    return add


def not_checkable(id: str, *, lines: tuple[int, int], kind: str, says: str, why: str, part: int = 0,
                  printed: str = "") -> Claim:
    """Register an assertion that cannot be decided; `why` says the reason, and when it would be right."""
    return register(Claim(id, lines, part, kind, says, None, None, why, printed=printed))


def from_listing(id: str, *, lines: tuple[int, int], kind: str, says: str, fact: Fact, part: int = 0,
                 printed: str = "", right: str = "", goal: bool = False) -> Claim:
    """Register an assertion of a listing that its printed text decides alone."""
    return register(Claim(id, lines, part, kind, says, None, None, "", fact=fact, printed=printed, right=right,
                          goal=goal))
