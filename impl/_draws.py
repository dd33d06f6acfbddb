"""Draws of the two laws of (mu, tau) with their log-densities and scores, for inner loops: no argument is checked.

A chart (4, …) holds (loc, log second, log shape, log rate), where second is the Normal-Gamma's precision_scale or the
mean field's precision. Standard draws g ~ Gamma(shape, 1) and ε ~ N(0, 1) make tau = g / rate and
mu = loc + ε / √precision, where precision is second · tau or second. In terms of g and ε the score in the chart is

    √precision ε,   ½ − ½ ε²,   shape (log g − ψ(shape)),   shape − g.
"""

import math
from typing import NamedTuple

import torch
from torch import Generator, Size, Tensor

from ._normal_gamma_laws import LOG_2PI
from ._special import trigamma_excess

LEAST_FOR_TENSORS = 1000  # draws; fewer cost less in torch's own sampler than by arithmetic on whole tensors


class Draws(NamedTuple):
    """S draws (mu, tau) (S, …, 2), log q(mu | tau) and log q(tau) (S, …), scores (4, S, …)."""

    value: Tensor
    log_mu: Tensor
    log_tau: Tensor
    score: Tensor


def draw(chart: Tensor, structured: bool, samples: int, generator: Generator | None) -> Draws:
    """S draws of the Normal-Gamma if ``structured``, else of the mean field: first every tau, then every mu."""
    loc, log_second, _, log_rate = chart.unbind()
    second, shape, rate = chart[1:].exp().unbind()
    g = standard_gamma(shape, samples, generator)
    noise = standard_normal(g.shape, g, generator)
    log_g, tau = g.log(), g / rate
    half = -0.5 * noise.square()
    log_tau = torch.addcmul(log_rate - shape.lgamma() - g, shape - 1, log_g)
    if structured:
        precision = second * tau
        log_mu = torch.add(half + 0.5 * (log_second - log_rate - LOG_2PI), log_g, alpha=0.5)
    else:
        precision = second
        log_mu = half + 0.5 * (log_second - LOG_2PI)
    step = noise * precision.rsqrt()
    score = (precision * step, half + 0.5, (log_g - shape.digamma()) * shape, shape - g)
    # Coordinates are first in memory, so that arithmetic on a batch of chains runs along the chains.
    value = torch.stack((loc + step, tau)).movedim(0, -1)
    return Draws(value, log_mu, log_tau, torch.stack(score))


def natural(chart: Tensor, gradient: Tensor, structured: bool) -> Tensor:
    """The natural gradient F⁻¹ gradient, both (4, …), where F is the Fisher matrix of the chart.

    F is diagonal except for the block of its last two rows, shape · [[shape ψ′(shape), −1], [−1, 1]].
    """
    second, shape, rate = chart[1:].exp().unbind()
    in_loc, in_second, in_shape, in_rate = gradient.unbind()
    precision = second * shape / rate if structured else second
    along = (in_shape + in_rate) / (shape * trigamma_excess(shape))
    return torch.stack((in_loc / precision, 2 * in_second, along, along + in_rate / shape))


def standard_gamma(shape: Tensor, samples: int, generator: Generator | None) -> Tensor:
    """Draws (S, …) of Gamma(shape, 1).

    A draw below the dtype's least normal number becomes that number, as in torch. Small shapes make such draws: one in
    thirty for shape 0.005 in float64 or 0.04 in float32.
    """
    size = Size((samples, *shape.shape))
    if size.numel() < LEAST_FOR_TENSORS:
        return torch._standard_gamma(shape.expand(size), generator)  # pyright: ignore[reportPrivateImportUsage]
    shape = shape.contiguous()
    small = shape < 1
    if not bool(small.any()):
        return _marsaglia_tsang(shape, size, generator)
    # Γ(a + 1) U^(1/a) ~ Γ(a)
    uniform = torch.rand(size, dtype=shape.dtype, device=shape.device, generator=generator)
    least = torch.finfo(shape.dtype).tiny
    return (
        _marsaglia_tsang(torch.where(small, shape + 1, shape), size, generator)
        .mul_(torch.where(small, uniform.pow(1 / shape), 1))
        .clamp_(min=least)
    )


def standard_normal(size: Size, like: Tensor, generator: Generator | None) -> Tensor:
    """Draws of N(0, 1), of the given size and of the dtype and device of ``like``.

    Many draws in double precision are made by Box and Muller's method, which torch applies to one draw at a time.
    """
    kind = {"dtype": like.dtype, "device": like.device, "generator": generator}
    count = size.numel()
    if count < LEAST_FOR_TENSORS or like.dtype != torch.float64:
        return torch.randn(size, **kind)
    radius, angle = torch.rand((2, (count + 1) // 2), **kind).unbind()
    radius, angle = (-2 * (-radius).log1p()).sqrt(), 2 * math.pi * angle
    return torch.cat((radius * angle.cos(), radius * angle.sin()))[:count].view(size)


def _marsaglia_tsang(shape: Tensor, size: Size, generator: Generator | None) -> Tensor:
    """Draws of Gamma(shape, 1) for shape ≥ 1, many at a time: Marsaglia & Tsang (2000), ACM TOMS 26.

    A proposal d (1 + w)³, d = shape − ⅓, w ~ N(0, 1/9d), is accepted with probability e^{d φ(w)}, where

        φ(w) = 3 log(1 + w) − 3 w + 3 w²/2 − w³ ≥ −¾ w⁴ / (1 − |w|)   for |w| < 1.
    """
    values, rejected = _attempt(shape, size, generator)
    flat, shapes = values.view(-1), shape.reshape(-1)
    while rejected.numel():
        flat[rejected], again = _attempt(shapes[rejected % len(shapes)], rejected.shape, generator)
        rejected = rejected[again]
    return values


def _attempt(shape: Tensor, size: Size, generator: Generator | None) -> tuple[Tensor, Tensor]:
    """A proposal for each draw, and the flat indices of those that are rejected."""
    d = shape - 1 / 3
    w = standard_normal(size, shape, generator) * (9 * d).rsqrt()
    chance = torch.rand(size, dtype=shape.dtype, device=shape.device, generator=generator)
    sure = (1 - chance) * (1 - w.abs()) > w.square().square_() * (0.75 * d)
    unsure = sure.logical_not_().view(-1).nonzero().squeeze(-1)
    d_own, own = d.reshape(-1)[unsure % d.numel()].double(), w.view(-1)[unsure].double()
    bound = d_own * (3 * (own.log1p() - own) + own.square() * (1.5 - own))
    rejected = (chance.view(-1)[unsure].double().log() >= bound) | (own <= -1)  # a NaN would be redrawn for ever
    return d * (1 + w).pow_(3), unsure[rejected]
