"""The variances of total, path and REINFORCE over (m, s) for q = N(m, s²) and posterior N(0, 1), measured and exact.

Gradients are in (m, log s), and variances are summed over the two. REINFORCE is the score times
log p(x, z) − log q(z), without a baseline.
"""

import math

import torch
from torch import Tensor
from torch.distributions import Normal

from ... import path_derivative as pd
from ...path_derivative import LogJoint, LogQ, Transform
from .results import ExactMap, MeasuredMap, PathDerivativeRun

BOUNDARY = math.sqrt(0.5)
LOCS = torch.linspace(-2, 2, 33, dtype=torch.float64)
SCALES = torch.logspace(-1, 0.5, 61, dtype=torch.float64)


def reinforce(log_joint: LogJoint, log_q: LogQ, transform: Transform, phi: Tensor, noise: Tensor) -> Tensor:
    """The score of each draw times its log p(x, z) − log q(z): (S, …, P)."""
    z = transform(noise, phi)
    signal = log_joint(z) - log_q(z, phi)
    return pd.score(log_joint, log_q, transform, phi, noise) * signal.unsqueeze(-1)


ESTIMATORS = {"REINFORCE": reinforce, "total": pd.total, "path": pd.path}


def gaussian_transform(noise: Tensor, phi: Tensor) -> Tensor:
    """z = m + s ε, φ = (m, log s)."""
    return phi[..., 0] + phi[..., 1].exp() * noise


def gaussian_log_q(z: Tensor, phi: Tensor) -> Tensor:
    """log N(z; m, s²), φ = (m, log s)."""
    return Normal(phi[..., 0], phi[..., 1].exp(), validate_args=False).log_prob(z)


def gaussian_log_joint(z: Tensor) -> Tensor:
    """log N(z; 0, 1): the evidence is one."""
    return -0.5 * (z.square() + math.log(2 * math.pi))


def gaussian_variances(loc: Tensor, scale: Tensor) -> dict[str, Tensor]:
    """The exact variance of each estimator, and of the best mixture of total and path, (m, log s) summed."""
    found = {
        "REINFORCE": pd.gaussian_score_function_variance(loc, scale),
        "total": pd.gaussian_variance(loc, scale, 1.0),
        "path": pd.gaussian_variance(loc, scale),
        "best mixture": pd.gaussian_variance(loc, scale, pd.gaussian_coefficient(scale)),
    }
    return {name: variance.sum(-1) for name, variance in found.items()}


def variance_map(run: PathDerivativeRun, draws: int) -> None:
    """Compute the map of exact variances, and measure the same map from draws."""
    loc, scale = torch.meshgrid(LOCS, SCALES, indexing="ij")
    exact = gaussian_variances(loc, scale)
    run.series |= {"loc": LOCS, "scale": SCALES}
    run.series |= {f"exact {name}": variance for name, variance in exact.items()}
    ratio = exact["path"] / exact["total"]
    run.exact.map = ExactMap(
        map_chart="(m, log s), posterior N(0, 1), variances summed over the two",
        map_loc=[LOCS[0], LOCS[-1]],
        map_scale=[SCALES[0], SCALES[-1]],
        map_points=loc.numel(),
        map_draws=draws,
        boundary_scale=BOUNDARY,
        share_of_map_where_path_has_lower_variance=(ratio < 1).double().mean(),
        share_of_map_where_total_has_lower_variance=(ratio > 1).double().mean(),
        largest_variance_ratio_path_to_total=ratio.max(),
        smallest_variance_ratio_path_to_total=ratio.min(),
        variances_at_the_posterior=gaussian_variances(LOCS.new_zeros(()), LOCS.new_ones(())),
        best_coefficient={f"{s:g}": 1 - s * s for s in (0.1, 0.5, 1.0, 2.0)},
    )
    generator = run.generator(0)
    measured: dict[str, list[Tensor]] = {name: [] for name in ESTIMATORS}
    with run.progress("map", len(LOCS)) as advance:
        for row in torch.stack((loc, scale.log()), -1):
            noise = torch.randn(draws, len(SCALES), dtype=torch.float64, generator=generator)
            for name, estimator in ESTIMATORS.items():
                values = estimator(gaussian_log_joint, gaussian_log_q, gaussian_transform, row, noise)
                measured[name].append(values.var(0).sum(-1))
            advance()
    variances = {name: torch.stack(rows) for name, rows in measured.items()}
    run.series |= {f"measured {name}": variance for name, variance in variances.items()}
    ratio = variances["path"] / variances["total"]
    crossings = torch.stack([_crossing(row) for row in ratio])
    run.series["measured boundary"] = crossings
    met = crossings[crossings.isfinite()] if bool(crossings.isfinite().any()) else crossings
    run.exact.measured_map = MeasuredMap(
        measured_share_of_map_where_path_has_lower_variance=(ratio < 1).double().mean(),
        measured_boundary_scale=[met.min(), met.max()],
        typical_relative_error_of_measured_variances={
            name: (variance / exact[name] - 1).square().nanmean().sqrt() for name, variance in variances.items()
        },
    )


def _crossing(ratio: Tensor) -> Tensor:
    """The scale beyond which the ratio of variances stays below one, by interpolation of the logarithms.

    It is NaN where no scale, or the last one, has a ratio above one, which happens with few draws.
    """
    above_one = (ratio > 1).nonzero()
    if not len(above_one) or (last := int(above_one.max())) + 1 == len(ratio):
        return ratio.new_full((), math.nan)
    above, below = ratio[last].log(), ratio[last + 1].log()
    low, high = SCALES[last].log(), SCALES[last + 1].log()
    return (low + (high - low) * above / (above - below)).exp()
