"""Where two neighbouring lines differ.

`places` walks from the whole lines down to the smallest parts that contain every difference.  A rule may be applied at
any of them, because each step down leaves equal terms or factors aside, or goes into the same binder or the same
function on both sides; and for an inequality only where that step is monotone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ...language.relation import EQ, GE, LE, TURNED, Relation
from ..forms.binders import (
    ZERO,
    Atom,
    Poly,
    alignments,
    atom,
    bind,
    const,
    lift,
    open_fresh,
    open_with,
    poly,
    reshape,
    scale,
    sub,
)
from ..forms.expansions import nonnegative, positive, visit_extremum
from ..forms.nodes import Coefficient, Conditions, Form, Monomial, Part, Variables, Weights
from ..implication.checker import Fact
from ..logic.conditions import close, finite, integrable
from ..logic.defined import defined, guards_in
from ..logic.nearby import close_near


class Frame(NamedTuple):
    """A binder around a place: the variables with which it was opened, and its laws; or densities beside the place.

    Of a binder of a parameter, such as a derivative, `near` is the value near which it looks.
    """

    variables: Variables
    weights: Weights
    near: Poly | None = None


class Place(NamedTuple):
    """Two parts that stand at the same place of two lines, the relation that is claimed of them, and what is around."""

    left: Form
    right: Form
    relation: Relation
    frames: tuple[Frame, ...] = ()  # from outside in
    logs: tuple = ()  # logarithms around it: (frames, left argument, right argument, relation)
    extrema: tuple = ()  # suprema and infima around it: (frames, left, right, relation)
    means: tuple = ()  # expectations and integrals around it: (frames, variables, weights, left, right)
    asked: Conditions = ()  # the factors around it that may not be negative, closed over all that is bound around them

    def closed(self, conditions: Iterable[Atom]) -> Conditions:
        """Conditions that arise at this place, closed over all that is bound around it."""
        return close_over(self.frames, conditions)


def close_over(frames: tuple[Frame, ...], conditions: Iterable[Atom]) -> Conditions:
    """Conditions that arise inside some frames, closed over them from inside out."""
    for variables, weights, value in reversed(frames):
        near = value is not None
        conditions = close_near(variables[0], value, conditions) if near else close(variables, weights, conditions)
    return close((), (), conditions)


def places(left: Form, right: Form, relation: Relation) -> Iterator[Place]:
    """The places that contain every difference of two lines, the whole lines first, each inside an earlier one."""
    yield from inside(Place(left, right, relation))


def inside(here: Place) -> Iterator[Place]:
    """The place itself and all smaller places in it that contain every difference, each inside an earlier one."""
    if isinstance(here.left, Poly) and here.left is not here.right:
        yield from _with_numbers_moved(here)
    yield here
    if here.left is here.right:
        return
    if isinstance(here.left, Poly):
        yield from _inside_quantity(here)
    elif isinstance(here.left, Atom) and here.left.head == here.right.head:
        yield from _inside_atoms(here, here.left, here.right)


def _inside_quantity(here: Place) -> Iterator[Place]:
    left, right = dict(here.left.terms), dict(here.right.terms)
    common = {m for m, c in left.items() if right.get(m) == c}
    if common:
        yield from inside(here._replace(left=poly({m: c for m, c in left.items() if m not in common}),
                                         right=poly({m: c for m, c in right.items() if m not in common})))
        return
    if not left or not right:
        yield from _inside_one_side(here)
        return
    divided = without_common_factor(here)
    if divided is not None:
        yield from inside(divided)
        return
    a, b = here.left.atom_alone(), here.right.atom_alone()
    if a is not None and b is not None and a.head == b.head:
        yield from _inside_atoms(here, a, b)


def without_common_factor(here: Place) -> Place | None:
    """The place without the factors that all terms of both sides share; None where they share none, or a side is zero.
    Where it is not visible that a factor is never negative, an inequality asks it of that factor."""
    left, right = dict(here.left.terms), dict(here.right.terms)
    if not left or not right:
        return None
    factor = dict(next(iter(left)))
    for mono in (*left, *right):
        powers = dict(mono)
        factor = {a: min(e, powers[a]) for a, e in factor.items() if a in powers}
    (first, *more), coefficients = left.values(), list(right.values())
    shared = first if not more and coefficients == [first] else 1
    if not factor and shared == 1:
        return None
    sign, asked = here.relation, here.asked
    if sign != EQ:
        sign = TURNED[sign] if shared < 0 else sign
        unsure = {a: 1 for a, e in factor.items() if e % 2 and not nonnegative(a)}
        asked += close_over(here.frames, (atom("le", ZERO, poly({tuple(unsure.items()): 1})),)) if unsure else ()
    laws = guards_in(factor)
    frames = (*here.frames, Frame((), laws)) if laws else here.frames
    return here._replace(left=_divided(left, factor, shared), right=_divided(right, factor, shared),
                         relation=sign, frames=frames, asked=asked)


def _with_numbers_moved(here: Place) -> Iterator[Place]:
    """The same place with the number of one side on the other side: 1 + log u ≤ u is log u ≤ u − 1."""
    for side in (here.left, here.right):
        number = dict(side.terms).get((), 0)
        if number and len(side.terms) > 1 and dict(here.left.terms).get(()) != dict(here.right.terms).get(()):
            yield here._replace(left=sub(here.left, const(number)), right=sub(here.right, const(number)))


def _inside_one_side(here: Place) -> Iterator[Place]:
    """The places inside an expectation, an integral, an average or a sum on one side, where the other side is zero,
    which is the same of zero."""
    terms = here.left.terms or here.right.terms
    a = terms[0][0][0][0] if len(terms) == 1 and len(terms[0][0]) == 1 and terms[0][0][0][1] == 1 else None
    if a is None or a.head not in ("E", "int", "mean", "total"):
        return
    coefficient = terms[0][1]
    variables, parts = open_fresh(a, *bound_around(here))
    nothing = bind(a.head, variables, *parts[:-1], const(0))
    sides = (nothing, a) if not here.left.terms else (a, nothing)
    turned = here.relation if here.relation == EQ or coefficient > 0 else TURNED[here.relation]
    yield from _inside_atoms(here._replace(left=lift(sides[0]), right=lift(sides[1]), relation=turned), *sides)


def _divided(terms: dict[Monomial, Coefficient], factor: dict[Atom, int], shared: Coefficient) -> Poly:
    out = {}
    for mono, coeff in terms.items():
        powers = dict(mono)
        for a, e in factor.items():
            powers[a] -= e
        out[tuple((a, e) for a, e in powers.items() if e)] = coeff
    return scale(poly(out), Fraction(1) / shared)


def _inside_atoms(here: Place, a: Atom, b: Atom) -> Iterator[Place]:
    for smaller in a.kind.ways(here, a, b):
        yield from inside(smaller)


def bound_around(place: Place) -> Iterator[Atom]:
    """The variables that are bound around a place."""
    return (v for frame in place.frames for v in frame.variables)


def aligned(a: Atom, b: Atom, variables: Variables, parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """The parts of b with the variables with which a was opened, in each way in which both bind alike."""
    for chosen in alignments(b, variables):
        others = open_with(b, chosen)
        drawn_alike = a.head in ("E", "always") and set(others[0]) == set(parts[0])
        if drawn_alike or others[:-1] == parts[:-1]:
            yield others


def same_sorts(a: Atom, b: Atom) -> bool:
    """Whether two binders bind variables of the same sorts."""
    return [v.args[0] for v in a.args[0]] == [v.args[0] for v in b.args[0]]


def only_extremum(u: Poly, head: str) -> bool:
    """Whether a quantity is just one supremum, or just one infimum, as `head` says."""
    return len(u.terms) == 1 and (a := u.atom_alone()) is not None and a.head == head


def one_sided(u: Poly) -> bool:
    """Whether a form has suprema or infima and none can cancel against another: an infinite one always makes it ∞, or
    always −∞."""
    return len({(c > 0) == (a.head == "sup") for m, c in u.terms for a, _e in m if a.head in ("sup", "inf")}) == 1


def on_top(u: Poly) -> bool:
    """Whether every supremum or infimum in a form is a number times a term: none hides in a product, a quotient or a
    function."""
    inside = (u for m, _ in u.terms for a, e in m for u in ((a,) if a.head not in ("sup", "inf") or e != 1 or len(m) > 1
                                                            else ()))
    return not any(_has_extremum(a) for a in inside)


@cache
def _has_extremum(part: Part) -> bool:
    if isinstance(part, tuple):
        return any(map(_has_extremum, part))
    if isinstance(part, Poly):
        return any(_has_extremum(a) for m, _ in part.terms for a, _e in m)
    return isinstance(part, Atom) and (part.head in ("sup", "inf") or _has_extremum(part.args))


def facts(place: Place, conditions: Conditions = ()) -> Iterator[Fact]:
    """The facts about definedness that an accepted step shows, which rest on its own conditions.

    On the way into a logarithm, a positive argument on one side makes the argument on the other side positive, both
    being defined; a supremum that equals a finite quantity, or stays below one, is finite; of two integrands that are
    equal almost everywhere, both are integrable or neither.
    """
    for name, found in (("equal integrands", _of_integrands(place)), ("finite extremum", _of_extrema(place)),
                        ("equal or larger argument", _of_logarithms(place))):
        for premises, conclusions in found:
            if conclusions:
                yield Fact(name, (*premises, *conditions), tuple(conclusions))


def _of_integrands(place: Place) -> Iterator[tuple[Conditions, Conditions]]:
    for frames, variables, weights, u, v in place.means if place.relation == EQ else ():
        left, right = (close_over(frames, integrable(variables, weights, side)) for side in (u, v))
        yield left, right
        yield right, left


def _of_extrema(place: Place) -> Iterator[tuple[Conditions, Conditions]]:
    here = (place.frames, place.left, place.right, place.relation)
    for frames, u, v, relation in (here, *place.extrema) if isinstance(place.left, Poly) else place.extrema:
        left, right = close_over(frames, finite(u)), close_over(frames, finite(v))
        u, v = reshape(u, visit_extremum), reshape(v, visit_extremum)  # of these `finite` speaks
        if not (on_top(u) and on_top(v)):  # one that is hidden in a function would vouch for itself
            continue
        if relation == EQ and left and right:
            if one_sided(v):
                yield left, right
            if one_sided(u):
                yield right, left
        for low, high, lower, upper in (((u, v, left, right),) if relation == LE else
                                        ((v, u, right, left),) if relation == GE else ()):
            if only_extremum(low, "sup"):
                yield upper, lower
            if only_extremum(high, "inf"):
                yield lower, upper


def _of_logarithms(place: Place) -> Iterator[tuple[Conditions, Conditions]]:
    for frames, u, v, relation in place.logs:
        left = close_over(frames, (positive(u),))
        right = close_over(frames, (positive(v),))
        both = close_over(frames, (*defined(u), *defined(v)))
        if relation in (EQ, LE):
            yield (*left, *both), right
        if relation in (EQ, GE):
            yield (*right, *both), left
