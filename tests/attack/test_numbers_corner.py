"""Exact numbers, floats and balls at their corners: zero, one, the undefined, what is near to zero, what is too large."""

import itertools
import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from mpmath import mp, mpf

from derivations.attack.balls import NEGLIGIBLE, Balls, Fine
from derivations.attack.certificate import Certain, Undecided, certify
from derivations.attack.models import Models, signature
from derivations.attack.numbers import (
    UNDEFINED,
    Exact,
    Floats,
    Logs,
    Undecidable,
    ball,
    exact_exp,
    exact_inverse,
    exact_log,
    exact_product,
    exact_sign,
    factors,
    logs,
)
from derivations.kernel import Function, Law, Point, exp, implies, log, points
from derivations.language import writing as w
from derivations.language.terms import bounded

z, = points("z")
zz = Point("zz", "z")
r, f = Law("r", z), Function("f", z)
U, ZERO, ONE, HALF = UNDEFINED, Fraction(0), Fraction(1), Fraction(1, 2)
log2, log3 = Logs(ZERO, {2: ONE}), Logs(ZERO, {3: ONE})


# --- balls do not call defined what may be undefined ------------------------------------------------------------------


def test_one_over_a_ball_around_zero_is_not_known_to_be_defined():
    """log 1/10 + log 2/10 is log 2/100, which neither floats nor balls see; an exponential keeps exact numbers out of it."""
    model = Models({"z": 3}, {}, {r: np.array([[1, 2, 7]])}, {f: np.array([[1, 1, 1]])}, {}, {})
    gap = w.sub(w.add(log(r(z)), log(r(zz))), log(sympy.Rational(1, 50)))
    given = bounded(w.add(exp(f(z)), w.div(1, gap)))
    node = implies(w.eq(gap, 0), f(z) < 0)
    with pytest.raises(Undecided):
        certify(model, signature(given, node), [], w.eq(w.mul(exp(f(z)), w.div(1, gap)), 1))
    assert certify(model, signature(given, node), [given], node) is None, "it is not known that the hypothesis holds"
    assert Balls.inverse(ball(Fraction(1, 2))).item() == 2


# --- exact numbers ----------------------------------------------------------------------------------------------------

SAMPLES = [ZERO, ONE, -HALF, Fraction(7, 3), log2, Logs(HALF, {2: -ONE}), Logs(-ONE, {2: ONE, 3: HALF}), Logs(ONE, {5: Fraction(-2, 3)})]


def near(number):
    """An exact number to fifty digits."""
    with mp.workdps(50):
        rational, terms = (number.rational, number.coefficients) if isinstance(number, Logs) else (number, {})
        return mpf(rational.numerator)/rational.denominator + mp.fsum(mpf(c.numerator)/c.denominator*mp.log(n) for n, c in terms.items())


def test_sums_and_differences():
    """Against fifty digits; what cancels is a fraction; the undefined takes all with it."""
    for a, b in itertools.product(SAMPLES, repeat=2):
        with mp.workdps(50):
            for got, want in ((a + b, near(a) + near(b)), (a - b, near(a) - near(b)), (a*HALF, near(a)/2), (-a, -near(a))):
                assert abs(near(got) - want) < mpf(10)**-45
        assert exact_sign(a - b) == (near(a) > near(b)) - (near(a) < near(b))
        assert (a == b) == (near(a) == near(b))
        assert isinstance(a - a, Fraction) and isinstance(2*a - a - a, Fraction)
    for a in SAMPLES:
        assert a + U is U and U + a is U and a - U is U and U - a is U and a*U is U and U*a is U and -U is U
    assert U/HALF is U and HALF/U is U and repr(U) == "undefined"
    assert isinstance(log2*ZERO, Fraction) and log2*ZERO == 0 and log2 - log2 == 0 and log2 != log3 and log2 != ONE
    assert logs(HALF, {2: ZERO}) == HALF and isinstance(logs(1, {}), Fraction)
    assert isinstance(logs(0, {2: ZERO, 3: ONE}), Logs) and logs(0, {2: ZERO, 3: ONE}).coefficients == {3: ONE}


@pytest.mark.parametrize(("function", "cases"), [
    (exact_log, {ZERO: U, -HALF: U, ONE: ZERO, U: U, Fraction(2, 9): Logs(ZERO, {2: ONE, 3: -2*ONE}), Fraction(6, 4): Logs(ZERO, {3: ONE, 2: -ONE})}),
    (exact_exp, {ZERO: ONE, U: U}), (exact_inverse, {ZERO: U, U: U, -HALF: Fraction(-2), Fraction(3): Fraction(1, 3)})])
