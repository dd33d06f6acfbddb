"""The Gumbel-softmax (Concrete) law on the simplex: a categorical draw relaxed by a temperature τ.

y = softmax((logits + G)/τ) with independent standard Gumbel G. Its density with respect to the first k − 1
coordinates is Γ(k) τ^(k−1) (Σ π_i y_i^−τ)^−k Π π_i y_i^(−τ−1), in nats below. Logits (…, k) are log π up to a
constant; temperatures, a number or a tensor (…), broadcast with the batch. Jang, Gu & Poole (2017), "Categorical
reparameterization with Gumbel-softmax"; Maddison, Mnih & Teh (2017), "The Concrete distribution".

A logit of −∞ is a category without mass: its coordinate is 0 in every draw, and there is no density. A coordinate
underflows where log y_i lies below the dtype's range, about −745 in float64 and −103 in float32, and loses its last
digits a little above that; ``log_sample`` and ``log_prob_of_log`` avoid both losses.
"""

import math
from collections.abc import Sequence
from typing import Any, cast

import torch
from torch import Generator, Size, Tensor
from torch.distributions import Distribution, constraints

from . import _check
from ._gumbel import draw, scores


def sample(
    logits: Tensor, temperature: Tensor | float, sample_shape: Sequence[int] = (), *, generator: Generator | None = None
) -> Tensor:
    """Draws from the simplex: (…, k) → (*sample_shape, …, k), differentiable in logits and temperature.

    The categories are the slowest axis in memory, for speed: call ``contiguous()`` where the order in memory matters.

    >>> y = sample(torch.zeros(3), 0.5, (2,), generator=torch.Generator().manual_seed(0))
    >>> y.shape, y.sum(-1)
    (torch.Size([2, 3]), tensor([1., 1.]))
    """
    _check_logits(logits)
    return draw(logits, _temperature(temperature, logits), _shape(sample_shape), generator)


def log_sample(
    logits: Tensor, temperature: Tensor | float, sample_shape: Sequence[int] = (), *, generator: Generator | None = None
) -> Tensor:
    """The logarithms of the draws that ``sample`` makes from the same generator, without underflow: same shapes.

    A coordinate that is −∞ because of its logit passes no gradient to the temperature.

    >>> draw = lambda law: law(torch.zeros(3), 0.5, (2,), generator=torch.Generator().manual_seed(0))
    >>> draw(log_sample).exp().allclose(draw(sample))
    True
    >>> log_y = log_sample(torch.zeros(3), 1e-4, generator=torch.Generator().manual_seed(0))
    >>> log_y.isfinite().all()  # the draw itself has underflowed to 0 and 1
    tensor(True)
    """
    _check_logits(logits)
    temperature, shape = _temperature(temperature, logits), _shape(sample_shape)
    return scores(logits, temperature, shape, generator).log_softmax(0).movedim(0, -1)


def gumbel_max(logits: Tensor, sample_shape: Sequence[int] = (), *, generator: Generator | None = None) -> Tensor:
    """arg max_i (logits_i + G_i): (…, k) → (*sample_shape, …), a draw from the categorical law with these logits.

    From the same generator it is the arg max of ``sample`` at every temperature, up to ties by rounding.

    >>> logits = torch.tensor([0.0, -torch.inf, 0.0])  # the second category has no mass
    >>> gumbel_max(logits, (100,), generator=torch.Generator().manual_seed(0)).unique()
    tensor([0, 2])
    """
    _check_logits(logits)
    with torch.no_grad():
        return scores(logits, torch.ones_like(logits[..., 0]), _shape(sample_shape), generator).argmax(0)


def straight_through(y: Tensor) -> Tensor:
    """The one-hot arg max of relaxed draws (…, k), with exact zeros and ones and the gradient of the draws: (…, k).

    >>> straight_through(torch.tensor([[0.2, 0.7, 0.1], [0.5, 0.1, 0.4]]))
    tensor([[0., 1., 0.],
            [1., 0., 0.]])
    """
    _check.finite("y", y)
    _check.floats("y", y)
    hard = torch.zeros_like(y).scatter(-1, y.argmax(-1, keepdim=True), 1)
    return hard + (y - y.detach())


