"""The assignment's two runs made by many chains at once: other seeds, the same start again, and larger steps."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from ...listings import bbvi, bbvi_fast
from .exact import Model
from .reported_results import BestStep, ChainGroup, Chains, ReportedRun, StepSize, StepSizes

ESTIMATORS = {False: "reinforce", True: "control_variate"}
DEFAULT_CHAINS = 32  # the number of chains with other seeds, and of chains with the same start
GAPS = (300.0, 100.0, 30.0, 10.0, 3.0, 1.0)  # nats; the steps needed to reach each gap are kept
LAST_STEPS = 1000  # noise is measured over these
LARGEST_LOG_PARAMETER = 30.0  # float32 can still compute with it
STEP_SIZES = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)
CHAINS_A_STEP_SIZE = 9
QUARTILE_RANKS = [2, 4, 6]  # the ranks of the quartiles among CHAINS_A_STEP_SIZE sorted gaps


def others(run: ReportedRun, begin: bbvi_fast.Start, iterations: int, chains: int, advance: Callable[[], None]) -> None:
    """Repeat the runs with lists of one entry for each chain.

    ``seeds`` start as the listing would with other seeds, other data included; ``same_start`` starts as this run. The
    draws of all chains are taken together, so in another order.
    """
    seeds = [(run.seed + 1 + i) % 2**63 for i in range(chains)]
    apart = bbvi_fast.starts(seeds, run.generator(2))
    data = torch.cat((apart.data, begin.data.expand_as(apart.data)))
    parameters = torch.cat((apart.parameters, begin.parameters.unsqueeze(1).expand_as(apart.parameters)), 1)
    other, same = run.exact.seeds, run.exact.same_start = ChainGroup(seeds=seeds), ChainGroup()
    for control_variate, name in ESTIMATORS.items():
        together = bbvi_fast.Start(data, parameters, apart.generator)
        kept, elbo = [parameters], [torch.full((2 * chains,), torch.nan)]
        chain, lost = steps(together, control_variate, bbvi.STEP_SIZE), torch.zeros(2 * chains, dtype=torch.bool)
        for t in range(1, iterations + 1):
            recorded, moved, lost = next(chain)
            if t % bbvi.EVERY == 0:
                kept.append(moved)
                elbo.append(recorded)
            advance()
        charts, recorded = torch.stack(kept).mT, torch.stack(elbo)
        for group, own in (other, slice(chains)), (same, slice(chains, None)):
            model = Model(data[own])
            group.estimators[name] = of_chains(model, charts[:, own], recorded[:, own], lost[own])
            if group is same:
                mu, tau = moments(charts[:, own])
                run.series |= {
                    f"same_start/{name}/gap": model.chart_gap(charts[:, own]).float(),
                    f"same_start/{name}/mu": mu,
                    f"same_start/{name}/tau": tau,
                }


def steps(
    begin: bbvi_fast.Start, control_variate: bool, step_size: float | Tensor
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """The listing's steps for the C chains of ``begin``, without end.

    Each step gives the recorded "elbo" (C,), the parameters (4, C), and a mask of the lost chains (C,): a chain is
    lost, and stays where it is, once float32 cannot compute with its next parameters.
    """
    target, parameters = bbvi_fast.Target(begin.data), begin.parameters
    lost = torch.zeros(parameters.shape[1], dtype=torch.bool)
    while True:
        drawn = bbvi_fast.draw_together(parameters, bbvi.SAMPLES, begin.generator)
        elbo, gradient = bbvi_fast.estimate(target, parameters, drawn, control_variate)
        moved = parameters + step_size * gradient
        lost = lost | ~(moved[1:].abs().amax(0) < LARGEST_LOG_PARAMETER) | ~moved[0].isfinite()
        parameters = torch.where(lost, parameters, moved)
        yield elbo, parameters, lost


def step_sizes(run: ReportedRun, data: Tensor, iterations: int) -> StepSizes:
    """The end of chains with larger constant steps, by either estimator, from the listing's own start and data.

    For each step size: the quartiles of the last gap, and the number of lost chains.
    """
    begun, count = bbvi_fast.start(run.seed).parameters, len(STEP_SIZES) * CHAINS_A_STEP_SIZE
    sizes = torch.tensor(STEP_SIZES, dtype=bbvi.SINGLE).repeat_interleave(CHAINS_A_STEP_SIZE)
    model = Model(data)
    found: dict[str, list[StepSize]] = {}
    with run.progress("larger steps", 2 * iterations) as advance:
        for control_variate, name in ESTIMATORS.items():
            begin = bbvi_fast.Start(data, begun.unsqueeze(1).expand(4, count), run.generator(3))
            chain, parameters, lost = steps(begin, control_variate, sizes), begin.parameters, torch.zeros(count).bool()
            for _ in range(iterations):
                _, parameters, lost = next(chain)
                advance()
            gaps = torch.where(lost, torch.inf, model.chart_gap(parameters.T)).reshape(-1, CHAINS_A_STEP_SIZE)
            found[name] = [
                StepSize(step_size=size, gap=row.sort().values[QUARTILE_RANKS].tolist(), lost=int(left))
                for size, row, left in zip(STEP_SIZES, gaps, lost.reshape(-1, CHAINS_A_STEP_SIZE).sum(1))
            ]
    return StepSizes(iterations=iterations, chains=CHAINS_A_STEP_SIZE, estimators=found)


def best_step(rows: list[StepSize]) -> BestStep | None:
    """The step size of one estimator with the least median gap among those that lose no chain, if there is one."""
    kept = [row for row in rows if row.lost == 0]
    if not kept:
        return None
    best = min(kept, key=lambda row: row.gap[1])
    return BestStep(step_size=best.step_size, gap=best.gap[1], lost=0)


def of_chains(model: Model, parameters: Tensor, elbo: Tensor, lost: Tensor) -> Chains:
    """The record of C chains from their parameters (T, C, 4) and recorded "elbo" (T, C), both ten steps apart."""
    gap = model.chart_gap(parameters)
    mu, tau = moments(parameters)
    late = slice(-(LAST_STEPS // bbvi.EVERY), None)
    long_enough = len(gap) > LAST_STEPS // bbvi.EVERY
    noise = [about_a_line(v[late]).tolist() if long_enough else None for v in (elbo, mu, tau)]
    steps = [reached(column) for column in gap.unbind(1)]
    return Chains(
        mu=mu[-1].tolist(),
        tau=tau[-1].tolist(),
        gap=gap[-1].tolist(),
        rise=_rise(gap, 100),
        rise_1000=_rise(gap, 1000),
        noise_elbo=noise[0],
        noise_mu=noise[1],
        noise_tau=noise[2],
        steps_to_gap={key: [_times(row[key], bbvi.EVERY) for row in steps] for key in steps[0]},
        lost=lost.tolist(),
    )


def _rise(gap: Tensor, steps: int) -> list[float] | None:
    """The rise of each chain's ELBO in its first steps, or None where the run is too short."""
    records = steps // bbvi.EVERY
    return (gap[0] - gap[records]).tolist() if len(gap) > records else None


def _times(step: int | None, every: int) -> int | None:
    return None if step is None else every * step


def moments(chart: Tensor) -> tuple[Tensor, Tensor]:
    """E[mu] and E[tau] of charts (…, 4), the latter by a division in float32 as in the listing: (…), (…)."""
    return chart[..., 0], chart[..., 2].exp() / chart[..., 3].exp()


def reached(gap: Tensor) -> dict[str, int | None]:
    """For each of GAPS the first step, from 0 for the start, at which the exact gap is below it, or None."""
    below = {distance: (gap < distance).nonzero() for distance in GAPS}
    return {f"{distance:g}": int(steps[0]) if len(steps) else None for distance, steps in below.items()}


def about_a_line(values: Tensor) -> Tensor:
    """The standard deviation of values (T, …) about the straight line of least squares: (…)."""
    values = values.double()
    line = torch.linspace(-1, 1, len(values), dtype=values.dtype)
    line = torch.stack((torch.ones_like(line), line), 1)
    rows = values.reshape(len(values), -1)
    rest = rows - line @ torch.linalg.lstsq(line, rows).solution
    return (rest.square().sum(0) / (len(values) - 2)).sqrt().reshape(values.shape[1:])
