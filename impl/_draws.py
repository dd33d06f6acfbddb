"""Draws of the two laws of (mu, tau) with their log-densities and scores, for inner loops; nothing is checked.

A chart (4, …) holds (loc, log second, log shape, log rate), where second is the Normal-Gamma's precision_scale or the
mean field's precision. In terms of the standard draws g ~ Gamma(shape, 1) and ε ~ N(0, 1) that make tau = g / rate and
mu = loc + ε / √precision, precision = second · tau or second, the score in the chart is

    √precision ε,   ½ − ½ ε²,   shape (log g − ψ(shape)),   shape − g.
"""

import math
from typing import NamedTuple

import torch
from torch import Generator, Size, Tensor

from ._special import trigamma_excess

FEW = 1000  # draws below which a call into torch's sampler costs less than arithmetic on whole tensors


class Draws(NamedTuple):
    """S draws (mu, tau) (S, …, 2), log q of mu (given tau where it depends on it) and of tau (S, …), scores (S, …, 4)."""

    value: Tensor
    log_mu: Tensor
    log_tau: Tensor
    score: Tensor


def draw(chart: Tensor, structured: bool, samples: int, generator: Generator | None) -> Draws:
    """S draws of the Normal-Gamma where ``structured``, of the mean field where not. First every tau, then every mu."""
    loc, log_second, log_shape, log_rate = chart.unbind()
    second, shape, rate = chart[1:].exp().unbind()
    g = standard_gamma(shape, samples, generator)
    noise = torch.randn(g.shape, dtype=g.dtype, device=g.device, generator=generator)
    log_g, tau = g.log(), g / rate
    precision = second * tau if structured else second.expand(g.shape)
    root = precision.sqrt()
    half = -0.5 * noise.square()
    log_mu = torch.add(half - 0.5 * math.log(2 * math.pi), precision.log(), alpha=0.5)
    log_tau = torch.addcmul(log_rate - shape.lgamma() - g, shape - 1, log_g)
    # Parameters first in memory, so that what is done to a batch of chains runs along them.
    score = torch.stack((root * noise, half + 0.5, (log_g - shape.digamma()) * shape, shape - g))
    value = torch.stack((torch.addcdiv(loc, noise, root), tau), -1)
    return Draws(value, log_mu, log_tau, score.movedim(0, -1))


def natural(chart: Tensor, gradient: Tensor, structured: bool) -> Tensor:
    """F⁻¹ times a gradient, both (4, …), with the Fisher matrix F of the chart.

    F is diagonal but for its last two rows, shape · [[shape ψ′(shape), −1], [−1, 1]].
    """
    second, shape, rate = chart[1:].exp().unbind()
    in_loc, in_second, in_shape, in_rate = gradient.unbind()
    precision = second * shape / rate if structured else second
    along = (in_shape + in_rate) / (shape * trigamma_excess(shape))
    return torch.stack((in_loc / precision, 2 * in_second, along, along + in_rate / shape))


def standard_gamma(shape: Tensor, samples: int, generator: Generator | None) -> Tensor:
    """Draws (S, …) of Gamma(shape, 1)."""
    size = Size((samples, *shape.shape))
    if size.numel() < FEW:
        return torch._standard_gamma(shape.expand(size), generator)
    small = shape < 1
    if not bool(small.any()):
        return _marsaglia_tsang(shape, size, generator)
    # Γ(a + 1) U^(1/a) ~ Γ(a)
    uniform = torch.rand(size, dtype=shape.dtype, device=shape.device, generator=generator)
    return _marsaglia_tsang(torch.where(small, shape + 1, shape), size, generator) * torch.where(
        small, uniform.pow(1 / shape), 1
    )


def _marsaglia_tsang(shape: Tensor, size: Size, generator: Generator | None) -> Tensor:
    """Draws of Gamma(shape, 1), shape ≥ 1, many at a time: Marsaglia & Tsang (2000), ACM TOMS 26."""
    values, rejected = _attempt(shape, size, generator)
    flat, shapes = values.view(-1), shape.reshape(-1)
    while rejected.numel():
        again, still = _attempt(shapes[rejected % len(shapes)], rejected.shape, generator)
        flat[rejected] = again
        rejected = rejected[still]
    return values


def _attempt(shape: Tensor, size: Size, generator: Generator | None) -> tuple[Tensor, Tensor]:
    """A proposal for each draw, and the flat indices of those that are rejected."""
    d = shape - 1 / 3
    normal = torch.randn(size, dtype=shape.dtype, device=shape.device, generator=generator)
    uniform = torch.rand(size, dtype=shape.dtype, device=shape.device, generator=generator)
    width = (9 * d).rsqrt()
    cubed = torch.addcmul(torch.ones_like(d), width, normal).pow(3)
    squeezed = (uniform < 1 - 0.0331 * normal.square().square()) & (cubed > 0)
    unsure = squeezed.logical_not_().view(-1).nonzero().squeeze(-1)
    # What the squeeze does not settle is settled in double precision: for large shapes the terms cancel.
    own = unsure % d.numel()
    d_own, w = d.reshape(-1)[own].double(), normal.view(-1)[unsure].double() * width.reshape(-1)[own].double()
    bound = d_own * (3 * (w.log1p() - w) + w.square() * (1.5 - w))
    accepted = ~(uniform.view(-1)[unsure].double().log() >= bound) & ~(w <= -1)  # NaN is not drawn for ever
    return d * cubed, unsure[~accepted]
