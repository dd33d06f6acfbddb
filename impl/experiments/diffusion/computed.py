"""The terms of Gaussian data, the bound beside −log p, and the trained denoisers."""

from argparse import Namespace

from .evidence import gaussian_bounds, mixture_bounds
from .results import DiffusionRun
from .terms import terms
from .training import trainings


def compute(run: DiffusionRun, args: Namespace) -> None:
    """Compute the parts of the experiment."""
    terms(run, args.draws)
    gaussian_bounds(run)
    mixture_bounds(run)
    trainings(run, args.steps, args.points)
