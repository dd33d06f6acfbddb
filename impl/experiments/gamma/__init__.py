"""Gradient descent (GD) and natural gradient descent (NGD) on the likelihood of a thousand Gamma(3, scale 2) draws.

Both descend in (shape, scale), projected, and in their logarithms. The excess is the average negative log-likelihood
less its minimum. "Epochs" is the first epoch from which on the excess stays below a tolerance; where there is none, it
is the number of epochs plus one.
"""

from argparse import Namespace

from ..arguments import Options
from . import computed, reported
from .figures import draw
from .results import Exact, GammaRun
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --epochs and --data-sets."""
    parser.number("epochs", "the epochs of each run", 150, 2, 1_000_000)
    parser.number("data-sets", "the further data sets of the same law", 64, 2, 100_000)
    parser.product(20_000_000, lambda args: (args.epochs, args.data_sets), "epochs", "data-sets")


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 14 + 2e-4 * args.epochs * (1 + args.data_sets / 64)


def compute(run: GammaRun, args: Namespace) -> None:
    """Compute the descents on new data, or on the listing's data with the listing's own runs."""
    (reported if run.as_reported else computed).compute(run, args)


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
