"""Densities of a Markov chain, by those of single points and of pairs of points.

The chain has a density of its first point and one of each step, and all other densities are made of these.  So at
points in the order of their times, wherever no divisor is zero,

    c(x₁, …, x_n) = c(x₁, x₂) c(x₂, x₃) ⋯ c(x_{n−1}, x_n) / (c(x₂) ⋯ c(x_{n−1}))

which reads the same forwards and backwards in time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ...language.laws.chains import Chain
from ..forms.binders import Atom, Poly, bind, fresh, inverse, law_atom, lift, mul, power, var
from ..forms.expansions import positive
from ..forms.nodes import Conditions
from ..forms.polynomials import ONE, add, index_from, sub
from ..forms.times import span
from ..forms.visiting import changes_only
from ..logic.conditions import close
from .points import drawn, in_time


@changes_only("law")
def visit_markov(a: Atom) -> tuple[Poly, Conditions]:
    """A density of a chain by those of points and pairs, and the conditions under which no divisor is zero."""
    if a.head != "law" or not isinstance(a.args[0], Chain):
        return lift(a), ()
    law, outs, givens = a.args
    every, known = in_time((*outs, *givens)), in_time(givens)
    if every is None or known is None:
        return lift(a), ()
    powers, conditions = joint_powers(law, every)
    if known:
        divisor, _ = joint_powers(law, known)  # its stretches are among all of them, and so are their conditions
        powers.subtract(divisor)
        conditions = (*conditions, positive(lift(law_atom(law, known, ()))))
    factors, needed = [], []
    for one, e in powers.items():
        factors.append(power(lift(one) if e > 0 else inverse(lift(one)), abs(e)))
        needed += [positive(lift(one))] if e < 0 and one.head == "law" else []
    return mul(*factors), (*conditions, *needed)


def joint_powers(law: Chain, places: Sequence[Atom]) -> tuple[Counter, Conditions]:
    """The factors of the density at places in the order of their times, with their powers."""
    powers: Counter = Counter()
    conditions: list[Atom] = []
    powers[law_atom(law, (first_point(places[0]),), ())] += 1
    for place in places:
        inner, needed = steps_within(law, place)
        conditions += needed
        if inner is not None:
            powers[inner] += 1
    for one, other in pairwise(places):
        left, right = last_point(one), first_point(other)
        powers[law_atom(law, (left, right), ())] += 1
        powers[law_atom(law, (left,), ())] -= 1
    return powers, tuple(conditions)


def first_point(place: Atom) -> Atom:
    """The first point of a place of a chain."""
    return point_of(place, span(place).args[1])


def last_point(place: Atom) -> Atom:
    """The last point of a place of a chain."""
    return point_of(place, span(place).args[2])


def point_of(place: Atom, time: Poly) -> Atom:
    """The point of a place of a chain at a time."""
    return drawn(place.args[0] if place.head in ("draw", "part") else place, time)


def steps_within(law: Chain, place: Atom) -> tuple[Atom | None, Conditions]:
    """The product, over a stretch, of the density of each pair of neighbours over that of its earlier point, and the
    conditions under which no divisor is zero; None of a single point."""
    _, first, last = span(place).args
    if first is last:
        return None, ()
    k, = fresh((var(index_from(add(first, ONE), last), 0),), (place,))
    now = lift(k)
    earlier, later = point_of(place, sub(now, ONE)), point_of(place, now)
    divisor = lift(law_atom(law, (earlier,), ()))
    body = mul(lift(law_atom(law, (earlier, later), ())), inverse(divisor))
    return bind("product", (k,), add(first, ONE), last, body), close((k,), (), (positive(divisor),))
