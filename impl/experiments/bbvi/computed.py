"""Fits of both families by every estimator of the ELBO's gradient, many chains of each at once."""

import math
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from ... import score_function
from ...listings import bbvi_fast
from ...normal_gamma import MeanField, NormalGamma
from .exact import CHART, FAMILIES, VARIANCE_UNIT, Model
from .gradients import ESTIMATORS, REPETITIONS, SAMPLES, blanket, gradients, started
from .results import FirstPart, Fit, FitsRun, Setting, Spread

DEFAULT_STEPS, DEFAULT_CHAINS = 2000, 16  # the size of a fit unless the command says another
TARGET_GAP = 1e-3  # nats; a fit this near to its family's optimum is good enough
STEPS_A_CALL = 100  # an interruption loses the steps of one call of `fit` at most
LONGEST_STEP = 0.1  # measured in the Fisher metric: the start is far, and REINFORCE is noisy
# Chains that are not within TARGET_GAP after their steps are continued.
CONTINUED_CHAINS, CONTINUED_SAMPLES = 3, 16_384  # the number of such chains, and of their draws in a step
CONTINUED_OFFSET = 50  # their t-th step has the size 1 / (CONTINUED_OFFSET + t)
MOST_DRAWS = 200_000_000  # the most further draws of a continued chain
DRAWS_OVER_PREDICTED = 2.5  # the further draws of a continued chain, over the draws that theory asks for
GAP_OVER_NOISE = 10  # a chain whose gap is more than this many times the gap by noise has not arrived yet
END = "the average of the iterates of the second half of its steps"
CONTINUED_END = "its last iterate, after steps so short that it is nearly an average over all draws"
GAPS = (100.0, 10.0, 1.0, 0.1, 1e-2, 1e-3, 1e-6)  # nats; the draws needed to reach each gap are kept


