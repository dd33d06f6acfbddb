"""Canonical forms: what the kernel compares.

An expression is a polynomial with rational coefficients over *atoms* (a logarithm, a density, an expectation, …).
Both are interned: two forms mean the same to the kernel exactly when they are the same object.  A binder names its
variables by its own height (the depth of binders inside it), so a closed form reads the same wherever it stands,
bound names do not matter and capture cannot happen: to look inside, a binder is opened with fresh free variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import ClassVar

BINDERS = ("E", "int", "KL", "mean", "sup", "inf", "norm", "always", "integrable")


class Refused(Exception):
    """The kernel does not accept a step; the message says which and why."""


def _parts(args) -> Iterable:
    for arg in args:
        if isinstance(arg, tuple):
            yield from _parts(arg)
        elif isinstance(arg, (Atom, Poly)):
            yield arg


class Atom:
    """An interned node `head(args…)`; of a binder, the first argument is the tuple of its bound variables."""

    __slots__ = ("args", "free", "head", "height", "id")
    table: ClassVar[dict] = {}

    def __repr__(self) -> str:
        return f"{self.head}{self.args!r}"


class Poly:
    """An interned polynomial: ((monomial, coefficient), …), a monomial being ((atom, power), …), both sorted."""

    __slots__ = ("free", "height", "id", "terms")
    table: ClassVar[dict] = {}

    def __repr__(self) -> str:
        return " + ".join(f"{c}*{list(m)}" for m, c in self.terms) or "0"

    @property
    def is_number(self) -> bool:
        return not self.terms or (len(self.terms) == 1 and not self.terms[0][0])

    @property
    def number(self):
        return self.terms[0][1] if self.terms else 0

    def atom_alone(self) -> Atom | None:
        """The atom, where the polynomial is just that."""
        if len(self.terms) == 1:
            (mono, coeff), = self.terms
            if coeff == 1 and len(mono) == 1 and mono[0][1] == 1:
                return mono[0][0]
        return None


def atom(head: str, *args) -> Atom:
    key = (head, *args)
    found = Atom.table.get(key)
    if found is None:
        found = Atom()
        found.head, found.args, found.id = head, args, len(Atom.table)
        free, height = set(), 0
        for part in _parts(args):
            free |= part.free
            height = max(height, part.height)
        if head == "var":
            free.add(found)
        elif head in BINDERS:
            height += 1
            free -= set(args[0])
        found.free, found.height = frozenset(free), height
        Atom.table[key] = found
    return found


def var(sort, name) -> Atom:
    """A variable.  The sort is a point's space, ("index", n) for an index from 1 to n, or "count" / "real"."""
    return atom("var", sort, name)


def poly(terms: dict) -> Poly:
    items = tuple(sorted(((m, c) for m, c in terms.items() if c), key=_order))
    found = Poly.table.get(items)
    if found is None:
        found = Poly()
        found.terms, found.id = items, len(Poly.table)
        free, height = set(), 0
        for mono, _ in items:
            for a, _power in mono:
                free |= a.free
                height = max(height, a.height)
        found.free, found.height = frozenset(free), height
        Poly.table[items] = found
    return found


def _order(item):
    return tuple((a.id, power) for a, power in item[0])


def const(value) -> Poly:
    return poly({(): value})


ZERO, ONE = const(0), const(1)


def lift(a: Atom, power: int = 1) -> Poly:
    return poly({((a, power),): 1})


def add(*polys: Poly) -> Poly:
    total: dict = {}
    for p in polys:
        for mono, coeff in p.terms:
            total[mono] = total.get(mono, 0) + coeff
    return poly(total)


def scale(p: Poly, factor) -> Poly:
    return poly({m: c * factor for m, c in p.terms})


def sub(p: Poly, q: Poly) -> Poly:
    return add(p, scale(q, -1))


def join(m, n):
    """The product of two monomials."""
    powers = dict(m)
    for a, power in n:
        powers[a] = powers.get(a, 0) + power
    return tuple(sorted(((a, e) for a, e in powers.items() if e), key=lambda f: f[0].id))


def mul(*polys: Poly) -> Poly:
    total = {(): 1}
    for p in polys:
        step: dict = {}
        for m, c in total.items():
            for n, d in p.terms:
                mono = join(m, n)
                step[mono] = step.get(mono, 0) + c * d
        total = step
    return poly(total)


def power(p: Poly, n: int) -> Poly:
    return mul(*[p] * n)


def inverse(p: Poly) -> Poly:
    """1/p; of a single term, factor by factor, so that 1/(ab) is (1/a)(1/b)."""
    if len(p.terms) == 1:
        (mono, coeff), = p.terms
        return mul(const(Fraction(1) / coeff), *[lift(atom("inv", lift(a)), e) for a, e in mono])
    return lift(atom("inv", p))


def as_poly(term) -> Poly:
    return term if isinstance(term, Poly) else lift(term)


# --- binders --------------------------------------------------------------------------------------------------


def bind(head: str, variables: tuple, *parts) -> Atom:
    """Close `parts` over free `variables`."""
    height = 1 + max((p.height for p in _parts(parts)), default=0)
    bound = tuple(var(v.args[0], (height, i)) for i, v in enumerate(variables))
    renaming = dict(zip(variables, bound))
    return atom(head, bound, *(_map(part, renaming) for part in parts))


def fresh(variables: tuple, avoid: Iterable) -> tuple:
    """Free variables of the same sorts, with names that occur nowhere in `avoid`."""
    used = {v.args[1][1] for part in _parts(tuple(avoid)) for v in part.free
            if isinstance(v.args[1], tuple) and v.args[1][0] == "t"}
    numbers, n = [], 0
    while len(numbers) < len(variables):
        if n not in used:
            numbers.append(n)
        n += 1
    return tuple(var(v.args[0], ("t", n)) for v, n in zip(variables, numbers))


