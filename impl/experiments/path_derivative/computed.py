"""The map of variances, a law whose support moves with its parameter, and ascents of an ELBO."""

from argparse import Namespace

import numpy as np
import torch

from ... import path_derivative as pd
from .ascents import ascents
from .results import MovingSupport, PathDerivativeRun
from .variance_map import variance_map


def compute(run: PathDerivativeRun, args: Namespace) -> None:
    """Compute the three parts of the experiment."""
    variance_map(run, args.draws)
    moving_support(run)
    ascents(run, args.steps, args.seeds)


def moving_support(run: PathDerivativeRun) -> None:
    """Compute the means of the estimators for q = U(0, φ) at φ = 2 and log p(x, z) = −z²/2.

    The support moves with φ, and the mean of the score is −1/φ.
    """
    places, mass = np.polynomial.legendre.leggauss(4)
    noise, weight = torch.tensor((places + 1) / 2), torch.tensor(mass / 2)
    arguments = (
        lambda z: -z.square() / 2,
        lambda z, phi: -phi[0].log() + 0 * z,
        lambda noise, phi: phi[0] * noise,
        torch.tensor([2.0], dtype=torch.float64),
        noise,
    )
    run.exact.moving_support = MovingSupport(
        law="q = U(0, 2), derivative in the upper end",
        elbo_gradient=1 / 2 - 2 / 3,
        mean_of_score=weight @ pd.score(*arguments)[:, 0],
        mean_of_total=weight @ pd.total(*arguments)[:, 0],
        mean_of_path=weight @ pd.path(*arguments)[:, 0],
    )
