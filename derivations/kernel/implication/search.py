"""Looks for the inferences by which conditions follow from others.

Only `implied` is trusted: it counts as known what `checker` concludes from the inferences, whoever found them.

Forward lemmas are followed from all that is known, backward lemmas from what is wanted, facts as soon as their premises
are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..forms.binders import Atom, Poly, Refused, poly
from ..forms.nodes import Conditions, Part
from ..logic.defined import definedness
from .checker import CITED, Fact, Finite, Inference, Statement, known_after, plain, speaks_of_all
from .lemmas import BACKWARD, DEFINED, FORWARD, about_finiteness, almost_all_points, framed_integrable
from .linear_combination import combination

RECURSIVE = ("Fubini", "every index", "positive integrand", "constant factor", "power of an average",
             "independent factors")
"""Lemmas whose premises are looked for in turn."""


class Implied(NamedTuple):
    """Which conditions do not follow, and the names of the lemmas by which the others do."""

    left: list[Atom]
    lemmas: tuple[str, ...]


def implied(conditions: Iterable[Atom], given: Iterable[Atom], facts: Sequence[Fact] = (),
            almost: frozenset[Atom] = frozenset()) -> Implied:
    """Which conditions do not follow from the given ones and from facts, for almost every value of the points in
    `almost`.

    That the other conditions follow is checked inference by inference.
    """
    conditions, given = list(dict.fromkeys(conditions)), list(given)
    inferences = proposed([c for c in conditions if c not in given], given, facts, almost)
    known = known_after(inferences, given, facts, almost)
    return Implied([c for c in conditions if c not in known], tuple(dict.fromkeys(one.lemma for one in inferences)))


def unproved(conditions: Iterable[Atom], given: Iterable[Atom], facts: Sequence[Fact] = (),
             almost: frozenset[Atom] = frozenset()) -> list[Atom]:
    """The conditions that do not follow."""
    return implied(conditions, given, facts, almost).left


def proposed(wanted: list[Atom], given: list[Atom], facts: Sequence[Fact], almost: frozenset[Atom]) -> list[Inference]:
    """Inferences that reach as many of the wanted conditions as can be found, each behind those that it needs."""
    search, asked = Search(given, facts, almost), wanted
    left = [c for c in wanted if not search.reach(c)]
    while left and (search.use_facts() or len(left) < len(wanted)):
        wanted, left = left, [c for c in left if not search.reach(c)]
    return search.inferences([c for c in asked if c in search.how])


@cache
def consequences(c: Atom) -> tuple[Inference, ...]:
    """Inferences from a condition by forward lemmas: Fubini's theorem first, then the others, from all found."""
    found: dict[Atom, Inference] = {}

    def follow(name: str, premise: Atom) -> None:
        for d in ways_of(FORWARD[name], premise):
            if d is not c:
                found.setdefault(d, Inference(d, name, (premise,)))
    follow("Fubini", c)
    for name in FORWARD:
        if name != "Fubini":
            for premise in (c, *tuple(found)):
                follow(name, premise)
    return tuple(found.values())


def ways_of(lemma: Callable[[Atom], tuple], c: Atom) -> tuple:
    """The answer of a lemma about a condition: its conclusions, or the ways to it.  Empty where one of them could never
    hold."""
    try:
        return lemma(c)
    except Refused:
        return ()


class Search:
    """The statements that are known so far, each with the inference by which it is."""

    def __init__(self, given: Iterable[Atom], facts: Sequence[Fact], almost: frozenset[Atom]) -> None:
        self.how: dict[Statement, Inference | None] = {}
        self._facts, self._almost = list(facts), almost
        self._as_far_as_defined = False  # whether facts may say that something is finite as far as it is defined
        self._trying: set[Statement] = set()
        self._failed: dict[Statement, int] = {}  # each goal that was not reached, and how much was known then
        for c in given:
            self._know(c, None)

    def reach(self, c: Atom) -> bool:
        """Whether a condition is known, or becomes known now."""
        return self._premise(c) is not None

    def use_facts(self) -> bool:
        """Follow every fact whose premises are reached, and say whether that gave anything new."""
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
        """The inferences on which some statements rest, premises first."""
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
        """Note a statement, and of a condition all that follows from it alone."""
        self.how.setdefault(statement, how)
        if isinstance(statement, Atom):
            for one in consequences(statement):
                self.how.setdefault(one.conclusion, one)

    def _conclude(self, fact: Fact, premises: tuple[Statement, ...]) -> None:
        """Note the conclusions of a fact whose premises are known."""
        sure = not any(isinstance(p, Finite) for p in premises)
        for d in fact.conclusions:
            if about_finiteness(d):
                self._know(Finite(d), Inference(Finite(d), fact, premises))
            elif sure:
                self._know(d, Inference(d, fact, premises))

    def _held(self, c: Atom, *, weak: bool) -> Statement | None:
        """The condition where it is known; else `Finite` of it where that is known, and is enough as `weak` says."""
        return c if c in self.how else Finite(c) if weak and Finite(c) in self.how else None

    def _premise(self, c: Atom, *, weak: bool = False) -> Statement | None:
        """The same, where it is known already or can be reached by lemmas."""
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
        if not reached:  # once more is known, as when a goal that is still being tried is reached, it is tried again
            self._failed[goal] = len(self.how)
        return reached

    def _simple(self, c: Atom) -> Iterator[tuple[str, tuple[Conditions, ...]]]:
        if self._almost:
            yield "almost every point", almost_all_points(c, self._almost)
        for name, lemma in BACKWARD.items():
            yield name, ways_of(lemma, c)

    def _follows(self, goal: Statement, name: str, ways: tuple[Conditions, ...]) -> bool:
        weak, look = isinstance(goal, Finite), self._premise if name in RECURSIVE else self._held
        for way in ways:
            premises = tuple(look(d, weak=weak) for d in way)
            if None not in premises:
                self._know(goal, Inference(goal, name, premises))
                return True
        return False

    def _sum(self, goal: Statement) -> bool:
        """Conclude that a body is integrable from parts that add up to it: its terms, or a linear combination."""
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
        """Conclude that a quantity is finite, since it is as far as it is defined, and it is defined."""
        if isinstance(goal, Finite) or not about_finiteness(goal):
            return False
        finite = self._premise(goal, weak=True)
        brought = tuple(self._premise(d) for d in definedness(goal)) if isinstance(finite, Finite) else (None,)
        if None in brought:
            return False
        self._know(goal, Inference(goal, DEFINED, (finite, *brought)))
        return True


def fewest(conditions: Iterable[Atom], facts: Sequence[Fact] = (), almost: frozenset[Atom] = frozenset(),
           given: Iterable[Atom] = ()) -> Conditions:
    """Conditions from which, together with the given ones, all of them follow, for almost every value of the points in
    `almost`, and of which none can be left out.  The largest ones are dropped first."""
    unique = list(dict.fromkeys(conditions))
    basis = sorted(unique, key=lambda c: (c.head != "integrable", size(c)))
    for c in reversed(basis[:]):
        rest = [b for b in basis if b is not c]
        if not unproved([c], [*given, *rest], facts, almost):
            basis = rest
    return tuple(c for c in unique if c in basis)


def size(term: Part) -> int:
    """How long a form is to read: terms, and atoms in them at any depth."""
    if isinstance(term, Poly):
        return sum(1 + sum(size(a) for a, _ in m) for m, _ in term.terms)
    if isinstance(term, tuple):
        return sum(map(size, term))
    return 1 + sum(map(size, term.args)) if isinstance(term, Atom) and term.head != "var" else 1
