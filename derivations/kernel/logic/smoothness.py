"""Where a family of laws is smooth: the declared property of each density that is written with parameters.

The condition `smooth` says of a density that near the value of its parameters it can be differentiated in them any
number of times.  A family has this property, for each value, at almost every point; so the condition is dropped where
its points are bound, and at a free point it holds for almost every value of that point.  No hypothesis says it.
"""

from __future__ import annotations

from ..forms.binders import Atom, atom, lift, outcomes
from ..forms.derivatives import base_of
from ..forms.expansions import joint_of, positive
from ..forms.nodes import Conditions, Variables


def smooth_density(a: Atom) -> Conditions:
    """That a density is smooth in its parameters; of a conditional one, that its joint and its marginal density are,
    and that the marginal one is positive, as a divisor."""
    base, _ = base_of(a)
    joint, margin = joint_of(base)
    smooth = tuple(atom("smooth", one) for one in (joint, margin) if one is not None and any(
        g.head == "param" for g in one.args[2]))
    return (*smooth, *(() if margin is None else (positive(lift(margin)),)))


def smooth_almost_everywhere(variables: Variables, prop: Atom) -> bool:
    """Whether a density is smooth for almost all values of some variables, because all of its outcomes are among them.

    These are at different places, and it is given none of them: a family is of points of different spaces.
    """
    density, = prop.args
    return {o.args[0] if o.head == "draw" else o for o in outcomes(density)} <= set(variables)


def base_of_law(a: Atom) -> bool:
    """Whether an atom is a density or a partial derivative of one."""
    return a.head == "law" or (a.head == "partial" and a.args[0].head == "law")
