"""Descents on a Gamma likelihood: from one start, near the optimum, on other data, and from a map of starts."""

import math
from argparse import Namespace

import torch
from torch import Tensor

from ... import gamma
from ...gamma import Statistics
from .convergence import TOLERANCE, epochs, excess, summary
from .local_rates import CHARTS, METHODS, RATE, combinations, condition, rates
from .results import (
    Answers,
    ByRate,
    Data,
    Descent,
    Direction,
    GammaRun,
    Map,
    Optimum,
    Outcome,
    Point,
)

SHAPE, SCALE, SIZE = 3.0, 2.0, 1000
START = 0.5, 8.0
LONG_RUN_EPOCHS = 6000  # enough for gradient descent to arrive too
MAP_STARTS = torch.logspace(math.log10(0.05), math.log10(50), 25, dtype=torch.float64)
MAP_RATES = torch.tensor([0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 1.0, 1.3, 1.7, 2.1], dtype=torch.float64)
MAP_EPOCHS = 400


def compute(run: GammaRun, args: Namespace) -> None:
    """Compute the exact answers and the descents on new data."""
    data = sample(run.generator(), 1)[0]
    answers(run, data, args.epochs)
    descents(run, data, args)


def answers(run: GammaRun, data: Tensor, epochs: int) -> None:
    """Keep the setting, and the exact answers on the loss of data (1000,)."""
    found, best = gamma.statistics(data), torch.stack(gamma.mle(data))
    start = torch.tensor(START, dtype=torch.float64)
    run.exact.answers = Answers(
        true=Point(shape=SHAPE, scale=SCALE),
        start=Point(shape=START[0], scale=START[1]),
        rate=RATE,
        epochs=epochs,
        tolerance=TOLERANCE,
        data=Data(count=SIZE, mean=data.mean(), variance=data.var(), minimum=data.min()),
        mle=Optimum(shape=best[0], scale=best[1], nll=gamma.nll(best[0], best[1], found)),
        start_nll=gamma.nll(start[0], start[1], found),
        start_excess=excess(start, found),
        first_step=first_step(run, start, found),
        condition=condition(best, found),
    )


def descents(run: GammaRun, data: Tensor, args: Namespace) -> None:
    """Run both methods: from the start, near the optimum, on other data, and from every start with every rate."""
    found, best = gamma.statistics(data), torch.stack(gamma.mle(data))
    start = torch.tensor(START, dtype=torch.float64)
    trajectories(run, found, start, args.epochs)
    rates(run, found, best, start)
    seeds(run, start, args.epochs, args.data_sets)
    every_start(run, found)


def sample(generator: torch.Generator, sets: int) -> Tensor:
    """Draws (sets, 1000) of Gamma(3, scale 2), as sums of three exponentials."""
    uniform = torch.rand(sets, SIZE, int(SHAPE), dtype=torch.float64, generator=generator)
    return -SCALE * torch.log1p(-uniform).sum(-1)


def first_step(run: GammaRun, start: Tensor, data: Statistics) -> dict[str, Direction]:
    """The components of the gradient and the natural gradient along the eigenvectors of the Fisher information."""
    gradient = gamma.nll_gradient(start[0], start[1], data)
    natural = gamma.inverse_fisher(start[0], start[1]) @ gradient
    run.series |= {"first_gradient": gradient, "first_natural_gradient": natural}
    values, vectors = torch.linalg.eigh(gamma.fisher_information(start[0], start[1]))
    along, natural_along = vectors.mT @ gradient, vectors.mT @ natural
    return {
        name: Direction(
            eigenvalue=values[i],
            direction=vectors[:, i],
            gradient=along[i].abs(),
            natural_gradient=natural_along[i].abs(),
            factor=natural_along[i] / along[i],
        )
        for i, name in enumerate(("shallow", "steep"))
    }


