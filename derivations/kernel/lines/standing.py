"""How what is free in a theorem may stand for what is bound around a step that cites it.

A theorem holds for every value of its free points and counts, so each may be a bound one, and a count an index or a
neighbour of it.  A path is all of its points: at the times of a bound stretch they are those of this stretch, at all
other times its own.  Nothing but its time decides what a point stands for, so it is one path wherever the theorem names
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any, TypeAlias

from ...language.refusal import Refused
from ..chains.points import part, within
from ..forms.binders import Atom, Poly, add, change_parts, const, lift, replace, with_atoms
from ..forms.nodes import Form, Part, Variables
from ..forms.times import apart, at_least_one, of_a_path, span
from .places import Place

MOST_STRETCHES = 3  # of one space, bound around a step, that one path may stand for
SHIFTS = (0, -1, 1)  # of an index, for which a count may stand

Standing: TypeAlias = Mapping[Atom, "Form | Variables"]
"""What stands for some free variables: for a path the bound stretches that have its points, those further in first."""


def renamings(place: Place, form: Atom, beside: Iterable[Form]) -> Iterator[Standing]:
    """The ways in which free variables of a claim may stand for what is bound around a place, each for another: at
    first none does, then as many as can.  Of the forms `beside` it, no variable is taken."""
    beside = tuple(beside)
    bound = [v for frame in place.frames for v in frame.variables]
    taken = {v for one in (form, *beside) for v in one.free}
    free = sorted((v for v in form.free if v not in bound), key=lambda v: v.key)
    choices = [list(_images(v, [b for b in bound if b not in taken])) for v in free]
    yield {}
    movable = [(v, found) for v, found in zip(free, choices) if found]
    for images in product(*([*found, None] for _, found in movable)):
        mapping = {v: image for (v, _), image in zip(movable, images) if image is not None}
        held = [b for image in mapping.values() for b in (image if isinstance(image, tuple) else _moved(image))]
        if mapping and len(set(held)) == len(held) and _fits(mapping, (form, *beside)):
            yield mapping


def _images(v: Atom, bound: list[Atom]) -> Iterator[Any]:
    """What a free variable may stand for."""
    if of_a_path(v):
        stretches = [b for b in reversed(bound) if of_a_path(b) and b.args[0].args[0] == v.args[0].args[0]]
        stretches = stretches[:MOST_STRETCHES]
        yield from (chosen for many in range(len(stretches), 0, -1) for chosen in combinations(stretches, many))
    elif v.args[0] == "count":
        moved = (add(lift(b), const(by)) for b in bound if isinstance(b.args[0], tuple) for by in SHIFTS)
        yield from filter(at_least_one, moved)
    else:
        yield from (b for b in bound if b.args[0] == v.args[0])


def _moved(image: Form) -> Variables:
    """The variable that an image is, or the index of which it is a neighbour."""
    return tuple(a for m, _ in image.terms for a, _e in m) if isinstance(image, Poly) else (image,)


def _fits(mapping: Standing, forms: Iterable[Form]) -> bool:
    """Whether each point of a path that some forms name stands for one point, whatever its index is."""
    try:
        return all(put(one, mapping) is not None for one in forms) if any(map(_is_in_time, mapping)) else True
    except Refused:
        return False


def _is_in_time(v: Atom) -> bool:
    return of_a_path(v) or v.args[0] == "count"


def put(term: Form, mapping: Standing) -> Any:
    """A part of a theorem with what stands for its variables; raises `Refused` where it is not one point of a path that
    another one stands for."""
    term = replace(term, {v: image for v, image in mapping.items() if not isinstance(image, tuple)})
    for path, stretches in mapping.items():
        term = _with_points(term, path, stretches) if isinstance(stretches, tuple) else term
    return term


def _with_points(term: Part, path: Atom, stretches: Variables) -> Any:
    if isinstance(term, tuple):
        return tuple(_with_points(one, path, stretches) for one in term)
    if not isinstance(term, (Atom, Poly)) or path not in term.free:
        return term
    if isinstance(term, Poly):
        return with_atoms(term, lambda a: _with_points(a, path, stretches))
    if of_a_path(term):
        return _stands_for(term, stretches)
    return change_parts(term, lambda inner: _with_points(inner, path, stretches), path, *stretches)


def _stands_for(place: Atom, stretches: Variables) -> Atom:
    """The point for which a point of a free path stands."""
    times = span(place)
    for one in stretches:
        if within(times, one.args[0]):
            return part(one, *times.args[1:])
        if not apart(times, one.args[0]):
            raise Refused("a point of a path is bound at some times and free at others")
    return place
