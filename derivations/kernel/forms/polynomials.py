"""The canonical forms that the kernel compares.

An expression is a polynomial with rational coefficients over *atoms* (a logarithm, a density, an expectation, …).
Both are interned: two forms mean the same to the kernel exactly when they are the same object.  Every form has a `key`,
a text that is made of its parts alone; wherever one of several forms has to come first, the key decides.  So no order
depends on what was read before.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from sympy import Basic

from .head import HEADS
from .nodes import Atom, Coefficient, Form, Monomial, Part, Poly, parts_in, short

# --- keys -----------------------------------------------------------------------------------------------------

def key_of(part: Part) -> str:
    """The key of anything that may stand in a form."""
    if isinstance(part, (Atom, Poly)):
        return part.key
    if isinstance(part, tuple):
        return "(" + ",".join(map(key_of, part)) + ")"
    return _key_of_declared(part) if isinstance(part, Basic) else str(part)


@cache
def _key_of_declared(node: Basic) -> str:
    """The key of a law, a function or a subset: its name and all that was declared of it."""
    inner = ",".join(map(_key_of_declared, node.args)) if node.args else getattr(node, "name", str(node))
    return f"{type(node).__name__}:{inner}"


# --- atoms and polynomials ------------------------------------------------------------------------------------


def atom(head: str, *args: Part) -> Atom:
    """The one atom with this head and these arguments."""
    key = (head, *args)
    found = Atom.table.get(key)
    if found is None:
        found = Atom()
        found.head, found.kind, found.args, found.key = head, HEADS[head], args, short(f"{head}{key_of(args)}")
        free, height = set(), 0
        for part in parts_in(args):
            free |= part.free
            height = max(height, part.height)
        if head == "var":
            free.add(found)
        elif found.kind.binds:
            height += 1
            free -= set(args[0])
        found.free, found.height = frozenset(free), height
        Atom.table[key] = found
    return found


def var(sort: str | tuple, name: str | int | tuple) -> Atom:
    """A variable.

    The sort is a point's space, ("index", n) for an index from 1 to n, ("index", n, a) for one from a to n, or "count"
    or "real".  The name is the one that the author declared; that of a bound or a fresh variable is a tuple.
    """
    return atom("var", sort, name)


def index_from(first: Poly, last: Poly) -> tuple:
    """The sort of an index from one number to another."""
    return ("index", last) if first is ONE else ("index", last, first)


def ends(index: Atom) -> tuple[Poly, Poly]:
    """The first and the last number of an index, as its sort has them."""
    _, last, *first = index.args[0]
    return first[0] if first else ONE, last


def is_point(v: Atom) -> bool:
    """Whether a variable is a declared point: no count, no number, no index, and not bound."""
    return isinstance(v.args[0], str) and v.args[0] not in ("count", "real") and isinstance(v.args[1], str)


def poly(terms: dict[Monomial, Coefficient]) -> Poly:
    """The one polynomial with these terms, without those whose coefficient is zero; whole numbers become integers."""
    found = Poly.table.get(given := tuple(terms.items()))
    if found is None:
        items = [(m, c if type(c) is int or c.denominator > 1 else c.numerator) for m, c in given if c]
        items = tuple(sorted(items, key=_order) if len(items) > 1 else items)
        if items == given:
            found = Poly.table[items] = Poly(items)
        else:
            found = Poly.table[given] = Poly.table.setdefault(items, Poly(items))  # they come again in the same order
    return found


def _order(item: tuple[Monomial, Coefficient]) -> tuple:
    return tuple([(a.key, power) for a, power in item[0]])


def const(value: Coefficient) -> Poly:
    """A number as a polynomial."""
    return poly({(): value})


ZERO, ONE = const(0), const(1)


@cache  # most forms are made of atoms that stand alone
def lift(a: Atom, power: int = 1) -> Poly:
    """An atom, or a power of it, as a polynomial."""
    return poly({((a, power),): 1})


def add(*polys: Poly) -> Poly:
    """The sum."""
    if len(polys) == 1:
        return polys[0]
    total: dict = {}
    for p in polys:
        for mono, coeff in p.terms:
            total[mono] = total.get(mono, 0) + coeff
    return poly(total)


def scale(p: Poly, factor: Coefficient) -> Poly:
    """A polynomial times a number."""
    if factor == 1:
        return p
    return poly({m: c * factor for m, c in p.terms})


def sub(p: Poly, q: Poly) -> Poly:
    """The difference p − q."""
    total = dict(p.terms)
    for mono, coeff in q.terms:
        total[mono] = total.get(mono, 0) - coeff
    return poly(total)


@cache  # the same products are multiplied out again under each rule
def join(m: Monomial, n: Monomial) -> Monomial:
    """The product of two monomials."""
    powers = dict(m)
    for a, power in n:
        powers[a] = powers.get(a, 0) + power
    return tuple(sorted(((a, e) for a, e in powers.items() if e), key=lambda f: f[0].key))


def mul(*polys: Poly) -> Poly:
    """The product, multiplied out."""
    product, *others = [p for p in polys if p is not ONE] or [ONE]
    for p in others:
        product = _times(product, p)
    return product


@cache  # the same factors meet again under each rule
def _times(p: Poly, q: Poly) -> Poly:
    """The product of two polynomials."""
    total: dict = {}
    for m, c in p.terms:
        for n, d in q.terms:
            mono = join(m, n)
            total[mono] = total.get(mono, 0) + c * d
    return poly(total)


def power(p: Poly, n: int) -> Poly:
    """The n-th power, for n ≥ 0, multiplied out."""
    return mul(*[p] * n)


def inverse(p: Poly) -> Poly:
    """1/p; of a single term, factor by factor, so that 1/(ab) is (1/a)(1/b)."""
    if len(p.terms) == 1:
        (mono, coeff), = p.terms
        return mul(const(Fraction(1) / coeff), *[lift(atom("inv", lift(a)), e) for a, e in mono])
    return lift(atom("inv", p))


def as_poly(term: Form) -> Poly:
    """A form as a polynomial."""
    return term if isinstance(term, Poly) else lift(term)


def degree(p: Poly) -> int:
    """The largest number of factors of a term; of the n-th power of a quantity it is n times that of the quantity."""
    return max(sum(e for _, e in m) for m, _ in p.terms)