def log_prob(value: Tensor, logits: Tensor, temperature: Tensor | float) -> Tensor:
    """Log-density of (…, k) points of the open simplex: (…).

    All k coordinates enter as given. ValueError for a coordinate of 0: the density has no value there, and in a draw
    the coordinate has underflowed.

    >>> y = torch.tensor([0.25, 0.75])
    >>> log_prob(y, logits=torch.zeros(2), temperature=0.5)
    tensor(-0.4800)
    >>> torch.distributions.RelaxedOneHotCategorical(torch.tensor(0.5), logits=torch.zeros(2)).log_prob(y)
    tensor(-0.4800)
    """
    temperature = _check_point("value", value, logits, temperature)
    if not bool(value.detach().amin() > 0):
        raise ValueError("value: a coordinate is not positive; if it underflowed, see log_prob_of_log")
    _check_sum("value", value.detach().sum(-1))
    return _log_density(value.log(), logits, temperature)


def log_prob_of_log(log_value: Tensor, logits: Tensor, temperature: Tensor | float) -> Tensor:
    """The log-density of the same law, with respect to the same coordinates of y, at (…, k) logarithms of y: (…).

    >>> log_y = torch.tensor([0.25, 0.75]).log()
    >>> log_prob_of_log(log_y, logits=torch.zeros(2), temperature=0.5)
    tensor(-0.4800)
    >>> log_y = torch.tensor([-200.0, 0.0])  # exp(−200) is 0 in float32
    >>> log_prob_of_log(log_y, logits=torch.zeros(2), temperature=0.5)
    tensor(99.3069)
    """
    temperature = _check_point("log_value", log_value, logits, temperature)
    _check_sum("log_value", log_value.detach().logsumexp(-1).exp())
    return _log_density(log_value, logits, temperature)


