"""The points of a path: stretches of times, and variables that stand for the points at these times.

The sort of a variable that stands for points of a path is ("times", space, first, last), an atom: the variable is one
point where the first time is the last, else a whole stretch of points.  The free path of a space, which has points at
all times, has no last time.  `draw(v, t)` is the point of a variable at a time, `part(v, a, b)` a part of its points.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from ...language.refusal import Refused
from .nodes import Atom, Monomial, Poly, Variables
from .polynomials import ONE, add, atom, ends, lift, scale, sub

MOST_ENDS = 8  # of ranges that depend on each other


def is_count(a: Atom) -> bool:
    """Whether an atom is a count or an index: a variable that is a whole number, at least one."""
    return a.head == "var" and (a.args[0] == "count" or isinstance(a.args[0], tuple))


def at_least_one(p: Poly) -> bool:
    """Whether the form shows that a quantity is a whole number and at least one, since its counts and indices are, and
    an index lies between the ends of its range."""
    whole = all(Fraction(c).denominator == 1 and all(is_count(a) for a, _e in m) for m, c in p.terms)
    for _ in range(MOST_ENDS if whole else 0):
        index = next((m[0][0] for m, c in p.terms if c < 0 and _is_index(m)), None)
        if index is None:
            break
        p = add(p, scale(sub(ends(index)[1], lift(index)), dict(p.terms)[((index, 1),)]))  # it is at most the last one
    firsts = [scale(sub(ends(m[0][0])[0], ONE), c) for m, c in p.terms if _is_index(m)]  # each is one at least beyond
    p = add(p, *(u for u in firsts if u.is_number)) if whole else p
    return whole and all(c >= 0 or not m for m, c in p.terms) and sum(c for _m, c in p.terms) >= 1


def _is_index(mono: Monomial) -> bool:
    return len(mono) == 1 and mono[0][1] == 1 and mono[0][0].head == "var" and isinstance(mono[0][0].args[0], tuple)


def stretch(space: str, first: Poly, last: Poly | None) -> Atom:
    """The sort of the points of a path between two times, both included."""
    return atom("times", space, first, last)


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


def before(one: Poly, other: Poly) -> bool:
    """Whether a time is earlier than another one, whatever their counts are."""
    return at_least_one(sub(other, one))


def apart(one: Atom, other: Atom) -> bool:
    """Whether two sorts have no time in common, whatever their counts are."""
    if one.args[0] != other.args[0]:
        return True
    return any(b is not None and before(b, a) for b, a in ((one.args[2], other.args[1]), (other.args[2], one.args[1])))


def at_times(outs: Iterable[Atom], givens: Iterable[Atom]) -> tuple[Variables, Variables]:
    """The places of a chain in their one order.  Raises `Refused` where two of them may be at one time."""
    outs, givens = tuple(outs), tuple(givens)
    for one, other in combinations((*outs, *givens), 2):
        if not apart(span(one), span(other)):
            raise Refused("a chain is taken at points of which the times may be the same")
    key = lambda place: (span(place).key, place.key)  # noqa: E731
    return tuple(sorted(outs, key=key)), tuple(sorted(givens, key=key))
