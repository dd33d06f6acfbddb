"""Gradient and natural gradient descent on a Gamma law's average negative log-likelihood.

With g = log(shape·scale) − (log shape − ψ(shape)) − mean log x and d = 1 − mean x / (shape·scale) the gradient in
(log shape, log scale) is shape·(g, d). The natural gradient is F⁻¹ times the gradient, with F the Fisher information
in the same parameters (Amari 1998, Neural Computation 10); in (log shape, log scale) it is

    (w, d − w),  w = (g − d) / (shape ψ′(shape) − 1).

In (shape, scale) it is this vector times (shape, scale) entry by entry, which is the same direction; the direction of a
gradient depends on the parameters. Parameters stay positive by projection onto [floor, ∞) after each step in
(shape, scale), or by steps in their logarithms.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from . import _check, _special
from .gamma import Statistics, statistics

MOST_ONE_BY_ONE = 16  # trajectories; up to this number they are faster one by one, as numbers, than as tensors


class _Arithmetic(NamedTuple):
    """The functions of the update rule, for numbers or for tensors."""

    log: Callable[[Any], Any]
    exp: Callable[[Any], Any]
    largest: Callable[[Any, float], Any]
    special: Callable[[Any], tuple[Any, Any]]


NUMBERS = _Arithmetic(math.log, math.exp, max, _special.at)
TENSORS = _Arithmetic(torch.log, torch.exp, torch.clamp_min, _special.log_minus_digamma_and_excess)


def gradient_descent(
    data: Tensor | Statistics,
    start: Tensor,
    rate: float | Tensor,
    steps: int,
    positivity: str = "project",
    floor: float = 1e-4,
) -> Tensor:
    """(shape, scale) before the first and after every step against the gradient: (steps + 1, …, 2).

    data (…, N), start (…, 2) and rate (…), a step size, broadcast; each entry of their batch is one trajectory. The
    gradient is taken in (shape, scale) with positivity "project", and in their logarithms with "log"; ``floor`` is the
    least parameter of "project". After a trajectory has left the positive floats it is NaN.

    >>> data, start = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([1.0, 1.0])
    >>> gradient_descent(data, start, rate=0.1, steps=2)
    tensor([[1.0000, 1.0000],
            [1.1270, 1.1333],
            [1.2224, 1.2155]])
    """
    return _descend(False, data, start, rate, steps, positivity, floor)


def natural_gradient_descent(
    data: Tensor | Statistics,
    start: Tensor,
    rate: float | Tensor,
    steps: int,
    positivity: str = "project",
    floor: float = 1e-4,
) -> Tensor:
    """(shape, scale) before the first and after every step against the natural gradient: (steps + 1, …, 2).

    Arguments as for `gradient_descent`.

    >>> data, start = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([1.0, 1.0])
    >>> path = natural_gradient_descent(data, start, rate=0.5, steps=40)
    >>> path[:2]
    tensor([[1.0000, 1.0000],
            [0.9512, 1.7155]])
    >>> path[-1]  # the fit of highest likelihood, as `impl.gamma.mle` finds it
    tensor([3.4012, 0.6860])
    """
    return _descend(True, data, start, rate, steps, positivity, floor)


def _descend(
    natural: bool,
    data: Tensor | Statistics,
    start: Tensor,
    rate: float | Tensor,
    steps: int,
    positivity: str,
    floor: float,
) -> Tensor:
    _check.finite("start", start)
    if start.shape[-1:] != (2,):
        raise ValueError(f"start: expected (…, 2), got shape {tuple(start.shape)}")
    _check.all_positive("start", start)
    if not isinstance(rate, Tensor):
        _check.positive("rate", rate)
        if not rate <= torch.finfo(start.dtype).max:
            raise ValueError(f"rate: larger than {start.dtype} holds")
        rate = torch.full((), rate, dtype=start.dtype, device=start.device)
    _check.finite("rate", rate)
    _check.all_positive("rate", rate)
    _check.count("steps", steps, least=0)
    _check.positive("floor", floor)
    if positivity not in ("project", "log"):
        raise ValueError(f"positivity: expected 'project' or 'log', got {positivity!r}")
    if positivity == "project" and not bool((start >= floor).all()):
        raise ValueError(f"start: below the floor {floor}")
    mean, mean_log, _ = data if isinstance(data, Statistics) else statistics(data)
    _check.same_kind("data, start, rate", mean, start, rate)
    logs, batch = positivity == "log", _check.broadcast("data, start, rate", mean.shape, start.shape[:-1], rate.shape)

    columns = [values.expand(batch) for values in (*start.unbind(-1), mean, mean_log, rate)]
    needed = torch.is_grad_enabled() and any(values.requires_grad for values in columns)
    if batch.numel() <= MOST_ONE_BY_ONE and not needed:
        rows = zip(*(values.flatten().tolist() for values in columns))
        paths = [_numbers(steps, _walk(row, natural, logs, floor, NUMBERS)) for row in rows]
        path = torch.tensor(paths, dtype=start.dtype, device=start.device).movedim(0, 1).reshape(steps + 1, *batch, 2)
    else:
        walk = _walk(columns, natural, logs, floor, TENSORS)
        path = torch.stack([torch.stack(next(walk), -1) for _ in range(steps + 1)])
    lost = ~((path > 0) & path.isfinite()).all(-1, keepdim=True)
    return path.masked_fill(lost.cumsum(0) > 0, math.nan)


def _walk(
    values: Sequence[Any], natural: bool, logs: bool, floor: float, maths: _Arithmetic
) -> Iterator[tuple[Any, Any]]:
    """(shape, scale) at the start and after each step; ``values`` are shape, scale, mean x, mean log x and rate."""
    shape, scale, mean, mean_log, rate = values
    log, exp, largest, special = maths
    log_shape, log_scale = (log(shape), log(scale)) if logs else (shape, scale)
    while True:
        yield shape, scale
        below, excess = special(shape)
        product = shape * scale
        g, d = log(product) - below - mean_log, 1 - mean / product
        if natural:
            w = (g - d) / excess
            first, second = w, d - w
        else:
            first, second = shape * g, shape * d
        if logs:
            log_shape, log_scale = log_shape - rate * first, log_scale - rate * second
            shape, scale = exp(log_shape), exp(log_scale)
        elif natural:
            shape, scale = largest(shape - rate * shape * first, floor), largest(scale - rate * scale * second, floor)
        else:
            shape, scale = largest(shape - rate * g, floor), largest(scale - rate * second / scale, floor)


def _numbers(steps: int, walk: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    """The first steps + 1 pairs, NaN from the step on at which the arithmetic fails."""
    path = []
    try:
        for _ in range(steps + 1):
            path.append(next(walk))
    except (OverflowError, ZeroDivisionError, ValueError):
        path += [(math.nan, math.nan)] * (steps + 1 - len(path))
    return path
