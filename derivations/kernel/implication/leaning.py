"""The conditions that a proof leaned on, which have to follow again where a theorem is used with particulars put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..forms.binders import Atom, atom, lift, open_fresh
from ..forms.expansions import positive
from ..forms.nodes import Conditions
from ..forms.polynomials import is_point
from ..logic.conditions import always, close
from .checker import Fact
from .search import Implied, implied


class Change(NamedTuple):
    """What becomes of conditions, and of the conclusions of facts, where a theorem is used."""

    conditions: Callable
    conclusions: Callable


class Leaning(NamedTuple):
    """The conditions that a proof leaned on, with the given ones and the facts from which they followed.

    `changes` are carried out only when they are needed: most theorems are cited as they are.  Where the proof
    `supposes`, each condition has what is given to it as its premises, and follows from these for each index alone.
    """

    given: Conditions
    conditions: Conditions
    facts: tuple[Fact, ...]
    changes: tuple[Change, ...] = ()
    supposes: bool = False

    def mapped(self, conditions: Callable, conclusions: Callable | None = None) -> Leaning:
        """The same with one more change, of conditions, and of conclusions of facts where those change otherwise."""
        return self._replace(changes=(*self.changes, Change(conditions, conclusions or conditions)))

    def supposing(self, known: Conditions, closed: Callable) -> Leaning:
        """The same at a place where some given conditions are only supposed, for all that is bound around it, as
        `closed` says.  Of all conditions that are given there, those that are `known` hold for all of it.

        What is supposed of one index is not known of others: a condition at each index has to follow from what is given
        at that index.
        """
        given = self.changed(self.given)
        conditions = [_with_premises(given, c) for c in self.changed(self.conditions) if c not in given]
        facts = tuple(Fact(name, closed(a), closed(b)) for name, a, b in map(self.fact, self.facts))
        return Leaning(known, closed(conditions), facts, (), True)

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
        facts = list(map(self.fact, self.facts))
        more = implied(found.left, given, facts, almost)
        lemmas = (*found.lemmas, *more.lemmas)
        if not self.supposes:
            return Implied(more.left, lemmas)
        left: list[Atom] = []
        for c in more.left:
            whole, further = _without_premises(c, given, facts, almost)
            left += whole
            lemmas += further
        return Implied(list(dict.fromkeys(left)), lemmas)


def _with_premises(premises: Conditions, c: Atom) -> Atom:
    """The statement that a condition holds where some premises do."""
    for premise in reversed(premises):
        c = atom("implies", premise, c)
    return c


def _without_premises(c: Atom, given: Conditions, facts: list[Fact],
                      almost: frozenset[Atom]) -> tuple[list[Atom], tuple[str, ...]]:
    """What is left open of a condition with premises, for all that it binds and without its premises, and the lemmas by
    which the rest follows: nothing, where it follows from the premises for each of what it binds."""
    frames, premises = (), ()
    while c.head in ("always", "implies"):
        if c.head == "implies":
            premises, c = (*premises, *always((), (), c.args[0])), c.args[1]
            continue
        variables, (weights, c) = open_fresh(c, *(v for bound, _ in frames for v in bound), *premises)
        frames = ((variables, weights), *frames)
        premises = (*premises, *(positive(lift(w)) for w in weights if w.head == "law"))
    inner = always((), (), c)
    alone = implied(inner, (*given, *premises), (), almost)
    if not alone.left:
        return [], alone.lemmas
    for variables, weights in frames:
        inner = close(variables, weights, inner)
    found = implied(inner, given, facts, almost)
    return found.left, found.lemmas


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