def sizes(args: Namespace) -> tuple[int, int]:
    """Steps and chains of each fit."""
    return args.steps or DEFAULT_STEPS, args.seeds or DEFAULT_CHAINS


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds.

    REINFORCE continues for about 1.7e8 draws and Rao-Blackwell for 2.7e7; a draw costs 0.05 µs.
    """
    (steps, chains), draws = sizes(args), args.draws
    late = 2 * (min(draws, 170_000_000) + min(draws, 27_000_000)) * min(chains, CONTINUED_CHAINS)
    return 6 + 10 * steps * (3e-4 + chains * SAMPLES * 3e-7) + late * 5e-8


def compute(run: FitsRun, args: Namespace) -> None:
    """Compute exact answers, gradients at fixed points, and fits; continue the fits that end far from the optimum."""
    (steps, chains), draws = sizes(args), args.draws
    begin = bbvi_fast.start()
    model = Model(begin.data)
    run.exact.answers, run.exact.start = model.answers(), {}
    run.exact.setting = Setting(
        model="the Normal-Gamma model",
        data=len(model.data),
        latents=2,
        parameters=begin.parameters.numel(),
        draws_a_gradient=SAMPLES,
        gradients=REPETITIONS,
        steps=steps,
        chart=CHART,
        variance_unit=VARIANCE_UNIT,
        end=END,
        continued_end=CONTINUED_END,
    )
    pairs = [(name, family) for family in FAMILIES for name in ESTIMATORS]
    with run.progress("gradients", 3 * len(FAMILIES)) as advance:
        places = run.exact.gradients = {name: gradients(run, model, begin, name, advance) for name in FAMILIES}
    with run.progress("fits", steps * len(pairs)) as advance:
        fits = [
            Fits(run, model, begin, name, family, places[family]["optimum"].estimators[name], chains)
            for name, family in pairs
        ]
        for fit in fits:
            fit.first(steps, advance)
    late = [fit for fit in fits if fit.entry.to_optimum > TARGET_GAP]
    with run.progress("continued, million draws", sum(fit.missing(draws) for fit in late) / 1e6) as advance:
        for fit in late:
            fit.more(fit.missing(draws), lambda steps, draws: advance(draws / 1e6))


class Fits:
    """The chains of one estimator in one family, which start together at the listing's start."""

    def __init__(
        self, run: FitsRun, model: Model, begin: bbvi_fast.Start, name: str, family: str, optimum: Spread, chains: int
    ) -> None:
        self.curvature_variance = optimum.curvature_variance or 0.0
        self.run, self.model, self.name, self.family = run, model, name, family
        self.law = FAMILIES[family]
        self.best = model.gap(model.optimum(self.law))
        self.generator = run.generator(100 + 10 * list(FAMILIES).index(family) + ESTIMATORS.index(name))
        self.start = self.law.from_parameters(started(begin, self.law).expand(chains, 4), log_parameters=True)
        self.draws, self.gaps, self.means = [torch.zeros(1)], [self._gap(self.start)[None]], [self.start.mean[None]]
        self.place: int | None = None  # the index of its entry in the run
        self.blanket = blanket(model) if name == "rao_blackwell" else None
        self.used, self.seconds = 0, 0.0

    @property
    def entry(self) -> Fit:
        """The entry of these chains in the run."""
        assert self.place is not None
        return self.run.runs[self.place]

    def keep(self, entry: Fit) -> None:
        """Put an entry in the place of the last one."""
        if self.place is None:
            self.place = len(self.run.runs)
            self.run.runs.append(entry)
        self.run.runs[self.place] = entry

    def first(self, steps: int, advance: Callable[[float], None]) -> None:
        """Take steps that shrink as t^−0.7, and average the second half of the iterates."""
        rate = lambda t: 0.5 * (1 + t / 20) ** -0.7  # noqa: E731
        self._go(self.start, steps, SAMPLES, rate, lambda steps, draws: advance(steps), steps // 2)

    def missing(self, most: int) -> int:
        """The number of further draws of a chain: those that its noise asks for, and no fewer than it had before."""
        return min(most, max(math.ceil(DRAWS_OVER_PREDICTED * self.entry.draws_to_target), self.used))

    def more(self, draws: int, advance: Callable[[int, int], None]) -> None:
        """Continue the first chains with many draws in a step and step sizes 1 / (CONTINUED_OFFSET + t).

        The end is then nearly the mean over all draws. The arithmetic is in single precision, which takes half the
        time; its rounding is far below the noise.
        """
        so_far = self.entry
        self.keep(
            replace(
                so_far,
                first=FirstPart(
                    to_optimum=so_far.to_optimum, draws=so_far.draws, seconds=so_far.seconds, predicted=so_far.predicted
                ),
            )
        )
        begin = self.law.from_parameters(self.q.parameters[:CONTINUED_CHAINS].float())
        samples = min(CONTINUED_SAMPLES, draws)
        self._go(begin, -(-draws // samples), samples, lambda t: 1 / (t + CONTINUED_OFFSET), advance, None)

    def _go(
        self,
        begin: NormalGamma | MeanField,
        steps: int,
        samples: int,
        rate: Callable[[int], float],
        advance: Callable[[int, int], None],
        average_after: int | None,
    ) -> None:
        state: NormalGamma | MeanField | score_function.Fit = begin
        taken = 0
        began, before, used = time.perf_counter(), self.seconds, self.used
        try:
            while taken < steps:
                chunk = min(STEPS_A_CALL, steps - taken)
                state = score_function.fit(
                    state,
                    self.model.log_joint,
                    self.name,
                    chunk,
                    samples,
                    rate,
                    self.generator,
                    natural=True,
                    longest=LONGEST_STEP,
                    average_after=average_after,
                    every=10,
                    blanket=self.blanket,
                )
                taken += chunk
                self.used, self.seconds = used + taken * samples, before + time.perf_counter() - began
                laws = self.law.from_parameters(state.trace.parameters[1:].double())
                self.draws.append(used + samples * state.trace.steps[1:].double())
                self.gaps.append(self._gap(laws))
                self.means.append(laws.mean)
                advance(chunk, chunk * samples)
        finally:
            if taken:
                assert isinstance(state, score_function.Fit)
                self.q = self.law.from_parameters(state.q.parameters.double())
                self._measure(samples, taken, average_after)

    def _gap(self, law: NormalGamma | MeanField) -> Tensor:
        return self.model.gap(law) - self.best

    def _measure(self, samples: int, taken: int, average_after: int | None) -> None:
        gap, (mu, tau) = self._gap(self.q), self.q.mean.unbind(-1)
        noise = self.curvature_variance * SAMPLES / samples  # the noise that one step adds
        averaged = taken - average_after if average_after is not None else (taken + CONTINUED_OFFSET) ** 2 / taken
        trace, draws = torch.cat([gaps.median(1).values for gaps in self.gaps]), torch.cat(self.draws)
        reached = {f"{d:g}": (trace < d).nonzero() for d in GAPS}
        middle, predicted = gap.median().item(), 0.5 * noise / max(averaged, 1)
        need = 0.5 * noise * samples / TARGET_GAP
        arrived = middle <= max(GAP_OVER_NOISE * predicted, TARGET_GAP)
        self.keep(
            Fit(
                estimator=self.name,
                family=self.family,
                mu=mu.median().item(),
                tau=tau.median().item(),
                elbo=self.model.log_evidence.item() - self.best.item() - middle,
                gap=middle + self.best.item(),
                to_optimum=middle,
                to_optimum_by_seed=gap.tolist(),
                mu_by_seed=mu.tolist(),
                tau_by_seed=tau.tolist(),
                within_target=middle <= TARGET_GAP,
                chains=len(gap),
                draws=self.used,
                seconds=self.seconds,
                predicted=predicted,
                arrived=arrived,
                draws_to_target=need if arrived else max(need, self.used),
                draws_to={key: draws[int(at[0])].item() if len(at) else None for key, at in reached.items()},
                first=None if self.place is None else self.entry.first,
            )
        )
        key = f"{self.family}/{self.name}"
        self.run.series |= {
            f"{key}/draws": draws,
            f"{key}/to_optimum": _together(self.gaps),
            f"{key}/mean": _together(self.means),
        }


def _together(rows: list[Tensor]) -> Tensor:
    """Rows (T, chains, …) one after the other, with NaN for the chains that were not continued."""
    chains = rows[0].shape[1]
    every = [row.new_full((len(row), chains, *row.shape[2:]), math.nan) for row in rows]
    for whole, row in zip(every, rows):
        whole[:, : row.shape[1]] = row
    return torch.cat(every)
