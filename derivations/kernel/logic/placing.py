"""How the variables of one condition may stand for those of another."""

from __future__ import annotations

from itertools import permutations, product

from ..forms.binders import Atom
from ..forms.nodes import Variables

MOST_PLACEMENTS = 24  # ways that are tried


def ways_to_stand(own: Variables, theirs: Variables) -> list[dict[Atom, Atom]]:
    """The ways in which the variables `theirs` may stand for those of the same sorts in `own`."""
    sorts = list(dict.fromkeys(v.args[0] for v in own))
    groups = [list(permutations([v for v in theirs if v.args[0] == sort], sum(v.args[0] == sort for v in own)))
              for sort in sorts]
    found = []
    for chosen in product(*groups):
        left = {sort: list(images) for sort, images in zip(sorts, chosen)}
        found.append({v: left[v.args[0]].pop(0) for v in own})
        if len(found) == MOST_PLACEMENTS:
            break
    return found
