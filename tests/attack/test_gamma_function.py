"""The gamma function in floats, in balls, exactly and in jets: one value by every route, here against mpmath."""

import math
from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest

from derivations.attack.balls import Balls, fraction
from derivations.attack.counterexamples import refute
from derivations.attack.jets import Jet, moved
from derivations.attack.numbers import UNDEFINED, Exact, Floats, Logs, Undecidable, exact_log, exact_polygamma
from derivations.attack.twins import near_misses
from derivations.language import writing as w
from derivations.language.terms import Parameter, Polygamma, digamma, lgamma, log, trigamma
from tests.support.fuzzing.derivatives import compare
from tests.support.rule_examples import typed

ORDERS = (-1, 0, 1, 2, 3, 7, 20)


def precisely(order: int, u: Fraction | float):
    """By mpmath, which is another program."""
    u = mpmath.mpf(u.numerator)/u.denominator if isinstance(u, Fraction) else mpmath.mpf(u)
    return mpmath.loggamma(u) if order < 0 else mpmath.polygamma(order, u)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", [60, pytest.param(3_000, marks=pytest.mark.slow)])
def test_floats_are_those_of_balls_and_of_mpmath(order, count) -> None:
    """From 10⁻⁶ to 10⁸, close to the zero of ψ and to those of ln Γ too: closer than floats are told apart."""
    rng = np.random.default_rng(order + 2)
    places = np.concatenate([10.0**rng.uniform(-6, 8, count), 1 + rng.normal(0, 1e-3, 5), 2 + rng.normal(0, 1e-3, 5), 1.4616321449683622 + rng.normal(0, 1e-6, 5)])
    quick = Floats.polygamma(order, places)
    for u, value in zip(places, quick):
        with flint.ctx.workprec(200), mpmath.workdps(60):
            slow = Balls.polygamma(order, np.array([fraction(Fraction(float(u)))], dtype=object))[0]
            other = precisely(order, float(u))
            assert abs(other - mpmath.mpf(slow.mid().str(50, radius=False))) <= mpmath.mpf(10)**-35*(1 + abs(other))
        assert abs(value - float(slow)) <= Floats.tolerance*1e-2*(1 + abs(value))


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_not_positive_has_no_value(order) -> None:
    assert np.isnan(Floats.polygamma(order, np.array([0.0, -0.5, -1.0, -3.0, math.nan]))).all()
    for u in (Fraction(0), Fraction(-1, 2), Fraction(-3), UNDEFINED):
        assert exact_polygamma(order, u) is UNDEFINED
        assert Balls.polygamma(order, np.array([u if u is UNDEFINED else fraction(u)], dtype=object))[0] is UNDEFINED
    with pytest.raises(Undecidable):
        Balls.polygamma(order, np.array([flint.arb(0, 1e-9)], dtype=object))
    with pytest.raises(Undecidable):
        exact_polygamma(order, exact_log(3))


def test_only_the_logarithm_of_a_factorial_is_exact() -> None:
    assert [exact_polygamma(-1, Fraction(n)) for n in (1, 2)] == [0, 0]
    assert exact_polygamma(-1, Fraction(5)) - exact_log(24) == 0 and isinstance(exact_polygamma(-1, Fraction(200)), Logs)
    for order, u in ((-1, Fraction(1, 2)), (-1, Fraction(201)), (0, Fraction(1)), (1, Fraction(2)), (2, Fraction(1))):
        with pytest.raises(Undecidable):
            exact_polygamma(order, u)


@pytest.mark.parametrize("order", ORDERS[:-1])
def test_jets_have_the_derivatives_of_the_functions(order) -> None:
    """Of u(h, k) = a + h + 2k + 3hk at zero: slopes, and mixed second ones, in balls against mpmath."""
    with flint.ctx.workprec(300), mpmath.workdps(60):
        for a in (Fraction(1, 1000), Fraction(3, 7), Fraction(1), Fraction(37, 5), Fraction(10**6)):
            h, k = (moved(fraction(Fraction(0)), level, Balls.scalars) for level in (1, 2))
            both = Balls.scalars.product(h, k)
            u = fraction(a) + h + Balls.scalars.product(fraction(Fraction(2)), k) + Balls.scalars.product(fraction(Fraction(3)), both)
            found = Balls.scalars.polygamma(order, u)
            assert isinstance(found, Jet)
            first, second = precisely(order + 1, a), precisely(order + 2, a)
            wanted = [(found.value, precisely(order, a)), (found.coefficient(1).value, first), (found.coefficient(2).value, 2*first),
                      (found.coefficient(1).coefficient(2), 2*second + 3*first)]
            for seen, sure in wanted:
                seen = getattr(seen, "value", seen)
                assert abs(mpmath.mpf(seen.mid().str(50, radius=False)) - sure) <= mpmath.mpf(10)**-40*(1 + abs(sure))


