"""Bias and variance of the gradients of relaxed draws, by quadrature and from draws."""

import itertools
import math
from collections.abc import Callable

import torch
from torch import Tensor

from ... import gumbel_softmax as gs
from .results import Gradient, GradientLine, GumbelRun

PROBS = torch.tensor([0.2, 0.3, 0.5], dtype=torch.float64)
TEMPERATURES = 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0
EXACT_TEMPERATURES = torch.logspace(math.log10(0.05), 1, 15, dtype=torch.float64).tolist()  # for bias and variance
LINEAR_SLOPE = torch.tensor([2.0, -1.0, 0.5], dtype=torch.float64)
QUADRATIC_CENTRE = torch.tensor([0.6, 0.1, 0.3], dtype=torch.float64)
COEFFICIENTS = {"linear": LINEAR_SLOPE, "quadratic": QUADRATIC_CENTRE}
FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda y: y @ LINEAR_SLOPE,
    "quadratic": lambda y: (y - QUADRATIC_CENTRE).square().sum(-1),
}
SLOPES: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda y: LINEAR_SLOPE.expand_as(y),
    "quadratic": lambda y: 2 * (y - QUADRATIC_CENTRE),
}

ESTIMATORS: dict[str, Callable[[Tensor], Tensor]] = {"relaxed": lambda y: y, "straight-through": gs.straight_through}


def categorical_gradient(name: str) -> tuple[Tensor, Tensor]:
    """The exact gradient of Σ π_i f(e_i) in the logits (3,), and the summed variance of REINFORCE's estimate of it."""
    values = FUNCTIONS[name](torch.eye(3, dtype=torch.float64))
    score = torch.eye(3, dtype=torch.float64) - PROBS
    gradient = PROBS * (values - PROBS @ values)
    return gradient, PROBS @ (values.unsqueeze(-1) * score).square().sum(-1) - gradient.square().sum()


def pathwise(name: str, y: Tensor, tau: float) -> Tensor:
    """The gradient of f(y) in the logits at equal noise, written out: (…, k)."""
    slope = SLOPES[name](y)
    return y * (slope - (y * slope).sum(-1, keepdim=True)) / tau


def relaxed_gradients(tau: float) -> dict[str, tuple[Tensor, Tensor]]:
    """The mean (3,) and the summed variance of each function's relaxed gradient, by the trapezoidal rule.

    As a function of v, the log-ratios times τ, the density does not depend on τ and falls like e^−|v|. f(y) is analytic
    within πτ of the real line, so a step of τ leaves an error of e^(−2π²).
    """
    step = min(tau, 0.5)
    axis = torch.arange(-32, 32, step, dtype=torch.float64) / tau
    ratios = torch.cartesian_prod(axis, axis)
    log_y = torch.cat((ratios, torch.zeros(len(ratios), 1, dtype=torch.float64)), -1).log_softmax(-1)
    cell = log_y.sum(-1) + 2 * math.log(step / tau)
    weight, y, found = (gs.log_prob_of_log(log_y, PROBS.log(), tau) + cell).exp(), log_y.exp(), {}
    for name in FUNCTIONS:
        values = pathwise(name, y, tau)
        mean = weight @ values
        found[name] = mean, weight @ values.square().sum(-1) - mean.square().sum()
    return found


def measure_gradients(run: GumbelRun, draws: int) -> None:
    """Compute bias and variance at many temperatures, and estimate both from draws at some."""
    generator, truths = run.generator(1), {name: categorical_gradient(name) for name in FUNCTIONS}
    for name, (truth, reinforce) in truths.items():
        run.exact.gradients[f"{name}_gradient"] = GradientLine(
            coefficients=COEFFICIENTS[name],
            categorical=truth,
            reinforce_variance=reinforce,
            temperature=[],
            bias=[],
            variance=[],
        )
    with run.progress("gradients", len(EXACT_TEMPERATURES) + len(TEMPERATURES)) as advance:
        for tau in EXACT_TEMPERATURES:
            for name, (mean, variance) in relaxed_gradients(tau).items():
                line = run.exact.gradients[f"{name}_gradient"]
                line.temperature.append(tau)
                line.bias.append((mean - truths[name][0]).norm())
                line.variance.append(variance)
            advance()
        for tau in TEMPERATURES:
            rows = PROBS.log().expand(draws, 3).clone().requires_grad_()
            soft = gs.sample(rows, tau, generator=generator)
            for name, estimator in itertools.product(FUNCTIONS, ESTIMATORS):
                y = ESTIMATORS[estimator](soft)
                (slopes,) = torch.autograd.grad(FUNCTIONS[name](y).sum(), rows, retain_graph=True)
                run.runs.append(_entry(name, estimator, tau, slopes, *truths[name]))
            advance()


def _entry(name: str, estimator: str, tau: float, slopes: Tensor, truth: Tensor, reinforce: Tensor) -> Gradient:
    """The record of gradients (n, 3) of draws; the variance/n that noise adds to the squared bias is subtracted."""
    variance = slopes.var(0).sum()
    noise = variance / len(slopes)
    bias = ((slopes.mean(0) - truth).square().sum() - noise).clamp(min=0).sqrt()
    return Gradient(
        estimator=estimator,
        function=name,
        temperature=tau,
        bias=bias,
        bias_error=noise.sqrt(),
        relative_bias=bias / truth.norm(),
        relative_bias_error=noise.sqrt() / truth.norm(),
        variance=variance,
        variance_over_reinforce=variance / reinforce,
    )
