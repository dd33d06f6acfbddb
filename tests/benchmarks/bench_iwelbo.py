"""Importance samples per second: every bound at once, and one bound of a Gaussian model, each beside a peer.

Within a group pytest-benchmark prints every median's ratio to the fastest.
"""

import math

import pytest
import torch
from torch.distributions import Normal

from impl import iwelbo
from impl.elbo import LinearGaussian

pytestmark = pytest.mark.bench
DRAWS, BATCH = 1000, 1000


@pytest.fixture
def log_w():
    return torch.randn(DRAWS, BATCH, dtype=torch.float64, generator=torch.Generator().manual_seed(0)) * 5


def measure(benchmark, function):
    result = benchmark(function)
    benchmark.extra_info["importance samples per second"] = DRAWS * BATCH / benchmark.stats["median"]
    return result


@pytest.mark.benchmark(group="every K up to 1000")
def bench_all_k(benchmark, log_w):
    measure(benchmark, lambda: iwelbo.all_k(log_w))


@pytest.mark.benchmark(group="every K up to 1000")
def bench_logcumsumexp(benchmark, log_w):
    counts = torch.arange(1, DRAWS + 1, dtype=torch.float64).log().unsqueeze(-1)
    bounds = measure(benchmark, lambda: log_w.logcumsumexp(0) - counts)
    torch.testing.assert_close(bounds, iwelbo.all_k(log_w), rtol=0, atol=1e-11)


@pytest.mark.benchmark(group="K = 1000 alone")
def bench_iwelbo(benchmark, log_w):
    measure(benchmark, lambda: iwelbo.iwelbo(log_w))


MODEL = LinearGaussian(*(torch.tensor(v, dtype=torch.float64) for v in ([[1.3]], [0.1], [0.5])))
X = torch.tensor([0.7], dtype=torch.float64)


@pytest.mark.benchmark(group="Gaussian model, draws and all")
def bench_gaussian_ours(benchmark):
    def bound():
        noise = torch.randn(DRAWS, BATCH, 1, dtype=torch.float64)
        log_q = -0.5 * (noise.square().sum(-1) + math.log(2 * math.pi))
        return iwelbo.iwelbo(MODEL.log_joint(X, noise) - log_q)

    measure(benchmark, bound)


@pytest.mark.benchmark(group="Gaussian model, draws and all")
def bench_gaussian_distributions(benchmark):
    prior = Normal(torch.zeros((), dtype=torch.float64), 1.0)

    def bound():
        z = prior.sample((DRAWS, BATCH))
        likelihood = Normal(MODEL.weight[0, 0] * z + MODEL.bias[0], MODEL.noise_variance[0].sqrt())
        log_w = prior.log_prob(z) + likelihood.log_prob(X[0]) - prior.log_prob(z)
        return log_w.logsumexp(0) - math.log(DRAWS)

    measure(benchmark, bound)
