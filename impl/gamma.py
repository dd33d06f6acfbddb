"""The Gamma law p(x) = x^(shape − 1) exp(−x/scale) / (Γ(shape) scale^shape) on x > 0, by shape and scale.

The law in exponential form, its Fisher information, and the likelihood of data (…, N) with its maximum. shape and scale
are (…) and broadcast; losses are in nats. The matrices are exact up to their last digits for every normal shape for
which their entries are normal numbers, because x ψ′(x) − 1 is never computed as that difference. All functions are
differentiable where 1/shape² is a float. Arguments that are not positive and finite raise ValueError.
"""

import math
from functools import cache
from typing import NamedTuple, NoReturn, TypeVar

import torch
from torch import Tensor

from . import _check, _special

Value = TypeVar("Value", float, Tensor)
CANCELLED_SHARE = 0.005  # a gap below this share of its two logarithms is computed without their difference
LEAST_FOR_PRODUCTS = 10_000  # points; the logarithms of fewer are taken one by one
GAP_OF_SHAPE_ONE = 0.5772  # log 1 − ψ(1): below it the first starting formula is used, above it the second
MOST_ITERATIONS = 20  # Newton's method takes three unless the data lie at the ends of the floats


class Statistics(NamedTuple):
    """The statistics of data (…, N) on which the likelihood depends, each (…), as `statistics` computes them.

    >>> given = Statistics(mean=torch.tensor(2.0), mean_log=torch.tensor(0.5), gap=torch.tensor(2.0).log() - 0.5)
    >>> mle(given)  # of data of which no more is known
    (tensor(2.7440), tensor(0.7289))
    """

    mean: Tensor  # the mean of x
    mean_log: Tensor  # the mean of log x
    gap: Tensor  # log(mean of x) − mean of log x ≥ 0, accurate also where the difference would cancel


def natural_parameters(shape: Tensor, scale: Tensor) -> Tensor:
    """(−1/scale, shape − 1), for the sufficient statistic (x, log x) and the base measure dx: (…, 2).

    >>> natural_parameters(torch.tensor(2.5), torch.tensor(0.4))
    tensor([-2.5000,  1.5000])
    """
    shape, scale = _parameters(shape, scale)
    return torch.stack((-1 / scale, shape - 1), -1)


def log_normalizer(eta: Tensor) -> Tensor:
    """A(η) = −(η_2 + 1) log(−η_1) + log Γ(η_2 + 1), η_1 < 0 and η_2 > −1: (…, 2) → (…).

    >>> log_normalizer(torch.tensor([-0.5, 2.0]))  # 3 log 2 + log Γ(3)
    tensor(2.7726)
    """
    _check.finite("eta", eta)
    if eta.shape[-1:] != (2,):
        raise ValueError(f"eta: expected (…, 2), got shape {tuple(eta.shape)}")
    first, second = eta.unbind(-1)
    if not bool((first < 0).all() and (second > -1).all()):
        raise ValueError("eta: outside η_1 < 0, η_2 > −1, where the law has no normaliser")
    return _special.lgamma(second + 1) - (second + 1) * (-first).log()


def mean_parameters(shape: Tensor, scale: Tensor) -> Tensor:
    """(E x, E log x) = (shape·scale, ψ(shape) + log scale), the gradient of A: (…, 2).

    >>> mean_parameters(torch.tensor(2.0), torch.tensor(3.0))  # ψ(2) = 0.4228
    tensor([6.0000, 1.5214])
    """
    shape, scale = _parameters(shape, scale)
    return torch.stack((shape * scale, _special.digamma(shape) + scale.log()), -1)


def fisher_information(shape: Tensor, scale: Tensor) -> Tensor:
    """[[ψ′(shape), 1/scale], [1/scale, shape/scale²]], in the order (shape, scale): (…, 2, 2).

    >>> fisher_information(torch.tensor(2.0), torch.tensor(3.0))  # ψ′(2) = 0.6449
    tensor([[0.6449, 0.3333],
            [0.3333, 0.2222]])
    """
    shape, scale = _parameters(shape, scale)
    return _matrix(_special.trigamma(shape), 1 / scale, shape / scale / scale)


def inverse_fisher(shape: Tensor, scale: Tensor) -> Tensor:
    """[[shape, −scale], [−scale, scale² ψ′(shape)]] / (shape ψ′(shape) − 1): (…, 2, 2).

    >>> shape, scale = torch.tensor(2.0), torch.tensor(3.0)
    >>> inverse_fisher(shape, scale)
    tensor([[  6.8997, -10.3495],
            [-10.3495,  20.0243]])
    >>> (inverse_fisher(shape, scale) @ fisher_information(shape, scale)).allclose(torch.eye(2), atol=1e-5)
    True
    """
    shape, scale = _parameters(shape, scale)
    excess = _special.trigamma_excess(shape)
    return _matrix(shape / excess, -scale / excess, scale * ((1 + excess) / excess / shape * scale))


