"""Two arithmetics in which a finite model is evaluated: floats for many models at once, and exact numbers.

An exact number is rational, or r + Σ c_p log p over primes p with rational r and c_p.  One and the logarithms of the
primes are independent over ℚ (unique factorisation; and e^r is transcendental for rational r ≠ 0, Lindemann), so
equality is decided without a tolerance.  An operation whose result is no exact number raises `Undecidable`.  An
undefined value (the logarithm of zero, a division by zero) is NaN in floats and `UNDEFINED` in exact numbers; zero
times an undefined value is zero.

An arithmetic (`Exact`, `Floats`, `balls.Balls`) offers `log`, `exp`, `inverse`, `product`, `number`, `defined`,
`compare` and `extremum` on arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from typing import Any

import flint
import numpy as np
import sympy

from .effort import LARGEST_DIVISOR, LARGEST_FACTORIAL, MOST_BITS
from .jets import Jet, Scalars, Singular
from .undefined import UNDEFINED, NoNumber, Undecidable
from .varying import Varying


@cache
def _primes() -> np.ndarray:
    """The primes that are tried in a factorisation."""
    sieve = np.ones(LARGEST_DIVISOR + 1, dtype=bool)
    sieve[:2] = False
    for p in range(2, math.isqrt(LARGEST_DIVISOR) + 1):
        sieve[p * p :: p] = False
    return np.flatnonzero(sieve)


def _divisors(n: int) -> list[int]:
    """The primes among them that divide a positive integer."""
    if n < 1 << 62:
        return _primes()[n % _primes() == 0].tolist()
    return [p for p in _primes().tolist() if n % p == 0]


@cache  # the factorisation depends on the integer alone
def factors(n: int) -> tuple[tuple[int, int], ...]:
    """The prime factorisation of a positive integer; raises `Undecidable` where it takes too long."""
    out = []
    for p in _divisors(n):
        e = 0
        while n % p == 0:
            n //= p
            e += 1
        out.append((p, e))
    if n >= LARGEST_DIVISOR**2:  # it may be a product of larger primes
        raise Undecidable(f"an integer too large to factor: {n}")
    return (*out, (n, 1)) if n > 1 else tuple(out)


class Logs:
    """A number r + Σ c_p log p that is not rational; made by the function `logs`."""

    __slots__ = ("coefficients", "rational")

    def __init__(self, rational: Fraction, coefficients: dict[int, Fraction]):
        self.rational, self.coefficients = rational, coefficients

    def __add__(self, other):
        if isinstance(other, NoNumber):
            return NotImplemented
        if isinstance(other, Logs):
            total = dict(self.coefficients)
            for p, c in other.coefficients.items():
                total[p] = total.get(p, 0) + c
            return logs(self.rational + other.rational, total)
        return Logs(self.rational + other, self.coefficients)

    __radd__ = __add__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-1) * other

    def __rsub__(self, other):
        return (-1) * self + other

    def __mul__(self, other):
        if isinstance(other, NoNumber):
            return NotImplemented
        if isinstance(other, Logs):
            raise Undecidable("a product of logarithms")
        return logs(self.rational * other, {p: c * other for p, c in self.coefficients.items()})

    __rmul__ = __mul__

    def __float__(self):
        return float(self.rational) + sum(float(c) * math.log(p) for p, c in self.coefficients.items())

    def __eq__(self, other):
        return isinstance(other, Logs) and (self.rational, self.coefficients) == (other.rational, other.coefficients)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # compared, never a key

    def sign(self) -> int:
        """The sign, certified: by floats where rounding cannot change it, else by balls of rising precision.

        Zero cannot occur.  Raises `Undecidable` where the precision does not suffice.
        """
        value = float(self)
        size = abs(self.rational) + sum(abs(c) * math.log(p) for p, c in self.coefficients.items())
        if abs(value) > 1e-9 * float(size):
            return 1 if value > 0 else -1
        return 1 if self._apart() > 0 else -1

    def rounded(self) -> float:
        """The nearest float, or a float beside it, even where the terms nearly cancel."""
        return float(self._apart())

    def _apart(self):
        """A ball around the number that is small beside its distance from zero."""
        bits = 128
        while bits <= MOST_BITS:
            with flint.ctx.workprec(bits):
                total = ball(self.rational)
                for p, c in self.coefficients.items():
                    total += ball(c) * flint.arb(p).log()
                if total.rel_accuracy_bits() > 60:
                    return total
            bits *= 2
        raise Undecidable("a sign too close to call")

    def __repr__(self) -> str:
        parts = ([str(self.rational)] if self.rational else []) + [
            f"{'' if c == 1 else '-' if c == -1 else f'{c}·'}log {p}" for p, c in sorted(self.coefficients.items())
        ]
        return " + ".join(parts).replace("+ -", "− ").replace("-", "−")


def ball(value: Fraction | int) -> flint.arb:
    """The ball around a rational number, at the working precision."""
    value = Fraction(value)
    return flint.arb(value.numerator) / value.denominator


def logs(rational: Fraction | int, coefficients: dict) -> Logs | Fraction:
    """The number r + Σ c_p log p, as a Fraction where it is rational."""
    left = {p: c for p, c in coefficients.items() if c}
    return Logs(Fraction(rational), left) if left else Fraction(rational)


Value = Any  # an exact number, Fraction or Logs, or UNDEFINED
MOVING = (Jet, Singular, Varying)


def exact_log(u: Value) -> Value:
    """The logarithm of an exact number; raises `Undecidable` where that holds a logarithm itself."""
    if isinstance(u, NoNumber):
        return u.log() if isinstance(u, MOVING) else u
    if isinstance(u, Logs):
        raise Undecidable("a logarithm of a logarithm")
    u = Fraction(u)
    if u <= 0:
        return UNDEFINED
    powers = dict(factors(u.numerator))
    for p, e in factors(u.denominator):
        powers[p] = powers.get(p, 0) - e
    return logs(0, powers)


def exact_exp(u: Value) -> Value:
    """The exponential of an exact number; raises `Undecidable` where it is not rational."""
    if isinstance(u, NoNumber):
        return u.exp() if isinstance(u, MOVING) else u
    if u == 0:
        return Fraction(1)
    if not isinstance(u, Logs) or u.rational or any(Fraction(c).denominator != 1 for c in u.coefficients.values()):
        raise Undecidable("an exponential that is not rational")
    value = Fraction(1)
    for p, c in u.coefficients.items():
        value *= Fraction(p) ** int(c)
    return value


def exact_inverse(u: Value) -> Value:
    """One over an exact number; raises `Undecidable` where that holds a logarithm."""
    if isinstance(u, NoNumber):
        return u.inverse() if isinstance(u, MOVING) else u
    if isinstance(u, Logs):
        raise Undecidable("one over a logarithm")
    return UNDEFINED if u == 0 else 1 / Fraction(u)


def exact_polygamma(order: int, u: Value) -> Value:
    """A polygamma function of an exact number, or ln Γ for the order −1, which is exact for whole numbers alone; raises
    `Undecidable` where it is not, and for ψ⁽ⁿ⁾, n ≥ 0, always."""
    if isinstance(u, NoNumber):
        return u.polygamma(order) if isinstance(u, MOVING) else u
    if exact_sign(u) <= 0:
        return UNDEFINED
    if order == -1 and not isinstance(u, Logs) and Fraction(u).denominator == 1 and u <= LARGEST_FACTORIAL:
        return exact_log(math.factorial(int(u) - 1))
    raise Undecidable("a polygamma function")


def exact_product(a: Value, b: Value) -> Value:
    """The product of two exact numbers, zero where a factor is zero; raises `Undecidable` for two logarithms."""
    if type(a) is Fraction and type(b) is Fraction:  # as most are: their product is zero where a factor is
        return a * b
    if (a is not UNDEFINED and not isinstance(a, Logs) and a == 0) or (
        b is not UNDEFINED and not isinstance(b, Logs) and b == 0
    ):
        return Fraction(0)
    return a * b


def exact_sign(u: Value) -> int:
    """The sign of an exact number that is defined: −1, 0 or 1."""
    if type(u) is Fraction:
        return (u.numerator > 0) - (u.numerator < 0)
    if isinstance(u, MOVING):
        raise Undecidable("the sign of a number that moves")
    if isinstance(u, Logs):
        return u.sign()
    return (u > 0) - (u < 0)


def elementwise(function: Callable, inputs: int) -> Callable[..., np.ndarray]:
    """A function of numbers as a function of object arrays."""
    made = np.frompyfunc(function, inputs, 1)
    return lambda *arrays: np.asarray(made(*arrays), dtype=object)


class Exact:
    """The exact numbers, in object arrays."""

    exact = True
    scalars = Scalars(Fraction, exact_log, exact_exp, exact_inverse, exact_product, exact_polygamma)
    log, exp, inverse = elementwise(exact_log, 1), elementwise(exact_exp, 1), elementwise(exact_inverse, 1)
    product = staticmethod(elementwise(exact_product, 2))

    @classmethod
    def polygamma(cls, order: int, array: np.ndarray) -> np.ndarray:
        """The polygamma function of an order, undefined unless the number is positive; ln Γ for the order −1."""
        return elementwise(lambda u: cls.scalars.polygamma(order, u), 1)(array)

    @staticmethod
    def pi() -> Value:
        """The number π, which is no exact number."""
        raise Undecidable("π")

    @staticmethod
    def number(value: sympy.Rational) -> Fraction:
        """A SymPy number as an exact number."""
        return Fraction(int(value.p), int(value.q))

    @classmethod
    def plain(cls, value: Fraction | int) -> Value:
        """A fraction as a number of this arithmetic."""
        return cls.scalars.number(value)

    @staticmethod
    def defined(array: np.ndarray) -> np.ndarray:
        """Where an array is defined."""
        return np.asarray(np.frompyfunc(lambda u: u is not UNDEFINED, 1, 1)(array), dtype=bool)

    @staticmethod
    def sign(array: np.ndarray) -> np.ndarray:
        """−1, 0 or 1, and 0 where undefined."""
        return np.asarray(np.frompyfunc(lambda u: 0 if u is UNDEFINED else exact_sign(u), 1, 1)(array), dtype=int)

    @classmethod
    def compare(cls, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The sign of a − b, and 0 where undefined."""
        return cls.sign(a - b)

    @classmethod
    def differ(cls, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Whether a and b differ, not 0 where they do, and 0 where undefined; of quantities that vary with numbers,
        whether they do for almost all of these."""
        return cls.compare(a, b)

    @staticmethod
    def extremum(kind: str, array: np.ndarray, axis: int, mask: np.ndarray) -> np.ndarray:
        """The supremum (`sup`) or infimum (`inf`) of the values inside the mask, along an axis, which keeps length 1.

        It is undefined where one of these values is, and where there are none.
        """

        def best(values, inside):
            chosen = None
            for value, use in zip(values, inside):
                if not use:
                    continue
                if value is UNDEFINED:
                    return UNDEFINED
                if chosen is None or exact_sign(value - chosen) == (1 if kind == "sup" else -1):
                    chosen = value
            return UNDEFINED if chosen is None else chosen

        moved, inside = np.moveaxis(array, axis, -1), np.moveaxis(np.broadcast_to(mask, array.shape), axis, -1)
        out = np.empty(moved.shape[:-1], dtype=object)
        for position in np.ndindex(out.shape):
            out[position] = best(moved[position], inside[position])
        return np.expand_dims(out, axis)


FLAT = 1e-50  # beside which a complex number that has moved by less than its square root counts as zero


def _flat(array: np.ndarray) -> float:
    """Up to which size numbers of an array count as zero: only where they move does rounding hide a zero."""
    return FLAT if np.iscomplexobj(array) else 0.0


class Floats:
    """Floats in double precision, undefined as NaN; two numbers that are closer than `tolerance`, relative to one plus
    their sizes, count as equal."""

    exact = False
    tolerance = 1e-9

    @staticmethod
    def log(array: np.ndarray) -> np.ndarray:
        """The logarithm, undefined unless the number is positive; of a complex one, unless its real part is."""
        return np.log(np.where(np.real(array) > _flat(array), array, np.nan))

    @staticmethod
    def polygamma(order: int, array: np.ndarray) -> np.ndarray:
        """The polygamma function of an order, undefined unless the number is positive; ln Γ for the order −1.  Of a
        complex number, which moves by less than any float shows, it is the value and the slope."""
        from scipy import special  # here, because few statements need it

        known = {-1: special.gammaln, 0: special.digamma}
        value, slope = (known.get(n, partial(special.polygamma, n)) for n in (order, order + 1))
        u = np.where(np.real(array) > _flat(array), np.real(array), np.nan)
        return value(u) + 1j * np.imag(array) * slope(u) if np.iscomplexobj(array) else value(u)

    exp = staticmethod(np.exp)
    plain = staticmethod(float)

    @staticmethod
    def inverse(array: np.ndarray) -> np.ndarray:
        """One over a number, undefined at zero."""
        return 1.0 / np.where(np.abs(array) <= _flat(array), np.nan, array)

    @staticmethod
    def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The product, zero where a factor is zero."""
        out = a * b
        total = np.add.reduce(out.ravel("K"))  # along one axis, which is quickest; undefined where a part is
        if total != total:
            zero = (np.abs(a) <= FLAT) | (np.abs(b) <= FLAT)
            if zero.any():
                out = np.where(zero & (out != out), 0.0, out)
        return out

    @staticmethod
    def pi() -> float:
        """The number π."""
        return math.pi

    @staticmethod
    def number(value: sympy.Rational) -> float:
        """A SymPy number as a float."""
        return int(value.p) / int(value.q)

    @staticmethod
    def defined(array: np.ndarray) -> np.ndarray:
        """Where an array is defined."""
        return array == array  # NaN alone differs from itself

    @classmethod
    def compare(cls, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The sign of a − b, 0 where the two count as equal and NaN where undefined; for use under `np.errstate`."""
        gap = a - b
        close = np.abs(gap) < cls.tolerance * (1.0 + np.abs(a) + np.abs(b))
        return np.where(close | (a == b), 0.0, np.sign(gap))  # a == b: also infinities, which come from overflow

    @staticmethod
    def extremum(kind: str, array: np.ndarray, axis: int, mask: np.ndarray) -> np.ndarray:
        """The supremum (`sup`) or infimum (`inf`) of the values inside the mask, along an axis that keeps length 1."""
        worst = -np.inf if kind == "sup" else np.inf
        reduce = np.max if kind == "sup" else np.min
        return reduce(np.where(mask, array, worst), axis=axis, keepdims=True)


Arithmetic = type[Exact] | type[Floats]  # `balls.Balls` is a subclass of `Exact`