@pytest.mark.parametrize("text", [
    "D[phi](lgamma(1 + phi**2))", "D[phi](D[phi](digamma(2 + phi**2)))", "D[phi](D[psi](trigamma(1 + (phi*psi)**2)))", "D[phi](D[phi](D[phi](lgamma(3 + phi**2))))",
    "D[phi](digamma(1 + g(phi)**2)*stop(lgamma(2 + phi**2)))", "D[phi](E[q[phi](z)](polygamma(3, 1 + q[phi](z))))", "D[phi:2*psi](D[psi](lgamma(1 + (phi + psi)**2)))",
    "D[phi](mean[k:2](digamma(k + phi**2)))"])
def test_nested_derivatives_are_those_of_differences(text) -> None:
    rng = np.random.default_rng(1)
    assert {compare(text, rng) for _ in range(12)} <= {"same", "undefined"}


@pytest.mark.parametrize("statement", [
    "digamma(f(z) + 1) == digamma(f(z)) - 1/f(z)", "trigamma(f(z)) <= 1/f(z)", "digamma(f(z)) == log(f(z))", "lgamma(f(z) + 1) == lgamma(f(z)) + log(f(z) + 1)",
    "polygamma(3, f(z) + 1) == polygamma(3, f(z)) - 1/f(z)**4", "polygamma(2, f(z)) >= 0", "lgamma(f(z)) >= 0", "D[phi](digamma(exp(phi))) == trigamma(exp(phi))",
    "D[phi](lgamma(exp(phi))) == lgamma(exp(phi))"])
def test_what_is_false_is_refuted(statement) -> None:
    given = [typed("f(z) > 0")] if "f(z)" in statement else []
    assert refute(given, typed(statement), almost=()) is not None


@pytest.mark.parametrize("statement", [
    "digamma(f(z) + 1) == digamma(f(z)) + 1/f(z)", "trigamma(f(z)) > 1/f(z)", "digamma(f(z)) < log(f(z))", "lgamma(f(z) + 1) == lgamma(f(z)) + log(f(z))",
    "D[phi](digamma(exp(phi))) == exp(phi)*trigamma(exp(phi))", "lgamma(f(z)) > -1/8", "lgamma(5) == log(24)"])
def test_what_is_true_is_not(statement) -> None:
    assert refute([typed("f(z) > 0")] if "f(z)" in statement else [], typed(statement), almost=(), limit=600) is None


a = Parameter("a")


@pytest.mark.parametrize(("node", "made"), [
    (lgamma(a), {digamma(a), lgamma(w.add(a, 1))}), (digamma(a), {trigamma(a), log(a), digamma(w.add(a, 1))}),
    (trigamma(a), {digamma(a), w.div(1, a), trigamma(w.add(a, 1))}), (Polygamma(4, a), {Polygamma(3, a), Polygamma(4, w.add(a, 1))})])
def test_mistakes_about_polygamma_functions_are_these(node, made) -> None:
    """The order, a logarithm or a fraction in its place, and an argument off by one; deep inside, too."""
    assert {miss.expression for miss in near_misses(node, (), 100)} == made
    assert {w.mul(3, log(one)) for one in made} <= {miss.expression for miss in near_misses(w.mul(3, log(node)), (), 100)}
    assert all(refute([w.gt(a, 0)], w.eq(node, one), almost=()) is not None for one in made)


def test_exact_numbers_leave_polygamma_functions_to_balls() -> None:
    with pytest.raises(Undecidable):
        Exact.polygamma(1, np.array([Fraction(1, 2)], dtype=object))
