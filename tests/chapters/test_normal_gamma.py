"""The Normal-Gamma chapters beside `impl.normal_gamma`: each theorem's own formulas, in digits or by sums, at drawn values."""

import numpy as np
import pytest
import torch
from torch.distributions import kl_divergence

from impl import normal_gamma as impl
from tests.support.finite_models import case
from tests.support.normal_gamma_program import Drawn, Wide, from_exact, gradient, mean, sides_agree, unnoticed

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def likelihood(data, mu, tau):
    return impl.log_likelihood(data)(torch.stack([mu, tau]))


def squares(v):
    """The squares of the data around μ, from the log likelihood at τ = 1."""
    found = -2*likelihood(v.x, v.mu, torch.tensor(1.0)) - v.N*np.log(2*np.pi)
    return Wide(found, 2*v.N + found)


def squares_of_both(v):
    """With those of the prior, from the law of the posterior."""
    found = v.exact
    return found.precision_scale*(v.mu - found.loc)**2 + 2*found.rate


def mean_of_score(v, name, which):
    """The mean of a score, or of the product of two."""
    law = getattr(v, name)
    found, room = mean(law, lambda at: impl.score(law, at)[..., which].prod(-1))
    return Wide(found, room)


def form(v, name, log_parameters):
    return v.u @ impl.fisher(getattr(v, name), log_parameters) @ v.u


def square_of_scores(v, name, log_parameters):
    law = getattr(v, name)
    return Wide(*mean(law, lambda at: (impl.score(law, at, log_parameters) @ v.u)**2))


def information(name, log_parameters):
    return lambda v: (square_of_scores(v, name, log_parameters), form(v, name, log_parameters))


def score(name, which, **changed):
    """The score of a law, in the logarithm of the parameter that is changed."""
    def program(v):
        law = v.family(name, **{parameter: float(v.w.exp()) for parameter in changed})
        got = impl.score(law, v.point, log_parameters=bool(changed))[which]
        room = got.abs() + (1 + law.shape)*sum(abs(x) for x in (law.rate.log(), law.shape.log(), v.tau.log(), torch.tensor(1.0)))
        return Wide(got, room), Wide(got, room)
    return program


def zero(name, which):
    return lambda v: (mean_of_score(v, name, [which]), mean_of_score(v, name, [which]))


def cross(name):
    return lambda v: (mean_of_score(v, name, [2, 3]), impl.fisher(getattr(v, name))[2, 3])


def bound(name):
    return lambda v: impl.elbo(getattr(v, name), v.prior, v.x)


def both(f):
    return lambda v: (f(v), f(v))


def slope(name, which):
    """By autograd through the program's ELBO."""
    def program(v):
        found = gradient(lambda law: impl.elbo(law, v.prior, v.x), getattr(v, name))[which]
        return Wide(found, 1 + found.abs()), Wide(found, 1 + found.abs())
    return program


def signal(name, target):
    """The mean of score times signal, and the gradient that it is of."""
    def program(v):
        law, log_joint = getattr(v, name), v.joint(target)
        found = mean(law, lambda at: (impl.score(law, at) @ v.u)*(log_joint(at) - law.log_prob(at)))
        moved = -gradient(from_exact(v), law) if target == "exact" else gradient(lambda q: impl.elbo(q, v.prior, v.x), law)
        return Wide(*found), Wide(moved @ v.u, 1 + (moved*v.u).abs().sum())
    return program


def gap_in_two(name):
    return lambda v: (bound(name)(v), impl.log_evidence(v.prior, v.x) - kl_divergence(getattr(v, name), v.exact))


