"""Quantities that are never negative because they are sums of squares, and of what is visibly never negative."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from .nodes import Coefficient, Monomial, Poly
from .polynomials import join


@cache
def never_negative(d: Poly) -> bool:
    """Whether a quantity is a sum of squares, each times something visibly never negative, and of terms that are never
    negative either.  It is said of the values at which the quantity is defined."""
    terms = _with_negative_powers(d)
    plain = {m: c for m, c in terms.items() if c > 0 and all(e % 2 == 0 or a.kind.nonnegative(a) for a, e in m)}
    crossed = {m: c for m, c in terms.items() if m not in plain}
    if not crossed:
        return True
    groups: dict[Monomial, list[Monomial]] = {}  # the roots of the squares, by the factor that stands before them
    for mono in plain:
        root = tuple((a, e // 2) for a, e in mono if e // 2)
        groups.setdefault(tuple((a, 1) for a, e in mono if e % 2), []).append(root)
    forms = [_quadratic_form(factor, roots, terms, crossed) for factor, roots in groups.items()]
    return not crossed and all(_never_negative_form(form, size) for form, size in forms)


def _with_negative_powers(d: Poly) -> dict[Monomial, Coefficient]:
    """The terms of a quantity with 1/a as a to the power of −1, so that a square is seen on either side of a fraction,
    and a/a is one."""
    found: dict[Monomial, Coefficient] = {}
    for mono, c in d.terms:
        joined: Monomial = ()
        for a, e in mono:
            base = a.args[0].atom_alone() if a.head == "inv" else None
            joined = join(joined, ((a, e),) if base is None else ((base, -e),))
        found[joined] = found.get(joined, 0) + c
    return {m: c for m, c in found.items() if c}


def _quadratic_form(factor: Monomial, roots: list[Monomial], terms: dict[Monomial, Coefficient],
                    crossed: dict[Monomial, Coefficient]) -> tuple[dict[tuple[int, int], Fraction], int]:
    """The terms factor·rᵢ·rⱼ as a quadratic form of the roots r; the crossed ones among them are taken away."""
    form = {(i, i): Fraction(terms[join(factor, join(m, m))]) for i, m in enumerate(roots)}
    for i, m in enumerate(roots):
        for j in range(i):
            form[i, j] = form[j, i] = Fraction(crossed.pop(join(factor, join(m, roots[j])), 0)) / 2
    return form, len(roots)


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
