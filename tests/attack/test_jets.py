"""Jets: what they say of derivatives is what differences of long numbers say, and what the kernel carries out."""

from fractions import Fraction

import numpy as np
import pytest

from derivations.attack.counterexamples import refute
from derivations.attack.evaluate import Evaluator
from derivations.attack.jets import Jet, Singular, moved, vanishing
from derivations.attack.models import random_models
from derivations.attack.numbers import UNDEFINED, Exact, exact_exp, exact_inverse, exact_log, exact_product
from derivations.language.views.signature import signature
from tests.support.fuzzing.derivatives import fuzz
from tests.support.rule_examples import typed

SCALARS = Exact.scalars


def variable(value, *levels):
    for level in levels:
        value = moved(value, level, SCALARS)
    return value


def test_random_derivatives_have_one_value_by_three_routes():
    tally, wrong = fuzz(150, 3)
    assert not wrong, wrong[0]
    assert tally["same"] > 120 and tally["refused"] <= 8


@pytest.mark.slow
def test_many_random_derivatives_have_one_value_by_three_routes():
    tally, wrong = fuzz(20_000, 11)
    assert not wrong, wrong[0]
    assert tally["refused"] <= 1_000


def test_series_of_elementary_functions():
    x = variable(Fraction(2), 1, 2)
    cube = exact_product(exact_product(x, x), x)
    assert cube.coefficient(2).coefficient(1) == 12 and exact_product(x, x).coefficient(1).coefficient(2) == 2
    assert exact_inverse(x).coefficient(1).coefficient(2) == Fraction(1, 4)
    assert exact_log(x).coefficient(2).coefficient(1) == Fraction(-1, 4)
    assert exact_exp(variable(Fraction(0), 1, 2)).coefficient(1).coefficient(2) == 1


def test_a_number_that_moves_is_not_taken_for_nothing():
    h = variable(Fraction(0), 1)
    assert exact_product(h, UNDEFINED) is UNDEFINED and exact_product(Fraction(0), UNDEFINED) == 0
    assert exact_log(h) is UNDEFINED and exact_inverse(h) is UNDEFINED
    assert exact_product(h, h).coefficient(1) == 0


def test_a_density_that_vanishes_like_a_square_may_stand_beside_its_own_logarithm_alone():
    h = variable(Fraction(0), 1)
    q, w = vanishing(exact_product(h, h)), vanishing(exact_product(h, h))
    found = exact_product(q, exact_log(q))
    assert isinstance(found, Jet) and found.coefficient(1).value == 0
    assert found.coefficient(1).coefficient(2) is UNDEFINED  # nothing is known of second derivatives
    assert isinstance(exact_product(w, exact_log(q)), Singular)
    assert exact_product(q, exact_inverse(q)) is UNDEFINED
    assert exact_product(q, exact_log(exact_product(Fraction(3), exact_inverse(q)))).coefficient(1).value == 0
    assert exact_product(q, exact_log(exact_product(q, w))) is not UNDEFINED and exact_log(q + w) is UNDEFINED  # neither is a factor of the sum
    assert exact_log(q + exact_product(h, h)) is UNDEFINED and isinstance(exact_log(q + exact_product(q, h)), Singular)
    assert vanishing(h) is h  # it is zero, and crosses zero


@pytest.mark.parametrize(("text", "at", "value"), [
    ("D[phi](phi**3)", 2, 12), ("D[phi](D[phi](phi**3))", 2, 12), ("D[phi](phi*stop(phi))", 3, 3), ("D[phi](D[phi](phi*stop(phi)))", 3, 0),
    ("D[phi](stop(stop(phi))*phi**2)", 3, 18), ("D[phi](D[psi:phi**2](psi*stop(psi)))", 3, 0), ("D[phi:2*phi](phi**2)", 3, 12),
    ("D[phi](D[psi:phi](phi*psi))", 5, 1), ("D[phi](D[phi:phi**2](phi**2))", 3, 12), ("D[phi](1/phi)", 2, Fraction(-1, 4))])
def test_a_derivative_of_a_polynomial(text, at, value):
    node = typed(text)
    found = signature(node)
    models = random_models(found, {}, {}, 1, np.random.default_rng(0))
    models.reals = {symbol: np.array([float(at)]) for symbol in models.reals}
    assert Evaluator(models, Exact).value(node).ravel()[0] == value


@pytest.mark.parametrize(("given", "statement"), [
    ([], "D[phi](q[phi](z)**2) == q[phi](z)*D[phi](q[phi](z))"), (["g(phi) == f(phi)"], "D[phi](g(phi)) == D[phi](f(phi))"),
    ([], "D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](D[phi](f(z)))"), ([], "integral[z](D[phi](D[phi](q[phi](z)))) == E[q[phi](z)](D[phi](D[phi](q[phi](z)))/q[phi](z))"),
    (["always[z](near[phi](q[phi](z) >= 0))"], "q[phi](z) > 0"), (["g(phi) > 0"], "near[phi](g(phi) >= 1)"), ([], "dominated[z](phi, q[phi](z)*log(b(z)))"),
    ([], "q[phi](z) == q[psi](z)"), (["g(phi) == 0"], "near[phi](g(phi) == 0)"), (["phi == 0"], "near[phi](phi >= 0)"), (["phi == 0"], "near[phi](phi <= 0)"),
    (["phi == 0"], "dominated[z](phi, b(z)*log(phi + 1/1024))"), (["phi == 0"], "dominated[z](phi, b(z)*log(1/1024 - phi))"), (["phi == 0"], "dominated[z](phi, b(z)/phi)"),
    (["g(phi) == 0"], "dominated[z](phi, b(z)*log(b(z)*g(phi)**2))")])
def test_what_is_false_is_refuted(given, statement):
    assert refute([typed(one) for one in given], typed(statement), almost=()) is not None


@pytest.mark.parametrize(("given", "statement"), [
    ([], "D[phi](q[phi](z)*f(z)) == f(z)*D[phi](q[phi](z))"), (["near[phi](g(phi) == f(phi))"], "D[phi](g(phi)) == D[phi](f(phi))"),
    ([], "integral[z](D[phi](q[phi](z))) == 0"), (["always[z](q[phi](z) > 0)"], "near[phi](always[z](q[phi](z) > 0))"),
    ([], "dominated[z](phi, q[phi](z)*log(q[phi](z)))"), (["phi == 0"], "dominated[z](phi, b(z)*log(phi + 1/16))"), (["phi == 0"], "near[phi](phi > -1/16)"), (["near[phi](g(phi) == 0)"], "D[phi](D[phi](g(phi))) == 0")])
def test_what_is_true_is_not(given, statement):
    assert refute([typed(one) for one in given], typed(statement), almost=(), limit=400) is None
