"""Black-box variational inference in the Normal-Gamma model, on the worked assignment's data.

By default every estimator fits both families and is compared with the exact posterior; ``--as-reported`` makes the two
runs of the assignment, draw for draw.
"""

import argparse

from ...listings import bbvi as listing
from ..arguments import at_least
from ..run import Run
from . import computed, figures, reported, reported_chains, reported_figures, reported_results, reported_tables, tables
from .results import Exact

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add --steps, --seeds and --draws."""
    parser.add_argument(
        "--steps",
        type=at_least(1),
        metavar="N",
        help=f"the steps of a fit ({computed.DEFAULT_STEPS}; as reported {listing.ITERATIONS})",
    )
    parser.add_argument(
        "--seeds",
        type=at_least(1),
        metavar="N",
        help=f"the chains of a fit ({computed.DEFAULT_CHAINS}); "
        f"as reported, the number of other seeds ({reported_chains.DEFAULT_CHAINS})",
    )
    # Estimators that leave one out need two draws.
    parser.add_argument(
        "--draws",
        type=at_least(2),
        default=computed.MOST_DRAWS,
        metavar="N",
        help=f"the limit of further draws for a chain far from the optimum ({computed.MOST_DRAWS})",
    )


def seconds(args: argparse.Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: argparse.Namespace) -> None:
    """Compute the fits, or the runs as reported."""
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