def test_functions_of_exact_numbers(function, cases):
    for value, want in cases.items():
        found = function(value)
        assert (found is U) if want is U else found == want and isinstance(found, type(want))


def test_exponentials_of_whole_logarithms():
    assert exact_exp(log2) == 2 and exact_exp(Logs(ZERO, {2: -ONE, 3: 2*ONE})) == Fraction(9, 2)
    for beyond in (ONE, Logs(ONE, {2: ONE}), Logs(ZERO, {2: ONE, 3: HALF}), Logs(ZERO, {2: HALF})):
        with pytest.raises(Undecidable):
            exact_exp(beyond)
    for beyond in (lambda: exact_inverse(log2), lambda: exact_log(log2), lambda: log2*log3, lambda: factors(100_003*100_019)):
        with pytest.raises(Undecidable):
            beyond()


def test_factors():
    for n in (*range(1, 200), 2**40, 99_991**2, 3*99_989, 2**5*3**4*99_991, 2**62, 3**60, 6**30*100_003, 1_000_000_007):
        found = factors(n)
        assert math.prod(q**e for q, e in found) == n and all(e > 0 for _, e in found)
        assert all(q > 1 and all(q % d for d in range(2, math.isqrt(q) + 1)) for q, _ in found)
        assert len({q for q, _ in found}) == len(found)


def test_nothing_times_anything_is_nothing():
    for a in (*SAMPLES, U):
        for pair in ((ZERO, a), (a, ZERO)):
            assert exact_product(*pair) == 0 and isinstance(exact_product(*pair), Fraction)
        assert exact_product(ONE, a) is U if a is U else exact_product(ONE, a) == a == exact_product(a, ONE)
        assert exact_product(a, U) is exact_product(U, a) is U or a == 0
    with np.errstate(all="ignore"):
        for a, b, want in ((0.0, math.nan, 0), (math.nan, 0.0, 0), (math.nan, 1.0, None), (2.0, 3.0, 6), (0.0, math.inf, 0), (math.inf, 2.0, math.inf)):
            found = float(Floats.product(np.array(a), np.array(b)))
            assert math.isnan(found) if want is None else found == want


CLOSE = [(Fraction(1, 10**12), 1), (Fraction(-1, 10**12), -1), (Fraction(1, 10**25), 1), (Fraction(-1, 10**300), -1)]


@pytest.mark.parametrize(("gap", "sign"), CLOSE)
def test_signs_and_values_near_zero(gap, sign):
    """log 8 − 3 log 2 is nothing; log 2 − (its first 400 digits) + gap has the sign of the gap, and is shown as such."""
    with mp.workdps(420):
        cut = Fraction(int(mp.floor(mp.log(2)*mp.mpf(10)**400)), 10**400)
    number = log2 - cut + gap
    assert number.sign() == exact_sign(number) == sign
    assert math.isclose(number.rounded(), float(gap), rel_tol=1e-12)
    assert exact_sign(number - number) == 0 and exact_sign(gap) == sign
    assert exact_log(8) - 3*log2 == 0


def test_arrays():
    array = np.array([ZERO, -HALF, log2, U, log2 - 1], dtype=object)
    assert Exact.sign(array).tolist() == [0, -1, 1, 0, -1] and Exact.defined(array).tolist() == [True, True, True, False, True]
    assert Exact.compare(array, np.array([ONE, -HALF, ZERO, ONE, U], dtype=object)).tolist() == [-1, 0, 1, 0, 0]
    assert Exact.number(sympy.Rational(-2, 3)) == Fraction(-2, 3) and Floats.number(sympy.Rational(-3, 4)) == -0.75
    with np.errstate(all="ignore"):
        assert Floats.compare(np.array([1.0, 1 + 1e-12, 1 + 1e-8, 0.0, 1e-12, 1e6, 3.0, np.inf, -2.0]),
                              np.array([1.0, 1.0, 1.0, 1e-8, 0.0, 1e6 + 1e-4, 5.0, np.inf, -1.0])).tolist() == [0, 0, 1, -1, 0, 0, -1, 0, -1]
        assert np.isnan(Floats.compare(np.array([np.nan]), np.array([1.0]))).all()
        assert np.isnan(Floats.log(np.array([0.0, -1.0]))).all() and Floats.log(np.array([1.0])).tolist() == [0.0]
        assert np.isnan(Floats.inverse(np.array([0.0]))).all() and Floats.inverse(np.array([4.0])).tolist() == [0.25]
    assert Floats.defined(np.array([np.nan, np.inf, 0.0])).tolist() == [False, True, True]


