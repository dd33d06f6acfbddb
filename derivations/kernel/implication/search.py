"""Looks for the inferences by which conditions follow from others.

Only `implied` is trusted: it counts as known what `checker` concludes from the inferences, whoever found them.

Forward lemmas are followed from all that is known, backward lemmas from what is wanted, facts as soon as their premises
are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..forms.binders import ONE, Atom, Poly, Refused, add, open_fresh, poly, scale, space_of
from ..forms.expansions import nonnegative, positive
from ..forms.nodes import Conditions, Part
from ..lemmas.comparisons import compared, comparison
from ..lemmas.integrability import Framed, framed_integrable, square_integrable
from ..lemmas.signs import Signed, at_least_zero, exceeds, signed
from ..lemmas.table import BACKWARD, DEFINED, FORWARD, about_finiteness, almost_all_points
from ..logic.defined import defined, definedness
from .checker import CITED, Fact, Finite, Inference, Statement, known_after, plain, speaks_of_all
from .comparing import factors_and_gaps
from .linear_combination import combination, products, sharing_a_factor, sharing_all_but_constants
from .positive_parts import positive_parts

GUARDS = "conditional density"
SQUARES = "product of squares"
ONCE = (GUARDS, SQUARES)  # on the way to a conclusion: the one has many ways, the other doubles exponents
MOST_BEHIND_SQUARES = 1000  # goals of a pass: nine times the number that any chapter needs
RECURSIVE = ("Fubini", "weighted integrand", "every index", "positive integrand", "constant factor",
             "power of an average", "product of averages", "square of a mean", "independent factors", "sign",
             "signs of factors", "positive numbers", "integral of a density", "normalised law",
             "logarithm of a fraction", "bounded quotient", "cancelled factor", "domination", "near a value",
             "descent", "logarithm of a named law", "moment of a named law", "exponential of a number",
             "smooth family of named laws", *ONCE)
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
    left, lemmas = _implied(tuple(dict.fromkeys(conditions)), tuple(given), tuple(facts), almost)
    return Implied(list(left), lemmas)


@cache  # of the same hypotheses it is asked several times what follows from some of them
def _implied(conditions: Conditions, given: Conditions, facts: tuple[Fact, ...],
             almost: frozenset[Atom]) -> tuple[Conditions, tuple[str, ...]]:
    inferences = proposed([c for c in conditions if c not in given], given, facts, almost)
    known = known_after(inferences, given, facts, almost)
    return tuple(c for c in conditions if c not in known), tuple(dict.fromkeys(one.lemma for one in inferences))


def unproved(conditions: Iterable[Atom], given: Iterable[Atom], facts: Sequence[Fact] = (),
             almost: frozenset[Atom] = frozenset()) -> list[Atom]:
    """The conditions that do not follow."""
    return implied(conditions, given, facts, almost).left


def proposed(wanted: list[Atom], given: Sequence[Atom], facts: Sequence[Fact],
             almost: frozenset[Atom]) -> list[Inference]:
    """Inferences that reach as many of the wanted conditions as can be found, each behind those that it needs."""
    if all(map(is_equation, wanted)):  # no lemma leads from what is finite to an equation
        facts = [fact for fact in facts if not all(map(about_finiteness, fact.conclusions))]
    search, left = Search(given, facts, almost), wanted
    while left and search.more_is_known():
        left = [c for c in left if not search.reach(c)]
        if left:
            search.use_facts()
    return search.inferences([c for c in wanted if c in search.how])


@cache
def is_equation(c: Atom) -> bool:
    """Whether a condition says that two things are equal, of some points, at one, or near a value."""
    while c.head in ("always", "near"):
        c = c.args[2] if c.head == "always" else c.args[1]
    return c.head == "eq"


@cache
def asks_for_an_equation(c: Atom) -> bool:
    """Whether a condition is an equation that follows from other equations only; for every index of none, any holds."""
    while c.head == "always" and all(isinstance(v.args[0], str) for v in c.args[0]):
        c = c.args[2]
    return c.head == "eq"


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


@cache  # a search that begins again asks the same
def ways_of(lemma: Callable[..., tuple], c: Atom, *more: frozenset[Atom]) -> tuple:
    """The answer of a lemma about a condition: its conclusions, or the ways to it.  Empty where one of them could never
    hold."""
    try:
        return lemma(c, *more)
    except Refused:
        return ()


def all_of(premises: Iterable[Statement | None]) -> tuple[Statement, ...] | None:
    """Premises if each is known; None as soon as one is not, before those behind it are looked for."""
    found = []
    for premise in premises:
        if premise is None:
            return None
        found.append(premise)
    return tuple(found)


@cache
def guarded_by_a_conditional(c: Atom) -> bool:
    """Whether a condition holds where a conditional density of a joint law is positive."""
    weights = open_fresh(c)[1][0] if c.head == "always" else ()
    return any(w.head == "law" and any(space_of(g) not in w.args[0].given for g in w.args[2]) for w in weights)


class Search:
    """The statements that are known so far, each with the inference by which it is."""

    def __init__(self, given: Iterable[Atom], facts: Sequence[Fact], almost: frozenset[Atom]) -> None:
        self.how: dict[Statement, Inference | None] = {}
        self._facts, self._almost = list(facts), almost
        self._as_far_as_defined = False  # whether facts may say that something is finite as far as it is defined
        self._trying: set[Statement] = set()
        self._within: frozenset[str] = frozenset()  # the lemmas of `ONCE` whose premises are looked for
        self._failed: set[tuple] = set()  # each goal that was not reached in this pass, and `_within` then
        self._behind_squares = 0  # the goals of this pass that are looked for behind squares
        self._known_before = -1  # how much was known when this pass began
        self._unfollowed: list[Atom] = []  # what was reached in this pass, of which the consequences are not noted
        self._equations = False  # whether something that is known is an equation, for all points or near a value
        self._guarded = False  # whether something that is known is guarded by a conditional density
        self._integrable: dict[Atom, None] = {}  # conditions on integrability that are known, or as far as defined
        for c in given:
            self._know(c, None)

    def reach(self, c: Atom) -> bool:
        """Whether a condition is known, or becomes known now."""
        return self._premise(c) is not None

    def more_is_known(self) -> bool:
        """Note what follows from all that was reached, and say whether more is known than when this was asked last.

        Goals that failed before are then tried again.
        """
        for c in self._unfollowed:
            self._follow(c)
        self._unfollowed.clear()
        before, self._known_before = self._known_before, len(self.how)
        self._failed.clear()
        self._behind_squares = 0
        return len(self.how) > before

    def use_facts(self) -> None:
        """Follow every fact whose premises are reached."""
        waiting = []
        self._as_far_as_defined = bool(self._facts)
        self._failed.clear()
        self._behind_squares = 0
        for fact in self._facts:
            premises = tuple(self._premise(p, weak=fact.name != CITED) for p in fact.premises)
            if None not in premises:
                self._conclude(fact, premises)
            if None in premises or any(isinstance(p, Finite) for p in premises):
                waiting.append(fact)
        self._facts = waiting

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
        self._note(statement, how)
        if isinstance(statement, Atom):
            self._follow(statement)

    def _follow(self, c: Atom) -> None:
        for one in consequences(c):
            self._note(one.conclusion, one)

    def _reached(self, goal: Statement, how: Inference) -> bool:
        """Note a goal.  What follows from it is of use only where something else is not reached."""
        self._note(goal, how)
        if isinstance(goal, Atom):
            self._unfollowed.append(goal)
        return True

    def _note(self, statement: Statement, how: Inference | None) -> None:
        if statement not in self.how:
            self.how[statement] = how
            c = plain(statement)
            self._guarded = self._guarded or guarded_by_a_conditional(c)
            self._equations = self._equations or is_equation(c)
            if framed_integrable(c) is not None:
                self._integrable[c] = None

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
        if goal in self._trying or (goal, self._within) in self._failed:
            return False
        if not self._equations and asks_for_an_equation(plain(goal)):
            return False
        if SQUARES in self._within:
            self._behind_squares += 1
            if self._behind_squares > MOST_BEHIND_SQUARES:
                return False
        self._trying.add(goal)
        try:
            looks = self._product, self._sum, self._larger, self._compared, self._defined
            reached = any(self._follows(goal, name, ways) for name, ways in self._simple(plain(goal))) or any(
                self._found(look, goal) for look in looks)
        finally:
            self._trying.discard(goal)
        if not reached:
            self._failed.add((goal, self._within))
        return reached

    def _simple(self, c: Atom) -> Iterator[tuple[str, tuple[Conditions, ...]]]:
        if self._almost:
            yield "almost every point", ways_of(almost_all_points, c, self._almost)
        for name, lemma in BACKWARD.items():
            if name not in self._within and (name != GUARDS or self._conditional(c)):
                ways = ways_of(lemma, c)
                if ways:
                    yield name, ways

    def _conditional(self, c: Atom) -> bool:
        """Whether a condition, or a known one, is guarded by a conditional density: else that lemma leads nowhere."""
        return self._guarded or guarded_by_a_conditional(c)

    def _follows(self, goal: Statement, name: str, ways: tuple[Conditions, ...]) -> bool:
        weak, look = isinstance(goal, Finite), self._premise if name in RECURSIVE else self._held
        before, self._within = self._within, self._within | {name}.intersection(ONCE)
        try:
            for way in ways:
                premises = all_of(look(d, weak=weak) for d in way)
                if premises is not None:
                    return self._reached(goal, Inference(goal, name, premises))
            return False
        finally:
            self._within = before

    @staticmethod
    def _found(look: Callable[[Statement], bool], goal: Statement) -> bool:
        """Whether one way to look for a statement ends in it; not where it asks for a condition that can never hold."""
        try:
            return look(goal)
        except Refused:
            return False

    def _product(self, goal: Statement) -> bool:
        """Conclude that a sum is integrable that is a product of two sums whose squares are."""
        framed = framed_integrable(goal) if isinstance(goal, Atom) else None
        if framed is None or len(framed.body.terms) == 1 or SQUARES in self._within:
            return False
        for parts in products(framed, self._known_integrable(weak=False)):
            premises = all_of(self._held(d, weak=False) for d in square_integrable(framed, parts))
            if premises is not None:
                return self._reached(goal, Inference(goal, SQUARES, premises, parts))
        return False

    def _sum(self, goal: Statement) -> bool:
        """Conclude that a body is integrable from parts that add up to it: its terms, those together that differ by
        constant factors only, a linear combination of known bodies, or the terms that share a constant factor."""
        framed, weak = framed_integrable(plain(goal)), isinstance(goal, Finite)
        if framed is None:
            return False
        if self._add_up(goal, framed, sharing_all_but_constants(framed), weak=weak):
            return True
        terms = [poly({m: c}) for m, c in framed.body.terms]
        reached = [term for term in terms if all(self._premise(d, weak=weak) for d in framed.of(term))]
        if len(reached) == len(terms):
            return self._add_up(goal, framed, tuple(terms), weak=weak)
        parts = combination(framed, self._known_integrable(weak=weak), reached)
        return self._add_up(goal, framed, parts, weak=weak) or (
            self._add_up(goal, framed, sharing_a_factor(framed), weak=weak))

    def _known_integrable(self, *, weak: bool) -> list[Atom]:
        """The conditions on integrability that are known, or as far as they are defined where that is enough."""
        return [c for c in self._integrable if weak or c in self.how]

    def _add_up(self, goal: Statement, framed: Framed, parts: tuple[Poly, ...], *, weak: bool) -> bool:
        """Conclude that a body is integrable from parts of it that are."""
        weak = weak and speaks_of_all(plain(goal), parts)
        premises = all_of(self._premise(d, weak=weak) for part in parts for d in framed.of(part)) if parts else None
        if premises is None:
            return False
        return self._reached(goal, Inference(goal, "sum", premises, parts))

    def _larger(self, goal: Statement) -> bool:
        """Conclude that a quantity is positive, since it is at least as large as parts of which the signs are known."""
        found = signed(goal) if isinstance(goal, Atom) else None
        if found is None or found.kind != "gt":
            return False
        for parts in positive_parts(found, [c for c in self.how if isinstance(c, Atom)]):
            rest = add(found.quantity, *(scale(part, -1) for part in parts))
            held = [self._sign_of(found, part) for part in parts]
            held += [self._together(found.of(*defined(u))) for u in (*parts, rest)]
            if None not in held:
                premises = tuple(c for cs in held if cs is not None for c in cs)
                if exceeds(goal, frozenset(premises), parts):
                    return self._reached(goal, Inference(goal, "larger quantity", premises, parts))
        return False

    def _compared(self, goal: Statement) -> bool:
        """Conclude a comparison from known ones, with factors before them."""
        found = comparison(goal) if isinstance(goal, Atom) else None
        if found is None or found.kind == "gt":
            return False
        known = [c for c in self.how if isinstance(c, Atom) and c is not goal and comparison(c) is not None]
        sure = self._positive(found)
        own = [(), *([(ONE, found.quantity)] if sure else [])] if nonnegative(found.quantity) or sure else []
        for parts in chain(own, factors_and_gaps(found, known)):
            asked = (*definedness(goal), *found.of(*(d for factor in parts[::2] for d in defined(factor))))
            if self._together(asked) is not None:
                premises = (*known, *sure, *asked)
                if compared(goal, frozenset(premises), parts):
                    return self._reached(goal, Inference(goal, "comparison", premises, parts))
        return False

    def _positive(self, found: Signed) -> Conditions:
        """The condition that a product is positive, where it is known or can be reached; b − a is one for a ≤ b."""
        of_one = found.kind == "le" and len(found.quantity.terms) == 1
        asked = ways_of(found.of, positive(found.quantity)) if of_one else ()
        return asked if len(asked) == 1 and self._together(asked) is not None else ()

    def _sign_of(self, found: Signed, part: Poly) -> Conditions | None:
        """The known conditions that say that a part is positive, or else that it is not negative."""
        ways = [found.of(positive(part)), *(found.of(one) for one in at_least_zero(part))]
        return next((way for way in ways if self._together(way) is not None), None)

    def _together(self, conditions: Conditions) -> Conditions | None:
        """Conditions, where each of them is known or can be reached."""
        return conditions if all(self._premise(c) is not None for c in conditions) else None

    def _defined(self, goal: Statement) -> bool:
        """Conclude that a quantity is finite, since it is as far as it is defined, and it is defined."""
        if isinstance(goal, Finite) or not about_finiteness(goal):
            return False
        finite = self._premise(goal, weak=True)
        brought = tuple(self._premise(d) for d in definedness(goal)) if isinstance(finite, Finite) else (None,)
        if None in brought:
            return False
        return self._reached(goal, Inference(goal, DEFINED, (finite, *brought)))


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
