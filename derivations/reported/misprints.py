"""Misprints of listings and captions: a wrong letter, word or name, a line that is broken or indented wrongly.

Each is judged as printed, and beside it its evident reading, by the same condition.
"""

from __future__ import annotations

from dataclasses import dataclass

from .claim import Claim, from_listing
from .facts import Fact
from .rules import Finding


@dataclass(frozen=True)
class Agrees(Fact):
    """What a line prints is what the text prints for the same thing at another place."""

    thing: str
    printed: str
    elsewhere: str
    place: str

    def find(self) -> Finding:
        return Finding(self.printed == self.elsewhere, f"{self.thing}: {self.printed} here, {self.elsewhere} in {self.place}")


@dataclass(frozen=True)
class InLoop(Fact):
    """A statement is indented more than the loop that it belongs to."""

    loop: int  # the columns before each
    statement: int

    def find(self) -> Finding:
        return Finding(self.statement > self.loop,
                       f"the loop begins after {self.loop} columns, the statement after {self.statement}")


def misprint(id: str, lines: tuple[int, int], says: str, fact: type[Fact], wrong: tuple, evident: tuple, *, printed: str,
             right: str, kind: str = "listing", instead: str = "") -> Claim:
    """Register a misprint; `wrong` are the arguments of the fact as printed, `evident` those of the evident reading."""
    instead = instead or f"it is {right}"
    return from_listing(id, lines=lines, kind=kind, says=says, printed=printed, right=right,
                        fact=fact(*wrong, instead=instead, evident=fact(*evident, instead=instead)))
