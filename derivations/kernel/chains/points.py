"""Points of paths: the point at a time, parts of a stretch, and their order in time."""

from __future__ import annotations

from collections.abc import Iterable

from ..forms.binders import space_of
from ..forms.nodes import Atom, Form, Poly
from ..forms.polynomials import ONE, ZERO, add, atom, var
from ..forms.times import before, of_a_path, span, stretch


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


def plain_space(place: Atom) -> str | Atom:
    """The space of a place, also of a point of a path, which is there at all times."""
    space = space_of(place)
    return space.args[0] if isinstance(space, Atom) else space


def free_path(space: str, name: str) -> Atom:
    """The free path of a name, which has points at all times."""
    return var(stretch(space, ZERO, None), name)


def within(one: Atom, other: Atom) -> bool:
    """Whether all times of a sort are times of another one, whatever their counts are."""
    (space, a, b), (same, c, d) = one.args, other.args
    return space == same and before(c, add(a, ONE)) and (d is None or (b is not None and before(b, add(d, ONE))))


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
