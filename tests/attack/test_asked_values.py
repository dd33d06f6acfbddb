"""Random models have the values that hypotheses ask of them, as far as that is possible."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from derivations.attack.asked_values import follow_hypotheses
from derivations.attack.models import random_models, signature
from derivations.attack.survey import survey
from derivations.attack.verdict import satisfiable
from derivations.language.terms import parameters, positives
from tests.support.rule_examples import typed

(b, c), (r,) = positives("b c"), parameters("r")


def tables(*given, last=4, many=50):
    """The tables of functions after and before the recursions are followed, by name."""
    given = [typed(one) for one in given]
    found = signature(*given)
    sizes = {space: 2 for space in found.spaces if space != "index"}
    made = random_models(found, sizes, {count: last for count in found.counts}, many, np.random.default_rng(0))
    before = {f.name: np.array(table) for f, table in made.functions.items()}
    follow_hypotheses(made, given)
    return {f.name: table for f, table in made.functions.items()}, before


def test_one_index_after_the_other():
    now, before = tables("each[k:1:K - 1](a(k + 1) == 2*a(k) - g(k))")
    assert (now["a"][:, 0] == before["a"][:, 0]).all() and (now["g"] == before["g"]).all()
    for i in range(3):
        assert (now["a"][:, i + 1] == 2*now["a"][:, i] - now["g"][:, i]).all()
    assert (now["a"] != before["a"]).any()


def test_one_value_and_sums():
    now, _ = tables("a(K) == total[k:1:K](g(k))", "a(1) == g(2)/4")
    assert (now["a"][:, 3] == now["g"][:, :4].sum(axis=1)).all() and (now["a"][:, 0] == now["g"][:, 1]/4).all()


@pytest.mark.parametrize(("given", "fits"), [
    ("each[k:1:K](a(k) <= 1)", lambda u: u <= 1), ("each[k:1:K](a(k) < 1)", lambda u: u < 1), ("each[k:1:K](a(k) <= -1)", lambda u: u <= -1),
    ("each[k:1:K](a(k) < 0)", lambda u: u < 0), ("each[k:1:K](a(k) > 2)", lambda u: u > 2), ("each[k:1:K](a(k) >= 0)", lambda u: u >= 0)])
def test_values_are_moved_into_a_range(given, fits):
    now, before = tables(given)
    kept = fits(before["a"][:, :4])
    assert fits(now["a"][:, :4]).all() and (now["a"][:, :4][kept] == before["a"][:, :4][kept]).all() and not kept.all()
    assert all(float(u).as_integer_ratio()[1] <= 64 for u in now["a"].ravel())  # floats hold them exactly


@pytest.mark.parametrize("given", ["each[k:1:K](a(k) <= g(k))", "each[k:1:K](2*a(k) == g(k))", "always[q(z)](f(z) == 1)", "f(z) == 1", "a(K) == f(z)"])
def test_other_hypotheses_change_nothing(given):
    now, before = tables(given, "0 <= a(1) + 9", "0 <= g(K) + 9")
    assert before and all((now[name] == table).all() for name, table in before.items())


def test_values_that_a_function_cannot_have_stay():
    now, before = tables("d(1) == a(1)", "a(2) == log(g(1))")
    negative, undefined = before["a"][:, 0] < 0, before["g"][:, 0] <= 0
    assert negative.any() and undefined.any()
    assert (now["d"][negative, 0] == before["d"][negative, 0]).all() and (now["d"][~negative, 0] == before["a"][~negative, 0]).all()
    assert (now["a"][undefined, 1] == before["a"][undefined, 1]).all() and np.isfinite(now["a"]).all()


def test_a_survey_then_has_models_of_every_length():
    """Without the recursion hardly any model with more than one step would satisfy the hypothesis."""
    given = [typed("each[k:1:K - 1](a(k + 1) == a(k)/2)")]
    found = survey(given, [typed("a(K) <= a(1)")], models_per_shape=100, shapes_wanted=3, seed=1)
    assert found.failure is not None  # of a negative number, a half is larger
    kept = survey(given, [typed("a(K)**2 <= a(1)**2")], models_per_shape=100, shapes_wanted=3, seed=1)
    assert kept.failure is None and kept.models == 300


@pytest.mark.parametrize(("given", "asked"), [
    ([sympy.Eq(b, sympy.Rational(1, 7))], {b: Fraction(1, 7)}),
    ([sympy.Eq(sympy.Rational(3, 2), b)], {b: Fraction(3, 2)}),
    ([sympy.Eq(b, 1 - c), sympy.Eq(c, r/3), sympy.Eq(r, 2)], {b: Fraction(1, 3), c: Fraction(2, 3), r: Fraction(2)}),
    ([sympy.Eq(r, sympy.Rational(-1, 3))], {r: Fraction(-1, 3)})])
def test_numbers_are_what_equations_say(given, asked):
    found = signature(*given)
    made = random_models(found, {}, {}, 20, np.random.default_rng(0))
    follow_hypotheses(made, given)
    assert all(Fraction(u) == asked[v] for v in asked for u in made.reals[v]) and satisfiable(given)


def test_a_number_has_no_value_that_its_declaration_forbids():
    given = [sympy.Eq(b, sympy.Rational(-1, 3))]
    made = random_models(signature(*given), {}, {}, 20, np.random.default_rng(0))
    follow_hypotheses(made, given)
    assert (made.reals[b] > 0).all() and not satisfiable(given)
    assert not satisfiable([sympy.Eq(b, sympy.Rational(1, 3)), sympy.Eq(b, sympy.Rational(1, 7))])


def test_thirds_of_a_recursion_are_fractions():
    """Floats hold no sevenths, so that the hypotheses would hold in no model without rounding."""
    given = ["a(1) == 1/7", "each[k:1:K - 1](a(k + 1) == a(k)/3)"]
    now, _ = tables(*given)
    assert all(Fraction(u) == Fraction(1, 7*3**i) for row in now["a"] for i, u in enumerate(row[:4]))
    assert satisfiable([typed(one) for one in given])
