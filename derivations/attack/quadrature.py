"""Means and integrals over numbers: in floats, sums of the density at points that lie where its mass is.

A positive number is x = exp(s − exp(−s))/b at equally spaced s, where b is the rate of the first Gamma law of it that
a mean or an integral speaks of.  The sums converge faster than any power of the distance, because the integrands are
analytic (Takahasi and Mori, 1974; Trefethen and Weideman, 2014).  A real number is at the points of the rule of Gauss
and Hermite for its first normal law, which is exact for polynomials; without a law it is sinh r at equally spaced r.
In balls a number is a symbol, and integrals are closed forms (`varying`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import sympy

from ..language import terms as t
from ..language.places import POSITIVE
from .numbers import Undecidable
from .undefined import UNDEFINED, NoNumber, is_zero
from .varying import Bound, Varying

LEAST, MOST, POINTS = -4.5, 5.2, 72  # of s: numbers from 1e-41 to about 180
LOWEST, NO_MASS = (
    -6.4,
    47,
)  # for a shape below one half, numbers from 1e-261: below x the mass is about exp(shape log x)
REAL_POINTS = 12  # of the rule of Gauss and Hermite, which is exact up to the degree 23
FAR, FINE_POINTS = 12.0, 161  # of deviations to both sides, where more than one exponential of the number is multiplied
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
def _real_grid(exponentials: int) -> tuple[np.ndarray, np.ndarray]:
    """Real numbers, and what each of them measures; for a quantity without a law, with one, or with more."""
    if exponentials > 1:
        deviations, step = np.linspace(-FAR, FAR, FINE_POINTS, retstep=True)
        return deviations, np.full(FINE_POINTS, step)
    if not exponentials:
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

    def _coordinate(self: Any, node, env):
        axis = env.get(node)
        if isinstance(axis, Axis):
            return axis.values
        return self.placed(self.models.number(node, self.numbers), [])

    def numbered(self: Any, point: t.Coordinate, axis: int, env, spoken_of) -> Axis:
        """The axis of a number that is bound, for the mean or the integral of a product of some nodes."""
        law = self._law_of(point, env, spoken_of)
        number, occurring = (None, ()) if law is None else self.look_at(law)
        many = 0 if law is None else min(2, sum(exponentials_of(node, point) for node in spoken_of))
        key = ("axis", point, axis, many, number, *[env.get(v) for v in occurring if v != point])
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._made(point, axis, env, law, many)
        return found

    def _made(self: Any, point, axis, env, law, exponentials: int) -> Axis:
        found = Axis(axis)
        found.symbol = found.measure = found.logarithms = None
        if self.numbers.exact:
            if not hasattr(self.numbers, "integrates"):
                raise Undecidable("an integral over all numbers")
            found.symbol = Bound(len(self.memo), positive=point.numbers == POSITIVE)
            found.values = self.array(Varying.of(found.symbol, self.numbers.scalars))
            return found
        first, second = (np.real(self.array(self.value(u, env))) for u in law.taken) if law is not None else (1.0, 1.0)
        shape = [1] * self.axes
        shape[axis] = -1
        with np.errstate(all="ignore"):
            if point.numbers == POSITIVE:
                logarithms, measure = _positive_grid(first, shape)
                found.logarithms = logarithms - np.log(np.where(second > 0, second, np.nan))
                found.values = np.exp(found.logarithms)
                found.measure = measure * found.values
            else:
                values, measure = (part.reshape(shape) for part in _real_grid(exponentials))
                scale = np.sqrt(np.where(second > 0, second, np.nan))
                found.values, found.measure = (0.0 if law is None else first) + scale * values, measure * scale
        return found

    def _law_of(self: Any, point, env, spoken_of):
        """The first named law of a number that some nodes speak of, and that is known where the number is bound."""
        for node in spoken_of:
            for part in sympy.preorder_traversal(node):
                named = isinstance(part, t.Density) and isinstance(part.law, t.NamedLaw) and part.outs == (point,)
                if named and self._known(part.taken, env):
                    return part
        return None

    def _known(self: Any, values, env) -> bool:
        """Whether quantities can be evaluated: all numbers in them are bound already, or free."""
        occurring = {v for u in values for v in u.atoms(t.Point, sympy.Symbol)}
        return all(v in env or v in self.models.reals or v in self.models.counts for v in occurring)

    def _named_density(self: Any, node, env):
        return self.numbers.exp(self.log_density(node, env))

    def log_density(self: Any, node, env):
        """The logarithm of the density of a named law, which is undefined where the law is no law."""
        (point,) = node.outs
        first, second = (self.array(self.value(u, env)) for u in node.taken)
        numbers, x = self.numbers, self.array(self.value(point, env))
        half, log_second = (
            numbers.plain(0.5) if not numbers.exact else numbers.number(sympy.Rational(1, 2)),
            numbers.log(second),
        )
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

    def summed(self: Any, array, axes):
        """A sum over axes, along those of numbers the integral; the innermost ones first."""
        symbols = [axis.symbol for axis in axes if isinstance(axis, Axis) and axis.symbol is not None]
        for symbol in reversed(symbols):
            array = np.asarray(np.frompyfunc(lambda u, v=symbol: _integral(u, v), 1, 1)(array), dtype=object)
        return array.sum(axis=tuple(map(int, axes)), keepdims=True)


@cache
def exponentials_of(node, point: t.Coordinate) -> int:
    """How many densities of named laws of a number, and exponentials of it, are multiplied in a quantity."""
    if isinstance(node, (sympy.log, t.Point)) or not node.has(point):
        return 0
    if isinstance(node, t.Density):
        return int(isinstance(node.law, t.NamedLaw) and node.outs == (point,))
    if isinstance(node, sympy.exp):
        return 1
    parts = (node.body,) if isinstance(node, t.Named) else node.args
    inside = [exponentials_of(part, point) for part in parts if isinstance(part, sympy.Basic)]
    return sum(inside) if isinstance(node, sympy.Mul) else max(inside, default=0)


def _integral(value, symbol: Bound):
    if isinstance(value, Varying):
        return value.integral(symbol)
    if isinstance(value, NoNumber):
        return UNDEFINED
    if is_zero(value):
        return value
    if value > 0 or value < 0:
        return UNDEFINED  # infinite
    raise Undecidable("an integral over all numbers of a ball around zero")


_LOG_TWO_PI = t.log(sympy.Mul(sympy.Integer(2), t.pi, evaluate=False))
