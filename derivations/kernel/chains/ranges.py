"""What holds for each index of a range holds for its first index, for its last one, and for the others; and for each
index of every range inside it."""

from __future__ import annotations

from functools import cache

from ..forms.binders import ONE, add, open_fresh, replace, sub, var
from ..forms.expansions import may_be_none
from ..forms.nodes import Atom, Conditions, Poly, Variables, Weights
from ..forms.polynomials import ends, index_from
from ..forms.times import of_a_path
from ..logic.conditions import always

MOST_LEFT_OUT = 3  # indices at the ends of a range


@cache
def parts_of_ranges(c: Atom, most: int = MOST_LEFT_OUT) -> Conditions:
    """What a statement for each index of a range that is not empty says of its ends, of all indices but one end, and of
    these in turn."""
    found = dict.fromkeys(d for way in _by_ends(c) for d in way)
    inner = (e for d in tuple(found) for e in parts_of_ranges(d, most - 1)) if most > 1 else ()
    return tuple(dict.fromkeys((*found, *inner)))


@cache
def ranges_of_parts(c: Atom) -> tuple[Conditions, ...]:
    """The ways to what holds for each index of a range that is not empty: it holds at one end, and for all others; and
    to what holds for each index of each of some ranges: it holds for each index of a range that has them all."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    wider = (_whole_range(v, variables, weights, inner) for v in variables)
    return (*_by_ends(c), *(way for way in wider if way))


def _by_ends(c: Atom) -> tuple[Conditions, ...]:
    """What holds for each index of a range that is not empty, as what holds at one end and for all others."""
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


def _whole_range(v: Atom, variables: Variables, weights: Weights, inner: Atom) -> Conditions:
    """The way to a statement in which an index v only says how far the range of one other index goes: that this other
    index has the range of all values together.  Empty where v says more, or the range does not grow with it."""
    named = [other for other in variables if other is not v and v in other.free]
    if not isinstance(v.args[0], tuple) or len(named) != 1 or not isinstance(named[0].args[0], tuple):
        return ()
    (k,), (first, last) = named, ends(named[0])
    if v in first.free or not _grows(last, v):
        return ()
    wide = var(index_from(first, replace(last, {v: ends(v)[1]})), k.args[1])
    over = tuple(wide if other is k else replace(other, {k: wide}) for other in variables if other is not v)
    weights, inner = tuple(replace(w, {k: wide}) for w in weights), replace(inner, {k: wide})
    return () if any(v in part.free for part in (inner, *weights, *over)) else always(over, weights, inner)


def _grows(p: Poly, v: Atom) -> bool:
    """Whether a quantity is a positive number times a variable, and something without it."""
    with_v = [(mono, c) for mono, c in p.terms if any(v in a.free for a, _ in mono)]
    return [mono for mono, _ in with_v] == [((v, 1),)] and with_v[0][1] > 0
