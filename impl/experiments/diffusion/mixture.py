"""Mixtures of normal laws, for which the best denoiser is known, and data that come from them."""

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ... import diffusion


@dataclass(frozen=True)
class Mixture:
    """K normal laws of equal weight in D dimensions, with means (K, D) and a variance (K, D) in each direction."""

    means: Tensor
    variances: Tensor

    def draw(self, count: int, generator: Generator) -> Tensor:
        """Points (count, D)."""
        which = torch.randint(len(self.means), (count,), generator=generator)
        noise = torch.randn(count, self.means.shape[-1], dtype=self.means.dtype, generator=generator)
        return self.means[which] + self.variances[which].sqrt() * noise

    def log_density(self, x: Tensor) -> Tensor:
        """log p(x) in nats: (…, D) → (…)."""
        return _log_densities(x, self.means, self.variances).logsumexp(-1) - math.log(len(self.means))

    def posterior(self, xt: Tensor, t: Tensor, betas: Tensor) -> tuple[Tensor, Tensor]:
        """The mean and the variance of x_0 given x_t, dimension by dimension: (…, D), (…) → (…, D), (…, D)."""
        t = t[..., None, None]
        now = diffusion.diffused(diffusion.Gaussian(self.means, self.variances), t, betas)
        shares = _log_densities(xt, *now).softmax(-1).unsqueeze(-1)
        root = diffusion.forward_marginal(torch.ones_like(betas[:1]), t, betas).mean
        gain = root * self.variances / now.variance
        means = self.means + gain * (xt.unsqueeze(-2) - now.mean)
        mean = (shares * means).sum(-2)
        spread = self.variances * (1 - root * gain) + (means - mean.unsqueeze(-2)).square()
        return mean, (shares * spread).sum(-2)


def _log_densities(x: Tensor, means: Tensor, variances: Tensor) -> Tensor:
    """log N(x; each of K laws): (…, D), (…, K, D) → (…, K)."""
    terms = (2 * math.pi * variances).log() + (x.unsqueeze(-2) - means).square() / variances
    return -terms.sum(-1) / 2


def plane_gaussian() -> Mixture:
    """One correlated law of the plane, in the coordinates in which it has independent dimensions."""
    return Mixture(torch.tensor([[0.4, -0.5]], dtype=torch.float64), torch.tensor([[1.5, 0.1]], dtype=torch.float64))


def ring() -> Mixture:
    """Eight laws on a circle of radius 1.2."""
    angles = torch.arange(8, dtype=torch.float64) * (math.pi / 4)
    means = 1.2 * torch.stack((angles.cos(), angles.sin()), -1)
    return Mixture(means, torch.full_like(means, 0.01))


def two_laws() -> Mixture:
    """Two laws of the line, N(−1, 0.09) and N(1, 0.09)."""
    means = torch.tensor([[-1.0], [1.0]], dtype=torch.float64)
    return Mixture(means, torch.full_like(means, 0.09))
