"""The summary of the terms, of the bounds and of the trainings on the terminal, from the results so far."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .results import DiffusionRun


def report(run: DiffusionRun) -> None:
    """Print a table of each part that the run has."""
    exact, print_ = run.exact, run.console.print
    if exact.terms:
        table = Table("schedule", "L_T", "L_0", "bound", "by draws", "within 2 errors", box=SIMPLE_HEAD)
        table.title = "1000 steps, Gaussian data: the exact bound and that of draws (nats)"
        for name, row in exact.terms.items():
            drawn = f"{float(row.drawn_bound):.4f} ± {float(row.drawn_bound_error):.4f}"
            numbers = f"{float(row.prior):.2e}", f"{float(row.decoder):.4f}", f"{float(row.bound):.6f}", drawn
            table.add_row(name, *numbers, f"{float(row.share_within_two_errors):.1%}")
        print_(table)
        print_(f"the data's entropy is {next(iter(exact.terms.values())).entropy:.6f}, the bound where p(x_T) = q(x_T)")
    if exact.gaussian is not None:
        worst = float(exact.gaussian.largest_error_with_the_exact_end)
        print_(f"there the bound of each point is its −log p, to {worst:.1e} nats over {exact.gaussian.points} points")
    if exact.mixture:
        table = Table("steps", "bound", "model's −log p", "entropy", box=SIMPLE_HEAD)
        table.title = "a mixture of two laws and the best reverse model, by quadrature (nats)"
        for row in exact.mixture:
            numbers = (row.bound, row.model_cross_entropy, row.entropy)
            table.add_row(str(row.steps), *(f"{float(number):.5f}" for number in numbers))
        print_(table)
    if run.runs:
        table = Table(
            "data", "entropy", "optimum", "network", "above it", "DDPM", "DDIM", "short DDIM", box=SIMPLE_HEAD
        )
        table.title = "networks after training: the bound (nats), and the share of samples within 3 deviations"
        for row in run.runs:
            bounds = (f"{float(number):.4f}" for number in (row.entropy, row.optimum, row.bound))
            above = f"{float(row.excess):.4f} ± {float(row.excess_error):.4f}"
            shares = (row.samples[way].share_within_three_deviations for way in ("ddpm", "ddim", "short_ddim"))
            table.add_row(row.data, *bounds, above, *(f"{float(share):.1%}" for share in shares))
        print_(table)
