"""The variational bound of a diffusion, term by term: −log p(x_0) ≤ L_T + L_{T−1} + … + L_1 + L_0, in nats.

    L_T      KL(q(x_T | x_0) ‖ p(x_T))
    L_{t−1}  𝔼_{q(x_t | x_0)}[KL(q(x_{t−1} | x_t, x_0) ‖ p(x_{t−1} | x_t))],  t = 2 … T
    L_0      −𝔼_{q(x_1 | x_0)}[log p(x_0 | x_1)]

Ho, Jain & Abbeel (2020), equation 5.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor

from . import _check
from ._diffusion_chain import Levels, all_levels
from ._diffusion_laws import Gaussian, check_data
from ._diffusion_reverse import GaussianReverse
from ._log_ratio import less_log


class BoundTerms(NamedTuple):
    """L_T (…), the L_{t−1} for t = 2 … T (…, T − 1) in this order, and L_0 (…), in nats.

    >>> terms = BoundTerms(prior=torch.tensor(0.25), steps=torch.tensor([0.5, 0.125]), decoder=torch.tensor(1.5))
    >>> terms.total
    tensor(2.3750)
    """

    prior: Tensor
    steps: Tensor
    decoder: Tensor

    @property
    def total(self) -> Tensor:
        """The bound on −log p(x_0): (…)."""
        return self.prior + self.steps.sum(-1) + self.decoder


def bound_terms(
    data: Tensor | Gaussian, betas: Tensor, reverse: GaussianReverse, end: Gaussian | None = None
) -> BoundTerms:
    """All terms in closed form: for each x_0 (…), or averaged over x_0 ~ N(m, v) where data are a ``Gaussian``.

    reverse has fields (…, T), and p(x_T) is ``end``, N(0, 1) by default; all batches broadcast. Dimensions are taken to
    be independent: sum the terms over them. Where reverse is ``exact_reverse(data, betas)`` and end is
    ``diffused(data, T, betas)`` the total is −log N(x_0; m, v) for each x_0, and the entropy on average; with another
    end it is that plus KL(q(x_T) ‖ p(x_T)) on average. Nothing cancels there, so that the terms have nearly all digits.

    >>> data, betas = Gaussian(torch.tensor(1.0), torch.tensor(4.0)), torch.tensor([0.5, 0.5])
    >>> reverse, end = exact_reverse(data, betas), diffused(data, 2, betas)
    >>> x0 = torch.tensor([0.0, 2.0])
    >>> bound_terms(x0, betas, reverse, end).total  # the bound is tight: −log N(x_0; 1, 4)
    tensor([1.7371, 1.7371])
    >>> bound_terms(data, betas, reverse, end)
    BoundTerms(prior=tensor(0.4236), steps=tensor([0.3811]), decoder=tensor(1.3074))
    """
    at = all_levels(betas)
    if isinstance(data, Gaussian):
        check_data(data)
    else:
        _check.finite("data", data)
    mean, variance = data if isinstance(data, Gaussian) else (data, torch.zeros_like(data))
    _check_reverse(reverse, betas)
    _check.same_kind("data, betas", mean, betas)
    _check.broadcast("data, reverse", mean.shape, variance.shape, reverse.slope.shape[:-1])
    mean, variance = mean.double(), variance.double()
    _, _, wide, missed, surplus, excess = (field.double() for field in reverse)
    prior = prior_term(at, mean, variance, end, betas)
    error = (missed * mean.unsqueeze(-1) - reverse.offset).square() + missed.square() * variance.unsqueeze(-1)
    error = (error + surplus.square() * at.noise) / wide
    steps = (less_log(excess[..., 1:], (at.back_variance / wide)[..., 1:]) + error[..., 1:]) / 2
    decoder = ((2 * math.pi * wide[..., 0]).log() + error[..., 0]) / 2
    prior, decoder = torch.broadcast_tensors(prior, decoder)
    return BoundTerms(*(term.to(betas.dtype) for term in (prior, steps.expand(*prior.shape, -1), decoder)))


def prior_term(at: Levels, mean: Tensor, variance: Tensor, end: Gaussian | None, betas: Tensor) -> Tensor:
    """KL(q(x_T | x_0) ‖ p(x_T)), averaged over x_0 with this mean and variance."""
    signal, root, noise = at.log_signal[-1].exp(), at.root_signal[-1], at.noise[-1]
    if end is None:
        excess, ratio, distance = -signal, noise, (root * mean).square() + signal * variance
        return (less_log(excess, ratio) + distance) / 2
    check_data(end, "end")
    _check.same_kind("end, betas", *end, betas)
    _check.broadcast("data, end", mean.shape, variance.shape, end.mean.shape, end.variance.shape)
    centre, wide = (value.double() for value in end)
    distance = ((root * mean - centre).square() + signal * variance) / wide
    return (less_log((noise - wide) / wide, noise / wide) + distance) / 2


def _check_reverse(reverse: GaussianReverse, betas: Tensor) -> None:
    if not isinstance(reverse, GaussianReverse):
        raise ValueError(f"reverse: expected a GaussianReverse, got {_check.describe(reverse)}")
    _check.same_kind("reverse, betas", *reverse, betas)
    if reverse.slope.shape[-1:] != betas.shape:
        raise ValueError(f"reverse: expected (…, {len(betas)}), got shape {tuple(reverse.slope.shape)}")
