"""The Gaussian laws of a diffusion at given times; a time is an int or a tensor of integers that broadcasts."""

from typing import NamedTuple

import torch
from torch import Tensor

from . import _check
from ._diffusion_chain import Levels, check_t, levels


class Gaussian(NamedTuple):
    """Independent normal laws with a mean (…) and a variance (…).

    >>> data = Gaussian(mean=torch.tensor(1.0), variance=torch.tensor(4.0))
    >>> diffused(data, 1, torch.tensor([0.5, 0.5]))
    Gaussian(mean=tensor(0.7071), variance=tensor(2.5000))
    """

    mean: Tensor
    variance: Tensor


def forward_marginal(x0: Tensor, t: int | Tensor, betas: Tensor) -> Gaussian:
    """q(x_t | x_0) = N(√ᾱ_t x_0, 1 − ᾱ_t): (…), t (…), (T,) → mean and variance, both of the common shape.

    The variance is exact for tiny β, and the mean where ᾱ_t underflows. Ho, Jain & Abbeel (2020), equation 4.

    >>> forward_marginal(torch.tensor(1.0), torch.tensor([1, 2]), torch.tensor([0.36, 0.5]))
    Gaussian(mean=tensor([0.8000, 0.5657]), variance=tensor([0.3600, 0.6800]))
    """
    at = levels_for(t, betas, x0=x0)
    return Gaussian(*torch.broadcast_tensors(cast(at.root_signal, x0) * x0, cast(at.noise, x0)))


def diffused(data: Gaussian, t: int | Tensor, betas: Tensor) -> Gaussian:
    """q(x_t) = N(√ᾱ_t m, ᾱ_t v + 1 − ᾱ_t) where x_0 ~ N(m, v): the mean and the variance, both of the common shape.

    >>> diffused(Gaussian(torch.tensor(1.0), torch.tensor(4.0)), torch.tensor([1, 2]), torch.tensor([0.36, 0.5]))
    Gaussian(mean=tensor([0.8000, 0.5657]), variance=tensor([2.9200, 1.9600]))
    """
    check_data(data)
    at = levels_for(t, betas, **{"data.mean": data.mean, "data.variance": data.variance})
    variance = cast(at.log_signal.exp(), data.variance) * data.variance + cast(at.noise, data.variance)
    return Gaussian(*torch.broadcast_tensors(cast(at.root_signal, data.mean) * data.mean, variance))


def posterior_mean_variance(x0: Tensor, xt: Tensor, t: int | Tensor, betas: Tensor) -> Gaussian:
    """q(x_{t−1} | x_t, x_0), t = 1 … T: (…), (…), t (…), (T,) → mean and variance, both of the common shape.

        mean      √ᾱ_{t−1} β_t/(1 − ᾱ_t) x_0 + √(1 − β_t) (1 − ᾱ_{t−1})/(1 − ᾱ_t) x_t
        variance  β_t (1 − ᾱ_{t−1})/(1 − ᾱ_t)

    For t = 1 they are x_0 and 0 exactly. Ho, Jain & Abbeel (2020), equations 6 and 7.

    >>> x0, xt, betas = torch.tensor(1.0), torch.tensor(0.5), torch.tensor([0.36, 0.5])
    >>> posterior_mean_variance(x0, xt, 2, betas)  # the variance is 0.5 · 0.36/0.68
    Gaussian(mean=tensor(0.7754), variance=tensor(0.2647))
    """
    at = levels_for(t, betas, x0=x0, xt=xt)
    mean = cast(at.of_x0, x0) * x0 + cast(at.of_xt, xt) * xt
    return Gaussian(*torch.broadcast_tensors(mean, cast(at.back_variance, x0)))


