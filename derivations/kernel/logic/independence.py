"""Products of independent quantities, and their means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, TypeAlias

from ..forms.binders import (
    ONE,
    Atom,
    Poly,
    add,
    atoms_in,
    bind,
    join,
    law_atom,
    lift,
    mul,
    open_fresh,
    outcomes,
    poly,
    scale,
    space_of,
    sub,
    swap,
)
from ..forms.expansions import factors_of
from ..forms.nodes import Conditions, Monomial, Variables, Weights
from .conditions import close, integrable
from .defined import defined

Apart: TypeAlias = frozenset[tuple[Poly, Poly]]
"""Pairs of numbers of draws that are known to differ."""


def single_laws(weights: Weights) -> Weights:
    """The weights, with factors in the place of a law that has some: one law for each of independent coordinates."""
    return tuple(one for w in weights for one in _single(w))


def _single(w: Atom) -> Weights:
    if w.head != "law":
        return (w,)
    law, outs, givens = w.args
    if not law.independent:
        return factors_of(w)
    own = all(space_of(place) in law.given for place in givens)  # else it is given some of its own coordinates
    return tuple(law_atom(law, (out,), givens) for out in outs) if own else (w,)


def groups(parts: Sequence[tuple[Any, frozenset]]) -> list[list[Any]]:
    """The parts in groups: parts of different groups have nothing in common.  With each part come the things on which
    it depends."""
    found: list[tuple[list[Any], frozenset]] = []
    for part, things in parts:
        touching = [group for group in found if group[1] & things]
        found = [group for group in found if group not in touching]
        found.append(([*(one for group, _ in touching for one in group), part],
                      things.union(*(more for _, more in touching))))
    return [group for group, _ in found]


def product_of_means(variables: Variables, weights: Weights, mono: Monomial) -> tuple[Poly, Conditions]:
    """The mean of a term as the product of the means of its independent parts, each of which has to be integrable."""
    bound = set(variables)
    outside = tuple(f for f in mono if f[0].free.isdisjoint(bound))
    parts = [(w, frozenset((w.free | set(outcomes(w))) & bound)) for w in weights]
    parts += [(f, frozenset(f[0].free & bound)) for f in mono if f not in outside]
    value, found = [poly({outside: 1})], list(defined(poly({outside: 1})))
    for group in groups(parts):
        laws = tuple(part for part in group if isinstance(part, Atom))
        inner = tuple(sorted((part for part in group if not isinstance(part, Atom)), key=lambda f: f[0].key))
        if not inner:
            continue
        own = tuple(v for v in variables if any(v in outcomes(w) for w in laws))
        mean, more = _mean(own, laws, inner, frozenset())
        value.append(mean)
        found += more
    return mul(*value), tuple(found)


def _mean(variables: Variables, laws: Weights, mono: Monomial, apart: Apart) -> tuple[Poly, Conditions]:
    if len(laws) == 1 and laws[0].head == "draws" and laws[0].args[0] == "iid":
        return _mean_of_draws(variables, laws, mono, apart)
    return lift(bind("E", variables, laws, poly({mono: 1}))), integrable(variables, laws, poly({mono: 1}))


def _mean_of_draws(variables: Variables, laws: Weights, mono: Monomial, apart: Apart) -> tuple[Poly, Conditions]:
    """The same for a term in several draws of one law: averages in it are taken apart, and numbers tell which draws
    differ."""
    (base,), (law,) = variables, laws
    average = next((a for a, e in mono if a.head == "mean" and e == 1), None)
    if average is not None:
        rest = tuple(f for f in mono if f[0] is not average)
        index, (count, but, body) = open_fresh(average, law, poly({rest: 1}), *(n for pair in apart for n in pair))
        known = apart if but is None else apart | {(lift(index[0]), but)}
        pieces = [(c, _mean_of_draws(variables, laws, join(m, rest), known)) for m, c in body.terms]
        total = add(*(scale(value, c) for c, (value, _) in pieces))
        found = close(index, (), [c for _, (_, more) in pieces for c in more])
        return mean_over(index, count, but, total), found
    parts = [(f, _draws_of(f[0], base)) for f in mono]
    if any(numbers is None for _, numbers in parts) or not all(
            differ(i, j, apart) for i, j in combinations(sorted({n for _, ns in parts for n in ns or ()}, key=str), 2)):
        return lift(bind("E", variables, laws, poly({mono: 1}))), integrable(variables, laws, poly({mono: 1}))
    value, found = [], []
    for group in groups([(f, numbers or frozenset()) for f, numbers in parts]):
        one = poly({tuple(sorted(group, key=lambda f: f[0].key)): 1})
        numbers = {n for f, ns in parts if f in group for n in ns or ()}
        weight: tuple[Atom, ...] = laws
        if len(numbers) == 1:
            one, weight = swap(one, *_draw_as_point(one, base)), (law.args[1],)
        elif not numbers:
            value.append(one)
            found += defined(one)
            continue
        value.append(lift(bind("E", variables, weight, one)))
        found += integrable(variables, weight, one)
    return mul(*value), tuple(found)


def mean_over(index: Variables, count: Poly, but: Poly | None, body: Poly) -> Poly:
    """The average of a quantity over an index, with what does not depend on the index before it."""
    pieces = []
    for mono, coeff in body.terms:
        outer = {a: e for a, e in mono if a.free.isdisjoint(index)}
        inner = tuple(f for f in mono if f[0] not in outer)
        value = lift(bind("mean", index, count, but, poly({inner: 1}))) if inner else ONE
        pieces.append(mul(poly({tuple(outer.items()): coeff}), value))
    return add(*pieces)


def _draws_of(f: Atom, base: Atom) -> frozenset[Poly] | None:
    """The numbers of the draws on which a factor depends; None where it looks at draws whose number is bound inside."""
    numbers = frozenset(a.args[1] for a in atoms_in(f) if a.head == "draw" and a.args[0] is base)
    return numbers if all(n.free <= f.free for n in numbers) else None


def _draw_as_point(one: Poly, base: Atom) -> tuple[Atom, Atom]:
    """The only draw of a term, and the point that stands for it."""
    return next(a for a in atoms_in(one) if a.head == "draw" and a.args[0] is base), base


def differ(i: Poly, j: Poly, apart: Iterable[tuple[Poly, Poly]]) -> bool:
    """Whether two numbers of draws are known to differ."""
    gap = sub(i, j)
    return (gap.is_number and gap.number != 0) or (i, j) in apart or (j, i) in apart

