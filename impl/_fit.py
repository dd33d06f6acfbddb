"""Black-box variational inference in the two families of ``normal_gamma``."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Generator, Tensor

from . import _check, _draws, _fit_divergence
from ._fit_gradients import ESTIMATORS, Estimator, Gradient, LogJoint, gradient_of, law
from ._fit_schedule import Schedule
from ._fit_schedule import schedule as checked
from .normal_gamma import MeanField, NormalGamma

__all__ = ["ESTIMATORS", "Estimator", "Fit", "Trace", "fit"]


class Trace(NamedTuple):
    """The course of a fit in T rows.

    After ``steps`` (T,) steps q had the ``parameters`` (T, …, 4) in the constructor's order, and S draws from it gave
    ``elbo`` (T, …), an unbiased estimate in nats.

    >>> from impl.normal_gamma import NormalGamma, log_joint
    >>> q, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> generator = torch.Generator().manual_seed(0)
    >>> trace = fit(q, log_joint(q, data), "reinforce", 10, 8, 0.01, generator, every=5).trace
    >>> isinstance(trace, Trace)
    True
    >>> trace.steps, trace.parameters.shape, trace.elbo.shape
    (tensor([ 0,  5, 10]), torch.Size([3, 4]), torch.Size([3]))
    >>> trace.parameters[0]  # loc, precision_scale, shape and rate before the first step
    tensor([0., 1., 1., 1.])
    """

    steps: Tensor
    parameters: Tensor
    elbo: Tensor


class Fit(NamedTuple):
    """The end of a fit.

    q         the average of iterates if the last call asked for one, else the last iterate
    trace     the course of the last call
    last      the last iterate
    steps     the number of steps since the first call
    averaged  the number of iterates averaged in ``q``; 0 where ``q`` is the last iterate
    stopped   whether the tolerance ended the last call before all its steps were taken

    >>> from impl.normal_gamma import NormalGamma, log_joint
    >>> q, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> generator = torch.Generator().manual_seed(0)
    >>> first = fit(q, log_joint(q, data), "leave_one_out", 10, 8, 0.01, generator, average_after=6)
    >>> first.steps, first.averaged, first.stopped
    (10, 4, False)
    >>> fit(first, log_joint(q, data), "leave_one_out", 5, 8, 0.01, generator).steps  # goes on from `first.last`
    15
    """

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

    A q of batch shape (…) is a batch of independent chains; a ``Fit`` is continued from its last iterate. The log
    joint density ``log_joint`` at draws (mu, tau), (S, …, 2) → (S, …), is all that the fit knows of p.

    estimator      a name in ``ESTIMATORS``, or a function (score, signal) → gradient such as those of
                   ``score_function``. "rao_blackwell" is REINFORCE with one signal for (loc, second) and one for
                   (shape, rate), made of the ``blanket`` and of the terms of log q that cannot be dropped.
                   "path_derivative" moves the draws and drops the score (Roeder, Wu & Duvenaud 2017); it needs a
                   ``log_joint`` that can be differentiated.
    step_size      ρ, or a function that gives ρ_t of step t = 1, 2, … Robbins & Monro (1951) ask that Σ ρ_t = ∞ and
                   Σ ρ_t² < ∞, which c t^−κ satisfies for ½ < κ ≤ 1. A constant ρ ends in noise of size √ρ, except
                   where the noise vanishes at the optimum, as with control variates where q's family contains the
                   posterior.
    natural        whether gradients are multiplied by the inverse Fisher matrix of q, which does not depend on p:
                   Amari (1998), "Natural gradient works efficiently in learning".
    longest        the greatest length of a step, in the Fisher metric if ``natural``, else in the chart; a longer step
                   is shortened to it. A start far from the optimum then needs no smaller step size.
    average_after  the step after which iterates are averaged in the chart: Polyak & Juditsky (1992). A ``Fit`` that is
                   continued without it loses its average.
    tolerance      the fit stops once no coordinate of any chain's chart has changed by more than this in ``every``
                   steps. Each row of the trace but the last is compared with the one before; 0 never stops. Small
                   steps stop a fit too, so a stop says nothing about the optimum.
    every          the number of steps from one row of the trace to the next; by default the trace has about a hundred
                   rows. The end always has a row.
    blanket        a function (S, …, 2) → (S, …, 2), for the Rao-Blackwell estimators only. Its first entry sums the
                   factors of log p that contain mu. Its second sums those that contain tau for a MeanField, and those
                   that contain mu or tau for a NormalGamma: there mu depends on tau, so a missing factor of mu alone
                   would bias the gradient. Without a blanket both entries are all of ``log_joint``.
    progress       a function that is called in each row with (steps taken, steps asked for); it may raise.

    All code, ``log_joint`` included, runs in torch's inference mode, except for the path derivative. ValueError for bad
    arguments, for parameters that are not finite after a step, which then says the step, its size and what to try, and
    for an ELBO that is not finite in a row of the trace.

    >>> from impl.normal_gamma import NormalGamma, gap, log_joint
    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> generator = torch.Generator().manual_seed(0)
    >>> found = fit(prior, log_joint(prior, data), "control_variate", 100, 32, 0.2, generator, natural=True)
    >>> gap(prior, prior, data) > 1, gap(found.q, prior, data) < 0.001  # nats, before and after
    (tensor(True), tensor(True))
    """
    start, last, before, averaged = (q.q, q.last, q.steps, q.averaged) if isinstance(q, Fit) else (q, q, 0, 0)
    family = type(last)
    if family not in (NormalGamma, MeanField):
        raise ValueError(f"q: expected a NormalGamma, a MeanField or a Fit, got {_check.describe(last)}")
    _check.count("steps", steps)
    _check.count("samples", samples)
    schedule = checked(steps, step_size, natural, longest, average_after, tolerance, every, last.parameters.dtype)
    _check.generator("generator", generator)
    if progress is not None:
        _check.function("progress", progress)
    gradient = gradient_of(estimator, family, log_joint, blanket, samples)
    with torch.no_grad() if estimator == "path_derivative" else torch.inference_mode():
        ascent = _Ascent(_chart(last), _chart(start), before, 0 if average_after is None else averaged)
        _ascend(ascent, schedule, gradient, family is NormalGamma, generator, progress)
    # Copies made outside inference mode are ordinary tensors.
    taken_at, charts, elbos = zip(*ascent.rows)
    last = law(family, ascent.chart.clone())
    trace = Trace(torch.tensor(taken_at), _parameters(torch.stack(charts, 1)), torch.stack(elbos))
    q = law(family, ascent.mean.clone()) if ascent.averaged else last
    return Fit(q, trace, last, taken_at[-1], ascent.averaged, ascent.stopped)


