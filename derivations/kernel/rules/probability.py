"""Rules of densities."""

from __future__ import annotations

from ..forms.binders import Atom, bind, equality, lift, open_fresh, outcomes, sub, swap
from ..forms.expansions import visit_conditionals, visit_independence
from ..logic.conditions import always
from ..logic.drawing import single_draw
from ..logic.rewriting import rewrite
from .algebra import vanishes
from .rule import both_quantities, both_statements, rule


def _rewritten(left, right, visit):
    if not both_quantities(left, right) or left is right:
        return None
    (a, _), (b, _) = rewrite(left, visit), rewrite(right, visit)  # which lean on nothing
    return None if a is left and b is right else vanishes(sub(a, b))


@rule
def product_rule(left, right, relation):
    """A joint density is a marginal times a conditional.

        p(x, z) = p(z | x) p(x),   p(z | x) = p(x, z) / p(x)      (p(x) > 0)

    >>> accepts(product_rule, "p(x, z)/p(z | x)", "p(x)")
    ['p(x) > 0', 'p(x, z) > 0']
    >>> refuses(product_rule, "p(x, z)", "p(z | x)*p(z)")
    True
    """
    return _rewritten(left, right, visit_conditionals)


@rule
def factorise(left, right, relation):
    """A density of a law that was declared independent is the product of its coordinates' densities.

        q(y, z) = q(y) q(z)

    >>> accepts(factorise, "m(y, z)", "m(y)*m(z)")
    []
    >>> refuses(factorise, "p(x, z)", "p(x)*p(z)")
    True
    """
    return _rewritten(left, right, visit_independence)


@rule
def same_mass(left, right, relation):
    """Two laws that agree wherever one of them has mass agree everywhere: no mass is left for the rest.

        r(z) = q(z) for q-almost all z  ⇔  r(z) = q(z) for almost all z

    >>> accepts(same_mass, "always[q(z)](p(z | x) == q(z))", "always[z](p(z | x) == q(z))", "⇔")
    []
    >>> refuses(same_mass, "always[q(z)](p(x, z) == q(z))", "always[z](p(x, z) == q(z))", "⇔")
    True
    """
    if not both_statements(left, right):
        return None
    for one, all_ in ((left, right), (right, left)):
        if one.head != "always":
            continue
        variables, (weights, prop) = open_fresh(one, all_)
        if prop.head != "eq" or len(weights) != 1 or bind("always", variables, (), prop) is not all_:
            continue
        sides = [p.atom_alone() for p in prop.args]
        if weights[0] in sides and all(s is not None and s.head in ("law", "norm")
                                       and set(outcomes(s)) == set(variables) for s in sides):
            return ()
    return None


@rule
def independent_constant(left, right, relation):
    """An average of independent draws' values is constant only if every value is.

        mean_k f(z_k) = c for almost all z₁, …, z_n  ⇔  f(z) = c for almost all z      (independent draws, one law)

    >>> accepts(independent_constant, "always[iid(q(z), K)](mean[k:K](f(z[k])) == f(x))", "always[q(z)](f(z) == f(x))", "⇔")
    []
    >>> refuses(independent_constant, "always[identical(q(z), K)](mean[k:K](f(z[k])) == f(x))",
    ...         "always[q(z)](f(z) == f(x))", "⇔")
    True
    """
    if not both_statements(left, right):
        return None
    return () if _every_value(left, right) or _every_value(right, left) else None


def _every_value(average: Atom, single: Atom) -> bool:
    if average.head != "always":
        return False
    variables, (weights, prop) = open_fresh(average, single)
    if len(weights) != 1 or weights[0].head != "draws" or weights[0].args[0] != "iid" or prop.head != "eq":
        return False
    if len(variables) != 1:
        return False
    base, = variables
    for mean, c in (prop.args, prop.args[::-1]):
        a = mean.atom_alone()
        if a is None or a.head != "mean" or base in c.free:
            continue
        (k,), (count, but, f) = open_fresh(a, *variables)
        draw = single_draw(weights[0], f)
        if but is not None or count is not weights[0].args[2] or draw is None or draw.args[1] is not lift(k):
            continue
        value = swap(f, draw, base)
        if k not in value.free and always(variables, (weights[0].args[1],), equality(value, c)) == (single,):
            return True
    return False