def ddim_mean_variance(
    x0: Tensor,
    xt: Tensor,
    t: int | Tensor,
    betas: Tensor,
    sigma: float | Tensor = 0.0,
    earlier: int | Tensor | None = None,
) -> Gaussian:
    """q_σ(x_s | x_t, x_0) for s < t, with s = t − 1 unless ``earlier`` gives another: mean and variance σ².

        mean      √ᾱ_s x_0 + √(1 − ᾱ_s − σ²) (x_t − √ᾱ_t x_0)/√(1 − ᾱ_t)

    For every σ ≥ 0 with σ² ≤ 1 − ᾱ_s, which is asked for, x_s has the law q(x_s | x_0) if x_t has q(x_t | x_0). With
    the variance of ``posterior_mean_variance`` as σ² it is that law. Song, Meng & Ermon (2021), "DDIM", equation 7.

    >>> x0, xt, betas = torch.tensor(1.0), torch.tensor(0.5), torch.tensor([0.36, 0.5])
    >>> ddim_mean_variance(x0, xt, 2, betas)
    Gaussian(mean=tensor(0.7522), variance=tensor(0.))
    >>> ddim_mean_variance(x0, xt, 2, betas, earlier=0)  # in one step to x_0
    Gaussian(mean=tensor(1.), variance=tensor(0.))
    """
    at = levels_for(t, betas, x0=x0, xt=xt)
    before, rest, sigma = check_earlier(t, betas, sigma, earlier, xt)
    ratio = cast((rest / at.noise).sqrt(), xt)
    mean = cast(before.root_signal_before, x0) * x0 + ratio * (xt - cast(at.root_signal, x0) * x0)
    return Gaussian(*torch.broadcast_tensors(mean, cast(sigma.square(), x0)))


def check_data(data: Gaussian, name: str = "data") -> None:
    """Refuse what is no ``Gaussian`` with positive variances."""
    if not isinstance(data, Gaussian):
        raise ValueError(f"{name}: expected a Gaussian, got {_check.describe(data)}")
    for part, value in zip(("mean", "variance"), data):
        _check.finite(f"{name}.{part}", value)
    _check.all_positive(f"{name}.variance", data.variance)
    _check.same_kind(f"{name}.mean, {name}.variance", *data)
    _check.broadcast(f"{name}.mean, {name}.variance", data.mean.shape, data.variance.shape)


def check_earlier(
    t: int | Tensor, betas: Tensor, sigma: float | Tensor, earlier: int | Tensor | None, xt: Tensor
) -> tuple[Levels, Tensor, Tensor]:
    """The levels for which s is the time before, 1 − ᾱ_s − σ², and σ, in double precision."""
    if earlier is None:
        before = levels(t, betas)
    else:
        place = check_t("earlier", earlier, 0, len(betas) - 1, betas)
        _check.broadcast("t, earlier", torch.as_tensor(t).shape, place.shape)
        if not bool((place < torch.as_tensor(t, device=place.device)).all()):
            raise ValueError("earlier: expected times before t")
        before = levels(place + 1, betas)
    if isinstance(sigma, Tensor):
        _check.finite("sigma", sigma)
        _check.same_kind("sigma, betas", sigma, betas)
        found = sigma.double()
    else:
        _check.number("sigma", sigma)
        found = torch.tensor(float(sigma), dtype=torch.float64, device=betas.device)
    _check.broadcast("xt, t, earlier, sigma", xt.shape, before.noise_before.shape, found.shape)
    rest = before.noise_before - found.square()
    rounding = 4 * torch.finfo(betas.dtype).eps * before.noise_before  # of the square of √(1 − ᾱ_s)
    if not bool(((found >= 0) & (rest >= -rounding)).all()):
        raise ValueError("sigma: expected σ ≥ 0 with σ² ≤ 1 − ᾱ at the earlier time")
    return before, torch.where(rest < rounding, 0.0, rest), found


def levels_for(t: int | Tensor, betas: Tensor, **values: Tensor) -> Levels:
    """The levels at t, with the values checked: finite, of one kind with betas, and of shapes that broadcast."""
    for name, value in values.items():
        _check.finite(name, value)
    at = levels(t, betas)
    names = ", ".join(values)
    _check.same_kind(f"{names}, betas", *values.values(), betas)
    _check.broadcast(f"{names}, t", *(value.shape for value in values.values()), at.beta.shape)
    return at


def cast(coefficient: Tensor, like: Tensor) -> Tensor:
    """The coefficient, which is in double precision, in that of ``like``."""
    return coefficient.to(like.dtype)
