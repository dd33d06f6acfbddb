"""The gap of a Gaussian with independent coordinates on a Gaussian posterior, over correlations and dimensions.

Every pair of the posterior's d coordinates has correlation ρ. Its precision Λ has equal diagonal entries, in units of
1/variance (1 + (d − 2) ρ)/((1 − ρ)(1 + (d − 1) ρ)). The best mean-field law has the posterior's mean and the variances
1/Λ_ii, and its gap to log p(x) is ½ (Σ log Λ_ii − log det Λ) nats: −½ log(1 − ρ²) for d = 2.
"""

from argparse import Namespace

from ..arguments import Options
from .computed import compute
from .figures import draw
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --points."""
    parser.number("points", "the correlations for each dimension", 41, 2, 10_000)


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 3 + 0.05 * args.points


def results(as_reported: bool) -> Exact:
    """An empty record of exact answers."""
    return Exact()
