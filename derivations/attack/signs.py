"""Signs that decide whether a twin is a consequence: a divergence of densities is never negative, of itself zero."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from ..kernel.forms.binders import (
    ZERO,
    Atom,
    Poly,
    add,
    atom,
    atoms_in,
    const,
    inverse,
    lift,
    open_fresh,
    power,
    scale,
)
from ..kernel.forms.expansions import nonnegative
from ..kernel.forms.nodes import Conditions
from ..kernel.logic.conditions import bounded_by_mass
from ..kernel.logic.rewriting import rewrite


def without_divergence_from_itself(p: Poly) -> Poly:
    """The quantity with zero in the place of each divergence of a density from itself."""

    def visit(a: Atom) -> tuple[Poly, Conditions]:
        same = a.head == "KL" and a.args[1] is a.args[2]
        return ZERO if same else lift(a), ()

    return rewrite(p, visit)[0]


def with_least_arguments(p: Poly) -> Poly:
    """The quantity with each ψ⁽ⁿ⁾ brought down to the least argument in it that differs by a whole number."""
    found = [a.args for a in atoms_in(p) if a.head == "psi"]

    def visit(a: Atom) -> tuple[Poly, Conditions]:
        if a.head != "psi" or a.args[0] < 0:
            return lift(a), ()
        order, u = a.args
        numbers = [Fraction(n.number) for n in (add(u, scale(v, -1)) for k, v in found if k == order) if n.is_number]
        steps = max(int(n) for n in numbers if n.denominator == 1)
        terms = (power(inverse(add(u, const(-k))), order + 1) for k in range(1, steps + 1))
        fewer = lift(atom("psi", order, add(u, const(-steps))))
        return add(fewer, scale(add(const(0), *terms), (-1) ** order * factorial(order))), ()

    return rewrite(p, visit)[0] if len(found) > 1 else p


def at_least_zero(p: Poly) -> bool:
    """Whether a quantity is never negative: by its form, or because it is made of divergences of densities."""
    if nonnegative(p):
        return True
    return all(c > 0 and all(e % 2 == 0 or _is_at_least_zero(a) for a, e in mono) for mono, c in p.terms)


def _is_at_least_zero(a: Atom) -> bool:
    variables, parts = open_fresh(a) if a.kind.binds else ((), a.args)
    if a.head == "KL":  # Gibbs' inequality, of two densities of all the points
        return all(len(side.terms) == 1 and bounded_by_mass(side.terms[0][0], (), variables) for side in parts)
    if a.head in ("E", "int", "mean", "total"):
        return at_least_zero(parts[-1])
    return nonnegative(a)
