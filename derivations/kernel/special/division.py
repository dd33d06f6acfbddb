"""Division of polynomials, their square roots, and multiplying with denominators."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import isqrt
from typing import Any

from ..forms.expansions import cancelled, nonzero
from ..forms.nodes import Atom, Coefficient, Conditions, Monomial, Poly
from ..forms.polynomials import ONE, add, join, mul, poly, power, sub

MOST_TERMS = 40  # of a quotient or a root


def _ranking(*polys: Poly) -> Callable[[tuple[Monomial, Any]], list[tuple[int, int]]]:
    """The order of the terms of some polynomials in which the first term of a product is that of the first ones."""
    order = sorted({a for u in polys for m, _ in u.terms for a, _e in m}, key=lambda a: a.key, reverse=True)
    place = {a: number for number, a in enumerate(order)}

    def rank(term: tuple[Monomial, Any]) -> list[tuple[int, int]]:
        return [(place[a], e) for a, e in term[0]]  # a monomial begins with the atom whose key is least
    return rank


@cache
def root(p: Poly) -> Poly | None:
    """The polynomial of which p is the square, found term by term; None where p is no square of one."""
    if not p.terms:
        return None
    rank = _ranking(p)
    first, coefficient = max(p.terms, key=rank)
    if any(e % 2 for _, e in first) or (number := _root_of_number(coefficient)) is None:
        return None
    half = tuple((a, e // 2) for a, e in first)
    found, rest = poly({half: number}), sub(p, poly({first: coefficient}))
    while rest.terms and len(found.terms) < MOST_TERMS:
        mono, c = max(rest.terms, key=rank)
        more = join(mono, tuple((a, -e) for a, e in half))
        if any(e < 0 for _, e in more):
            return None
        found = add(found, poly({more: Fraction(c) / (2 * number)}))
        rest = sub(p, mul(found, found))
    return None if rest.terms else found


def _root_of_number(c: Coefficient) -> Fraction | None:
    c = Fraction(c)
    up, down = (isqrt(max(n, 0)) for n in (c.numerator, c.denominator))
    return Fraction(up, down) if up**2 == c.numerator and down**2 == c.denominator else None


def quotient(p: Poly, q: Poly) -> Poly | None:
    """The polynomial by which q has to be multiplied to be p, found by long division; None where that leaves a rest."""
    if p is q:
        return ONE
    rank = _ranking(p, q)
    first, coefficient = max(q.terms, key=rank)
    found, rest = [], p
    while rest.terms and len(found) < MOST_TERMS:
        mono, c = max(rest.terms, key=rank)
        powers = dict(mono)
        if any(powers.get(a, 0) < e for a, e in first):
            return None
        found.append(poly({join(mono, tuple((a, -e) for a, e in first)): Fraction(c) / Fraction(coefficient)}))
        rest = sub(rest, mul(found[-1], q))
    return None if rest.terms else add(*found)


def without_denominator(d: Poly) -> tuple[Poly, Poly, int, Conditions] | None:
    """A form times the power uⁿ of one of its denominators, u, n, and the conditions of cancelling; None where it has
    no denominator."""
    denominators = {a for m, _ in d.terms for a, _e in m if a.head == "inv"}
    return multiplied_by(min(denominators, key=lambda a: a.key), d) if denominators else None


def multiplied_by(inv: Atom, d: Poly) -> tuple[Poly, Poly, int, Conditions]:
    """A form times the power uⁿ of the denominator u = 1/inv, u, n, and the conditions of cancelling."""
    u, = inv.args
    most = max(dict(m).get(inv, 0) for m, _ in d.terms)
    pieces = []
    for mono, coeff in d.terms:
        exponent = dict(mono).get(inv, 0)
        rest = poly({tuple((a, e) for a, e in mono if a is not inv): coeff})
        pieces.append(mul(rest, power(u, most - exponent)))
    multiplied, more = cancelled(add(*pieces))
    return multiplied, u, most, (nonzero(u), *more)
