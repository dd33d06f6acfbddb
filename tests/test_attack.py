"""The attack: signs certified near zero, the smallest counterexample, what cannot be decided or read, and twins."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivations.attack import Attack, Certain, Undecided, refute, survey
from derivations.chapters import load
from derivations.elbo import ELBO, p, q, r, x, z
from derivations.kernel import KL, E, always, exp, integrable, log, statement
from derivations.meanings.evaluate import Unreadable
from derivations.meanings.models import enumeration, signature
from derivations.meanings.numbers import UNDEFINED, Logs, Undecidable, exact_exp, exact_log, exact_sign
from derivations.twins import near_misses

THEOREMS = load().values()

# --- exact numbers ------------------------------------------------------------------------------------------------


positive = st.builds(Fraction, st.integers(1, 500), st.integers(1, 500))
small = st.builds(Fraction, st.integers(-40, 40), st.integers(1, 6))


@given(positive, positive, small, small)
def test_logarithms_add_as_they_should(a, b, c, d):
    """c log a + d log b against whole powers, and log a + log b against log ab."""
    assert exact_log(a) + exact_log(b) - exact_log(a*b) == 0
    total, scale = c*exact_log(a) + d*exact_log(b), math.lcm(c.denominator, d.denominator)
    power = a**int(c*scale)*b**int(d*scale)
    assert exact_sign(total) == (power > 1) - (power < 1)


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


# --- counterexamples ----------------------------------------------------------------------------------------------


@statement
def unbiased():
    return E[q(z)](r(z)/q(z)) == 1


@statement
def reversed_divergence():
    return log(p(x)) == ELBO(q(z), p(x, z)) + KL[z](p(z | x), q(z))


@statement
def symmetric():
    return KL[z](q(z), r(z)) == KL[z](r(z), q(z))


@statement
def density_at_most_one():
    return q(z) <= 1


@statement
def equal_laws():
    return always[z](q(z) == r(z))


@statement
def finite():
    return integrable[q(z)](log(p(x, z)/q(z)))


@statement
def both_finite():
    return integrable[q(z)](log(q(z)/r(z)))


@statement
def other_finite():
    return integrable[r(z)](log(r(z)/q(z)))


def first_by_hand(hypotheses, false):
    """The first model of the enumeration, taken one at a time and exactly, in which the statement fails."""
    found = signature(false, *hypotheses)
    for batch in enumeration(found):
        for i in range(batch.batch):
            one = Certain(batch.take(i), tuple(found.points))
            held = np.ones((1,), dtype=bool)
            for hypothesis in hypotheses:
                held = held & one.truth(hypothesis)[0]
            if (held & ~one.truth(false)[0]).any():
                return one.models
    raise LookupError("nothing false")


@pytest.mark.parametrize(("hypotheses", "false"), [
    ((), unbiased), ((finite,), reversed_divergence), ((both_finite, other_finite), symmetric), ((), equal_laws),
    ((), density_at_most_one)],
    ids=["unbiased", "reversed", "symmetric", "equal", "density"])
def test_the_smallest_counterexample_is_the_first_of_all(hypotheses, false):
    found = refute(hypotheses, false, check_earlier=10_000)
    assert found is not None
    assert found.smallest and found.certified == "exact" and found.gap != "0"
    assert found.model.describe() == first_by_hand(hypotheses, false).describe()


def test_a_reader_can_recompute_a_counterexample():
    """E_q[r/q] from the tables in the JSON: what q misses of r is missing."""
    found = refute((), unbiased)
    assert found is not None
    told = found.as_json()
    tables = [[Fraction(cell) for cell in told["model"]["laws"][name]["table"]] for name in "qr"]
    reached = sum(b for a, b in zip(*tables) if a)
    assert (told["lhs"], told["rhs"], told["gap"]) == (str(reached), "1", str(reached - 1))
    assert reached < 1


@pytest.mark.parametrize("theorem", THEOREMS, ids=str)
def test_a_theorem_has_no_counterexample(theorem):
    statement_, hypotheses = theorem.text.statement, [h for h, _ in theorem.text.hypotheses]
    assert refute(hypotheses, statement_, levels=1, limit=400) is None


# --- what is not decided, or not read -----------------------------------------------------------------------------


@statement
def less_than_itself():
    return log(q(z) + 2)*log(q(z) + 2) < log(q(z) + 2)*log(q(z) + 2)


@statement
def roots():
    return exp(log(q(z) + 1)/2)*exp(log(q(z) + 1)/2) < q(z) + 1


@pytest.mark.parametrize("node", [less_than_itself, roots], ids=["squares", "roots"])
def test_what_nothing_exact_can_settle_is_undecided(node):
    """False, but by a product of logarithms or of irrational roots, and balls cannot certify equality."""
    with pytest.raises(Undecided):
        refute((), node, limit=2_000)


def test_a_false_line_is_not_passed_over_in_exact_arithmetic():
    with pytest.raises(Undecided, match="false in exact arithmetic"):
        Attack((), [unbiased]).exactly([unbiased], 50)


@pytest.mark.parametrize("node", [
    sympy.Eq(sympy.sin(q(z)), 0, evaluate=False), sympy.Or(unbiased, symmetric),
    sympy.Le(sympy.Derivative(sympy.Symbol("t"), sympy.Symbol("t")), 1, evaluate=False)], ids=["sin", "or", "derivative"])
def test_what_has_no_finite_meaning_is_unreadable(node):
    for attack in (lambda: refute((), node), lambda: refute((node,), unbiased),
                   lambda: survey((), [node], models_per_shape=5, shapes_wanted=2, seed=0)):
        with pytest.raises(Unreadable, match="no finite meaning"):
            attack()


# --- twins --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theorem", THEOREMS, ids=str)
def test_near_misses_differ_from_the_original_and_from_each_other(theorem):
    laws = tuple(signature(theorem.text.statement).laws)
    expressions = (theorem.text.statement, *(line.expression for line in theorem.text.lines))
    for expression in expressions:
        misses = near_misses(expression, laws, 30)
        assert len({miss.expression for miss in misses} | {expression}) == len(misses) + 1
        assert all(miss.how for miss in misses)
        assert len(near_misses(expression, laws, 2)) == min(2, len(misses))
    assert any(near_misses(expression, laws) for expression in expressions)
