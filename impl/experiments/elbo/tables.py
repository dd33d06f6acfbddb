"""The summary of what the mean field misses on the terminal, from what a run has so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .computed import SHOWN_CORRELATIONS
from .results import ElboRun


def report(run: ElboRun) -> None:
    if not run.exact.dimensions:
        return
    columns = (f"ρ = {rho:g}" for rho in SHOWN_CORRELATIONS)
    table = Table("d", *columns, "gap off by", "variance off by", "full gap", box=SIMPLE_HEAD, title=(
        "What the best mean-field law misses of log p(x), in nats, and of the\n"
        "posterior variance (its share): exact, and how far the fits are off"
    ))
    for dimension in run.exact.dimensions:
        exact = run.exact.by_dimension[f"dimension_{dimension}"]
        cells = [
            f"{float(missing):.3f} ({float(ratio):.3f})"
            for missing, ratio in zip(exact.exact_gap.values(), exact.exact_variance_ratio.values())
        ]
        errors = exact.largest_gap_error, exact.largest_variance_ratio_error, exact.largest_full_gap
        table.add_row(str(dimension), *cells, *(f"{float(error):.0e}" for error in errors))
    run.console.print(table)
