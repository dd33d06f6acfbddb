"""The theorems about averages over draws and about coefficients from draws: every outcome of all draws, in fractions, beside
the estimators of impl; and one simulation."""

import itertools
import math
from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import score_function
from impl.monte_carlo import MeanTest
from tests.support.exact_tables import laws
from tests.support.finite_models import assert_equal

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

numbers = st.integers(-9, 9).map(Fraction)


@st.composite
def problems(draw):
    """A law of one draw, a signal and a score."""
    size = draw(st.integers(1, 3))
    return draw(laws(size)), *([draw(numbers) for _ in range(size)] for _ in range(2))


def mean(law, quantity):
    """The mean of a function of an outcome, under a law that is a dictionary."""
    return sum((chance*quantity(outcome) for outcome, chance in law.items()), Fraction(0))


def variance(law, quantity):
    middle = mean(law, quantity)
    return mean(law, lambda outcome: (quantity(outcome) - middle)**2)


def independent(law, S):
    """All outcomes of S independent draws."""
    return {drawn: math.prod(law[i] for i in drawn) for drawn in itertools.product(range(len(law)), repeat=S)}


def alike(law, S):
    """All draws are one and the same."""
    return {(i,)*S: chance for i, chance in enumerate(law)}


def mixed(first, second, share):
    return {drawn: (1 - share)*first.get(drawn, 0) + share*second.get(drawn, 0) for drawn in {**first, **second}}


def average(entries):
    return sum(entries)/Fraction(len(entries))


def product_gradient(law, f, h):
    """The covariance of signal and score: half of the mean product of the differences of two independent draws."""
    return mean(independent(law, 2), lambda drawn: (f[drawn[0]] - f[drawn[1]])*(h[drawn[0]] - h[drawn[1]]))/2


def by_impl(estimator, law, S, f, h, *coefficient):
    """The mean of an estimator of impl over all outcomes of S independent draws."""
    every = independent(law, S)
    drawn = torch.tensor(list(every)).T
    signal, score = (torch.tensor([float(s) for s in entries])[drawn] for entries in (f, h))
    got = estimator(score[..., None], signal, *(make(signal)[..., None] for make in coefficient))[..., 0]
    return float(torch.tensor([float(chance) for chance in every.values()])@got)


# --- averages over draws ------------------------------------------------------------------------------------------


@evidence("control_variates.estimator_unbiased", kind="exact")
@evidence("control_variates.estimator_variance", kind="exact")
@given(problems(), st.integers(1, 4), st.fractions(0, 1, max_denominator=9))
def test_an_average_keeps_the_mean_and_independent_draws_divide_the_variance(problem, S, share):
    """Draws that are all alike with some probability keep the mean, too, and that share of the variance of one draw."""
    law, g, _ = problem
    one, single = mean(dict(enumerate(law)), lambda i: g[i]), variance(dict(enumerate(law)), lambda i: g[i])
    joint = mixed(independent(law, S), alike(law, S), share)
    for of in (joint, independent(law, S), alike(law, S)):
        assert mean(of, lambda drawn: average([g[i] for i in drawn])) == one
    assert variance(independent(law, S), lambda drawn: average([g[i] for i in drawn])) == single/S
    assert variance(joint, lambda drawn: average([g[i] for i in drawn])) == single*((1 - share)/S + share)


@evidence("control_variates.estimator_unbiased", kind="exact")
def test_draws_that_are_not_exchangeable_keep_the_mean():
    """The second draw is the other side of the coin that the first and the third show: every draw is fair."""
    law, g = {(0, 1, 0): Fraction(1, 2), (1, 0, 1): Fraction(1, 2)}, [Fraction(5), Fraction(-2)]
    assert mean(law, lambda drawn: average([g[i] for i in drawn])) == average(g) == Fraction(3, 2)
    assert variance(law, lambda drawn: average([g[i] for i in drawn])) == Fraction(49, 36)  # a ninth of that of one draw


# --- coefficients from draws --------------------------------------------------------------------------------------


