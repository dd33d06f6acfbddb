"""Looks for linear combinations and products of integrable bodies.

Nothing here is trusted: the lemmas of sums and of products of squares check the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from ..forms.binders import ONE, Atom, Poly, Refused, poly, replace, scale
from ..forms.nodes import Coefficient, Monomial
from ..lemmas.integrability import Framed, constant_and_rest, framed_integrable
from ..logic.placing import ways_to_stand
from ..special.division import quotient, root


def combination(framed: Framed, known: Iterable[Atom], reached: Iterable[Poly]) -> tuple[Poly, ...]:
    """Parts that add up to a body: multiples of known bodies, and those terms of the body itself that are reached.

    Empty where no such parts are found.
    """
    frame = framed._replace(body=ONE)  # the bodies that fit into it do not depend on the one that is wanted
    alone = frozenset(m for term in reached for m, _ in term.terms)
    single, several = [], []
    for c in known:
        (several if is_a_sum(c) else single).append(c)
    sums = _bodies(frame, several)
    if not (near := _sharing_terms(framed.body, sums, alone)):
        return ()  # the search has tried the terms one by one
    return _solved(framed.body, (*near, *_bodies(frame, single)), alone)


@cache
def is_a_sum(c: Atom) -> bool:
    """Whether the body of a condition on integrability has several terms."""
    framed = framed_integrable(c)
    return framed is not None and len(framed.body.terms) > 1


def _bodies(frame: Framed, known: Iterable[Atom]) -> tuple[Poly, ...]:
    """The bodies of known conditions, as far as they are about the same points under the same laws as the frame."""
    return tuple(dict.fromkeys(body for c in known for body in _placed(frame, c)))


@cache
def is_a_square(c: Atom) -> bool:
    """Whether the body of a condition on integrability is a square."""
    framed = framed_integrable(c)
    return framed is not None and root(framed.body) is not None


def products(framed: Framed, known: Iterable[Atom]) -> Iterator[tuple[Poly, Poly]]:
    """The ways in which a sum may be a product, of which the square of one factor is a known body."""
    for body in _bodies(framed._replace(body=ONE), filter(is_a_square, known)):
        factor = root(body)
        other = quotient(framed.body, factor) if factor is not None else None
        if factor is not None and other is not None:
            yield factor, other


@cache  # a search asks again whenever more is known, and mostly of what has no part in it
def _solved(wanted: Poly, bodies: tuple[Poly, ...], alone: frozenset[Monomial]) -> tuple[Poly, ...]:
    """Multiples of bodies that add up to what is wanted, with some of its own terms from among those in `alone`."""
    bodies = _sharing_terms(wanted, bodies, alone)
    rows = {m: i for i, m in enumerate(dict.fromkeys(m for b in bodies for m, _ in b.terms if m not in alone))}
    if any(m not in rows for m, _ in wanted.terms if m not in alone):
        return ()
    table: dict[int, dict[int, Any]] = {i: {} for i in rows.values()}
    for column, body in enumerate((*bodies, wanted)):
        for m, c in body.terms:
            if m not in alone:
                table[rows[m]][column] = _rational(c)
    reduced, pivots = DomainMatrix(table, (len(rows), len(bodies) + 1), QQ).rref()
    if len(bodies) in pivots:
        return ()
    solution = reduced.to_list()
    parts = [scale(bodies[column], _fraction(solution[row][-1])) for row, column in enumerate(pivots)]
    parts = [part for part in parts if part.terms]
    rest = dict(wanted.terms)
    for part in parts:
        for m, c in part.terms:
            rest[m] = rest.get(m, 0) - c
    return (*parts, *(poly({m: c}) for m, c in rest.items() if c))


def _sharing_terms(wanted: Poly, bodies: tuple[Poly, ...], alone: frozenset[Monomial]) -> tuple[Poly, ...]:
    """The bodies that share a term with what is wanted, directly or through other bodies: the others have no part in a
    sum.  Terms in `alone` do not count, because they are reached by themselves."""
    terms = {body: {m for m, _ in body.terms if m not in alone} for body in bodies}
    met = {m for m, _ in wanted.terms if m not in alone}
    left, found = list(bodies), set()
    while near := [body for body in left if not terms[body].isdisjoint(met)]:
        met.update(*(terms[body] for body in near))
        found.update(near)
        left = [body for body in left if body not in found]
    return tuple(body for body in bodies if body in found)


def sharing_a_factor(framed: Framed) -> tuple[Poly, ...]:
    """The terms of a body in groups that share a constant factor; empty where no two of them do, or all."""
    return _grouped(framed, 0)


def sharing_all_but_constants(framed: Framed) -> tuple[Poly, ...]:
    """The terms of a body in groups that differ by constant factors only; empty where no two of them do, or all."""
    return _grouped(framed, 1)


def _grouped(framed: Framed, side: int) -> tuple[Poly, ...]:
    """The terms of a body in groups with the same constant factors (0), or with the same other factors (1)."""
    groups: dict[Monomial, dict[Monomial, Coefficient]] = {}
    for mono, coeff in framed.body.terms:
        groups.setdefault(constant_and_rest(mono, framed.variables)[side], {})[mono] = coeff
    return tuple(map(poly, groups.values())) if 1 < len(groups) < len(framed.body.terms) else ()


def _rational(number: Coefficient) -> Any:
    number = Fraction(number)
    return QQ(number.numerator, number.denominator)


def _fraction(number: Any) -> Fraction:
    return Fraction(int(number.numerator), int(number.denominator))


@cache
def _placed(frame: Framed, c: Atom) -> tuple[Poly, ...]:
    """The body of another condition about the same points under the same laws, its variables named as in the frame: one
    or more, as draws of one law may change places, or none where that condition is about something else."""
    other, found = framed_integrable(c), []
    if other is None:
        return ()
    for points in ways_to_stand(other.points, frame.points):
        for variables in ways_to_stand(other.variables, frame.variables):
            body = replace(other.body, points | variables)
            try:
                if frame.of(body) == (c,):
                    found.append(body)
            except Refused:
                continue
    return tuple(found)
