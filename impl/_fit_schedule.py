"""The arguments of ``fit`` that govern its steps, checked."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch

from . import _check, _fit_divergence


@dataclass(frozen=True)
class Schedule:
    """The checked arguments of ``fit`` that govern its steps."""

    steps: int
    rate: Callable[[int], float]
    natural: bool
    longest: float
    average_after: int | None
    tolerance: float
    every: int

    @property
    def advice(self) -> str:
        """What to try where the fit diverges."""
        return _fit_divergence.advice(self.natural, self.longest)


def schedule(
    steps: int,
    step_size: float | Callable[[int], float],
    natural: bool,
    longest: float,
    average_after: int | None,
    tolerance: float,
    every: int | None,
    dtype: torch.dtype,
) -> Schedule:
    """The checked schedule of a fit whose parameters have the dtype; ValueError names an argument that is refused."""
    rate = _rate(step_size, dtype)
    if longest != math.inf:
        _check.positive("longest", longest)
    if average_after is not None:
        _check.count("average_after", average_after, least=0)
    _check.not_negative("tolerance", tolerance)
    every = max(1, steps // 100) if every is None else every
    _check.count("every", every)
    return Schedule(steps, rate, natural, longest, average_after, tolerance, every)


def _rate(step_size: float | Callable[[int], float], dtype: torch.dtype) -> Callable[[int], float]:
    def checked(size: float) -> float:
        _check.positive("step_size", size)
        if size > torch.finfo(dtype).max:
            raise ValueError(f"step_size: {size:g} is beyond the range of {dtype}")
        return size

    if not callable(step_size):
        checked(step_size)
        return lambda t: step_size
    return lambda t: checked(step_size(t))
