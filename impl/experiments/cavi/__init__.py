"""Coordinate ascent from many starts to exact fixed points, and how fast: measured against the derived rate.

One sweep updates every factor in turn. Near a fixed point it multiplies the distance by the spectral radius ρ of the
Jacobian of the map "one sweep", so the ELBO's gap to that optimum falls by ρ² a sweep. Two tables in which the latents
want to agree, with several optima, the fixed points found to the last digits by Newton's method on that map; and the
Normal-Gamma model, whose one fixed point is in closed form and ρ = 1/(2 shape).
"""

from argparse import ArgumentParser, Namespace

from ..arguments import at_least
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--starts", type=at_least(1), default=200, metavar="N", help="random starts a model (200)")


def seconds(args: Namespace) -> float:
    return 5 + 0.01 * args.starts


def results(as_reported: bool) -> Exact:
    return Exact()
