"""Looks for the inferences by which conditions follow from others.  Nothing here is trusted: `implication` checks all
of it.

Forward lemmas are followed from all that is known, backward lemmas from what is wanted, facts as soon as their premises
are reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..forms.binders import Atom, Poly, Refused, poly
from ..logic.defined import definedness
from .checker import CITED, Fact, Finite, Inference, Statement, known_after, plain, speaks_of_all
from .lemmas import BACKWARD, DEFINED, FORWARD, about_finiteness, almost_all_points, framed_integrable
from .linear_combination import combination

RECURSIVE = ("positive integrand", "constant factor", "power of an average")  # whose premises are looked for in turn


class Implied(NamedTuple):
    """Which conditions do not follow, and the names of the lemmas by which the others do."""

    left: list[Atom]
    lemmas: tuple[str, ...]


def implied(conditions: Iterable[Atom], given: Iterable[Atom], facts: Sequence[Fact] = (),
            almost: frozenset[Atom] = frozenset()) -> Implied:
    """Which conditions do not follow from what is given and from facts, for almost every value of the points in
    `almost`.

    That the others do is checked lemma by lemma.
    """
    conditions, given = list(dict.fromkeys(conditions)), list(given)
    inferences = proposed([c for c in conditions if c not in given], given, facts, almost)
    known = known_after(inferences, given, facts, almost)
    return Implied([c for c in conditions if c not in known], tuple(dict.fromkeys(one.lemma for one in inferences)))


def unproved(conditions, given, facts=(), almost: frozenset[Atom] = frozenset()) -> list[Atom]:
    """The conditions that do not follow."""
    return implied(conditions, given, facts, almost).left


def proposed(wanted: list[Atom], given: list[Atom], facts: Sequence[Fact], almost: frozenset[Atom]) -> list[Inference]:
    """Inferences that reach as much as can be reached of what is wanted, each after those that it needs."""
    search, asked = Search(given, facts, almost), wanted
    left = [c for c in wanted if not search.reach(c)]
    while left and (search.use_facts() or len(left) < len(wanted)):
        wanted, left = left, [c for c in left if not search.reach(c)]
    return search.inferences([c for c in asked if c in search.how])


@cache
def consequences(c: Atom) -> tuple[Inference, ...]:
    """What follows from a condition alone by forward lemmas: Fubini's theorem first, then the others from all of it."""
    found: dict[Atom, Inference] = {}

    def follow(name, premise):
        for d in ways_of(FORWARD[name], premise):
            if d is not c:
                found.setdefault(d, Inference(d, name, (premise,)))
    follow("Fubini", c)
    for name in FORWARD:
        if name != "Fubini":
            for premise in (c, *tuple(found)):
                follow(name, premise)
    return tuple(found.values())


def ways_of(lemma, c: Atom) -> tuple:
    """What a lemma says of a condition; nothing where it would speak of what can never hold."""
    try:
        return lemma(c)
    except Refused:
        return ()


