"""Black-box variational inference in the Normal-Gamma model, on the worked assignment's data.

By default every estimator in both families, against the exact posterior; ``--as-reported`` makes the two runs of the
assignment, draw for draw.
"""

import argparse

from ..listings import bbvi as listing
from . import bbvi_chains, bbvi_fits, bbvi_reported, bbvi_shown, bbvi_shown_reported
from .run import Run


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--steps", type=whole, metavar="N",
                        help=f"steps of a fit ({bbvi_fits.STEPS}; as reported {listing.ITERATIONS})")
    parser.add_argument("--seeds", type=whole, metavar="N",
                        help=f"chains of a fit ({bbvi_fits.CHAINS}); as reported other seeds ({bbvi_chains.CHAINS})")
    parser.add_argument("--draws", type=several, default=bbvi_fits.DRAWS, metavar="N",
                        help=f"most draws of a chain that has not come near by then ({bbvi_fits.DRAWS})")


def whole(text: str, least: int = 1) -> int:
    value = int(text)
    if value < least:
        raise argparse.ArgumentTypeError(f"expected at least {least}, got {text}")
    return value


def several(text: str) -> int:
    """What leaving one out needs."""
    return whole(text, 2)


def sizes(args: argparse.Namespace) -> tuple[int, int]:
    """Steps and chains."""
    if args.as_reported:
        return args.steps or listing.ITERATIONS, args.seeds or bbvi_chains.CHAINS
    return args.steps or bbvi_fits.STEPS, args.seeds or bbvi_fits.CHAINS


def seconds(args: argparse.Namespace) -> float:
    """On an idle core."""
    steps, chains = sizes(args)
    return (bbvi_reported if args.as_reported else bbvi_fits).seconds(steps, chains, args.draws)


def compute(run: Run, args: argparse.Namespace) -> None:
    steps, chains = sizes(args)
    if args.as_reported:
        bbvi_reported.compute(run, steps, chains)
    else:
        bbvi_fits.compute(run, steps, chains, args.draws)


def draw(run: Run) -> None:
    (bbvi_shown_reported if run.as_reported else bbvi_shown).draw(run)


def report(run: Run) -> None:
    (bbvi_shown_reported if run.as_reported else bbvi_shown).report(run)
