"""The summary of the assignment's two runs on the terminal, from what a run has so far."""

import numpy as np
from rich import box
from rich.table import Table

from ..run import Run
from .labels import NAMES


def report(run: Run) -> None:
    if not run.tables:
        return
    exact = run.exact
    title = "As reported, draw for draw; gap: log p(x) − ELBO in nats, exact"
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", show_edge=False)
    for column in ("", "E μ", "E τ", "gap", "steps", "s"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for entry in run.runs:
        name = f"{entry['table']}: {NAMES[entry['estimator']]}"
        numbers = f"{entry['gap']:.4f}", f"{entry['iterations']:,}", f"{entry['seconds']:.1f}"
        table.add_row(name, f"{entry['mu']:.4f}", f"{entry['tau']:.4f}", *numbers)
    posterior, data, true = exact["posterior"], exact["data"], exact["true"]
    table.add_section()
    table.add_row("exact posterior", f"{posterior['mu']:.4f}", f"{posterior['tau']:.4f}", "0")
    table.add_row("  standard deviation", f"{posterior['mu_sd']:.4f}", f"{posterior['tau_sd']:.4f}")
    table.add_row("of the data", f"{data['mean']:.4f}", f"{data['precision']:.4f}")
    table.add_row("drawn with", f"{true['mu']:.4f}", f"{true['tau']:.4f}")
    run.console.print(table)
    if "fast_error" in exact.get("listing", {}):
        error = exact["listing"]["fast_error"]
        run.console.print(f"the listing's own steps from where these runs stood end within {error:.1e} of theirs")
    for place, entry in exact.get("updates", {}).items():
        plain, variate = entry["reinforce"], entry["control_variate"]
        bias = np.linalg.norm(variate["bias"]) / np.linalg.norm(entry["gradient"])
        run.console.print(
            f"gradient at the {place}: the control variate leaves {variate['variance'] / plain['variance']:.2g} of the "
            f"variance, and a bias of {bias:.0%} of the gradient"
        )
    for name, best in exact.get("best_step", {}).items():
        if best is not None:
            run.console.print(
                f"{NAMES[name]} with the best constant step that loses no chain, {best['step_size']:g}: "
                f"{best['gap']:.1g} nats below log p(x)"
            )
