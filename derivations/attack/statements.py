"""What a statement says in finite models: where it is true, and where both of its sides have a value.

A statement is an array of truths and an array of what is defined; a statement that is not defined is not true.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from ..language import terms as t
from ..language.views.signature import Unreadable
from .numbers import Undecidable
from .quadrature import Axis

Truth = tuple[np.ndarray, np.ndarray]
MOST_INDICES = 10_000  # of a statement for each


class Statements:
    """The part of an evaluator that knows statements."""

    numbers: Any
    memo: dict

    def truth(self: Any, node, env=None) -> Truth:
        env = self.free if env is None else env
        number, occurring = self.look_at(node)
        key = ("truth", number, *[env.get(v) for v in occurring])
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._truth(node, env)
        return found

    def _truth(self: Any, node, env) -> Truth:
        if type(node) not in _TRUTHS:
            raise Unreadable(f"no finite meaning for the statement {type(node).__name__}")
        return getattr(self, _TRUTHS[type(node)])(node, env)

    def _comparison(self: Any, node, env) -> Truth:
        a, b = (self.array(self.value(arg, env)) for arg in node.args)
        defined = self.numbers.defined(a) & self.numbers.defined(b)
        if self.numbers.exact and type(node) in (Eq, Ne):
            return _RELATIONS[type(node)](self.numbers.differ(a, b)) & defined, defined
        signs = self.numbers.compare(a, b)
        true = _RELATIONS[type(node)](signs)
        if type(node) in _STRICT and not self.numbers.exact and any(isinstance(v, Axis) for v in env.values()):
            true = true | (signs == 0)  # of the numbers that stand for all, some are as small as rounding
        return true & defined, defined

    def _always(self: Any, node, env) -> Truth:
        inner, weight, axes = self.weights(node.args[0], env)
        try:
            true, defined = self.truth(node.args[1], inner)
        except Undecidable:
            if not self._fails_at_some(node.args[1], inner):
                raise
            return np.zeros((1,) * self.axes, dtype=bool), np.ones((1,) * self.axes, dtype=bool)
        if weight is not None:
            known, anywhere = self.numbers.defined(weight), self.positive(weight)
            true, defined = (true | ~anywhere) & known, (defined | ~anywhere) & known
        true, defined = (part.all(axis=tuple(axes), keepdims=True) for part in (true & defined, defined))
        return true, defined

    def _fails_at_some(self: Any, statement, env) -> bool:
        """Whether a statement fails, in each model and at all free points, at all numbers near one of some that stand
        in the place of those that are bound; only balls tell that."""
        there = self.with_some_numbers(env)
        if there == env or not hasattr(self.numbers, "around"):
            return False
        true, defined = self.truth(statement, there)
        fails = defined & ~true
        return bool(fails.any(axis=tuple(int(a) for a in there.values() if isinstance(a, Axis)), keepdims=True).all())

    def with_some_numbers(self: Any, env: dict) -> dict:
        """What is bound, with some numbers in the place of each number that stands for all."""
        return {
            v: self.some_numbers(v, axis) if isinstance(axis, Axis) and axis.symbol is not None else axis
            for v, axis in env.items()
        }

    def _each(self: Any, node, env) -> Truth:
        index, first, last, statement = node.args
        numbers = self.indices(first, last, env, MOST_INDICES)
        each = [self.truth(statement, {**env, index: k}) for k in numbers]
        whole = np.ones((1,) * self.axes, dtype=bool)
        true, defined = (_all(parts) for parts in zip((whole, whole), *each))
        return true, defined

    def _integrable(self: Any, node, env) -> Truth:
        inner, weight, axes = self.weights(node.args[0], env)
        fine = self.numbers.defined(self.array(self.value(node.args[1], inner)))
        if weight is not None:
            fine = (fine | ~self.positive(weight)) & self.numbers.defined(weight)
        held = fine.all(axis=tuple(axes), keepdims=True)
        # floats pass it over: each candidate is certified
        if binds_numbers(node.args[0]) and hasattr(self.numbers, "integrates"):
            held = held & self.converges(*node.args, env)
        return held, np.ones_like(held)

    def converges(self: Any, over, body, env):
        """Whether an integral over numbers is finite, one law or number after the other; sums always are."""
        inner, weight, axes = self.weights(over, env, body)
        array = self.array(self.value(body, inner))
        array = array if weight is None else self.numbers.product(weight, array)
        return self.numbers.defined(self.summed(array, axes, absolute=len(axes) > 1))

    def _bounded(self: Any, node, env) -> Truth:
        fine = self.numbers.defined(self.array(self.value(node.args[0], env)))
        return fine, np.ones_like(fine)

    def _implication(self: Any, node, env) -> Truth:
        """A false premise asks nothing of the conclusion."""
        (premise, known), (conclusion, defined) = (self.truth(arg, env) for arg in node.args)
        return (~premise | conclusion) & known, known & (~premise | defined)

    def _iff(self: Any, node, env) -> Truth:
        (one, known), (other, defined) = (self.truth(arg, env) for arg in node.args)
        return (one == other) & known & defined, known & defined

    def _both(self: Any, node, env) -> Truth:
        """A part that is false everywhere decides, whether or not the other parts are decided."""
        found, undecided = [], None
        for arg in node.args:
            try:
                found.append(self.truth(arg, env))
            except Undecidable as reason:
                undecided = reason
        if undecided is not None and not any((defined & ~true).all() for true, defined in found):
            raise undecided
        true, defined = (_all(parts) for parts in zip(*found))
        return true & defined, defined


def _all(parts) -> np.ndarray:
    """Where all of some arrays are true."""
    return np.bitwise_and.reduce(np.broadcast_arrays(*parts))


def binds_numbers(over: Iterable[sympy.Basic]) -> bool:
    """Whether numbers are among the points that are bound: there are too many of them for a table."""
    return any(isinstance(point, t.Coordinate) for item in over for point in _bound_points(item))


def _bound_points(item: sympy.Basic) -> tuple[t.Place, ...]:
    """The points that a law, or draws of one, or a point alone binds."""
    item = t.unnamed(item)
    if isinstance(item, t.Place):
        return (item,)
    return item.density.outs if isinstance(item, t.Draws) else item.outs


_RELATIONS = {
    Eq: lambda g: g == 0,
    Ne: lambda g: g != 0,
    Le: lambda g: g <= 0,
    Lt: lambda g: g < 0,
    Ge: lambda g: g >= 0,
    Gt: lambda g: g > 0,
}
_STRICT = (Gt, Lt, Ne)
_TRUTHS = {  # the method that says what a statement means
    **dict.fromkeys(_RELATIONS, "_comparison"),
    t.Always: "_always",
    t.Each: "_each",
    t.Integrable: "_integrable",
    t.Near: "_near",
    t.Dominated: "_dominated",
    t.Bounded: "_bounded",
    sympy.Implies: "_implication",
    t.Iff: "_iff",
    t.Both: "_both",
}
