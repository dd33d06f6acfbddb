"""How a theorem settles a condition of a rule that says more than the theorem claims: for each index, or if something
else holds.

A condition such as "for each k, a(k) = b(k) implies a(k + 1) = b(k + 1)" is a place at which the theorem is cited, with
the index bound around it.  Where the theorem claims the conclusion alone, the premise may be among its hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...language.relation import EQ, IFF, IMPLIES, LE
from ..forms.binders import Atom, open_fresh
from ..forms.nodes import Conditions
from ..logic.conditions import always
from .places import Frame, Place

RELATIONS = {"eq": EQ, "le": LE, "implies": IMPLIES, "iff": IFF}


def places_of(condition: Atom) -> Iterator[tuple[Place, Conditions]]:
    """The places at which a theorem may be cited for a condition, each with the premises that are known there."""
    frames, premises = (), ()
    while True:
        if condition.head == "always":
            variables, (weights, inner) = open_fresh(condition, *(v for frame in frames for v in frame.variables))
            frames, condition = (*frames, Frame(variables, weights)), inner
            continue
        if condition.head in RELATIONS:
            left, right = condition.args
            yield Place(left, right, RELATIONS[condition.head], frames), premises
        if condition.head != "implies":
            return
        premises, condition = (*premises, *always((), (), condition.args[0])), condition.args[1]
