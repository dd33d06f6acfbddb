"""The summary of coordinate ascent on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .results import CaviRun


def report(run: CaviRun) -> None:
    """Print the ends and the rates of the ascents, and their largest errors."""
    if not run.runs:
        return
    table = Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        title=(
            "The ends of coordinate ascent and their gaps to log p(x), the rate ρ of a\n"
            "sweep, derived and measured, and the sweeps to 1e-10 nats (medians)"
        ),
    )
    for column in ("model", "starts", "ELBO", "gap", "ρ", "measured", "sweeps"):
        table.add_column(column, no_wrap=True, justify="left" if column == "model" else "right")
    for entry in run.runs:
        measured = entry.radius_measured
        table.add_row(
            entry.model,
            str(entry.starts),
            f"{float(entry.elbo):.5f}",
            f"{float(entry.gap):.5f}",
            f"{entry.radius_derived:.4f}",
            "too fast" if measured is None else f"{measured:.4f}",
            str(entry.sweeps),
        )
    run.console.print(table)
    models = (run.exact.models or {}).values()
    run.console.print(
        f"largest fall of the ELBO in any update {max(m.largest_fall for m in models):.0e} nats, "
        f"ends off the exact fixed points {max(m.off_fixed_point for m in models):.0e}"
    )
