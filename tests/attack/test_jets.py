"""Jets: what they say of derivatives is what differences of long numbers say, and what the kernel carries out."""

from fractions import Fraction

import numpy as np
import pytest

from derivations.attack.balls import Balls
from derivations.attack.counterexamples import refute
from derivations.attack.evaluate import Evaluator
from derivations.attack.families import combined, patterns, real_places, terms, written
from derivations.attack.infinity import with_infinity
from derivations.attack.jets import Jet, Singular, moved, vanishing
from derivations.attack.models import random_models
from derivations.attack.numbers import UNDEFINED, Exact, Floats, exact_exp, exact_inverse, exact_log, exact_product
from derivations.language.terms import Function, Law
from derivations.language.views.signature import signature
from tests.support.fuzzing.derivatives import fuzz
from tests.support.rule_examples import NAMES, typed

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


@pytest.mark.parametrize("numbers", [Exact, Floats, Balls, with_infinity(Exact)])
@pytest.mark.parametrize("text", ["g(1/phi)", "h(z, log(phi), psi)", "h(z, psi, log(phi))", "D[psi](g(1/phi))", "D[psi](g(log(q[phi](z) - q[phi](z))))",
                                  "D[phi:1/psi](psi)", "D[psi:log(phi)](b(z))", "D[psi](D[phi:1/psi](g(psi)))"])
def test_what_does_not_depend_on_a_place_is_undefined_where_the_place_is(text, numbers):
    """The functions are zero, and what they are asked at, or where the slope is taken, is the logarithm of zero or one over it."""
    node = typed(text)
    found = signature(node)
    models = random_models(found, {space: 2 for space in found.spaces}, {}, 1, np.random.default_rng(0))
    models.reals = {symbol: np.array([0.0]) for symbol in models.reals}
    models.functions = {function: 0*table for function, table in models.functions.items()}
    evaluator = Evaluator(models, numbers, tuple(found.points))
    assert not numbers.defined(evaluator.array(evaluator.value(node))).any()


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
    both, alone = variable(Fraction(0), 1, 2), variable(Fraction(0), 1) + exact_product(variable(Fraction(0), 2), variable(Fraction(0), 2))
    assert isinstance(exact_log(vanishing(exact_product(both, both))), Singular)  # what two parameters move together does not cross zero
    assert vanishing(alone) is alone and exact_log(vanishing(alone)) is UNDEFINED  # one that moves it across zero is enough


def test_the_logarithm_of_such_a_density_may_be_added_to_and_multiplied():
    h = variable(Fraction(0), 1)
    q, w = vanishing(exact_product(h, h)), vanishing(exact_product(h, h))
    log_q, log_w, pole = exact_log(q), exact_log(w), exact_inverse(q)
    both = exact_product(q, w)
    for singular in (log_q + Fraction(1), Fraction(1) + log_q, log_q + h, -log_q, Fraction(2) - log_q, log_q - Fraction(1), exact_product(log_q, Fraction(-3)),
                     exact_product(h, log_q)):
        assert isinstance(singular, Singular) and exact_product(q, singular).coefficient(1).value == 0
        assert isinstance(exact_product(w, singular), Singular)
    for singular in (log_q + log_w, log_q - log_w, exact_product(log_q, log_w)):
        assert isinstance(exact_product(q, singular), Singular) and isinstance(exact_product(w, singular), Singular)
        assert exact_product(both, singular).coefficient(1).value == 0
    for undefined in (pole + Fraction(1), pole + log_q, log_q + pole, -pole, exact_product(pole, pole), exact_product(pole, log_q), exact_product(pole, Fraction(-1)),
                      log_q + UNDEFINED, UNDEFINED + log_q, exact_product(log_q, UNDEFINED), exact_log(log_q), exact_exp(log_q), exact_exp(pole), exact_inverse(log_q),
                      exact_product(q, pole)):
        assert undefined is UNDEFINED
    for known_once in (exact_product(q, log_q) + h, h + exact_product(q, log_q), exact_product(h, exact_product(q, log_q)), exact_product(q, log_q) - Fraction(2),
                       exact_product(exact_product(q, log_q), Fraction(2)), Fraction(1) - exact_product(q, log_q), exact_exp(exact_product(q, log_q))):
        assert known_once.coefficient(1) is not UNDEFINED and known_once.coefficient(1).coefficient(2) is UNDEFINED
    once = exact_product(q, log_q)
    assert (once + once.coefficient(1)).coefficient(2) is UNDEFINED and (once.coefficient(1) + once).coefficient(2) is UNDEFINED
    assert not log_q.is_zero() and not pole.is_zero() and not q.is_zero()


def test_a_polynomial_is_told_as_it_is_computed():
    """The text of a family or a function is what it has as values."""
    rng, letters = np.random.default_rng(4), "abcdef"
    z, phi, psi = (NAMES[name] for name in ("z", "phi", "psi"))
    for thing in (Law("q", z), Function("f", z, nonnegative=True)):
        assert real_places(thing) == 0
    for thing in (NAMES["q"][phi](z).law, NAMES["b"][phi, psi](z).law, Function("g", phi), Function("h", phi, psi, z), Function("d", phi, psi, nonnegative=True)):
        n = real_places(thing)
        for _ in range(20):
            coefficients = rng.integers(0 if isinstance(thing, Law) or thing.nonnegative else -2, 3, terms(thing)).astype(float)
            values = rng.integers(-3, 4, n)
            text = written(thing, coefficients).replace("²", "**2").replace("·", "*")
            want = combined(thing, [np.array([c]) for c in coefficients], [np.array([float(v)]) for v in values], Floats)
            assert eval(text, dict(zip(letters, map(int, values)))) == want[0]
    assert written(NAMES["b"][phi, psi](z).law, np.array([0.5, 1, 2, 1, 0, 1, 0, 1])) == "1/2 + a² + 2·(a - 1)² + (a + 1)² + (b - 1)² + (a + b)²"
    assert written(Function("h", phi, psi, z), np.array([-1, 0, -1, 2, 0, 0, 1, 0])) == "-1 - b + 2·a·a + a·a·a" and written(Function("g", phi), np.zeros(4)) == "0"


