"""The summary of the descents on the terminal, from what a run has so far."""

import torch
from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..run import Run
from .computed import RATE, START

FAMILIES = {"project": "", "log": ", logarithms", "listing": ", the listing"}


def report(run: Run) -> None:
    """Tables on the terminal."""
    exact, say = run.exact, run.console.print
    if run.runs:
        best = exact["mle"]
        table = Table("", "shape", "scale", "excess (nats)", "epochs to 1e-3", box=SIMPLE_HEAD)
        table.title = f"start ({START[0]}, {START[1]}), rate {RATE}, {exact['epochs']} epochs"
        for row in run.runs:
            late = f"> {exact['epochs']}" if row["epochs"] > exact["epochs"] else str(row["epochs"])
            point = (f"{float(row[key]):.5f}" for key in ("shape", "scale"))
            table.add_row(row["estimator"].upper() + FAMILIES[row["family"]], *point, f"{row['excess']:.2e}", late)
        table.add_row("maximum likelihood", f"{float(best['shape']):.5f}", f"{float(best['scale']):.5f}")
        say(table)
    if exact.get("local"):
        table = Table("", "derived", "measured", "late", "limit", "measured", "to 1e-3", "1e-6", box=SIMPLE_HEAD)
        table.title = f"factor of a deviation in an epoch at rate {RATE}, largest stable rate, epochs"
        for key, row in exact["local"].items():
            name, chart = key.split("_")
            factors = (", ".join(f"{v:.4f}" for v in row[k].tolist()) for k in ("derived", "measured"))
            numbers = f"{row['late']:.4f}", f"{row['derived_limit']:.3f}", f"{row['measured_limit']:.3f}"
            counts = (str(int(row["epochs"][level])) for level in ("1e-03", "1e-06"))
            table.add_row(name.upper() + FAMILIES[chart], *factors, *numbers, *counts)
        say(table)
    for name, found in exact.get("seeds", {}).items():
        low, middle, high = found["excess"].quantile(torch.tensor([0, 0.5, 1], dtype=torch.float64)).tolist()
        size = len(found["excess"])
        say(f"{size} data sets, {name.upper()}: excess {middle:.2e} nats at the median, {low:.2e} to {high:.2e}")
    if "map" in exact:
        found = exact["map"]
        say(
            f"{found['starts']} starts × {found['rates']} rates, {found['epochs']} epochs: "
            f"NGD sooner in {found['ngd_wins']}, GD in {found['gd_wins']}, neither there in {found['both_fail']}; "
            f"there alone: NGD in {found['gd_fails']}, GD in {found['ngd_fails']}"
        )
    for name, row in exact.get("first_step", {}).items():
        say(
            f"first step, {name} direction (eigenvalue {row['eigenvalue']:.4f}): gradient {row['gradient']:.4f}, "
            f"natural gradient {row['natural_gradient']:.4f}, {row['factor']:.3g} times that"
        )
