"""The effects of the temperature on relaxed draws of a categorical law with three categories.

The arg max of a draw is compared with the categorical law, which no temperature changes. The log-ratio of two
coordinates is compared with its logistic law, which depends on the temperature. The gradient of E[f(y)] in the logits
is biased for that of the categorical E[f]: its bias and variance are found by quadrature of the density and from draws,
beside those of the straight-through estimator and REINFORCE.
"""

from argparse import ArgumentParser, Namespace

from ...listings import gumbel_softmax as listing
from ..arguments import at_least
from ..run import Run
from . import computed, figures, reported, reported_figures, reported_results, reported_tables, tables
from .results import Exact, Listing

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    """Add --draws and --repeats."""
    parser.add_argument(
        "--draws", type=at_least(20), default=100_000, metavar="N", help="the draws at each temperature (100000)"
    )
    parser.add_argument(
        "--repeats",
        type=at_least(2),
        default=20,
        metavar="N",
        help="the histograms into which the draws are divided (20)",
    )


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: Namespace) -> None:
    """Examine the listing, and compute the measurements or the comparison as reported; ValueError for few draws."""
    if args.draws < 10 * args.repeats:
        raise ValueError(f"--draws: expected at least ten for each repeat, got {args.draws}")
    run.exact.listing = Listing(**listing.facts())
    (reported if run.as_reported else computed).compute(run, args)


def draw(run: Run) -> None:
    """Draw the figures."""
    (reported_figures if run.as_reported else figures).draw(run)


def report(run: Run) -> None:
    """Print the summary on the terminal."""
    (reported_tables if run.as_reported else tables).report(run)


def results(as_reported: bool) -> Exact | reported_results.Exact:
    """An empty record of exact answers, of either kind of run."""
    return reported_results.Exact() if as_reported else Exact()