@dataclass
class _Ascent:
    """The state of an ascent in the chart: its point, and the ``mean`` of the iterates ``averaged`` so far.

    ``before`` counts the steps of earlier calls, ``size`` is that of the last step of this call, ``rows`` are (step,
    chart, ELBO).
    """

    chart: Tensor
    mean: Tensor
    before: int
    averaged: int
    rows: list[tuple[int, Tensor, Tensor]] = field(default_factory=list)
    stopped: bool = False
    size: float | None = None


def _ascend(
    ascent: _Ascent,
    schedule: Schedule,
    gradient: Gradient,
    structured: bool,
    generator: Generator | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Take the steps of the schedule, or fewer where its tolerance ends them."""
    for taken in range(schedule.steps + 1):
        chart, last_row, t = ascent.chart, taken == schedule.steps, ascent.before + taken
        try:
            slope, elbo = gradient(chart, generator, taken % schedule.every == 0 or last_row)
            if elbo is not None and not bool(elbo.isfinite().all()):
                raise _fit_divergence.Unusable("log_joint: the estimate of the ELBO is not finite")
        except (ValueError, RuntimeError) as error:
            if (better := _fit_divergence.explained(error, chart, t, ascent.size, schedule.advice)) is None:
                raise
            raise better from error
        if elbo is not None:
            if schedule.tolerance > 0 and taken > 0 and not last_row:  # the last row may come after fewer steps
                ascent.stopped = float((chart - ascent.rows[-1][1]).abs().amax()) <= schedule.tolerance
            ascent.rows.append((t, chart, elbo))
            if progress is not None:
                progress(taken, schedule.steps)
            if ascent.stopped or last_row:
                return
        before = ascent.size
        size = _step(ascent, schedule, slope, structured, t + 1)
        if not _fit_divergence.finite(ascent.chart):
            raise _fit_divergence.of_a_step(chart, slope, t, (before, size), schedule.advice)


def _step(ascent: _Ascent, schedule: Schedule, slope: Tensor, structured: bool, t: int) -> float:
    """Take the t-th step along a gradient, average the iterate where the schedule says so, and return the step size."""
    direction, size = _draws.natural(ascent.chart, slope, structured) if schedule.natural else slope, schedule.rate(t)
    if schedule.longest != math.inf:
        length = (slope * direction).sum(0).sqrt() * size
        direction = direction * (schedule.longest / length).clamp(max=1)
    ascent.chart, ascent.size = torch.add(ascent.chart, direction, alpha=size), size
    if schedule.average_after is not None and t > schedule.average_after:
        ascent.averaged += 1
        ascent.mean = torch.lerp(ascent.mean, ascent.chart, 1 / ascent.averaged)
    return size


def _chart(law: NormalGamma | MeanField) -> Tensor:
    loc, *positive = law.parameters.detach().unbind(-1)
    return torch.stack([loc, *(p.log() for p in positive)])


def _parameters(chart: Tensor) -> Tensor:
    return torch.cat((chart[:1], chart[1:].exp())).movedim(0, -1)
