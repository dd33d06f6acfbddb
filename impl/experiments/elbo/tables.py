"""The summary of the mean field's gap on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .computed import SHOWN_CORRELATIONS
from .results import ElboRun


def report(run: ElboRun) -> None:
    """Print the exact gaps and variance ratios, and the errors of the fits."""
    if not run.exact.dimensions:
        return
    columns = (f"ρ = {rho:g}" for rho in SHOWN_CORRELATIONS)
    table = Table(
        "d",
        *columns,
        "gap off by",
        "variance off by",
        "full gap",
        box=SIMPLE_HEAD,
        title=(
            "The gap of the best mean-field law to log p(x), in nats, and its share of\n"
            "the posterior variance: exact values, and the errors of the fits"
        ),
    )
    for dimension in run.exact.dimensions:
        exact = run.exact.by_dimension[f"dimension_{dimension}"]
        cells = [
            f"{float(missing):.3f} ({float(ratio):.3f})"
            for missing, ratio in zip(exact.exact_gap.values(), exact.exact_variance_ratio.values())
        ]
        errors = exact.largest_gap_error, exact.largest_variance_ratio_error, exact.largest_full_gap
        table.add_row(str(dimension), *cells, *(f"{float(error):.0e}" for error in errors))
    run.console.print(table)
