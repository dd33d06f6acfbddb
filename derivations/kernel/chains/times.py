"""The points of a path: stretches of times, variables that stand for the points at these times, and parts of them.

The sort of a variable that stands for points of a path is ("times", space, first, last), an atom: the variable is one
point where the first time is the last, else a whole stretch of points.  The free path of a space, which has points at
all times, has no last time.  `draw(v, t)` is the point of a variable at a time, `part(v, a, b)` a stretch of its points.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from ...language.refusal import Refused
from ..forms.nodes import Atom, Form, Poly, Variables
from ..forms.polynomials import ONE, ZERO, add, atom, ends, lift, scale, sub, var

MOST_ENDS = 8  # of ranges that depend on each other


def is_count(a: Atom) -> bool:
    """Whether an atom is a count or an index: a variable that is a whole number, at least one."""
    return a.head == "var" and (a.args[0] == "count" or isinstance(a.args[0], tuple))


def at_least_one(p: Poly) -> bool:
    """Whether the form shows that a quantity is a whole number and at least one, since its counts and indices are, and
    an index lies between the ends of its range."""
    if any(Fraction(c).denominator != 1 for _, c in p.terms):
        return False
    if not all(is_count(a) for m, _ in p.terms for a, _e in m):
        return False
    for _ in range(MOST_ENDS):
        index = next((m[0][0] for m, c in p.terms if c < 0 and _is_index(m)), None)
        if index is None:
            break
        p = add(p, scale(sub(ends(index)[1], lift(index)), dict(p.terms)[((index, 1),)]))  # it is at most the last one
    if any(c < 0 and m for m, c in p.terms):
        return False
    first = [scale(sub(ends(m[0][0])[0], ONE), c) for m, c in p.terms if _is_index(m)]  # each is one at least beyond
    return sum(c for _m, c in add(p, *(u for u in first if u.is_number)).terms) >= 1


def _is_index(mono: tuple) -> bool:
    return len(mono) == 1 and mono[0][1] == 1 and isinstance(mono[0][0].args[0], tuple)


def stretch(space: str, first: Poly, last: Poly | None) -> Atom:
    """The sort of the points of a path between two times, both included."""
    return atom("times", space, first, last)


def free_path(space: str, name: str) -> Atom:
    """The free path of a name, which has points at all times."""
    return var(stretch(space, ZERO, None), name)


def of_a_path(v: Atom) -> bool:
    """Whether an atom is a variable that stands for points of a path, or a point or a part of one."""
    base = v.args[0] if v.head in ("draw", "part") else v
    return base.head == "var" and isinstance(base.args[0], Atom)


def span(place: Atom) -> Atom:
    """The times of a place of a chain, as a sort."""
    base = place.args[0] if place.head in ("draw", "part") else place
    if place.head == "draw":
        return stretch(base.args[0].args[0], place.args[1], place.args[1])
    return stretch(base.args[0].args[0], *place.args[1:]) if place.head == "part" else base.args[0]


def drawn(base: Atom, number: Poly) -> Atom:
    """One of several draws, or the point of a path at a time; of a variable that stands for one point, the variable."""
    if of_a_path(base) and base.args[0].args[1] is base.args[0].args[2]:
        return base
    return atom("draw", base, number)


def part(base: Atom, first: Poly, last: Poly) -> Atom:
    """The points of a path between two times."""
    if first is last:
        return drawn(base, first)
    return base if base.args[0].args[1:] == (first, last) else atom("part", base, first, last)


def before(one: Poly, other: Poly) -> bool:
    """Whether a time is earlier than another one, whatever their counts are."""
    return at_least_one(sub(other, one))


def apart(one: Atom, other: Atom) -> bool:
    """Whether two sorts have no time in common, whatever their counts are."""
    if one.args[0] != other.args[0]:
        return True
    return any(b is not None and before(b, a) for b, a in ((one.args[2], other.args[1]), (other.args[2], one.args[1])))


def within(one: Atom, other: Atom) -> bool:
    """Whether all times of a sort are times of another one, whatever their counts are."""
    (space, a, b), (same, c, d) = one.args, other.args
    return space == same and before(c, add(a, ONE)) and (d is None or (b is not None and before(b, add(d, ONE))))


def at_times(outs: Iterable[Atom], givens: Iterable[Atom]) -> tuple[Variables, Variables]:
    """The places of a chain in their one order.  Raises `Refused` where two of them may be at one time."""
    outs, givens = tuple(outs), tuple(givens)
    for one, other in combinations((*outs, *givens), 2):
        if not apart(span(one), span(other)):
            raise Refused("a chain is taken at points of which the times may be the same")
    return tuple(sorted(outs, key=_key)), tuple(sorted(givens, key=_key))


def _key(place: Atom) -> tuple[str, str]:
    return span(place).key, place.key


def in_time(places: Iterable[Atom]) -> tuple[Atom, ...] | None:
    """Places of a chain from the earliest to the latest; None where their times do not tell which is which."""
    left, found = list(places), []
    while left:
        first = next((p for p in left if all(p is q or before(span(p).args[2], span(q).args[1]) for q in left)), None)
        if first is None:
            return None
        left.remove(first)
        found.append(first)
    return tuple(found)


def times_in(term: Form, index: Atom) -> list[Poly]:
    """The times in a form in which an index occurs."""
    found, stack, seen = [], [term], set()
    while stack:
        one = stack.pop()
        if isinstance(one, tuple):
            stack.extend(one)
        elif isinstance(one, (Atom, Poly)) and index in one.free and one not in seen:
            seen.add(one)
            if isinstance(one, Poly):
                found.append(one)
                stack.extend(a for m, _ in one.terms for a, _e in m)
            else:
                stack.extend(one.args)
    return found
