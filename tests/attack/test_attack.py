"""The attack: the smallest counterexample, what cannot be decided or read, and twins."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from derivations.attack.certificate import Certain, Undecided
from derivations.attack.counterexamples import Attack, refute
from derivations.attack.evaluate import Unreadable
from derivations.attack.models import enumeration, signature
from derivations.attack.survey import survey
from derivations.attack.twins import near_misses
from derivations.chapters.elbo import ELBO, p, q, r, x, z
from derivations.commands.finding import load
from derivations.kernel import KL, E, always, exp, integrable, log, statement

THEOREMS = load().values()

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


@statement
def root_of_a_square():
    return exp(log(q(z) + 1)/2) == q(z) + 1


def test_what_leaves_the_exact_numbers_is_certified_by_balls():
    """√(1 + q) is not 1 + q."""
    found = refute((), root_of_a_square)
    assert found is not None and found.certified == "balls"
    assert abs(float(found.gap)) > 0.1


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
    assert theorem.text.twins or any(near_misses(expression, laws) for expression in expressions)
