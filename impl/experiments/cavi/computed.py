"""Coordinate ascent from many random starts on two tables and on the Normal-Gamma model."""

import math
from argparse import Namespace
from dataclasses import replace

import torch
from torch import Tensor

from ...cavi import cavi, cavi_normal_gamma, mean_field_elbo, optimal_factor
from ...elbo import log_evidence
from ...normal_gamma import MeanField, NormalGamma, elbo, mean_field_optimum
from ...normal_gamma import log_evidence as normal_gamma_evidence
from .fixed_points import Factors, optima, stationary
from .results import Ascents, CaviRun, Model

TABLES = {  # shares of the causes, probability that a latent shows its cause, number of latents
    "two latents": ((0.55, 0.45), 0.96, 2),
    "three latents": ((0.4, 0.3, 0.2, 0.1), 0.94, 3),
}
DATA_COUNTS = 1, 3, 10, 100  # the numbers of data of the Normal-Gamma model
MOST_SWEEPS = 300
MEASURED_GAPS = 1e-11, 1e-4  # nats; a smaller gap is rounding, and the fall of a larger one is not yet linear


def mixture(shares: tuple[float, ...], shown: float, latents: int) -> Tensor:
    """log p(z_1, …, z_n) where a hidden cause has the given shares.

    Each latent shows that cause with probability ``shown``, and each other cause with equal probability.
    """
    causes = len(shares)
    row = torch.full((causes, causes), (1 - shown) / (causes - 1), dtype=torch.float64).fill_diagonal_(shown)
    table = torch.tensor(shares, dtype=torch.float64)
    for i in range(latents):
        table = table.unsqueeze(-1) * row.reshape(causes, *[1] * i, causes)
    return table.sum(0).log()


def random_factors(sizes: tuple[int, ...], starts: int, generator: torch.Generator) -> Factors:
    """Factors (starts, Z_i), uniform on their simplices."""
    draws = (torch.rand(starts, size, dtype=torch.float64, generator=generator) for size in sizes)
    return tuple((-d.log()).log().log_softmax(-1) for d in draws)


def measured_radius(gaps: Tensor) -> float | None:
    """The root of the factor by which gaps (sweeps + 1,) fall in a sweep, or None if they fall too fast to measure it.

    Only gaps within MEASURED_GAPS count.
    """
    inside = ((gaps > MEASURED_GAPS[0]) & (gaps < MEASURED_GAPS[1])).nonzero().squeeze(-1)
    if len(inside) < 2:
        return None
    first, last = int(inside[0]), int(inside[-1])
    return math.exp(0.5 * float(gaps[last].log() - gaps[first].log()) / (last - first))


def compute(run: CaviRun, args: Namespace) -> None:
    """Ascend from random starts on every table and for every number of data."""
    run.exact.models = {}
    with run.progress("models", len(TABLES) + len(DATA_COUNTS)) as advance:
        for stream, (name, shape) in enumerate(TABLES.items()):
            _table(run, name, mixture(*shape), args.starts, stream)
            advance()
        for count in DATA_COUNTS:
            _normal_gamma(run, count, args.starts)
            advance()


def _table(run: CaviRun, name: str, table: Tensor, starts: int, stream: int) -> None:
    n = table.ndim
    start = random_factors(tuple(table.shape), starts, run.generator(stream))
    result = cavi(table, start, sweeps=MOST_SWEEPS, tolerance=1e-15)
    found, reached = optima(table, result.factors)
    elbos = torch.stack([mean_field_elbo(table, optimum.factors) for optimum in found])
    radii = [optimum.radius for optimum in found]
    residual = max(optimum.residual for optimum in found)
    _record(run, name, n, result.trace, elbos, radii, reached, float(log_evidence(table.flatten())), residual)
    if n == 2:
        run.series["landscape"] = table
        run.series["landscape optima"] = torch.stack([torch.stack([f[0].exp() for f in o.factors]) for o in found])
        run.series["landscape stationary"] = stationary(table)
        run.series["landscape paths"] = _paths(table, start)


def _paths(table: Tensor, start: Factors) -> Tensor:
    """The paths of two factors, update by update: (updates + 1, S, 2), the probabilities of the first value."""
    factors, path = list(start), [torch.stack([f[:, 0] for f in start], -1)]
    for step in range(40):
        factors[step % 2], _ = optimal_factor(table, factors, step % 2)
        path.append(torch.stack([f[:, 0] for f in factors], -1))
    return torch.stack(path).exp()


def _normal_gamma(run: CaviRun, count: int, starts: int) -> None:
    generator = run.generator(100 + count)
    data = 1 + math.sqrt(2) * torch.randn(count, dtype=torch.float64, generator=generator)
    prior = NormalGamma.from_parameters(torch.tensor([0.0, 1.0, 0.5, 0.5], dtype=torch.float64))
    wide = 2 * torch.randn(starts, 4, dtype=torch.float64, generator=generator)
    start = MeanField.from_parameters(wide, log_parameters=True)
    result, best = cavi_normal_gamma(prior, data, start), mean_field_optimum(prior, data)
    top, radius = elbo(best, prior, data), 0.5 / float(best.shape)
    away = ((result.q.parameters - best.parameters) / best.parameters).abs().amax()
    name = f"Normal-Gamma N={count}"
    reached = torch.zeros(starts, dtype=torch.int64)
    evidence = float(normal_gamma_evidence(prior, data))
    _record(run, name, 2, result.trace, top.reshape(1), [radius], reached, evidence, float(away))
    models = run.exact.models or {}
    models[name] = replace(models[name], parameters=best.parameters)
    run.runs[-1] = replace(run.runs[-1], mu=result.q.loc.mean(), tau=result.q.mean[:, 1].mean())


def _record(
    run: CaviRun,
    name: str,
    factors: int,
    trace: Tensor,
    elbos: Tensor,
    radii: list[float],
    reached: Tensor,
    evidence: float,
    off: float,
) -> None:
    """Record one entry of ``runs`` for each optimum, from traces (updates + 1, S) and the optimum of each start."""
    gaps = elbos[reached] - trace
    run.series |= {f"trace {name}": trace, f"gap {name}": gaps, f"reached {name}": reached, f"elbo {name}": elbos}
    run.exact.models = (run.exact.models or {}) | {
        name: Model(
            log_evidence=evidence,
            elbo=elbos,
            radius=radii,
            factors=factors,
            largest_fall=max(0.0, -float(trace.diff(dim=0).amin())),
            off_fixed_point=off,
        )
    }
    sweeps = gaps[::factors]
    for k, value in enumerate(elbos):
        own = (reached == k).nonzero().squeeze(-1)
        measured = [radius for i in own.tolist() if (radius := measured_radius(sweeps[:, i])) is not None]
        needed = [int((sweeps[:, i] > 1e-10).sum()) for i in own.tolist()]
        run.runs.append(
            Ascents(
                model=name,
                optimum=k,
                starts=len(own),
                elbo=value,
                log_evidence=evidence,
                gap=evidence - value,
                radius_derived=radii[k],
                radius_measured=sorted(measured)[len(measured) // 2] if measured else None,
                radius_measured_range=[min(measured), max(measured)] if measured else None,
                sweeps=sorted(needed)[len(needed) // 2],
            )
        )
