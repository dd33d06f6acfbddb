"""The two runs of black-box variational inference as the worked assignment made them, compared with exact answers."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch import Tensor

from ...listings import bbvi, bbvi_fast
from . import reported_listing, reported_second_listing, reported_statements
from .exact import Model, spread
from .reported_chains import (
    DEFAULT_CHAINS,
    ESTIMATORS,
    LAST_STEPS,
    about_a_line,
    best_step,
    moments,
    others,
    reached,
    step_sizes,
)
from .reported_results import (
    Data,
    Listing,
    MeanAndError,
    Noise,
    ReportedEntry,
    ReportedRun,
    ReportedTable,
    RunFacts,
    Update,
)
from .results import Moments, Spread

REPETITIONS = 4000  # the number of gradient estimates that give the variance of one


class Trace:
    """The course of a run of ``length`` steps: parameters (length + 1, 4) and recorded "elbo" (length,)."""

    def __init__(self, begin: bbvi_fast.Start, length: int) -> None:
        self.parameters = torch.empty(length + 1, 4, dtype=bbvi.SINGLE)
        self.elbo = torch.empty(length, dtype=bbvi.SINGLE)
        self.parameters[0] = begin.parameters
        self.length, self.taken, self.seconds = length, 0, 0.0
        self.moments: list[reported_listing.Moment] = []

    def follow(
        self, begin: bbvi_fast.Start, steps: Iterator[tuple[Tensor, Tensor]], advance: Callable[[], None]
    ) -> None:
        """Take the steps, and keep the state of the generator before the middle step and the last."""
        began = time.perf_counter()
        try:
            for t in range(self.length):
                state = begin.generator.get_state() if t in (self.length // 2, self.length - 1) else None
                self.elbo[t], self.parameters[t + 1] = next(steps)
                self.taken = t + 1
                if state is not None:
                    before, after = self.parameters[t : t + 2]
                    self.moments.append(reported_listing.Moment(t, before, state, after))
                advance()
        finally:
            self.seconds = time.perf_counter() - began
            self.parameters, self.elbo = self.parameters[: self.taken + 1], self.elbo[: self.taken]

    @property
    def mu(self) -> Tensor:
        """E[mu] before the first and after every step: (taken + 1,)."""
        return moments(self.parameters)[0]

    @property
    def tau(self) -> Tensor:
        """E[tau] before the first and after every step: (taken + 1,)."""
        return moments(self.parameters)[1]


def sizes(args: Namespace) -> tuple[int, int]:
    """The number of iterations of the two runs, and of chains that repeat them."""
    return args.steps or bbvi.ITERATIONS, args.seeds or DEFAULT_CHAINS


def compute(run: ReportedRun, args: Namespace) -> None:
    """Make the two runs, examine them and the listing, and repeat them with other draws and step sizes."""
    iterations, chains = sizes(args)
    begin = bbvi_fast.start(run.seed)
    model = Model(begin.data)
    run.exact.answers, run.exact.data = model.answers(), described(begin.data)
    traces: dict[bool, Trace] = {}
    with run.progress("the two runs", 2 * iterations) as advance:
        for control_variate in ESTIMATORS:
            begin = bbvi_fast.start(run.seed)
            trace = traces[control_variate] = Trace(begin, iterations)
            try:
                trace.follow(begin, bbvi_fast.steps(begin, control_variate), advance)
            finally:
                keep(run, model, control_variate, trace)
    first = traces[False]
    run.exact.updates = updates(run, model, first)
    facts = of_runs(model, first, traces[True])
    run.exact.listing = Listing(runs=facts)
    watched = 2 * reported_listing.WATCHED_STEPS
    with run.progress("the listing itself", watched) as advance, torch.random.fork_rng(devices=[]):
        moments = {control_variate: trace.moments for control_variate, trace in traces.items()}
        steps = reported_listing.facts(run.seed, moments, advance)
        statements = reported_statements.facts(run.seed)
        second = reported_second_listing.facts(run.seed, *recorded(model, traces[True]))
    steps = replace(steps, recorded_at=[*steps.recorded_at, records(first.taken)[-1]])
    run.exact.listing = Listing(runs=facts, steps=steps, statements=statements)
    run.exact.second_listing = second
    run.exact.step_sizes = step_sizes(run, begin.data, iterations)
    run.exact.best_step = {name: best_step(rows) for name, rows in run.exact.step_sizes.estimators.items()}
    with run.progress(f"{chains} other seeds, {chains} times the same start", 2 * iterations) as advance:
        others(run, begin, iterations, chains, advance)


def described(data: Tensor) -> Data:
    """The data as the listing prints them."""
    return Data(count=len(data), mean=data.mean().item(), precision=(1.0 / data.var()).item())


def keep(run: ReportedRun, model: Model, control_variate: bool, trace: Trace) -> None:
    """Keep a run's entry, its table and its series."""
    name, table = ESTIMATORS[control_variate], "2" if control_variate else "1"
    gap = model.chart_gap(trace.parameters)
    mu, tau, last = trace.mu.tolist(), trace.tau.tolist(), trace.taken
    tenth = max(last - trace.length // 10, 0)
    end: dict[str, float] = dict(zip(("loc", "precision_scale", "shape", "rate"), ends(trace.parameters[-1]).tolist()))
    run.runs.append(
        ReportedEntry(
            estimator=name,
            table=table,
            mu=mu[-1],
            tau=tau[-1],
            elbo=(model.log_evidence - gap[-1]).item(),
            gap=gap[-1].item(),
            start_gap=gap[0].item(),
            iterations=last,
            samples=bbvi.SAMPLES,
            draws=last * bbvi.SAMPLES,
            step_size=bbvi.STEP_SIZE,
            seconds=trace.seconds,
            parameters=end,
            late_drift=Moments(mu=mu[-1] - mu[tenth], tau=tau[-1] - tau[tenth]),
            steps_to_gap=reached(gap),
            noise=noise(trace) if last >= LAST_STEPS else None,
            rise=rise(gap, 100),
            rise_1000=rise(gap, 1000),
        )
    )
    data = described(model.data.to(bbvi.SINGLE))
    run.tables[table] = ReportedTable(mu=mu[-1], tau=tau[-1], data_mean=data.mean, data_precision=data.precision)
    run.series |= {
        f"{name}/gap": gap,
        f"{name}/mu": trace.mu,
        f"{name}/tau": trace.tau,
        f"{name}/recorded": trace.elbo,
        f"{name}/parameters": trace.parameters,
    }


def ends(parameters: Tensor) -> Tensor:
    """(loc, precision_scale, shape, rate) of stored parameters: (…, 4) → (…, 4)."""
    return torch.cat((parameters[..., :1], parameters[..., 1:].exp()), -1)


def rise(gap: Tensor, steps: int) -> float | None:
    """The rise of the ELBO in the first steps, or None where the run is too short."""
    return (gap[0] - gap[steps]).item() if len(gap) > steps else None


def noise(trace: Trace) -> Noise:
    """The standard deviations, about a straight line, of the values recorded over the last steps."""
    at = [t for t in records(trace.taken) if t > trace.taken - LAST_STEPS]
    elbo, mu, tau = (
        about_a_line(values).item() for values in (trace.elbo[[t - 1 for t in at]], trace.mu[at], trace.tau[at])
    )
    return Noise(elbo=elbo, mu=mu, tau=tau)


def records(taken: int) -> list[int]:
    """The steps at which the listing keeps a record, of the steps taken."""
    return [t for t in range(1, taken + 1) if t % bbvi.EVERY == 0 or t == 1]


def recorded(model: Model, trace: Trace) -> tuple[MeanAndError, float]:
    """The bias of the recorded "elbo", and the largest move of E[mu] between what is recorded of one step."""
    at = torch.tensor(records(trace.taken))
    exact_elbo = model.log_evidence - model.chart_gap(trace.parameters[at - 1])
    bias = trace.elbo[at - 1].double() - exact_elbo
    sem = bias.std(correction=min(1, len(at) - 1)) / len(at) ** 0.5
    lag = (trace.mu[at] - trace.mu[at - 1]).abs().max().item()
    return MeanAndError(mean=bias.mean().item(), sem=sem.item()), lag


def of_runs(model: Model, first: Trace, second: Trace) -> RunFacts:
    """Facts about the listing that its whole runs show."""
    bias, lag = recorded(model, first)
    small: dict[str, int | None] = {}
    for trace, suffix in (first, ""), (second, "_2"):
        moved = (trace.parameters[1:] - trace.parameters[:-1]).abs().amax(1)
        below = (moved < 0.01).nonzero()
        small[suffix] = int(below[0]) + 1 if len(below) else None
    positive = min(trace.parameters[:, 1:].exp().min().item() for trace in (first, second))
    return RunFacts(
        iterations=first.taken,
        records=len(records(first.taken)),
        least_positive=positive,
        record_lag=lag,
        first_small_change=small[""],
        first_small_change_2=small["_2"],
        compared_at=[moment.step + 1 for moment in first.moments],
        elbo_bias=bias,
    )


def updates(run: ReportedRun, model: Model, trace: Trace) -> dict[str, Update]:
    """Bias and variance of the two estimates at three iterates of the first run, in float64."""
    target, generator, found = bbvi_fast.Target(model.data), run.generator(1), dict[str, Update]()
    points = {"start": 0, "half": trace.taken // 2, "end": trace.taken}
    for where, t in points.items():
        gradient = model.gradient(trace.parameters[t])
        parameters = trace.parameters[t].double().unsqueeze(1).expand(4, REPETITIONS)
        drawn = bbvi_fast.draw_together(parameters, bbvi.SAMPLES, generator)
        estimators: dict[str, Spread] = {}
        for control_variate, name in ESTIMATORS.items():
            _, estimates = bbvi_fast.estimate(target, parameters, drawn, control_variate)
            estimators[name] = spread(estimates.T, gradient)
        found[where] = Update(step=t, gradient=gradient.tolist(), estimators=estimators)
    return found


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds; the examination of the listing and the figures take six."""
    steps, chains = sizes(args)
    return 6 + steps * (2.2e-3 + chains * 2e-5)
