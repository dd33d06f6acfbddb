"""Black-box variational inference in the two families of ``normal_gamma``."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Generator, Tensor

from . import _check, _draws
from ._fit_gradients import ESTIMATORS, Estimator, Gradient, LogJoint, gradient_of, law
from .normal_gamma import MeanField, NormalGamma

__all__ = ["ESTIMATORS", "Estimator", "Fit", "Trace", "fit"]


class Trace(NamedTuple):
    """What a fit passed through, in T rows: after ``steps`` (T,) steps q had ``parameters`` (T, …, 4) in the
    constructor's order, and S draws from it gave ``elbo`` (T, …), an unbiased estimate."""

    steps: Tensor
    parameters: Tensor
    elbo: Tensor


class Fit(NamedTuple):
    """Where a fit ended: the law ``q``, the average of iterates where the last call asked for one, and the ``last``
    iterate; the ``trace``; the ``steps`` since the first call; how many iterates are ``averaged`` in ``q``, none where
    it is the last one; whether it ``stopped`` before the steps were taken."""

    q: NormalGamma | MeanField
    trace: Trace
    last: NormalGamma | MeanField
    steps: int
    averaged: int
    stopped: bool


def fit(
    q: NormalGamma | MeanField | Fit,
    log_joint: LogJoint,
    estimator: str | Estimator,
    steps: int,
    samples: int,
    step_size: float | Callable[[int], float],
    generator: Generator | None = None,
    *,
    natural: bool = False,
    longest: float = math.inf,
    average_after: int | None = None,
    tolerance: float = 0.0,
    every: int | None = None,
    blanket: LogJoint | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Fit:
    """Stochastic ascent of the ELBO from q in its chart (loc, log second, log shape, log rate).

    A q of batch shape (…) is a batch of independent chains; a ``Fit`` is gone on with where it stands. Of p nothing
    is used but ``log_joint``, the log joint density at draws (mu, tau), (S, …, 2) → (S, …).

    estimator      a name in ``ESTIMATORS``, or a function (score, signal) → gradient such as those of
                   ``score_function``. "rao_blackwell" is REINFORCE with one signal for (loc, second) and one for
                   (shape, rate): of log q what cannot be dropped, and of p the ``blanket``, (S, …, 2) → (S, …, 2):
                   first the factors in which mu occurs; then for a MeanField those in which tau occurs, but for a
                   NormalGamma those in which either does, for its mu depends on tau: one of mu alone that is left out
                   there biases the gradient. All of ``log_joint``, twice, if not given.
                   "path_derivative" moves the draws and drops the score (Roeder, Wu & Duvenaud 2017); it needs a
                   ``log_joint`` that can be differentiated.
    step_size      ρ, or ρ(t) of the t-th step, t = 1, 2, … Robbins & Monro (1951) ask that Σ ρ_t = ∞ and Σ ρ_t² < ∞,
                   as of c t^−κ with ½ < κ ≤ 1. A constant ρ ends in noise of size √ρ, except where the noise vanishes
                   at the optimum, as with control variates where q's family contains the posterior.
    natural        whether gradients are multiplied by the inverse Fisher matrix of q, which knows nothing of p: Amari
                   (1998), "Natural gradient works efficiently in learning".
    longest        the greatest length of a step, in the Fisher metric where ``natural``, else in the chart; a longer
                   one is shortened to it. A start far from the optimum then needs no small steps later.
    average_after  the step after which iterates are averaged in the chart: Polyak & Juditsky (1992). A ``Fit`` gone on
                   with without it loses its average.
    tolerance      stop once no coordinate of any chain's chart has changed by more than this in ``every`` steps, looked
                   at in each row of the trace but the last; 0 is never. Small steps end a run just so: it says nothing
                   about the optimum.
    every          steps from one row of the trace to the next; a hundred rows if not given. The last row is the end.
    progress       called with (steps taken, steps asked for) in each row; it may raise.

    Except for the path derivative everything, ``log_joint`` included, runs in torch's inference mode. ValueError for
    bad arguments, and where a parameter or an ELBO is not finite, which is looked at in each row.
    """
    start, last, before, averaged = (q.q, q.last, q.steps, q.averaged) if isinstance(q, Fit) else (q, q, 0, 0)
    family = type(last)
    if family not in (NormalGamma, MeanField):
        raise ValueError(f"q: expected a NormalGamma, a MeanField or a Fit, got {_check.describe(last)}")
    _check.count("steps", steps)
    _check.count("samples", samples)
    schedule = _schedule(steps, step_size, natural, longest, average_after, tolerance, every)
    _check.generator("generator", generator)
    if progress is not None:
        _check.function("progress", progress)
    gradient = gradient_of(estimator, family, log_joint, blanket, samples)
    with torch.no_grad() if estimator == "path_derivative" else torch.inference_mode():
        ascent = _Ascent(_chart(last), _chart(start), before, 0 if average_after is None else averaged)
        _ascend(ascent, schedule, gradient, family is NormalGamma, generator, progress)
    # Out of inference mode, copies are ordinary tensors.
    taken_at, charts, elbos = zip(*ascent.rows)
    last = law(family, ascent.chart.clone())
    trace = Trace(torch.tensor(taken_at), _parameters(torch.stack(charts, 1)), torch.stack(elbos))
    q = law(family, ascent.mean.clone()) if ascent.averaged else last
    return Fit(q, trace, last, taken_at[-1], ascent.averaged, ascent.stopped)


@dataclass(frozen=True)
class _Schedule:
    """How a fit goes from step to step: what ``fit`` was asked for, checked."""

    steps: int
    rate: Callable[[int], float]
    natural: bool
    longest: float
    average_after: int | None
    tolerance: float
    every: int


def _schedule(
    steps: int, step_size: float | Callable[[int], float], natural: bool, longest: float, average_after: int | None,
    tolerance: float, every: int | None,
) -> _Schedule:
    rate = _rate(step_size)
    if longest != math.inf:
        _check.positive("longest", longest)
    if average_after is not None:
        _check.count("average_after", average_after, least=0)
    _check.number("tolerance", tolerance)
    if tolerance < 0:
        raise ValueError(f"tolerance: expected at least 0, got {tolerance}")
    every = max(1, steps // 100) if every is None else every
    _check.count("every", every)
    return _Schedule(steps, rate, natural, longest, average_after, tolerance, every)


@dataclass
class _Ascent:
    """Where an ascent stands in the chart after ``before`` steps and those of its ``rows`` (step, chart, ELBO), and the
    mean of the iterates that were averaged."""

    chart: Tensor
    mean: Tensor
    before: int
    averaged: int
    rows: list[tuple[int, Tensor, Tensor]] = field(default_factory=list)
    stopped: bool = False


def _ascend(
    ascent: _Ascent, schedule: _Schedule, gradient: Gradient, structured: bool, generator: Generator | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Takes the steps of the schedule, or fewer where its tolerance ends them."""
    for taken in range(schedule.steps + 1):
        chart, last_row = ascent.chart, taken == schedule.steps
        slope, elbo = gradient(chart, generator, taken % schedule.every == 0 or last_row)
        if elbo is not None:
            _check_state(chart, elbo, ascent.before + taken)
            if schedule.tolerance > 0 and taken > 0 and not last_row:  # the last row may come after fewer steps
                ascent.stopped = float((chart - ascent.rows[-1][1]).abs().amax()) <= schedule.tolerance
            ascent.rows.append((ascent.before + taken, chart, elbo))
            if progress is not None:
                progress(taken, schedule.steps)
            if ascent.stopped or last_row:
                return
        _step(ascent, schedule, slope, structured, ascent.before + taken + 1)


def _step(ascent: _Ascent, schedule: _Schedule, slope: Tensor, structured: bool, t: int) -> None:
    """Takes the t-th step along a gradient, and averages where the schedule does."""
    direction, size = _draws.natural(ascent.chart, slope, structured) if schedule.natural else slope, schedule.rate(t)
    if schedule.longest != math.inf:
        length = (slope * direction).sum(0).sqrt() * size
        direction = direction * (schedule.longest / length).clamp(max=1)
    ascent.chart = torch.add(ascent.chart, direction, alpha=size)
    if schedule.average_after is not None and t > schedule.average_after:
        ascent.averaged += 1
        ascent.mean = torch.lerp(ascent.mean, ascent.chart, 1 / ascent.averaged)


def _rate(step_size: float | Callable[[int], float]) -> Callable[[int], float]:
    if not callable(step_size):
        _check.positive("step_size", step_size)
        return lambda t: step_size

    def checked(t: int) -> float:
        size = step_size(t)
        _check.positive("step_size", size)
        return size

    return checked


def _chart(law: NormalGamma | MeanField) -> Tensor:
    loc, *positive = law.parameters.detach().unbind(-1)
    return torch.stack([loc, *(p.log() for p in positive)])


def _parameters(chart: Tensor) -> Tensor:
    return torch.cat((chart[:1], chart[1:].exp())).movedim(0, -1)


def _check_state(chart: Tensor, elbo: Tensor, t: int) -> None:
    if not bool(chart.isfinite().all()):
        raise ValueError(f"step_size: the parameters are no longer finite after {t} steps")
    if not bool(elbo.isfinite().all()):
        raise ValueError(f"log_joint: the estimate of the ELBO is not finite after {t} steps")