def slope(signals, scores):
    """The coefficient of the same draws: the covariance of signal times score with the score, over the score's variance."""
    middle = average(scores)
    spread = sum((t - middle)**2 for t in scores)
    return sum(s*t*(t - middle) for s, t in zip(signals, scores, strict=True))/spread if spread else Fraction(0)


@evidence("control_variates.same_sample_bias", kind="exact")
@given(problems(), st.integers(2, 3))
def test_the_bias_of_a_coefficient_from_the_same_draws(problem, S):
    """Algorithm 2 of Ranganath, Gerrish and Blei: off by minus the covariance of its coefficient with the mean score."""
    law, f, h = problem
    middle = mean(dict(enumerate(law)), lambda i: h[i])
    h = [t - middle for t in h]
    every = independent(law, S)
    coefficient = {drawn: slope([f[i] for i in drawn], [h[i] for i in drawn]) for drawn in every}
    mean_score = {drawn: average([h[i] for i in drawn]) for drawn in every}
    estimate = mean(every, lambda drawn: average([f[i]*h[i] for i in drawn]) - coefficient[drawn]*mean_score[drawn])
    gradient = mean(dict(enumerate(law)), lambda i: f[i]*h[i])
    together = [variance(every, lambda drawn, sign=sign: coefficient[drawn] + sign*mean_score[drawn]) for sign in (1, -1)]
    assert estimate - gradient == -(together[0] - together[1])/4
    assert_equal(by_impl(score_function.control_variate, law, S, f, h), float(estimate))


@evidence("control_variates.same_sample_bias", kind="exact")
@pytest.mark.parametrize(("signal", "estimate", "gradient"), [((2, 0), Fraction(15, 16), Fraction(3, 2)), ((1, 1), Fraction(-3, 8), 0)])
def test_two_tosses_of_a_coin_from_the_same_draws(signal, estimate, gradient):
    """Scores 3 with chance 1/4, else −1.  Two tosses that are alike say nothing of the coefficient, so that REINFORCE is left:
    6/16 with the first signals.  The others, with chance 6/16, have the mean score 1 and the coefficient 6/4, and leave
    3 − 3/2.  Where the signal is always 1, these leave nothing, and the former (3 − 9)/16."""
    law, h = [Fraction(1, 4), Fraction(3, 4)], [Fraction(3), Fraction(-1)]
    assert product_gradient(law, signal, h) == gradient
    assert_equal(by_impl(score_function.control_variate, law, 2, signal, h), float(estimate))


@evidence("control_variates.same_sample_two", kind="exact")
@evidence("control_variates.same_sample_two", kind="agreement")
@given(numbers, numbers, numbers, numbers.filter(bool))
def test_two_draws_leave_the_point_where_their_line_meets_zero(w_1, w_2, h_1, apart):
    """Two points (h, h w) and the line through them: at zero it is what `impl` estimates from the two draws."""
    h_2 = h_1 + apart
    at_zero = h_1*w_1 + (h_2*w_2 - h_1*w_1)*(0 - h_1)/apart
    scores, signals = torch.tensor([[float(h_1)], [float(h_2)]]), torch.tensor([float(w_1), float(w_2)])
    assert_equal(score_function.control_variate(scores, signals), [float(at_zero)])
    assert at_zero == average([h_1*w_1, h_2*w_2]) - slope([w_1, w_2], [h_1, h_2])*average([h_1, h_2])


def test_the_bias_of_two_draws_can_be_all_there_is():
    """Where the signal is the score, the gradient is the mean of its square.  Two draws without replacement, whose scores add
    up to zero, leave −h₁ h₂, and the mean of this is the gradient divided by the number of the other scores: of nine scores,
    an eighth."""
    scores = [Fraction(k) for k in (-5, -3, -2, -1, 0, 1, 2, 3, 5)]
    pairs = [(s, t) for s in scores for t in scores if s != t]
    left = average([average([s*s, t*t]) - slope([s, t], [s, t])*average([s, t]) for s, t in pairs])
    gradient = average([s*s for s in scores])
    assert left == average([-s*t for s, t in pairs]) == gradient/(len(scores) - 1)
    assert gradient - left == gradient*Fraction(7, 8)


