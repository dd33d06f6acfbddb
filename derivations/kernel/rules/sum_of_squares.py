"""Quantities that are never negative because they are sums of squares, or means of squares over squares of means."""

from __future__ import annotations

from collections.abc import Iterator

from ...language.relation import GE, LE, Relation
from ..forms.binders import Atom, Poly, add, lift, mul, open_fresh, open_with, poly, power, scale, sub
from ..forms.expansions import cancelled, nonnegative
from ..forms.nodes import Coefficient, Conditions, Form, Monomial
from ..logic.defined import where_not_zero
from ..logic.rewriting import closed_in
from .rule import both_quantities, rule


@rule("a quadratic form has any number of squares, which are completed one after the other",
      source="a square is never negative, and so is the mean of what is never negative; the inequality of Cauchy and Schwarz", inequalities=True)
def sum_of_squares(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A sum of squares is never negative, nor is its mean; and the square of a mean is at most the mean of the square.

        0 ≤ u²,   2 u v ≤ u² + v²,   0 ≤ 𝔼[(u − v)²]
        𝔼[u]² ≤ 𝔼[u²],   𝔼[u v]² ≤ 𝔼[u²] 𝔼[v²],   (∫ u)² ≤ ∫ d ∫ u²/d      (d ≥ 0 by its form; averages and sums alike)

    Further terms that are visibly never negative may be added to the larger side.

    >>> accepts(sum_of_squares, "2*f(z)*g(z)", "f(z)**2 + g(z)**2", "≤")
    []
    >>> accepts(sum_of_squares, "E[q(z)]((f(z) - g(z))**2)", "0", "≥")
    []
    >>> accepts(sum_of_squares, "E[q(z)](f(z)*g(z))**2", "E[q(z)](f(z)**2)*E[q(z)](g(z)**2)", "≤")
    []
    >>> refuses(sum_of_squares, "3*f(z)*g(z)", "f(z)**2 + g(z)**2", "≤")
    True
    >>> refuses(sum_of_squares, "integral[z](f(z))**2", "integral[z](f(z)**2)", "≤")
    True
    """
    if not both_quantities(left, right) or relation not in (LE, GE):
        return None
    difference = sub(right, left) if relation == LE else sub(left, right)
    if nonnegative(difference):
        return ()
    below, conditions = with_squares_of_means(difference)
    return conditions if below is not difference and nonnegative(below) else None


def with_squares_of_means(p: Poly) -> tuple[Poly, Conditions]:
    """A quantity that is at most as large: 𝔼[u]² in the place of 𝔼[s] 𝔼[t], or of 𝔼[s] where t is 1, for each 𝔼[u] in
    it for which u² is s t, and s and t are never negative."""
    means = list(dict.fromkeys(a for m, _ in p.terms for a, _e in m if a.head in ("E", "int", "mean", "total")))
    found: list[Atom] = []
    for mono, coefficient in p.terms:
        for smaller, more in _smaller(mono, coefficient, means):
            p = add(p, scale(poly({mono: 1}), -coefficient), smaller)
            found += more
            break
    return p, tuple(found)


def _smaller(mono: Monomial, coefficient: Coefficient, means: list[Atom]) -> Iterator[tuple[Poly, Conditions]]:
    """A term with the square of a mean in the place of one or two other means, where what stands beside them is never
    negative."""
    held = [(a, e) for a, e in mono if a in means]
    single = [(a,) for a, _ in held if a.head in ("E", "mean")]
    pairs = [(a, b) for a, e in held for b, _ in held if a is not b or e > 1]
    for factors in (*single, *pairs):
        powers = dict(mono)
        for a in factors:
            powers[a] -= 1
        beside = poly({tuple((a, e) for a, e in powers.items() if e): coefficient})
        for mean in means if nonnegative(beside) else ():
            conditions = None if mean in factors else _at_most(mean, factors)
            if conditions is not None:
                yield mul(beside, lift(mean, 2)), conditions


def _at_most(mean: Atom, factors: tuple[Atom, ...]) -> Conditions | None:
    """The conditions under which u² is s t, for the mean of u and the means of s and t, or of s and 1, all over the same;
    None where that is not visible, or s and t may be negative."""
    variables, (*parts, u) = open_fresh(mean, *factors)
    bodies = []
    for other in factors:
        if other.head != mean.head or [v.args[0] for v in other.args[0]] != [v.args[0] for v in variables]:
            return None
        *same, body = open_with(other, variables)
        if same != parts or not nonnegative(body):
            return None
        bodies.append(body)
    product, conditions = cancelled(mul(*bodies))
    if product is not power(u, 2):
        return None
    return closed_in(mean.head, variables, (*parts, u), where_not_zero(u, conditions))
