"""Integrals over numbers in balls a second way: by quadrature, with bounded tails, of densities that are written anew.

`varying` has closed forms of these integrals.  Here the same sums of terms are integrated as they stand (`enclosures`),
so that no closed form is certified by a closed form.  A rate or a precision that varies with another number is taken
out by a change of variables first.  An integral that is infinite, or of which a tail has no bound, is `Undecidable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, lru_cache
from math import comb, factorial
from typing import Any

import flint

from ..language import terms as t
from . import enclosures
from .balls import Balls
from .evaluate import Evaluator
from .jets import Jet, Scalars
from .models import Models
from .undefined import Undecidable
from .varying import Bound, Varying

REMEMBERED = 4096  # integrals at rational numbers


class Enclosed(Varying):
    """A sum of terms in bound numbers, of which the integrals are found by quadrature."""

    __slots__ = ()

    def integral(self, v: Bound, *, absolute: bool = False) -> Any:
        """The integral over a number; raises `Undecidable` where it is not known to be finite."""
        if absolute:
            raise Undecidable("the sizes of terms, which are not integrated by quadrature")
        return super().integral(v)

    def _infinite(self) -> Any:
        raise Undecidable("a tail without a bound: an integrand that does not fall fast enough")

    def _gamma_integral(self, s: Any, k: int, beta: Varying) -> Any:
        rate = beta.settled()
        if not isinstance(rate, Varying):
            return self.constant(self._powers(s, k, rate))
        total = self.number(0)  # with y = β x, and log x = log y − log β
        for j in range(k + 1):
            shifts = (-beta.log()).power(k - j) if j < k else self.number(1)
            total = total + shifts * self.number(comb(k, j)) * self._powers(s, j, self.scalars.number(1))
        return total * beta.raised(s * self.scalars.number(-1), "a power")

    def _normal_integral(self, n: int, square: Varying, linear: Varying) -> Any:
        precision, slope = square.settled(), linear.settled()
        if not isinstance(precision, Varying) and not isinstance(slope, Varying):
            return self.constant(self._squares(n, precision, slope))
        variance = square.inverse()  # with y = B/A + z/√A, where the odd powers of z leave nothing
        mean, total = linear * variance, self.number(0)
        for j in range(0, n + 1, 2):
            each = self._squares(j, self.scalars.number(1), self.scalars.number(0))
            spread = variance.raised(flint.fmpq(j + 1, 2), "a root")
            total = total + mean.power(n - j) * spread * self.number(comb(n, j)) * each
        return total * (linear * mean * self.scalars.number(Fraction(1, 2))).exp()

    def _powers(self, s: Any, k: int, beta: Any) -> Any:
        """∫ xˢ⁻¹ (log x)ᵏ exp(−β x) dx, where s and β may move: derivatives enter the integral."""
        return along(s, beta, self.scalars, lambda u, i, v, j: (-1) ** j * _of_powers(u + j, k + i, v))

    def _squares(self, n: int, square: Any, linear: Any) -> Any:
        """∫ yⁿ exp(−A y²/2 + B y) dy, where A and B may move: derivatives enter the integral."""

        def slope(a: Any, j: int, b: Any, i: int) -> Any:
            return flint.fmpq(-1, 2) ** j * _of_squares(n + i + 2 * j, a, b)

        return along(square, linear, self.scalars, slope)


class ByQuadrature(Evaluator):
    """An evaluator in balls whose integrals over numbers are found by quadrature of densities."""

    varying = Enclosed

    def __init__(self, models: Models, points: tuple[t.Point, ...]):
        super().__init__(models, Balls, points)

    def log_density(self, node, env):
        """The logarithm of the density of a named law, as a textbook has it."""
        (point,), numbers = node.outs, self.numbers
        first, second = (self.array(self.value(u, env)) for u in node.taken)
        x, minus = self.array(self.value(point, env)), numbers.plain(-1)
        if node.law.name == "Gamma":  # (b x)ᵃ exp(−b x)/(x Γ(a)), of the shape a and the rate b
            log_x = numbers.log(x)
            powers = numbers.product(first, numbers.log(second) + log_x) + log_x * minus
            return powers + numbers.product(second, x) * minus + numbers.polygamma(-1, first) * minus
        whole = numbers.log(numbers.product(second, self.array(numbers.plain(2) * numbers.pi())))
        square = numbers.product(x, x) + numbers.product(first, x) * numbers.plain(-2) + numbers.product(first, first)
        return (whole + numbers.product(square, numbers.inverse(second))) * numbers.plain(Fraction(-1, 2))


def along(first: Any, second: Any, scalars: Scalars, derivative: Callable[[Any, int, Any, int], Any]) -> Any:
    """Taylor's series of a function of two numbers that may move.

    `derivative(u, i, v, j)` is its derivative at u and v, i times in the first number and j times in the second.
    """
    total, (u, v) = scalars.number(0), (w.value if isinstance(w, Jet) else w for w in (first, second))
    for i, one in _steps(first, scalars):
        for j, other in _steps(second, scalars):
            total = total + one * other * derivative(u, i, v, j)
    return total


def _steps(value: Any, scalars: Scalars) -> Iterator[tuple[int, Any]]:
    """The powers of the part of a number that moves, each divided by its factorial; they end."""
    yield 0, scalars.number(1)
    if isinstance(value, Jet):
        power, i = value.moving(), 1
        while power.parts:
            yield i, power * scalars.number(Fraction(1, factorial(i)))
            power, i = power * value.moving(), i + 1


def _of_powers(s: Any, k: int, beta: Any) -> flint.arb:
    return _remembered(enclosures.of_powers)(s, k, beta)


def _of_squares(n: int, square: Any, linear: Any) -> flint.arb:
    return _remembered(enclosures.of_squares)(n, square, linear)


@cache
def _remembered(integral: Callable[..., flint.arb]) -> Callable[..., flint.arb]:
    """An integral in the arithmetic that it needs, found once where its numbers are rational."""

    def found(*numbers: Any) -> flint.arb:
        with flint.ctx.workprec(max(flint.ctx.prec, enclosures.BITS)):
            return integral(*(flint.arb(u) if isinstance(u, flint.fmpq) else u for u in numbers))

    once = lru_cache(REMEMBERED)(found)
    return lambda *numbers: (found if any(isinstance(u, flint.arb) for u in numbers) else once)(*numbers)