class GumbelSoftmax(Distribution):
    """The law as a torch Distribution: the event is (k,), the batch that of temperature and logits, broadcast.

    temperature (…), and either logits (…, k), which need not be normalised, or probs (…, k), which must be. Unlike
    ``RelaxedOneHotCategorical`` it takes one temperature for each batch entry. A zero in probs stays zero in every
    draw, and the gradient in probs is NaN there.

    >>> law = GumbelSoftmax(0.5, logits=torch.tensor([0.0, 1.0]))
    >>> law.probs
    tensor([0.2689, 0.7311])
    >>> law.log_prob(torch.tensor([0.25, 0.75]))
    tensor(-0.4558)
    >>> law.sample((5,), generator=torch.Generator().manual_seed(0)).shape
    torch.Size([5, 2])
    >>> law.expand((4,)).rsample((5,), generator=torch.Generator().manual_seed(0)).shape
    torch.Size([5, 4, 2])
    """

    arg_constraints = {  # noqa: RUF012  # pyright: ignore[reportAssignmentType] (torch's convention)
        "temperature": constraints.positive,
        "probs": constraints.simplex,
        "logits": constraints.real_vector,
    }
    support = constraints.simplex  # pyright: ignore[reportAssignmentType]
    has_rsample = True

    def __init__(
        self,
        temperature: Tensor | float,
        logits: Tensor | None = None,
        probs: Tensor | None = None,
        validate_args: bool | None = None,
    ) -> None:
        validate = type(self)._validate_args if validate_args is None else validate_args
        if (logits is None) == (probs is None):
            raise ValueError("logits, probs: expected one of the two")
        if probs is not None:
            if validate:
                _check_probs(probs)
            logits = probs.log()
        logits = cast(Tensor, logits)
        if validate:
            _check_logits(logits)
        tau = _temperature(temperature, logits, validate)
        batch = _check.broadcast("temperature, logits", tau.shape, logits.shape[:-1])
        self.temperature, self.logits = tau.expand(batch), logits.expand(*batch, -1)
        super().__init__(batch, logits.shape[-1:], validate_args=False)  # the checks above name the argument
        self._validate_args = validate

    @property
    def probs(self) -> Tensor:
        """The law of the arg max: (…, k)."""
        return self.logits.softmax(-1)

    def expand(self, batch_shape: Sequence[int], _instance: Distribution | None = None) -> "GumbelSoftmax":
        """The same law with its parameters expanded to a batch shape."""
        new: Any = self._get_checked_instance(GumbelSoftmax, _instance)
        new.temperature = self.temperature.expand(Size(batch_shape))
        new.logits = self.logits.expand(*batch_shape, -1)
        Distribution.__init__(new, Size(batch_shape), self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    def rsample(self, sample_shape: Sequence[int] = (), generator: Generator | None = None) -> Tensor:
        """Draws (*sample_shape, …, k), differentiable in the parameters."""
        return draw(self.logits, self.temperature, _shape(sample_shape), generator)

    def sample(self, sample_shape: Sequence[int] = (), generator: Generator | None = None) -> Tensor:
        """Draws (*sample_shape, …, k), without gradient."""
        with torch.no_grad():
            return self.rsample(sample_shape, generator)

    def log_prob(self, value: Tensor) -> Tensor:
        """Log-density of (…, k) points, as by this module's ``log_prob``: (…). Unchecked without ``validate_args``."""
        if self._validate_args:
            return log_prob(value, self.logits, self.temperature)
        return _log_density(value.log(), self.logits, self.temperature)


def _log_density(log_value: Tensor, logits: Tensor, temperature: Tensor) -> Tensor:
    size = logits.shape[-1]
    # Only differences of log y enter the normalised part; differences from the least log y cannot overflow upwards.
    above = log_value - log_value.detach().amin(-1, keepdim=True)
    shares = (logits - temperature.unsqueeze(-1) * above).movedim(-1, 0).log_softmax(0)
    return shares.sum(0) - log_value.sum(-1) + (size - 1) * temperature.log() + math.lgamma(size)


def _check_logits(logits: Tensor) -> None:
    _check.floats("logits", logits)
    if logits.dtype not in (torch.float32, torch.float64):
        raise ValueError(f"logits: expected float32 or float64, got {_check.describe(logits)}")
    low, high = (bound.item() for bound in logits.detach().aminmax())
    if not high < math.inf:  # a NaN is both bounds
        raise ValueError("logits: contains NaN or +inf")
    if low == -math.inf and not bool(logits.detach().amax(-1).amin() > -math.inf):
        raise ValueError("logits: every entry of a law is −inf")


def _temperature(temperature: Tensor | float, logits: Tensor, validate: bool = True) -> Tensor:
    if not validate:
        return torch.as_tensor(temperature, dtype=logits.dtype, device=logits.device)
    if isinstance(temperature, Tensor):
        _check.finite("temperature", temperature)
        _check.same_kind("temperature, logits", temperature, logits)
        low, high = (bound.item() for bound in temperature.detach().aminmax())
    else:
        _check.positive("temperature", temperature)
        low = high = float(temperature)
        temperature = torch.tensor(low, dtype=logits.dtype, device=logits.device)
    limits = torch.finfo(logits.dtype)
    if not 64 * limits.tiny <= low <= high <= limits.max:
        raise ValueError(f"temperature: {low:.3g} to {high:.3g} leaves {64 * limits.tiny:.2g} to {limits.max:.2g}")
    return temperature


def _shape(sample_shape: Sequence[int]) -> Size:
    if not isinstance(sample_shape, tuple | list):  # a set has no order
        raise ValueError(f"sample_shape: expected a tuple of whole numbers, got {sample_shape!r}")
    for size in sample_shape:
        _check.count("sample_shape", size, 0)
    return Size(sample_shape)


def _check_probs(probs: Tensor) -> None:
    _check.finite("probs", probs)
    _check.floats("probs", probs)
    if not bool(probs.detach().amin() >= 0):
        raise ValueError("probs: contains a negative entry")
    _check_sum("probs", probs.detach().sum(-1))


def _check_point(name: str, value: Tensor, logits: Tensor, temperature: Tensor | float) -> Tensor:
    """Refuse arguments without a density, and return the temperature as a tensor."""
    _check.finite(name, value)
    _check.floats(name, value)
    _check_logits(logits)
    if not bool(logits.detach().amin() > -math.inf):
        raise ValueError("logits: contains −inf, so there is no density")
    temperature = _temperature(temperature, logits)
    _check.same_kind(f"{name}, logits", value, logits)
    if value.shape[-1] != logits.shape[-1]:
        raise ValueError(f"{name}: expected {logits.shape[-1]} entries on the last axis, got {value.shape[-1]}")
    _check.broadcast(f"{name}, logits, temperature", value.shape[:-1], logits.shape[:-1], temperature.shape)
    return temperature


def _check_sum(name: str, total: Tensor) -> None:
    off = (total - 1).abs().amax().item()
    if not off <= torch.finfo(total.dtype).eps ** 0.5:
        raise ValueError(f"{name}: not on the simplex, the sum is off by {off:.3g}")
