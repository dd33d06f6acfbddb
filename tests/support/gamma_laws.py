"""Gamma laws as `impl` has them, and what they diverge, for the tests of the chapters on fits and on small steps."""

import torch
from torch.distributions import kl_divergence

from impl import normal_gamma
from tests.support.normal_gamma_program import Wide


def law(shape, rate):
    return normal_gamma.MeanField(torch.zeros_like(shape), torch.ones_like(shape), shape, rate)


def divergence(a, b, c, d):
    """Of two laws of shape and rate; what is lost is a part of its terms."""
    found = kl_divergence(law(a, b), law(c, d))
    return Wide(found, 1 + found + torch.lgamma(a).abs() + torch.lgamma(c).abs() + ((a - c)*torch.digamma(a)).abs() + a*d/b)


def both(one):
    return one, one