def statistics(data: Tensor) -> Statistics:
    """The mean, the mean logarithm and the gap of positive data (…, N); all functions of data accept them instead.

    >>> statistics(torch.tensor([1.0, 2.0, 4.0]))
    Statistics(mean=tensor(2.3333), mean_log=tensor(0.6931), gap=tensor(0.1542))
    """
    _check.floats("data", data)
    mean, mean_log = data.mean(-1), _mean_log(data)
    if not bool((mean + mean_log).isfinite().all()):
        _refuse(data)
    gap = mean.log() - mean_log
    blurred = gap <= CANCELLED_SHARE * (1 + mean_log.abs())
    if bool(blurred.any()):
        gap = gap.masked_scatter(blurred, _gap(data[blurred], mean[blurred].unsqueeze(-1)))
    return Statistics(mean, mean_log, gap)


def nll(shape: Tensor, scale: Tensor, data: Tensor | Statistics) -> Tensor:
    """Average negative log-likelihood −(1/N) Σ log p(x_n) of data (…, N), in nats: (…).

    >>> data = torch.tensor([1.0, 2.0, 4.0])
    >>> nll(torch.tensor(1.0), torch.tensor(2.0), data)  # of an exponential law: log 2 + (7/3)/2
    tensor(1.8598)
    >>> nll(*mle(data), data)
    tensor(1.5488)
    """
    shape, scale, (mean, mean_log, _) = _parameters_and_data(shape, scale, data)
    return shape * scale.log() + _special.lgamma(shape) - (shape - 1) * mean_log + mean / scale


def nll_gradient(shape: Tensor, scale: Tensor, data: Tensor | Statistics) -> Tensor:
    """The gradient of `nll` in (shape, scale): (…, 2).

    >>> data = torch.tensor([1.0, 2.0, 4.0])
    >>> nll_gradient(torch.tensor(1.0), torch.tensor(2.0), data)
    tensor([-0.5772, -0.0833])
    >>> nll_gradient(*mle(data), data).abs() < 1e-5
    tensor([True, True])
    """
    shape, scale, (mean, mean_log, _) = _parameters_and_data(shape, scale, data)
    in_shape = scale.log() + _special.digamma(shape) - mean_log
    return torch.stack(torch.broadcast_tensors(in_shape, (shape - mean / scale) / scale), -1)


def mle(data: Tensor | Statistics) -> tuple[Tensor, Tensor]:
    """The shape and scale of highest likelihood for data (…, N): (…), (…).

    log shape − ψ(shape) equals the gap between log mean and mean log, and shape·scale the mean. The maximum exists and
    is unique unless all N points are equal, when the likelihood has no bound. ValueError in that case, for a mean so
    small that the points cannot have all their digits, and for a scale that is no normal number.

    >>> shape, scale = mle(torch.tensor([1.0, 2.0, 4.0]))
    >>> shape, scale
    (tensor(3.4012), tensor(0.6860))
    >>> shape * scale  # the mean of the data
    tensor(2.3333)
    """
    if isinstance(data, Tensor) and data.ndim == 1 and data.is_floating_point() and not data.requires_grad:
        total, total_log, size = data.sum().item(), data.log().sum().item(), data.numel()
        if size and abs(total) + abs(total_log) < math.inf:
            mean, mean_log = total / size, total_log / size
            gap = math.log(mean) - mean_log
            if gap > CANCELLED_SHARE * (1 + abs(mean_log)):
                shape = _shape_of(gap)
                scale = mean / shape
                least_mean, least, most = _limits(data.dtype)
                if mean >= least_mean and least <= scale <= most:
                    return _number(shape, data), _number(scale, data)
    mean, _, gap = _statistics(data)
    if not bool((gap > 0).all()):
        raise ValueError("data: all points are equal, and the likelihood has no maximum")
    shape, (least_mean, least, most) = _shapes_of(gap), _limits(gap.dtype)
    scale = mean / shape
    if not bool(((mean >= least_mean) & (scale >= least) & (scale <= most)).all()):
        raise ValueError(f"data: too small or too large for a fit in {mean.dtype}")
    return shape, scale


def _start(gap: Value) -> tuple[Value, Value]:
    """Two starting shapes, one for small gaps and one for large: off by 2e-4 at most below a gap of 17, by 3 % beyond.

    Greenwood & Durand (1960), Technometrics 2.
    """
    small = (0.5000876 + (0.1648852 - 0.0544274 * gap) * gap) / gap
    large = (8.898919 + (9.05995 + 0.9775373 * gap) * gap) / (gap * (17.79728 + (11.968477 + gap) * gap))
    return small, large


