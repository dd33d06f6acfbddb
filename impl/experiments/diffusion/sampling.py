"""Samples of trained networks by DDPM and by DDIM, and how near they lie to the data's laws."""

import torch
from torch import Tensor

from ... import diffusion
from ...diffusion import Denoiser
from .mixture import Mixture
from .results import DiffusionRun, Sampled

COUNT = 1000
FEWER = 10  # the steps of the shorter DDIM


def samples(
    run: DiffusionRun,
    name: str,
    data: Mixture,
    models: dict[str, tuple[Denoiser, Tensor]],
    betas: Tensor,
    stream: int,
) -> dict[str, Sampled]:
    """Draw points in each way, keep them as series, and say where they lie; a model is a denoiser and variances."""
    network, _ = models["network"]
    steps = len(betas)
    ways = {
        "data": lambda: data.draw(COUNT, run.generator(stream)),
        "ddpm": lambda: ddpm(*models["network"], betas, run.generator(stream)),
        "ddim": lambda: ddim(network, betas, steps, run.generator(stream)),
        "short ddim": lambda: ddim(network, betas, FEWER, run.generator(stream)),
        "best denoiser": lambda: ddpm(*models["best"], betas, run.generator(stream)),
    }
    found = {}
    for way, draw in ways.items():
        with torch.no_grad():
            points = draw()
        run.series[f"samples {name} {way}"] = points
        distance = ((points.unsqueeze(1) - data.means).square() / data.variances).sum(-1)
        nearest = distance.argmin(-1)
        counts = torch.bincount(nearest, minlength=len(data.means)) / len(points)
        found[way.replace(" ", "_")] = Sampled(
            share_within_three_deviations=(distance.amin(-1) < 9).double().mean(),
            smallest_share_of_a_law=counts.min(),
            largest_share_of_a_law=counts.max(),
            mean_log_density=data.log_density(points).mean(),
        )
    return found


def ddpm(denoiser: Denoiser, variance: Tensor, betas: Tensor, generator: torch.Generator) -> Tensor:
    """Draws of the model p(x_0), (1000, 2), with all its noise."""
    xt = torch.randn(COUNT, 2, dtype=torch.float64, generator=generator)
    for t in range(len(betas), 0, -1):
        output = denoiser(xt, torch.full((COUNT,), t))
        xt = diffusion.ddpm_step(output, xt, t, betas, "v", variance=variance[t - 1], generator=generator)
    return xt


def ddim(denoiser: Denoiser, betas: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Points (1000, 2) that the deterministic sampler makes of noise in a number of steps."""
    xt = torch.randn(COUNT, 2, dtype=torch.float64, generator=generator)
    times = torch.linspace(len(betas), 0, count + 1).round().long().tolist()
    for t, earlier in zip(times, times[1:]):
        xt = diffusion.ddim_step(denoiser(xt, torch.full((COUNT,), t)), xt, t, betas, "v", earlier=earlier)
    return xt
