"""Every closed form of the chapters on the Gamma law that `impl` computes, beside it: at 10⁴ inputs and at the edges.

Inputs are shapes from 1e-6 to 1e8 and scales from 1e-3 to 1e3; at the edges, shapes at which the methods of the program
change, and laws that are compared with themselves.  Twelve slips in each form, at least, are noticed by the same comparison.
"""

import numpy as np
import pytest
import torch
from torch.distributions import kl_divergence

from impl import _normal_gamma_laws as laws
from impl import _special, normal_gamma
from impl import gamma as impl
from tests.support.closed_forms import Form, agrees, each, edges, scales, shapes, slips_are_noticed
from tests.support.columns_in_balls import Columns

torch.set_default_dtype(torch.float64)


def inputs(rng: np.random.Generator, size: int) -> list[Columns]:
    """The edges first; in every other one of them both laws are one, and the data have the mean of the law."""
    at = edges()
    own = np.arange(len(at)) >= len(at)//2
    total = size + len(at)
    found = {name: shapes(rng, total) for name in ("a", "c")}
    found |= {name: scales(rng, total) for name in ("s", "b", "d", "m", "x")}
    found |= {name: rng.normal(0, 3, total) for name in ("g", "u", "v")}
    found |= {"alpha": rng.uniform(np.log(1e-6), np.log(1e8), total), "beta": rng.uniform(-7, 7, total)}
    for name in "as":
        found[name][:len(at)] = at[:, "as".index(name)]
    found["b"][:len(at)] = at[:, 1]
    same = np.flatnonzero(own)
    for one, other in ("c", "a"), ("d", "b"), ("v", "u"), ("x", "s"):
        found[one][same] = found[other][same]
    found["m"][same] = (found["a"]*found["s"])[same]
    found["alpha"][:len(at)] = np.log(at[:, 0])
    found["beta"][:len(at)] = np.log(at[:, 1])
    return [Columns(found | {"eta1": -found["b"], "eta2": found["a"] - 1, "xi1": -found["d"], "xi2": found["c"] - 1})]


# --- what the program computes ------------------------------------------------------------------------------------------


def fisher(v):
    return impl.fisher_information(v.a, v.s)


def inverse(v):
    return impl.inverse_fisher(v.a, v.s)


def entry(of, i, j):
    return lambda v: of(v)[..., i, j]


def by_rate(v, log_parameters=False):
    """The law as the second factor of a mean field."""
    return normal_gamma.fisher(field(v.a, v.b) if not log_parameters else field(v.alpha.exp(), v.beta.exp()), log_parameters)[..., 2:, 2:]


def field(shape, rate):
    return normal_gamma.MeanField(torch.zeros_like(shape), torch.ones_like(shape), shape, rate)


def scores(v, log_parameters=False):
    """The scores in shape and rate, or in their logarithms."""
    law = field(v.a, v.b) if not log_parameters else field(v.alpha.exp(), v.beta.exp())
    return normal_gamma.score(law, torch.stack((torch.zeros_like(v.x), v.x), -1), log_parameters)[..., 2:]


def slopes(function, *at):
    """The gradient and the Hessian of a function of columns, row by row, by autograd."""
    at = [column.clone().requires_grad_() for column in at]
    first = torch.autograd.grad(function(*at).sum(), at, create_graph=True)
    second = [torch.autograd.grad(one.sum(), at, retain_graph=True, materialize_grads=True) for one in first]
    return torch.stack(first, -1), torch.stack([torch.stack(row, -1) for row in second], -2)


def normaliser(first, second):
    return impl.log_normalizer(torch.stack((first, second), -1))


def of_normaliser(v):
    return slopes(normaliser, v.eta1, v.eta2)


def loss(v, a=None, s=None, m=None, g=None):
    data = impl.Statistics(*(torch.as_tensor(one) for one in (v.m if m is None else m, v.g if g is None else g, torch.zeros_like(v.m))))
    return impl.nll(v.a if a is None else a, v.s if s is None else s, data)


