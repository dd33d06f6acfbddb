"""What torch.distributions computes, beside certified values of its moments, entropies, densities and divergences.

Each question is one method of one distribution, or of one pair, at one choice of parameters: ordinary ones, the ends of
their domains, tiny and huge ones, and random ones. The right value is a ball, from the means of a few statistics in
closed form, which integrals of the densities confirm first. An answer outside of the ball by more than the tolerance of
``judge`` is a finding.
"""

from argparse import Namespace

from ..arguments import Options
from .computed import compute
from .covered import COVERED, NOT_COVERED
from .figures import draw
from .judge import LOST, TOLERANCE
from .results import Exact
from .tables import report

__all__ = ["arguments", "compute", "draw", "report", "results", "seconds"]


def arguments(parser: Options) -> None:
    """Add --draws and --each."""
    parser.number("draws", "the random parameters of each distribution", 12, 0, 10_000)
    parser.number("each", "the listed parameters on each side of a pair", 12, 2, 100)


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 10 + 0.1 * args.draws + 0.05 * (args.each + args.draws // 4) ** 2


def results(as_reported: bool) -> Exact:
    """An empty record of counts, with what is asked about and what is not."""
    covered, left = ([f"{name}: {what}" for name, what in part.items()] for part in (COVERED, NOT_COVERED))
    return Exact(tolerance=TOLERANCE, lost=LOST, covered=covered, not_covered=left)
