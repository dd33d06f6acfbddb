"""Black-box variational inference in the Normal-Gamma model, on the worked assignment's data.

By default every estimator fits both families and is compared with the exact posterior; ``--as-reported`` makes the two
runs of the assignment, draw for draw.
"""

from argparse import Namespace

from ...listings import bbvi as listing
from ..arguments import Options
from ..run import Run
from . import computed, figures, reported, reported_chains, reported_figures, reported_results, reported_tables, tables
from .results import Exact

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --steps, --seeds and --draws."""
    steps, seeds = f"{computed.DEFAULT_STEPS}; as reported {listing.ITERATIONS}", computed.DEFAULT_CHAINS
    parser.number("steps", "the steps of a fit", None, 1, 1_000_000, shown=steps)
    what = "the chains of a fit; as reported, the number of other seeds"
    parser.number("seeds", what, None, 1, 10_000, shown=f"{seeds}; as reported {reported_chains.DEFAULT_CHAINS}")
    # Estimators that leave one out need two draws.
    what = "the limit of further draws for a chain far from the optimum"
    parser.number("draws", what, computed.MOST_DRAWS, 2, 10**12, as_reported=False)
    parser.product(20_000_000, lambda args: (reported if args.as_reported else computed).sizes(args), "steps", "seeds")


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: Namespace) -> None:
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
