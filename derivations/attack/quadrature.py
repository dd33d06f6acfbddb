"""Means and integrals over numbers: in floats, sums of the density at points that lie where its mass is.

A positive number is x = exp(s − exp(−s))/b at equally spaced s, where b is the rate of the Gamma law to which the
integrand is proportional, up to powers.  The sums converge faster than any power of the distance, because the
integrands are analytic (Takahasi and Mori, 1974; Trefethen and Weideman, 2014).  A real number is at the points of the
rule of Gauss and Hermite for such a normal law, which is exact for polynomials; without a law it is sinh r at equally
spaced r.
In balls a number is a symbol, and integrals are closed forms (`varying`).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import sympy

from ..language import terms as t
from ..language.places import POSITIVE
from ..language.views.signature import signature
from .numbers import Undecidable
from .undefined import UNDEFINED, NoNumber, is_zero
from .varying import Bound, Varying

LEAST, MOST, POINTS = -4.5, 5.2, 72  # of s: numbers from 1e-41 to about 180
LOWEST, NO_MASS = (
    -6.4,
    47,
)  # for a shape below one half, numbers from 1e-261: below x the mass is about exp(shape log x)
REAL_POINTS = 12  # of the rule of Gauss and Hermite, which is exact up to the degree 23
WIDE, WIDE_POINTS = 5.0, 640  # of r to both sides


class Axis(int):
    """The axis of a number that is bound; two of them are the same only where they hold the same numbers."""

    values: Any  # of the number, axes as of all values
    logarithms: Any  # of a positive number, in floats
    measure: Any  # of each point; None in balls
    symbol: Bound | None  # in balls

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


def _positive_grid(shape_of_law, axes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """The logarithms of positive numbers, and what each of the numbers measures, divided by the number."""
    least = np.clip(-np.log(NO_MASS / np.clip(shape_of_law, 1e-9, None)), LOWEST, LEAST)
    step = (MOST - least) / (POINTS - 1)
    s = least + step * np.arange(POINTS).reshape(axes)
    return s - np.exp(-s), (1 + np.exp(-s)) * step


@cache
def _real_grid(*, wide: bool) -> tuple[np.ndarray, np.ndarray]:
    """Real numbers, and what each of them measures."""
    if wide:
        r, step = np.linspace(-WIDE, WIDE, WIDE_POINTS, retstep=True)
        return np.sinh(r), np.cosh(r) * step
    nodes, weights = np.polynomial.hermite_e.hermegauss(REAL_POINTS)
    return nodes, weights * np.exp(nodes**2 / 2)


def points_of(point: t.Coordinate) -> int:
    """How many points stand for a number under a law."""
    return POINTS if point.numbers == POSITIVE else REAL_POINTS


class Quadrature:
    """The part of an evaluator that knows numbers as points."""

    numbers: Any
    memo: dict
    varying: type[Varying] = Varying  # the kind of sum that is integrated in balls

    def _coordinate(self: Any, node, env):
        axis = env.get(node)
        if isinstance(axis, Axis):
            return axis.values
        return self.placed(self.models.number(node, self.numbers), [])

    def numbered(self: Any, point: t.Coordinate, axis: int, env, multiplied) -> Axis:
        """The axis of a number that is bound, for the mean or the integral of a product of some nodes."""
        looked = [self.look_at(node) for node in multiplied]
        held = ((number, *[env.get(v) for v in occurring if v != point]) for number, occurring in looked)
        key = ("axis", point, axis, *held)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._made(point, axis, env, multiplied)
        return found

    def _made(self: Any, point, axis, env, multiplied) -> Axis:
        found = Axis(axis)
        found.symbol = found.measure = found.logarithms = None
        if self.numbers.exact:
            if not hasattr(self.numbers, "integrates"):
                raise Undecidable("an integral over all numbers")
            found.symbol = Bound(len(self.memo), positive=point.numbers == POSITIVE)
            found.values = self.array(self.varying.of(found.symbol, self.numbers.scalars))
            return found
        shape = [1] * self.axes
        shape[axis] = -1
        with np.errstate(all="ignore"):
            mass = self._mass(point, axis, env, multiplied)
            if point.numbers == POSITIVE:
                of_law, rate = mass or (1.0, 1.0)
                logarithms, measure = _positive_grid(of_law, shape)
                found.logarithms = logarithms - np.log(np.where(rate > 0, rate, np.nan))
                found.values = np.exp(found.logarithms)
                found.measure = measure * found.values
            else:
                mean, variance = mass or (0.0, 1.0)
                values, measure = (part.reshape(shape) for part in _real_grid(wide=mass is None))
                deviation = np.sqrt(np.where(variance > 0, variance, np.nan))
                found.values, found.measure = mean + deviation * values, measure * deviation
        return found

    def _mass(self: Any, point, axis, env, multiplied) -> tuple | None:
        """Where the mass of a product is: the numbers of its one law; of several laws and exponentials those of the law
        to which their product is proportional; of a law elsewhere in it; None where there is none."""
        factors = [pair for node in multiplied for pair in factors_of(node)]
        laws = [(f, e) for f, e in factors if is_law_of(f, point) and self._known(f.taken, env)]
        powers = [(f.args[0], e) for f, e in factors if isinstance(f, sympy.exp) and f.has(point)]
        exponents = [(u, e) for u, e in powers if self._known((u,), {**env, point: None})]
        if exponents or len(laws) > 1 or any(e > 1 for _, e in laws):
            return self._fitted(point, axis, env, laws, exponents)
        every = (part for node in multiplied for part in sympy.preorder_traversal(node) if is_law_of(part, point))
        law = next((f for f, _ in laws), None) or next((f for f in every if self._known(f.taken, env)), None)
        return None if law is None else self._numbers_of(law, env)

    def _fitted(self: Any, point, axis, env, laws, exponents) -> tuple:
        """The numbers of the Gamma law, or of the normal law, to which a product is proportional, from three values.

        They lie as far apart as its first law is wide: where that is much more than one, or much less, rounding would
        hide what differs between other values.
        """
        probe = Axis(axis)
        shape = [1] * self.axes
        shape[axis] = 3
        first, second = self._numbers_of(laws[0][0], env) if laws else (0.0, 1.0)
        if point.numbers == POSITIVE:
            unit = 1 / np.where(second > 0, second, np.nan)
            probe.values = unit * np.array((1.0, 2.0, 4.0)).reshape(shape)
            probe.logarithms = np.log(probe.values)
        else:
            unit = np.sqrt(np.where(second > 0, second, np.nan))
            probe.values = first + unit * np.array((-1.0, 0.0, 1.0)).reshape(shape)
            probe.logarithms = None
        probe.measure = probe.symbol = None
        there, total = {**env, point: probe}, np.zeros(shape)
        for law, e in laws:
            total = total + e * np.real(self.log_density(law, there))
        for u, e in exponents:
            total = total + e * np.real(self.array(self.value(u, there)))
        total = np.broadcast_to(total, np.broadcast_shapes(total.shape, tuple(shape)))
        low, middle, high = (np.take(total, [k], axis=axis) for k in range(3))
        bend = 2 * middle - low - high
        if point.numbers == POSITIVE:  # c + p log x − b x at 1, 2 and 4 units
            return 1 + (middle - low + bend) / np.log(2), bend / unit
        return first + unit * (high - low) / (2 * bend), unit * unit / bend

    def _numbers_of(self: Any, law, env) -> tuple:
        """The two numbers of a named law."""
        return tuple(np.real(self.array(self.value(u, env))) for u in law.taken)

    def _known(self: Any, values, env) -> bool:
        """Whether quantities can be evaluated: what is free in them has a value."""
        models = self.models
        return all(v in env or v in models.reals or v in models.counts for u in values for v in _free(u))

    def _named_density(self: Any, node, env):
        return self.numbers.exp(self.log_density(node, env))

    def log_density(self: Any, node, env):
        """The logarithm of the density of a named law, which is undefined where the law is no law."""
        (point,) = node.outs
        first, second = (self.array(self.value(u, env)) for u in node.taken)
        numbers, x = self.numbers, self.array(self.value(point, env))
        half, log_second = numbers.number(sympy.Rational(1, 2)), numbers.log(second)
        if node.law.name == "Gamma":
            minus, one = numbers.number(sympy.Integer(-1)), numbers.number(sympy.Integer(1))
            rest = numbers.polygamma(-1, first) * minus + numbers.product(first - one, self.log_of_number(point, env))
            return numbers.product(first, log_second) + rest + numbers.product(second, x) * minus
        away = x - first
        square = numbers.product(numbers.product(away, away), numbers.inverse(second))
        return (self.array(self.value(_LOG_TWO_PI, env)) + log_second + square) * (
            half * numbers.number(sympy.Integer(-1))
        )

    def log_of_number(self: Any, point, env):
        """The logarithm of a number: in floats it may be larger in size than that of the least float."""
        axis = env.get(point)
        if isinstance(axis, Axis) and axis.logarithms is not None:
            return axis.logarithms
        return self.numbers.log(self.array(self.value(point, env)))

    def size(self: Any, point, axis) -> int:
        """How many points an axis has."""
        if isinstance(axis, Axis):
            return axis.values.shape[axis]
        return self.models.size(point.space)

    def some_numbers(self: Any, point: t.Coordinate, axis: int) -> Axis:
        """The axis of a number that stands for some values, so that a statement about all of them can fail; in balls it
        stands for all values near these, since one value alone is one of almost none."""
        found = Axis(axis)
        found.symbol = found.measure = found.logarithms = None
        number = getattr(self.numbers, "around", self.numbers.plain)
        apart = Fraction(8193 + axis, 8192)  # so that no two numbers are equal
        sizes = [apart * Fraction(2) ** power for power in (-10, -4, -2, -1, 0, 1, 2, 4, 10)]
        numbers = sizes if point.numbers == POSITIVE else [*(-u for u in sizes), *sizes]
        shape = [1] * self.axes
        shape[axis] = -1
        found.values = np.array([number(u) for u in numbers], dtype=object).reshape(shape)
        return found

    def summed(self: Any, array, axes, *, absolute: bool = False):
        """A sum over axes, along those of numbers the integral; the innermost ones first.  With `absolute`, the
        integrals are of the sizes of the terms, so that they tell whether several of them in turn are finite."""
        symbols = [axis.symbol for axis in axes if isinstance(axis, Axis) and axis.symbol is not None]
        for symbol in reversed(symbols):
            over = np.frompyfunc(lambda u, v=symbol: _integral(u, v, absolute=absolute), 1, 1)
            array = np.asarray(over(array), dtype=object)
        return array.sum(axis=tuple(map(int, axes)), keepdims=True)


@cache
def _free(node) -> tuple:
    """The points, numbers and counts that are free in a quantity."""
    found = signature(node)
    return (*found.points, *found.reals, *found.counts)


def is_law_of(node, point: t.Coordinate) -> bool:
    """Whether a node is the density of a named law of a number."""
    return isinstance(node, t.Density) and isinstance(node.law, t.NamedLaw) and node.outs == (point,)


def factors_of(node, exponent: int = 1):
    """The factors of a product, at any depth, each with its whole power."""
    if isinstance(node, t.Named):
        yield from factors_of(node.body, exponent)
    elif isinstance(node, sympy.Mul):
        for arg in node.args:
            yield from factors_of(arg, exponent)
    elif isinstance(node, sympy.Pow):
        yield from factors_of(node.args[0], exponent * int(node.args[1]))
    else:
        yield node, exponent


def _integral(value, symbol: Bound, *, absolute: bool):
    if isinstance(value, Varying):
        return value.integral(symbol, absolute=absolute)
    if isinstance(value, NoNumber):
        return UNDEFINED
    if is_zero(value):
        return value
    if value > 0 or value < 0:
        return UNDEFINED  # infinite
    raise Undecidable("an integral over all numbers of a ball around zero")


_LOG_TWO_PI = t.log(sympy.Mul(sympy.Integer(2), t.pi, evaluate=False))
