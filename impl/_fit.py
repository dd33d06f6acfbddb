"""Black-box variational inference in the two families of ``normal_gamma``."""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Generator, Size, Tensor

from . import _check, _draws, _estimators
from .normal_gamma import MeanField, NormalGamma

Estimator = Callable[[Tensor, Tensor], Tensor]
LogJoint = Callable[[Tensor], Tensor]
Gradient = Callable[[Tensor, Generator | None, bool], tuple[Tensor, Tensor | None]]

ON_SCORES: dict[str, Estimator] = {
    "reinforce": _estimators.reinforce,
    "control_variate": _estimators.same_sample,
    "leave_one_out": _estimators.leave_one_out,
    "leave_one_out_baseline": _estimators.leave_one_out_baseline,
    "rao_blackwell": _estimators.reinforce,
    "rao_blackwell_leave_one_out": _estimators.leave_one_out,
}
ESTIMATORS = (*ON_SCORES, "path_derivative")


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
    rate = _rate(step_size)
    if longest != math.inf:
        _check.positive("longest", longest)
    if average_after is None:
        averaged = 0
    else:
        _check.count("average_after", average_after, least=0)
    _check.number("tolerance", tolerance)
    if tolerance < 0:
        raise ValueError(f"tolerance: expected at least 0, got {tolerance}")
    every = max(1, steps // 100) if every is None else every
    _check.count("every", every)
    _check.generator("generator", generator)
    if progress is not None:
        _check.function("progress", progress)
    gradient = _gradient(estimator, family, log_joint, blanket, samples)

    rows: list[tuple[int, Tensor, Tensor]] = []
    stopped = False
    with torch.no_grad() if estimator == "path_derivative" else torch.inference_mode():
        chart, mean = _chart(last), _chart(start)
        for taken in range(steps + 1):
            t = before + taken
            slope, elbo = gradient(chart, generator, taken % every == 0 or taken == steps)
            if elbo is not None:
                _check_state(chart, elbo, t)
                if tolerance > 0 and 0 < taken < steps:  # the last row may be fewer steps from the one before
                    stopped = float((chart - rows[-1][1]).abs().amax()) <= tolerance
                rows.append((t, chart, elbo))
                if progress is not None:
                    progress(taken, steps)
                if stopped or taken == steps:
                    break
            direction = _draws.natural(chart, slope, family is NormalGamma) if natural else slope
            size = rate(t + 1)
            if longest != math.inf:
                length = (slope * direction).sum(0).sqrt() * size
                direction = direction * (longest / length).clamp(max=1)
            chart = torch.add(chart, direction, alpha=size)
            if average_after is not None and t + 1 > average_after:
                averaged += 1
                mean = torch.lerp(mean, chart, 1 / averaged)
    # Out of inference mode, copies are ordinary tensors.
    taken_at, charts, elbos = zip(*rows)
    last = _law(family, chart.clone())
    trace = Trace(torch.tensor(taken_at), _parameters(torch.stack(charts, 1)), torch.stack(elbos))
    return Fit(_law(family, mean.clone()) if averaged else last, trace, last, taken_at[-1], averaged, stopped)


def _gradient(
    estimator: str | Estimator, family: type, log_joint: LogJoint, blanket: LogJoint | None, samples: int
) -> Gradient:
    """(chart, generator, whether an ELBO is wanted) → the gradient in the chart, (4, …), and the ELBO's estimate."""
    structured = family is NormalGamma
    _check.function("log_joint", log_joint)
    if estimator == "path_derivative":
        on_scores, local = _estimators.reinforce, False
    elif isinstance(estimator, str):
        if estimator not in ON_SCORES:
            raise ValueError(f"estimator: expected one of {', '.join(ESTIMATORS)} or a function, got {estimator!r}")
        on_scores, local = ON_SCORES[estimator], estimator.startswith("rao_blackwell")
    elif callable(estimator):
        on_scores, local = _parameters_first(estimator), False
    else:
        raise ValueError(f"estimator: expected a name or a function, got {_check.describe(estimator)}")
    if blanket is not None and not (local and callable(blanket)):
        raise ValueError("blanket: a function for the Rao-Blackwell estimators only")
    if samples < 2 and isinstance(estimator, str) and "leave_one_out" in estimator:
        raise ValueError(f"samples: leaving one out needs at least 2, got {samples}")

    def plain(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        draws = _draws.draw(chart, structured, samples, generator)
        signal = _evaluated("log_joint", log_joint, draws.value, draws.log_mu.shape) - (draws.log_mu + draws.log_tau)
        return on_scores(draws.score, signal), signal.mean(0) if wanted else None

    def rao_blackwell(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        value, log_mu, log_tau, score = _draws.draw(chart, structured, samples, generator)
        shape, elbo = log_mu.shape, None
        if blanket is None or wanted:
            log_p = _evaluated("log_joint", log_joint, value, shape)
            elbo = (log_p - log_mu - log_tau).mean(0) if wanted else None
        if blanket is None:
            of_mu = of_tau = log_p
        else:
            of_mu, of_tau = _evaluated("blanket", blanket, value, Size((*shape, 2))).unbind(-1)
        # Given tau the score of (loc, second) has mean zero, so log q(tau) drops; log q(mu | tau) depends on tau.
        in_mu, in_tau = of_mu - log_mu, of_tau - log_tau - log_mu if structured else of_tau - log_tau
        return on_scores(score, torch.stack((in_mu, in_mu, in_tau, in_tau))), elbo

    def path_derivative(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        with torch.enable_grad():
            leaf = chart.clone().requires_grad_()
            value = _law(family, leaf).rsample((samples,), generator)
            held = _law(family, chart).log_prob(value)
            signal = _evaluated("log_joint", log_joint, value, held.shape) - held
            (slope,) = torch.autograd.grad(signal.sum(), leaf)
        return slope / samples, signal.detach().mean(0) if wanted else None

    if estimator == "path_derivative":
        return path_derivative
    return rao_blackwell if local else plain


def _parameters_first(estimator: Estimator) -> Estimator:
    """An estimator of scores (S, …, P) for scores (P, S, …)."""

    def on_scores(score: Tensor, signal: Tensor) -> Tensor:
        score = score.movedim(0, -1)
        return _check.returned("estimator", estimator(score, signal), score, score.shape[1:]).movedim(-1, 0)

    return on_scores


def _evaluated(name: str, function: LogJoint, value: Tensor, shape: Size) -> Tensor:
    return _check.returned(name, function(value), value, shape)


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


def _law(family: type, chart: Tensor) -> NormalGamma | MeanField:
    return family.from_parameters(chart.movedim(0, -1), log_parameters=True, validate_args=False)


def _check_state(chart: Tensor, elbo: Tensor, t: int) -> None:
    if not bool(chart.isfinite().all()):
        raise ValueError(f"step_size: the parameters are no longer finite after {t} steps")
    if not bool(elbo.isfinite().all()):
        raise ValueError(f"log_joint: the estimate of the ELBO is not finite after {t} steps")