@evidence("control_variates.other_draws", kind="exact")
@given(problems(), st.integers(2, 3), st.data())
def test_any_coefficient_from_the_other_draws_leaves_the_mean(problem, S, data):
    """A table of coefficients for every outcome of the others; and the one that impl makes of them.  A coefficient for
    every outcome of all draws leaves another mean, unless it happens not to look at this one."""
    law, f, h = problem
    middle = mean(dict(enumerate(law)), lambda i: h[i])
    h = [t - middle for t in h]
    table = {others: data.draw(numbers) for others in independent(law, S - 1)}
    gradient = mean(dict(enumerate(law)), lambda i: f[i]*h[i])
    every = independent(law, S)
    assert mean(every, lambda drawn: average([h[i]*(f[i] - table[drawn[:k] + drawn[k + 1:]]) for k, i in enumerate(drawn)])) == gradient
    assert_equal(by_impl(score_function.leave_one_out, law, S, f, h), float(gradient))
    looked = mean(every, lambda drawn: h[drawn[0]]*(f[drawn[0]] - h[drawn[0]]))
    assert looked == gradient - mean(dict(enumerate(law)), lambda i: h[i]**2)


@evidence("control_variates.leave_one_out_unbiased", kind="exact")
@evidence("control_variates.own_draw_shrinks", kind="exact")
@given(problems(), st.integers(2, 4))
def test_the_mean_of_the_other_signals_and_the_mean_of_all_of_them(problem, S):
    """The score need not have mean zero: the mean is the covariance, or (S − 1)/S of it."""
    law, f, h = problem
    every, gradient = independent(law, S), product_gradient(law, f, h)

    def others(drawn, k):
        return average([f[i] for j, i in enumerate(drawn) if j != k])

    assert mean(every, lambda drawn: average([h[i]*(f[i] - others(drawn, k)) for k, i in enumerate(drawn)])) == gradient
    own = mean(every, lambda drawn: average([h[i]*(f[i] - average([f[j] for j in drawn])) for i in drawn]))
    assert own == gradient*(S - 1)/S
    assert_equal(by_impl(score_function.leave_one_out_baseline, law, S, f, h), float(gradient))
    assert_equal(by_impl(score_function.control_variate, law, S, f, h, lambda signal: signal.mean(0)), float(own))


@evidence("control_variates.leave_one_out_variance", kind="exact")
@given(problems(), numbers, st.integers(2, 4))
def test_the_variance_with_the_mean_of_the_other_signals(problem, constant, S):
    """By Hoeffding's split: the estimate is the average of that of two draws over all pairs, so what one of two draws decides
    counts 4 (S − 2)/(S (S − 1)) times, and what both decide 2/(S (S − 1)) times."""
    law, f, h = problem
    one, two, every = dict(enumerate(law)), independent(law, 2), independent(law, S)
    gradient = product_gradient(law, f, h)

    def estimate(drawn):
        signals = [f[i] + constant for i in drawn]
        return average([h[i]*(f[i] + constant - average(signals[:k] + signals[k + 1:])) for k, i in enumerate(drawn)])

    def first(i):
        return mean(one, lambda j: estimate((i, j)))

    found = variance(every, estimate)
    assert found*S*(S - 1) == 4*(S - 2)*variance(one, first) + 2*variance(two, estimate)
    centred_f, centred_h = ([s - mean(one, lambda i, of=of: of[i]) for s in of] for of in (f, h))
    both = mean(one, lambda i: (centred_f[i]*centred_h[i])**2)
    product = variance(one, lambda i: f[i])*variance(one, lambda i: h[i])
    assert found*S == both + (product - (S - 2)*gradient**2)/(S - 1)
    assert_equal(by_impl(lambda *of: score_function.leave_one_out_baseline(*of)**2, law, S, f, h), float(found + gradient**2))


