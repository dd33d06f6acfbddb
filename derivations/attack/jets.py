"""Jets: numbers that move with parameters, to first order in each of them, for derivatives without rounding.

A jet is Σ c_S ε_S over sets S of levels, where ε_S is the product of one infinitesimal for each level in S and the
square of each is zero.  A level belongs to one derivative: D[phi](u) is the coefficient of its infinitesimal, where phi
has moved by it.  Nested derivatives have a level each, so they cannot be confused.

A product is zero where a factor is exactly zero.  A jet whose value is zero moves, so it is no such factor; only a
density that vanishes like a square is taken for zero beside its own logarithm (q log q has the derivative zero there).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any, NamedTuple

from .undefined import UNDEFINED, NoNumber, is_zero

VALUE: frozenset = frozenset()
"""The set of no level: its coefficient is the value itself."""


class Scalars(NamedTuple):
    """The functions of plain numbers of an arithmetic, and its number for a fraction."""

    number: Callable[[Fraction | int], Any]
    log: Callable[[Any], Any]
    exp: Callable[[Any], Any]
    inverse: Callable[[Any], Any]
    product: Callable[[Any, Any], Any]
    polygamma: Callable[[int, Any], Any]
    negligible: Callable[[Any], bool] = is_zero  # whether a number counts as zero before an infinite integral


class Jet(NoNumber):
    """A number that moves; `zeros` are the densities that vanish like a square and are factors of it, and `known` is
    the number of levels up to which the coefficients are known (None: all of them)."""

    __slots__ = ("known", "parts", "scalars", "zeros")

    def __init__(self, scalars: Scalars, parts: dict, zeros: frozenset = frozenset(), known: int | None = None):
        self.scalars, self.parts, self.zeros, self.known = scalars, parts, zeros, known

    @property
    def value(self) -> Any:
        """The number, without its motion."""
        return self.parts[VALUE] if VALUE in self.parts else self.scalars.number(0)

    def __add__(self, other):
        if isinstance(other, NoNumber) and not isinstance(other, Jet):
            return other + self
        if not isinstance(other, Jet):
            other = Jet(self.scalars, {VALUE: other})
        parts = dict(self.parts)
        for levels, c in other.parts.items():
            parts[levels] = parts[levels] + c if levels in parts else c
        return Jet(self.scalars, parts, self.zeros & other.zeros, _fewer(self.known, other.known))

    __radd__ = __add__

    def __neg__(self):
        return self * self.scalars.number(-1)

    def __sub__(self, other):
        return self + other * self.scalars.number(-1)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if isinstance(other, NoNumber) and not isinstance(other, Jet):
            return other * self
        if not isinstance(other, Jet):
            other = Jet(self.scalars, {VALUE: other})
        parts: dict = {}
        for one, c in self.parts.items():
            for two, d in other.parts.items():
                if one.isdisjoint(two):
                    product = self.scalars.product(c, d)
                    parts[one | two] = parts[one | two] + product if one | two in parts else product
        return Jet(self.scalars, parts, self.zeros | other.zeros, _fewer(self.known, other.known))

    __rmul__ = __mul__

    def coefficient(self, level: int) -> Any:
        """The coefficient of the infinitesimal of a level: the derivative that this level is for."""
        if self.known == 0:
            return UNDEFINED
        found = {levels - {level}: c for levels, c in self.parts.items() if level in levels}
        known = None if self.known is None else self.known - 1
        if known is None and set(found) <= {VALUE}:
            return found[VALUE] if found else self.scalars.number(0)
        return Jet(self.scalars, found, frozenset(), known)

    def is_zero(self) -> bool:
        """Whether it is exactly zero, as balls are asked: what moves is not."""
        return False

    def log(self) -> Any:
        """The logarithm, which is singular where a density that vanishes like a square is its argument."""
        if is_zero(self.value):
            return Singular(self.zeros, "log") if self.zeros else UNDEFINED
        value = self.scalars.log(self.value)
        if value is UNDEFINED:
            return value
        return self._series(value, self.scalars.inverse(self.value), lambda k: Fraction((-1) ** (k + 1), k))

    def exp(self) -> Any:
        """The exponential."""
        one = self.scalars.number(1)
        return self._series(one, one, lambda k: Fraction(1, factorial(k))) * self.scalars.exp(self.value)

    def polygamma(self, order: int) -> Any:
        """The polygamma function of an order, whose derivative is that of the next order; ln Γ for the order −1."""
        value = self.scalars.polygamma(order, self.value)
        if value is UNDEFINED:
            return value
        total, power, k = Jet(self.scalars, {VALUE: value}, known=self.known), self.moving(), 1
        while power.parts:
            slope = self.scalars.polygamma(order + k, self.value)
            total = total + power * self.scalars.product(self.scalars.number(Fraction(1, factorial(k))), slope)
            power, k = power * self.moving(), k + 1
        return total

    def moving(self) -> Jet:
        """The part that moves."""
        return Jet(self.scalars, {s: c for s, c in self.parts.items() if s}, known=self.known)

    def inverse(self) -> Any:
        """One over it, which is singular where a density that vanishes like a square is its argument."""
        if is_zero(self.value):
            return Singular(self.zeros, "pole") if self.zeros else UNDEFINED
        inverse = self.scalars.inverse(self.value)
        return self._series(self.scalars.number(1), inverse, lambda k: Fraction((-1) ** k)) * inverse

    def _series(self, first: Any, scale: Any, coefficient: Callable[[int], Fraction]) -> Jet:
        """first + Σ coefficient(k)·(n·scale)^k, for the part n that moves, whose powers end."""
        moving = self.moving() * scale
        total, power, k = Jet(self.scalars, {VALUE: first}, known=self.known), moving, 1
        while power.parts:
            total = total + power * self.scalars.number(coefficient(k))
            power, k = power * moving, k + 1
        return total

    def __repr__(self) -> str:
        return f"Jet({self.parts})"


class Singular(NoNumber):
    """The logarithm of a density that vanishes like a square, plus or times something; or one over such a density."""

    __slots__ = ("kind", "zeros")

    def __init__(self, zeros: frozenset, kind: str):
        self.zeros, self.kind = zeros, kind

    def __add__(self, other):
        if self.kind != "log" or other is UNDEFINED or (isinstance(other, Singular) and other.kind != "log"):
            return UNDEFINED
        return Singular(self.zeros | other.zeros, "log") if isinstance(other, Singular) else self

    __radd__ = __add__

    def __neg__(self):
        return self if self.kind == "log" else UNDEFINED

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if other is UNDEFINED or (isinstance(other, Singular) and "pole" in (self.kind, other.kind)):
            return UNDEFINED
        if isinstance(other, Singular):
            return Singular(self.zeros | other.zeros, "log")
        if isinstance(other, Jet) and self.kind == "log" and self.zeros <= other.zeros:
            return Jet(other.scalars, {}, other.zeros - self.zeros, 1)  # zero, and so are its first derivatives
        value = other.value if isinstance(other, Jet) else other
        return self if self.kind == "log" or value > 0 else UNDEFINED

    __rmul__ = __mul__

    def is_zero(self) -> bool:
        """Whether it is exactly zero, as balls are asked."""
        return False

    def log(self):
        """The logarithm of one over such a density is singular like that of the density."""
        return Singular(self.zeros, "log") if self.kind == "pole" else UNDEFINED

    def exp(self):
        """The exponential of what is singular."""
        return UNDEFINED

    inverse = exp

    def polygamma(self, _order: int):
        """A polygamma function of what is singular."""
        return UNDEFINED


def _fewer(a: int | None, b: int | None) -> int | None:
    return min((n for n in (a, b) if n is not None), default=None)


def moved(value: Any, level: int, scalars: Scalars) -> Any:
    """A number, or a jet of other levels, that moves with the infinitesimal of a level."""
    step = Jet(scalars, {frozenset({level}): scalars.number(1)})
    return value if value is UNDEFINED else step + value


def coefficient(value: Any, level: int, scalars: Scalars) -> Any:
    """The derivative of a value in the infinitesimal of a level."""
    if isinstance(value, Jet):
        return value.coefficient(level)
    if hasattr(value, "changed"):  # it varies with numbers, and its scalars may be jets
        return value.coefficient(level, lambda u: coefficient(u, level, scalars), lambda u: without(u, level))
    return UNDEFINED if isinstance(value, NoNumber) else scalars.number(0)


def without(value: Any, level: int) -> Any:
    """A value without its motion in the infinitesimal of a level."""
    if not isinstance(value, Jet):
        return value
    parts = {levels: c for levels, c in value.parts.items() if level not in levels}
    return value.value if set(parts) <= {VALUE} else Jet(value.scalars, parts, value.zeros, value.known)


def vanishing(value: Any) -> Any:
    """The value of a density, marked as one that vanishes like a square where it is zero and moves."""
    if not isinstance(value, Jet) or not is_zero(value.value):
        return value
    if any(not is_zero(c) for levels, c in value.parts.items() if len(levels) == 1):
        return value
    return Jet(value.scalars, value.parts, frozenset({object()}), value.known)


def at_rest(value: Any) -> Any:
    """A value of which nothing but the number is asked any more."""
    if hasattr(value, "changed"):
        return value.changed(at_rest)
    return value.value if isinstance(value, Jet) else UNDEFINED if isinstance(value, Singular) else value
