"""Theorems about numbers alone: their own formulas in balls, at values drawn over a domain, beside what a program makes of them.

The formulas are read by `derivations.attack.evaluate`, in balls of 300 bits, at the very floats that the program gets.
"""

import math
from typing import Any, NamedTuple

import flint
import numpy as np
import sympy
import torch
from hypothesis import strategies as st

from derivations.attack.balls import Balls
from derivations.attack.certificate import Certain
from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models, signature
from derivations.attack.numbers import UNDEFINED, Undecidable
from derivations.attack.twins import near_misses
from derivations.language.terms import Derivative

BITS = 300
PRECISION = 1e-12  # relative to the value, and to the terms of a sum that nearly cancel

SHAPES = st.floats(-6, 8).map(lambda e: 10.0**e) | st.integers(1, 60).map(lambda k: k/2)
SCALES = st.floats(-3, 3).map(lambda e: 10.0**e)
SMALL = st.integers(-12, 12).map(lambda k: k/4)


class Wide(NamedTuple):
    """A number, and the size of the terms whose sum it is."""

    value: Any
    room: float


@st.composite
def places(draw):
    """Values for a law of shape a, scale s and rate b, for data and for a vector; a − 1 loses no digit of a."""
    a = (draw(SHAPES) - 1) + 1
    s, b = draw(SCALES), draw(SCALES)
    return {"a": a, "s": s, "b": b, "eta1": -1/s, "eta2": a - 1, "m": draw(SCALES), "g": draw(st.floats(-5, 5)),
            "u": draw(SMALL), "v": draw(SMALL)}


def model(node, values):
    return Models({}, {}, {}, {}, {}, {}, None, {p: np.array([float(values[p.name])]) for p in signature(node).reals})


def in_balls(node, values) -> Any:
    """A quantity at values of its parameters; None where it is undefined, or where a ball around zero divides."""
    with flint.ctx.workprec(BITS):
        evaluator = Evaluator(model(node, values), Balls, ())
        try:
            found = evaluator.array(evaluator.value(node)).item()
        except Undecidable:
            return None
    return None if found is UNDEFINED else flint.arb(found)


def is_true(statement, values) -> bool:
    """Whether a statement holds, in exact numbers, or in balls where a value is not exact."""
    with flint.ctx.workprec(BITS):
        true, defined = Certain(model(statement, values), ()).truth(statement)
    return bool((true & defined).item())


def number(found) -> float:
    """A number or a tensor of one as a float."""
    return float(torch.as_tensor(found, dtype=torch.float64).detach())  # not the default type, which rounds to 32 bits


def near(got, ball) -> bool:
    """Whether a number of the program agrees with a ball."""
    got, room = (number(got.value), float(got.room)) if isinstance(got, Wide) else (number(got), 0.0)
    with flint.ctx.workprec(BITS):
        return math.isfinite(got) and bool(abs(flint.arb(got) - ball) <= PRECISION*(abs(ball) + room))


def sides_agree(theorem, program, values) -> None:
    """What the program makes of the values, side by side, is what the formulas of the theorem are; None is a side that it
    does not compute."""
    for side, got in zip(theorem.text.statement.args, program(values), strict=True):
        if got is not None:
            ball = in_balls(side, values)
            assert ball is not None and near(got, ball), f"{got} is not {ball} for {side}"


def tensor(value):
    return torch.tensor(float(value), dtype=torch.float64, requires_grad=True)


def slope(function, *at, orders=(0,)):
    """The derivative of a function of numbers in some of them, one after the other, by autograd."""
    at = [tensor(value) for value in at]
    found = function(*at)
    for place in orders:
        found, = torch.autograd.grad(found, at[place], create_graph=True, materialize_grads=True)
    return found


PLACES = [{"a": a, "s": s, "b": b, "eta1": -1/s, "eta2": a - 1, "m": m, "g": g, "u": u, "v": v} for a, s, b, m, g, u, v in (
    (2.0, 3.0, 0.5, 4.0, 1.0, 1.0, -2.0), (0.375, 0.25, 4.0, 1.5, -2.0, 2.0, 0.5), (9.5, 2.0, 1.5, 0.75, 0.5, -1.5, 3.0),
    (0.0625, 8.0, 0.125, 3.0, 1.25, 0.25, 1.0), (60.0, 0.5, 3.0, 7.0, -0.5, -3.0, -1.0))]


def slips(side):
    """The side of a claim with one slip each: a sign, a factor, a dropped term, ψ for ψ′, an argument off by one; and with
    one over a scale or a rate for it, or one parameter for another."""
    yield from (miss.expression for miss in near_misses(side, (), 60))
    parameters = sorted(side.atoms(sympy.Symbol), key=str) if not side.has(Derivative) else []
    for old in parameters:
        yield from (side.xreplace({old: new}) for new in (1/old, *(p for p in parameters if p != old)))


def unnoticed(theorem, program, places=tuple(PLACES)) -> list:
    """The slips, in sides that the program computes, that change a value at one of a few places, and with which the program
    agrees at all of them all the same."""
    left, tried = [], 0
    for number, side in enumerate(theorem.text.statement.args):
        true = [in_balls(side, values) for values in places]
        got = [program(values)[number] for values in places]
        if got[0] is None:
            continue
        for slip in slips(side):
            wrong = [in_balls(slip, values) for values in places]
            if any(ball is None or not near(float(right), ball) for ball, right in zip(wrong, true, strict=True)):
                tried += 1
                if all(ball is not None and near(one, ball) for one, ball in zip(got, wrong, strict=True)):
                    left.append(slip)
    assert tried, theorem
    return left
