"""The places at which one term of an inequality stands alone on its side: −2 log u ≥ 2 − 2 u says log u ≤ u − 1.

All other terms go to the other side, both sides are divided by the number before the term, and the inequality turns
round where that number is negative.  Nothing is moved that is not a term of one of the two sides, so whatever is moved
has a value.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from ...language.relation import GE, LE, TURNED
from ..forms.binders import Poly, poly, scale, sub
from .places import Place, without_common_factor


@lru_cache(maxsize=64)  # every rule that shows inequalities looks at the same places
def alone(here: Place) -> tuple[Place, ...]:
    """The same inequality with each of its terms alone on its side in turn, then without the factors that all terms of
    both sides share; nothing of an equation, or of a relation between statements."""
    if not isinstance(here.left, Poly) or here.relation not in (LE, GE):
        return ()
    found = []
    difference = sub(here.right, here.left)  # this has the sign that the relation says
    for mono, coefficient in difference.terms:
        if mono:
            rest = sub(poly({mono: coefficient}), difference)
            turned = TURNED[here.relation] if coefficient > 0 else here.relation
            place = here._replace(left=poly({mono: 1}), right=scale(rest, Fraction(1) / coefficient), relation=turned)
            if (place.left, place.right) != (here.left, here.right):
                found.append(place)
            divided = without_common_factor(place)
            if divided is not None:
                found.append(divided)
    return tuple(found)
