"""What a Gaussian with independent coordinates loses on a Gaussian posterior, over correlations and dimensions.

The posterior has every pair of its d coordinates at correlation ρ. Its precision Λ has equal diagonal entries, in
units of 1/variance (1 + (d − 2) ρ)/((1 − ρ)(1 + (d − 1) ρ)), the best mean-field law has its mean and the variances
1/Λ_ii, and what that misses of log p(x) is ½ (Σ log Λ_ii − log det Λ): −½ log(1 − ρ²) for d = 2.
"""

from argparse import ArgumentParser, Namespace

from ..arguments import at_least
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--points", type=at_least(2), default=41, metavar="N", help="correlations a dimension (41)")


def seconds(args: Namespace) -> float:
    return 3 + 0.05 * args.points


def results(as_reported: bool) -> Exact:
    return Exact()
