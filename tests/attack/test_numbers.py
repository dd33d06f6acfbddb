"""Exact numbers: logarithms decided by whole powers, signs certified near zero, zeros and the undefined."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivations.attack.numbers import UNDEFINED, Exact, Floats, Logs, Undecidable, exact_exp, exact_log, exact_sign

positive = st.builds(Fraction, st.integers(1, 500), st.integers(1, 500))
small = st.builds(Fraction, st.integers(-40, 40), st.integers(1, 6))


@given(positive, positive, small, small)
def test_logarithms_add_as_they_should(a, b, c, d):
    """c log a + d log b against whole powers, and log a + log b against log ab."""
    assert exact_log(a) + exact_log(b) - exact_log(a*b) == 0
    total, scale = c*exact_log(a) + d*exact_log(b), math.lcm(c.denominator, d.denominator)
    power = a**int(c*scale)*b**int(d*scale)
    assert exact_sign(total) == (power > 1) - (power < 1)


def test_signs_are_certified_where_floats_cancel():
    """Convergents p/q of log 3/log 2 lie above and below it in turn, so q log 3 − p log 2 changes its sign each time."""
    with mp.workdps(80):
        rest, wanted = mp.log(3)/mp.log(2), 1
        (p, q), (above, below) = (1, 0), (0, 1)
        for _ in range(40):
            whole = int(mp.floor(rest))
            p, q, above, below = whole*p + above, whole*q + below, p, q
            rest = 1/(rest - whole)
            number = Logs(Fraction(0), {3: Fraction(q), 2: Fraction(-p)})
            assert number.sign() == wanted == mp.sign(q*mp.log(3) - p*mp.log(2)) and (-number).sign() == -wanted
            wanted = -wanted
    assert q > 10**15


@pytest.mark.parametrize(("two", "three"), [(2, 1), (3, 2), (8, 5), (84, 53), (485, 306), (1054, 665), (50508, 31867),
                                            (301994, 190537)])
def test_signs_close_to_zero_are_certified(two, three):
    """Convergents of log 3 / log 2: the sign is that of 2^a − 3^b."""
    assert Logs(Fraction(0), {2: two, 3: -three}).sign() == (1 if 2**two > 3**three else -1)
    assert Logs(Fraction(0), {2: -two, 3: three}).sign() == (-1 if 2**two > 3**three else 1)


@pytest.mark.parametrize("digits", [5, 15, 17, 40, 200])
def test_a_rational_next_to_a_logarithm(digits):
    """log 2 cut off after some digits, and one more in the last place."""
    with mp.workdps(digits + 10):
        cut = Fraction(int(mp.floor(mp.log(2)*mp.mpf(10)**digits)), 10**digits)
    assert exact_sign(exact_log(2) - cut) == 1
    assert exact_sign(exact_log(2) - cut - Fraction(1, 10**digits)) == -1
    assert exact_sign(exact_log(2) - exact_log(2)) == 0


def test_what_leaves_the_exact_numbers_says_so():
    assert exact_log(0) is exact_log(-1) is UNDEFINED
    assert exact_exp(3*exact_log(2) - exact_log(5)) == Fraction(8, 5)
    for beyond in (lambda: exact_log(2)*exact_log(3), lambda: exact_exp(Fraction(1, 2)),
                   lambda: exact_exp(Fraction(1, 2)*exact_log(2)), lambda: exact_log(exact_log(2))):
        with pytest.raises(Undecidable):
            beyond()


@pytest.mark.parametrize("operation", ["product", "log", "inverse", "exp"])
def test_floats_and_exact_numbers_agree_on_zero_and_the_undefined(operation):
    """Nothing times the undefined is nothing: an expectation does not ask what happens where no mass is."""
    floats, exact = [0.0, 0.5, -2.0, math.nan], [Fraction(0), Fraction(1, 2), Fraction(-2), UNDEFINED]
    many = 2 if operation == "product" else 1
    for a, b in zip(itertools.product(floats, repeat=many), itertools.product(exact, repeat=many)):
        with np.errstate(all="ignore"):
            quick = float(getattr(Floats, operation)(*map(np.array, a)))
        if operation != "exp" or b[0] in (0, UNDEFINED):
            slow = getattr(Exact, operation)(*b).item()
            assert quick == float(slow) if slow is not UNDEFINED else math.isnan(quick)
