"""Lemmas about what is dominated, and about what holds near a value of a parameter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..forms.binders import Atom, Poly, Refused, open_fresh, poly, replace
from ..forms.derivatives import carried_out, derivative
from ..forms.nodes import Conditions, Weights
from ..logic.conditions import always, close, integrable, under
from ..logic.defined import defined, guards_in, says_smooth
from ..logic.framed import framed_as
from ..logic.nearby import close_near, continuity, dominated, smooth


@cache
def from_domination(c: Atom) -> Conditions:
    """A dominated quantity is integrable, at the value and near it; near the value it is defined almost everywhere; and
    its derivative is integrable, if it can be differentiated wherever it is defined."""
    framed = framed_as(c, "dominated")
    if framed is None:
        return ()
    around, guards, inner = framed
    (*points, v), (body, at) = open_fresh(inner, *around)
    over = tuple(points)
    moved = derivative(carried_out(body), v)

    def of_the_derivative() -> Conditions:
        asked = close(over, still_densities(body, v), (replace(c, {v: at}) for c in smooth(body, v)))
        known = close(over, (), _surely_defined(replace(body, {v: at})))
        open_ones = {c for c in asked if not says_smooth(c)} - set(known)
        return () if open_ones else integrable(over, (), replace(moved, {v: at}))

    ways: list[Callable[[], Conditions]] = [
        lambda: integrable(over, (), replace(body, {v: at})),
        of_the_derivative,
        lambda: close(over, (), _surely_defined(replace(body, {v: at}))),
        lambda: close_near(v, at, integrable(over, (), body)),
        lambda: close_near(v, at, close(over, (), _surely_defined(body))),
        lambda: close(over, (), close_near(v, at, _surely_defined(body)))]
    return tuple(dict.fromkeys(d for way in ways for c in _if_possible(way) for d in close(around, guards, (c,))))


def _surely_defined(body: Poly) -> Conditions:
    """The conditions under which logarithms and divisors are defined that stand in one term only, beside nothing but
    densities: another factor may be zero where they are not."""
    every, found = [a for m, _ in body.terms for a, _e in m], []
    for mono, _ in body.terms:
        laws, others = guards_in(a for a, _ in mono if a.head == "law"), [f for f in mono if f[0].head != "law"]
        if len(others) == 1 and others[0][1] == 1 and every.count(others[0][0]) == 1:
            a = others[0][0]
            found += under(laws, a.kind.asked(a)) if a.head in ("log", "inv") else ()
    return tuple(found)


def still_densities(body: Poly, v: Atom) -> Weights:
    """The densities that do not move with a variable and without which a quantity is zero, whatever the variable is."""
    terms = [{a for a, _ in mono if a.head == "law" and v not in a.free} for mono, _ in body.terms]
    return tuple(sorted(set.intersection(*terms), key=lambda a: a.key)) if terms else ()


def _if_possible(way: Callable[[], Conditions]) -> Conditions:
    try:
        return way()
    except Refused:
        return ()


@cache
def dominated_sums(c: Atom) -> tuple[Conditions, ...]:
    """A sum is dominated as soon as each of its terms is, without the factors that depend neither on the points nor on
    the parameter, if these are defined."""
    framed = framed_as(c, "dominated")
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
    framed = framed_as(c, "near")
    if framed is None:
        return ()
    around, guards, inner = framed
    (v,), (said, at) = open_fresh(inner, *around)
    return close(around, guards, always((), (), replace(said, {v: at})))


@cache
def near_the_value(c: Atom) -> tuple[Conditions, ...]:
    """Near a value something is positive, or not zero, as soon as it is so there, if the densities in it are smooth and
    all else in it is continuous.  A density that is smooth there is smooth near it."""
    framed = framed_as(c, "near")
    if framed is None:
        return ()
    around, guards, inner = framed
    (v,), (said, at) = open_fresh(inner, *around)
    if said.head == "always" and not said.args[0]:  # guarded by densities alone; it may hold without them
        said = said.args[2]
    if said.head == "smooth":
        return (close(around, guards, close_near(v, at, (said,))),)
    asked = continuity(said.args[0], v) if said.head in ("gt", "ne") else None
    if asked is None:
        return ()
    there = [replace(d, {v: at}) for d in (said, *asked)]
    return (close(around, guards, close((), (), there)),)
