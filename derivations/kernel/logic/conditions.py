"""Side conditions: what a step leaned on, in one canonical form, as few as possible.

A condition is closed: `always` binds the variables of the binders under which it was found, and their laws guard it.
The conditions u > 0, u ≠ 0 and "integrable" are reduced to their essential part, and those that hold by the very form
(a density is positive almost surely under itself) are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from math import gcd, lcm
from typing import Any

from ..forms.binders import (
    ONE,
    Atom,
    Poly,
    Refused,
    add,
    atom,
    bind,
    const,
    fresh,
    in_order,
    law_atom,
    lift,
    mul,
    on_diagonal,
    open_fresh,
    outcomes,
    poly,
    power,
    replace,
    reshape,
    scale,
    sub,
    swap,
    var,
)
from ..forms.derivatives import carried_out
from ..forms.expansions import (
    at_least_one,
    cancelled,
    expanded,
    factors_of,
    joint_of,
    may_be_none,
    nonnegative,
    nonzero,
    positive,
    visit_conditionals,
    visit_extremum,
)
from ..forms.named_laws import is_named
from ..forms.nodes import Coefficient, Conditions, Form, Monomial, Variables, Weights
from ..forms.polynomials import ends, index_from
from ..forms.times import span
from .drawing import fewest_draws, single_draw
from .joint_laws import conditionals_in, joined_laws, with_whole_products
from .paths import at_few_times, between, covered
from .smoothness import smooth_almost_everywhere


def close(variables: Variables, weights: Weights, conditions: Iterable[Atom]) -> Conditions:
    """The canonical conditions that say: each of some conditions for almost all variables under the weights."""
    return tuple([out for c in conditions for out in always(variables, weights, c)])


def also_at(variables: Variables, places: Variables, conditions: Iterable[Atom]) -> Conditions:
    """Conditions for almost all variables, and at the places at which a normalised law is taken: those may be among the
    few that are left out."""
    conditions = tuple(conditions)
    taken = dict(zip(variables, places))
    return (*close(variables, (), conditions), *close((), (), (replace(c, taken) for c in conditions)))


def under(laws: Weights, conditions: Iterable[Atom]) -> Conditions:
    """Conditions that matter only where these densities are positive."""
    return close((), laws, conditions) if laws else tuple(conditions)


@cache
def always(variables: Variables, weights: Weights, prop: Atom) -> Conditions:
    """The canonical conditions that say: `prop` for almost all variables under the weights."""
    if prop.head == "always":
        inner, (more, body) = open_fresh(prop, *variables, *weights)
        return always(variables + inner, weights + more, body)
    if prop.head == "and":
        return tuple(out for part in prop.args for out in always(variables, weights, part))
    if prop.head == "implies" and prop.args[0].head == "gt":
        law = prop.args[0].args[0].atom_alone()
        if law is not None and law.head in ("law", "norm"):
            return always(variables, (*weights, law), prop.args[1])
    if prop.head == "integrable" and finite_almost_everywhere(variables, prop):
        return ()
    if prop.head == "smooth" and smooth_almost_everywhere(variables, prop):
        return ()
    if prop.head in ("gt", "ne") and not (_false(prop) and not weights and any(map(may_be_none, variables))):
        pieces = essential(prop)
        if pieces != (prop,):
            return tuple(out for piece in pieces for out in always(variables, weights, piece))
        if any(prop in implied_by_guard(w) or shadowed(prop, w, variables) for w in weights):
            return ()
    if prop.head in ("gt", "ne") and any(w.head == "draws" for w in weights):
        weights, (u,) = fewest_draws(weights, prop.args)
        prop = atom(prop.head, u)
    weights = tuple(w for w in weights if not is_named(w))  # its density is positive at every number
    variables, weights = with_whole_products(variables, weights, prop)
    weights = tuple(factor for w in weights for factor in (factors_of(w) if w.head == "law" else (w,)))
    variables, weights, prop = from_one(variables, weights, prop)
    narrow, fewer, part = narrowed(variables, weights, prop)
    if (fewer, part) != (weights, prop) and part.head in ("gt", "ne"):
        return always(narrow, fewer, part)
    variables, weights, prop = narrow, fewer, part
    if prop.head == "integrable" and finite_almost_everywhere(variables, prop):  # a point of a stretch is one now
        return ()
    if not variables and not weights:
        return (prop,)
    return (bind("always", variables, weights, prop),)


def _false(prop: Atom) -> bool:
    """Whether u > 0 or u ≠ 0 is false of a number u: it holds for each index only of no index."""
    u = prop.args[0]
    return u.is_number and not (u.number > 0 if prop.head == "gt" else u.number)


def from_one(variables: Variables, weights: Weights, prop: Atom) -> tuple[Variables, Weights, Any]:
    """The same with each index counted from one."""
    for v in variables:
        first = ends(v)[0] if isinstance(v.args[0], tuple) else ONE
        if first is not ONE:
            k = var(index_from(ONE, add(ends(v)[1], scale(first, -1), ONE)), v.args[1])
            moved = {v: sub(add(lift(k), first), ONE)}
            weights, prop = tuple(replace(w, moved) for w in weights), replace(prop, moved)
            variables = tuple(k if o is v else replace(o, moved) for o in variables)
    return variables, weights, prop


def essential(prop: Atom) -> Conditions:
    """u > 0 or u ≠ 0 as conditions on its factors, with derivatives carried out.

    There are none where it holds by its form.  Raises `Refused` where it cannot hold.
    """
    u = carried_out(prop.args[0])
    if u.is_number:
        if (u.number > 0) if prop.head == "gt" else (u.number != 0):
            return ()
        raise Refused(f"a condition that can never hold: {u.number} {'> 0' if prop.head == 'gt' else '≠ 0'}")
    if at_least_one(u) or above_a_number(u):
        return ()
    if len(u.terms) > 1:
        return (atom(prop.head, least_multiple(u)),)
    (mono, coeff), = u.terms
    pieces = []
    unsure = prop.head == "gt" and not all(nonnegative(a) for a, _ in mono)
    if prop.head == "gt" and coeff < 0 and not unsure:
        return (positive(least_multiple(u)),)
    if unsure:
        pieces.append(_sign_of_the_rest(mono, coeff))
        mono = tuple((a, e) for a, e in mono if nonnegative(a))
    for a, _e in mono:
        simpler = a.kind.not_zero(a)
        pieces.extend([(positive if nonnegative(a) else nonzero)(lift(a))] if simpler is None else simpler)
    return tuple(dict.fromkeys(pieces))


def _sign_of_the_rest(mono: Monomial, coeff: Coefficient) -> Atom:
    """That a product is positive without its factors that are never negative; 1/u has the sign of u."""
    rest = ((a.args[0] if a.head == "inv" else lift(a), e) for a, e in mono if not nonnegative(a))
    return positive(least_multiple(mul(const(coeff), *(power(base, e) for base, e in rest))))


def above_a_number(u: Poly) -> bool:
    """Whether a form shows that a quantity is at least as large as a positive number that is a term of it."""
    number = dict(u.terms).get((), 0)
    return number > 0 and nonnegative(sub(u, const(number)))


def least_multiple(u: Poly) -> Poly:
    """The multiple with the smallest whole coefficients, which stands for all that have the same sign."""
    return scale(u, 1 / content(u))


def implied_by_guard(weight: Atom) -> Conditions:
    """The conditions that hold wherever a weight is positive."""
    return () if weight.head == "draws" else essential(positive(lift(weight)))


def shadowed(prop: Atom, weight: Atom, points: Iterable[Atom]) -> bool:
    """Whether a condition is on a marginal density, and the weight is a joint density of the same law: where that is
    positive, so is the marginal, for almost every value of the points that the marginal leaves out."""
    a = prop.args[0].atom_alone()
    if a is None or a.head != "law" or weight.head != "law" or a.args[0] != weight.args[0]:
        return False
    joint, _ = joint_of(weight)
    points = set(points)
    left_out = set(joint.args[1]) - set(a.args[1])
    inside = all(covered(place, joint.args[1], points) for place in a.args[1])
    return inside and a.args[2] == joint.args[2] and left_out <= points


def narrowed(variables: Variables, weights: Weights, body: Form) -> tuple[Variables, Weights, Any]:
    """The same without draws, laws and variables on which the body does not depend; a single draw becomes a point.

    An index of which there may be no value stays: what holds at every time, of none, need not hold.
    """
    for position in range(len(weights)):
        weight = weights[position]
        if weight.head == "draws":
            draw = single_draw(weight, body, *weights[:position], *weights[position + 1:])
            if draw is not None:
                place = weight.args[1].args[1][0]  # the family's own variable stands for the one draw
                body = swap(body, draw, place)
                weights = tuple(weight.args[1] if i == position else swap(w, draw, place)
                                for i, w in enumerate(weights))
    variables, weights, body = at_few_times(variables, weights, body)
    kept, position = list(weights), 0
    while position < len(kept):
        shorter = _spared(kept[position], variables, (body, *kept[:position], *kept[position + 1:]))
        if shorter is kept[position]:
            position += 1
        else:  # the other weights may depend on less now
            kept[position:position + 1] = [] if shorter is None else [shorter]
            position = 0
    needed = body.free.union(*(w.free for w in kept), *(v.free for v in variables if may_be_none(v)))
    return tuple(v for v in variables if v in needed), in_order(kept), body


def _spared(weight: Atom, variables: Variables, others: Iterable[Form]) -> Atom | None:
    """A weight without the outcomes on which nothing else depends: a guard p(x, z) > 0 for some z is p(x) > 0.  None
    where no outcome is left."""
    outs = outcomes(weight)
    used = [o for o in outs if o not in variables or any(o in term.free for term in others)]
    if len(used) == len(outs) or on_diagonal(weight):
        return weight
    if weight.head == "law" and used:
        return law_atom(weight.args[0], tuple(used), weight.args[2])
    return weight if used else None


@cache
def integrable(variables: Variables, weights: Weights, body: Poly) -> Conditions:
    """The canonical conditions that say: the body has a finite mean under the weights, or a finite integral."""
    if weights and not set(variables) <= {o for w in weights for o in outcomes(w)}:
        raise Refused("integrable[…] is over points, or over laws that draw them all")
    if not weights:
        weights, body = weights_in(variables, body)
        if asked := tuple(d for w in weights for d in close(variables, tuple(o for o in weights if o != w), bridge(w))):
            return (*asked, *integrable(variables, weights, body))
    body = expanded(body, lambda u: _never_zero(u, variables, weights))
    variables, weights = with_whole_products(variables, weights, body)
    weights = joined_laws(weights)
    if not weights:
        weights, body = weights_in(variables, body)
    moving = [(m, c) for m, c in body.terms  # a constant has a mean under a law; its integral may be infinite
              if not (weights and all(a.free.isdisjoint(variables) for a, _ in m))
              and not bounded_by_mass(m, weights, variables)]
    if not moving:
        return ()
    body = poly(dict(moving))
    if weights:
        variables, weights, body = narrowed(variables, weights, body)
    if any(w.head == "draws" for w in weights):
        weights, (body,) = fewest_draws(weights, (body,))
    elif bounded_by_mass(body.terms[0][0], weights, variables) and len(body.terms) == 1:
        return ()
    body = scale(body, 1 / content(body))
    return (bind("integrable", variables, weights, body),)


def _never_zero(u: Poly, variables: Variables, weights: Weights) -> bool:
    """Whether u ≠ 0 holds by its form for almost all variables under the weights."""
    try:
        return not always(variables, weights, nonzero(u))
    except Refused:
        return False


def content(p: Poly) -> Fraction:
    """The greatest rational of which every coefficient is a whole multiple."""
    values = [Fraction(c) for _, c in p.terms]
    return Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))


def weights_in(variables: Variables, body: Poly) -> tuple[Weights, Poly]:
    """Densities that are factors of every term of an integrand become its weights, where they draw all variables."""
    if not body.terms:
        return (), body
    common = [a for a, _ in body.terms[0][0] if a.head == "law" and set(a.args[1]) <= set(variables)
              and not posterior(a) and all(dict(m).get(a) for m, _ in body.terms)]
    covered = [v for a in common for v in a.args[1]]
    if sorted(v.key for v in covered) != sorted(v.key for v in variables) or not drawable(common):
        return (), body
    rest = {}
    for mono, coeff in body.terms:
        powers = dict(mono)
        for a in common:
            powers[a] -= 1
        rest[tuple((a, e) for a, e in powers.items() if e)] = coeff
    return tuple(common), poly(rest)


def posterior(a: Atom) -> bool:
    """Whether a density is given an outcome of a law that was named from a product, of which the marginal density there
    is an integral that may be infinite at one point: the factors are no joint density with finite marginals."""
    _, margin = joint_of(a)
    return margin is not None and bool(a.args[0].product) and factors_of(margin) == (margin,)


def bridge(a: Atom) -> Conditions:
    """The conditions under which the density of a point of a chain between given ones is that of a law.  The density of
    the given points is the integral over the point between at almost all of them only (`between`)."""
    if a.head != "law" or not between(*a.args[1:]):
        return ()
    points = fresh(tuple(var(span(o), 0) for o in a.args[1]), (a,))
    return integrable(points, (), lift(law_atom(a.args[0], (*points, *a.args[2]), ())))


def drawable(weights: Sequence[Atom]) -> bool:
    """Whether the laws can be drawn one after the other: a(z | y) b(y | z) is no law of the pair."""
    ahead = {v for w in weights for v in outcomes(w)}
    pending = list(weights)
    while pending:
        ready = next((w for w in pending if not (w.free & ahead) - set(outcomes(w))), None)
        if ready is None:
            return False
        pending.remove(ready)
        ahead -= set(outcomes(ready))
    return True


@cache
def bounded_by_mass(mono: Monomial, weights: Weights, variables: Variables) -> bool:
    """Whether the weights cancel against the term and leave a density of all variables, or densities from which
    these are drawn one after the other: its integral is at most one."""
    product, _ = cancelled(mul(*(reshape(lift(w), visit_conditionals) for w in weights), poly({mono: 1})))
    (left, _), = product.terms
    moving = conditionals_in([a for a, e in left for _ in range(e) if not a.free.isdisjoint(variables)])
    if len(moving) == 1:
        return _density_of_all(moving[0], variables)
    drawn = [v for a in moving if a.head == "law" for v in a.args[1]]
    fixed = any(between(a.args[1], set(a.args[2]) - set(variables)) for a in moving if a.head == "law")
    return all(a.head == "law" for a in moving) and set(drawn) == set(variables) and not fixed and (
        len(drawn) == len(variables) and drawable(moving))


def finite_almost_everywhere(points: Variables, c: Atom) -> bool:
    """Whether an integral is finite for almost every value of some points, because together with an integral over these
    it is at most one."""
    variables, (weights, body) = open_fresh(c)
    others = tuple(v for v in points if v in c.free)
    drawn = all(w.head == "law" for w in weights)
    return drawn and bool(others) and all(bounded_by_mass(m, weights, (*variables, *others)) for m, _ in body.terms)


def _density_of_all(a: Atom, variables: Variables) -> bool:
    """Whether an atom is a density of all variables, of one and the same law for all of their values."""
    if a.head == "norm":
        _, (g, at) = open_fresh(a)  # at one value of another point, the integral of a section may be infinite
        return set(variables) == set(at) and not on_diagonal(a) and g.free.isdisjoint(variables)
    if a.head != "law" or not set(variables) <= set(a.args[1]):
        return False
    return not between(variables, (*(o for o in a.args[1] if o not in variables), *a.args[2]))


def finite(quantity: Poly) -> Conditions:
    """The canonical conditions that say: the suprema and infima of a quantity are finite."""
    found = [a for m, _ in reshape(quantity, visit_extremum).terms for a, _e in m if a.head in ("sup", "inf")]
    return tuple(atom("bounded", lift(a)) for a in found)
