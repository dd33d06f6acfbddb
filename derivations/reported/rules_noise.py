"""Rules for comparisons under noise: clear by a stated number of standard errors, either way, or no answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev

from derivations.runs import Metrics

from .rules import Finding, Rule

SIGMAS = 4.0
SEEDS = 8  # how many runs it takes at least


def clear(excess: float, error: float) -> bool | None:
    """Whether an excess is above zero; without any noise, zero is not."""
    if math.isnan(excess) or math.isnan(error):
        return None
    return True if excess > SIGMAS*error else False if excess < -SIGMAS*error or error == 0 else None


@dataclass(frozen=True)
class Times(Rule):
    """One figure is more than so many times another: over seeds in pairs, or by the standard errors of both."""

    larger: str
    smaller: str
    times: float
    errors: tuple[str, str] | None = None  # None: both are lists, one entry a seed

    def find(self, run: Metrics) -> Finding:
        if self.errors is None:
            first, second = run.numbers(self.larger), run.numbers(self.smaller)
            if len(first) != len(second) or len(first) < SEEDS:
                return Finding(None, f"{len(first)} and {len(second)} runs of {self.larger} and {self.smaller}, where "
                                     f"{SEEDS} pairs are needed")
            one, other = fmean(first), fmean(second)
            excess = [a - self.times*b for a, b in zip(first, second)]
            finite = all(map(math.isfinite, excess))
            error = stdev(excess)/math.sqrt(len(excess)) if finite else math.nan
        else:
            one, other = run.number(self.larger), run.number(self.smaller)
            error = math.hypot(run.number(self.errors[0]), self.times*run.number(self.errors[1]))
        over = one - self.times*other
        told = f"{self.larger} = {one:.4g}, {self.smaller} = {other:.4g}" + (" on average" if self.errors is None else "")
        return Finding(clear(over, error), f"{told} (first − {self.times:g} × second = {over:.3g} ± {error:.2g})")

    def __str__(self) -> str:
        return f"{self.larger} > {self.times:g} × {self.smaller}, by {SIGMAS:g} standard errors"


@dataclass(frozen=True)
class Spread(Rule):
    """One list scatters more than so many times as widely as another; its logarithm has error √(1/2(n−1)) each."""

    wider: str
    narrower: str
    times: float

    def find(self, run: Metrics) -> Finding:
        first, second = run.numbers(self.wider), run.numbers(self.narrower)
        if min(len(first), len(second)) < SEEDS or not all(map(math.isfinite, first + second)):
            return Finding(None, f"fewer than {SEEDS} finite runs")
        one, other = stdev(first), stdev(second)
        over = math.log(one/(self.times*other)) if one > 0 < other else math.nan
        error = math.sqrt(0.5/(len(first) - 1) + 0.5/(len(second) - 1))
        return Finding(clear(over, error), f"standard deviation of {self.wider} {one:.3g}, of {self.narrower} {other:.3g}")

    def __str__(self) -> str:
        return f"{self.wider} scatters more than {self.times:g} × {self.narrower}, by {SIGMAS:g} standard errors"


@dataclass(frozen=True)
class Unbiased(Rule):
    """A mean that is zero up to its standard error."""

    mean: str
    error: str

    def find(self, run: Metrics) -> Finding:
        mean, error = run.number(self.mean), run.number(self.error)
        return Finding(abs(mean) <= SIGMAS*error, f"{self.mean} = {mean:.3g} ± {error:.2g}")

    def __str__(self) -> str:
        return f"|{self.mean}| ≤ {SIGMAS:g} × {self.error}"
