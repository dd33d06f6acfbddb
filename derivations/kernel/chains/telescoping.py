"""Sums and products over time, compared by their ends.

Every function f of a whole number has a function F with F(t + 1) − F(t) = f(t).  So a sum of f(t) from a to b ≥ a − 1
is F(b + 1) − F(a), and a single term f(c) is F(c + 1) − F(c).  Two quantities are equal if they are one form once all
sums of one function, and all terms at the ends of these sums, are written so.  Products are compared alike: their
factors are counted with their powers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..forms.binders import (
    ZERO,
    Atom,
    Poly,
    Refused,
    add,
    atom,
    const,
    lift,
    mul,
    open_fresh,
    poly,
    replace,
    scale,
    sub,
    var,
)
from ..forms.expansions import nonnegative, nonzero, positive
from ..forms.nodes import Conditions, Monomial
from ..forms.polynomials import ONE, index_from
from ..forms.times import times_in
from ..logic.conditions import close

LATE = 1000  # the least value of the time of a function, which differs from all times that are numbers
TIME = var(index_from(const(LATE), lift(var("count", "·"))), "·")  # no count that is declared is called so


class Piece(NamedTuple):
    """The sum of a function from one time to the time before another one."""

    function: Poly  # of `TIME`
    first: Poly
    end: Poly


def split(mono: Monomial, index: Atom) -> tuple[Monomial, Monomial]:
    """The factors of a term that do not depend on an index, and those that do."""
    return tuple(f for f in mono if index not in f[0].free), tuple(f for f in mono if index in f[0].free)


def function_of(body: Poly, index: Atom, first: Poly, last: Poly) -> Piece:
    """A quantity that depends on an index, over the range of that, as a sum of a function of which the latest time is
    that of the function: so f(t − 1) and f(t) are one function."""
    offsets = (sub(time, lift(index)) for time in times_in(body, index))
    latest = max((u.number for u in offsets if u.is_number), default=0)
    shifted = replace(body, {index: sub(lift(TIME), const(latest))})
    return Piece(shifted, add(first, const(latest)), add(last, const(latest), ONE))


def at_time(function: Poly, time: Poly) -> Poly:
    """The value of a function at a time; zero where there is none, as two points of a path would be one."""
    try:
        return replace(function, {TIME: time})
    except Refused:
        return ZERO


def prefix(function: Poly, time: Poly) -> Poly:
    """The sum, or the product, of a function over all times before one."""
    return lift(atom("prefix", function, time))


def sums_in(p: Poly) -> Iterator[tuple[Monomial, Monomial, Piece, int]]:
    """The sums over time in a quantity, term by term: the term, the sum in it with what does not depend on the index
    taken out, as a piece, and the coefficient of that."""
    for mono, _ in p.terms:
        for a, e in mono:
            if a.head == "total" and e == 1:
                (k,), (first, last, body) = open_fresh(a, p)
                for inner, c in body.terms:
                    outer, moving = split(inner, k)
                    if moving:
                        yield mono, outer, function_of(poly({moving: 1}), k, first, last), c


def products_in(p: Poly) -> Iterator[tuple[Atom, list[tuple[Piece, int]], Conditions]]:
    """The products over time in a quantity: of each factor a piece and its power, and where the factors that divide are
    not zero."""
    for a in dict.fromkeys(b for m, _ in p.terms for b, _ in map(turned, m) if b.head == "product"):
        (k,), (first, last, body) = open_fresh(a, p)
        if len(body.terms) != 1 or body.terms[0][1] != 1 or split(body.terms[0][0], k)[0]:
            continue
        pieces, found = [], []
        for g, e in map(turned, body.terms[0][0]):
            pieces.append((function_of(lift(g), k, first, last), e))
            found += close((k,), (), [_not_zero(lift(g))] if e < 0 else ())
        yield a, pieces, tuple(found)


def turned(factor: tuple[Atom, int]) -> tuple[Atom, int]:
    """A factor with its power: 1/u, for an atom u, is u with a power below zero."""
    a, e = factor
    base = a.args[0].atom_alone() if a.head == "inv" else None
    return factor if base is None else turned((base, -e))


def _not_zero(u: Poly) -> Atom:
    return (positive if nonnegative(u) else nonzero)(u)


def times_of(pieces: list[Piece]) -> dict[Poly, list[Poly]]:
    """The times at which each function may stand alone: those at the ends of its sums and next to them."""
    found: dict[Poly, dict[Poly, None]] = {}
    for function, first, end in pieces:
        near = [add(time, const(n)) for time in (first, end) for n in (0, -1, 1, -2)]
        found.setdefault(function, {}).update(dict.fromkeys(near))
    return {function: list(times) for function, times in found.items()}


def with_sums_by_ends(p: Poly, times: dict[Poly, list[Poly]]) -> Poly:
    """A quantity with its sums over time, and single terms of these, as differences of prefixes."""
    pieces = []
    for mono, coeff in p.terms:
        sums = [a for a, e in mono if a.head == "total" and e == 1]
        if len(sums) == 1:
            rest = poly({tuple(f for f in mono if f[0] is not sums[0]): coeff})
            pieces.append(mul(rest, _of_sum(sums[0], p)))
        else:
            pieces.append(_single(mono, coeff, times))
    return add(*pieces)


def _of_sum(a: Atom, beside: Poly) -> Poly:
    (k,), (first, last, body) = open_fresh(a, beside)
    found = []
    for inner, c in body.terms:
        outer, moving = split(inner, k)
        if moving:
            function, start, end = function_of(poly({moving: 1}), k, first, last)
            found.append(scale(mul(poly({outer: 1}), sub(prefix(function, end), prefix(function, start))), c))
        else:
            found.append(scale(mul(poly({outer: 1}), add(last, scale(first, -1), ONE)), c))
    return add(*found)


def _single(mono: Monomial, coeff, times: dict[Poly, list[Poly]]) -> Poly:
    """A term, as a difference of prefixes where it is the value of a function that is summed."""
    powers = dict(mono)
    for function, near in times.items():
        for time in near:
            terms = at_time(function, time).terms
            if len(terms) == 1 and terms[0][1] == 1 and terms[0][0] and all(powers.get(a, 0) >= e for a, e in terms[0][0]):
                rest = {**powers, **{a: powers[a] - e for a, e in terms[0][0]}}
                left = poly({tuple((a, e) for a, e in rest.items() if e): coeff})
                return mul(left, sub(prefix(function, add(time, ONE)), prefix(function, time)))
    return poly({mono: coeff})


def with_products_by_ends(p: Poly, products: dict[Atom, list[tuple[Piece, int]]], times: dict[Poly, list[Poly]]) -> dict:
    """The terms of a quantity, each by the powers of its factors, with their coefficients: those of a product over time
    by the prefixes of the product."""
    total: Counter = Counter()
    for mono, coeff in p.terms:
        powers: Counter = Counter()
        for a, e in map(turned, mono):
            found = products.get(a) or _alone(a, times)
            for (function, start, end), n in found:
                powers[atom("prefix", function, end)] += e * n
                powers[atom("prefix", function, start)] -= e * n
            if not found:
                powers[a] += e
        total[frozenset((a, e) for a, e in powers.items() if e)] += coeff
    return {key: c for key, c in total.items() if c}


def _alone(a: Atom, times: dict[Poly, list[Poly]]) -> list[tuple[Piece, int]]:
    """A single factor as a piece of one time, where it is the value of a function of which a product is taken."""
    for function, near in times.items():
        for time in near:
            if at_time(function, time) is lift(a):
                return [(Piece(function, time, add(time, ONE)), 1)]
    return []


def equal_by_ends(left: Poly, right: Poly) -> Conditions | None:
    """The conditions under which two quantities are equal by the ends of their sums and products over time; None where
    these do not show it."""
    try:
        return _compared(left, right)
    except Refused:  # a function is not one of every time
        return None


def _compared(left: Poly, right: Poly) -> Conditions | None:
    both = add(left, scale(right, -1))
    times = times_of([piece for side in (left, right) for _, _, piece, _ in sums_in(side)])
    rest = with_sums_by_ends(both, times)
    if not rest.terms:
        return ()
    found = {a: (pieces, needed) for side in (left, right, rest) for a, pieces, needed in products_in(side)}
    products = {a: pieces for a, (pieces, _) in found.items()}
    near = times_of([piece for pieces in products.values() for piece, _ in pieces])
    if with_products_by_ends(rest, products, near):
        return None
    divisors = dict.fromkeys(a for m, _ in rest.terms for a, e in map(turned, m) if e < 0)
    return (*(c for _, needed in found.values() for c in needed), *(_not_zero(lift(a)) for a in divisors))
