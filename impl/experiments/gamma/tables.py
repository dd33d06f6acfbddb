"""The summary of the descents on the terminal, from the results so far."""

import torch
from rich.box import SIMPLE_HEAD
from rich.table import Table

from .computed import START
from .local_rates import RATE
from .results import Answers, GammaRun, LocalRate

FAMILIES = {"project": "", "log": ", logarithms", "listing": ", the listing"}


def report(run: GammaRun) -> None:
    """Print the descents, the local rates, the other data sets, the map of starts and the first step."""
    answers, map_, say = run.exact.answers, run.exact.map, run.console.print
    if answers is None:
        return
    if run.runs:
        say(_descents(run, answers))
    if run.exact.local:
        say(_local_rates(run.exact.local))
    for name, found in (run.exact.seeds or {}).items():
        above = torch.as_tensor(found.excess)
        low, middle, high = above.quantile(torch.tensor([0, 0.5, 1], dtype=torch.float64)).tolist()
        say(f"{len(above)} data sets, {name.upper()}: excess {middle:.2e} nats at the median, {low:.2e} to {high:.2e}")
    if map_ is not None:
        found = map_.outcome
        say(
            f"{map_.starts} starts × {map_.rates} rates, {map_.epochs} epochs: "
            f"NGD sooner in {found.ngd_wins}, GD in {found.gd_wins}, neither arrives in {found.both_fail}; "
            f"only NGD arrives in {found.gd_fails}, only GD in {found.ngd_fails}"
        )
    for name, row in answers.first_step.items():
        say(
            f"first step, {name} direction (eigenvalue {row.eigenvalue:.4f}): gradient {row.gradient:.4f}, "
            f"natural gradient {row.natural_gradient:.4f}, {row.factor:.3g} times the gradient"
        )


def _descents(run: GammaRun, answers: Answers) -> Table:
    best = answers.mle
    table = Table("", "shape", "scale", "excess (nats)", "epochs to 1e-3", box=SIMPLE_HEAD)
    table.title = f"start ({START[0]}, {START[1]}), rate {RATE}, {answers.epochs} epochs"
    for row in run.runs:
        epochs, excess = int(row.convergence.epochs), float(row.convergence.excess)
        late = f"> {answers.epochs}" if epochs > answers.epochs else str(epochs)
        point = f"{float(row.shape):.5f}", f"{float(row.scale):.5f}"
        table.add_row(row.estimator.upper() + FAMILIES[row.family], *point, f"{excess:.2e}", late)
    table.add_row("maximum likelihood", f"{float(best.shape):.5f}", f"{float(best.scale):.5f}")
    return table


def _local_rates(local: dict[str, LocalRate]) -> Table:
    table = Table("", "derived", "measured", "late", "limit", "measured", "to 1e-3", "1e-6", box=SIMPLE_HEAD)
    table.title = f"factor of a deviation in an epoch at rate {RATE}, largest stable rate, epochs"
    for key, row in local.items():
        name, chart = key.split("_")
        factors = (", ".join(f"{v:.4f}" for v in values.tolist()) for values in (row.derived, row.measured))
        numbers = f"{row.late:.4f}", f"{row.derived_limit:.3f}", f"{row.measured_limit:.3f}"
        counts = (str(int(row.epochs[level])) for level in ("1e-03", "1e-06"))
        table.add_row(name.upper() + FAMILIES[chart], *factors, *numbers, *counts)
    return table
