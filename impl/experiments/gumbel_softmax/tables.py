"""The summary of relaxed draws on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .computed import WRONG_FACTOR
from .gradients import ESTIMATORS, FUNCTIONS
from .results import Gradient, GumbelRun, Samples


def report(run: GumbelRun) -> None:
    """Print the draws and the gradients at each temperature."""
    samples = [entry for entry in run.runs if isinstance(entry, Samples)]
    expected = run.exact.expected
    if not samples or expected is None:
        return
    title = f"arg max, and the law of log(y₃/y₁), in {expected.draws_each_histogram} draws: mean ± sd"
    table = _table(title, "τ", "total variation", "distance", f"at {WRONG_FACTOR} τ", "largest y")
    for entry in samples:
        table.add_row(
            f"{entry.temperature:g}",
            f"{entry.total_variation:.4f} ± {entry.total_variation_sd:.4f}",
            f"{entry.distance:.4f} ± {entry.distance_sd:.4f}",
            f"{entry.distance_at_wrong_temperature:.4f} ± {entry.distance_at_wrong_temperature_sd:.4f}",
            f"{entry.mean_largest_coordinate:.3f}",
        )
    table.add_row("expected", f"{expected.expected_total_variation:.4f}", f"{expected.expected_distance:.4f}")
    run.console.print(table)
    for name in FUNCTIONS:
        of_name = (e for e in run.runs if isinstance(e, Gradient) and e.function == name)
        found = {(e.temperature, e.estimator): e for e in of_name}
        if not found:
            continue
        title = f"gradient of a mean, {name}: |bias| / |exact|, variance / REINFORCE's"
        headings = (f"{quantity}\n{estimator}" for quantity in ("bias", "variance") for estimator in ESTIMATORS)
        table = _table(title, "τ", *headings)
        for tau in sorted({tau for tau, _ in found}):
            row = [found[tau, estimator] for estimator in ESTIMATORS]
            biases = (f"{e.relative_bias:.3f} ± {e.relative_bias_error:.3f}" for e in row)
            table.add_row(f"{tau:g}", *biases, *(f"{e.variance_over_reinforce:.3g}" for e in row))
        run.console.print(table)
    run.console.print(
        "The arg max is categorical at every temperature, so its histogram does not show the temperature; the law of "
        "log(y₃/y₁) does."
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title)
    for column in columns:
        table.add_column(column, justify="right")
    return table
