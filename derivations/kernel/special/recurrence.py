"""Polygamma functions of arguments that differ by whole numbers, brought to the least of them (DLMF 5.5.1, 5.15.5)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import factorial

from ..forms.binders import Atom, Poly, add, atom, const, inverse, lift, power, scale
from ..forms.expansions import positive
from ..forms.nodes import Conditions, Visit

MOST_STEPS = 100  # from an argument down to the least one


def to_least(functions: Iterable[Atom]) -> Visit:
    """The visit that brings each polygamma function to the least argument among those from which its own differs by a
    whole number."""
    least: dict[tuple[Poly, Fraction], Fraction] = {}
    for a in functions:
        moving, number = _split(a.args[1])
        kind = moving, number % 1
        least[kind] = min(least.get(kind, number), number) if moving.terms else number % 1 or Fraction(1)

    def visit(a: Atom) -> tuple[Poly, Conditions]:
        if a.head != "psi":
            return lift(a), ()
        order, u = a.args
        moving, number = _split(u)
        steps = int(number - least.get((moving, number % 1), number))
        if not 0 <= steps <= MOST_STEPS:
            return lift(a), ()
        lowest = add(u, const(-steps))
        at_lowest = const(0) if order == -1 and lowest is const(1) else lift(atom("psi", order, lowest))
        return add(at_lowest, *(_difference(order, add(lowest, const(k))) for k in range(steps))), (
            (positive(lowest),) if steps and not lowest.is_number else ())
    return visit


def _split(u: Poly) -> tuple[Poly, Fraction]:
    """A quantity without the number that is a term of it, and that number."""
    number = Fraction(dict(u.terms).get((), 0))
    return add(u, const(-number)), number


def _difference(order: int, u: Poly) -> Poly:
    """How much larger the function is at u + 1 than at u."""
    if order == -1:
        return lift(atom("log", u))
    return scale(power(inverse(u), order + 1), (-1) ** order * factorial(order))
