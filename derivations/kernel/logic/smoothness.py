"""Where a family of laws is smooth: the declared property of each density that is written with parameters.

The condition `smooth` says of a density that near the value of its parameters it can be differentiated in them as often
as is written.  A family has this property, for each value, at almost every point; so the condition is dropped where its
points are bound, and at a free point it holds for almost every value of that point.  No hypothesis says it.
"""

from __future__ import annotations

from ..forms.binders import Atom, Poly, atom, outcomes
from ..forms.derivatives import base_of
from ..forms.expansions import joint_of
from ..forms.nodes import Conditions, Variables


def smooth_density(a: Atom) -> Conditions:
    """That a density, or for a conditional one its joint and its marginal density, is smooth in its parameters."""
    base, _ = base_of(a)
    joint, margin = joint_of(base)
    return tuple(atom("smooth", one) for one in (joint, margin) if one is not None and any(
        g.head == "param" for g in one.args[2]))


def smooth_almost_everywhere(variables: Variables, prop: Atom) -> bool:
    """Whether a density is smooth for almost all values of some variables, because all of its outcomes are among them,
    at different places, and it is not given one of them."""
    density, = prop.args
    drawn = [o.args[0] if o.head == "draw" else o for o in outcomes(density)]
    given = {v for g in density.args[2] for v in g.free}
    return len(set(drawn)) == len(drawn) and set(drawn) <= set(variables) and given.isdisjoint(drawn)


def densities_in(p: Poly, v: Atom) -> Conditions:
    """That the densities which are factors of some terms, and depend on a variable, are smooth there."""
    found = (a for m, _ in p.terms for a, _e in m if v in a.free)
    return tuple(dict.fromkeys(c for a in found if base_of_law(a) for c in smooth_density(a)))


def base_of_law(a: Atom) -> bool:
    """Whether an atom is a density or a partial derivative of one."""
    return a.head == "law" or (a.head == "partial" and a.args[0].head == "law")
