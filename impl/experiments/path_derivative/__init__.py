"""The laws q for which the gradient with q's score has the smaller variance, and the cost of the score at the optimum.

The experiment makes a map of variances over q = N(m, s²), treats a law whose support moves with its parameter, and
ascends a linear-Gaussian model's ELBO.
"""

from argparse import ArgumentParser, Namespace

from ..arguments import at_least
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    """Add --draws, --steps and --seeds."""
    parser.add_argument(
        "--draws", type=at_least(2), default=1000, metavar="N", help="the draws at each point of the map (1000)"
    )
    parser.add_argument("--steps", type=at_least(2), default=500, metavar="N", help="the steps of each ascent (500)")
    parser.add_argument("--seeds", type=at_least(2), default=20, metavar="N", help="ascents for each estimator (20)")


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 2 + 3e-3 * args.draws + 0.4e-3 * args.steps * (20 + args.seeds / 20)


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
