"""Means by simulation, and tests of such means with known error rates and known power.

The error rates hold at every sample size, and no draw is assumed normal. The assumption on the draws is a known bound
on their variance (``MeanTest``) or known bounds on the draws (``confidence_sequence``). Draws lie on the first axis.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

import torch
from torch import Generator, Tensor

from . import _check


class Moments(NamedTuple):
    """The count, the mean (…) and the sum of squared deviations (…) of some draws, from which ``merge`` works.

    >>> found = moments(torch.tensor([1.0, 2.0, 4.0]))
    >>> found.variance  # 7/3
    tensor(2.3333)
    >>> found.standard_error
    tensor(0.8819)
    """

    count: int
    mean: Tensor
    deviation: Tensor

    @property
    def variance(self) -> Tensor:
        """The unbiased sample variance (…), NaN for one draw."""
        return self.deviation / (self.count - 1) if self.count > 1 else torch.full_like(self.mean, math.nan)

    @property
    def standard_error(self) -> Tensor:
        """The estimated standard deviation of the mean (…), NaN for one draw."""
        return (self.variance / self.count).sqrt()


def moments(draws: Tensor) -> Moments:
    """The moments of (N, …) draws.

    >>> moments(torch.tensor([1.0, 2.0, 4.0]))
    Moments(count=3, mean=tensor(2.3333), deviation=tensor(4.6667))
    """
    _check.finite("draws", draws)
    if draws.ndim == 0:
        raise ValueError("draws: expected (N, …), got a scalar")
    mean = draws.mean(0)
    return Moments(len(draws), mean, (draws - mean).square().sum(0))


def merge(a: Moments, b: Moments) -> Moments:
    """The moments of two sets of draws together. Chan, Golub & LeVeque (1983), American Statistician 37.

    >>> merge(moments(torch.tensor([1.0, 2.0])), moments(torch.tensor([4.0])))
    Moments(count=3, mean=tensor(2.3333), deviation=tensor(4.6667))
    """
    _check.same_kind("a, b", a.mean, b.mean)
    if a.mean.shape != b.mean.shape:
        raise ValueError(f"a, b: means of shapes {tuple(a.mean.shape)} and {tuple(b.mean.shape)}")
    count, step = a.count + b.count, b.mean - a.mean
    mean = a.mean + step * (b.count / count)
    return Moments(count, mean, a.deviation + b.deviation + step.square() * (a.count * b.count / count))


@dataclass(frozen=True)
class MeanTest:
    """A test whether N draws have a claimed mean, given a bound on the variance of one draw.

    It rests on Catoni's estimator: for independent draws from any law whose variance keeps the bound, the estimate lies
    within ``radius`` of the true mean with probability at least 1 − ``false_alarm``. On that event the true mean is
    accepted and every claim farther than ``effect`` = 2 · radius from it is rejected, so ``false_alarm`` also bounds
    the chance to miss such a claim. The rate is that of one mean: to test several, divide it among them.

    >>> test = MeanTest.detecting(effect=0.1, variance=0.25, false_alarm=0.01)
    >>> test.samples, test.radius < 0.05, test.effect < 0.1
    (1071, True, True)
    >>> draws = torch.linspace(0, 1, test.samples)
    >>> test.estimate(draws)
    tensor(0.5000)
    >>> test.accepts(draws, 0.5), test.accepts(draws, 0.6)
    (tensor(True), tensor(False))
    """

    samples: int
    variance: float
    false_alarm: float

    def __post_init__(self) -> None:
        _check.count("samples", self.samples)
        _check.positive("variance", self.variance)
        _check.probability("false_alarm", self.false_alarm)
        if not self.samples > 2 * self._nats:
            raise ValueError(f"samples: rate {self.false_alarm} needs more than {2 * self._nats:.1f} draws")
        if not (self.radius > 0 and self._scale > 0):
            raise ValueError(f"variance: {self.variance} is beyond floating point")

    @classmethod
    def detecting(cls, effect: float, variance: float, false_alarm: float) -> Self:
        """The test with the fewest draws that detects a claim off by ``effect``."""
        _check.positive("effect", effect)
        _check.positive("variance", variance)
        _check.probability("false_alarm", false_alarm)
        least = 2 * (math.log(2) - math.log(false_alarm)) * (1 + 4 * (variance / effect / effect))
        if least == math.inf:
            raise ValueError(f"effect: no number of draws detects {effect} at variance {variance}")
        return cls(math.floor(least) + 1, variance, false_alarm)

    @property
    def radius(self) -> float:
        """The largest distance of the estimate from a mean that is accepted."""
        return math.sqrt(2 * self._nats * self.variance / (self.samples - 2 * self._nats))

    @property
    def effect(self) -> float:
        """The smallest error of a claimed mean that is noticed with probability at least 1 − ``false_alarm``."""
        return 2 * self.radius

    def accepts(self, draws: Tensor, claimed: Tensor | float) -> Tensor:
        """Whether draws (N, …) are compatible with the mean ``claimed``, (…) or a number: (…) booleans."""
        self._check_draws(draws)
        if isinstance(claimed, Tensor):
            _check.finite("claimed", claimed)
            _check.same_kind("claimed", claimed, draws)
            _check.broadcast("claimed", claimed.shape, draws.shape[1:])
            if claimed.ndim >= draws.ndim:
                raise ValueError(f"claimed: {claimed.ndim} axes, a mean of the draws has {draws.ndim - 1}")
        else:
            _check.number("claimed", claimed)
        # The influence falls as the centre rises and is zero at the estimate.
        above = self._influence(draws, claimed + self.radius)
        below = self._influence(draws, claimed - self.radius)
        return (above <= 0) & (below >= 0)

    def estimate(self, draws: Tensor) -> Tensor:
        """Catoni's mean of draws (N, …): (…), the centre whose total influence is zero, by bisection.

        Catoni (2012), "Challenging the empirical mean and empirical variance", proposition 2.4.
        """
        self._check_draws(draws)
        low, high = draws.amin(0), draws.amax(0)
        while True:
            middle = low + (high - low) / 2
            if bool(((middle <= low) | (middle >= high)).all()):
                return middle
            rises = self._influence(draws, middle) > 0
            low, high = torch.where(rises, middle, low), torch.where(rises, high, middle)

    def __str__(self) -> str:
        return (
            f"n = {self.samples}, false alarm and miss ≤ {self.false_alarm:.1e} "
            f"(exact: variance ≤ {self.variance:.3g}), detects {self.effect:.3g}"
        )

    @property
    def _nats(self) -> float:
        return math.log(2) - math.log(self.false_alarm)

    @property
    def _scale(self) -> float:
        return math.sqrt(2 * self._nats / (self.samples * (self.variance + self.radius * self.radius)))

    def _influence(self, draws: Tensor, centre: Tensor | float) -> Tensor:
        steps = self._scale * (draws - centre)
        return (steps.sign() * (steps.abs() + steps.square() / 2).log1p()).sum(0)

    def _check_draws(self, draws: Tensor) -> None:
        _check.finite("draws", draws)
        if draws.ndim == 0 or len(draws) != self.samples:
            raise ValueError(f"draws: expected ({self.samples}, …), got shape {tuple(draws.shape)}")


class ConfidenceSequence(NamedTuple):
    """Bounds (…) on a mean that hold at all sample sizes at once, and the sums to which later draws are added.

    >>> first = confidence_sequence(torch.full((100,), 0.3), low=0, high=1, false_alarm=0.01)
    >>> more = confidence_sequence(torch.full((900,), 0.3), low=0, high=1, false_alarm=0.01, before=first)
    >>> more.count, more.lower, more.upper
    (1000, tensor(0.2894), tensor(0.3106))
    >>> first.upper - first.lower
    tensor(0.2124)
    """

    count: int
    lower: Tensor
    upper: Tensor
    total: Tensor
    deviation: Tensor
    weight: Tensor
    weighted: Tensor
    spread: Tensor


def confidence_sequence(
    draws: Tensor,
    low: float,
    high: float,
    false_alarm: float,
    before: ConfidenceSequence | None = None,
) -> ConfidenceSequence:
    """Bounds on the mean of draws (N, …) from [low, high]; ``before`` is the sequence of the draws that came earlier.

    With probability at least 1 − ``false_alarm`` the mean lies between the bounds after every draw, so a run may stop
    at any draw. Give every call the same low, high and false_alarm. Each draw must have that mean given the draws
    before it. Waudby-Smith & Ramdas (2023), JRSS B 86, theorem 2 (predictable plug-in empirical Bernstein).

    >>> draws = torch.tensor([0.0, 1.0, 1.0, 1.0]).repeat(250)
    >>> found = confidence_sequence(draws, low=0, high=1, false_alarm=0.01)
    >>> found.lower, found.upper
    (tensor(0.6869), tensor(0.8102))
    """
    _check.finite("draws", draws)
    _check.probability("false_alarm", false_alarm)
    if draws.ndim == 0:
        raise ValueError("draws: expected (N, …), got a scalar")
    _check.number("low", low)
    _check.number("high", high)
    if not low < high:
        raise ValueError(f"low, high: expected low < high, got {low} and {high}")
    if high - low > torch.finfo(draws.dtype).max:
        raise ValueError(f"low, high: {low} and {high} are too far apart for {draws.dtype}")
    if not bool(((draws >= low) & (draws <= high)).all()):
        raise ValueError(f"draws: outside [{low}, {high}]")
    if before is None:
        zero = torch.zeros_like(draws[0])
        before = ConfidenceSequence(0, zero + low, zero + high, zero, zero, zero, zero, zero)
    if not isinstance(before, ConfidenceSequence):
        raise ValueError(f"before: expected a ConfidenceSequence, got {_check.describe(before)}")
    _check.same_kind("before", before.total, draws)
    if before.total.shape != draws.shape[1:]:
        raise ValueError(f"before: shape {tuple(before.total.shape)}, the draws have {tuple(draws.shape[1:])}")

    unit = (draws - low) / (high - low)
    count = before.count + torch.arange(1, len(draws) + 1, dtype=draws.dtype, device=draws.device)
    count = count.reshape(-1, *[1] * (draws.ndim - 1))
    total = before.total + unit.cumsum(0)
    mean = (0.5 + total) / (count + 1)
    deviation = before.deviation + (unit - mean).square().cumsum(0)
    # The weight of a draw may use only the draws before it.
    mean_before = (0.5 + torch.cat((before.total.unsqueeze(0), total[:-1]))) / count
    variance_before = (0.25 + torch.cat((before.deviation.unsqueeze(0), deviation[:-1]))) / count
    nats = math.log(2 / false_alarm)
    bet = (2 * nats / (variance_before * count * (count + 1).log())).sqrt().clamp(max=0.5)
    weight = before.weight + bet.cumsum(0)
    weighted = before.weighted + (bet * unit).cumsum(0)
    spread = before.spread + ((unit - mean_before).square() * (-(-bet).log1p() - bet)).cumsum(0)
    centre, radius = low + (high - low) * weighted / weight, (high - low) * (nats + spread) / weight
    return ConfidenceSequence(
        before.count + len(draws),
        torch.maximum(before.lower, (centre - radius).amax(0)),
        torch.minimum(before.upper, (centre + radius).amin(0)),
        *(sums[-1] for sums in (total, deviation, weight, weighted, spread)),
    )


class Estimate(NamedTuple):
    """A mean by simulation, with a confidence sequence if bounds were given.

    >>> found = estimate(lambda n, generator: torch.arange(n) % 4 / 3, samples=1000)
    >>> found.moments.mean, found.moments.standard_error
    (tensor(0.5000), tensor(0.0118))
    >>> found.interval, found.stopped
    (None, 'samples')
    """

    moments: Moments
    interval: ConfidenceSequence | None
    stopped: str  # the limit that ended the simulation: "samples", "seconds" or "width"


def estimate(
    draw: Callable[[int, Generator | None], Tensor],
    samples: int,
    *,
    batch: int = 10_000,
    seconds: float = math.inf,
    bounds: tuple[float, float] | None = None,
    width: float = 0.0,
    false_alarm: float = 1e-6,
    generator: Generator | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Estimate:
    """The mean of ``draw(n, generator)`` → (n, …) within a budget of samples and of seconds.

    With ``bounds`` = (low, high) on a draw it stops early, once a confidence sequence is at most ``width`` wide
    everywhere; without them only the budget stops it. ``progress(done, samples)`` is called after each batch. The clock
    is read between batches, so a run overshoots ``seconds`` by at most one batch.

    >>> zeros_and_ones = lambda n, generator: torch.randint(2, (n,), generator=generator) / 1
    >>> found = estimate(zeros_and_ones, 10**6, bounds=(0, 1), width=0.2, generator=torch.Generator().manual_seed(0))
    >>> found.moments.count
    10000
    >>> found.interval.lower < 0.5, found.interval.upper > 0.5
    (tensor(True), tensor(True))
    >>> found.stopped
    'width'
    """
    _check.function("draw", draw)
    _check.count("samples", samples)
    _check.count("batch", batch)
    if seconds != math.inf:
        _check.positive("seconds", seconds)
    _check.not_negative("width", width)
    _check.probability("false_alarm", false_alarm)
    if width > 0 and bounds is None:
        raise ValueError("width: stopping early needs bounds")
    so_far, interval, start = None, None, time.monotonic()
    while True:
        size = min(batch, samples - (so_far.count if so_far else 0))
        draws = draw(size, generator)
        _check.floats("draw", draws)
        if so_far and (draws.shape[1:], draws.dtype, draws.device) != (
            so_far.mean.shape,
            so_far.mean.dtype,
            so_far.mean.device,
        ):
            raise ValueError("draw: returned draws of another shape or kind than before")
        if len(draws) != size:
            raise ValueError(f"draw: asked for {size} draws, returned {len(draws)}")
        so_far = merge(so_far, moments(draws)) if so_far else moments(draws)
        if bounds is not None:
            interval = confidence_sequence(draws, *bounds, false_alarm, interval)
        if progress is not None:
            progress(so_far.count, samples)
        if interval is not None and bool((interval.upper - interval.lower <= width).all()):
            return Estimate(so_far, interval, "width")
        if so_far.count == samples:
            return Estimate(so_far, interval, "samples")
        if time.monotonic() - start >= seconds:
            return Estimate(so_far, interval, "seconds")
