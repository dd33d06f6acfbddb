"""What holds for each index of a range holds for its first index, for its last one, and for the others."""

from __future__ import annotations

from functools import cache

from ..forms.binders import ONE, add, open_fresh, replace, sub, var
from ..forms.expansions import may_be_none
from ..forms.nodes import Atom, Conditions
from ..forms.polynomials import ends, index_from
from ..logic.conditions import always


@cache
def parts_of_ranges(c: Atom) -> Conditions:
    """What a statement for each index of a range that is not empty says of its ends, and of all indices but one end."""
    return tuple(d for way in ranges_of_parts(c) for d in way)


@cache
def ranges_of_parts(c: Atom) -> tuple[Conditions, ...]:
    """The ways to what holds for each index of a range that is not empty: it holds at one end, and for all others."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    ways = []
    for v in variables:
        alone = isinstance(v.args[0], tuple) and not any(v in other.free for other in variables if other is not v)
        if not alone or may_be_none(v):
            continue
        first, last = ends(v)
        rest = tuple(other for other in variables if other is not v)
        for end, others in ((first, (add(first, ONE), last)), (last, (first, sub(last, ONE)))):
            k = var(index_from(*others), v.args[1])
            found: list[Atom] = []
            for put, over in ((end, rest), (k, (*rest, k))):
                found += always(over, tuple(replace(w, {v: put}) for w in weights), replace(inner, {v: put}))
            ways.append(tuple(found))
    return tuple(ways)
