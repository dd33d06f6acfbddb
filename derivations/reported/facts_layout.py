"""Facts of the layout of a listing, and of what it keeps."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .facts import Fact
from .rules import Finding


@dataclass(frozen=True)
class Means(Fact):
    """In its lines and columns, a skeleton says to Python what another one says, which is meant."""

    skeleton: str
    meant: str

    def find(self) -> Finding:
        try:
            found = ast.dump(ast.parse(self.skeleton))
        except SyntaxError as error:
            line = self.skeleton.splitlines()[(error.lineno or 1) - 1].strip()
            return Finding(False, f"Python cannot read a line of it: {error.msg} (with x for every name: {line})")
        if found != ast.dump(ast.parse(self.meant)):
            return Finding(False, "Python reads it and takes it for other statements, or for other blocks")
        return Finding(True, "Python reads it as it is meant")


@dataclass(frozen=True)
class Lacks(Fact):
    """A thing is not among those of a list."""

    name: str
    things: tuple[str, ...]

    def find(self) -> Finding:
        lacking = self.name not in self.things
        return Finding(lacking, f"{self.name} is {'none' if lacking else 'one'} of {', '.join(self.things)}")
