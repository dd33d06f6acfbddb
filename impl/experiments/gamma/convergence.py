"""The distance of a trajectory of gradient descent from the optimum of a Gamma likelihood, and its time of arrival."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ... import gamma
from ...gamma import Statistics

TOLERANCE = 1e-3  # nats; a trajectory with a smaller excess has arrived
LEAST_PARAMETER = 1e-4  # a projected step is clamped there


def excess(path: Tensor, data: Tensor | Statistics) -> Tensor:
    """The loss of the points of a path (…, 2) above its minimum, in nats: (…), +∞ where the path is lost (NaN)."""
    lost = path.isnan().any(-1)
    path = torch.where(lost.unsqueeze(-1), 1.0, path)
    best = gamma.mle(data)
    value = gamma.nll(path[..., 0], path[..., 1], data) - gamma.nll(best[0], best[1], data)
    return torch.where(lost, math.inf, value)


def epochs(above: Tensor, tolerance: float = TOLERANCE) -> Tensor:
    """The first epoch from which on excesses (epochs + 1, …) stay below the tolerance: (…); epochs + 1 if none."""
    late = torch.arange(1, len(above) + 1).reshape(-1, *[1] * (above.ndim - 1)) * (above >= tolerance)
    return late.amax(0)


@dataclass(frozen=True, kw_only=True)
class Convergence:
    """The convergence of one trajectory, or of several at once.

    ``excess`` is the last one, in nats, and ``epochs`` the first epoch within the tolerance. ``rises`` and ``clamped``
    count the epochs in which the loss rose and in which a parameter was clamped; ``largest_step`` is a length.
    """

    excess: Tensor
    epochs: Tensor
    rises: Tensor
    clamped: Tensor
    largest_step: Tensor


def summary(path: Tensor, data: Tensor | Statistics) -> Convergence:
    """The convergence of trajectories (epochs + 1, …, 2), each field (…)."""
    above = excess(path, data)
    return Convergence(
        excess=above[-1],
        epochs=epochs(above),
        rises=(above.diff(dim=0) > 1e-7).sum(0),
        clamped=(path[1:] <= LEAST_PARAMETER).any(-1).sum(0),
        largest_step=path.diff(dim=0).norm(dim=-1).amax(0),
    )