def of_loss(v):
    return slopes(lambda a, s: loss(v, a, s), v.a, v.s)


def of_curve(v):
    """Of the loss without data, which is the log-normaliser in shape and scale."""
    zero = torch.zeros_like(v.a)
    return slopes(lambda a, s: loss(v, a, s, zero, zero), v.a, v.s)


def gradient(v, m=None, g=None, s=None):
    data = impl.Statistics(v.m if m is None else m, v.g if g is None else g, torch.zeros_like(v.m))
    return impl.nll_gradient(v.a, v.s if s is None else s, data)


def at_one(v):
    """The gradient of the loss of one point."""
    return gradient(v, v.x, v.x.log())


def natural(v):
    """The matrices in the natural parameters, and those that are inverse to them."""
    a, s = v.eta2 + 1, -1/v.eta1
    zero, one = torch.zeros_like(a), torch.ones_like(a)
    down = torch.stack((torch.stack((zero, one), -1), torch.stack((s*s, zero), -1)), -2)  # ∂(a, s)/∂η
    up = torch.stack((torch.stack((zero, 1/s/s), -1), torch.stack((one, zero), -1)), -2)  # ∂η/∂(a, s)
    return down.mT @ impl.fisher_information(a, s) @ down, up @ impl.inverse_fisher(a, s) @ up.mT


def of_rate(v):
    scale = torch.ones(2, 2)
    scale[0, 1] = scale[1, 0] = -1
    inverted = impl.inverse_fisher(v.a, v.b)*scale  # the entries of the inverse are those in the scale, but for a sign
    return by_rate(v), inverted


def product(pair, row):
    """A row of a product of two matrices, times (u, v); and its terms."""
    def value(v):
        one, other = pair(v)
        return (one[..., row, :, None]*other*vector(v)[..., None, :]).sum((-1, -2))

    def terms(v):
        one, other = pair(v)
        return (one[..., row, :, None]*other*vector(v)[..., None, :]).abs().sum((-1, -2))
    return value, terms


def vector(v):
    return torch.stack((v.u, v.v), -1)


def squared(matrix, v):
    return (vector(v)[..., None, :] @ matrix @ vector(v)[..., None])[..., 0, 0]


def in_logarithms(row):
    """The natural gradient in (log a, log s); and the terms of it."""
    def value(v):
        return (inverse(v)[..., row, :]*vector(v)).sum(-1)/(v.a, v.s)[row]

    def terms(v):
        return (inverse(v)[..., row, :]*vector(v)).abs().sum(-1)/(v.a, v.s)[row]
    return value, terms


def determinants(v):
    """Of the matrices in the natural parameters and in the mean parameters, and their terms."""
    return [(m[..., 0, 0]*m[..., 1, 1] - m[..., 0, 1]**2, m[..., 0, 0]*m[..., 1, 1] + m[..., 0, 1]**2) for m in natural(v)]


def divergence(v, rate=True):
    one, other = ((v.b, v.d) if rate else (1/v.s, 1/v.d))
    return kl_divergence(field(v.a, one), field(v.c, other))


def log_density(v, shape, rate):
    return laws._gamma_log_prob(v.x, shape, rate)


