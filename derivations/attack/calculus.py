"""What derivatives, and what is said near a value of a parameter, mean in finite models.

In exact arithmetic a derivative is the coefficient of a jet; in floats it is the imaginary part of a value at φ + ih,
divided by h, which loses nothing for one derivative and is an approximation for nested ones.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import sympy
from sympy.core.relational import Relational

from ..language import terms as t
from ..language.views.signature import Unreadable
from .families import combined, where_known
from .jets import at_rest, coefficient, moved, vanishing
from .numbers import elementwise

STEP = 1e-30  # of the complex number by which a parameter moves, so that its square is zero beside one
COARSE = 1e-3  # the step of an outer derivative, in floats
CENTRAL = ((1, 4 / 5), (2, -1 / 5), (3, 4 / 105), (4, -1 / 280))  # numbers of steps to both sides, and their weights
AROUND = tuple(Fraction(k, 4096) for k in (-7, -4, -2, -1, 0, 1, 3, 5, 8))  # the value, and those that count as near
CLOSE = tuple(
    Fraction(k, 1 << 40) for k in (0, -3, -1, 2, 5)
)  # the value, and those at which strict signs are the same


class Moving:
    """The value of a parameter that is bound by a derivative, or by what is said near a value.

    `outside` is the value that it has outside all derivatives, None where that is the value in the model; `level` is
    that of the infinitesimal by which it moves, 0 where it does not move.
    """

    def __init__(self, value: np.ndarray, outside: Moving | None, level: int):
        self.value, self.outside, self.level = value, outside, level


@cache
def has_derivative(node) -> bool:
    """Whether a derivative stands anywhere in a quantity."""
    return any(isinstance(part, t.Derivative) for part in sympy.preorder_traversal(node))


class Calculus:
    """The part of an evaluator that knows parameters."""

    numbers: Any
    memo: dict

    def _derivative(self: Any, node, env):
        phi, body, at = node.args
        level = self.next_level(env)
        bound = self.bound(phi, at, env, level)
        if not self.numbers.exact:
            return where_known(self._in_floats(phi, body, bound, env, level), [bound.value], self.numbers)
        scalars = self.numbers.scalars
        u = self.array(self.value(body, {**env, phi: bound}))
        found = elementwise(lambda one: coefficient(one, level, scalars), 1)(u)
        found = elementwise(at_rest, 1)(found) if level == 1 else found
        return where_known(found, [bound.value], self.numbers)

    def _in_floats(self: Any, phi, body, bound: Moving, env, level: int):
        if not has_derivative(body):
            u = self.array(self.value(body, {**env, phi: bound}))
            return np.where(np.isnan(u), np.nan, np.imag(u) / STEP if np.iscomplexobj(u) else 0.0 * u)
        total = 0.0
        sides = (pair for n, w in CENTRAL for pair in ((n, w), (-n, -w)))  # exact up to degree eight
        for steps, weight in ((0, 0.0), *sides):  # the place itself counts only in that it may be undefined there
            there = Moving(np.real(bound.value) + steps * COARSE, bound.outside, level)
            total = total + weight * np.real(self.array(self.value(body, {**env, phi: there})))
        return total / COARSE

    def bound(self: Any, phi, at, env, level: int, by: Fraction | None = None) -> Moving:
        """A parameter at the value `at`, moving with the infinitesimal of a level, or away from there by a number."""
        number, occurring = self.look_at(at)
        still = self.stopped(env)
        key = ("moving", phi, number, level, by, *[(env.get(v), still.get(v)) for v in occurring])
        found = self.memo.get(key)
        if found is None:
            value = self.array(self.value(at, env))
            if by is not None:
                value = value + self.numbers.plain(by)
            elif self.numbers.exact:
                scalars = self.numbers.scalars
                value = elementwise(lambda one: moved(one, level, scalars), 1)(value)
            elif not np.iscomplexobj(value):
                value = value + 1j * STEP
            found = self.memo[key] = Moving(value, self._outside(phi, at, still, by), level if by is None else 0)
        return found

    def _outside(self: Any, phi, at, still, by: Fraction | None) -> Moving | None:
        """The value outside all derivatives: for what only looks near a value, the value at which it looks."""
        if by is not None or (at == phi and phi not in still):
            return None
        outer = Moving(self.array(self.value(at, still)), None, 0)
        outer.outside = outer
        return outer

    @staticmethod
    def next_level(env) -> int:
        """A level that no parameter moves by so far."""
        return 1 + max((b.level for b in env.values() if isinstance(b, Moving)), default=0)

    def stopped(self, env) -> dict:
        """The environment in which each bound parameter has its value outside all derivatives."""
        still = {v: b for v, b in env.items() if not isinstance(b, Moving) or not b.level}
        still |= {v: b.outside for v, b in env.items() if v not in still and b.outside is not None}
        return still

    def _stopped(self: Any, node, env):
        return self.value(node.args[0], self.stopped(env))

    # -- families and functions with real places --

    def member(self: Any, node, env) -> np.ndarray:
        """The table of a density of a family, axes (model, outs…, givens…)."""
        bound = tuple(env.get(phi, phi) for phi in node.taken)
        spaces = tuple(o.space for o in node.outs), tuple(g.space for g in node.points_given)
        key = ("member", node.law, *spaces, bound)
        found = self.memo.get(key)
        if found is None:
            values = [self._of_model(self.array(self.value(phi, env)), phi) for phi in node.taken]
            table = self.models.member(node.law, *spaces, self.numbers, values)
            if self.numbers.exact:
                table = elementwise(vanishing, 1)(table)
            found = self.memo[key] = table
        return found

    @staticmethod
    def _of_model(array: np.ndarray, phi) -> np.ndarray:
        """The values of a parameter, axes (model), which may not follow a point."""
        if array.size != array.shape[0]:
            raise Unreadable(f"a family is taken at {phi}, which depends on a point here")
        return array.reshape(-1)

    def smooth_value(self: Any, node, env):
        """The value of a function with real places."""
        function, places = node.args
        coefficients = self.models.coefficients(function, self.numbers)
        at = [place for place, space in zip(places, function.spaces) if space != "real"]
        coefficients, axes = self.at_indices(coefficients, at, env)
        parts = [self.placed(coefficients[..., k], axes) for k in range(coefficients.shape[-1])]
        values = [
            self.array(self.value(place, env)) for place, space in zip(places, function.spaces) if space == "real"
        ]
        return combined(function, parts, values, self.numbers)

    # -- statements --

    def _near(self: Any, node, env):
        phi, statement, at = node.args
        level = self.next_level(env)
        pairs = [self.truth(statement, {**env, phi: self.bound(phi, at, env, level, by)}) for by in self.near_by()]
        place = self.array(self.value(at, env))
        known = self.numbers.defined(where_known(place, [place], self.numbers))
        true, defined = (np.bitwise_and.reduce(np.broadcast_arrays(known, *parts)) for parts in zip(*pairs))
        if not isinstance(statement, Relational):
            return true, defined
        sure, there = self._strictly(statement, phi, at, env, level)
        return np.where(sure & known, there, true), defined | (sure & known)

    def near_by(self: Any) -> tuple[Fraction, ...]:
        """The distances that count as near: without rounding there need not be much between the values."""
        return CLOSE if self.numbers.exact else AROUND

    def _strictly(self: Any, statement, phi, at, env, level: int):
        """Where the sides of a comparison differ at a value and as close to it as can be, so that they differ on some
        interval around it, however short; and whether the comparison holds there."""
        signs, held = [], None
        for by in CLOSE:
            there = {**env, phi: self.bound(phi, at, env, level, by)}
            a, b = (self.array(self.value(arg, there)) for arg in statement.args)
            signs.append(np.where(self.numbers.defined(a) & self.numbers.defined(b), self.numbers.compare(a, b), 0))
            held = self.truth(statement, there)[0] if held is None else held
        same = (np.broadcast_arrays(signs[0], sign) for sign in signs)
        return np.bitwise_and.reduce(np.broadcast_arrays(*((a == b) & (a != 0) for a, b in same))), held

    def _dominated(self: Any, node, env):
        over, phi, body, at = node.args
        inner, axes = self.bind(over, env, body)
        slope = self.array(self.value(t.Derivative(phi, body, at), inner))
        fine = self.numbers.defined(slope)
        level = self.next_level(env)
        for by in CLOSE:
            there = self.array(self.value(body, {**inner, phi: self.bound(phi, at, env, level, by)}))
            fine = fine & self.numbers.defined(there)
        for point, axis in zip(over, axes):
            live = None if isinstance(point, t.Coordinate) else self.models.live(point.space)
            if live is not None:
                fine = fine | ~self.placed(live, [axis])
        shape = list(fine.shape)
        for point, axis in zip(over, axes):
            shape[axis] = self.size(point, axis)
        held = np.broadcast_to(fine, shape).all(axis=tuple(axes), keepdims=True)
        if any(isinstance(point, t.Coordinate) for point in over) and hasattr(self.numbers, "integrates"):
            held = held & self.converges(over, t.Derivative(phi, body, at), env)
            for by in CLOSE:
                held = held & self.converges(over, body, {**env, phi: self.bound(phi, at, env, level, by)})
        return held, np.ones_like(held)
