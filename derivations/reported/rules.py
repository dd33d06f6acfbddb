"""The rules that decide claims about runs: data, each with its tolerance, whose text is the condition that they check.

A rule answers yes, no, or None where the data do not tell, and shows the figures that it used.  NaN satisfies no rule.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, NamedTuple

from .runs import Metrics


class Finding(NamedTuple):
    """The answer of a rule for one run."""

    holds: bool | None  # None where the data do not tell
    figures: str  # the figures that the rule used


class Rule(ABC):
    """A condition on the figures of a run; a figure is named by its path, as in `Metrics`."""

    @abstractmethod
    def find(self, run: Metrics) -> Finding:
        """The answer for one run; raises `BadRuns` where the run lacks a figure."""


def shown(value: Any) -> str:
    """A figure as text: floats with five digits, yes or no for a truth value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    return f"{value:.5g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Printed(Rule):
    """A figure equals a printed number up to half a unit of the last printed digit."""

    figure: str
    printed: str

    @property
    def tolerance(self) -> float:
        """Half a unit of the last digit."""
        return 0.5*10.0**-len(self.printed.partition(".")[2])

    def find(self, run: Metrics) -> Finding:
        value = run.number(self.figure)
        error = abs(value - float(self.printed))
        return Finding(error <= self.tolerance*(1 + 1e-9), f"{self.figure} = {value:.6f}")

    def __str__(self) -> str:
        return f"|{self.figure} − {self.printed}| ≤ {self.tolerance:g}"


@dataclass(frozen=True)
class Between(Rule):
    """A figure lies within bounds."""

    figure: str
    least: float = -math.inf
    most: float = math.inf

    def find(self, run: Metrics) -> Finding:
        value = run.number(self.figure)
        return Finding(self.least <= value <= self.most, f"{self.figure} = {value:.5g}")

    def __str__(self) -> str:
        low = f"{self.least:g} ≤ " if self.least > -math.inf else ""
        return low + self.figure + (f" ≤ {self.most:g}" if self.most < math.inf else "")


@dataclass(frozen=True)
class AtMost(Rule):
    """An error, a distance or a share is not above a bound; a negative one is a fault of the run."""

    figure: str
    most: float

    def find(self, run: Metrics) -> Finding:
        value = run.nonnegative(self.figure)
        return Finding(value <= self.most, f"{self.figure} = {value:.5g}")

    def __str__(self) -> str:
        return f"0 ≤ {self.figure} ≤ {self.most:g}"


def at_most(figure: str, most: float) -> AtMost:
    """The rule that an error, a distance or a share is not above a bound."""
    return AtMost(figure, most)


def probable(pvalue: str) -> Between:
    """The rule that a p-value is at least 1e-6: a law that is tested once or twice is not rejected then."""
    return Between(pvalue, 1e-6, 1.0)


def at_least(figure: str, least: float) -> Between:
    """The rule that a figure is not below a bound."""
    return Between(figure, least)


@dataclass(frozen=True)
class Is(Rule):
    """A fact is exactly this one: a count, a shape, a name, yes or no."""

    figure: str
    value: Any

    def find(self, run: Metrics) -> Finding:
        value = run.like(self.figure, self.value)
        return Finding(value == self.value, f"{self.figure} = {shown(value)}")

    def __str__(self) -> str:
        return f"{self.figure} = {shown(self.value)}"


@dataclass(frozen=True)
class IsNot(Rule):
    """A fact is another one than this."""

    figure: str
    value: Any

    def find(self, run: Metrics) -> Finding:
        value = run.like(self.figure, self.value)
        return Finding(value != self.value, f"{self.figure} = {shown(value)}")

    def __str__(self) -> str:
        return f"{self.figure} ≠ {shown(self.value)}"


@dataclass(frozen=True)
class Names(Rule):
    """A list of names has a name that contains a word."""

    figure: str
    word: str

    def find(self, run: Metrics) -> Finding:
        names = run.like(self.figure, [])
        held = any(self.word in str(name).lower() for name in names)
        return Finding(held, f"{self.figure} = {shown(names)}")

    def __str__(self) -> str:
        return f"{self.figure} has a name with `{self.word}` in it"


@dataclass(frozen=True)
class Near(Rule):
    """Two figures differ by at most `times` the figure `scale`, or by at most `times` where there is no scale."""

    figure: str
    other: str
    times: float = 0.0
    scale: str = ""

    def find(self, run: Metrics) -> Finding:
        value, other = run.number(self.figure), run.number(self.other)
        unit = run.positive(self.scale) if self.scale else 1.0
        told = f"{self.figure} = {value:.6g}, {self.other} = {other:.6g}" + (f", {self.scale} = {unit:.3g}" if self.scale else "")
        return Finding(value == other or abs(value - other) <= self.times*unit, told)

    def __str__(self) -> str:
        room = f"{self.times:g}" + (f" × {self.scale}" if self.scale else "")
        return f"|{self.figure} − {self.other}| ≤ {room}" if self.times else f"{self.figure} = {self.other}"


@dataclass(frozen=True)
class Above(Rule):
    """One figure is above another by at least `by`."""

    figure: str
    other: str
    by: float

    def find(self, run: Metrics) -> Finding:
        value, other = run.number(self.figure), run.number(self.other)
        return Finding(value - other >= self.by, f"{self.figure} = {value:.5g}, {self.other} = {other:.5g}")

    def __str__(self) -> str:
        return f"{self.figure} − {self.other} ≥ {self.by:g}"


@dataclass(frozen=True)
class Ratio(Rule):
    """The ratio of two positive figures lies within bounds."""

    figure: str
    other: str
    least: float = -math.inf
    most: float = math.inf

    def find(self, run: Metrics) -> Finding:
        value, other = run.positive(self.figure), run.positive(self.other)
        return Finding(self.least <= value/other <= self.most, f"{self.figure} = {value:.5g}, {self.other} = {other:.5g}")

    def __str__(self) -> str:
        return str(Between(f"{self.figure} / {self.other}", self.least, self.most))


@dataclass(frozen=True)
class All(Rule):
    """Several rules hold together; the answer is None where none fails and one has no answer."""

    rules: tuple[Rule, ...]

    def find(self, run: Metrics) -> Finding:
        found = [rule.find(run) for rule in self.rules]
        holds = [one.holds for one in found]
        answer = False if False in holds else None if None in holds else True
        return Finding(answer, "; ".join(dict.fromkeys(one.figures for one in found)))

    def __str__(self) -> str:
        return "; and ".join(map(str, self.rules))


@dataclass(frozen=True)
class EveryReading(Rule):
    """Several readings of the same words have the same answer; where they disagree, the answer is None."""

    rules: tuple[Rule, ...]

    def find(self, run: Metrics) -> Finding:
        found = [rule.find(run) for rule in self.rules]
        answers = {one.holds for one in found}
        return Finding(answers.pop() if len(answers) == 1 else None, "; ".join(one.figures for one in found))

    def __str__(self) -> str:
        return "in every reading: " + "; and ".join(map(str, self.rules))


def both(*rules: Rule) -> All:
    """The rule that all of these hold."""
    return All(rules)
