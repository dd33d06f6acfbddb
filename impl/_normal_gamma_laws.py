"""The Normal-Gamma law of (mu, tau), and the mean field of a normal mu and a Gamma tau, as torch Distributions.

The formulas are sums of terms that are small for laws near each other: φ(t) = t − 1 − log t ≥ 0, and Binet's function
β(x) = log Γ(x) − (x − ½) log x + x − ½ log 2π, which is convex and falls from +∞ to 0 (DLMF 5.11.1). So a divergence is
a sum of positive terms, and densities of shape 10⁸ keep their digits. Densities, entropies and divergences are in nats.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Self

import torch
from torch import Generator, Size, Tensor
from torch.distributions import Distribution, constraints, register_kl

from . import _check
from ._special import SHIFT, log_minus_digamma, stirling_series, trigamma, trigamma_excess

LOG_2PI = math.log(2 * math.pi)


class _NormalAndGamma(Distribution, ABC):
    """tau ~ Gamma(shape, rate), and a mu that is normal given tau: the event is (mu, tau), on the last axis."""

    has_rsample = True
    support = constraints.stack([constraints.real, constraints.positive], dim=-1)  # pyright: ignore[reportAssignmentType]
    _names: tuple[str, str, str, str]

    def __init__(self, *parameters: Tensor | float, validate_args: bool | None = None) -> None:
        validate = type(self)._validate_args if validate_args is None else validate_args
        for name, values in zip(self._names, _tensors(self._names, parameters, validate)):
            setattr(self, name, values)
        super().__init__(self.loc.shape, Size([2]), validate_args=False)
        self._validate_args = validate

    loc: Tensor
    shape: Tensor
    rate: Tensor

    @property
    def parameters(self) -> Tensor:
        """The parameters (…, 4) in the constructor's order."""
        return torch.stack([getattr(self, name) for name in self._names], -1)

    @classmethod
    def from_parameters(
        cls, parameters: Tensor, log_parameters: bool = False, validate_args: bool | None = None
    ) -> Self:
        """The law of parameters (…, 4) in the constructor's order, all but loc as logarithms if ``log_parameters``."""
        _check.floats("parameters", parameters)
        if parameters.shape[-1] != 4:
            raise ValueError(f"parameters: expected (…, 4), got shape {tuple(parameters.shape)}")
        loc, *positive = parameters.unbind(-1)
        return cls(loc, *(p.exp() if log_parameters else p for p in positive), validate_args=validate_args)

    def expand(self, batch_shape: Sequence[int], _instance: Distribution | None = None) -> Self:
        """The same law with its parameters expanded to a batch shape."""
        new: Any = self._get_checked_instance(type(self), _instance)
        batch_shape = Size(batch_shape)
        for name in self._names:
            setattr(new, name, getattr(self, name).expand(batch_shape))
        Distribution.__init__(new, batch_shape, self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    def sample(self, sample_shape: Size | tuple[int, ...] = (), generator: Generator | None = None) -> Tensor:
        """Draws (sample_shape, …, 2); see ``rsample``."""
        with torch.no_grad():
            return self.rsample(sample_shape, generator)

    def rsample(self, sample_shape: Size | tuple[int, ...] = (), generator: Generator | None = None) -> Tensor:
        """Draws (sample_shape, …, 2), differentiable in all four parameters.

        A tau below the smallest normal number becomes that number, as in torch's Gamma, and then has no gradient:
        in float64 about a fraction e^(−708 shape) of the draws is that small, so shapes below 0.01 suffer. In shape
        torch differentiates a draw to three or four digits only (off by up to 3e-4); the other gradients are exact.
        """
        _check.generator("generator", generator)
        shape = self._extended_shape(Size(sample_shape))[:-1]
        tau = torch._standard_gamma(self.shape.expand(shape), generator=generator)  # pyright: ignore[reportPrivateImportUsage]
        tau = (tau / self.rate).clamp(min=torch.finfo(tau.dtype).tiny)
        noise = torch.randn(shape, dtype=tau.dtype, device=tau.device, generator=generator)
        return torch.stack((self.loc + noise / self._root_precision(tau), tau), -1)

    @abstractmethod
    def _precision(self, tau: Tensor) -> Tensor:
        """The precision of mu given tau."""

    @abstractmethod
    def _root_precision(self, tau: Tensor) -> Tensor:
        """The square root of that precision, without underflow where tau is the smallest number."""

    def log_prob(self, value: Tensor) -> Tensor:
        """log q(mu, tau) of (…, 2): (…), the density against dmu dtau."""
        if self._validate_args:
            _check_value(self, value)
        mu, tau = value.unbind(-1)
        root = self._root_precision(tau)
        log_normal = root.log() - 0.5 * (LOG_2PI + ((mu - self.loc) * root).square())
        return log_normal + _gamma_log_prob(tau, self.shape, self.rate)

    @property
    def _second(self) -> Tensor:
        return getattr(self, self._names[1])

    @property
    def _mean_precision(self) -> Tensor:
        return self._precision(self.shape / self.rate)

    @property
    def mean(self) -> Tensor:
        """The means of mu and tau: (…, 2)."""
        return torch.stack((self._mu_moments()[0], self.shape / self.rate), -1)

    @property
    def variance(self) -> Tensor:
        """The variances of mu and tau: (…, 2)."""
        return torch.stack((self._mu_moments()[1], self.shape / self.rate.square()), -1)

    @abstractmethod
    def _mu_moments(self) -> tuple[Tensor, Tensor]:
        """The mean and the variance of mu: (…), (…)."""


class NormalGamma(_NormalAndGamma):
    """tau ~ Gamma(shape, rate) and mu | tau ~ N(loc, 1 / (precision_scale tau)), over (mu, tau) on the last axis.

    Parameters (…), numbers or tensors that broadcast; rate is an inverse scale. The mean of mu is NaN for shape ≤ ½,
    its variance infinite for shape ≤ 1 and NaN for shape ≤ ½, as for the Student law that mu has. ValueError for
    parameters that are not finite or not positive. Bernardo & Smith (1994), "Bayesian Theory", 5.2.

    >>> p = NormalGamma(loc=0.5, precision_scale=4.0, shape=3.0, rate=1.5)
    >>> p.mean, p.variance  # of mu and of tau
    (tensor([0.5000, 2.0000]), tensor([0.1875, 1.3333]))
    >>> p.log_prob(torch.tensor([0.5, 2.0]))
    tensor(-0.9697)
    >>> p.entropy()
    tensor(1.9092)
    """

    arg_constraints = {  # noqa: RUF012  # pyright: ignore[reportAssignmentType] (torch's convention)
        "loc": constraints.real,
        "precision_scale": constraints.positive,
        "shape": constraints.positive,
        "rate": constraints.positive,
    }
    _names = ("loc", "precision_scale", "shape", "rate")
    precision_scale: Tensor

    def __init__(
        self,
        loc: Tensor | float,
        precision_scale: Tensor | float,
        shape: Tensor | float,
        rate: Tensor | float,
        validate_args: bool | None = None,
    ) -> None:
        super().__init__(loc, precision_scale, shape, rate, validate_args=validate_args)

    def _precision(self, tau: Tensor) -> Tensor:
        return self.precision_scale * tau

    def _root_precision(self, tau: Tensor) -> Tensor:
        return self.precision_scale.sqrt() * tau.sqrt()

    def _mu_moments(self) -> tuple[Tensor, Tensor]:
        undefined, infinite = self.shape <= 0.5, self.shape <= 1
        variance = self.rate / (self.precision_scale * torch.where(infinite, 1, self.shape - 1))
        variance = torch.where(infinite, math.inf, variance)
        return torch.where(undefined, math.nan, self.loc), torch.where(undefined, math.nan, variance)

    def entropy(self) -> Tensor:
        """H(q) = −E[log q(mu, tau)]: (…)."""
        log_precision = self._mean_precision.log() - log_minus_digamma(self.shape)
        return 0.5 * (1 + LOG_2PI - log_precision) + _gamma_entropy(self.shape, self.rate)


class MeanField(_NormalAndGamma):
    """mu ~ N(loc, 1 / precision) and tau ~ Gamma(shape, rate), independent, over (mu, tau) on the last axis.

    Parameters (…), numbers or tensors that broadcast; rate is an inverse scale. ValueError for parameters that are
    not finite or not positive.

    >>> q = MeanField(loc=0.5, precision=4.0, shape=3.0, rate=1.5)
    >>> q.mean, q.variance  # of mu and of tau
    (tensor([0.5000, 2.0000]), tensor([0.2500, 1.3333]))
    >>> q.log_prob(torch.tensor([0.5, 2.0]))
    tensor(-1.3162)
    >>> q.entropy()
    tensor(2.1679)
    """

    arg_constraints = {  # noqa: RUF012  # pyright: ignore[reportAssignmentType] (torch's convention)
        "loc": constraints.real,
        "precision": constraints.positive,
        "shape": constraints.positive,
        "rate": constraints.positive,
    }
    _names = ("loc", "precision", "shape", "rate")
    precision: Tensor

    def __init__(
        self,
        loc: Tensor | float,
        precision: Tensor | float,
        shape: Tensor | float,
        rate: Tensor | float,
        validate_args: bool | None = None,
    ) -> None:
        super().__init__(loc, precision, shape, rate, validate_args=validate_args)

    def _precision(self, tau: Tensor) -> Tensor:
        return self.precision

    def _root_precision(self, tau: Tensor) -> Tensor:
        return self.precision.sqrt()

    def _mu_moments(self) -> tuple[Tensor, Tensor]:
        return self.loc, self.precision.reciprocal()

    def entropy(self) -> Tensor:
        """H(q) = −E[log q(mu, tau)]: (…)."""
        return 0.5 * (1 + LOG_2PI - self.precision.log()) + _gamma_entropy(self.shape, self.rate)


def score(q: NormalGamma | MeanField, value: Tensor, log_parameters: bool = False) -> Tensor:
    """The gradient of log q(mu, tau) in q's parameters, at points (…, 2): (…, 4) in the constructor's order.

    With ``log_parameters`` it is the gradient in (loc, log second, log shape, log rate), where second is
    precision_scale or precision. Batches broadcast. ValueError for a point whose tau is not positive.

    >>> score(MeanField(loc=0.5, precision=4.0, shape=3.0, rate=1.5), torch.tensor([1.0, 1.0]))
    tensor([ 2.0000,  0.0000, -0.5173,  1.0000])
    """
    _check_law("q", q)
    _check_value(q, value)
    mu, tau = value.unbind(-1)
    root = q._root_precision(tau)
    standard = (mu - q.loc) * root
    in_second = 0.5 - 0.5 * standard.square()  # in the logarithm of second, as in_rate is in the logarithm of rate
    relative = tau * q.rate / q.shape
    in_shape = relative.log() + log_minus_digamma(q.shape)
    in_rate = q.shape * (1 - relative)
    if log_parameters:
        in_shape = q.shape * in_shape
    else:
        in_second, in_rate = in_second / q._second, in_rate / q.rate
    return torch.stack(torch.broadcast_tensors(root * standard, in_second, in_shape, in_rate), -1)


def fisher(q: NormalGamma | MeanField, log_parameters: bool = False) -> Tensor:
    """Fisher information of q's parameters, the covariance of ``score``: (…, 4, 4), in the same chart and order.

    >>> fisher(MeanField(loc=0.0, precision=4.0, shape=2.0, rate=3.0))  # ψ′(2) = 0.6449
    tensor([[ 4.0000,  0.0000,  0.0000,  0.0000],
            [ 0.0000,  0.0312,  0.0000,  0.0000],
            [ 0.0000,  0.0000,  0.6449, -0.3333],
            [ 0.0000,  0.0000, -0.3333,  0.2222]])
    """
    _check_law("q", q)
    if log_parameters:
        in_second, cross, in_rate = torch.full_like(q.shape, 0.5), -q.shape, q.shape
        in_shape = q.shape * (1 + trigamma_excess(q.shape))
    else:
        in_second, cross, in_rate = 0.5 / q._second.square(), -1 / q.rate, q.shape / q.rate.square()
        in_shape = trigamma(q.shape)
    zero = torch.zeros_like(q.shape)
    # fmt: off
    entries = (
        q._mean_precision, zero, zero, zero,
        zero, in_second, zero, zero,
        zero, zero, in_shape, cross,
        zero, zero, cross, in_rate,
    )
    # fmt: on
    return torch.stack(entries, -1).unflatten(-1, (4, 4))


@register_kl(NormalGamma, NormalGamma)
@register_kl(NormalGamma, MeanField)
@register_kl(MeanField, NormalGamma)
@register_kl(MeanField, MeanField)
def _kl(q: NormalGamma | MeanField, p: NormalGamma | MeanField, distance: Tensor | None = None) -> Tensor:
    """KL(q‖p): (…), for q and p of either family; ``distance`` may give q.loc − p.loc to more digits.

    It is +∞ from a Normal-Gamma of shape ≤ 1 to a mean field, because the mean of 1/tau is.
    """
    wanted = p._precision(q.shape / q.rate)
    # Between laws of one family E[tau] drops out; if it stayed, its derivative would have to cancel.
    ratio = p._second / q._second if type(p) is type(q) else wanted / q._mean_precision
    distance = q.loc - p.loc if distance is None else distance
    twice = _excess(ratio) + wanted * distance * distance
    if isinstance(p, NormalGamma) and isinstance(q, MeanField):
        twice = twice + log_minus_digamma(q.shape)
    elif isinstance(p, MeanField) and isinstance(q, NormalGamma):
        infinite = q.shape <= 1
        reciprocal = ratio / torch.where(infinite, 1, q.shape - 1) - log_minus_digamma(q.shape)
        twice = twice + torch.where(infinite, math.inf, reciprocal)
    return 0.5 * twice + _gamma_kl(q.shape, q.rate, p.shape, p.rate)


def _excess(t: Tensor) -> Tensor:
    """φ(t) = t − 1 − log t."""
    return (t - 1) - t.log()


def _binet(x: Tensor) -> Tensor:
    """β(x) = log Γ(x) − (x − ½) log x + x − ½ log 2π on x > 0.

    Steps of β(x) − β(x + 1) = (x + ½) log(1 + 1/x) − 1 lead from x < 8 to x + 8, where Stirling's series is used
    (DLMF 5.11.1).
    """
    small = x < SHIFT
    steps = torch.where(small, x, 1).unsqueeze(-1) + torch.arange(SHIFT, dtype=x.dtype, device=x.device)
    below = ((steps + 0.5) * steps.reciprocal().log1p() - 1).sum(-1)
    inverse = torch.where(small, x + SHIFT, x).reciprocal()
    return stirling_series(inverse.square()) * inverse + torch.where(small, below, 0)


def _gamma_log_prob(tau: Tensor, shape: Tensor, rate: Tensor) -> Tensor:
    relative = tau * rate / shape
    return 0.5 * (shape.log() - LOG_2PI) - _binet(shape) - shape * _excess(relative) - tau.log()


def _gamma_entropy(shape: Tensor, rate: Tensor) -> Tensor:
    return 0.5 * (LOG_2PI + shape.log()) - rate.log() + _binet(shape) + (shape - 1) * log_minus_digamma(shape)


def _gamma_kl(shape: Tensor, rate: Tensor, to_shape: Tensor, to_rate: Tensor) -> Tensor:
    """The divergence of two Gamma laws: that of their means, and the shapes' Bregman divergences of β and of −½ log."""
    means = to_shape * _excess(shape * to_rate / (to_shape * rate))
    slope = 0.5 / shape - log_minus_digamma(shape)  # β′
    binet = _binet(to_shape) - _binet(shape) - slope * (to_shape - shape)
    return means + 0.5 * _excess(to_shape / shape) + binet


def _tensors(names: tuple[str, ...], parameters: tuple[Tensor | float, ...], validate: bool) -> tuple[Tensor, ...]:
    """The parameters as tensors of one dtype and shape."""
    given = [p for p in parameters if isinstance(p, Tensor)]
    like = given[0] if given else torch.empty(())
    tensors = []
    for name, parameter in zip(names, parameters):
        if isinstance(parameter, Tensor):
            _check.floats(name, parameter, axes=0)
            _check.same_kind(name, parameter, like)
            values = parameter
        else:
            _check.number(name, parameter)
            values = torch.tensor(parameter, dtype=like.dtype, device=like.device)
        if validate:
            _check.finite(name, values)
            if name != "loc":
                _check.all_positive(name, values)
        tensors.append(values)
    shape = _check.broadcast(", ".join(names), *(t.shape for t in tensors))
    return tuple(t.expand(shape) for t in tensors)


def _check_law(name: str, law: object) -> None:
    if not isinstance(law, _NormalAndGamma):
        raise ValueError(f"{name}: expected a NormalGamma or a MeanField, got {_check.describe(law)}")


def _check_value(q: _NormalAndGamma, value: Tensor) -> None:
    """Refuse a value that is no point (mu, tau), has another dtype than q, or does not broadcast with its batch."""
    _check.finite("value", value)
    if value.shape[-1:] != (2,):
        raise ValueError(f"value: expected (…, 2), got shape {tuple(value.shape)}")
    _check.same_kind("value", value, q.loc)
    _check.broadcast("value, the law", value.shape[:-1], q.batch_shape)
    if not bool((value[..., 1] > 0).all()):
        raise ValueError("value: a tau that is not positive")