def test_patterns_have_each_coefficient_alone():
    """More at a higher level, none twice; each coefficient stands alone in one, but that of the square of a sum."""
    z, phi, psi = (NAMES[name] for name in ("z", "phi", "psi"))
    for thing in (NAMES["q"][phi](z).law, NAMES["b"][phi, psi](z).law, Function("g", phi), Function("h", phi, psi, z), Function("d", phi, psi, nonnegative=True)):
        few, many = patterns(thing, 1), patterns(thing, 2)
        assert many[:len(few)] == few and len(set(many)) == len(many) > len(few)
        if isinstance(thing, Function) and not thing.nonnegative:  # one and a place
            assert all(tuple(int(i in (0, k)) for i in range(terms(thing))) in many for k in range(1, 1 + real_places(thing)))
        alone = {row.index(1) for row in many if sum(map(abs, row)) == 1 and 1 in row}
        assert alone == set(range(terms(thing))) - ({terms(thing) - 1} if real_places(thing) > 1 and (isinstance(thing, Law) or thing.nonnegative) else set())


@pytest.mark.parametrize(("text", "at", "value"), [
    ("D[phi](phi**3)", 2, 12), ("D[phi](D[phi](phi**3))", 2, 12), ("D[phi](phi*stop(phi))", 3, 3), ("D[phi](D[phi](phi*stop(phi)))", 3, 0),
    ("D[phi](stop(stop(phi))*phi**2)", 3, 18), ("D[phi](D[psi:phi**2](psi*stop(psi)))", 3, 0), ("D[phi:2*phi](phi**2)", 3, 12),
    ("D[phi](D[psi:phi](phi*psi))", 5, 1), ("D[phi](D[phi:phi**2](phi**2))", 3, 12), ("D[phi](1/phi)", 2, Fraction(-1, 4)), ("D[phi:2*phi](phi*D[phi](phi*stop(phi)))", 3, 6),
    ("D[phi](D[psi:phi](D[phi:psi](phi**2*psi)))", 3, 4), ("D[phi](D[psi:2*phi](D[phi:phi + psi](phi**2*psi)))", 3, 10)])
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
    ([], "q[phi](z) == q[psi](z)"), ([], "q[phi](z) == p[phi](z)"),
    (["g(phi) == 0"], "near[phi](g(phi) == 0)"), (["phi == 0"], "near[phi](phi >= 0)"), (["phi == 0"], "near[phi](phi <= 0)"),
    (["phi == 0"], "dominated[z](phi, b(z)/phi)"), (["phi == 0"], "near[phi](phi**2 <= 0)"), (["phi == 1"], "near[phi](phi >= 1)"), (["phi == 0"], "near[phi](phi/phi == 1)"),
    (["g(phi) == 0"], "dominated[z](phi, b(z)*log(b(z)*g(phi)**2))"), ([], "near[phi:1/psi](psi**2 >= 0)"), ([], "D[phi:1/psi](b(z)) == 0"),
    (["g(psi) == 0", "near[phi](g(phi) == 0)"], "g(1/psi)**2 >= 0")])
def test_what_is_false_is_refuted(given, statement):
    assert refute([typed(one) for one in given], typed(statement), almost=()) is not None


@pytest.mark.parametrize(("given", "statement"), [
    ([], "D[phi](q[phi](z)*f(z)) == f(z)*D[phi](q[phi](z))"), (["near[phi](g(phi) == f(phi))"], "D[phi](g(phi)) == D[phi](f(phi))"),
    ([], "integral[z](D[phi](q[phi](z))) == 0"), (["always[z](q[phi](z) > 0)"], "near[phi](always[z](q[phi](z) > 0))"),
    ([], "dominated[z](phi, q[phi](z)*log(q[phi](z)))"), (["phi == 0"], "dominated[z](phi, b(z)*log(phi + 1/16))"), (["phi == 0"], "near[phi](phi > -1/16)"), (["phi == 0"], "dominated[z](phi, b(z)*log(phi + 1/1024))"),
    (["phi == 0"], "dominated[z](phi, b(z)*log(1/1024 - phi))"), *((["phi == 0"], f"near[phi](4096*phi != {k})") for k in (-7, -4, -1, 1, 3, 8)), (["phi == 0"], "near[phi](phi <= 1/10**9)"),
    (["g(phi) > 0"], "near[phi](g(phi) > 0)"), (["phi == 0"], "near[phi](phi**2 >= 0)"), (["near[phi](g(phi) == 0)"], "D[phi](D[phi](g(phi))) == 0")])
def test_what_is_true_is_not(given, statement):
    assert refute([typed(one) for one in given], typed(statement), almost=(), limit=400) is None
