"""Statements that whole numbers satisfy, and fractions do not: each is refuted, by fractions as simple as it allows."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given as drawn
from hypothesis import strategies as st

from derivations.attack.counterexamples import refute
from derivations.kernel import E, Function, Law, always, exp, log, points

x, z = points("x z")
f, g, h = Function("f", z), Function("g", z, nonnegative=True), Function("h", x, nonnegative=True)
q = Law("q", z)
t, s = sympy.Symbol("t", real=True), sympy.Symbol("s", positive=True)
positive = always[q(z)](g(z) > 0)

FALSE = {  # hypotheses, a statement, and the largest denominator that it takes to refute it
    "a positive number is one or more": ([f(z) > 0], f(z) >= 1, 2),
    "a positive number is a half or more": ([f(z) > 0], f(z) >= sympy.Rational(1, 2), 4),
    "a positive number is a quarter or more": ([f(z) > 0], f(z) >= sympy.Rational(1, 4), 8),
    "a positive number is a tenth or more": ([f(z) > 0], f(z) >= sympy.Rational(1, 10), 16),
    "a square is larger": ([], f(z)**2 >= f(z), 2),
    "a square is larger where nothing is negative": ([], g(z) <= g(z)**2, 2),
    "a cube is larger than a square": ([g(z) > 0], g(z)**3 >= g(z)**2, 2),
    "a positive mean is one or more": ([positive], E[q(z)](g(z)) >= 1, 2),
    "a mean square is larger": ([], E[q(z)](f(z)**2) >= E[q(z)](f(z)), 2),
    "a product of positive numbers is one or more": ([g(z) > 0, h(x) > 0], g(z)*h(x) >= 1, 2),
    "one over a positive number is one or less": ([g(z) > 0], 1/g(z) <= 1, 2),
    "one over a positive number is four or less": ([g(z) > 0], 1/g(z) <= 4, 8),
    "a logarithm is never negative": ([positive], E[q(z)](log(g(z))) >= 0, 2),
    "a logarithm is minus two or more": ([g(z) > 0], log(g(z)) >= -2, 8),
    "an exponential of a positive number is two or more": ([g(z) > 0], exp(g(z)) >= 2, 2),
    "nothing is between nought and one": ([g(z) < 1], sympy.Eq(g(z), 0, evaluate=False), 2),
    "a unit interval has a half and its ends": ([g(z) <= 1], g(z)*(1 - g(z))*(1 - 2*g(z))**2 <= 0, 4),
    "a positive real number is a half or more": ([], s >= sympy.Rational(1, 2), 4),
    "a real square is larger": ([], t**2 >= t, 2)}


def values(found) -> list[Fraction]:
    """All values of functions and numbers in a counterexample."""
    tables = [*found.model.functions.values(), *found.model.reals.values()]
    return [Fraction(float(v)) for table in tables for v in table.ravel()]


@pytest.mark.parametrize("name", FALSE)
def test_a_statement_about_whole_numbers_is_refuted_by_fractions(name):
    given, false, largest = FALSE[name]
    found = refute(given, false, limit=3_000)
    assert found is not None and found.certified in ("exact", "balls") and not found.undefined
    assert max(v.denominator for v in values(found)) == largest
    assert all(v >= 0 for f_, table in found.model.functions.items() if f_.nonnegative for v in table.ravel())


@drawn(st.fractions(min_value=Fraction(1, 15), max_value=3), st.booleans())
def test_no_bound_of_positive_numbers_is_believed(bound, whole_function):
    """Whatever is above a sixteenth, some positive value is below."""
    at_least = sympy.Rational(bound.numerator, bound.denominator)
    found = refute([f(z) > 0], f(z) >= at_least, limit=3_000) if whole_function else refute([], s >= at_least, limit=3_000)
    assert found is not None and 0 < min(values(found)) < bound
