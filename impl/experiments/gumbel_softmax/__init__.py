"""The effects of the temperature on relaxed draws of a categorical law with three categories.

The arg max of a draw is compared with the categorical law, which no temperature changes. The log-ratio of two
coordinates is compared with its logistic law, which depends on the temperature. The gradient of E[f(y)] in the logits
is biased for that of the categorical E[f]: its bias and variance are found by quadrature of the density and from draws,
beside those of the straight-through estimator and REINFORCE.
"""

from argparse import Namespace

from ...listings import gumbel_softmax as listing
from ..arguments import Options
from ..run import Run
from . import computed, figures, reported, reported_figures, reported_results, reported_tables, tables
from .results import Exact, Listing

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]

LEAST_DRAWS = 10  # for each repeat


def arguments(parser: Options) -> None:
    """Add --draws and --repeats."""
    parser.number("draws", "the draws at each temperature", 100_000, 20, 1_000_000, as_reported=False)
    what = "the histograms into which the draws are divided"
    parser.number("repeats", what, 20, 2, 100_000, as_reported=False)
    parser.rule(few_draws)


def few_draws(args: Namespace) -> str | None:
    """The fault of draws that are too few for the repeats."""
    if args.draws >= LEAST_DRAWS * args.repeats:
        return None
    return f"argument --draws: expected at least {LEAST_DRAWS} for each repeat, got {args.draws} for {args.repeats}"


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return (reported if args.as_reported else computed).seconds(args)


def compute(run: Run, args: Namespace) -> None:
    """Examine the listing, and compute the measurements or the comparison as reported."""
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
