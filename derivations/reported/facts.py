"""Facts of a printed listing that need no run of the whole: whether a statement can be read, whether a name is defined.

A listing is not copied here.  A statement is held as its skeleton, in which every name is `x` and every text is empty, so that
nothing but brackets, quotation marks, operators and commas is left: those decide whether Python can read it.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from .rules import Finding


LONGEST_SHOWN = 50  # characters of a skeleton


@dataclass(frozen=True)
class Fact(ABC):
    """A condition on the printed text of a listing, and what is right where it fails.

    `evident` is the condition on the evident reading of a misprint.
    """

    instead: str = field(kw_only=True)
    evident: Fact | None = field(kw_only=True, default=None)

    @abstractmethod
    def find(self) -> Finding:
        """Whether the condition holds, and what shows it."""


@dataclass(frozen=True)
class Reads(Fact):
    """Python can read a statement, whose skeleton is given."""

    skeleton: str

    def find(self) -> Finding:
        try:
            ast.parse(self.skeleton)
        except SyntaxError as error:
            return Finding(False, f"Python cannot read it: {error.msg}{self._shown}")
        return Finding(True, f"Python reads it{self._shown}")

    @property
    def _shown(self) -> str:
        """The skeleton, where it is one short line."""
        short = "\n" not in self.skeleton and len(self.skeleton) <= LONGEST_SHOWN
        return f" (with x for every name: {self.skeleton})" if short else ""


@dataclass(frozen=True)
class Defined(Fact):
    """Every name that is used is among those that the text defines."""

    used: tuple[str, ...]
    defined: tuple[str, ...]

    def find(self) -> Finding:
        lacking = [name for name in self.used if name not in self.defined]
        if lacking:
            return Finding(False, f"{', '.join(lacking)} is used and defined nowhere; defined: {', '.join(self.defined)}")
        return Finding(True, f"defined: {', '.join(self.used)}")
