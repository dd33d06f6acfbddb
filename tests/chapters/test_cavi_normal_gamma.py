"""The chapter of coordinate ascent in the Normal-Gamma model: its formulas beside `impl.cavi`, and in fractions."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from derivations.chapters import cavi_normal_gamma as chapter
from derivations.chapters import normal_gamma as laws
from impl import cavi
from impl.normal_gamma import MeanField
from tests.support.finite_models import case
from tests.support.normal_gamma_program import Drawn, Wide, mean, sides, sides_agree, unnoticed
from tests.support.plain_evaluator import ByHand

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def round_of(v, q):
    """Both updates of the program, the first for the law of μ."""
    return cavi.optimal_tau(cavi.optimal_mu(q, v.prior, v.x), v.prior, v.x)


def rate_after(v):
    return round_of(v, v.factored).rate


def left_after(v):
    """What is left of the rate after one round, from a law of τ that has its shape already."""
    q = MeanField(v.m, v.l, v.exact.shape + 0.5, v.b)
    found, end = round_of(v, q).rate, v.best.rate
    return Wide(found - end, found + end)


def of_mu(v, target):
    """The mean of the log target over the law of τ, at μ."""
    def at_mu(points):
        return v.joint(target)(torch.stack([v.mu.expand(points.shape[:-1]), points[..., 1]], -1))
    return Wide(*mean(v.factored, at_mu))


def of_tau(v, target):
    def at_tau(points):
        return v.joint(target)(torch.stack([points[..., 0], v.tau.expand(points.shape[:-1])], -1))
    return Wide(*mean(v.factored, at_tau))


def density_of_mu(v):
    q = cavi.optimal_mu(v.factored, v.prior, v.x)
    return torch.distributions.Normal(q.loc, q.precision.rsqrt()).log_prob(v.mu).exp()


def density_of_tau(v):
    q = cavi.optimal_tau(v.factored, v.prior, v.x)
    density = torch.distributions.Gamma(q.shape, q.rate).log_prob(v.tau).exp()
    return Wide(density, density*(q.shape*q.rate.log().abs() + q.rate*v.tau + q.shape*v.tau.log().abs()))


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("cavi_normal_gamma.expected_mu", kind="agreement"), lambda v: (of_mu(v, "exact"), of_mu(v, "exact"))),
    case(evidence("cavi_normal_gamma.update_mu", kind="agreement"), lambda v: (density_of_mu(v), density_of_mu(v))),
    case(evidence("cavi_normal_gamma.expected_tau", kind="agreement"), lambda v: (of_tau(v, "exact"), of_tau(v, "exact"))),
    case(evidence("cavi_normal_gamma.update_tau", kind="agreement"), lambda v: (density_of_tau(v), density_of_tau(v))),
    case(evidence("cavi_normal_gamma.composed_map", kind="agreement"), lambda v: (rate_after(v), rate_after(v))),
    case(evidence("cavi_normal_gamma.contraction", kind="agreement"), lambda v: (left_after(v), left_after(v))),
    case(evidence("cavi_normal_gamma.model_mu", kind="agreement"), lambda v: (density_of_mu(v), density_of_mu(v))),
    case(evidence("cavi_normal_gamma.model_tau", kind="agreement"), lambda v: (density_of_tau(v), density_of_tau(v))),
])


@each_case
def test_sides_agree(theorem, program, seed):
    rng = np.random.default_rng(seed)
    for _ in range(4):
        sides_agree(theorem, program, Drawn(rng))


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []


@evidence("cavi_normal_gamma.fixed_rate", kind="agreement")
def test_the_rate_settles_where_the_program_has_its_optimum(seed):
    """There both equations hold to the last digits, and a round changes nothing; elsewhere neither holds."""
    rng = np.random.default_rng(seed)
    for _ in range(4):
        v = Drawn(rng)
        moved = round_of(v, v.best)
        torch.testing.assert_close(moved.parameters, v.best.parameters, rtol=1e-14, atol=1e-14)
        for factor, same in (1.0, True), (1.01, False), (0.5, False):
            numbers = {laws.a: float(v.best.shape), laws.b: factor*float(v.best.rate), laws.b1: float(v.exact.rate)}
            for equation in chapter.fixed_rate.text.statement.args:
                one, other = (float(side.xreplace(numbers)) for side in equation.args)
                assert (one == pytest.approx(other, rel=1e-12)) == same


# --- in fractions -------------------------------------------------------------------------------------------------

RATIOS = st.builds(Fraction, st.integers(1, 40), st.integers(1, 12))
SIGNED = st.builds(Fraction, st.integers(-40, 40), st.integers(1, 12))


def in_fractions(theorem, numbers, data=()):
    """The sides of an equation, or of several, at fractions, summed datum by datum."""
    at = {name: sympy.Rational(number.numerator, number.denominator) for name, number in numbers.items()}
    model = ByHand({}, {laws.N: len(data)}, {}, {laws.x: data}, {}, {}, {}, {})
    return [model.value(side.xreplace(at), {}) for side in sides(theorem.text.statement)]


@evidence("cavi_normal_gamma.composed_map", kind="exact")
@evidence("cavi_normal_gamma.fixed_rate", kind="exact")
@evidence("cavi_normal_gamma.contraction", kind="exact")
@given(RATIOS, RATIOS, RATIOS, RATIOS, SIGNED)
def test_a_round_in_fractions(shape, rate, l1, b1, m1):
    """Of a normal law, the mean square around m₁ is the variance, and of a Gamma law, the mean is shape over rate."""
    variance = rate/(l1*shape)
    after = b1 + l1*variance/2
    numbers = {laws.a: shape, laws.b: rate, laws.l1: l1, laws.b1: b1, laws.m1: m1}
    assert in_fractions(chapter.composed_map, numbers) == [after, after]
    assume(shape > Fraction(1, 2))
    a1 = shape - Fraction(1, 2)
    end = b1*shape/a1
    assert end == b1 + end/(2*shape)
    numbers[laws.a1] = a1
    assert in_fractions(chapter.contraction, numbers) == [after - end, after - end]
    assert (after - end)*2*shape == rate - end
    for tried in rate, end, b1:
        numbers[laws.b] = tried
        one, other, third, fourth = in_fractions(chapter.fixed_rate, numbers)
        assert (one == other) == (third == fourth) == (tried == end)


@evidence("normal_gamma.sufficient", kind="exact")
@evidence("normal_gamma.completed", kind="exact")
@given(st.lists(SIGNED, min_size=1, max_size=5), SIGNED, SIGNED, RATIOS, RATIOS)
def test_the_squares_in_fractions(data, mu, mu0, l0, b0):
    """From the raw squares; the posterior by taking in one datum after the other."""
    n, squares = len(data), sum((x - mu)**2 for x in data)
    centre = sum(data)/n
    assert in_fractions(laws.sufficient, {laws.mu: mu}, data) == [squares, squares]
    assert squares == sum(x**2 for x in data) - n*centre**2 + n*(mu - centre)**2
    loc, scale, rate = mu0, l0, b0
    for x in data:
        rate += scale*(x - loc)**2/(2*(scale + 1))
        loc, scale = (scale*loc + x)/(scale + 1), scale + 1
    whole = scale*(mu - loc)**2 + 2*rate
    assert whole == squares + l0*(mu - mu0)**2 + 2*b0
    assert in_fractions(laws.completed, {laws.mu: mu, laws.mu0: mu0, laws.l0: l0, laws.b0: b0}, data) == [whole, whole]
