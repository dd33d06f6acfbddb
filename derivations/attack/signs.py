"""Signs that decide whether a twin is a consequence: a divergence of densities is never negative, of itself zero."""

from __future__ import annotations

from functools import partial

from ..kernel.forms.binders import ZERO, Atom, Poly, atoms_in, lift, open_fresh
from ..kernel.forms.expansions import nonnegative
from ..kernel.forms.nodes import Conditions, Variables
from ..kernel.logic.conditions import bounded_by_mass
from ..kernel.logic.joint_laws import conditionals_in
from ..kernel.logic.rewriting import rewrite
from ..kernel.special.recurrence import brought_to, least_arguments


def without_divergence_from_itself(p: Poly) -> Poly:
    """The quantity with zero in the place of each divergence of a density from itself."""

    def visit(a: Atom) -> tuple[Poly, Conditions]:
        same = a.head == "KL" and a.args[1] is a.args[2]
        return ZERO if same else lift(a), ()

    return rewrite(p, visit)[0]


def with_least_arguments(p: Poly) -> Poly:
    """The quantity with each polygamma function brought down to the least argument in it that differs by a whole
    number."""
    return rewrite(p, partial(brought_to, least_arguments(a for a in atoms_in(p) if a.head == "psi")))[0]


def at_least_zero(p: Poly) -> bool:
    """Whether a quantity is never negative: by its form, or because it is made of divergences of densities."""
    if nonnegative(p):
        return True
    return all(c > 0 and all(e % 2 == 0 or _is_at_least_zero(a) for a, e in mono) for mono, c in p.terms)


def _is_at_least_zero(a: Atom) -> bool:
    variables, parts = open_fresh(a) if a.kind.binds else ((), a.args)
    if a.head == "KL":  # Gibbs' inequality
        return all(_is_density(side, variables) for side in parts)
    if a.head in ("E", "int", "mean", "total"):
        return at_least_zero(parts[-1])
    return nonnegative(a)


def _is_density(side: Poly, variables: Variables) -> bool:
    """Whether a quantity is a density of all the points and of no others, or a product of densities from which these
    are drawn one after the other, so that its integral is one."""
    if len(side.terms) != 1 or side.terms[0][1] != 1:
        return False
    mono = side.terms[0][0]
    factors = conditionals_in([a for a, e in mono for _ in range(e)])
    drawn = [v for a in factors if a.head == "law" for v in a.args[1]]
    alone = len(factors) == 1 and factors[0].head == "norm"
    exactly = all(a.head == "law" for a in factors) and len(drawn) == len(variables) and set(drawn) == set(variables)
    return (alone or exactly) and bounded_by_mass(mono, (), variables)
