"""Bias and variance of every estimator of the ELBO's gradient, at fixed points of both families."""

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Generator, Tensor
from torch.distributions import Gamma, Normal

from ... import normal_gamma, score_function
from ...listings import bbvi, bbvi_fast
from ...normal_gamma import NormalGamma
from .exact import FAMILIES, Family, Model, chart_of, spread
from .results import FitsRun, Place, Spread

ESTIMATORS = ("reinforce", "control_variate", "leave_one_out", "rao_blackwell", "path_derivative")
SAMPLES = bbvi.SAMPLES
REPETITIONS = 2000  # the number of gradient estimates that give the variance of one


def started(begin: bbvi_fast.Start, family: Family) -> Tensor:
    """The listing's start in a family's chart (4,), with the precision of mu at the mean of tau."""
    loc, log_scale, log_shape, log_rate = begin.parameters.double().unbind()
    log_second = log_scale if family is NormalGamma else log_scale + log_shape - log_rate
    return torch.stack((loc, log_second, log_shape, log_rate))


def blanket(model: Model) -> Callable[[Tensor], Tensor]:
    """The sum of the terms of log p that contain mu, and of those that contain tau: (…, 2) → (…, 2).

    log p = (shape_N − ½) log tau − tau (rate + ½ scale (mu − loc)² + ½ Σ (x − mu)²) + constant.

    Every term that contains mu contains tau, so the second sum is all of log p, as the structured family requires.
    """
    prior, data, loc = model.prior, model.data, model.posterior.loc
    power, scale = model.posterior.shape - 0.5, model.posterior.precision_scale
    least = 0.5 * ((data - loc).square().sum() + prior.precision_scale * (loc - prior.loc).square())

    def at(value: Tensor) -> Tensor:
        mu, tau = value.unbind(-1)
        both = -tau * (least + 0.5 * scale * (mu - loc).square())
        return torch.stack((both, both + power * tau.log() - prior.rate * tau), -1)

    return at


def gradients(
    run: FitsRun, model: Model, begin: bbvi_fast.Start, family: str, advance: Callable[[], None]
) -> dict[str, Place]:
    """Bias and variance of every estimator with the listing's number of draws.

    The places are the start, the optimum and the point half way between them in the chart.
    """
    law = FAMILIES[family]
    start, optimum = started(begin, law), chart_of(model.optimum(law))
    generator, found = run.generator(list(FAMILIES).index(family)), dict[str, Place]()
    for where, chart in {"start": start, "half": (start + optimum) / 2, "optimum": optimum}.items():
        exact, curvature = model.gradient(chart, law), None
        metric = normal_gamma.fisher(law.from_parameters(chart, log_parameters=True), log_parameters=True)
        if where == "optimum":
            exact, curvature = torch.zeros_like(exact), model.curvature(chart, law)
        estimators: dict[str, Spread] = {}
        for name, estimates in estimated(model, law, chart, generator).items():
            covariance = estimates.T.cov()
            in_metric = torch.linalg.solve(metric, covariance).trace().item()
            estimators[name] = replace(spread(estimates, exact), fisher_variance=in_metric)
            if curvature is not None:
                in_curvature = torch.linalg.solve(curvature, covariance).trace().item()
                estimators[name] = replace(estimators[name], curvature_variance=in_curvature)
        found[where] = Place(
            chart=chart.tolist(), gap=model.chart_gap(chart, law).item(), gradient=exact.tolist(), estimators=estimators
        )
        advance()
    return found


def estimated(model: Model, family: Family, chart: Tensor, generator: Generator) -> dict[str, Tensor]:
    """The estimates (REPETITIONS, 4) of each estimator; the estimators that use scores share their draws."""
    charts = chart.expand(REPETITIONS, 4)
    q = family.from_parameters(charts, log_parameters=True)
    z = q.sample((SAMPLES,), generator)
    score, log_p = normal_gamma.score(q, z, log_parameters=True), model.log_joint(z)
    second, tau = getattr(q, q._names[1]), z[..., 1]
    log_mu = Normal(q.loc, (second * tau if family is NormalGamma else second).rsqrt()).log_prob(z[..., 0])
    log_tau = Gamma(q.shape, q.rate).log_prob(tau)
    of_mu, of_tau = blanket(model)(z).unbind(-1)
    in_mu, in_tau = of_mu - log_mu, of_tau - log_tau - (log_mu if family is NormalGamma else 0)
    signal, local = log_p - log_mu - log_tau, torch.stack((in_mu, in_mu, in_tau, in_tau), -1)

    leaf = charts.clone().requires_grad_()
    moved = family.from_parameters(leaf, log_parameters=True).rsample((SAMPLES,), generator)
    (path,) = torch.autograd.grad((model.log_joint(moved) - q.log_prob(moved)).sum() / SAMPLES, leaf)
    return {
        "reinforce": score_function.reinforce(score, signal),
        "control_variate": score_function.control_variate(score, signal),
        "leave_one_out": score_function.leave_one_out(score, signal),
        "rao_blackwell": score_function.reinforce(score, local),
        "path_derivative": path,
    }
