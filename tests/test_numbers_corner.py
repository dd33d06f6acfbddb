"""Exact numbers, floats and balls at their corners: zero, one, the undefined, what is near to zero, what is too large."""

import itertools
import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from mpmath import mp, mpf

from derivations.attack import Certain, Undecided, certify
from derivations.kernel import Function, Law, Point, exp, implies, points
from derivations.kernel import writing as w
from derivations.kernel.terms import bounded
from derivations.meanings.balls import Balls, ball
from derivations.meanings.models import Models, signature
from derivations.meanings.numbers import (
    UNDEFINED, Exact, Floats, Logs, Undecidable, exact_exp, exact_inverse, exact_log, exact_product, exact_sign, factors, logs,
)

z, = points("z")
zz = Point("zz", "z")
r, f = Law("r", z), Function("f", z)
U, ZERO, ONE, HALF = UNDEFINED, Fraction(0), Fraction(1), Fraction(1, 2)
log2, log3 = Logs(ZERO, {2: ONE}), Logs(ZERO, {3: ONE})


# --- balls do not call defined what may be undefined ------------------------------------------------------------------


def test_one_over_a_ball_around_zero_is_not_known_to_be_defined():
    """1/10 + 2/10 is 3/10, which neither floats nor balls see; an exponential keeps exact numbers out of it."""
    model = Models({"z": 3}, {}, {r: np.array([[1, 2, 7]])}, {f: np.array([[1, 1, 1]])}, {}, {})
    gap = w.sub(w.add(r(z), r(zz)), sympy.Rational(3, 10))
    given = bounded(w.add(exp(f(z)), w.div(1, gap)))
    node = implies(w.eq(gap, 0), f(z) < 0)
    with pytest.raises(Undecided):
        certify(model, signature(given, node), [given], node)
    assert Balls.inverse(ball(Fraction(1, 2))).item() == 2
