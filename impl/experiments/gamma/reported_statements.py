"""The statements of the Gamma listing one by one: each is run by itself, and compared with what it should do."""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import scipy.stats
import torch
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from torch import Tensor

from ... import _special, gamma
from ...listings import gamma as listing
from .reported_results import AxesFacts, DataFacts, EntryFacts, LossStatements, Pair, PlotFacts, StepFacts

NAMES = "shape", "scale"
DIRECTIONS = {"gd": None, "ngd": listing.natural}
OTHER_SEED = 1
BOTH_SINK = 0.5, 90.0  # where both gradients point to smaller parameters, for the data of this law
OLD = 1000.0  # a gradient that is left from an earlier step


def data_facts(data: Tensor, epochs: int) -> DataFacts:
    """The data against their law, and the end of a run on data of another seed."""
    other = listing.run(listing.draw(OTHER_SEED), epochs=epochs)
    law = scipy.stats.gamma(listing.SHAPE, scale=listing.SCALE)
    return DataFacts(
        data_shape=list(data.shape),
        data_pvalue=float(scipy.stats.kstest(data.double().numpy(), law.cdf).pvalue),
        finite_with_other_seed=all(bool(kept.isfinite().all()) for kept in other),
    )


def loss_statements(data: Tensor) -> LossStatements:
    """The statements of the loss: the clamp of each parameter, both means, the law of PyTorch, and what is returned."""
    one, two, low, floor = (single(value) for value in (1.0, 2.0, -1.0, listing.LEAST_PARAMETER))
    start = [single(value) for value in listing.START]
    law, loss = torch.distributions.Gamma(start[0], 1 / start[1]), listing.gamma_nll(start[0], start[1], data)
    each = torch.stack([listing.gamma_nll(start[0], start[1], point) for point in data])
    found = gamma.statistics(data.double())
    # With shape and scale 1 the loss is the mean of x, and with shape 2 the mean of log x is less than that.
    mean, with_two = (listing.gamma_nll(shape, one, data).double() for shape in (one, two))
    return LossStatements(
        clamp_by={
            "shape": (listing.gamma_nll(low, two, data) - listing.gamma_nll(floor, two, data)).abs(),
            "scale": (listing.gamma_nll(two, low, data) - listing.gamma_nll(two, floor, data)).abs(),
        },
        torch_nll_error=(loss + law.log_prob(data).mean()).abs(),
        mean_of_losses_error=(loss.double() - each.double().mean()).abs(),
        mean_error=(mean / found.mean - 1).abs(),
        mean_log_error=(mean - with_two - found.mean_log).abs(),
        loss_dimensions=loss.ndim,
    )


def entry_facts(path: Tensor) -> EntryFacts:
    """The entries of the inverse along a path (epochs, 2), and what requires a gradient of one parameter."""
    shape, scale = path.unbind(-1)
    got, exact = listing.fisher_inverse(shape.float(), scale.float()), gamma.inverse_fisher(shape, scale).flatten(-2)
    errors = [(one.double() / exact[:, i] - 1).abs().amax() for one, i in zip(got, (0, 1, 3))]
    one, leaf = single(1.0), single(2.0).requires_grad_()
    return EntryFacts(
        entries=len(got),
        entry_error=dict(zip(("shape", "mixed", "scale"), errors)),
        factor_error=(got[0].double() / shape * _special.trigamma_excess(shape) - 1).abs().amax(),
        requires_grad_of={
            "shape": any(entry.requires_grad for entry in listing.fisher_inverse(leaf, one)),
            "scale": any(entry.requires_grad for entry in listing.fisher_inverse(one, leaf)),
        },
    )


def step_facts(data: Tensor, histories: listing.Histories, printed: str) -> StepFacts:
    """The statements of an epoch, for each method and parameter."""
    found = gamma.statistics(data.double())
    paths, losses = {"gd": histories.gd, "ngd": histories.ngd}, {"gd": histories.gd_loss, "ngd": histories.ngd_loss}
    start = torch.tensor([listing.START], dtype=torch.float64)
    before = {name: torch.cat((start, path))[:-1] for name, path in paths.items()}
    rows = {name: re.findall(rf"^{name.upper()} alpha=(\S+) beta=(\S+)", printed, re.MULTILINE) for name in paths}
    at = [int(number) - 1 for number in re.findall(r"^epoch (\d+)$", printed, re.MULTILINE)]
    return StepFacts(
        started={name: by_parameter(leaf.item() for leaf in listing.parameters()) for name in paths},
        leaves={name: by_parameter(requires(leaf) for leaf in listing.parameters()) for name in paths},
        old_gradient={name: old_gradient(data, name) for name in paths},
        gradient_error_by={name: gradient_error(data, before[name]) for name in paths},
        natural_error_by=natural_error(data, before["ngd"]),
        move_error={name: move_error(before[name], path, found, name) for name, path in paths.items()},
        clamped_to={name: by_parameter(leaf.item() for leaf in sunk(data, name)) for name in paths},
        stays_leaf={name: all(requires(leaf) for leaf in sunk(data, name)) for name in paths},
        loss_error={
            name: (losses[name] - gamma.nll(before[name][:, 0], before[name][:, 1], found)).abs().amax()
            for name in paths
        },
        printed_parameter_gap={name: (table(rows[name]) - path[at]).abs().amax() for name, path in paths.items()},
    )


