"""Black-box variational inference in the Normal-Gamma model, on the worked assignment's data.

By default every estimator in both families, against the exact posterior; ``--as-reported`` makes the two runs of the
assignment, draw for draw.
"""

import argparse

from ...listings import bbvi as listing
from ..arguments import at_least
from ..run import Run
from . import computed, figures, reported, reported_chains, reported_figures, reported_results, reported_tables, tables
from .results import Exact

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--steps", type=at_least(1), metavar="N",
                        help=f"steps of a fit ({computed.DEFAULT_STEPS}; as reported {listing.ITERATIONS})")
    parser.add_argument("--seeds", type=at_least(1), metavar="N",
                        help=f"chains of a fit ({computed.DEFAULT_CHAINS}); "
                             f"as reported other seeds ({reported_chains.DEFAULT_CHAINS})")
    # Estimators that leave one out need two draws.
    parser.add_argument("--draws", type=at_least(2), default=computed.MOST_DRAWS, metavar="N",
                        help=f"most draws of a chain that has not come near by then ({computed.MOST_DRAWS})")


def seconds(args: argparse.Namespace) -> float:
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: argparse.Namespace) -> None:
    (reported if run.as_reported else computed).compute(run, args)


def draw(run: Run) -> None:
    (reported_figures if run.as_reported else figures).draw(run)


def report(run: Run) -> None:
    (reported_tables if run.as_reported else tables).report(run)


def results(as_reported: bool) -> Exact | reported_results.Exact:
    return reported_results.Exact() if as_reported else Exact()
