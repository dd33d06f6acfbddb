"""The bound of diffusion models, term by term: exact, by Monte Carlo and by quadrature, and of trained denoisers.

The experiment computes all terms of Gaussian data for three schedules, sets the bound beside −log p for Gaussian data
and for a mixture, and trains a small denoiser on two data sets of the plane.
"""

from argparse import Namespace

from ..arguments import Options
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --draws, --steps and --points."""
    parser.number("draws", "the draws for each of the 1000 terms", 1000, 2, 20_000)
    parser.number("steps", "the steps of each training", 3000, 1, 1_000_000)
    parser.number("points", "the data for each estimate of a network's bound", 1000, 2, 100_000)


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 7 + 2e-3 * args.draws + args.steps * 6e-3 + 13e-3 * args.points


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
