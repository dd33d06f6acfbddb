"""The summary of the assignment's comparison on the terminal, from what a run has so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..run import Run, plain
from .reported import LEVEL, SEEDS


def report(run: Run) -> None:
    exact = plain(run.exact)
    if "hard" not in exact:
        return
    if "planted" in exact:
        table = Table(box=SIMPLE_HEAD, title=f"the comparison over {SEEDS} seeds")
        table.add_column("what is compared with direct draws")
        table.add_column(f"p < {LEVEL}", justify="right")
        table.add_row("the listing", f"{exact['seeds']['rejected']:.3f}")
        for name, entry in exact["planted"].items():
            table.add_row(name.replace("_", " "), f"{entry['rejected']:.3f}")
        run.console.print(table)
    p = exact["log_ratio_pvalue"]
    run.console.print(
        f"direct {exact['direct']['counts']}, hard {exact['hard']['counts']}: overlap {100 * exact['overlap']:.1f} %, "
        f"p = {exact['two_sample_pvalue']:.3f}.\nThe relaxed draws against their own law: p = {p['temperature']:.3f}; "
        f"at ten times the temperature {p['temperature_tenfold']:.1e}."
    )
