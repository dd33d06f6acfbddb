"""The values that a reader is shown: exact numbers, and beyond them ∞ and −∞.

A judgement asks only whether a value is a number.  A reader wants to see why it is none: a divergence is infinite where
the second law has no mass and the first has, and so is minus the logarithm of zero.  Shown is ∞ or −∞ where all that is
infinite has one sign; ∞ − ∞, one over a zero that may be approached from both sides, and whatever is made of ∞ by
another way than a sum, a product, a logarithm, a supremum or an infimum is undefined.  A value that is shown is a
number exactly where the judgement has this number.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import sympy

from ..language import terms as t
from .evaluate import Evaluator
from .numbers import MOVING, UNDEFINED, Exact, Logs, NoNumber, elementwise


class Infinite(NoNumber):
    """∞ or −∞."""

    def __init__(self, sign: int):
        self.sign = sign

    def __add__(self, other):
        return UNDEFINED if other is UNDEFINED or (isinstance(other, Infinite) and other.sign != self.sign) else self

    __radd__ = __add__

    def __neg__(self):
        return INFINITIES[-self.sign]

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if other is UNDEFINED or isinstance(other, MOVING) or not (sign := _sign(other)):
            return UNDEFINED
        return INFINITIES[self.sign * sign]

    __rmul__ = __mul__

    def is_zero(self) -> bool:
        """Whether it is zero, as balls are asked."""
        return False

    def __repr__(self) -> str:
        return "∞" if self.sign > 0 else "−∞"


INFINITIES = {1: Infinite(1), -1: Infinite(-1)}


def _sign(value: Any) -> int:
    """The sign of a value that is not undefined."""
    if isinstance(value, (Infinite, Logs)):
        return value.sign if isinstance(value, Infinite) else value.sign()
    return (value > 0) - (value < 0)


@cache
def with_infinity(numbers: type[Exact]) -> type[Exact]:
    """The exact numbers or the balls, with ∞ and −∞."""

    def log(value):
        if isinstance(value, Infinite):
            return value if value.sign > 0 else UNDEFINED
        if value is not UNDEFINED and not isinstance(value, Logs) and value == 0:
            return INFINITIES[-1]
        return numbers.log(value)[()]

    class WithInfinity(numbers):
        """Exact numbers, ∞ and −∞, in object arrays."""

        @staticmethod
        def defined(array: np.ndarray) -> np.ndarray:
            """Where a value is a number."""
            return np.asarray(np.frompyfunc(lambda u: not isinstance(u, NoNumber), 1, 1)(array), dtype=bool)

        @staticmethod
        def polygamma(order: int, array: np.ndarray) -> np.ndarray:
            """A polygamma function, undefined at ∞ and −∞."""
            known = _put(UNDEFINED, _where(array, lambda u: isinstance(u, Infinite)), array)
            return numbers.polygamma(order, known)

        @staticmethod
        def extremum(kind: str, array: np.ndarray, axis: int, mask: np.ndarray) -> np.ndarray:
            """The supremum or infimum, infinite where one value is in its direction or all are in the other."""
            sign = 1 if kind == "sup" else -1
            ahead, behind = (_where(array, lambda u, s=s: u is INFINITIES[s]) for s in (sign, -sign))
            known = (_where(array, lambda u: u is not UNDEFINED) | ~mask).all(axis=axis, keepdims=True)
            found = numbers.extremum(kind, _put(UNDEFINED, ahead | behind, array), axis, mask)
            found = _put(INFINITIES[-sign], known & (behind | ~mask).all(axis=axis, keepdims=True), found)
            return _put(INFINITIES[sign], known & (ahead & mask).any(axis=axis, keepdims=True), found)

    made: Any = WithInfinity
    made.log = elementwise(log, 1)
    made.exp = elementwise(lambda u: UNDEFINED if isinstance(u, Infinite) else numbers.exp(u)[()], 1)
    made.inverse = elementwise(lambda u: UNDEFINED if isinstance(u, Infinite) else numbers.inverse(u)[()], 1)
    return made


def _where(array, asked) -> np.ndarray:
    return np.asarray(np.frompyfunc(asked, 1, 1)(array), dtype=bool)


def _put(value, where, array) -> np.ndarray:
    return np.where(where, np.array(value, dtype=object), array)


class Shown(Evaluator):
    """An evaluator in an arithmetic with infinity: one over zero is ∞ where the zero is approached from above alone."""

    def one_over(self, array, node):
        """One over the values of a node: ∞ at zero where the node is never negative."""
        found = self.numbers.inverse(array)
        if never_negative(node):
            zero = _where(array, lambda u: not isinstance(u, (NoNumber, Logs)) and u == 0)
            found = _put(INFINITIES[1], zero, found)
        return found


def never_negative(node: sympy.Basic) -> bool:
    """Whether a quantity is never negative, as far as its parts say."""
    if isinstance(node, (t.Density, sympy.exp)):
        return True
    if isinstance(node, t.Value):
        return node.args[0].nonnegative
    if isinstance(node, t.Polygamma):
        return node.order > 0 and node.order % 2 == 1
    if isinstance(node, t.Named):
        return never_negative(node.body)
    if isinstance(node, sympy.Pow):
        return node.args[1] % 2 == 0 or never_negative(node.args[0])
    if isinstance(node, (sympy.Add, sympy.Mul)):
        return all(map(never_negative, node.args))
    if isinstance(node, (t.Normalised, t.Expectation, t.Integral)):
        return never_negative(node.args[1])
    if isinstance(node, (t.Mean, t.Total, t.Product, t.Extremum)):
        return never_negative(node.args[-1])
    return bool(getattr(node, "is_nonnegative", False))


def is_number(value: Any) -> bool:
    """Whether a value is neither undefined nor infinite."""
    return not isinstance(value, NoNumber)
