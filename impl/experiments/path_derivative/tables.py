"""The summary of the three estimators on the terminal, from the results so far."""

import math

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .floors import ends
from .results import PathDerivativeRun
from .variance_map import BOUNDARY, SCALES


def report(run: PathDerivativeRun) -> None:
    """Print the findings of the map and of the moving support, and the table of the ascents."""
    exact, print_ = run.exact, run.console.print
    if exact.map is not None and (drawn := exact.measured_map) is not None:
        low, high = (float(scale) for scale in drawn.measured_boundary_scale)
        measured = "nowhere measured" if math.isnan(low) else f"measured {low:.4f} to {high:.4f}"
        share = float(exact.map.share_of_map_where_path_has_lower_variance)
        measured_share = float(drawn.measured_share_of_map_where_path_has_lower_variance)
        print_(
            "path has the lower variance exactly where s² > 1/2, for every m: "
            f"{share:.1%} of the map, measured {measured_share:.1%}\n"
            f"the boundary is s = {BOUNDARY:.4f}, {measured}; at s = {SCALES[0]:g} path has "
            f"up to {exact.map.largest_variance_ratio_path_to_total:.2g} times the variance of total"
        )
    if (moving := exact.moving_support) is not None:
        print_(
            f"where q's support moves with φ ({moving.law}): exact gradient {moving.elbo_gradient:.4f}, total "
            f"{float(moving.mean_of_total):.4f}, path {float(moving.mean_of_path):.4f}; the score's mean is "
            f"{float(moving.mean_of_score):.4f}"
        )
    if not run.runs:
        return
    places = list(run.runs[0].gradient_variance)
    table = Table(
        "family",
        "estimator",
        *places,
        "bias",
        "nats",
        "end",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        title=(
            "Variance and bias of one draw's gradient at four points (exact), and the\n"
            "distance of the ascents from the optimum in their last quarter (nats, median of seeds)"
        ),
    )
    found = ends(run.series, exact.optimum_elbo)
    for entry in run.runs:
        figures = [*entry.gradient_variance.values()]
        figures += [entry.largest_gradient_bias, entry.below_optimum_last_quarter]
        numbers = (f"{float(figure):.0e}" for figure in figures)
        table.add_row(entry.family, entry.estimator, *numbers, found[entry.family, entry.estimator])
    print_(table)
    print_("end: flat is the floor that the noise of a constant step size leaves; one that still falls has none yet")
