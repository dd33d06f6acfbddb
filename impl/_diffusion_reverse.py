"""Gaussian reverse models p(x_{t−1} | x_t) = N(slope_t x_t + offset_t, variance_t), and how far they are from q.

The law q(x_{t−1} | x_t, x_0) has the mean √ᾱ_{t−1} x_0 + c_t (x_t − √ᾱ_t x_0), with c_t = √(1 − β_t) (1 − ᾱ_{t−1})/
(1 − ᾱ_t). Where x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε, its mean less that of p is missed_t x_0 − offset_t
− surplus_t √(1 − ᾱ_t) ε, where

    missed_t = √ᾱ_{t−1} − slope_t √ᾱ_t        surplus_t = slope_t − c_t

For small β_t both are small differences, which a reverse model therefore keeps beside its slope.
"""

from typing import NamedTuple

import torch
from torch import Tensor

from . import _check
from ._diffusion_chain import Levels, all_levels, check_betas, levels
from ._diffusion_laws import Gaussian, check_data
from ._diffusion_steps import Denoiser


class GaussianReverse(NamedTuple):
    """A reverse model with a linear mean, for t = 1 … T: each field (…, T).

    ``excess`` is the variance of q(x_{t−1} | x_t, x_0) over that of p, less one. Made by ``exact_reverse`` and
    ``linear_reverse``, not by hand.

    >>> data, betas = Gaussian(torch.tensor(0.0), torch.tensor(1.0)), torch.tensor([0.36, 0.36])
    >>> reverse = exact_reverse(data, betas)  # these data stay what they are, so a step back is like a step forward
    >>> reverse.slope, reverse.variance
    (tensor([0.8000, 0.8000]), tensor([0.3600, 0.3600]))
    """

    slope: Tensor
    offset: Tensor
    variance: Tensor
    missed: Tensor
    surplus: Tensor
    excess: Tensor


def exact_reverse(data: Gaussian, betas: Tensor) -> GaussianReverse:
    """The reversal q(x_{t−1} | x_t) of the chain that starts from x_0 ~ N(m, v): (…), (T,) → fields (…, T).

    With w_t = ᾱ_t v + 1 − ᾱ_t, the variance of x_t,

        slope_t = √(1 − β_t) w_{t−1}/w_t      offset_t = √ᾱ_{t−1} β_t m/w_t     variance_t = β_t w_{t−1}/w_t
        missed_t = √ᾱ_{t−1} β_t/w_t           surplus_t = √(1 − β_t) d_t/w_t    excess_t = −d_t/w_{t−1}

    and d_t = ᾱ_{t−1} β_t v/(1 − ᾱ_t). Among all reverse models it has the least bound for these data.

    >>> data, betas = Gaussian(torch.tensor(1.0), torch.tensor(4.0)), torch.tensor([0.36, 0.5])
    >>> reverse = exact_reverse(data, betas)
    >>> reverse.slope, reverse.offset, reverse.variance
    (tensor([1.0959, 1.0534]), tensor([0.1233, 0.2041]), tensor([0.4932, 0.7449]))
    """
    check_data(data)
    at = all_levels(betas)
    _check.same_kind("data, betas", data.mean, betas)
    shape = _check.broadcast("data", data.mean.shape, data.variance.shape)
    mean, variance = (value.double().expand(shape).unsqueeze(-1) for value in data)
    spread = at.log_signal.exp() * variance + at.noise
    before = at.log_signal_before.exp() * variance + at.noise_before
    shared = at.log_signal_before.exp() * (at.beta / at.noise) * variance
    missed = at.root_signal_before * at.beta / spread
    root = at.kept.sqrt()
    fields = (
        root * (before / spread),
        missed * mean,
        at.beta * (before / spread),
        missed,
        root * (shared / spread),
        -shared / before,
    )
    return GaussianReverse(*(field.to(betas.dtype) for field in fields))


