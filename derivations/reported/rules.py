"""How a claim about a run is decided: rules as data, each with its tolerance, that print as they decide.

A rule answers yes, no, or None where the data do not tell; and shows the figures that it looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Any, NamedTuple

from derivations.runs import Metrics

SIGMAS = 4.0  # standard errors by which a comparison under noise has to be clear
SEEDS = 8  # how many runs it takes at least


class Finding(NamedTuple):
    """What a rule makes of a run."""

    holds: bool | None
    figures: str


class Rule:
    """Something that the figures of a run have to satisfy."""

    def find(self, run: Metrics) -> Finding:
        raise NotImplementedError


def shown(value: Any) -> str:
    """A figure, short."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.5g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Printed(Rule):
    """A figure as it is printed: equal up to half a unit of its last digit."""

    figure: str
    printed: str

    @property
    def tolerance(self) -> float:
        return 0.5*10.0**-len(self.printed.partition(".")[2])

    def find(self, run: Metrics) -> Finding:
        value = run.number(self.figure)
        error = abs(value - float(self.printed))
        return Finding(error <= self.tolerance*(1 + 1e-9), f"{self.figure} = {value:.6f}")

    def __str__(self) -> str:
        return f"|{self.figure} − {self.printed}| ≤ {self.tolerance:g}"


@dataclass(frozen=True)
class Between(Rule):
    """A figure, or every one of a list, within bounds; NaN is within none."""

    figure: str
    least: float = -math.inf
    most: float = math.inf

    def find(self, run: Metrics) -> Finding:
        found = run.value(self.figure)
        values = run.numbers(self.figure) if isinstance(found, list) else [run.number(self.figure)]
        told = ", ".join(f"{v:.5g}" for v in values) if len(values) <= 4 else f"{min(values):.5g} … {max(values):.5g}"
        return Finding(all(self.least <= v <= self.most for v in values), f"{self.figure} = {told}")

    def __str__(self) -> str:
        low = f"{self.least:g} ≤ " if self.least > -math.inf else ""
        return low + self.figure + (f" ≤ {self.most:g}" if self.most < math.inf else "")


def at_most(figure: str, most: float) -> Between:
    """A figure that is not above a bound."""
    return Between(figure, most=most)


def at_least(figure: str, least: float) -> Between:
    """A figure that is not below a bound."""
    return Between(figure, least)


@dataclass(frozen=True)
class Is(Rule):
    """A fact exactly: a count, a shape, a name, yes or no."""

    figure: str
    value: Any

    def find(self, run: Metrics) -> Finding:
        value = run.value(self.figure)
        same = value == self.value and isinstance(value, bool) == isinstance(self.value, bool)
        return Finding(same, f"{self.figure} = {shown(value)}")

    def __str__(self) -> str:
        return f"{self.figure} = {shown(self.value)}"


@dataclass(frozen=True)
class Same(Rule):
    """Two figures of the run that agree within a tolerance."""

    figure: str
    other: str
    within: float = 0.0

    def find(self, run: Metrics) -> Finding:
        value, other = run.number(self.figure), run.number(self.other)
        return Finding(value == other or abs(value - other) <= self.within,
                       f"{self.figure} = {value:.6g}, {self.other} = {other:.6g}")

    def __str__(self) -> str:
        return f"{self.figure} = {self.other}" + (f" within {self.within:g}" if self.within else "")


@dataclass(frozen=True)
class Times(Rule):
    """One figure is at least so many times another, clearly: over seeds in pairs, or with their standard errors."""

    larger: str
    smaller: str
    times: float
    errors: tuple[str, str] | None = None  # the standard errors of both; None: they are lists, one entry a seed

    def find(self, run: Metrics) -> Finding:
        if self.errors is None:
            first, second = run.numbers(self.larger), run.numbers(self.smaller)
            one, other = fmean(first), fmean(second)
            if len(first) != len(second) or len(first) < SEEDS:
                return Finding(None, f"{len(first)} and {len(second)} runs of each, where {SEEDS} pairs are needed")
            excess = [a - self.times*b for a, b in zip(first, second)]
            mean = fmean(excess)
            error = stdev(excess)/math.sqrt(len(excess)) if math.isfinite(mean) else math.inf
        else:
            one, other = run.number(self.larger), run.number(self.smaller)
            mean = one - self.times*other
            error = math.hypot(run.number(self.errors[0]), self.times*run.number(self.errors[1]))
        clear = True if mean > SIGMAS*error else False if mean < -SIGMAS*error else None
        return Finding(clear, f"{self.larger} = {one:.4g}, {self.smaller} = {other:.4g}, the first minus {self.times:g} "
                              f"times the second {mean:.3g} ± {error:.2g}")

    def __str__(self) -> str:
        return f"{self.larger} ≥ {self.times:g} × {self.smaller}, by {SIGMAS:g} standard errors"


@dataclass(frozen=True)
class All(Rule):
    """Several things at once."""

    rules: tuple[Rule, ...]

    def find(self, run: Metrics) -> Finding:
        found = [rule.find(run) for rule in self.rules]
        holds = [one.holds for one in found]
        answer = False if False in holds else None if None in holds else True
        return Finding(answer, "; ".join(one.figures for one in found))

    def __str__(self) -> str:
        return "; and ".join(map(str, self.rules))


@dataclass(frozen=True)
class EveryReading(Rule):
    """Several readings of the same words, which have to agree on the answer."""

    rules: tuple[Rule, ...]

    def find(self, run: Metrics) -> Finding:
        found = [rule.find(run) for rule in self.rules]
        answers = {one.holds for one in found}
        return Finding(answers.pop() if len(answers) == 1 else None, "; ".join(one.figures for one in found))

    def __str__(self) -> str:
        return "in every reading: " + "; or ".join(map(str, self.rules))


def both(*rules: Rule) -> All:
    """All of them."""
    return All(rules)
