"""The log joint of the Normal-Gamma model at 30 points, for few and many data, beside torch.distributions over the data.

Ours is made once for the data; what is timed is the call, as in the inner loop of black-box inference.
"""

import pytest
import torch
from torch.distributions import Gamma, Normal

from impl.normal_gamma import NormalGamma, log_joint

pytestmark = pytest.mark.bench
POINTS = 30
ABOUT = (
    "One round evaluates log p(x, μ, τ) at all 30 points (μ, τ). log_joint is made once for the data, of which it keeps the sufficient "
    "statistics: their number, their mean and the sum of their squared deviations. That is not timed, and so its time does not grow with the number of data; "
    "torch.distributions goes through all data in each round."
)
GROUP = f"log joint of the Normal-Gamma model at {POINTS} points (μ, τ)"


def case(count):
    generator = torch.Generator().manual_seed(0)
    prior = NormalGamma(*torch.tensor([0.0, 1.0, 1.0, 1.0], dtype=torch.float64))
    data = torch.randn(count, dtype=torch.float64, generator=generator)
    return prior, data, prior.sample((POINTS,), generator)


def measure(benchmark, function):
    with torch.inference_mode():
        result = benchmark(function)
    benchmark.extra_info |= {"about": ABOUT}
    benchmark.extra_info["points per second"] = POINTS / benchmark.stats["median"]
    return result


@pytest.mark.parametrize("count", [100, 100_000])
@pytest.mark.benchmark(group=GROUP)
def bench_log_joint(benchmark, count):
    prior, data, points = case(count)
    at = log_joint(prior, data)
    measure(benchmark, lambda: at(points))


@pytest.mark.parametrize("count", [100, 100_000])
@pytest.mark.benchmark(group=GROUP)
def bench_torch_distributions(benchmark, count):
    prior, data, points = case(count)

    def log_p():
        mu, tau = points.unbind(-1)
        deviation = tau.rsqrt()
        likelihood = Normal(mu, deviation, validate_args=False).log_prob(data.unsqueeze(-1)).sum(0)
        law = Normal(prior.loc, deviation / prior.precision_scale.sqrt(), validate_args=False)
        return likelihood + law.log_prob(mu) + Gamma(prior.shape, prior.rate, validate_args=False).log_prob(tau)

    torch.testing.assert_close(log_p(), log_joint(prior, data)(points), rtol=1e-9, atol=1e-9)
    measure(benchmark, log_p)