FORMS = [
    Form("gamma.at_least_one", 1, entry(fisher, 0, 0)),
    Form("gamma.profile_below", 1, lambda v: _special.log_minus_digamma(v.a)),
    Form("gamma.profile_slope", 1, lambda v: slopes(_special.log_minus_digamma, v.a)[0][..., 0]),
    Form("gamma.scale_form", 0, lambda v: impl.log_normalizer(impl.natural_parameters(v.a, v.s)), "terms"),
    Form("gamma.scale_form", 1, lambda v: loss(v, m=torch.zeros_like(v.m), g=torch.zeros_like(v.g)), "terms"),
    Form("gamma.gradient_first", 1, lambda v: of_normaliser(v)[0][..., 0]),
    Form("gamma.gradient_second", 1, lambda v: of_normaliser(v)[0][..., 1], "terms"),
    Form("gamma.hessian_first", 1, lambda v: of_normaliser(v)[1][..., 0, 0]),
    Form("gamma.hessian_mixed", 1, lambda v: of_normaliser(v)[1][..., 0, 1]),
    Form("gamma.hessian_second", 1, lambda v: of_normaliser(v)[1][..., 1, 1]),
    Form("gamma.literal_shape", 1, lambda v: of_curve(v)[1][..., 0, 0]),
    Form("gamma.literal_mixed", 1, lambda v: of_curve(v)[1][..., 0, 1]),
    Form("gamma.literal_scale", 1, lambda v: of_curve(v)[1][..., 1, 1]),
    Form("gamma.loss_in_shape", 1, lambda v: gradient(v)[..., 0], "terms"),
    Form("gamma.loss_in_scale", 1, lambda v: gradient(v)[..., 1], "terms"),
    Form("gamma.loss_shape_shape", 1, lambda v: of_loss(v)[1][..., 0, 0]),
    Form("gamma.loss_shape_scale", 1, lambda v: of_loss(v)[1][..., 0, 1]),
    Form("gamma.loss_scale_scale", 1, lambda v: of_loss(v)[1][..., 1, 1], "terms"),
    Form("gamma.loss_best", 0, lambda v: loss(v, s=v.m/v.a), "terms"),
    Form("gamma.loss_best", 1, lambda v: loss(v, s=v.m/v.a), "terms"),
    Form("gamma.loss_least", 1, loss, "terms"),
    Form("gamma.loss_profile", 1, lambda v: gradient(v, s=v.m/v.a)[..., 0], "terms"),
    Form("gamma_charts.scale_chart[1,1]", 1, entry(fisher, 0, 0)),
    Form("gamma_charts.scale_chart[1,2]", 1, entry(fisher, 0, 1)),
    Form("gamma_charts.scale_chart[2,1]", 1, entry(fisher, 1, 0)),
    Form("gamma_charts.scale_chart[2,2]", 1, entry(fisher, 1, 1)),
    Form("gamma_charts.rate_chart[1,1]", 1, entry(by_rate, 0, 0)),
    Form("gamma_charts.rate_chart[1,2]", 1, entry(by_rate, 0, 1)),
    Form("gamma_charts.rate_chart[2,1]", 1, entry(by_rate, 1, 0)),
    Form("gamma_charts.rate_chart[2,2]", 1, entry(by_rate, 1, 1)),
    Form("gamma_charts.scale_inverse_first", "I_aa", entry(inverse, 0, 0)),
    Form("gamma_charts.scale_inverse_first", "I_as", entry(inverse, 0, 1)),
    Form("gamma_charts.scale_inverse_first", "I_ss", entry(inverse, 1, 1)),
    Form("gamma_charts.scale_inverse_first", 0, *product(lambda v: (fisher(v), inverse(v)), 0)),
    Form("gamma_charts.scale_inverse_second", 0, *product(lambda v: (fisher(v), inverse(v)), 1)),
    Form("gamma_charts.rate_inverse_first", 0, *product(of_rate, 0)),
    Form("gamma_charts.rate_inverse_second", 0, *product(of_rate, 1)),
    Form("gamma_charts.natural_inverse_first", 0, *product(natural, 0)),
    Form("gamma_charts.natural_inverse_second", 0, *product(natural, 1)),
    Form("gamma_charts.mean_determinant", "M_11", lambda v: natural(v)[1][..., 0, 0]),
    Form("gamma_charts.mean_determinant", "M_12", lambda v: natural(v)[1][..., 0, 1]),
    Form("gamma_charts.mean_determinant", "M_22", lambda v: natural(v)[1][..., 1, 1]),
    Form("gamma_charts.mean_determinant", 0, lambda v: determinants(v)[0][0]*determinants(v)[1][0], lambda v: determinants(v)[0][1]*determinants(v)[1][1]),
    Form("gamma_charts.excess_below", 0, lambda v: _special.trigamma_excess(v.a)),
    Form("gamma_charts.scale_determinant", 0, lambda v: _special.trigamma_excess(v.a)/v.s**2),
    Form("gamma_charts.rate_determinant", 0, lambda v: _special.trigamma_excess(v.a)/v.b**2),
    Form("gamma_charts.natural_determinant", 0, lambda v: _special.trigamma_excess(v.eta2 + 1)/v.eta1**2),
    Form("gamma_charts.scale_positive", 0, lambda v: squared(fisher(v), v), "terms"),
    Form("gamma_descent.mean_moves", 1, lambda v: gradient(v)[..., 1]*v.s**2, "terms"),
    Form("gamma_descent.mean_log_moves", 1, lambda v: gradient(v)[..., 0], "terms"),
    Form("gamma_descent.natural_hessian", 1, lambda v: squared(of_normaliser(v)[1], v), "terms"),
    Form("gamma_descent.log_shape", 0, *in_logarithms(0)),
    Form("gamma_descent.log_shape", 1, *in_logarithms(0)),
    Form("gamma_descent.log_scale", 0, *in_logarithms(1)),
    Form("gamma_descent.log_scale", 1, *in_logarithms(1)),
    Form("gamma_means.exponential_form", 0, lambda v: log_density(v, v.a, v.b), "terms"),
    Form("gamma_means.exponential_form", 1, lambda v: log_density(v, v.a, v.b), "terms"),
    Form("gamma_means.scale_form", 0, lambda v: log_density(v, v.a, 1/v.s), "terms"),
    Form("gamma_means.scale_form", 1, lambda v: log_density(v, v.a, 1/v.s), "terms"),
    Form("gamma_means.natural_form", 0, lambda v: log_density(v, v.eta2 + 1, -v.eta1), "terms"),
    Form("gamma_means.natural_form", 1, lambda v: log_density(v, v.eta2 + 1, -v.eta1), "terms"),
    Form("gamma_means.log_normaliser", 1, lambda v: normaliser(v.eta1, v.eta2), "terms"),
    Form("gamma_means.mean_x", 1, lambda v: field(v.a, v.b).mean[..., 1]),
    Form("gamma_means.mean_log", 1, lambda v: impl.mean_parameters(v.a, 1/v.b)[..., 1], "terms"),
    Form("gamma_means.scale_mean_x", 1, lambda v: impl.mean_parameters(v.a, v.s)[..., 0]),
    Form("gamma_means.scale_mean_log", 1, lambda v: impl.mean_parameters(v.a, v.s)[..., 1], "terms"),
    Form("gamma_means.variance_x", 1, lambda v: field(v.a, v.b).variance[..., 1]),
    Form("gamma_means.covariance", 1, lambda v: -by_rate(v)[..., 0, 1]),
    Form("gamma_means.variance_log", 1, entry(by_rate, 0, 0)),
    Form("gamma_means.at_least_one", 0, lambda v: 1 + _special.trigamma_excess(v.a)),
    Form("gamma_means.entropy", 1, lambda v: laws._gamma_entropy(v.a, v.b), "terms"),
    Form("gamma_means.scale_entropy", 1, lambda v: laws._gamma_entropy(v.a, 1/v.s), "terms"),
    Form("gamma_means.kl", 1, divergence, "terms"),
    Form("gamma_means.scale_kl", 1, lambda v: divergence(v, rate=False), "terms"),
    Form("gamma_means.lgamma_above_tangent", 0, lambda v: _special.lgamma(v.c)),
    Form("gamma_means.above_tangent", 0, lambda v: normaliser(v.xi1, v.xi2), "terms"),
    Form("gamma_scores.score_shape", 1, lambda v: scores(v)[..., 0], "terms"),
    Form("gamma_scores.score_rate", 1, lambda v: scores(v)[..., 1], "terms"),
    Form("gamma_scores.scale_score_shape", 1, lambda v: -at_one(v)[..., 0], "terms"),
    Form("gamma_scores.score_scale", 1, lambda v: -at_one(v)[..., 1], "terms"),
    Form("gamma_scores.score_log_shape", 1, lambda v: scores(v, True)[..., 0], "terms"),
    Form("gamma_scores.score_log_rate", 1, lambda v: scores(v, True)[..., 1], "terms"),
    Form("gamma_scores.rate_fisher_shape", 1, entry(by_rate, 0, 0)),
    Form("gamma_scores.rate_fisher_mixed", 1, entry(by_rate, 0, 1)),
    Form("gamma_scores.rate_fisher_rate", 1, entry(by_rate, 1, 1)),
    Form("gamma_scores.scale_fisher_shape", 1, entry(fisher, 0, 0)),
    Form("gamma_scores.scale_fisher_mixed", 1, entry(fisher, 0, 1)),
    Form("gamma_scores.scale_fisher_scale", 1, entry(fisher, 1, 1)),
    Form("gamma_scores.log_fisher_shape", 1, lambda v: by_rate(v, True)[..., 0, 0]),
    Form("gamma_scores.log_fisher_mixed", 1, lambda v: by_rate(v, True)[..., 0, 1]),
    Form("gamma_scores.log_fisher_rate", 1, lambda v: by_rate(v, True)[..., 1, 1]),
]

