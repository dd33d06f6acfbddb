"""The laws q for which the gradient with q's score has the smaller variance, and the cost of the score at the optimum.

The experiment makes a map of variances over q = N(m, s²), treats a law whose support moves with its parameter, and
ascends a linear-Gaussian model's ELBO.
"""

from argparse import Namespace

from ..arguments import Options
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --draws, --steps and --seeds."""
    parser.number("draws", "the draws at each point of the map", 1000, 2, 100_000)
    parser.number("steps", "the steps of each ascent", 500, 2, 1_000_000)
    parser.number("seeds", "the ascents for each estimator", 20, 2, 10_000)
    parser.product(10_000_000, lambda args: (args.steps, args.seeds), "steps", "seeds")


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 2 + 3e-3 * args.draws + 0.4e-3 * args.steps * (20 + args.seeds / 20)


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
