"""Importance samples per second, for one bound and for every bound, from log-weights and with the draws included.

Within a group pytest-benchmark prints every median's ratio to the fastest. The Gaussian model is timed in both
precisions and in two sizes: ten million samples, whose tables no cache holds, and a tenth of that.
"""

import math

import pytest
import torch
from torch.distributions import MultivariateNormal, Normal

from impl import iwelbo
from impl.elbo import LinearGaussian
from impl.monte_carlo import moments

pytestmark = pytest.mark.bench
DRAWS = 1000
VALUES = [[1.3]], [0.1], [0.5]
single_and_double = pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["float32", "float64"])
sizes = pytest.mark.parametrize("batch", [1000, 10_000])


def measure(benchmark, function, batch, dtype):
    benchmark.group += f", {DRAWS} draws for each of {batch:,} bounds, {str(dtype).removeprefix('torch.')}"
    result = benchmark(function)
    benchmark.extra_info["importance samples per second"] = DRAWS * batch / benchmark.stats["median"]
    return result


def table(batch, dtype):
    return torch.randn(DRAWS, batch, dtype=dtype, generator=torch.Generator().manual_seed(0)) * 5


@sizes
@single_and_double
@pytest.mark.benchmark(group="table of log-weights")
def bench_iwelbo(benchmark, batch, dtype):
    log_w = table(batch, dtype)
    measure(benchmark, lambda: iwelbo.iwelbo(log_w), batch, dtype)


@sizes
@single_and_double
@pytest.mark.benchmark(group="table of log-weights")
def bench_all_k(benchmark, batch, dtype):
    log_w = table(batch, dtype)
    measure(benchmark, lambda: iwelbo.all_k(log_w), batch, dtype)


@sizes
@single_and_double
@pytest.mark.benchmark(group="table of log-weights")
def bench_logcumsumexp(benchmark, batch, dtype):
    log_w = table(batch, dtype)
    counts = torch.arange(1, DRAWS + 1, dtype=dtype).log().unsqueeze(-1)
    bounds = measure(benchmark, lambda: log_w.logcumsumexp(0) - counts, batch, dtype)
    torch.testing.assert_close(bounds, iwelbo.all_k(log_w), rtol=0, atol=1e4 * torch.finfo(dtype).eps)


def gaussian(dtype):
    model = LinearGaussian(*(torch.tensor(value, dtype=dtype) for value in VALUES))
    return model, torch.tensor([0.7], dtype=dtype), MultivariateNormal(torch.zeros(1, dtype=dtype), torch.eye(1, dtype=dtype))


def tabulated(dtype, batch, bound):
    """The law q is the prior, so the log-weight is the log-likelihood, a quadratic in the draw."""
    residual, slope, variance = 0.7 - VALUES[1][0], VALUES[0][0][0], VALUES[2][0]
    constant = -0.5 * math.log(2 * math.pi * variance)

    def run():
        log_w = torch.randn(DRAWS, batch, dtype=dtype)
        log_w.mul_(-slope).add_(residual).square_().mul_(-0.5 / variance).add_(constant)
        return bound(log_w)

    return run


def through_distributions(dtype, batch, validate):
    prior = Normal(torch.zeros((), dtype=dtype), 1.0, validate_args=validate)
    weight, bias, variance = (torch.tensor(value, dtype=dtype).squeeze() for value in VALUES)
    x = torch.tensor(0.7, dtype=dtype)

    def run():
        z = prior.sample(torch.Size((DRAWS, batch)))
        likelihood = Normal(weight * z + bias, variance.sqrt(), validate_args=validate)
        log_w = prior.log_prob(z) + likelihood.log_prob(x) - prior.log_prob(z)
        return log_w.logsumexp(0) - math.log(DRAWS)

    return run


@sizes
@single_and_double
@pytest.mark.parametrize("way", ["simulate", "table, one bound", "table, every bound", "distributions", "distributions, unvalidated", "draws alone"])
@pytest.mark.benchmark(group="Gaussian model, draws and all")
def bench_gaussian(benchmark, way, batch, dtype):
    model, x, q = gaussian(dtype)
    function = {
        "simulate": lambda: iwelbo.simulate(model, x, q, DRAWS, batch),
        "table, one bound": tabulated(dtype, batch, iwelbo.iwelbo),
        "table, every bound": tabulated(dtype, batch, lambda log_w: iwelbo.all_k(log_w)[-1]),
        "distributions": through_distributions(dtype, batch, None),
        "distributions, unvalidated": through_distributions(dtype, batch, False),
        "draws alone": lambda: torch.randn(DRAWS, batch, dtype=dtype),
    }[way]
    found = moments(measure(benchmark, function, batch, dtype).double())
    if way != "draws alone":  # L_K is within a hundredth of the evidence; a wrong peer would not be
        assert float(found.mean) == pytest.approx(float(model.log_evidence(x)), abs=0.01)
