"""The Gamma listing, executed: its run, and measurements of the claims about it."""

import inspect
import io
import re
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from typing import Any

import numpy as np
import scipy.stats
import torch
from torch import Tensor

from ... import _special, gamma
from ...listings import gamma as listing
from . import computed
from . import reported_statements as statements
from .reported_results import InverseFacts, Listing, LossFacts, RunFacts
from .results import GammaRun


def compute(run: GammaRun, args: Namespace) -> None:
    """Compute the experiment on the listing's data, with the listing's own two runs before the others."""
    single = listing.draw()
    data = single.double()
    computed.answers(run, data, args.epochs)
    run_listing(run, single, args.epochs)
    computed.descents(run, data, args)


def run_listing(run: GammaRun, data: Tensor, epochs: int) -> None:
    """Run the listing on its data (1000,) in single precision, and keep its two runs and the facts about it."""
    with redirect_stdout(io.StringIO()) as printed:
        histories = listing.run(data, epochs=epochs)
    found, start = gamma.statistics(data.double()), torch.tensor([listing.START], dtype=torch.float64)
    for name in "gd", "ngd":
        path = torch.cat((start, getattr(histories, name)))
        run.runs.append(computed.descent(name, "listing", path, found))
        run.series[f"path_{name}_listing"] = path
    with redirect_stdout(io.StringIO()):
        with_other_data = statements.data_facts(data, epochs)
    run.exact.listing = Listing(
        loss=loss_facts(data, histories),
        inverse=inverse_facts(data, histories),
        run=run_facts(data, histories, printed.getvalue(), found),
        data=with_other_data,
        loss_statements=statements.loss_statements(data),
        entries=statements.entry_facts(histories.ngd),
        steps=statements.step_facts(data, histories, printed.getvalue()),
        plot=statements.plot_facts(histories),
    )


def loss_facts(data: Tensor, histories: listing.Histories) -> LossFacts:
    """The listing's loss, compared with scipy's density on a grid and along both runs; below its clamp; on a list."""
    grid = torch.cartesian_prod(*[torch.logspace(-2, 2, 9, dtype=torch.float64)] * 2)
    points = torch.cat((grid, histories.gd, histories.ngd)).float()
    got = torch.stack([listing.gamma_nll(a, b, data) for a, b in points]).double()
    want = np.array([-scipy.stats.gamma.logpdf(data.double(), a, scale=b).mean() for a, b in points.double().tolist()])
    low, floor = torch.tensor(-1.0, dtype=torch.float32), torch.tensor(listing.LEAST_PARAMETER, dtype=torch.float32)
    try:
        accepts_list = bool(listing.gamma_nll(-low, -low, [1.0, 2.0]).isfinite())
    except (TypeError, AttributeError):
        accepts_list = False
    return LossFacts(
        nll_error=np.max(np.abs(got.numpy() - want) / (1 + np.abs(want))),
        clamp_error=(listing.gamma_nll(low, low, data) - listing.gamma_nll(floor, floor, data)).abs(),
        accepts_list=accepts_list,
    )


def inverse_facts(data: Tensor, histories: listing.Histories) -> InverseFacts:
    """The listing's inverse, trigamma and natural gradient along the natural run, compared with double precision."""
    shape, scale = histories.ngd.unbind(-1)
    single = shape.float(), scale.float()
    got = torch.stack(listing.fisher_inverse(single[0], single[1]), -1).double()
    exact = gamma.inverse_fisher(shape, scale)
    trigamma = _special.trigamma(shape)
    gradient = gamma.nll_gradient(shape, scale, data.double())
    formed = torch.stack((got[:, 0], got[:, 1], got[:, 1], got[:, 2]), -1).unflatten(-1, (2, 2))
    fisher = gamma.fisher_information(shape, scale)
    leaves = [v.clone().requires_grad_() for v in single]
    total = torch.stack([listing.gamma_nll(a, b, data) for a, b in zip(*leaves)]).sum()
    in_shape, in_scale = slopes = torch.autograd.grad(total, leaves)
    natural = torch.stack(listing.natural(single[0], single[1], in_shape, in_scale), -1).double()
    want = (exact @ torch.stack(slopes, -1).double().unsqueeze(-1)).squeeze(-1)
    return InverseFacts(
        inverse_error=(got / exact.flatten(-2)[:, [0, 1, 3]] - 1).abs().amax(),
        inverse_from_fisher=((formed - fisher).norm(dim=(-2, -1)) / fisher.norm(dim=(-2, -1))).amin(),
        trigamma_error=(torch.polygamma(1, single[0]).double() / trigamma - 1).abs().amax(),
        inverse_requires_grad=any(v.requires_grad for v in listing.fisher_inverse(leaves[0], leaves[1])),
        attached_inverse_requires_grad=all(
            v.requires_grad for v in listing.fisher_inverse(leaves[0], leaves[1], False)
        ),
        gradient_error=(torch.stack(slopes, -1) - gradient).abs().amax(),
        natural_gradient_error=((natural - want).norm(dim=-1) / want.norm(dim=-1)).amax(),
    )


