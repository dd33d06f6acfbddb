"""Quantities that are never negative because they are sums of squares."""

from __future__ import annotations

from ...language.relation import GE, LE, Relation
from ..forms.binders import sub
from ..forms.expansions import nonnegative
from ..forms.nodes import Conditions, Form
from .rule import both_quantities, rule


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
    return () if nonnegative(sub(right, left) if relation == LE else sub(left, right)) else None
