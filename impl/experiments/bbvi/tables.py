"""The summary of the fits on the terminal, from the results so far."""

from rich import box
from rich.table import Table

from .computed import TARGET_GAP
from .exact import FAMILIES
from .figures import ROUNDING
from .labels import NAMES
from .results import FitsRun


def report(run: FitsRun) -> None:
    """Print the fits of both families beside the optima, and a line for each fit that missed the target."""
    answers = run.exact.answers
    if not run.runs or answers is None:
        return
    title = "Medians over seeds; nats below the family's optimum, exact"
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", show_edge=False, padding=(0, 1, 0, 0))
    for column in ("", "E μ", "E τ", "nats", "worst", "theory", "draws", "s"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for family in FAMILIES:
        law = answers.optimum(family)
        table.add_row(f"{family} optimum", f"{law.mu:.4f}", f"{law.tau:.4f}", "0", style="bold")
        for entry in run.runs:
            if entry.family == family:
                nats = entry.to_optimum, max(entry.to_optimum_by_seed), entry.predicted
                table.add_row(
                    "  " + NAMES[entry.estimator],
                    f"{entry.mu:.4f}",
                    f"{entry.tau:.4f}",
                    *map(_nats, nats),
                    f"{entry.draws:.1e}",
                    f"{entry.seconds:.2g}",
                    style="" if entry.within_target else "yellow",
                )
        table.add_section()
    run.console.print(table)
    below = answers.mean_field.gap
    run.console.print(f"log p(x) = {answers.log_evidence:.5f}; the mean field is {below:.5f} nats below it at best")
    run.console.print("theory: ½ tr(H⁻¹ Cov) / n, the gap by the noise of n averaged steps")
    for entry in run.runs:
        if not entry.within_target:
            name, need, away = NAMES[entry.estimator], entry.draws_to_target, _nats(entry.to_optimum)
            took = entry.seconds / (entry.draws * entry.chains) * need
            if entry.arrived:
                takes = f"{TARGET_GAP:g} takes about {need:.1e} draws, {took:.0f} s a chain (--draws)"
                why = f"noise keeps it {away} nats away; {takes}"
            else:
                why = f"has not arrived, {away} nats away after {entry.draws:.1e} draws (--steps, --draws)"
            run.console.print(f"{entry.family}, {name}: {why}", style="yellow")


def _nats(value: float) -> str:
    return "< 1e-12" if value < ROUNDING else f"{value:.1e}"
