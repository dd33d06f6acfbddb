"""The summary of what the mean field misses on the terminal, from what a run has so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..run import Run
from .computed import SHOWN


def report(run: Run) -> None:
    if not run.exact.get("dimensions"):
        return
    columns = (f"ρ = {rho:g}" for rho in SHOWN)
    table = Table("d", *columns, "gap off by", "variance off by", "full gap", box=SIMPLE_HEAD, title=(
        "What the best mean-field law misses of log p(x), in nats, and of the\n"
        "posterior variance (its share): exact, and how far the fits are off"
    ))
    for dimension in run.exact["dimensions"]:
        exact = run.exact[f"dimension_{dimension}"]
        cells = [
            f"{float(missing):.3f} ({float(ratio):.3f})"
            for missing, ratio in zip(exact["exact_gap"].values(), exact["exact_variance_ratio"].values())
        ]
        errors = (exact[f"largest_{name}"] for name in ("gap_error", "variance_ratio_error", "full_gap"))
        table.add_row(str(dimension), *cells, *(f"{float(error):.0e}" for error in errors))
    run.console.print(table)