SQUARED = "The square of this does not see a sign."
TRUE_FOR_ALL = "The product is one of the numbers u and v, whatever the parameters are."
EQUIVALENT = {  # the slips that leave the value as it is, and why
    **{f"gamma_charts.{chart}_inverse_{which}, left": {
        name: TRUE_FOR_ALL for name in (*(f"one over {p} for each {p}" for p in (*ones, other)), *(f"{p} + 1 for each {p}" for p in (*more, other)))}
       for chart, ones, more in (("scale", "as", "as"), ("rate", "ab", "ab"), ("natural", ("eta1",), ("eta2",)))
       for which, other in (("first", "v"), ("second", "u"))},
    "gamma_charts.scale_determinant, left": dict.fromkeys(("minus s ** (-1) in 1 / s", "minus s in s ** (-1)"), SQUARED),
    "gamma_charts.rate_determinant, left": dict.fromkeys(("without -1 in -1 / b", "minus b ** (-1) in -1 / b", "minus b in b ** (-1)"), SQUARED),
    "gamma_charts.natural_determinant, left": dict.fromkeys(
        ("without -1 in -1 / eta1", "minus eta1 ** (-1) in -1 / eta1", "minus eta1 in eta1 ** (-1)"), SQUARED),
    "gamma_charts.mean_determinant, left": {
        **dict.fromkeys(("one over the whole", "the square of the whole"), "The whole is one."),
        **dict.fromkeys(("one over eta1 for each eta1", "eta2 + 1 for each eta2"), "The product is one at every law."),
        **dict.fromkeys(("minus eta1 in eta1 / ((eta2 + 1) * trigamma(eta2 + 1) - 1)",
                         "minus ((eta2 + 1) * trigamma(eta2 + 1) - 1) ** (-1) in eta1 / ((eta2 + 1) * trigamma(eta2 + 1) - 1)",
                         "minus (eta2 + 1) * trigamma(eta2 + 1) - 1 in ((eta2 + 1) * trigamma(eta2 + 1) - 1) ** (-1) (3)",
                         "without -1 in -1 / eta1", "minus eta1 ** (-1) in -1 / eta1", "minus eta1 in eta1 ** (-1)"), SQUARED)},
}


@pytest.fixture(scope="module")
def tables(request) -> list[Columns]:
    return inputs(np.random.default_rng(request.config.getoption("seed")), 10_000)


@each(FORMS)
def test_the_program_computes_the_closed_form(form, tables):
    agrees(form, tables)


@each(FORMS)
def test_slips_in_a_closed_form_are_noticed(form, tables, seed):
    slips_are_noticed(form, tables, EQUIVALENT.get(form.id, {}), np.random.default_rng(seed))


@pytest.mark.slow
@each(FORMS)
def test_every_slip_in_a_closed_form_is_noticed(form, tables):
    slips_are_noticed(form, tables, EQUIVALENT.get(form.id, {}))