@evidence("control_variates.leave_one_out_variance", kind="exact")
@pytest.mark.parametrize("p", [Fraction(k, 8) for k in range(9)])
def test_two_tosses_of_a_coin(p):
    """They differ with chance 2 p (1 − p), and then the estimate is half of the product of the differences."""
    rest = 1 - p
    found = variance(independent([p, rest], 2), lambda drawn: Fraction(drawn[0] != drawn[1])*5*3/2)
    assert found == 225*p*rest*(1 - 2*p*rest)/2
    both = p*(5*3*rest**2)**2 + rest*(5*3*p**2)**2
    assert 2*found == both + 25*p*rest*9*p*rest
    got = by_impl(lambda *of: score_function.leave_one_out_baseline(*of)**2, [p, rest], 2, [7, 2], [4, 1])
    assert_equal(got, float(found + (15*p*rest)**2))


# --- simulation ---------------------------------------------------------------------------------------------------

DIE = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
SIGNAL, SCORE = [Fraction(3), Fraction(-1), Fraction(2)], [Fraction(1), Fraction(-1), Fraction(-1)]


def simulated(generator, S, repeats):
    """The scores and signals of S draws, again and again."""
    chances = torch.tensor([float(s) for s in DIE])
    drawn = torch.multinomial(chances, S*repeats, replacement=True, generator=generator).reshape(S, repeats)
    return torch.tensor([float(t) for t in SCORE])[drawn][..., None], torch.tensor([float(s) for s in SIGNAL])[drawn]


def from_all(score, signal):
    """The mean of all signals is the baseline."""
    return score_function.control_variate(score, signal, signal.mean(0)[..., None])


@pytest.mark.parametrize(("estimator", "S", "share", "wrong"), [
    pytest.param(score_function.leave_one_out_baseline, 3, Fraction(1), Fraction(2, 3), id="others",
                 marks=evidence("control_variates.leave_one_out_unbiased", kind="monte-carlo")),
    pytest.param(from_all, 2, Fraction(1, 2), Fraction(1), id="all",
                 marks=evidence("control_variates.own_draw_shrinks", kind="monte-carlo")),
])
def test_baselines_from_draws_by_simulation(estimator, S, share, wrong, generator, spend):
    """The null is the share of the covariance that the estimate has as its mean; planted are the share with the other
    baseline, and zero.  The variance of the estimate is that over all outcomes."""
    gradient = product_gradient(DIE, SIGNAL, SCORE)
    scale = share*S/(S - 1)  # the estimate of either baseline, in multiples of the product with deviations from the mean

    def estimate(drawn):
        middle = average([SIGNAL[i] for i in drawn])
        return scale*average([SCORE[i]*(SIGNAL[i] - middle) for i in drawn])

    exact = variance(independent(DIE, S), estimate)
    assert mean(independent(DIE, S), estimate) == share*gradient
    test = spend(MeanTest.detecting(float(abs((share - wrong)*gradient)), float(exact)*(1 + 1e-6), 1e-9))
    estimates = estimator(*simulated(generator, S, test.samples))[..., 0]
    assert test.accepts(estimates, float(share*gradient))
    assert not test.accepts(estimates, float(wrong*gradient))
    assert not test.accepts(estimates, 0.0)


@evidence("control_variates.estimator_variance", kind="monte-carlo")
def test_the_variance_of_an_average_by_simulation(generator, spend):
    """The squared errors of averages of four draws; planted are half of their mean, and the mean of a sixteenth of the variance
    of one draw, which is what dividing by the square of the number would give."""
    middle = mean(dict(enumerate(DIE)), lambda i: SCORE[i])
    claimed = variance(dict(enumerate(DIE)), lambda i: SCORE[i])/4
    exact = variance(independent(DIE, 4), lambda drawn: (average([SCORE[i] for i in drawn]) - middle)**2)
    test = spend(MeanTest.detecting(float(claimed/2), float(exact)*(1 + 1e-6), 1e-9))
    score, _ = simulated(generator, 4, test.samples)
    errors = (score_function.reinforce(score, torch.ones_like(score[..., 0]))[..., 0] - float(middle))**2
    assert test.accepts(errors, float(claimed))
    assert not test.accepts(errors, float(claimed/2))
    assert not test.accepts(errors, float(claimed/4))