@pytest.mark.parametrize(("values", "inside", "sup", "inf"), [
    ([ONE, log2, Fraction(7, 10)], [True]*3, ONE, log2), ([ONE, log2, Fraction(7, 10)], [False, True, True], Fraction(7, 10), log2),
    ([U, ONE, ZERO], [False, True, True], ONE, ZERO), ([U, ONE], [True, True], U, U), ([ONE, U], [True, True], U, U), ([ONE, ONE], [True]*2, ONE, ONE)])
def test_extrema(values, inside, sup, inf):
    for kind, want in (("sup", sup), ("inf", inf)):
        found = Exact.extremum(kind, np.array([values], dtype=object), 1, np.array([inside]))
        assert found.shape == (1, 1) and (found.item() is U if want is U else found.item() == want)
        rounded = Floats.extremum(kind, np.array([[math.nan if v is U else float(v) for v in values]]), 1, np.array([inside]))
        assert math.isnan(rounded.item()) if want is U else rounded.item() == float(want)


# --- balls ------------------------------------------------------------------------------------------------------------


def test_balls_enclose():
    """Every operation, against fifty digits; zeros and the undefined stay what they are."""
    for a in (Fraction(1, 3), Fraction(-7, 9), Fraction(5), Fraction(1, 10**30)):
        with mp.workdps(50):
            exact = mpf(a.numerator)/a.denominator
            for found, want in ((ball(a), exact), (Balls.exp(ball(a)).item(), mp.exp(exact)), (Balls.inverse(ball(a)).item(), 1/exact),
                                (Balls.product(ball(a), ball(a)).item(), exact*exact), (Balls.log(ball(abs(a))).item(), mp.log(abs(exact)))):
                with flint.ctx.workprec(160):
                    found = flint.arb(found)  # a fraction, while the number is one
                    assert abs(found.mid() - flint.arb(mp.nstr(want, 45))) <= found.rad() + abs(flint.arb(mp.nstr(want, 45)))*1e-40
    zero, one, around = ball(ZERO), ball(ONE), ball(Fraction(1, 3)) - ball(Fraction(1, 3))
    assert not around.is_zero() and Balls.number(sympy.Rational(3, 4)) == flint.fmpq(3, 4)
    for function in (Balls.log, Balls.inverse, Balls.exp):
        assert function(U).item() is U
    assert Balls.log(zero).item() is U and Balls.log(-one).item() is U and Balls.inverse(zero).item() is U
    assert Balls.product(zero, U).item() == Balls.product(U, zero).item() == 0 and Balls.product(one, U).item() is Balls.product(U, one).item() is U
    assert Balls.sign(np.array([one, -one, zero, U], dtype=object)).tolist() == [1, -1, 0, 0]
    assert Balls.lift(np.array([HALF, U], dtype=object)).tolist() == [flint.fmpq(1, 2), U]
    for beyond in (lambda: Balls.log(around), lambda: Balls.inverse(around), lambda: Balls.sign(np.array([around], dtype=object))):
        with pytest.raises(Undecidable):
            beyond()


def test_what_is_certified_by_balls_says_so():
    model = Models({"z": 1}, {}, {}, {f: np.array([[1]])}, {}, {})
    for node, certified in ((exp(f(z)) < 2, "balls"), (f(z) < 1, "exact")):
        found = certify(model, signature(node), [], node)
        assert found is not None and found.certified == certified and Certain(model, (z,)).certified == "exact"


@pytest.mark.parametrize("middle", [0, 1e-40, -1e-40])
def test_only_a_small_ball_counts_as_zero(middle):
    """A ball around zero that is wide may hold a number that is not zero at all."""
    small, wide = flint.arb(middle, NEGLIGIBLE/4), flint.arb(middle, 1)
    held = [np.array([u], dtype=object) for u in (small, wide, flint.arb(0), U)]
    assert Fine.sign(held[0]).item() == 0 and Fine.compare(held[0], held[2]).item() == 0
    assert Fine.product(held[0], held[3]).item() == 0 and Fine.scalars.negligible(small) and not Fine.scalars.negligible(wide)
    for asked in (lambda: Fine.sign(held[1]), lambda: Fine.compare(held[1], held[2]), lambda: Fine.product(held[1], held[3])):
        with pytest.raises(Undecidable):
            asked()
