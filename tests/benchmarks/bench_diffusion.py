"""All 1000 terms of a diffusion's bound for Gaussian data: in closed form at once, and by loops and batches of draws.

A peer is right before it is timed: its terms lie within six standard errors of the exact ones. Its loop is the usual
one, a term at a time with 10,000 draws of x_t, from which no term has more than two digits; ours have fourteen.
"""

import math

import pytest
import torch
from torch.distributions import Normal, kl_divergence

from impl import diffusion
from impl.diffusion import Gaussian

pytestmark = pytest.mark.bench
torch.set_default_dtype(torch.float64)
STEPS, DRAWS, BATCHED = 1000, 10_000, 100
BETAS = diffusion.linear_betas(STEPS)
DATA = Gaussian(torch.tensor(0.3), torch.tensor(0.7))
MODEL = diffusion.exact_reverse(DATA, BETAS)


def closed_form():
    return diffusion.bound_terms(DATA, BETAS, diffusion.exact_reverse(DATA, BETAS))


def loop():
    """The draws (draws, T) of L_0, L_1, …, L_{T−1} from torch.distributions, a term at a time, and L_T averaged."""
    generator = torch.Generator().manual_seed(0)
    signal = (1 - BETAS).cumprod(0)
    x0 = DATA.mean + DATA.variance.sqrt() * torch.randn(DRAWS, generator=generator)
    columns = []
    for t in range(STEPS):
        xt = signal[t].sqrt() * x0 + (1 - signal[t]).sqrt() * torch.randn(DRAWS, generator=generator)
        p = Normal(MODEL.slope[t] * xt + MODEL.offset[t], MODEL.variance[t].sqrt(), validate_args=False)
        if t == 0:
            columns.append(-p.log_prob(x0))
        else:
            before = signal[t - 1]
            mean = (before.sqrt() * BETAS[t] * x0 + (1 - BETAS[t]).sqrt() * (1 - before) * xt) / (1 - signal[t])
            spread = (BETAS[t] * (1 - before) / (1 - signal[t])).sqrt()
            columns.append(kl_divergence(Normal(mean, spread, validate_args=False), p))
    return torch.stack(columns, -1)


def batch():
    """The same from ``draw_bound_terms``, all t at once, with fewer draws."""
    generator = torch.Generator().manual_seed(0)
    x0 = DATA.mean + DATA.variance.sqrt() * torch.randn(BATCHED, 1, generator=generator)
    got = diffusion.draw_bound_terms(x0, BETAS, diffusion.gaussian_denoiser(DATA, BETAS), MODEL.variance, "x0", generator=generator)
    return torch.cat((got.decoder[0].unsqueeze(-1), got.steps[0]), -1)


WAYS = {"closed form": (closed_form, math.inf), "draws in a loop": (loop, DRAWS), "draws at once": (batch, BATCHED)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.benchmark(group="the 1000 terms of a diffusion's bound", min_rounds=3)
def bench_bound_terms(benchmark, way):
    compute, draws = WAYS[way]
    found = benchmark(compute)
    benchmark.extra_info["terms per second"] = STEPS / benchmark.stats["median"]
    if way != "closed form":
        exact = closed_form()
        want = torch.cat((exact.decoder.view(1), exact.steps))
        assert bool(((found.mean(0) - want).abs() < 6 * found.std(0) / math.sqrt(draws)).all())
