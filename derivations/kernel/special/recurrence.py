"""Polygamma functions of arguments that differ by whole numbers, brought to the least of them (DLMF 5.5.1, 5.15.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import comb, factorial, prod
from typing import TypeAlias

from ..forms.binders import ONE, ZERO, Atom, Poly, add, atom, atoms_in, const, inverse, lift, power, scale
from ..forms.expansions import positive
from ..forms.named_laws import logarithm
from ..forms.nodes import Conditions

MOST_STEPS = 100  # from an argument down to the least one
MOST_FRACTIONS = 12  # that are not numbers: each step makes one, and all are brought to one denominator
MOST_TERMS = 500  # that a product of polygamma functions becomes

Least: TypeAlias = dict[tuple[Poly, Fraction], Fraction]
"""The least number of the arguments that are a quantity and a number, by the quantity and the part of the number after
the point."""


def least_arguments(functions: Iterable[Atom]) -> Least:
    """Of the arguments that differ from one another by a whole number, the least one's number."""
    least: Least = {}
    for a in functions:
        moving, number = _split(a.args[1])
        kind = moving, number % 1
        least[kind] = min(least.get(kind, number), number) if moving.terms else number % 1 or Fraction(1)
    return least


def _steps(least: Least, a: Atom) -> int:
    """By how much the argument of a polygamma function is larger than the least; −1 where it stays."""
    moving, number = _split(a.args[1])
    steps = int(number - least.get((moving, number % 1), number))
    return steps if 0 <= steps <= (MOST_FRACTIONS if moving.terms and a.args[0] > -1 else MOST_STEPS) else -1


def written_out_in_few(p: Poly, least: Least) -> bool:
    """Whether no term of a quantity becomes too many terms."""
    def most(a: Atom, e: int) -> int:
        return comb(max(_steps(least, a), 0) + e, e) if a.args[0] == -1 or not a.args[1].is_number else 1
    return all(prod(most(a, e) for a, e in mono if a.head == "psi") <= MOST_TERMS for mono, _ in p.terms)


def quantities_in(*forms: Poly) -> Iterator[Poly]:
    """The quantities that are arguments of atoms, at any depth."""
    for a in atoms_in(*forms):
        yield from (p for arg in a.args for p in (arg if isinstance(arg, tuple) else (arg,)) if isinstance(p, Poly))


def brought_to(least: Least, a: Atom) -> tuple[Poly, Conditions]:
    """A polygamma function at the least argument, and what comes beside it; exp(ln Γ(1)) is one, and log 1 is zero."""
    if a.head == "exp" and a.args[0] is ZERO:
        return ONE, ()
    if a.head == "log":
        return logarithm(a.args[0]), ()
    if a.head != "psi" or (steps := _steps(least, a)) < 0:
        return lift(a), ()
    order, u = a.args
    lowest = add(u, const(-steps))
    at_lowest = const(0) if order == -1 and lowest is const(1) else lift(atom("psi", order, lowest))
    return add(at_lowest, *(_difference(order, add(lowest, const(k))) for k in range(steps))), (
        (positive(lowest),) if steps and not lowest.is_number else ())


def _split(u: Poly) -> tuple[Poly, Fraction]:
    """A quantity without the number that is a term of it, and that number."""
    number = Fraction(dict(u.terms).get((), 0))
    return add(u, const(-number)), number


def _difference(order: int, u: Poly) -> Poly:
    """How much larger the function is at u + 1 than at u."""
    if order == -1:
        return logarithm(u)
    return scale(power(inverse(u), order + 1), (-1) ** order * factorial(order))