def student(v):
    """The law of μ, from the density of the pair: a sum over log τ."""
    log_tau = torch.linspace(-60, 7, 672) - v.b.log()
    points = torch.stack([v.mu.expand(672), log_tau.exp()], -1)
    return (v.structured.log_prob(points) + log_tau).exp().sum()*(log_tau[1] - log_tau[0])


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("normal_gamma.symmetric", kind="agreement"), lambda v: (
        likelihood(v.y[None], v.mu, v.tau).exp(), likelihood(v.mu[None], v.y, v.tau).exp())),
    case(evidence("normal_gamma.log_likelihood", kind="agreement"), both(lambda v: likelihood(v.x, v.mu, v.tau))),
    case(evidence("normal_gamma.log_prior", kind="agreement"), both(lambda v: v.prior.log_prob(v.point))),
    case(evidence("normal_gamma.log_mean_field", kind="agreement"), both(lambda v: v.factored.log_prob(v.point))),
    case(evidence("normal_gamma.log_structured", kind="agreement"), both(lambda v: v.structured.log_prob(v.point))),
    case(evidence("normal_gamma.sufficient", kind="agreement"), both(squares)),
    case(evidence("normal_gamma.completed", kind="agreement"), both(squares_of_both)),
    case(evidence("normal_gamma.posterior", kind="agreement"), lambda v: (
        v.joint("model")(v.point), impl.log_evidence(v.prior, v.x) + v.exact.log_prob(v.point))),
    case(evidence("normal_gamma.log_evidence", kind="agreement"), both(lambda v: impl.log_evidence(v.prior, v.x))),
    case(evidence("normal_gamma.marginal_variance", kind="agreement"), both(lambda v: v.family("structured", l=v.values["l0"]).variance[0])),
    case(evidence("normal_gamma.marginal_law", kind="agreement"), both(student)),
    case(evidence("normal_gamma.structured_divergence", kind="agreement"), both(lambda v: from_exact(v)(v.structured))),
    case(evidence("normal_gamma.factored_divergence", kind="agreement"), both(lambda v: from_exact(v)(v.factored))),
    case(evidence("normal_gamma_scores.structured_loc", kind="agreement"), score("structured", 0)),
    case(evidence("normal_gamma_scores.structured_precision", kind="agreement"), score("structured", 1)),
    case(evidence("normal_gamma_scores.structured_shape", kind="agreement"), score("structured", 2)),
    case(evidence("normal_gamma_scores.structured_rate", kind="agreement"), score("structured", 3)),
    case(evidence("normal_gamma_scores.structured_log_precision", kind="agreement"), score("structured", 1, l=...)),
    case(evidence("normal_gamma_scores.structured_log_shape", kind="agreement"), score("structured", 2, a=...)),
    case(evidence("normal_gamma_scores.structured_log_rate", kind="agreement"), score("structured", 3, b=...)),
    case(evidence("normal_gamma_scores.structured_loc_mean", kind="agreement"), zero("structured", 0)),
    case(evidence("normal_gamma_scores.structured_precision_mean", kind="agreement"), zero("structured", 1)),
    case(evidence("normal_gamma_scores.structured_shape_mean", kind="agreement"), zero("structured", 2)),
    case(evidence("normal_gamma_scores.structured_rate_mean", kind="agreement"), zero("structured", 3)),
    case(evidence("normal_gamma_scores.structured_shape_rate", kind="agreement"), cross("structured")),
    case(evidence("normal_gamma_scores.structured_information", kind="agreement"), information("structured", False)),
    case(evidence("normal_gamma_scores.structured_log_information", kind="agreement"), information("structured", True)),
    case(evidence("normal_gamma_scores.factored_loc", kind="agreement"), score("factored", 0)),
    case(evidence("normal_gamma_scores.factored_precision", kind="agreement"), score("factored", 1)),
    case(evidence("normal_gamma_scores.factored_shape", kind="agreement"), score("factored", 2)),
    case(evidence("normal_gamma_scores.factored_rate", kind="agreement"), score("factored", 3)),
    case(evidence("normal_gamma_scores.factored_log_precision", kind="agreement"), score("factored", 1, l=...)),
    case(evidence("normal_gamma_scores.factored_log_shape", kind="agreement"), score("factored", 2, a=...)),
    case(evidence("normal_gamma_scores.factored_log_rate", kind="agreement"), score("factored", 3, b=...)),
    case(evidence("normal_gamma_scores.factored_loc_mean", kind="agreement"), zero("factored", 0)),
    case(evidence("normal_gamma_scores.factored_precision_mean", kind="agreement"), zero("factored", 1)),
    case(evidence("normal_gamma_scores.factored_shape_mean", kind="agreement"), zero("factored", 2)),
    case(evidence("normal_gamma_scores.factored_rate_mean", kind="agreement"), zero("factored", 3)),
    case(evidence("normal_gamma_scores.factored_shape_rate", kind="agreement"), cross("factored")),
    case(evidence("normal_gamma_scores.factored_information", kind="agreement"), information("factored", False)),
    case(evidence("normal_gamma_scores.factored_log_information", kind="agreement"), information("factored", True)),
    case(evidence("normal_gamma_bound.structured_gap", kind="agreement"), gap_in_two("structured")),
    case(evidence("normal_gamma_bound.structured_form", kind="agreement"), both(bound("structured"))),
    case(evidence("normal_gamma_bound.factored_gap", kind="agreement"), gap_in_two("factored")),
    case(evidence("normal_gamma_bound.factored_form", kind="agreement"), both(bound("factored"))),
    case(evidence("normal_gamma_bound.structured_slope_loc", kind="agreement"), slope("structured", 0)),
    case(evidence("normal_gamma_bound.structured_slope_precision", kind="agreement"), slope("structured", 1)),
    case(evidence("normal_gamma_bound.structured_slope_shape", kind="agreement"), slope("structured", 2)),
    case(evidence("normal_gamma_bound.structured_slope_rate", kind="agreement"), slope("structured", 3)),
    case(evidence("normal_gamma_bound.factored_slope_loc", kind="agreement"), slope("factored", 0)),
    case(evidence("normal_gamma_bound.factored_slope_precision", kind="agreement"), slope("factored", 1)),
    case(evidence("normal_gamma_bound.factored_slope_shape", kind="agreement"), slope("factored", 2)),
    case(evidence("normal_gamma_bound.factored_slope_rate", kind="agreement"), slope("factored", 3)),
    case(evidence("normal_gamma_bound.structured_signal", kind="agreement"), signal("structured", "exact")),
    case(evidence("normal_gamma_bound.structured_score_gradient", kind="agreement"), signal("structured", "model")),
    case(evidence("normal_gamma_bound.factored_signal", kind="agreement"), signal("factored", "exact")),
    case(evidence("normal_gamma_bound.factored_score_gradient", kind="agreement"), signal("factored", "model")),
    case(evidence("normal_gamma_mean_field.mean_field_optimum", kind="agreement"), lambda v: both(
        lambda v: Wide(gradient(from_exact(v), v.best) @ v.u, 10*v.u.abs().sum()))(v)),
    case(evidence("normal_gamma_mean_field.optimum_mean", kind="agreement"), lambda v: (v.best.mean[1], v.exact.mean[1])),
    case(evidence("normal_gamma_mean_field.optimum_variance", kind="agreement"), lambda v: (
        v.best.variance[1], v.a1/(v.a1 + 0.5)*v.exact.variance[1])),
    case(evidence("normal_gamma_mean_field.optimum_variance_of_mean", kind="agreement"), both(lambda v: (
        impl.NormalGamma(v.m1, v.l0, v.a1, v.b1).variance[0] - impl.MeanField(v.m1, v.l0*v.a1/v.b1, v.a, v.b).variance[0]))),
    case(evidence("normal_gamma_mean_field.mean_field_gap", kind="agreement"), both(lambda v: impl.gap(v.best, v.prior, v.x))),
    case(evidence("normal_gamma_mean_field.nearest", kind="agreement"), lambda v: (
        impl.gap(v.best, v.prior, v.x), impl.gap(v.factored, v.prior, v.x))),
])


@each_case
def test_sides_agree(theorem, program, seed):
    rng = np.random.default_rng(seed)
    for _ in range(4):
        sides_agree(theorem, program, Drawn(rng))


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []
