"""What a reader sees of a false statement at one place of a model: the two sides and the gap between them.

A statement without two sides is false in a part that has them: one of several statements, one index, one state.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import flint
import numpy as np
import sympy
from sympy.core.relational import Relational
from sympy.logic.boolalg import Implies

from ..language import terms as t
from ..language.views.signature import Unreadable
from .balls import Balls
from .effort import CLEAR_GAP
from .evaluate import Evaluator
from .infinity import INFINITIES, Shown, is_number, with_infinity
from .numbers import UNDEFINED, Exact, Logs, Undecidable
from .quadrature import Axis
from .statements import binds_numbers

DIGITS = 6  # of a ball that are shown, where two of them differ in these


class Sides(NamedTuple):
    """The two sides of a false statement, as text, and where it is false."""

    lhs: str  # a number, ∞, −∞ or "undefined"; of two statements, "true", "false" or "undefined"
    rhs: str  # likewise; "finite" where the statement says no more of the left side
    gap: str  # the left side minus the right
    defined: bool  # whether both are numbers, or both are true or false
    clear: bool  # whether a reader sees that they differ: by no small gap, or that they are equal
    points: dict[str, int]  # the states, counted from 0, of bound points at which the statement is false
    indices: dict[str, int]  # the values of bound indices at which it is false
    part: sympy.Basic | None = None  # the part of the statement that has these sides, unless it is the whole
    wide: bool = True  # whether the gap is no small number, however small the two sides are


class Places:
    """The place of one model at which a statement is false, and the evaluators that are asked there.

    `where` is a position for each axis; `env` says which axis a variable has.
    """

    def __init__(self, judge: Evaluator, where: np.ndarray):
        self.judge, self.where = judge, where
        self.shown = [Shown(judge.models, with_infinity(numbers), tuple(judge.free)) for numbers in (Exact, Balls)]

    def value(self, node: sympy.Basic) -> str:
        """The value of a quantity at this place as text, or whether a statement holds there."""
        if not isinstance(node, sympy.Expr):  # a number that stands alone is a Boolean, too, for SymPy
            return self._said(node, self.judge.free)
        (found,) = self._values(self.judge.free, node)
        plain = not is_number(found) or isinstance(found, (Fraction, flint.fmpq, flint.arb))
        return told(found) if plain else f"{told(found)} ≈ {as_float(found):.6g}"

    def sides(self, node: sympy.Basic, env: dict | None = None) -> Sides:
        """What is seen of a statement that is false or undefined at this place."""
        env = self.judge.free if env is None else env
        if isinstance(node, Relational):
            return compared(*self._values(env, *node.args))
        if isinstance(node, (Implies, t.Iff)):
            first, second = (self._said(part, env) for part in node.args)
            known = "undefined" not in (first, second)
            gap = "the one holds, the other does not" if known else "undefined"
            return Sides(first, second, gap, known, known, {}, {})
        if isinstance(node, t.Both):
            return self._in(next(part for part in node.args if self._fails(part, env)), env)
        if isinstance(node, t.Each):
            return self._at_an_index(node, env)
        if isinstance(node, (t.Always, t.Integrable)) and binds_numbers(node.args[0]):
            return not_finite(UNDEFINED) if isinstance(node, t.Integrable) else self._at_some_numbers(node, env)
        if isinstance(node, t.Always):
            return self._at_a_state(node, env)
        if isinstance(node, t.Near):
            return self._near(node, env)
        if isinstance(node, t.Dominated):
            told = "the integrand or its derivative is undefined at a state, or near the value"
            return Sides("not dominated", "dominated", told, True, True, {}, {})
        if isinstance(node, t.Bounded):
            return not_finite(*self._values(env, node.args[0]))
        if isinstance(node, t.Integrable):
            return not_finite(self._mean_size(node, env))
        raise Unreadable(f"nothing to show of the statement {type(node).__name__}")

    def _fails(self, part, env) -> bool:
        """Whether a part of a statement is false or undefined; one that is not decided is not what fails."""
        try:
            return self._said(part, env) != "true"
        except Undecidable:
            return False

    def _near(self, node, env) -> Sides:
        """The first of the values that count as near at which the statement fails."""
        phi, statement, at = node.args
        for by in self.judge.near_by():
            there = self.judge.bound(phi, at, env, self.judge.next_level(env), by)
            true, _ = self.judge.truth(statement, {**env, phi: there})
            if not self._at(true):
                break
        told = f"it fails at {phi.name} = {self._at(there.value)}"
        return Sides("false", "true", told, True, True, {}, {})

    def _at(self, array):
        return array[tuple(min(w, n - 1) for w, n in zip(self.where, array.shape))]

    def _said(self, node, env) -> str:
        true, defined = (self._at(part) for part in self.judge.truth(node, env))
        return ("true" if true else "false") if defined else "undefined"

    def _values(self, env, *nodes) -> list:
        """The values of quantities, all in the first arithmetic that can tell them."""
        exact, balls = self.shown
        try:
            return [self._at(exact.array(exact.value(node, env))) for node in nodes]
        except Undecidable:
            return [self._at(balls.array(balls.value(node, env))) for node in nodes]

    def _in(self, part, env) -> Sides:
        """What is seen of a part of a statement."""
        found = self.sides(part, env)
        return found if found.part is not None else found._replace(part=part)

    def _at_an_index(self, node, env) -> Sides:
        index, first, last, statement = node.args
        for k in range(self.judge.count(first, env), self.judge.count(last, env) + 1):
            there = {**env, index: k}
            if self._said(statement, there) != "true":
                found = self._in(statement, there)
                return found._replace(indices={index.name: k, **found.indices})
        raise AssertionError("the statement is false at some index")

    def _bound(self, node, env) -> tuple[dict, np.ndarray, list[int]]:
        """The variables with those that a statement binds, where the latter have mass, and their axes."""
        try:
            inner, weight, axes = self.judge.weights(node.args[0], env)
            some = self.judge
        except Undecidable:
            some = self.shown[1]
            inner, weight, axes = some.weights(node.args[0], env)
        mass = np.ones((1,) * len(self.where), dtype=bool)
        if weight is not None:
            mass = ~some.numbers.defined(weight) | some.positive(weight)
        return inner, mass, axes

    def _along(self, axes, *arrays) -> list[np.ndarray]:
        """Arrays at this place, but along all of some axes; each of them has these axes alone."""
        arrays = np.broadcast_arrays(*arrays)
        return [
            array[tuple(slice(None) if i in axes else min(w, array.shape[i] - 1) for i, w in enumerate(self.where))]
            for array in arrays
        ]

    def _at_a_state(self, node, env) -> Sides:
        inner, mass, axes = self._bound(node, env)
        true, defined = self.judge.truth(node.args[1], inner)
        bad, mass = self._along(axes, ~(true & defined), mass)
        states = np.argwhere(bad & mass)
        if not len(states):  # true wherever it is asked: so the law is undefined
            return Sides("undefined", "true", "undefined", False, False, {}, {})
        state, there = states[0], self.where.copy()
        there[axes] = state
        found = Places(self.judge, there)._in(node.args[1], inner)
        chosen = dict(zip(axes, map(int, state)))
        return found._replace(points={**_names(env, inner, chosen), **found.points})

    def _at_some_numbers(self, node, env) -> Sides:
        """Numbers at which a statement about almost every number fails, where balls tell them."""
        where, balls = "it fails at some numbers", self.shown[1]
        try:
            there = balls.with_some_numbers(balls.weights(node.args[0], env)[0])
            true, defined = balls.truth(node.args[1], there)
        except Undecidable:
            return Sides("false", "true", where, True, True, {}, {})
        numbers = {v: axis for v, axis in there.items() if isinstance(axis, Axis) and v not in env}
        (bad,) = self._along(list(map(int, numbers.values())), defined & ~true)
        for state in np.argwhere(bad)[:1]:
            values = (f"{v.name} = {told(axis.values.flat[k])}" for (v, axis), k in zip(numbers.items(), state))
            where = f"it fails near {', '.join(values)}"
        return Sides("false", "true", where, True, True, {}, {})

    def _mean_size(self, node, env):
        """The mean or the integral of the absolute value of a body that is no number at some place."""
        inner, mass, axes = self._bound(node, env)
        for shown in self.shown:
            try:
                body, there = self._along(axes, shown.array(shown.value(node.args[1], inner)), mass)
                break
            except Undecidable:
                continue
        values = body[there] if body.shape else np.array([body.item()], dtype=object)
        infinite = any(v in INFINITIES.values() for v in values) and not any(v is UNDEFINED for v in values)
        return INFINITIES[1] if infinite else UNDEFINED


def _names(env, inner, states) -> dict[str, int]:
    """The states of the variables that are bound in `inner` and not in `env`."""
    made = {}
    for variable, axis in inner.items():
        if variable not in env and isinstance(axis, tuple):
            made.update({f"{variable.name}_{k}": states[one] for k, one in enumerate(axis, 1)})
        elif isinstance(variable, t.Point) and axis in states:
            made[variable.name] = states[axis]
    return made


def compared(a, b) -> Sides:
    """Two values that a statement compares."""
    gap = a - b if UNDEFINED not in (a, b) else UNDEFINED
    text = told(gap)
    if is_number(gap) and not isinstance(gap, (Fraction, flint.fmpq, flint.arb)):
        text += f" ≈ {as_float(gap):.6g}"
    defined = is_number(a) and is_number(b)
    wide = defined and (not gap or abs(as_float(gap)) >= CLEAR_GAP)
    digits = _digits_that_differ(a, b, gap) if defined else DIGITS
    return Sides(told(a, digits), told(b, digits), text, defined, defined and is_clear(a, b, gap), {}, {}, wide=wide)


def _digits_that_differ(a, b, gap) -> int:
    """How many digits of two numbers are shown: so many that a reader sees the gap between them."""
    left, right, apart = (abs(as_float(value)) for value in (a, b, gap))
    if not apart or not math.isfinite(left + right + apart):
        return DIGITS
    return max(DIGITS, 2 + math.ceil(math.log10(max(left, right) / apart)))


def is_clear(a, b, gap) -> bool:
    """Whether two numbers are equal, or apart by a gap that a reader sees."""
    left, right, apart = (abs(as_float(value)) for value in (a, b, gap))
    return not apart or apart >= CLEAR_GAP * min(1, max(left, right))


def not_finite(value) -> Sides:
    """A value that a statement calls finite."""
    return Sides(told(value), "finite", told(value), False, value is not UNDEFINED, {}, {})


def as_float(value) -> float:
    """An exact number or a ball, rounded."""
    return value.rounded() if isinstance(value, Logs) else float(value)


def told(value, digits: int = DIGITS) -> str:
    """A value as text; of a ball at most so many digits, of those that are certain."""
    if isinstance(value, flint.arb):
        shown = value.str(digits, radius=False)
        return f"0 ± 1{shown[1:]}" if shown.startswith("0e") else shown  # no digit of a ball around zero is certain
    return str(value) if isinstance(value, (Fraction, flint.fmpq)) else repr(value)
