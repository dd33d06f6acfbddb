"""The conditions under which a quantity is defined.

Each head says what it asks beside what its parts ask.  The reader of lines adds up what every part of a typed line
asks; `defined` does the same for a canonical form, which may have forgotten a term that cancelled, so it serves for
premises only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..forms.binders import Atom, Poly
from ..forms.derivatives import first_of_a_density
from ..forms.nodes import Conditions, Form, Variables, Weights
from .conditions import bridge, close, under


def where_not_zero(u: Poly, conditions: Iterable[Atom]) -> Conditions:
    """Conditions that matter only where a quantity is not zero.  A product is zero where a density among its factors
    is, and a sum where all of its terms are."""
    alone = u.atom_alone()
    if alone is not None and alone.head == "norm":
        return under((alone,), conditions)
    conditions = tuple(conditions)
    terms = [tuple(f for f, _e in mono if f.head == "law") for mono, _ in u.terms]
    if not all(terms):
        return conditions
    return tuple(dict.fromkeys(c for laws in terms for c in under(laws, conditions)))


def guards_in(factors: Iterable[Atom]) -> Weights:
    """The densities without which a product is zero: those among its factors, and those whose first derivative is."""
    found = (a if a.head == "law" else first_of_a_density(a) for a in factors)
    return tuple(dict.fromkeys(a for a in found if a is not None))


def guarded(factors: Iterable[Atom], conditions: Iterable[Atom]) -> Conditions:
    """Conditions that matter only where a product of some factors is not zero.

    Whether a density is smooth decides whether its derivative is zero where it is, so only densities guard that.
    """
    factors, conditions = tuple(factors), tuple(conditions)
    laws = tuple(a for a in factors if a.head == "law")
    smooth = tuple(c for c in conditions if says_smooth(c))
    others = tuple(c for c in conditions if not says_smooth(c))
    return (*under(laws, smooth), *under(guards_in(factors), others))


def says_smooth(c: Atom) -> bool:
    """Whether a condition says that a density is smooth, for almost all points or guarded by densities."""
    return c.head == "smooth" or (c.head == "always" and c.args[2].head == "smooth")


@cache
def defined(p: Poly) -> Conditions:
    """The conditions under which a canonical form has a value."""
    found: list[Atom] = []
    for mono, _coeff in p.terms:
        factors = tuple(a for a, _e in mono if all(not g.kind.asked(g) for g in guards_in((a,))))
        for a, _e in mono:
            found.extend(guarded(factors, (*a.kind.parts_defined(a), *a.kind.asked(a))))
    return tuple(dict.fromkeys(found))


def definedness(c: Atom) -> Conditions:
    """The conditions under which the quantities in a condition have a value: a condition says that, too."""
    return c.kind.parts_defined(c)


def needed(line: Form) -> Conditions:
    """The conditions under which a line that no author typed is defined."""
    return defined(line) if isinstance(line, Poly) else definedness(line)


def weights_defined(variables: Variables, weights: Weights) -> Conditions:
    """The conditions under which each weight is a law, wherever the earlier ones have mass."""
    found: list[Atom] = []
    for position, weight in enumerate(weights):
        one = weight.args[1] if weight.head == "draws" else weight
        inner = (*one.kind.parts_defined(one), *one.kind.asked(one), *bridge(one))
        found.extend(close(variables, weights[:position], inner))
    return tuple(found)