def table(rows: list[tuple[str, str]]) -> Tensor:
    """Printed numbers, a row for each epoch."""
    return torch.tensor([[float(value) for value in row] for row in rows], dtype=torch.float64)


def single(value: float) -> Tensor:
    """A number in single precision."""
    return torch.tensor(value, dtype=torch.float32)


def by_parameter(values: Iterable[Any]) -> dict[str, Any]:
    """Values for the shape and the scale."""
    return dict(zip(NAMES, values))


def requires(leaf: Tensor) -> bool:
    """Whether a tensor is a leaf that requires a gradient."""
    return leaf.is_leaf and leaf.requires_grad


def old_gradient(data: Tensor, name: str) -> Pair:
    """What a gradient from an earlier step adds to that of the next one."""
    fresh, stale = listing.parameters(), listing.parameters()
    for leaf in stale:
        leaf.grad = single(OLD)
    for leaves in fresh, stale:
        listing.step(*leaves, data, listing.RATE, DIRECTIONS[name])
    return by_parameter((slope(a) - slope(b)).abs() for a, b in zip(fresh, stale))


def slope(leaf: Tensor) -> Tensor:
    """The gradient of a leaf, NaN where it has none."""
    return single(float("nan")) if leaf.grad is None else leaf.grad


def gradient_error(data: Tensor, points: Tensor) -> Pair:
    """The gradients of the listing's loss at points (epochs, 2), compared with double precision."""
    leaves = [v.float().requires_grad_() for v in points.unbind(-1)]
    total = torch.stack([listing.gamma_nll(a, b, data) for a, b in zip(*leaves)]).sum()
    got = torch.autograd.grad(total, leaves)
    want = gamma.nll_gradient(points[:, 0], points[:, 1], data.double()).unbind(-1)
    return by_parameter((a.double() - b).abs().amax() for a, b in zip(got, want))


def natural_error(data: Tensor, points: Tensor) -> Pair:
    """The natural gradient of the listing at points (epochs, 2), compared with double precision."""
    shape, scale = points.unbind(-1)
    gradient = gamma.nll_gradient(shape, scale, data.double())
    got = listing.natural(shape.float(), scale.float(), gradient[:, 0].float(), gradient[:, 1].float())
    want = (gamma.inverse_fisher(shape, scale) @ gradient.unsqueeze(-1)).squeeze(-1).unbind(-1)
    return by_parameter((a.double() - b).abs().amax() for a, b in zip(got, want))


def move_error(before: Tensor, after: Tensor, found: gamma.Statistics, name: str) -> Pair:
    """The steps from points (epochs, 2) to the next ones, compared with those of double precision."""
    shape, scale = before.unbind(-1)
    move = gamma.nll_gradient(shape, scale, found).unsqueeze(-1)
    move = gamma.inverse_fisher(shape, scale) @ move if name == "ngd" else move
    return by_parameter((after - before + listing.RATE * move.squeeze(-1)).abs().amax(0))


def sunk(data: Tensor, name: str) -> tuple[Tensor, Tensor]:
    """The parameters after a step so long that both would be negative."""
    leaves = listing.parameters(BOTH_SINK)
    listing.step(*leaves, data, 1e6, DIRECTIONS[name])
    return leaves


def plot_facts(histories: listing.Histories) -> PlotFacts:
    """What the listing's figure has on it."""
    figure = listing.plot(histories)
    axes = figure.get_axes()
    shared = axes[0].get_shared_x_axes()
    return PlotFacts(
        history_shape={name: list(kept.shape) for name, kept in histories._asdict().items()},
        size=[float(side) for side in figure.get_size_inches()],
        top=max(one.get_position().y1 for one in axes),
        bottom=min(one.get_position().y0 for one in axes),
        title=figure.get_suptitle(),
        shared_x=all(shared.joined(axes[0], other) for other in axes),
        axes={name: axes_facts(one, histories) for name, one in zip((*NAMES, "loss"), axes)},
    )


def axes_facts(axes: Axes, histories: listing.Histories) -> AxesFacts:
    """The curves of one plot, each with its label, colour, style and number of points, and its labels; and the history
    whose values each curve has."""
    return AxesFacts(
        drawn=[drawn(line, histories) for line in axes.get_lines() if len(np.asarray(line.get_ydata())) > 2],
        curves=[
            f"{line.get_label()}, {line.get_color()}, {line.get_linestyle()}, {extent(line)}"
            for line in axes.get_lines()
        ],
        x_label=axes.get_xlabel(),
        y_label=axes.get_ylabel(),
        legend=axes.get_legend() is not None,
        grid=any(line.get_visible() for line in axes.get_xgridlines()),
    )


def drawn(line: Line2D, histories: listing.Histories) -> str:
    """The history whose values a curve has: that of the shape, the scale or the loss, of one of the methods."""
    columns = {
        f"{kind} of {method}": column
        for method in DIRECTIONS
        for kind, column in zip(
            (*NAMES, "loss"), (*getattr(histories, method).unbind(-1), getattr(histories, f"{method}_loss"))
        )
    }
    heights = np.asarray(line.get_ydata())
    return next((name for name, column in columns.items() if np.array_equal(heights, column.numpy())), "no history")


def extent(line: Line2D) -> str:
    """The number of points of a curve, or the height of a level."""
    heights = [float(y) for y in np.asarray(line.get_ydata())]
    return f"at {heights[0]}" if len(heights) == 2 else f"{len(heights)} epochs"
