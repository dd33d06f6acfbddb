"""The factor of a small deviation from the optimum in one epoch of either method: measured, and from the Hessian."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from ... import gamma
from ...gamma import Statistics
from ...natural_gradient import gradient_descent, natural_gradient_descent
from .convergence import epochs
from .results import Condition, GammaRun, LocalRate, OtherRates

METHODS = {"gd": gradient_descent, "ngd": natural_gradient_descent}
CHARTS = ("project", "log")
RATE = 0.1


def combinations() -> Iterator[tuple[str, str, Callable[..., Tensor]]]:
    """The name, the chart and the function of each method in each chart."""
    for chart in CHARTS:
        for name, descend in METHODS.items():
            yield name, chart, descend


def hessian(best: Tensor, data: Statistics, chart: str) -> Tensor:
    """The Hessian of the loss at its minimum, in (shape, scale) or their logarithms, by autograd: (2, 2)."""

    def loss(point: Tensor) -> Tensor:
        shape, scale = point.exp() if chart == "log" else point
        return gamma.nll(shape, scale, data)

    point = (best.log() if chart == "log" else best).detach().requires_grad_()
    (slope,) = torch.autograd.grad(loss(point), point, create_graph=True)
    return torch.stack([torch.autograd.grad(entry, point, retain_graph=True)[0] for entry in slope])


def condition(best: Tensor, data: Statistics) -> Condition:
    """The condition numbers of the Hessian H in both charts, and of F^−½ H F^−½, which governs the natural gradient."""
    plain = hessian(best, data, "project")
    values, vectors = torch.linalg.eigh(gamma.fisher_information(best[0], best[1]))
    whiten = vectors @ torch.diag(values.rsqrt()) @ vectors.mT
    return Condition(
        hessian=torch.linalg.cond(plain),
        hessian_log=torch.linalg.cond(hessian(best, data, "log")),
        preconditioned=torch.linalg.cond(whiten @ plain @ whiten),
    )


def rates(run: GammaRun, data: Statistics, best: Tensor, start: Tensor) -> None:
    """Measure the factor of a small deviation along each eigenvector of the Hessian, and the largest stable rate."""
    found = run.exact.local = {}
    with run.progress("local rates", 4) as advance:
        for name, chart, descend in combinations():
            values, vectors = torch.linalg.eigh(hessian(best, data, chart))
            frame = torch.diag(best) if chart == "log" else torch.eye(2, dtype=best.dtype)
            directions = frame @ vectors  # each column is a direction in (shape, scale)
            values = torch.ones_like(values) if name == "ngd" else values
            limit = 2 / values.max()
            some = torch.cat((torch.tensor([RATE]), torch.arange(1, 13) * limit / 10)).to(best)
            moved = descend(data, best + 1e-6 * directions.mT, some.unsqueeze(-1), 1, chart)[-1] - best
            moved = torch.linalg.solve(directions, moved.mT).diagonal(dim1=-2, dim2=-1) / 1e-6
            tried = torch.logspace(-1.5, 0.7, 500, dtype=best.dtype)
            end = descend(data, best * torch.tensor([1.001, 0.999], dtype=best.dtype), tried, 1000, chart)[-1]
            stable = (end / best - 1).abs().amax(-1) < 5e-4
            above = torch.as_tensor(run.series[f"excess_{name}_{chart}"])
            found[f"{name}_{chart}"] = LocalRate(
                eigenvalues=values,
                derived=1 - RATE * values,
                measured=moved[0],
                derived_limit=limit,
                measured_limit=(tried[stable][-1] * tried[~stable][0]).sqrt(),
                epochs={f"{level:.0e}": epochs(above, level) for level in (1e-1, 1e-3, 1e-6, 1e-9)},
                late=late_rate(above),
                other_rates=OtherRates(rate=some[1:], measured=moved[1:]),
            )
            advance()


def late_rate(above: Tensor) -> Tensor:
    """The deviation's factor in an epoch, from the fall of the excess, its square, from 1e-6 to 1e-10 nats."""
    first, last = epochs(above, 1e-6), epochs(above, 1e-10)
    return (above[last] / above[first]) ** (0.5 / (last - first))
