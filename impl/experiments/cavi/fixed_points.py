"""The fixed points of coordinate ascent on a table, and the spectral radius of one sweep there."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from ...cavi import mean_field_elbo, optimal_factor

Factors = tuple[Tensor, ...]


class Optimum(NamedTuple):
    """A fixed point of a table's sweep, the spectral radius there, and the distance by which one sweep moves it."""

    factors: Factors
    radius: float
    residual: float


def sweep_map(table: Tensor, factors: Factors) -> Callable[[Tensor], Tensor]:
    """One sweep as a function of all log-factors but the first, in one vector; the first does not matter."""
    sizes = [len(f) for f in factors[1:]]

    def sweep(point: Tensor) -> Tensor:
        state = [factors[0], *(part.log_softmax(-1) for part in point.split(sizes))]
        for i in range(len(state)):
            state[i], _ = optimal_factor(table, state, i)
        return torch.cat(state[1:])

    return sweep


def polish(table: Tensor, factors: Factors) -> Optimum:
    """Newton's method for the fixed point next to the factors."""
    sweep, point = sweep_map(table, factors), torch.cat(factors[1:])
    eye = torch.eye(len(point), dtype=point.dtype)
    for _ in range(4):
        jacobian = torch.autograd.functional.jacobian(sweep, point)
        point = point + torch.linalg.solve(eye - jacobian, sweep(point) - point)
    rest = [part.log_softmax(-1) for part in point.split([len(f) for f in factors[1:]])]
    first, _ = optimal_factor(table, [factors[0], *rest], 0)
    radius = torch.linalg.eigvals(torch.autograd.functional.jacobian(sweep, point)).abs().amax()
    return Optimum((first, *rest), float(radius), float((sweep(point) - point).abs().amax()))


def optima(table: Tensor, factors: Factors) -> tuple[list[Optimum], Tensor]:
    """The fixed points near the factors (S, Z_i), the best first, and the index of the one of each start: (S,)."""
    ends, left, found = torch.cat(factors, -1).exp(), torch.ones(len(factors[0]), dtype=torch.bool), []
    while bool(left.any()):
        one = int(left.nonzero()[0])
        optimum = polish(table, tuple(f[one] for f in factors))
        near = (ends - torch.cat(optimum.factors).exp()).abs().amax(-1) < 1e-3
        near[one] = True
        left &= ~near
        found.append((optimum, near))
    found.sort(key=lambda pair: -float(mean_field_elbo(table, pair[0].factors)))
    return [optimum for optimum, _ in found], torch.stack([near for _, near in found]).int().argmax(0)


def stationary(table: Tensor) -> Tensor:
    """All stationary points of a 2 × 2 table's ELBO, found without ascent: (M, 2), probabilities of the first value.

    They are the points at which one sweep, as a function of the log-odds of q₂, crosses the diagonal, found by
    bisection in 4000 intervals.
    """

    def swept(odds: Tensor) -> Tensor:
        second = torch.stack((odds, torch.zeros_like(odds)), -1).log_softmax(-1)
        first, _ = optimal_factor(table, (second, second), 0)
        second, _ = optimal_factor(table, (first, second), 1)
        return torch.stack((first[..., 0] - first[..., 1], second[..., 0] - second[..., 1]), -1)

    grid = torch.linspace(-20, 20, 4001, dtype=table.dtype)
    rises = swept(grid)[:, 1] > grid
    low, high = grid[:-1][rises[:-1] != rises[1:]], grid[1:][rises[:-1] != rises[1:]]
    side = swept(low)[:, 1] > low
    for _ in range(60):
        middle = (low + high) / 2
        same = (swept(middle)[:, 1] > middle) == side
        low, high = torch.where(same, middle, low), torch.where(same, high, middle)
    return swept(low).sigmoid()
