"""Phrases of hypotheses and declarations, explained at the head of a chapter in which they occur."""

from __future__ import annotations

from collections.abc import Iterable

import sympy

from ..language import terms as t

ENTERS = (
    "“∂_φ may enter ∫ h dz” means: for all values of φ near the given one, h is differentiable in φ at almost all "
    "points, and its difference quotients are bounded by one integrable quantity (show dominated)."
)
SMOOTH = (
    "“q is a family of laws, smooth in its parameter” means: for each value of the parameter, at almost every point, "
    "the density can be differentiated any number of times near that value."
)
STOPPED = (
    "“stop(u)” means: u, with each parameter at its value outside all derivatives, as detach() in a program; "
    "under ∂_{φ = v} that value is v (show stop)."
)


def explained(nodes: Iterable[sympy.Basic]) -> list[str]:
    """The explanations of the phrases with which some lines are printed."""
    parts = [part for node in nodes for part in sympy.preorder_traversal(node)]
    occur = {
        ENTERS: any(isinstance(part, t.Dominated) for part in parts),
        SMOOTH: any(isinstance(part, t.Law) and part.parameters and not isinstance(part, t.NamedLaw) for part in parts),
        STOPPED: any(isinstance(part, t.Stopped) for part in parts),
    }
    return [phrase for phrase, met in occur.items() if met]