def run_facts(data: Tensor, histories: listing.Histories, printed: str, found: gamma.Statistics) -> RunFacts:
    """Facts about a second run, a run without the detach, each method alone, the records and the output."""
    epochs, paths = len(histories.gd), {"gd": histories.gd, "ngd": histories.ngd}
    steps: list[bool] = []
    with redirect_stdout(io.StringIO()), counted(steps):
        again = listing.run(listing.draw(), epochs=epochs)
    attached = trajectory(data, epochs, partial(listing.natural, detached=False))
    alone = {name: trajectory(data, epochs, direction) for name, direction in (("gd", None), ("ngd", listing.natural))}
    first = re.findall(r"^(\w+) (.*)$", printed.split("epoch 15")[0], re.MULTILINE)
    values = {name.lower(): dict(re.findall(r"(\w+)=(\S+)", text)) for name, text in first if "=" in text}
    printed_loss_gap = {}
    for name, row in values.items():
        shape, scale, loss = (torch.tensor(float(v), dtype=torch.float64) for v in row.values())
        printed_loss_gap[name] = (loss - gamma.nll(shape, scale, found)).abs()
    start, least = torch.tensor([listing.START], dtype=torch.float64), np.float32(listing.LEAST_PARAMETER)
    return RunFacts(
        repeat_identical=all(map(torch.equal, again, histories)) and torch.equal(listing.draw(), data),
        without_detach_difference=(attached - histories.ngd).abs().amax(),
        alone_difference={name: (path - paths[name]).abs().amax() for name, path in alone.items()},
        step_error=step_errors({name: torch.cat((start, path)) for name, path in paths.items()}, found),
        least_parameter=min(path.amin() for path in paths.values()),
        clamped={name: int((path <= least).any(-1).sum()) for name, path in paths.items()},
        recorded=epochs,
        recorded_losses=len(histories.gd_loss),
        records={name: len(kept) for name, kept in histories._asdict().items()},
        default_epochs=inspect.signature(listing.run).parameters["epochs"].default,
        printed_epochs=[int(number) for number in re.findall(r"^epoch (\d+)$", printed, re.MULTILINE)],
        printed_values=list(values["ngd"]),
        printed_loss_gap=printed_loss_gap,
        both_updated=steps == [False, True] * epochs,
        moved={
            name: int((torch.cat((start, path)).diff(dim=0) != 0).any(-1).sum()) for name, path in paths.items()
        },  # later steps are smaller than the last place of a float32
    )


def trajectory(data: Tensor, epochs: int, direction: listing.Direction | None) -> Tensor:
    """(shape, scale) after each epoch of one method alone, (epochs, 2)."""
    kept, path = listing.parameters(), []
    for _ in range(epochs):
        listing.step(*kept, data, listing.RATE, direction)
        path.append([leaf.item() for leaf in kept])
    return torch.tensor(path, dtype=torch.float64)


def step_errors(paths: dict[str, Tensor], found: gamma.Statistics) -> dict[str, Tensor]:
    """The largest difference between a recorded step and rate times the gradient, or natural gradient, in float64."""
    errors = {}
    for name, path in paths.items():
        shape, scale = path[:-1].unbind(-1)
        move = gamma.nll_gradient(shape, scale, found).unsqueeze(-1)
        move = gamma.inverse_fisher(shape, scale) @ move if name == "ngd" else move
        errors[name] = (path[1:] - (path[:-1] - listing.RATE * move.squeeze(-1))).abs().amax()
    return errors


@contextmanager
def counted(steps: list[bool]) -> Iterator[None]:
    """Note in ``steps``, for every step of the listing, whether it is natural."""
    original = listing.step

    def noted(*arguments: Any) -> Tensor:
        steps.append(arguments[-1] is listing.natural)
        return original(*arguments)

    listing.step = noted
    try:
        yield
    finally:
        listing.step = original
