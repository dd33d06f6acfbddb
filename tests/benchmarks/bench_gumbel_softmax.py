"""Relaxed draws per second, alone and with the gradient in the logits, beside torch's two ways and the listing.

float32, τ = 0.1, logits (k,). A gradient is that of draws (N, k) weighted by a fixed contiguous tensor. Each peer's
draws are held to the law of a log-ratio before they are timed, its gradient to the formula at its own draws. Times are
of the processor, so that what else runs beside does not count.
"""

import math
import time
from typing import Any

import pytest
import torch
from scipy import stats
from torch.distributions import RelaxedOneHotCategorical

from impl import gumbel_softmax as gs
from impl.listings import gumbel_softmax as listing

pytestmark = [pytest.mark.bench, pytest.mark.benchmark(timer=time.process_time)]
TAU = 0.1
SHAPES = [(1000, 4), (1_000_000, 4), (100_000, 64)]


def listed(logits, n):
    """The listing's calls, on probabilities for which its own setting of requires_grad would fail."""
    noise = listing.gumbel((n, len(logits)))
    return torch.softmax((torch.log(logits.exp() + listing.EPS) + noise) / TAU, dim=-1)


WAYS = {
    "ours": lambda logits, n: gs.sample(logits, TAU, (n,)),
    "GumbelSoftmax": lambda logits, n: gs.GumbelSoftmax(TAU, logits).rsample((n,)),
    "F.gumbel_softmax": lambda logits, n: torch.nn.functional.gumbel_softmax(logits.expand(n, -1), tau=TAU),
    "RelaxedOneHotCategorical": lambda logits, n: RelaxedOneHotCategorical(torch.tensor(TAU), logits=logits).rsample((n,)),
    "listing": listed,
}


def law(k):
    logits = torch.randn(k, generator=torch.Generator().manual_seed(k), dtype=torch.float32)
    return logits.log_softmax(-1)


def check(way, logits):
    """Assert that the log-ratios of the draws are logistic, with p ≥ 1e-6, and that the gradient is that of the draws."""
    leaf = logits.clone().requires_grad_()
    y = way(leaf, 20_000)
    assert y.shape == (20_000, len(logits)) and y.dtype == torch.float32
    log_y = y.detach().double().clamp(min=1e-45).log()
    found: Any = stats.kstest((TAU * (log_y[:, 1] - log_y[:, 0])).numpy(), stats.logistic(float(logits[1] - logits[0])).cdf)
    assert found.pvalue > 1e-6
    weight = torch.randn(y.shape, dtype=torch.float32)
    (got,) = torch.autograd.grad(y, leaf, weight)
    z = y.detach().double()
    want = (z * (weight - (z * weight).sum(-1, keepdim=True))).sum(0) / TAU
    torch.testing.assert_close(got.double(), want, rtol=1e-3, atol=1e-3 * math.sqrt(20_000))


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("gradient", [False, True], ids=["draws", "with gradient"])
@pytest.mark.parametrize(("n", "k"), SHAPES, ids=[f"{n}x{k}" for n, k in SHAPES])
def bench_gumbel_softmax(benchmark, name, gradient, n, k):
    way, logits = WAYS[name], law(k)
    check(way, logits)
    benchmark.group = f"Gumbel-softmax, {n:,} draws of {k:,} categories" + (", with gradient" if gradient else "")
    benchmark.extra_info |= {"draws": n, "categories": k, "way": name}
    if gradient:
        leaf, weight = logits.clone().requires_grad_(), torch.randn(n, k, dtype=torch.float32)
        benchmark(lambda: torch.autograd.grad(way(leaf, n), leaf, weight))
    else:
        benchmark(lambda: way(logits, n))
    benchmark.extra_info["samples per second"] = n / benchmark.stats["median"]


@pytest.mark.benchmark(group="Gumbel-softmax, log-density of 1,000,000 draws of 4 categories")
@pytest.mark.parametrize("name", ["ours", "RelaxedOneHotCategorical"])
def bench_log_prob(benchmark, name):
    logits, tau = law(4), torch.tensor(0.5, dtype=torch.float32)
    y = gs.sample(logits, tau, (1_000_000,)).contiguous()
    laws = {"ours": gs.GumbelSoftmax(tau, logits), "RelaxedOneHotCategorical": RelaxedOneHotCategorical(tau, logits=logits)}
    torch.testing.assert_close(*(law.log_prob(y) for law in laws.values()), rtol=1e-3, atol=1e-3)
    benchmark(lambda: laws[name].log_prob(y))
    benchmark.extra_info["densities per second"] = len(y) / benchmark.stats["median"]
