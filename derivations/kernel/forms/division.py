"""Division of polynomials."""

from __future__ import annotations

from fractions import Fraction

from .nodes import Monomial, Poly
from .polynomials import add, join, mul, poly, sub

MOST_TERMS = 40  # of a quotient


def quotient(p: Poly, q: Poly) -> Poly | None:
    """The polynomial by which q has to be multiplied to be p, found by long division; None where that leaves a rest."""
    order = sorted({a for u in (p, q) for m, _ in u.terms for a, _e in m}, key=lambda a: a.key)

    def rank(term: tuple[Monomial, object]) -> list[int]:
        powers = dict(term[0])
        return [powers.get(a, 0) for a in order]
    first, coefficient = max(q.terms, key=rank)
    found, rest = [], p
    while rest.terms and len(found) < MOST_TERMS:
        mono, c = max(rest.terms, key=rank)
        powers = dict(mono)
        if any(powers.get(a, 0) < e for a, e in first):
            return None
        found.append(poly({join(mono, tuple((a, -e) for a, e in first)): Fraction(c) / Fraction(coefficient)}))
        rest = sub(rest, mul(found[-1], q))
    return None if rest.terms else add(*found)
