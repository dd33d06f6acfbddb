"""What a proof leaned on: it has to follow again wherever the theorem is used with particulars put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..forms.binders import Atom
from ..forms.polynomials import is_point
from ..implication.checker import Fact
from ..implication.search import Implied, implied


class Change(NamedTuple):
    """What becomes of conditions, and of what facts conclude, where a theorem is used."""

    conditions: Callable
    conclusions: Callable


class Leaning(NamedTuple):
    """What a proof leaned on, and from what that followed: it has to follow again when particulars are put in.

    `changes` are carried out only when they are needed: most theorems are cited as they are.
    """

    given: tuple[Atom, ...]
    conditions: tuple[Atom, ...]
    facts: tuple[Fact, ...]
    changes: tuple[Change, ...] = ()

    def mapped(self, conditions: Callable, conclusions: Callable | None = None) -> Leaning:
        """The same after a change of conditions, and of what facts conclude where that changes otherwise."""
        return self._replace(changes=(*self.changes, Change(conditions, conclusions or conditions)))

    def changed(self, conditions) -> tuple[Atom, ...]:
        """Conditions after all changes."""
        for change in self.changes:
            conditions = change.conditions(conditions)
        return tuple(conditions)

    def fact(self, fact: Fact) -> Fact:
        """A fact after all changes."""
        conclusions = fact.conclusions
        for change in self.changes:
            conclusions = change.conclusions(conclusions)
        return Fact(fact.name, self.changed(fact.premises), tuple(conclusions))

    def implied(self, almost: frozenset[Atom]) -> Implied:
        """What, after all changes, no longer follows from what was given, and by which lemmas the rest does."""
        given = self.changed(self.given)
        found = implied(self.changed(self.conditions), given, (), almost)
        if not found.left:
            return found
        more = implied(found.left, given, list(map(self.fact, self.facts)), almost)
        return Implied(more.left, (*found.lemmas, *more.lemmas))


def points_of(proof: Leaning) -> frozenset[Atom]:
    """The free points of what a proof leaned on: the theorem says for which of them it holds almost everywhere."""
    return frozenset(v for c in proof.changed(proof.conditions) for v in c.free if is_point(v))


def fewest_points(follows: Callable[[frozenset[Atom]], Implied], almost: frozenset[Atom],
                  points: list[Atom]) -> tuple[frozenset[Atom], Implied]:
    """As few points beside those in `almost` as it takes that no less follows than for almost all of them together:
    none can be left out."""
    found = follows(almost)
    everywhere = follows(almost.union(points)) if found.left and points else found
    if len(everywhere.left) == len(found.left):
        return almost, found
    chosen, found = almost.union(points), everywhere
    for point in points:
        without = follows(chosen - {point})
        if len(without.left) == len(everywhere.left):
            chosen, found = chosen - {point}, without
    return chosen, found
