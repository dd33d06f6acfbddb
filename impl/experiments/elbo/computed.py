"""Fits of both Gaussian families to posteriors of known correlation, beside the exact gap of the mean field."""

import math
from argparse import Namespace

import torch
from torch import Tensor

from ...elbo import LinearGaussian, fit_full, fit_mean_field
from .results import Dimension, ElboRun, Fit

DIMENSIONS = 2, 3, 5, 10
SHOWN_CORRELATIONS = 0.0, 0.5, 0.9, 0.99  # the tables show these
FAMILIES = {"mean-field": fit_mean_field, "full": fit_full}


def correlations(dimension: int, points: int) -> Tensor:
    """Correlations evenly spaced in artanh ρ, and those that the tables show.

    They range from −0.99 for two coordinates and from 0 for more, to 0.99.
    """
    last = math.atanh(0.99)
    spread = torch.linspace(-last if dimension == 2 else 0, last, points, dtype=torch.float64).tanh()
    return torch.cat((spread, spread.new_tensor(SHOWN_CORRELATIONS))).round(decimals=6).unique()


def variance_ratio(dimension: int, rho: Tensor) -> Tensor:
    """The best mean-field variance over the posterior's: (…)."""
    return (1 - rho) * (1 + (dimension - 1) * rho) / (1 + (dimension - 2) * rho)


def gap(dimension: int, rho: Tensor) -> Tensor:
    """log p(x) less the best mean-field ELBO, in nats: (…)."""
    log_det = (dimension - 1) * torch.log1p(-rho) + torch.log1p((dimension - 1) * rho)
    return 0.5 * (log_det - dimension * variance_ratio(dimension, rho).log())


def model(dimension: int, rho: Tensor) -> LinearGaussian:
    """Linear-Gaussian models whose posteriors have correlation ρ (B,) throughout."""
    eye = torch.eye(dimension, dtype=torch.float64)
    spread = eye + rho[:, None, None] * (1 - eye)
    # The prior adds one to every precision, so the posterior's must be above it.
    precision = torch.linalg.inv(spread) * 2 * torch.linalg.eigvalsh(spread)[:, -1, None, None]
    weight = torch.linalg.cholesky(precision - eye).mT
    ones = torch.ones(dimension, dtype=torch.float64)
    return LinearGaussian(weight, 0 * ones, ones)


def compute(run: ElboRun, args: Namespace) -> None:
    """Fit both families to the posteriors of every dimension and correlation."""
    done = run.exact.dimensions = []
    shown = torch.tensor(SHOWN_CORRELATIONS, dtype=torch.float64).unbind()
    with run.progress("fits", len(DIMENSIONS) * len(FAMILIES)) as advance:
        for dimension in DIMENSIONS:
            rho = correlations(dimension, args.points)
            generative = model(dimension, rho)
            x = torch.randn(dimension, dtype=torch.float64, generator=run.generator(dimension))
            posterior, top, exact = generative.posterior(x), generative.log_evidence(x), gap(dimension, rho)
            found = {}
            for family, fit in FAMILIES.items():
                q = fit(generative, x)
                elbo = generative.elbo(x, q)
                found[family] = (q.variance / posterior.variance).mean(-1), elbo, top - elbo
                advance()
            done.append(dimension)
            run.exact.by_dimension[f"dimension_{dimension}"] = Dimension(
                largest_gap_error=(found["mean-field"][2] - exact).abs().max(),
                largest_variance_ratio_error=(found["mean-field"][0] - variance_ratio(dimension, rho)).abs().max(),
                largest_full_gap=found["full"][2].abs().max(),
                exact_gap={f"{r:g}": gap(dimension, r) for r in shown},
                exact_variance_ratio={f"{r:g}": variance_ratio(dimension, r) for r in shown},
            )
            run.series |= {f"rho {dimension}": rho, f"log evidence {dimension}": top, f"exact gap {dimension}": exact}
            for family, (ratio, elbo, missing) in found.items():
                run.series |= {f"ratio {family} {dimension}": ratio, f"elbo {family} {dimension}": elbo}
                run.series[f"gap {family} {dimension}"] = missing
                for i in range(len(rho)):
                    run.runs.append(
                        Fit(
                            family=family,
                            dimension=dimension,
                            correlation=rho[i],
                            elbo=elbo[i],
                            log_evidence=top[i],
                            gap=missing[i],
                            variance_ratio=ratio[i],
                            exact_gap=exact[i] if family == "mean-field" else 0.0,
                        )
                    )
