"""What holds for each index of a range holds for its first index, for its last one, and for the others."""

from __future__ import annotations

from functools import cache

from ..forms.binders import ONE, add, open_fresh, replace, sub, var
from ..forms.expansions import may_be_none
from ..forms.nodes import Atom, Conditions
from ..forms.polynomials import ends, index_from
from ..forms.times import of_a_path
from ..logic.conditions import always

MOST_LEFT_OUT = 3  # indices at the ends of a range


@cache
def parts_of_ranges(c: Atom, most: int = MOST_LEFT_OUT) -> Conditions:
    """What a statement for each index of a range that is not empty says of its ends, of all indices but one end, and of
    these in turn."""
    found = dict.fromkeys(d for way in ranges_of_parts(c) for d in way)
    inner = (e for d in tuple(found) for e in parts_of_ranges(d, most - 1)) if most > 1 else ()
    return tuple(dict.fromkeys((*found, *inner)))


@cache
def ranges_of_parts(c: Atom) -> tuple[Conditions, ...]:
    """The ways to what holds for each index of a range that is not empty: it holds at one end, and for all others."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    ways = []
    for v in variables:
        alone = isinstance(v.args[0], tuple) and all(
            other is v or of_a_path(other) or v not in other.free for other in variables)
        if not alone or may_be_none(v):
            continue
        first, last = ends(v)
        rest = tuple(other for other in variables if other is not v)
        for end, others in ((first, (add(first, ONE), last)), (last, (first, sub(last, ONE)))):
            k = var(index_from(*others), v.args[1])
            found: list[Atom] = []
            for put, more in ((end, ()), (k, (k,))):
                over = tuple(replace(other, {v: put}) for other in rest)  # of a point, the index may say the time
                found += always((*over, *more), tuple(replace(w, {v: put}) for w in weights), replace(inner, {v: put}))
            ways.append(tuple(found))
    return tuple(ways)
