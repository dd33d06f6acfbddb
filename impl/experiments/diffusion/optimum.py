"""The bound of a denoiser with known squared errors, and the errors of the best one for the ring, by quadrature."""

import math

import torch
from torch import Tensor

from ... import diffusion
from .mixture import Mixture

REACH, CELLS = 6.0, 100  # of the grid over a quarter of the plane; its cells have 0.6 of the ring's least deviation


def bound_of(errors: Tensor, squares: Tensor, betas: Tensor) -> Tensor:
    """The average bound with the best variances: errors (T, D) of x_0, and 𝔼[x_0²] (D,), of all dimensions together.

    With those variances s_t each L_{t−1} is ½ log s_t less that of the variance of q(x_{t−1} | x_t, x_0), summed over
    dimensions, and L_0 is ½ log(2π e s_1).
    """
    variance, one = diffusion.best_variance(errors, betas), torch.ones_like(betas[:1])
    inner = diffusion.posterior_mean_variance(one, one, torch.arange(1, len(betas) + 1), betas).variance[1:]
    last = diffusion.forward_marginal(one, len(betas), betas)
    prior = (last.mean.square() * squares + last.variance - 1 - last.variance.log()) / 2
    steps = (variance[1:] / inner.unsqueeze(-1)).log().sum() / 2
    return prior.sum() + steps + ((2 * math.pi * variance[0]).log() + 1).sum() / 2


def ring_errors(ring: Mixture, betas: Tensor) -> Tensor:
    """The squared errors (T, 2) of the best denoiser: 𝔼[Var(x_0 | x_t)], by sums over one of four equal quarters."""
    line = (torch.arange(CELLS, dtype=betas.dtype) + 0.5) * (REACH / CELLS)
    grid, errors = torch.cartesian_prod(line, line), []
    for t in torch.arange(1, len(betas) + 1):
        now = diffusion.diffused(diffusion.Gaussian(ring.means, ring.variances), t, betas)
        weight = Mixture(*now).log_density(grid).softmax(0)
        _, spread = ring.posterior(grid, t.expand(len(grid)), betas)
        errors.append((weight @ spread).mean().expand(2))  # a turn by 90 degrees exchanges the dimensions
    return torch.stack(errors)
