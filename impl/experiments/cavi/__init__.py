"""Coordinate ascent from many starts to exact fixed points, and its measured rate beside the derived one.

One sweep updates every factor in turn. Near a fixed point it multiplies the distance by the spectral radius ρ of the
Jacobian of the map "one sweep", so the ELBO's gap to that optimum falls by ρ² a sweep. The models are two tables in
which the latents tend to agree, so that there are several optima, and the Normal-Gamma model. The fixed points of the
tables are found to the last digits by Newton's method on that map; the Normal-Gamma model has one, in closed form, and
ρ = 1/(2 shape).
"""

from argparse import Namespace

from ..arguments import Options
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --starts."""
    parser.number("starts", "the random starts for each model", 200, 1, 100_000)


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 5 + 0.01 * args.starts


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
