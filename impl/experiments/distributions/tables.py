"""The summary of the sweep on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .judge import KINDS
from .results import DistributionsRun, Finding

TITLES = {
    "wrong": "Wrong: a formula, an infinity, NaN or a shape",
    "inaccurate": "Inaccurate: digits lost to cancellation, or a rough approximation",
    "refuses": "Refuses: an exception, although there is a value",
    "edge": "At the ends of a support and at infinity: a log density is not the limit",
    "unchecked": "With validate_args=False: points outside of the support have a density",
}
LONGEST = 46  # characters of an example's parameters


def report(run: DistributionsRun) -> None:
    """Print the counts, and then each finding with one example."""
    counts, confirmed = run.exact.counts, run.exact.confirmed
    if confirmed is not None:
        run.console.print(
            f"{confirmed.integrals} closed forms agree with integrals of the densities, "
            f"to {confirmed.largest_difference:.0e} at least"
        )
    if not counts.asked:
        return
    found = ", ".join(f"{getattr(counts, kind)} {kind}" for kind in (*KINDS, "undecided"))
    run.console.print(f"{counts.asked} comparisons: {counts.agrees} agree to {run.exact.tolerance:g}; {found}")
    for kind in KINDS:
        findings = [finding for finding in run.runs if finding.kind == kind]
        if findings:
            run.console.print(_table(TITLES[kind], findings))
    run.console.print("Not asked:")
    for line in run.exact.not_covered:
        run.console.print(f"  {line}")


def _table(title: str, findings: list[Finding]) -> Table:
    """One kind of finding, a row for each method of a distribution or pair."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), title=title)
    for column in ("distribution", "method", "cases", "parameters", "torch", "right"):
        table.add_column(column)
    for finding in findings:
        text = finding.parameters
        table.add_row(
            finding.distribution,
            finding.method,
            f"{finding.cases} of {finding.asked}",
            text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
            finding.said,
            finding.right,
        )
    return table
