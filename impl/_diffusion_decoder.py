"""The exact mass that a normal law gives to the bin of a level: the decoder log p(x_0 | x_1) of quantised data."""

import math
from functools import cache

import numpy as np
import torch
from torch import Tensor

from . import _check

NODES = 12  # of Gauss and Legendre's rule over a bin, in which the density's logarithm changes by little more than one


def discretised_log_prob(x0: Tensor, mean: Tensor, variance: Tensor, levels: int = 256) -> Tensor:
    """log of the mass of N(mean, variance) on the bin of x_0, in nats: (…), (…), (…) → the common shape.

    x_0 lies on the levels −1 + 2k/(levels − 1), k = 0 … levels − 1, and a bin reaches half way to the next level; the
    first one begins at −∞ and the last one ends at ∞, so that the masses of all levels sum to one. It has nearly all
    digits in both tails, for narrow laws and for wide ones, and is differentiable in mean and variance. ValueError
    where x_0 is farther than 1 % of a bin from every level. Ho, Jain & Abbeel (2020), equation 13.

    >>> levels = torch.tensor([-1.0, 0.0, 1.0])
    >>> log_mass = discretised_log_prob(levels, torch.tensor(0.0), torch.tensor(0.25), levels=3)
    >>> log_mass.exp()  # Φ(−1), Φ(1) − Φ(−1), Φ(−1)
    tensor([0.1587, 0.6827, 0.1587])
    """
    _check.count("levels", levels, 2)
    for name, value in ("x0", x0), ("mean", mean), ("variance", variance):
        _check.finite(name, value)
    _check.all_positive("variance", variance)
    _check.same_kind("x0, mean, variance", x0, mean, variance)
    _check.broadcast("x0, mean, variance", x0.shape, mean.shape, variance.shape)
    place = (x0 + 1) * ((levels - 1) / 2)
    level = place.round()
    if not bool(((place - level).abs() <= 0.01).all() and (level >= 0).all() and (level < levels).all()):
        raise ValueError(f"x0: expected the {levels} levels from -1 to 1")
    scale = variance.sqrt()
    x0 = 2 * level / (levels - 1) - 1
    centre, half, level = torch.broadcast_tensors((x0 - mean) / scale, 1 / (levels - 1) / scale, level)
    log_mass = _log_mass(centre, half)
    log_mass = torch.where(level == 0, torch.special.log_ndtr(centre + half), log_mass)
    return torch.where(level == levels - 1, torch.special.log_ndtr(half - centre), log_mass)


def _log_mass(centre: Tensor, half: Tensor) -> Tensor:
    """log(Φ(c + h) − Φ(c − h)), h > 0, by that of three formulas which does not cancel; others get harmless numbers."""
    far = -centre.abs()  # the mass is even in c, so the bin may lie to the left
    narrow = half * (1 - far) <= 1
    astride = ~narrow & (far + half > 0)
    aside = ~narrow & ~astride
    zero, one = torch.zeros_like(far), torch.ones_like(half)
    found = _narrow(torch.where(narrow, far, zero), torch.where(narrow, half, one))
    found = torch.where(astride, _astride(torch.where(astride, far, zero), torch.where(astride, half, one)), found)
    return torch.where(aside, _aside(torch.where(aside, far, -2 * one), torch.where(aside, half, one)), found)


def _narrow(far: Tensor, half: Tensor) -> Tensor:
    """log(h φ(c) Σ w_i exp(−c h u_i − ½ h² u_i²)) over the nodes of a rule on [−1, 1]."""
    total = torch.zeros_like(far)
    for node, weight in _rule():
        step = half * node
        total = total + weight * (-step * (far + step / 2)).exp()
    return half.log() - far.square() / 2 - math.log(2 * math.pi) / 2 + total.log()


def _astride(far: Tensor, half: Tensor) -> Tensor:
    """The mass is 1 − Φ(c − h) − Φ(−c − h), or ½ (erf((c + h)/√2) + erf((h − c)/√2)) where it is less than ½."""
    outside = torch.special.ndtr(far - half) + torch.special.ndtr(-far - half)
    root = math.sqrt(0.5)
    inside = (torch.erf((far + half) * root) + torch.erf((half - far) * root)) / 2
    return torch.where(outside < 0.5, (-outside.clamp(max=0.5)).log1p(), inside.log())


def _aside(far: Tensor, half: Tensor) -> Tensor:
    """log Φ(b) + log(1 − Φ(a)/Φ(b)) for the ends a < b ≤ 0, which are so far apart that Φ(a)/Φ(b) is not near 1."""
    upper, lower = torch.special.log_ndtr(far + half), torch.special.log_ndtr(far - half)
    return upper + (-(lower - upper).exp()).log1p()


@cache
def _rule() -> list[tuple[float, float]]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return list(zip(nodes.tolist(), weights.tolist()))
