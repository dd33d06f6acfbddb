"""Sums and products over time, compared by their ends.

Every function f of a whole number has a function F with F(t + 1) − F(t) = f(t).  So a sum of f(t) from a to b ≥ a − 1
is F(b + 1) − F(a), and F(a + 2) is F(a) + f(a) + f(a + 1).  Two quantities are equal if they are one form once all sums
of one function are written so, with F at as few times as there are.  Products are compared alike: their factors are
counted with their powers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from ..forms.binders import (
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
    power,
    replace,
    scale,
    sub,
    var,
)
from ..forms.expansions import nonzero
from ..forms.nodes import Conditions, Monomial, Part
from ..forms.polynomials import ONE, index_from
from ..logic.conditions import close
from .points import times_in

LATE = 1000  # the least value of the time of a function, which differs from all times that are numbers
TIME = var(index_from(const(LATE), lift(var("count", "·"))), "·")  # no count that is declared is called so
MOST_INSIDE_EACH_OTHER = 4  # sums over time
MOST_APART = 12  # times between two ends that are gone through one by one
Bases: TypeAlias = dict[tuple[Poly, Poly], int]
"""Of each function, and of the ends of its sums that differ by whole numbers, the earliest, by that number."""


class Piece(NamedTuple):
    """The sum, or the product, of a function from one time to the time before another one."""

    function: Poly  # of `TIME`
    first: Poly
    end: Poly


def split(mono: Monomial, index: Atom) -> tuple[Monomial, Monomial]:
    """The factors of a term that do not depend on an index, and those that do."""
    return tuple(f for f in mono if index not in f[0].free), tuple(f for f in mono if index in f[0].free)


def piece_of(body: Poly, index: Atom, first: Poly, last: Poly) -> Piece:
    """A quantity over the range of an index, as a function of which the latest time is that of the function: so
    f(t − 1) and f(t) are one function."""
    offsets = (sub(time, lift(index)) for time in times_in(body, index))
    latest = const(max((u.number for u in offsets if u.is_number), default=0))
    shifted = replace(body, {index: sub(lift(TIME), latest)})
    return Piece(shifted, add(first, latest), add(last, latest, ONE))


def whole_and_rest(time: Poly) -> tuple[int, Poly]:
    """The number in a time, and what is beside it."""
    number = dict(time.terms).get((), 0)
    return int(number), sub(time, const(number))


def bases_of(pieces: Iterable[Piece]) -> Bases:
    """The earliest of the ends of each function that differ by whole numbers."""
    found: Bases = {}
    for function, *times in pieces:
        for time in times:
            number, rest = whole_and_rest(time)
            found[function, rest] = min(number, found.get((function, rest), number))
    return found


def up_to(kind: str, function: Poly, time: Poly, bases: Bases) -> tuple[Atom, list[Poly]]:
    """The sum or the product of a function, as `kind` says, up to a time: a mark for all that comes before the earliest
    end, and the values from there on.  What is before is another quantity in a sum than in a product."""
    number, rest = whole_and_rest(time)
    first = max(bases[function, rest], number - MOST_APART)
    values = [replace(function, {TIME: add(rest, const(n))}) for n in range(first, number)]
    return atom("prefix", kind, function, add(rest, const(first))), values


# --- sums -------------------------------------------------------------------------------------------------------


def sum_alone(mono: Monomial) -> Atom | None:
    """The only sum over time that is a factor of a term."""
    sums = [(a, e) for a, e in mono if a.head == "total"]
    return sums[0][0] if len(sums) == 1 and sums[0][1] == 1 else None


def pieces_of_sum(a: Atom, beside: Poly) -> tuple[list[tuple[Poly, Piece]], Poly]:
    """A sum over time as pieces, each with what stands before it, and as that which does not depend on the index."""
    (k,), (first, last, body) = open_fresh(a, beside)
    pieces, constant = [], []
    for mono, c in body.terms:
        outer, moving = split(mono, k)
        if moving:
            pieces.append((poly({outer: c}), piece_of(poly({moving: 1}), k, first, last)))
        else:
            constant.append(mul(poly({outer: c}), add(last, scale(first, -1), ONE)))
    return pieces, add(*constant) if constant else const(0)


def with_sums_by_ends(p: Poly) -> Poly:
    """A quantity with its sums over time by their ends: first those with the most sums inside of them, of which the
    terms at their ends are sums themselves."""
    for _ in range(MOST_INSIDE_EACH_OTHER):
        found = [a for a in map(sum_alone, (m for m, _ in p.terms)) if a is not None]
        if not found:
            break
        deepest = max(map(depth, found))
        p = _by_ends(p, [a for a in found if depth(a) == deepest])
    return p


def depth(term: Part) -> int:
    """How many sums over time are inside each other in a form."""
    if isinstance(term, Poly):
        term = tuple(a for m, _ in term.terms for a, _e in m)
    if isinstance(term, Atom):
        return 0 if term.head == "prefix" else int(term.head == "total") + depth(term.args)
    return max(map(depth, term), default=0) if isinstance(term, tuple) else 0


def _by_ends(p: Poly, chosen: Iterable[Atom]) -> Poly:
    """A quantity with some of its sums over time by their ends."""
    sums = {a: pieces_of_sum(a, p) for a in chosen}
    bases = bases_of(piece for pieces, _ in sums.values() for _, piece in pieces)

    def before(function: Poly, time: Poly) -> Poly:
        mark, values = up_to("total", function, time, bases)
        return add(lift(mark), *values)

    found = []
    for mono, coeff in p.terms:
        a = sum_alone(mono)
        if a not in sums:
            found.append(poly({mono: coeff}))
            continue
        rest = poly({tuple(f for f in mono if f[0] is not a): coeff})
        pieces, constant = sums[a]
        moved = (mul(outer, sub(before(f, end), before(f, first))) for outer, (f, first, end) in pieces)
        found.append(mul(rest, add(constant, *moved)))
    return add(*found) if found else p


# --- products ---------------------------------------------------------------------------------------------------


def turned(factor: tuple[Atom, int]) -> tuple[Atom, int]:
    """A factor with its power: 1/u, for an atom u, is u with a power below zero."""
    a, e = factor
    base = a.args[0].atom_alone() if a.head == "inv" else None
    return factor if base is None else turned((base, -e))


def products_in(p: Poly) -> Iterator[tuple[Atom, list[tuple[Piece, int]], Conditions]]:
    """The products over time in a quantity: of each factor a piece and its power, and where the factors that divide are
    not zero.  What is no product of factors that all change with time is one factor as a whole."""
    for a in dict.fromkeys(b for m, _ in p.terms for b, _ in map(turned, m) if b.head == "product"):
        (k,), (first, last, body) = open_fresh(a, p)
        apart = len(body.terms) == 1 and body.terms[0][1] == 1 and not split(body.terms[0][0], k)[0]
        factors = [(lift(g), e) for g, e in map(turned, body.terms[0][0])] if apart else [(body, 1)]
        divisors = close((k,), (), [nonzero(g) for g, e in factors if e < 0])
        yield a, [(piece_of(g, k, first, last), e) for g, e in factors], divisors


class Powers(NamedTuple):
    """The factors of a term with their powers: atoms, and values of products that are no atoms."""

    atoms: Counter[Atom]
    values: Counter[Poly]

    @property
    def marks(self) -> frozenset:
        """The powers of what stands for a product up to a time, and the powers below zero."""
        return frozenset((a, e) for a, e in self.atoms.items() if e < 0 or (e and a.head == "prefix"))

    def rest(self, least: Counter[Poly]) -> Poly:
        """All other factors, multiplied out, with the values beyond their least powers."""
        atoms = ((a, e) for a, e in self.atoms.items() if e > 0 and a.head != "prefix")
        values = ((u, self.values[u] - least[u]) for u in least)
        return mul(const(1), *(power(lift(a), e) for a, e in atoms), *(power(u, e) for u, e in values))


def powers_by_ends(mono: Monomial, products: dict[Atom, list[tuple[Piece, int]]], bases: Bases) -> Powers:
    """The factors of a term with their powers, with its products over time by their ends."""
    powers = Powers(Counter(), Counter())
    for a, e in map(turned, mono):
        powers.atoms[a] += 0 if a in products else e
        for (function, first, end), n in products.get(a, ()):
            for time, sign in ((end, e * n), (first, -e * n)):
                mark, values = up_to("product", function, time, bases)
                powers.atoms[mark] += sign
                for value in values:
                    alone = value.atom_alone()
                    if alone is None:
                        powers.values[value] += sign
                    else:
                        b, n_times = turned((alone, sign))
                        powers.atoms[b] += n_times
    return powers


def equal_by_ends(left: Poly, right: Poly) -> Conditions | None:
    """The conditions under which two quantities are equal by the ends of their sums and products over time; None where
    these do not show it."""
    try:
        rest = with_sums_by_ends(sub(left, right))
        found = list(products_in(rest))
        products = {a: pieces for a, pieces, _ in found}
        bases = bases_of(piece for pieces in products.values() for piece, _ in pieces)
        terms = [(powers_by_ends(mono, products, bases), coeff) for mono, coeff in rest.terms]
        least = Counter({u: min(0, *(powers.values[u] for powers, _ in terms)) for powers, _ in terms
                         for u in powers.values})  # what divides by a value is multiplied with it on both sides
        below = [nonzero(u) for u, e in least.items() if e < 0]
    except Refused:  # a function is not one of every time, or a value is zero
        return None
    total: dict[frozenset, list[Poly]] = {}
    for powers, coeff in terms:
        total.setdefault(powers.marks, []).append(scale(powers.rest(least), coeff))
    if any(add(*parts).terms for parts in total.values()):
        return None
    divisors = dict.fromkeys(a for m, _ in rest.terms for a, e in map(turned, m) if e < 0)
    needed = (c for _, _, conditions in found for c in conditions)
    return (*needed, *(nonzero(lift(a)) for a in divisors), *close((), (), below))