def open_with(binder: Atom, variables: tuple) -> tuple:
    """The parts of a binder, its bound variables replaced by the given free ones."""
    renaming = dict(zip(binder.args[0], variables))
    return tuple(_map(part, renaming) for part in binder.args[1:])


def open_fresh(binder: Atom, *avoid) -> tuple[tuple, tuple]:
    variables = fresh(binder.args[0], [binder, *_parts(binder.args[1:]), *avoid])
    return variables, open_with(binder, variables)


# --- replacing ------------------------------------------------------------------------------------------------


_MEMOS: dict = {}  # of each renaming, what it made of each term: forms are interned, so this is only a table


def _map(part, mapping):
    if isinstance(part, (Atom, Poly)):
        return replace(part, mapping)
    if isinstance(part, tuple):
        return tuple([_map(p, mapping) for p in part])
    return part


def replace(term, mapping: dict):
    """Replace free variables; of the result, an atom stays an atom unless it was mapped to a polynomial."""
    if not mapping or term.free.isdisjoint(mapping):
        return term
    memo = _MEMOS.setdefault(frozenset(mapping.items()), {})
    return _replace(term, mapping, memo)


def _replace(term, mapping, memo):
    if term.free.isdisjoint(mapping):
        return term
    found = memo.get(term)
    if found is None:
        found = memo[term] = _replaced(term, mapping, memo)
    return found


def _replaced(term, mapping, memo):
    if isinstance(term, Poly):
        return combine((c, [(_replace(a, mapping, memo), e) for a, e in m]) for m, c in term.terms)
    if term in mapping:
        return mapping[term]
    if term.head in BINDERS:
        inner = {v: w for v, w in mapping.items() if v in term.free}
        variables, parts = open_fresh(term, *inner.values(), *inner)
        sorts = tuple(var(_map(v.args[0], inner), v.args[1]) for v in variables)  # a range may be replaced, too
        return bind(term.head, sorts, *(_map(p, inner) for p in parts))
    return rebuild(term, tuple([_each(arg, mapping, memo) for arg in term.args]))


def _each(part, mapping, memo):
    if isinstance(part, (Atom, Poly)):
        return _replace(part, mapping, memo)
    if isinstance(part, tuple):
        return tuple([_each(p, mapping, memo) for p in part])
    return part


def combine(terms) -> Poly:
    """Σ c Π fᵉ of factors that are atoms (quickly) or polynomials."""
    total: dict = {}
    for coeff, factors in terms:
        atoms: dict = {}
        others = []
        for f, e in factors:
            if isinstance(f, Atom):
                atoms[f] = atoms.get(f, 0) + e
            else:
                others.append(power(f, e))
        mono = tuple(sorted(atoms.items(), key=lambda item: item[0].id))
        product = mul(poly({mono: coeff}), *others).terms if others else ((mono, coeff),)
        for m, c in product:
            total[m] = total.get(m, 0) + c
    return poly(total)


def rebuild(a: Atom, args: tuple):
    """The same head over new arguments, densities with their coordinates in the declared order."""
    if a.head == "law":
        return law_atom(*args)
    if a.head == "inv":
        inverted = inverse(args[0])
        return inverted.atom_alone() or inverted
    return equality(*args) if a.head == "eq" else atom(a.head, *args)


def equality(a: Poly, b: Poly) -> Atom:
    """a = b, the sides in one order."""
    return atom("eq", a, b) if a.id <= b.id else atom("eq", b, a)


def law_atom(law, outs, givens) -> Atom:
    """The density of a law at places, the coordinates in the order of the law's declaration."""
    order = law.spaces + law.given
    key = lambda place: order.index(space_of(place))  # noqa: E731
    return atom("law", law, tuple(sorted(outs, key=key)), tuple(sorted(givens, key=key)))


def space_of(place: Atom) -> str:
    return place.args[0].args[0] if place.head == "draw" else place.args[0]


@cache
def rewrite(term: Poly, visit) -> tuple[Poly, tuple]:
    """Rebuild a polynomial bottom-up: `visit(atom)` returns (polynomial, conditions) for atoms whose arguments are
    already rewritten.  Conditions found inside a binder are closed over it; a density guards those beside it."""
    from .conditions import under
    total, found = [], []
    for mono, coeff in term.terms:
        laws = tuple(a for a, _ in mono if a.head == "law")
        factors = [const(coeff)]
        for a, exponent in mono:
            inner, conditions = rewrite_atom(a, visit)
            outcome, more = visit(inner) if isinstance(inner, Atom) else (inner, ())
            factors.append(power(outcome, exponent))
            others = tuple(law for law in laws if law is not a)
            found.extend(under(others, (*conditions, *more)))
        total.append(mul(*factors))
    return add(*total), tuple(found)


def rewrite_atom(a: Atom, visit):
    """Rewrite the arguments of an atom."""
    from .conditions import close
    if a.head in BINDERS:
        variables, parts = open_fresh(a)
        made, found = [], []
        for part in parts:
            if isinstance(part, Poly):
                part, conditions = rewrite(part, visit)
                found.extend(close(variables, frame_weights(a.head, parts), conditions))
            made.append(part)
        return bind(a.head, variables, *made), tuple(found)
    made, found = [], []
    for arg in a.args:
        if isinstance(arg, Poly):
            arg, conditions = rewrite(arg, visit)
            found.extend(conditions)
        made.append(arg)
    return rebuild(a, tuple(made)), tuple(found)


def frame_weights(head: str, parts: tuple) -> tuple:
    """What makes a binder's almost-every: its laws; nothing for an integral or a mean."""
    return parts[0] if head in ("E", "always", "integrable") else ()
