"""The summary of the assignment's two runs on the terminal, from the results so far."""

import numpy as np
from rich import box
from rich.table import Table

from .labels import NAMES
from .reported_results import ReportedRun


def report(run: ReportedRun) -> None:
    """Print the two runs beside the exact posterior, and the findings about estimates and step sizes."""
    exact, answers, data = run.exact, run.exact.answers, run.exact.data
    if not run.runs or answers is None or data is None:
        return
    title = "As reported, draw for draw; gap: log p(x) − ELBO in nats, exact"
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", show_edge=False)
    for column in ("", "E μ", "E τ", "gap", "steps", "s"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for entry in run.runs:
        name = f"{entry.table}: {NAMES[entry.estimator]}"
        numbers = f"{entry.gap:.4f}", f"{entry.iterations:,}", f"{entry.seconds:.1f}"
        table.add_row(name, f"{entry.mu:.4f}", f"{entry.tau:.4f}", *numbers)
    posterior, true = answers.posterior, answers.true
    table.add_section()
    table.add_row("exact posterior", f"{posterior.mu:.4f}", f"{posterior.tau:.4f}", "0")
    table.add_row("  standard deviation", f"{posterior.mu_sd:.4f}", f"{posterior.tau_sd:.4f}")
    table.add_row("mean and precision of the data", f"{data.mean:.4f}", f"{data.precision:.4f}")
    table.add_row("law of the data", f"{true.mu:.4f}", f"{true.tau:.4f}")
    run.console.print(table)
    if exact.listing is not None and exact.listing.steps is not None:
        error = exact.listing.steps.fast_error
        run.console.print(f"the listing's own steps from states of these runs end within {error:.1e} of theirs")
    for place, entry in (exact.updates or {}).items():
        plain, variate = entry.estimators["reinforce"], entry.estimators["control_variate"]
        bias = np.linalg.norm(variate.bias) / np.linalg.norm(entry.gradient)
        run.console.print(
            f"gradient at the {place}: the control variate leaves {variate.variance / plain.variance:.2g} of the "
            f"variance, and a bias of {bias:.0%} of the gradient"
        )
    for name, best in (exact.best_step or {}).items():
        if best is not None:
            run.console.print(
                f"{NAMES[name]} with the best constant step that loses no chain, {best.step_size:g}: "
                f"{best.gap:.1g} nats below log p(x)"
            )
