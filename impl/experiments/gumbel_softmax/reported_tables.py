"""The summary of the assignment's comparison on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .reported import COMPARISONS, REJECTED_BELOW
from .reported_results import ReportedRun


def report(run: ReportedRun) -> None:
    """Print the share of mistakes that the comparison notices, and the comparison itself."""
    found, seeds, mistakes = run.exact.comparison, run.exact.seeds, run.exact.planted
    if found is None:
        return
    if seeds is not None and mistakes is not None:
        table = Table(box=SIMPLE_HEAD, title=f"the comparison over {COMPARISONS} seeds")
        table.add_column("draws compared with direct draws")
        table.add_column(f"p < {REJECTED_BELOW}", justify="right")
        table.add_row("the listing", f"{seeds.rejected:.3f}")
        for name, entry in mistakes.items():
            table.add_row(name.replace("_", " "), f"{entry.rejected:.3f}")
        run.console.print(table)
    p = found.log_ratio_pvalue
    run.console.print(
        f"direct {found.direct.counts}, hard {found.hard.counts}: overlap {100 * found.overlap:.1f} %, "
        f"p = {found.two_sample_pvalue:.3f}.\nThe relaxed draws against their own law: p = {p['temperature']:.3f}; "
        f"at ten times the temperature {p['temperature_tenfold']:.1e}."
    )