def _shape_of(gap: float) -> float:
    """The shape with log shape − ψ(shape) = gap, by Newton's method in 1/shape.

    The left side rises with 1/shape and is convex in it, so every iterate is positive. Minka (2002), "Estimating a
    Gamma distribution".
    """
    small, large = _start(gap)
    shape = small if gap < GAP_OF_SHAPE_ONE else large
    for _ in range(MOST_ITERATIONS):
        value, excess = _special.at(shape)
        step = (gap - value) / excess
        shape /= 1 + step
        if abs(step) < 1e-7:  # the error left is about the square of the step
            break
    return shape


def _shapes_of(gap: Tensor) -> Tensor:
    """`_shape_of` for every entry; two more steps carry derivatives, and the first and second derivative are exact."""
    goal = gap.detach()
    small, large = _start(goal)
    shape, tolerance = torch.where(goal < GAP_OF_SHAPE_ONE, small, large), torch.finfo(gap.dtype).eps ** 0.45
    for _ in range(MOST_ITERATIONS):
        shape, step = _newton(shape, goal)
        if bool(step.abs().amax() < tolerance):
            break
    if gap.requires_grad and torch.is_grad_enabled():
        for _ in range(2):
            shape, _ = _newton(shape, gap)
    return shape


def _newton(shape: Tensor, gap: Tensor) -> tuple[Tensor, Tensor]:
    value, excess = _special.log_minus_digamma_and_excess(shape)
    step = (gap - value) / excess
    return shape / (1 + step), step


def _mean_log(data: Tensor) -> Tensor:
    """The mean of log x over the last axis.

    Many points are first multiplied in groups of 16, if no product can overflow or underflow.
    """
    size, kind = data.shape[-1], torch.finfo(data.dtype)
    if data.numel() >= LEAST_FOR_PRODUCTS and size >= 16 and not data.requires_grad:
        low, high = (bound.item() for bound in data.aminmax())
        if kind.tiny ** (1 / 16) < low and high < kind.max ** (1 / 16):
            whole = size // 16 * 16
            products = data[..., :whole].unflatten(-1, (16, -1)).prod(-2)
            return (products.log().sum(-1) + data[..., whole:].log().sum(-1)) / size
    return data.log().mean(-1)


def _gap(data: Tensor, mean: Tensor) -> Tensor:
    """log(mean of x) − mean of log x, as the mean of t − log(1 + t), t = x/mean − 1; zero where all points are equal.

    The mean is first corrected to the nearest float. The rounding error that remains is the mean of t, and the gap is
    corrected by half its square.
    """
    mean = mean + (data - mean).mean(-1, keepdim=True)
    t = (data - mean) / mean
    w = t / (2 + t)
    square, series = w * w, 0.0
    for k in range(21, 2, -2):  # log(1 + t) = 2 artanh w
        series = (series + 1 / k) * square
    near = w * (t - 2 * series)
    gap = torch.where(t.abs() < 0.25, near, t - (data / mean).log()).mean(-1) - t.mean(-1).square() / 2
    return gap * (data.amin(-1) < data.amax(-1))


@cache
def _limits(dtype: torch.dtype) -> tuple[float, float, float]:
    """The least mean of data to fit, and the least and the largest scale."""
    kind = torch.finfo(dtype)
    return kind.tiny / kind.eps, kind.tiny, kind.max


def _number(value: float, like: Tensor) -> Tensor:
    return torch.full((), value, dtype=like.dtype, device=like.device)


def _matrix(first: Tensor, off: Tensor, last: Tensor) -> Tensor:
    first, off, last = torch.broadcast_tensors(first, off, last)
    return torch.stack((first, off, off, last), -1).unflatten(-1, (2, 2))


def _parameters(shape: Tensor, scale: Tensor) -> tuple[Tensor, Tensor]:
    """The checked shape and scale, expanded to their common batch shape."""
    for name, values in ("shape", shape), ("scale", scale):
        _check.finite(name, values)
        _check.all_positive(name, values)
    _check.same_kind("shape, scale", shape, scale)
    _check.broadcast("shape, scale", shape.shape, scale.shape)
    shape, scale = torch.broadcast_tensors(shape, scale)
    return shape, scale


def _statistics(data: Tensor | Statistics) -> Statistics:
    return data if isinstance(data, Statistics) else statistics(data)


def _parameters_and_data(shape: Tensor, scale: Tensor, data: Tensor | Statistics) -> tuple[Tensor, Tensor, Statistics]:
    shape, scale = _parameters(shape, scale)
    found = _statistics(data)
    _check.same_kind("shape, data", shape, found.mean)
    _check.broadcast("shape, data", shape.shape, found.mean.shape)
    return shape, scale, found


def _refuse(data: Tensor) -> NoReturn:
    """Raise the ValueError for data whose mean or mean logarithm is not finite."""
    _check.finite("data", data)
    _check.all_positive("data", data)
    raise ValueError(f"data: too large for a mean in {data.dtype}")
