"""Rational functions at one point modulo a large prime: where the value there is not zero, the function is not zero.

This only refuses, and at once, what multiplying out would refuse in the end: nothing is concluded from a value of zero.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from ..forms.nodes import Atom, Poly

PRIME = 2**61 - 1


def surely_not_zero(p: Poly) -> bool:
    """Whether a form is not zero as a rational function of its atoms, since it is not zero at one point."""
    return bool(_residue(p))


def _residue(p: Poly) -> int | None:
    """The value of a form at the point; None where a denominator has none."""
    total = 0
    for mono, c in p.terms:
        if c.denominator % PRIME == 0:
            return None
        value = c.numerator * pow(c.denominator, -1, PRIME)
        for a, e in mono:
            factor = _place(a)
            if factor is None:
                return None
            value = value * (factor if e == 1 else pow(factor, e, PRIME)) % PRIME
        total += value
    return total % PRIME


@cache
def _place(a: Atom) -> int | None:
    """The coordinate of the point for an atom, which its key decides; that of 1/u is the inverse of the value of u."""
    if a.head != "inv":
        return int.from_bytes(blake2b(a.key.encode(), digest_size=8).digest(), "big") % PRIME
    value = _residue(a.args[0])
    return pow(value, -1, PRIME) if value else None
