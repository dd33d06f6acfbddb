"""What a temperature changes in relaxed draws of a categorical law, and what it leaves alone.

Three categories. The arg max of a draw against the categorical law, which no temperature changes; the log-ratio of two
coordinates against the logistic law that the density gives it, which shows the temperature; and the gradient of
E[f(y)] in the logits, biased for that of the categorical E[f], its bias and variance by quadrature of the density and
from draws, beside the straight-through estimator's and REINFORCE's.
"""

from argparse import ArgumentParser, Namespace

from ...listings import gumbel_softmax as listing
from ..arguments import at_least
from ..run import Run
from . import computed, figures, reported, reported_figures, reported_results, reported_tables, tables
from .results import Exact, Listing

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--draws", type=at_least(20), default=100_000, metavar="N", help="at each temperature (100000)")
    parser.add_argument("--repeats", type=at_least(2), default=20, metavar="N",
                        help="histograms they are divided into (20)")


def seconds(args: Namespace) -> float:
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: Namespace) -> None:
    if args.draws < 10 * args.repeats:
        raise ValueError(f"--draws: expected at least ten for each repeat, got {args.draws}")
    run.exact.listing = Listing(**listing.facts())
    (reported if run.as_reported else computed).compute(run, args)


def draw(run: Run) -> None:
    (reported_figures if run.as_reported else figures).draw(run)


def report(run: Run) -> None:
    (reported_tables if run.as_reported else tables).report(run)


def results(as_reported: bool) -> Exact | reported_results.Exact:
    return reported_results.Exact() if as_reported else Exact()
