"""Quantities that are never negative because they are sums of squares."""

from __future__ import annotations

from fractions import Fraction

from ...language.relation import GE, LE, Relation
from ..forms.binders import Atom, Poly, join, open_fresh, sub
from ..forms.expansions import nonnegative
from ..forms.nodes import Coefficient, Conditions, Form, Monomial
from .rule import both_quantities, rule

OVER_A_BODY = ("E", "int", "mean", "total")  # these are never negative where their body is never negative


def never_negative(d: Poly) -> bool:
    """Whether a quantity is a sum of squares and of terms that are visibly never negative."""
    plain = {m: c for m, c in d.terms if c > 0 and all(e % 2 == 0 or sure(a) for a, e in m)}
    crossed = {m: c for m, c in d.terms if m not in plain}
    if not crossed:
        return True
    roots = [root for root in map(_root, plain) if root is not None]
    return _sum_of_squares(roots, d, crossed)


def sure(a: Atom) -> bool:
    """Whether an atom is never negative wherever it is defined."""
    if nonnegative(a):
        return True
    return a.head in OVER_A_BODY and never_negative(open_fresh(a)[1][-1])


def _root(mono: Monomial) -> Monomial | None:
    """The term of which this one is the square; None of any other."""
    return tuple((a, e // 2) for a, e in mono) if all(e % 2 == 0 for _, e in mono) else None


def _sum_of_squares(roots: list[Monomial], d: Poly, crossed: dict[Monomial, Coefficient]) -> bool:
    """Whether some of the terms of d, with all of the crossed ones among them, are a quadratic form of the roots that is
    never negative: its squares are completed one after the other."""
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


@rule("a quadratic form has any number of squares, which are completed one after the other",
      source="a square is never negative, and so is the mean of what is never negative")
def sum_of_squares(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A sum of squares is never negative, nor is its mean.

        0 ≤ u²,   2 u v ≤ u² + v²,   0 ≤ 𝔼[(u − v)²]

    Further terms that are visibly never negative may be added to the larger side.

    >>> accepts(sum_of_squares, "2*f(z)*g(z)", "f(z)**2 + g(z)**2", "≤")
    []
    >>> accepts(sum_of_squares, "E[q(z)]((f(z) - g(z))**2)", "0", "≥")
    []
    >>> refuses(sum_of_squares, "3*f(z)*g(z)", "f(z)**2 + g(z)**2", "≤")
    True
    """
    if not both_quantities(left, right) or relation not in (LE, GE):
        return None
    return () if never_negative(sub(right, left) if relation == LE else sub(left, right)) else None
