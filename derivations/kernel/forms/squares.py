"""Quantities that are never negative because they are sums of squares, and of what is visibly never negative."""

from __future__ import annotations

from fractions import Fraction

from .nodes import Coefficient, Monomial, Poly
from .polynomials import join


def never_negative(d: Poly) -> bool:
    """Whether a quantity is a sum of squares and of terms that are visibly never negative."""
    plain = {m: c for m, c in d.terms if c > 0 and all(e % 2 == 0 or a.kind.nonnegative(a) for a, e in m)}
    crossed = {m: c for m, c in d.terms if m not in plain}
    if not crossed:
        return True
    roots = [root for root in map(_root, plain) if root is not None]
    return _sum_of_squares(roots, d, crossed)


def _root(mono: Monomial) -> Monomial | None:
    """The term of which this one is the square; None of any other."""
    return tuple((a, e // 2) for a, e in mono) if all(e % 2 == 0 for _, e in mono) else None


def _sum_of_squares(roots: list[Monomial], d: Poly, crossed: dict[Monomial, Coefficient]) -> bool:
    """Whether some terms of d, all of the crossed ones among them, are a quadratic form of the roots that is never
    negative: its squares are completed one after the other."""
    held, left = dict(d.terms), dict(crossed)
    form: dict[tuple[int, int], Fraction] = {(i, i): Fraction(held[join(m, m)]) for i, m in enumerate(roots)}
    for i, m in enumerate(roots):
        for j in range(i):
            form[i, j] = form[j, i] = Fraction(left.pop(join(m, roots[j]), 0)) / 2
    return not left and _never_negative_form(form, len(roots))


def _never_negative_form(form: dict[tuple[int, int], Fraction], size: int) -> bool:
    """Whether Σ form[i, j] xᵢ xⱼ ≥ 0 for all x, by elimination."""
    for k in range(size):
        pivot = form[k, k]
        if pivot < 0 or (pivot == 0 and any(form[k, j] for j in range(k + 1, size))):
            return False
        for i in range(k + 1, size) if pivot else ():
            for j in range(k + 1, size):
                form[i, j] -= form[i, k] * form[k, j] / pivot
    return True