def trajectories(run: GammaRun, data: Statistics, start: Tensor, count: int) -> None:
    """Run each method in each chart from the one start, and keep the directions of the natural gradient."""
    with run.progress("trajectories", 4) as advance:
        for name, chart, descend in combinations():
            path = descend(data, start, RATE, count, chart)
            run.runs.append(descent(name, chart, path, data))
            run.series[f"path_{name}_{chart}"] = path
            run.series[f"excess_{name}_{chart}"] = excess(descend(data, start, RATE, LONG_RUN_EPOCHS, chart), data)
            advance()
    shape, scale = torch.as_tensor(run.series["path_ngd_project"]).unbind(-1)
    gradient = gamma.nll_gradient(shape, scale, data).unsqueeze(-1)
    frames = torch.linalg.eigh(gamma.fisher_information(shape, scale)).eigenvectors.mT
    natural = gamma.inverse_fisher(shape, scale) @ gradient
    run.series["direction_factors"] = ((frames @ natural) / (frames @ gradient)).squeeze(-1)


def descent(name: str, family: str, path: Tensor, data: Statistics) -> Descent:
    """The record of a path (epochs + 1, 2): its end and its convergence."""
    shape, scale = path[-1]
    nll, convergence = gamma.nll(shape, scale, data), summary(path, data)
    return Descent(estimator=name, family=family, shape=shape, scale=scale, nll=nll, convergence=convergence)


def seeds(run: GammaRun, start: Tensor, count: int, sets: int) -> None:
    """Run both methods on other data of the same law, all data sets at once."""
    data = gamma.statistics(sample(run.generator(1), sets))
    found = run.exact.seeds = {}
    with run.progress("data sets", len(METHODS)) as advance:
        for name, descend in METHODS.items():
            path = descend(data, start, RATE, count)
            found[name] = summary(path, data)
            run.series[f"seeds_{name}"] = excess(path, data)
            advance()


def every_start(run: GammaRun, data: Statistics) -> None:
    """Run every start with every rate, and count which method arrives first."""
    start = torch.cartesian_prod(MAP_STARTS, MAP_STARTS)
    run.series |= {"map_starts": MAP_STARTS, "map_rates": MAP_RATES}
    taken: dict[str, Tensor] = {}
    with run.progress("starts × rates", 4 * len(MAP_RATES)) as advance:
        for name, chart, descend in combinations():
            rows = []
            for rate in MAP_RATES.tolist():
                rows.append(epochs(excess(descend(data, start, rate, MAP_EPOCHS, chart), data)))
                advance()
            # (rate, shape, scale)
            taken[f"{name}_{chart}"] = torch.stack(rows).unflatten(-1, (len(MAP_STARTS), len(MAP_STARTS)))
    run.series |= {f"map_{key}": value for key, value in taken.items()}
    won = {chart: outcome(taken[f"gd_{chart}"], taken[f"ngd_{chart}"]) for chart in CHARTS}
    by_rate = {chart: over(won[chart], (-2, -1)) for chart in CHARTS}
    run.exact.map = Map(
        starts=len(start),
        rates=len(MAP_RATES),
        epochs=MAP_EPOCHS,
        outcome=over(by_rate["project"], 0),
        log=over(by_rate["log"], 0),
        by_rate=ByRate(rate=MAP_RATES, outcome=by_rate["project"]),
    )


def outcome(gd: Tensor, ngd: Tensor) -> Outcome:
    """Masks over starts and rates from the epochs of both methods; a tie is in none of the first two masks."""
    gd_fails, ngd_fails = gd > MAP_EPOCHS, ngd > MAP_EPOCHS
    return Outcome(
        ngd_wins=ngd < gd,
        gd_wins=gd < ngd,
        both_fail=gd_fails & ngd_fails,
        ngd_fails=ngd_fails & ~gd_fails,
        gd_fails=gd_fails & ~ngd_fails,
    )


def over(outcome: Outcome, dims: int | tuple[int, ...]) -> Outcome:
    """The counts of the masks over some dimensions."""
    return Outcome(**{name: mask.sum(dims) for name, mask in vars(outcome).items()})
