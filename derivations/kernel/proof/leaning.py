"""The conditions that a proof leaned on, which have to follow again where a theorem is used with particulars put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..forms.binders import Atom
from ..forms.nodes import Conditions
from ..forms.polynomials import is_point
from ..implication.checker import Fact
from ..implication.search import Implied, implied


class Change(NamedTuple):
    """What becomes of conditions, and of the conclusions of facts, where a theorem is used."""

    conditions: Callable
    conclusions: Callable


class Leaning(NamedTuple):
    """The conditions that a proof leaned on, with the given ones and the facts from which they followed.

    `changes` are carried out only when they are needed: most theorems are cited as they are.
    """

    given: Conditions
    conditions: Conditions
    facts: tuple[Fact, ...]
    changes: tuple[Change, ...] = ()

    def mapped(self, conditions: Callable, conclusions: Callable | None = None) -> Leaning:
        """The same with one more change, of conditions, and of conclusions of facts where those change otherwise."""
        return self._replace(changes=(*self.changes, Change(conditions, conclusions or conditions)))

    def changed(self, conditions: Iterable[Atom]) -> Conditions:
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
        """The conditions that no longer follow after all changes, and the lemmas by which the others do."""
        given = self.changed(self.given)
        found = implied(self.changed(self.conditions), given, (), almost)
        if not found.left:
            return found
        more = implied(found.left, given, list(map(self.fact, self.facts)), almost)
        return Implied(more.left, (*found.lemmas, *more.lemmas))


def points_of(proof: Leaning) -> frozenset[Atom]:
    """The free points of the conditions that a proof leaned on."""
    return frozenset(v for c in proof.changed(proof.conditions) for v in c.free if is_point(v))


def fewest_points(follows: Callable[[frozenset[Atom]], Implied], almost: frozenset[Atom],
                  points: list[Atom]) -> tuple[frozenset[Atom], Implied]:
    """The points in `almost` with as few others as are needed, and what `follows` for almost every value of them.

    No more conditions are left open than for almost all `points` together, and no added point can be left out.
    """
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
