"""The difference u − log(1 + u), which is twice the divergence of normal laws whose variances differ by the share u."""

from functools import cache

import numpy as np
import torch
from torch import Tensor

NODES = 16  # the integrand's pole is at s ≤ −2, so the rule's error is far below the last digit


def less_log(u: Tensor, ratio: Tensor) -> Tensor:
    """u − log(1 + u) ≥ 0 for u > −1 and ``ratio`` = 1 + u: (…), (…) → (…), to nearly every digit.

    For |u| ≤ ½, where the difference would cancel, it is u² ∫₀¹ s/(1 + u s) ds by quadrature. The ratio is taken
    besides, because it may be far below one: −1 + 1e-20 is no float.
    """
    u, ratio = torch.broadcast_tensors(u, ratio)
    near = u.abs() <= 0.5
    close = torch.where(near, u, 0.0)
    nodes, weights = (row.to(u) for row in _rule())
    inside = (1 + close.unsqueeze(-1) * nodes).reciprocal() @ weights
    return torch.where(near, close.square() * inside, u - torch.where(near, 1.0, ratio).log())


@cache
def _rule() -> tuple[Tensor, Tensor]:
    """The nodes s of Gauss and Legendre's rule on [0, 1], and its weights times s."""
    nodes, weights = (torch.tensor(row) for row in np.polynomial.legendre.leggauss(NODES))
    return (1 + nodes) / 2, (1 + nodes) * weights / 4