def linear_reverse(slope: Tensor, offset: Tensor, variance: Tensor, betas: Tensor) -> GaussianReverse:
    """The reverse model p(x_{t−1} | x_t) = N(slope_t x_t + offset_t, variance_t): each (…, T), (T,).

    >>> betas = torch.tensor([0.36, 0.5])
    >>> reverse = linear_reverse(torch.tensor([0.8, 0.7]), torch.zeros(2), torch.tensor([0.36, 0.5]), betas)
    >>> bound_terms(torch.tensor(1.0), betas, reverse).total
    tensor(1.4190)
    """
    at = all_levels(betas)
    given = {"slope": slope, "offset": offset, "variance": variance}
    for name, value in given.items():
        _check.finite(name, value)
        if value.shape[-1:] != betas.shape:
            raise ValueError(f"{name}: expected (…, {len(betas)}), got shape {tuple(value.shape)}")
    _check.all_positive("variance", variance)
    _check.same_kind("slope, offset, variance, betas", *given.values(), betas)
    _check.broadcast("slope, offset, variance", *(value.shape for value in given.values()))
    missed = at.root_signal_before - slope.double() * at.root_signal
    wide = variance.double()
    fields = slope, offset, variance, missed, slope.double() - at.of_xt, (at.back_variance - wide) / wide
    return GaussianReverse(*torch.broadcast_tensors(*(field.to(betas.dtype) for field in fields)))


def best_variance(squared_error: Tensor, betas: Tensor) -> Tensor:
    """The variances of p(x_{t−1} | x_t) with the least bound for a denoiser with these mean squared errors in x_0.

    The variance of q(x_{t−1} | x_t, x_0), plus the squared error times the squared coefficient of x_0 in its mean:
    (T, …), (T,) → (T, …), the first entry the error itself. For the best denoiser of Gaussian data, whose error is
    v (1 − ᾱ_t)/w_t, they are those of ``exact_reverse``. Bao, Li, Zhu & Zhang (2022), "Analytic-DPM", theorem 1.

    >>> betas = torch.tensor([0.5, 0.5])
    >>> best_variance(torch.tensor([0.5, 0.75]), betas)  # the errors v (1 − ᾱ_t)/w_t of data with v = 1
    tensor([0.5000, 0.5000])
    """
    at = all_levels(betas)
    _check.finite("squared_error", squared_error)
    if len(squared_error.shape) < 1 or len(squared_error) != len(betas):
        raise ValueError(f"squared_error: expected ({len(betas)}, …), got shape {tuple(squared_error.shape)}")
    if not bool((squared_error >= 0).all() and (squared_error[0] > 0).all()):
        raise ValueError("squared_error: expected entries of at least 0, positive for t = 1")
    _check.same_kind("squared_error, betas", squared_error, betas)
    column = (-1, *[1] * (squared_error.ndim - 1))
    variance = at.back_variance.reshape(column) + at.of_x0.square().reshape(column) * squared_error.double()
    return variance.to(betas.dtype)


def gaussian_denoiser(data: Gaussian, betas: Tensor) -> Denoiser:
    """The best denoiser of data N(m, v), in the form x0: the function (x_t (…, D), t (…)) → 𝔼[x_0 | x_t], (…, D).

    It is (√ᾱ_t v x_t + (1 − ᾱ_t) m)/w_t with w_t = ᾱ_t v + 1 − ᾱ_t; the mean and the variance broadcast with x_t.

    >>> denoiser = gaussian_denoiser(Gaussian(torch.tensor(0.0), torch.tensor(1.0)), torch.tensor([0.36, 0.5]))
    >>> denoiser(torch.tensor([2.0]), torch.tensor(1))  # √ᾱ_1 · 2
    tensor([1.6000])
    """
    check_data(data)
    check_betas(betas)
    _check.same_kind("data, betas", *data, betas)

    def denoise(xt: Tensor, t: Tensor) -> Tensor:
        _check.finite("xt", xt)
        at = Levels(*(level.unsqueeze(-1) for level in levels(t, betas)))
        mean, variance = data
        share = at.root_signal * variance
        return ((share * xt + at.noise * mean) / (at.root_signal * share + at.noise)).to(xt.dtype)

    return denoise
