"""Gradient descent (GD) and natural gradient descent (NGD) on the likelihood of a thousand Gamma(3, scale 2) draws.

Both in (shape, scale), projected, and in their logarithms. "Epochs" is the first from which on the excess, the average
negative log-likelihood less its minimum, stays below a tolerance; one more than were taken where there is none.
"""

from argparse import ArgumentParser, Namespace

from ..arguments import at_least
from . import computed, reported
from .figures import draw
from .results import Exact, GammaRun
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--epochs", type=at_least(2), default=150, metavar="N", help="of each run (150)")
    parser.add_argument("--data-sets", type=at_least(2), default=64, metavar="N",
                        help="more data sets of the same law (64)")


def seconds(args: Namespace) -> float:
    return 14 + 2e-4 * args.epochs * (1 + args.data_sets / 64)


def compute(run: GammaRun, args: Namespace) -> None:
    (reported if run.as_reported else computed).compute(run, args)


def results(as_reported: bool) -> Exact:
    return Exact()
