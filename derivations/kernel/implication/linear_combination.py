"""Looks for a linear combination of integrable bodies.  Nothing here is trusted: the lemma of sums checks the parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from ..forms.binders import Atom, Poly, Refused, poly, replace, scale
from ..forms.nodes import Coefficient, Monomial
from ..lemmas.integrability import Framed, constant_and_rest, framed_integrable
from ..lemmas.placing import ways_to_stand


def combination(framed: Framed, known: Iterable[Atom], reached: Iterable[Poly]) -> tuple[Poly, ...]:
    """Parts that add up to a body: multiples of known bodies, and those terms of the body itself that are reached.

    Empty where no such parts are found.
    """
    others = [(c, other) for c in known if (other := framed_integrable(c)) is not None]
    if not any(len(other.body.terms) > 1 for _, other in others):
        return ()  # the search has tried the terms one by one
    bodies = list(dict.fromkeys(b for c, other in others for b in _placed(framed, c, other)))
    alone = {m for term in reached for m, _ in term.terms}
    wanted = dict(framed.body.terms)
    rows = list(dict.fromkeys(m for p in (framed.body, *bodies) for m, _ in p.terms if m not in alone))
    columns = [dict(b.terms) for b in bodies]
    table = [[_rational(column.get(m, 0)) for column in (*columns, wanted)] for m in rows]
    reduced, pivots = DomainMatrix(table, (len(rows), len(bodies) + 1), QQ).rref()
    if len(bodies) in pivots:
        return ()
    solution = reduced.to_list()
    parts = [scale(bodies[column], _fraction(solution[row][-1])) for row, column in enumerate(pivots)]
    parts = [part for part in parts if part.terms]
    rest = dict(wanted)
    for part in parts:
        for m, c in part.terms:
            rest[m] = rest.get(m, 0) - c
    return (*parts, *(poly({m: c}) for m, c in rest.items() if c))


def sharing_a_factor(framed: Framed) -> tuple[Poly, ...]:
    """The terms of a body in groups that share a constant factor; empty where no two of them do, or all."""
    groups: dict[Monomial, dict[Monomial, Coefficient]] = {}
    for mono, coeff in framed.body.terms:
        groups.setdefault(constant_and_rest(mono, framed.variables)[0], {})[mono] = coeff
    return tuple(map(poly, groups.values())) if 1 < len(groups) < len(framed.body.terms) else ()


def _rational(number: Coefficient) -> Any:
    number = Fraction(number)
    return QQ(number.numerator, number.denominator)


def _fraction(number: Any) -> Fraction:
    return Fraction(int(number.numerator), int(number.denominator))


def _placed(framed: Framed, c: Atom, other: Framed) -> Iterator[Poly]:
    """The body of another condition about the same points under the same laws, its variables named as here."""
    for points in ways_to_stand(other.points, framed.points):
        for variables in ways_to_stand(other.variables, framed.variables):
            body = replace(other.body, points | variables)
            try:
                if framed.of(body) == (c,):  # this holds of several ways where draws of one law may change places
                    yield body
            except Refused:
                continue
