"""Ball arithmetic: real numbers with certified error bounds (python-flint).  Balls can refute, never prove equality.

A number is a fraction as long as it is rational, so that what cancels exactly leaves nothing, and then a ball.
"""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import sympy

from .jets import Scalars
from .numbers import MOVING, UNDEFINED, Exact, Undecidable, elementwise
from .undefined import NoNumber, is_zero
from .varying import Varying

NEAR = 2.0**-40  # how far the numbers near another one are from it, relative to its size


def fraction(value: Fraction | int) -> flint.fmpq:
    """A rational number as a fraction of this arithmetic."""
    return flint.fmpq(value.numerator, value.denominator)


def _log(u):
    if isinstance(u, MOVING):
        return u.log()
    if u is UNDEFINED or is_zero(u) or u < 0:
        return UNDEFINED
    if not u > 0:
        raise Undecidable("a logarithm of a ball around zero")
    return flint.arb(u).log()


def _inverse(u):
    if isinstance(u, MOVING):
        return u.inverse()
    if u is UNDEFINED or is_zero(u):
        return UNDEFINED
    if not u > 0 and not u < 0:
        raise Undecidable("one over a ball around zero")
    return 1 / u


def _product(a, b):
    if isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq):  # as most are: their product is zero where a factor is
        return a * b
    if (a is not UNDEFINED and is_zero(a)) or (b is not UNDEFINED and is_zero(b)):
        return flint.fmpq(0)
    if a is not UNDEFINED and b is not UNDEFINED:
        return a * b
    other = b if a is UNDEFINED else a
    if isinstance(other, flint.arb) and other.contains(0):
        raise Undecidable("an undefined value times a ball around zero")
    return UNDEFINED


def _exp(u):
    if isinstance(u, NoNumber):
        return u if u is UNDEFINED else u.exp()
    return flint.fmpq(1) if is_zero(u) else flint.arb(u).exp()


def _polygamma(order, u):
    if isinstance(u, MOVING):
        return u.polygamma(order)
    if u is UNDEFINED or is_zero(u) or u < 0:
        return UNDEFINED
    if not u > 0:
        raise Undecidable("a polygamma function of a ball around zero")
    u = flint.arb(u)
    if order < 1:
        return u.digamma() if order == 0 else u.lgamma()
    return (-1) ** (order + 1) * flint.arb(order + 1).gamma() * flint.arb(order + 1).zeta(u)


def _sign(u):
    if isinstance(u, Varying):
        return u.sign()
    if isinstance(u, MOVING):
        raise Undecidable("the sign of a number that moves")
    if u is UNDEFINED or is_zero(u):
        return 0
    if u > 0 or u < 0:
        return 1 if u > 0 else -1
    raise Undecidable("a ball around zero")


class Balls(Exact):
    """Balls in object arrays.  `exact` is true as in the exact numbers, because the tables are rational."""

    integrates = True  # over numbers, by closed forms
    log, inverse = elementwise(_log, 1), elementwise(_inverse, 1)
    exp = elementwise(_exp, 1)
    scalars = Scalars(fraction, _log, _exp, _inverse, _product, _polygamma)
    product = staticmethod(elementwise(_product, 2))

    @staticmethod
    def pi() -> flint.arb:
        """The number π."""
        return flint.arb.pi()

    @staticmethod
    def number(value: sympy.Rational) -> flint.fmpq:
        """A SymPy number as a fraction."""
        return flint.fmpq(int(value.p), int(value.q))

    @staticmethod
    def around(value: Fraction) -> flint.arb:
        """The ball of the numbers near a fraction."""
        return flint.arb(flint.fmpq(value.numerator, value.denominator), abs(float(value)) * NEAR)

    @staticmethod
    def lift(array: np.ndarray) -> np.ndarray:
        """An array of Python's fractions as one of those of this arithmetic; undefined values stay."""
        return np.asarray(np.frompyfunc(lambda u: u if u is UNDEFINED else fraction(u), 1, 1)(array), dtype=object)

    @classmethod
    def differ(cls, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Whether a and b differ, not 0 where they do; of quantities that vary, for almost all numbers."""
        gap = a - b
        vary = np.asarray(np.frompyfunc(lambda u: isinstance(u, Varying), 1, 1)(gap), dtype=bool)
        if not vary.any():
            return cls.compare(a, b)
        return np.asarray(
            np.frompyfunc(lambda u: u.differs() if isinstance(u, Varying) else _sign(u), 1, 1)(gap), dtype=int
        )

    @staticmethod
    def sign(array: np.ndarray) -> np.ndarray:
        """−1, 0 or 1, and 0 where undefined; raises `Undecidable` where a ball contains zero and is not zero."""
        return np.asarray(np.frompyfunc(_sign, 1, 1)(array), dtype=int)


NEGLIGIBLE = 1e-30
FINE = 320  # bits, with which only a difference that is none is as small as that
FINEST = 2048  # bits, for large numbers that cancel


def _negligible(u) -> bool:
    return isinstance(u, flint.arb) and u.abs_upper() < NEGLIGIBLE


def _sign_beyond_rounding(u):
    return 0 if _negligible(u) else _sign(u)


def _product_beyond_rounding(a, b):
    if (a is UNDEFINED and _negligible(b)) or (b is UNDEFINED and _negligible(a)):
        return flint.fmpq(0)
    return _product(a, b)


def _beside_sizes(a, b):
    if isinstance(a, NoNumber) or isinstance(b, NoNumber):
        return a - b  # pyright: ignore[reportOperatorIssue]  # each says itself what a difference with it is
    return flint.arb(a - b) / (1 + abs(flint.arb(a)) + abs(flint.arb(b)))


class Fine(Balls):
    """Balls in which two numbers that are closer than `NEGLIGIBLE` count as equal; for use with `FINE` bits.

    They tell a failure in floats that is rounding from one that may be none; they certify nothing.
    """

    scalars = Balls.scalars._replace(negligible=_negligible)
    product = staticmethod(elementwise(_product_beyond_rounding, 2))

    @classmethod
    def compare(cls, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The sign of a − b beside one and their sizes, and 0 where undefined."""
        return cls.sign(elementwise(_beside_sizes, 2)(a, b))

    @staticmethod
    def sign(array: np.ndarray) -> np.ndarray:
        """−1, 0 or 1, and 0 where undefined; raises `Undecidable` where a ball contains zero and is not small."""
        return np.asarray(np.frompyfunc(_sign_beyond_rounding, 1, 1)(array), dtype=int)
