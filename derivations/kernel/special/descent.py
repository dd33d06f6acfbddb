"""Descent: a quantity that vanishes at infinity is positive for every a > 0 if each step from a + 1 down to a adds
something positive.

Then u(a) is the sum of u(a + k) − u(a + k + 1) over all k ≥ 0.  The quantity u is a sum of 1/aⁿ (n ≥ 1), of ψ⁽ⁿ⁾(a)
(n ≥ 1) and of log a − ψ(a), each of which vanishes at infinity (DLMF 5.11.2, 5.15.8), with rational coefficients.  By
the recurrence of ψ⁽ⁿ⁾ (DLMF 5.15.5), a step is a fraction with the denominators a and a + 1, beside log(1 + 1/a).
For this the step takes one of its bounds, by the sign that is before it:

    1/(a + 1) < log(1 + 1/a) < (1/a + 1/(a + 1))/2      (1/x is decreasing and convex; Hermite and Hadamard)

Such a fraction is positive if the coefficients of its numerator are at least zero, and one is positive.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from math import comb, factorial
from typing import NamedTuple

from ..forms.binders import Atom, Poly, lift, replace, scale, sub
from ..forms.nodes import Coefficient, Monomial

MOST_POWERS = 40  # of a, in a step with its denominators multiplied out

Powers = Counter[int]
"""Coefficients of the powers of a quantity, by their exponents."""


class Parts(NamedTuple):
    """A quantity aᵐ·(Σ rₑ aᵉ + Σ cₙ ψ⁽ⁿ⁾(a) + c log a)."""

    rational: Powers
    polygamma: Powers  # by the orders n ≥ 0
    logarithm: Coefficient


@cache
def descending(u: Poly) -> Poly | None:
    """The quantity a, where u is positive for every a > 0 by descent; None where that is not shown."""
    arguments = {b.args[1] for m, _ in u.terms for b, _e in m if b.head == "psi"}
    if len(arguments) != 1:
        return None
    argument, = arguments
    a = argument.atom_alone()
    if a is None and (a := _variable(argument)) is not None:
        u = replace(u, {a: sub(scale(lift(a), 2), argument)})  # a for a + c
    parts = None if a is None else _parts(u, a)
    if parts is None or parts.logarithm + parts.polygamma[0] or any(e >= 0 and c for e, c in parts.rational.items()):
        return None  # not all of it vanishes at infinity: log a − ψ(a) does, neither alone
    return argument if _never_negative(*_step(parts), strict=bool(parts.logarithm)) else None


def _variable(argument: Poly) -> Atom | None:
    """The variable a, where a quantity is a + c for a c in which a does not occur."""
    for mono, c in argument.terms:
        if c == 1 and len(mono) == 1 and mono[0][1] == 1 and mono[0][0].head == "var":
            a = mono[0][0]
            if a not in sub(argument, lift(a)).free:
                return a
    return None


def _parts(u: Poly, a: Atom) -> Parts | None:
    """The parts of a quantity; None where it has other ones, or where its polygamma functions have several powers of a
    as factors."""
    found = [_term(mono, a) for mono, _ in u.terms]
    kinds = [one for one in found if one is not None]
    shifts = {power for order, power in kinds if order is not None}
    if len(kinds) < len(found) or len(shifts) != 1:
        return None
    shift, = shifts
    parts = Parts(Counter(), Counter(), sum(c for (order, _), (_, c) in zip(kinds, u.terms) if order == LOGARITHM))
    for (order, power), (_, c) in zip(kinds, u.terms):
        if order is None:
            parts.rational[power - shift] += c
        elif order != LOGARITHM:
            parts.polygamma[order] += c
    return parts


LOGARITHM = -1


def _term(mono: Monomial, a: Atom) -> tuple[int | None, int] | None:
    """Of a term ψ⁽ⁿ⁾(a)·aᵐ the numbers n and m; n is −1 for log a, and None for aᵐ alone."""
    order, power, argument = None, 0, lift(a)
    for b, e in mono:
        if b is a or (b.head == "inv" and b.args[0] is argument):
            power += e if b is a else -e
        elif order is None and e == 1 and b.head == "psi" and b.args[0] >= 0 and b.args[1] is argument:
            order = b.args[0]
        elif order is None and e == 1 and b.head == "log" and b.args[0] is argument:
            order = LOGARITHM
        else:
            return None
    return order, power


def _step(parts: Parts) -> tuple[Powers, Powers]:
    """A lower bound of u(a) − u(a + 1), as coefficients of the powers of 1/a and of 1/(a + 1)."""
    low: Powers = Counter({-e: c for e, c in parts.rational.items()})
    high: Powers = Counter({-e: -c for e, c in parts.rational.items()})
    for n, c in parts.polygamma.items():
        low[n + 1] += c * (-1) ** (n + 1) * factorial(n)
    c = Fraction(parts.logarithm)  # before −log(1 + 1/a)
    if c > 0:
        low[1] -= c / 2
        high[1] -= c / 2
    else:
        high[1] -= c
    return low, high


def _never_negative(low: Powers, high: Powers, *, strict: bool) -> bool:
    """Whether Σ lₖ/aᵏ + Σ hₖ/(a + 1)ᵏ is positive for every a > 0, because no coefficient of its numerator is negative
    and one is positive; if `strict`, it may also be zero."""
    p = max((k for k, c in low.items() if c), default=0)
    q = max((k for k, c in high.items() if c), default=0)
    if p + q > MOST_POWERS:
        return False
    total: Powers = Counter()
    for k, c in low.items():  # l aᵖ⁻ᵏ (a + 1)^q
        for i in range(q + 1 if c else 0):
            total[p - k + i] += c * comb(q, i)
    for k, c in high.items():  # h aᵖ (a + 1)^(q − k)
        for i in range(q - k + 1 if c else 0):
            total[p + i] += c * comb(q - k, i)
    return all(c >= 0 for c in total.values()) and (strict or any(total.values()))
