"""The summary of relaxed draws on the terminal, from what a run has so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ..run import Run
from .computed import WRONG
from .gradients import ESTIMATORS, FUNCTIONS


def report(run: Run) -> None:
    samples = [entry for entry in run.runs if entry["estimator"] == "samples"]
    if not samples:
        return
    size = run.exact["draws_each_histogram"]
    title = f"arg max, and the law of log(y₃/y₁), in {size} draws: mean ± sd"
    table = _table(title, "τ", "total variation", "distance", f"at {WRONG} τ", "largest y")
    for entry in samples:
        keys = "total_variation", "distance", "distance_at_wrong_temperature"
        pairs = (f"{entry[key]:.4f} ± {entry[key + '_sd']:.4f}" for key in keys)
        table.add_row(f"{entry['temperature']:g}", *pairs, f"{entry['mean_largest_coordinate']:.3f}")
    table.add_row("expected", *(f"{run.exact['expected_' + key]:.4f}" for key in ("total_variation", "distance")))
    run.console.print(table)
    for name in FUNCTIONS:
        found = {(e["temperature"], e["estimator"]): e for e in run.runs if e.get("function") == name}
        if not found:
            continue
        title = f"gradient of a mean, {name}: |bias| / |exact|, variance / REINFORCE's"
        headings = (f"{what}\n{estimator}" for what in ("bias", "variance") for estimator in ESTIMATORS)
        table = _table(title, "τ", *headings)
        for tau in sorted({tau for tau, _ in found}):
            row = [found[tau, estimator] for estimator in ESTIMATORS]
            biases = (f"{e['relative_bias']:.3f} ± {e['relative_bias_error']:.3f}" for e in row)
            table.add_row(f"{tau:g}", *biases, *(f"{e['variance_over_reinforce']:.3g}" for e in row))
        run.console.print(table)
    run.console.print("The arg max is categorical at every temperature: its histogram says nothing of the temperature, "
                      "which the law of log(y₃/y₁) shows.")


def _table(title: str, *columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title)
    for column in columns:
        table.add_column(column, justify="right")
    return table
