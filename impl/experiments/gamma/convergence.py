"""How far a trajectory of gradient descent is from the optimum of a Gamma likelihood, and when it arrives."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ... import gamma
from ...gamma import Statistics

TOLERANCE = 1e-3  # nats above the minimum, below which a trajectory has arrived
LEAST_PARAMETER = 1e-4  # a projected step is clamped there


def excess(path: Tensor, data: Tensor | Statistics) -> Tensor:
    """Of a path (…, 2): (…), +∞ where it has left the positive floats."""
    lost = path.isnan().any(-1)
    path = torch.where(lost.unsqueeze(-1), 1.0, path)
    best = gamma.mle(data)
    value = gamma.nll(path[..., 0], path[..., 1], data) - gamma.nll(best[0], best[1], data)
    return torch.where(lost, math.inf, value)


def epochs(above: Tensor, tolerance: float = TOLERANCE) -> Tensor:
    """From excesses (epochs + 1, …), the first epoch from which on they stay below the tolerance: (…)."""
    late = torch.arange(1, len(above) + 1).reshape(-1, *[1] * (above.ndim - 1)) * (above >= tolerance)
    return late.amax(0)


@dataclass(frozen=True, kw_only=True)
class Convergence:
    """Of one trajectory, or of several at once: its last excess and first epoch within the tolerance, in how many
    epochs the loss rose and a parameter was clamped, and the length of the longest step."""

    excess: Tensor
    epochs: Tensor
    rises: Tensor
    clamped: Tensor
    largest_step: Tensor


def summary(path: Tensor, data: Tensor | Statistics) -> Convergence:
    """What is said of trajectories (epochs + 1, …, 2), each (…)."""
    above = excess(path, data)
    return Convergence(
        excess=above[-1], epochs=epochs(above), rises=(above.diff(dim=0) > 1e-7).sum(0),
        clamped=(path[1:] <= LEAST_PARAMETER).any(-1).sum(0), largest_step=path.diff(dim=0).norm(dim=-1).amax(0),
    )
