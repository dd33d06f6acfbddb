"""Comparisons of numbers, by ball arithmetic."""

from __future__ import annotations

from ...language.relation import GE, LE, Relation
from ..forms.binders import sub
from ..forms.nodes import Conditions, Form
from ..special.numbers import certainly_positive
from .rule import both_quantities, rule


@rule("a number is evaluated with a bound of its error", inequalities=True,
      source="Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017")
def arithmetic(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A comparison of two numbers that are apart, made of whole numbers, log, exp and polygamma functions.

        trigamma(2) ≤ 13/20,   log 2 ≤ exp(−1/3)      (certified by balls: the two sides are apart)

    Equal numbers are left to `algebra`: no ball shows that two numbers are equal.

    >>> accepts(arithmetic, "trigamma(2)", "13/20", "≤")
    []
    >>> refuses(arithmetic, "13/20", "trigamma(2)", "≤")
    True
    >>> refuses(arithmetic, "exp(log(2))", "2", "≤")
    True
    """
    if not both_quantities(left, right) or relation not in (LE, GE):
        return None
    difference = sub(right, left) if relation == LE else sub(left, right)
    return () if certainly_positive(difference) else None
