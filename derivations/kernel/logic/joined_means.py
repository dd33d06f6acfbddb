"""Means over the same that are joined: 𝔼[f − g] + 𝔼[g] − 𝔼[f] is the mean of zero, whatever of them has other means."""

from __future__ import annotations

from functools import cache

from ..forms.binders import ONE, Atom, Poly, add, mul, open_fresh, open_with, poly, scale
from ..forms.expansions import cancelled
from ..forms.nodes import Conditions, Part, Variables
from ..forms.polynomials import ends
from .conditions import close
from .rewriting import closed_in


@cache
def without_means(p: Poly) -> tuple[Poly, Conditions]:
    """A sum without its means over the same, and its sums, wherever these together have a constant body: then nothing
    has to be integrable but what stands there.  Where a factor that has moved in cancels, it is not zero."""
    found: list[Atom] = []
    for first in dict.fromkeys(a for m, _ in p.terms for a, _e in m if a.head in ("E", "int", "mean", "total")):
        variables, (*parts, _) = open_fresh(first, p)
        bodies, rest = _bodies(p, first, variables, parts)
        body, conditions = cancelled(add(*bodies))
        body, more = without_means(body)
        if body.free.isdisjoint(variables) and (first.head != "int" or not body.terms):
            p = add(rest, mul(body, times(first.head, variables)))
            found += _closed(first.head, variables, (*parts, body), (*conditions, *more))
    return p, tuple(found)


def _closed(head: str, variables: Variables, parts: tuple[Part, ...], conditions: Conditions) -> Conditions:
    """The conditions of what cancels in the joined body.  Those that speak of nothing that is bound are asked even
    where the laws are none: p(x) 𝔼_{p(z | x)}[1/p(x)] is zero, and not one, where p(x) is."""
    around = [c for c in conditions if c.free.isdisjoint(variables)]
    within = [c for c in conditions if c not in around]
    return (*close(variables, (), around), *closed_in(head, variables, parts, within))


def _bodies(p: Poly, first: Atom, variables: Variables, parts: list[Part]) -> tuple[list[Poly], Poly]:
    """The bodies of the means in a sum that are over the same as the first, each once in its term and times all that
    stands beside it there; and the other terms."""
    bodies, rest, sorts = [], {}, [v.args[0] for v in variables]
    for mono, coeff in p.terms:
        same = [(a, e, body) for a, e in mono if a.head == first.head and [v.args[0] for v in a.args[0]] == sorts
                for *over, body in [open_with(a, variables)] if over == parts]
        if len(same) == 1 and same[0][1] == 1:
            (a, _, body), = same
            bodies.append(mul(poly({tuple((b, e) for b, e in mono if b is not a): coeff}), body))
        else:
            rest[mono] = coeff
    return bodies, poly(rest)


def times(head: str, variables: Variables) -> Poly:
    """How often a constant counts: as often as a sum has terms, once in a mean."""
    if head != "total":
        return ONE
    first, last = ends(variables[0])
    return add(last, scale(first, -1), ONE)
