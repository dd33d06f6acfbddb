"""The mean field of a normal law of two numbers: the chapter's formulas beside torch's normal laws, and in fractions.

`torch.distributions` inverts the precision matrix by itself; conditional laws are made from the covariance matrix.
"""

from fractions import Fraction

import numpy as np
import pytest
import sympy
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from derivations.chapters import gaussian_mean_field as chapter
from derivations.language import terms as t
from tests.support.finite_models import case
from tests.support.normal_gamma_program import Drawn, Wide, sides_agree, unnoticed
from tests.support.plain_evaluator import ByHand

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence
NODES, WEIGHTS = map(torch.tensor, np.polynomial.hermite_e.hermegauss(8))


def field(n1, l1, n2, l2):
    return MultivariateNormal(torch.stack([n1, n2]), torch.diag(torch.stack([1/l1, 1/l2])))


def wide(v, value):
    """The matrix is turned round, so that the digits of a program go with its condition."""
    covariance = v.pair().covariance_matrix
    return Wide(value, (1 + abs(float(value)))*float(torch.linalg.cond(covariance)))


def log_density(v):
    return wide(v, v.pair().log_prob(torch.stack([v.y1, v.y2])))


def divergence(v):
    return wide(v, kl_divergence(field(v.n1, v.l1, v.n2, v.l2), v.pair()))


def best(v):
    return wide(v, kl_divergence(field(v.mu1, v.p11, v.mu2, v.p22), v.pair()))


def mean_log_density(v):
    """By a rule that is exact for squares."""
    y2 = v.n2 + NODES/v.l2.sqrt()
    each = v.pair().log_prob(torch.stack([v.y1.expand(8), y2], -1))
    return wide(v, (WEIGHTS*each).sum()/WEIGHTS.sum())


def given_other(v, which, at):
    """The mean and the variance of one number, given the other one, from the covariance matrix."""
    covariance, means = v.pair().covariance_matrix, v.pair().mean
    other = 1 - which
    slope = covariance[which, other]/covariance[other, other]
    return means[which] + slope*(at - means[other]), covariance[which, which] - slope*covariance[which, other]


def best_factor(v):
    """The best factor is the law of y₁ where y₂ is the mean of the other factor: their log densities are the same squares."""
    mean, variance = given_other(v, 0, v.n2)
    return wide(v, Normal(mean, variance.sqrt()).log_prob(v.y1).exp())


def missed_variance(v):
    covariance = v.pair().covariance_matrix
    return wide(v, covariance[0, 0] - given_other(v, 0, v.mu2)[1])


def round_of_means(v):
    second, _ = given_other(v, 1, v.n1)
    first, _ = given_other(v, 0, second)
    return wide(v, first - v.mu1)


def twice_the_best(v):
    return wide(v, 2*best(v).number)


def squared_correlation(v):
    covariance = v.pair().covariance_matrix
    return wide(v, covariance[0, 1]**2/(covariance[0, 0]*covariance[1, 1]))


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("gaussian_mean_field.log_joint", kind="agreement"), lambda v: (log_density(v), log_density(v))),
    case(evidence("gaussian_mean_field.divergence", kind="agreement"), lambda v: (divergence(v), divergence(v))),
    case(evidence("gaussian_mean_field.score", kind="agreement"), lambda v: (mean_log_density(v), mean_log_density(v))),
    case(evidence("gaussian_mean_field.best_factor", kind="agreement"), lambda v: (best_factor(v), best_factor(v))),
    case(evidence("gaussian_mean_field.variance", kind="agreement"), lambda v: (missed_variance(v), missed_variance(v))),
    case(evidence("gaussian_mean_field.contraction", kind="agreement"), lambda v: (round_of_means(v), round_of_means(v))),
    case(evidence("gaussian_mean_field.gap", kind="agreement"), lambda v: (best(v), best(v))),
    case(evidence("gaussian_mean_field.gap_at_least", kind="agreement"), lambda v: (squared_correlation(v), twice_the_best(v))),
    case(evidence("gaussian_mean_field.nearest", kind="agreement"), lambda v: (divergence(v), divergence(v))),
])


@each_case
def test_sides_agree(theorem, program, seed):
    rng = np.random.default_rng(seed)
    for _ in range(4):
        sides_agree(theorem, program, Drawn(rng))


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []


# --- in fractions -------------------------------------------------------------------------------------------------

RATIOS = st.builds(Fraction, st.integers(1, 40), st.integers(1, 12))
SIGNED = st.builds(Fraction, st.integers(-40, 40), st.integers(1, 12))


def fraction(node, numbers):
    """A quantity at fractions, by what the chapter calls them."""
    at = {getattr(chapter, name): sympy.Rational(number.numerator, number.denominator) for name, number in numbers.items()}
    return ByHand({}, {}, {}, {}, {}, {}, {}, {}).value(node.xreplace(at), {})


def in_fractions(theorem, **numbers):
    return [fraction(side, numbers) for side in theorem.text.statement.args]


@evidence("gaussian_mean_field.variance", kind="exact")
@evidence("gaussian_mean_field.contraction", kind="exact")
@given(RATIOS, RATIOS, SIGNED, SIGNED, SIGNED, SIGNED)
def test_the_updates_in_fractions(p11, p22, p12, mu1, mu2, n1):
    """The inverse of the matrix by Cramer's rule; each update is where a slope of the quadratic form vanishes."""
    assume(p11*p22 != p12**2)
    s11, s12, s22 = (entry/(p11*p22 - p12**2) for entry in (p22, -p12, p11))
    assert (p11*s11 + p12*s12, p11*s12 + p12*s22, p12*s12 + p22*s22) == (1, 0, 1)
    assert in_fractions(chapter.variance, p11=p11, p12=p12, p22=p22) == [s11 - 1/p11]*2
    second = mu2 - p12*(n1 - mu1)/p22
    first = mu1 - p12*(second - mu2)/p11
    assert p12*(n1 - mu1) + p22*(second - mu2) == 0 == p11*(first - mu1) + p12*(second - mu2)
    assert in_fractions(chapter.contraction, p11=p11, p12=p12, p22=p22, mu1=mu1, mu2=mu2, n1=n1) == [first - mu1]*2


@evidence("gaussian_mean_field.log_joint", kind="exact")
@given(RATIOS, RATIOS, SIGNED, SIGNED, SIGNED, SIGNED, SIGNED)
def test_the_exponent_in_fractions(p11, p22, p12, mu1, mu2, y1, y2):
    """Of the law of y₁ and of that of y₂, given y₁, as the chapter types them."""
    assume(p11*p22 > p12**2)
    numbers = {"p11": p11, "p22": p22, "p12": p12, "mu1": mu1, "mu2": mu2, "y1": y1, "y2": y2}
    square, whole = Fraction(0), Fraction(1)
    for law in t.unnamed(chapter.joint(chapter.y1, chapter.y2)).args:
        mean, variance = (fraction(u, numbers) for u in law.taken)
        square, whole = square + (numbers[law.outs[0].name] - mean)**2/variance, whole/variance
    assert square == fraction(chapter.square(chapter.y1, chapter.y2), numbers) and whole == p11*p22 - p12**2
