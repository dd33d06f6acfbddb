"""The bound beside −log p: for each point of Gaussian data, and on average for a mixture of two laws by quadrature.

For the mixture the reverse model has the best denoiser and the best variances, so that the bound needs only integrals
over x_t, and −log p(x_0) of the model comes from carrying p(x_t) back on a grid.
"""

import math

import torch
from torch import Tensor

from ... import diffusion
from .mixture import two_laws
from .optimum import bound_of
from .results import DiffusionRun, GaussianBound, MixtureBound
from .terms import gaussian

LAST_RATIOS, POINT_STEPS = (-1, -2, -4), 10  # log signal-to-noise ratios at T
COUNTS = (1, 2, 4, 8, 16, 32, 64)
GRID = torch.linspace(-6, 6, 801, dtype=torch.float64)  # its spacing is below the least deviation of a step


def gaussian_bounds(run: DiffusionRun) -> None:
    """Compute the bound of each x_0 less −log p(x_0), with p(x_T) = N(0, 1) and with p(x_T) = q(x_T)."""
    data = gaussian()
    x0 = torch.linspace(-4, 4, 161, dtype=torch.float64)
    truth = ((2 * math.pi * data.variance).log() + (x0 - data.mean).square() / data.variance) / 2
    run.series |= {"x0": x0, "−log p": truth}
    off = []
    for ratio in LAST_RATIOS:
        betas = diffusion.log_snr_betas(torch.linspace(6, ratio, POINT_STEPS, dtype=torch.float64))
        reverse, end = diffusion.exact_reverse(data, betas), diffusion.diffused(data, POINT_STEPS, betas)
        run.series[f"bound to {ratio}"] = diffusion.bound_terms(x0, betas, reverse).total
        off.append((diffusion.bound_terms(x0, betas, reverse, end).total - truth).abs().max())
    run.exact.gaussian = GaussianBound(largest_error_with_the_exact_end=max(off), points=len(x0))


def schedule(steps: int) -> Tensor:
    """β_t whose log signal-to-noise ratio falls to −6 in equal steps, from 6 where there is more than one: (T,)."""
    return diffusion.log_snr_betas(torch.linspace(-6, 6, steps, dtype=torch.float64).flip(0))


def mixture_bounds(run: DiffusionRun) -> None:
    """Compute the bound of the mixture for several numbers of steps."""
    mixture = two_laws()
    log_p = mixture.log_density(GRID.unsqueeze(-1))
    entropy = -integral(log_p.exp() * log_p)
    with run.progress("mixture", sum(COUNTS)) as advance:
        for steps in COUNTS:
            betas = schedule(steps)
            t = torch.arange(1, steps + 1).unsqueeze(-1)
            density = diffused_density(betas)
            mean, spread = mixture.posterior(GRID.expand(steps, -1).unsqueeze(-1), t.expand(-1, len(GRID)), betas)
            error = integral(density * spread.squeeze(-1))
            variance = diffusion.best_variance(error, betas)
            square = integral(log_p.exp() * GRID.square())
            bound = bound_of(error.unsqueeze(-1), square.unsqueeze(-1), betas)
            back = carried_back(mean.squeeze(-1), variance, betas)
            advance(steps)
            run.exact.mixture.append(
                MixtureBound(
                    steps=steps,
                    bound=bound,
                    model_cross_entropy=-integral(log_p.exp() * back.log()),
                    entropy=entropy,
                    mass_of_the_model=integral(back),
                )
            )


def integral(values: Tensor) -> Tensor:
    """The integral over the grid, (…, grid) → (…), for functions that vanish at its ends."""
    return values.sum(-1) * (GRID[1] - GRID[0])


def diffused_density(betas: Tensor) -> Tensor:
    """q(x_t) of the mixture on the grid, (T, grid)."""
    mixture, t = two_laws(), torch.arange(1, len(betas) + 1).unsqueeze(-1)
    law = diffusion.diffused(diffusion.Gaussian(mixture.means[:, 0], mixture.variances[:, 0]), t, betas)
    centres, variances = law.mean.unsqueeze(-2), law.variance.unsqueeze(-2)
    squares = (GRID.unsqueeze(-1) - centres).square() / variances
    return ((-squares / 2).exp() / (2 * math.pi * variances).sqrt()).mean(-1)


def carried_back(denoised: Tensor, variance: Tensor, betas: Tensor) -> Tensor:
    """p(x_0) on the grid, from p(x_T) = N(0, 1) and p(x_{t−1} | x_t), with the denoiser's x_0 (T, grid)."""
    density = (-GRID.square() / 2).exp() / math.sqrt(2 * math.pi)
    for t in range(len(betas), 0, -1):
        mean = diffusion.reverse_mean(denoised[t - 1], GRID, t, betas, "x0")
        kernel = (-(GRID.unsqueeze(-1) - mean).square() / (2 * variance[t - 1])).exp()
        density = kernel @ density * (GRID[1] - GRID[0]) / (2 * math.pi * variance[t - 1]).sqrt()
    return density
