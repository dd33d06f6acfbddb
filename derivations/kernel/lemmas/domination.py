"""Lemmas about what is dominated, and about what holds near a value of a parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from ..forms.binders import Atom, Poly, Refused, open_fresh, poly, replace
from ..forms.derivatives import carried_out, derivative
from ..forms.nodes import Conditions, Variables, Weights
from ..logic.conditions import always, close, integrable
from ..logic.defined import defined
from ..logic.nearby import close_near, continuous, dominated, smooth
from ..logic.smoothness import densities_in


def _framed(c: Atom, head: str) -> tuple[Variables, Weights, Atom] | None:
    """The points and guards around a condition of a kind, and that condition; None of any other."""
    points, guards, inner = (), (), c
    if c.head == "always":
        points, (guards, inner) = open_fresh(c)
    return (points, guards, inner) if inner.head == head else None


@cache
def from_domination(c: Atom) -> Conditions:
    """A dominated quantity can be differentiated almost everywhere; it is integrable, at the value and near it; its
    derivative is integrable, too; and near the value it is defined almost everywhere."""
    framed = _framed(c, "dominated")
    if framed is None:
        return ()
    around, guards, inner = framed
    (*points, v), (body, at) = open_fresh(inner, *around)
    over = tuple(points)
    moved = derivative(carried_out(body), v)
    ways: list[Callable[[], Conditions]] = [
        lambda: integrable(over, (), replace(body, {v: at})),
        lambda: integrable(over, (), replace(moved, {v: at})),
        lambda: close(over, (), (replace(d, {v: at}) for d in smooth(body, v))),
        lambda: close(over, (), defined(replace(body, {v: at}))),
        lambda: close_near(v, at, integrable(over, (), body)),
        lambda: close_near(v, at, close(over, (), defined(body))),
        lambda: close(over, (), close_near(v, at, defined(body)))]
    return tuple(dict.fromkeys(d for way in ways for c in _if_possible(way) for d in close(around, guards, (c,))))


def _if_possible(way: Callable[[], Conditions]) -> Conditions:
    try:
        return way()
    except Refused:
        return ()


@cache
def dominated_sums(c: Atom) -> tuple[Conditions, ...]:
    """A sum is dominated as soon as each of its terms is, without the factors that depend neither on the points nor on
    the parameter, if these are defined."""
    framed = _framed(c, "dominated")
    if framed is None:
        return ()
    around, guards, inner = framed
    (*points, v), (body, at) = open_fresh(inner, *around)
    found: list[Atom] = []
    for mono, _ in body.terms:
        still = tuple((a, e) for a, e in mono if v not in a.free and a.free.isdisjoint(points))
        moving = tuple(f for f in mono if f not in still)
        found += [*defined(poly({still: 1})), *dominated(tuple(points), v, poly({moving: 1}), at)]
    way = close(around, guards, found)
    return () if c in way else (way,)


@cache
def at_the_value(c: Atom) -> Conditions:
    """What holds near a value holds there."""
    framed = _framed(c, "near")
    if framed is None:
        return ()
    around, guards, inner = framed
    (v,), (said, at) = open_fresh(inner, *around)
    return close(around, guards, always((), (), replace(said, {v: at})))


@cache
def near_the_value(c: Atom) -> tuple[Conditions, ...]:
    """Near a value something is positive, or not zero, as soon as it is so there, if the densities in it are smooth and
    all else in it is continuous."""
    framed = _framed(c, "near")
    if framed is None:
        return ()
    around, guards, inner = framed
    (v,), (said, at) = open_fresh(inner, *around)
    if said.head == "always" and not said.args[0]:  # guarded by densities alone; it may hold without them
        said = said.args[2]
    if said.head not in ("gt", "ne") or not continuous(said.args[0], v, densities=True):
        return ()
    there = [replace(d, {v: at}) for d in (said, *_smooth_parts(said.args[0], v))]
    return (close(around, guards, close((), (), there)),)


def _smooth_parts(u: Poly, v: Atom) -> Conditions:
    """That the densities in a quantity are smooth, inside its logarithms and other functions, too."""
    inner: Iterable[Poly] = (part for m, _ in u.terms for a, _e in m if v in a.free and a.head in ("exp", "fn")
                             for part in a.args if isinstance(part, Poly))
    return (*densities_in(u, v), *(c for part in inner for c in _smooth_parts(part, v)))
