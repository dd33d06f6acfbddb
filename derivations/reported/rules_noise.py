"""Rules for comparisons under noise: a difference is clear by a number of standard errors, or there is no answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev

from .rules import Finding, Rule
from .runs import Metrics

STANDARD_ERRORS = 4.0  # by which a comparison has to be clear
LEAST_SEEDS = 8  # values of a list, one for each seed, without which there is no mean


def clear(excess: float, error: float) -> bool | None:
    """Whether an excess is above zero, beyond its standard error; None where noise hides it.  Without noise, an excess
    of zero is not above zero."""
    if math.isnan(excess) or math.isnan(error):
        return None
    return True if excess > STANDARD_ERRORS*error else False if excess < -STANDARD_ERRORS*error or error == 0 else None


def paired(run: Metrics, first: str, second: str) -> tuple[list[float], list[float]]:
    """Two lists with one entry for each seed; both are empty where their lengths differ."""
    one, other = run.numbers(first), run.numbers(second)
    return (one, other) if len(one) == len(other) else ([], [])


def mean_and_error(values: list[float]) -> tuple[float, float]:
    """A mean with its standard error; NaN where there are too few values, infinite ones, or too large ones."""
    if len(values) < LEAST_SEEDS or not all(map(math.isfinite, values)):
        return math.nan, math.nan
    try:
        return fmean(values), stdev(values)/math.sqrt(len(values))
    except OverflowError:
        return math.nan, math.nan


@dataclass(frozen=True)
class Times(Rule):
    """One positive quantity is more than `times` another, by the mean logarithm of their ratio over seeds."""

    larger: str
    smaller: str
    times: float

    def find(self, run: Metrics) -> Finding:
        pairs = list(zip(*paired(run, self.larger, self.smaller)))
        positive = all(0 < a < math.inf and 0 < b < math.inf for a, b in pairs)
        logs = [math.log(a) - math.log(b) for a, b in pairs] if positive else []
        mean, error = mean_and_error(logs)
        times = math.exp(mean) if mean < 700 else math.inf if mean >= 700 else math.nan
        told = f"{self.larger} is {times:.4g} times {self.smaller} (standard error {100*error:.2g} %)"
        return Finding(clear(mean - math.log(self.times), error), f"{told} over {len(logs)} seeds")

    def __str__(self) -> str:
        return f"{self.larger} > {self.times:g} × {self.smaller}, by {STANDARD_ERRORS:g} standard errors of their mean log ratio"


@dataclass(frozen=True)
class More(Rule):
    """One count is higher than another on average over seeds; the counts of a seed make a pair."""

    larger: str
    smaller: str

    def find(self, run: Metrics) -> Finding:
        first, second = paired(run, self.larger, self.smaller)
        mean, error = mean_and_error([a - b for a, b in zip(first, second)])
        told = f"{self.larger} minus {self.smaller} is {mean:.4g} ± {error:.2g} on average"
        return Finding(clear(mean, error), f"{told} over {len(first)} seeds")

    def __str__(self) -> str:
        return f"{self.larger} > {self.smaller}, by {STANDARD_ERRORS:g} standard errors of their mean difference"


@dataclass(frozen=True)
class Exceeds(Rule):
    """One estimate is above `times` another; the path of each with `_error` at its end is its standard error."""

    larger: str
    smaller: str
    times: float = 1.0

    def find(self, run: Metrics) -> Finding:
        one, other = run.number(self.larger), run.number(self.smaller)
        first, second = run.nonnegative(self.larger + "_error"), run.nonnegative(self.smaller + "_error")
        answer = clear(one - self.times*other, math.hypot(first, self.times*second))
        return Finding(answer, f"{self.larger} = {one:.4g} ± {first:.2g}, {self.smaller} = {other:.4g} ± {second:.2g}")

    def __str__(self) -> str:
        factor = f"{self.times:g} × " if self.times != 1 else ""
        return f"{self.larger} > {factor}{self.smaller}, by {STANDARD_ERRORS:g} standard errors"


@dataclass(frozen=True)
class Spread(Rule):
    """One list scatters more than `times` as widely as another; the logarithm of the standard deviation of n values has
    the standard error √(1/2(n−1))."""

    wider: str
    narrower: str
    times: float

    def find(self, run: Metrics) -> Finding:
        first, second = run.numbers(self.wider), run.numbers(self.narrower)
        if math.isnan(mean_and_error(first)[1] + mean_and_error(second)[1]):
            return Finding(None, f"fewer than {LEAST_SEEDS} finite runs")
        one, other = stdev(first), stdev(second)
        over = math.log(one) - math.log(other) - math.log(self.times) if one > 0 < other else math.nan
        error = math.sqrt(0.5/(len(first) - 1) + 0.5/(len(second) - 1))
        return Finding(clear(over, error), f"standard deviation of {self.wider} {one:.3g}, of {self.narrower} {other:.3g}")

    def __str__(self) -> str:
        return f"{self.wider} scatters more than {self.times:g} × {self.narrower}, by {STANDARD_ERRORS:g} standard errors"


@dataclass(frozen=True)
class Unbiased(Rule):
    """A mean is zero up to its standard error; no answer where a bias as large as the margin would not show."""

    mean: str
    error: str
    margin: float

    def find(self, run: Metrics) -> Finding:
        mean, error = run.number(self.mean), run.nonnegative(self.error)
        biased, told = abs(mean) > STANDARD_ERRORS*error, f"{self.mean} = {mean:.3g} ± {error:.2g}"
        if math.isnan(mean) or (not biased and not STANDARD_ERRORS*error <= self.margin):
            return Finding(None, f"{told}: a bias of {self.margin:g} would not show")
        return Finding(not biased, told)

    def __str__(self) -> str:
        return f"|{self.mean}| ≤ {STANDARD_ERRORS:g} × {self.error} ≤ {self.margin:g}"


@dataclass(frozen=True)
class Best(Rule):
    """With the best step size of each, one estimator leaves more than `times` the gap of another.

    Each estimator has a table of step sizes: the quartiles of the gap over chains, and the number of chains that were
    lost.  The outer quartiles have to lie apart.
    """

    larger: str
    smaller: str
    times: float

    def find(self, run: Metrics) -> Finding:
        (one, low, up), (other, down, high) = self._best(run, self.larger), self._best(run, self.smaller)
        answer = True if low > self.times*high else False if up <= self.times*down else None
        return Finding(answer, f"{self.larger}: at best {low:.2g} to {up:.2g} with step size {one:g}; {self.smaller}: "
                               f"{down:.2g} to {high:.2g} with {other:g}")

    def _best(self, run: Metrics, path: str) -> tuple[float, float, float]:
        """Step size and outer quartiles of the least median gap among the rows that lose no chain."""
        kept = []
        for i in range(run.length(path)):
            low, median, high = run.numbers(f"{path}.{i}.gap", 3)
            if run.number(f"{path}.{i}.lost") == 0:
                kept.append((median, run.number(f"{path}.{i}.step_size"), low, high))
        return min(kept)[1:] if kept else (math.nan, math.nan, math.nan)

    def __str__(self) -> str:
        return f"the least of {self.larger} > {self.times:g} × the least of {self.smaller}, quartiles apart"