class Search:
    """What is known so far, and how."""

    def __init__(self, given: Iterable[Atom], facts: Sequence[Fact], almost: frozenset[Atom]):
        self.how: dict[Statement, Inference | None] = {}
        self._facts, self._almost = list(facts), almost
        self._as_far_as_defined = False  # whether facts may say that something is finite as far as it is defined
        self._trying: set[Statement] = set()
        self._failed: dict[Statement, int] = {}  # what was not reached, and how much was known then
        for c in given:
            self._know(c, None)

    def reach(self, c: Atom) -> bool:
        """Whether a condition is known, or becomes so."""
        return self._premise(c) is not None

    def use_facts(self) -> bool:
        """Follow every fact whose premises are reached; whether there was something new."""
        before, waiting = len(self.how), []
        self._as_far_as_defined = bool(self._facts)
        self._failed.clear()
        for fact in self._facts:
            premises = tuple(self._premise(p, weak=fact.name != CITED) for p in fact.premises)
            if None not in premises:
                self._conclude(fact, premises)
            if None in premises or any(isinstance(p, Finite) for p in premises):
                waiting.append(fact)
        self._facts = waiting
        return len(self.how) > before

    def inferences(self, wanted: Iterable[Statement]) -> list[Inference]:
        """The inferences that some statements rest on, premises first."""
        found: dict[Statement, Inference | None] = {}

        def place(statement: Statement) -> None:
            if statement not in found:
                one = self.how[statement]
                for premise in one.premises if one is not None else ():
                    place(premise)
                found[statement] = one
        for statement in wanted:
            place(statement)
        return [one for one in found.values() if one is not None]

    def _know(self, statement: Statement, how: Inference | None) -> None:
        self.how.setdefault(statement, how)
        if isinstance(statement, Atom):
            for one in consequences(statement):
                self.how.setdefault(one.conclusion, one)

    def _conclude(self, fact: Fact, premises: tuple[Statement, ...]) -> None:
        sure = not any(isinstance(p, Finite) for p in premises)
        for d in fact.conclusions:
            if about_finiteness(d):
                self._know(Finite(d), Inference(Finite(d), fact, premises))
            elif sure:
                self._know(d, Inference(d, fact, premises))

    def _held(self, c: Atom, *, weak: bool) -> Statement | None:
        """A condition, or that it holds as far as its quantity is defined, where that is known and enough."""
        return c if c in self.how else Finite(c) if weak and Finite(c) in self.how else None

    def _premise(self, c: Atom, *, weak: bool = False) -> Statement | None:
        """The same, where it is known or is reached by lemmas."""
        held = self._held(c, weak=weak)
        if held is None and self._backward(c):
            return c
        if held is None and weak and self._as_far_as_defined and about_finiteness(c) and self._backward(Finite(c)):
            return Finite(c)
        return held

    def _backward(self, goal: Statement) -> bool:
        """Try the lemmas that may end in a statement, the cheapest first."""
        if goal in self._trying or self._failed.get(goal) == len(self.how):
            return False
        self._trying.add(goal)
        try:
            reached = any(self._follows(goal, name, ways) for name, ways in self._simple(plain(goal))) or (
                self._sum(goal) or self._defined(goal))
        finally:
            self._trying.discard(goal)
        if not reached:  # what was being tried meanwhile may have been in the way, and is known when it is reached
            self._failed[goal] = len(self.how)
        return reached

    def _simple(self, c: Atom):
        if self._almost:
            yield "almost every point", almost_all_points(c, self._almost)
        for name, lemma in BACKWARD.items():
            yield name, ways_of(lemma, c)

    def _follows(self, goal: Statement, name: str, ways: tuple[tuple[Atom, ...], ...]) -> bool:
        weak, look = isinstance(goal, Finite), self._premise if name in RECURSIVE else self._held
        for way in ways:
            premises = tuple(look(d, weak=weak) for d in way)
            if None not in premises:
                self._know(goal, Inference(goal, name, premises))
                return True
        return False

    def _sum(self, goal: Statement) -> bool:
        framed, weak = framed_integrable(plain(goal)), isinstance(goal, Finite)
        if framed is None:
            return False
        terms = [poly({m: c}) for m, c in framed.body.terms]
        reached = [term for term in terms if all(self._premise(d, weak=weak) for d in framed.of(term))]
        parts = tuple(terms)
        if len(reached) < len(terms):
            parts = combination(framed, [c for c in map(plain, tuple(self.how)) if self._held(c, weak=weak)], reached)
        weak = weak and speaks_of_all(plain(goal), parts)
        premises = tuple(self._premise(d, weak=weak) for part in parts for d in framed.of(part))
        if not parts or None in premises:
            return False
        self._know(goal, Inference(goal, "sum", premises, parts))
        return True

    def _defined(self, goal: Statement) -> bool:
        """What is finite as far as it is defined, and is defined."""
        if isinstance(goal, Finite) or not about_finiteness(goal):
            return False
        finite = self._premise(goal, weak=True)
        brought = tuple(self._premise(d) for d in definedness(goal)) if isinstance(finite, Finite) else (None,)
        if None in brought:
            return False
        self._know(goal, Inference(goal, DEFINED, (finite, *brought)))
        return True


def fewest(conditions: Iterable[Atom], facts: Sequence[Fact] = (), almost: frozenset[Atom] = frozenset(),
           given: Iterable[Atom] = ()) -> tuple[Atom, ...]:
    """An irredundant part of the conditions from which, beside what is given, all of them follow, for almost every
    value of the points in `almost`: the largest ones are dropped first."""
    unique = list(dict.fromkeys(conditions))
    basis = sorted(unique, key=lambda c: (c.head != "integrable", size(c)))
    for c in reversed(basis[:]):
        rest = [b for b in basis if b is not c]
        if not unproved([c], [*given, *rest], facts, almost):
            basis = rest
    return tuple(c for c in unique if c in basis)


def size(term) -> int:
    """How much there is to read."""
    if isinstance(term, Poly):
        return sum(1 + sum(size(a) for a, _ in m) for m, _ in term.terms)
    if isinstance(term, tuple):
        return sum(map(size, term))
    return 1 + sum(map(size, term.args)) if isinstance(term, Atom) and term.head != "var" else 1
