"""The decision of claims about listings, runs, tables and conclusions: by a rule over the figures of an experiment.

`python -m impl X --as-reported` runs the report's listings and writes `metrics.json`; a claim names the rule that
decides it, and the rule names the figures.  No verdict is typed: with other figures there is another verdict.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from .rules import Rule, shown

if TYPE_CHECKING:
    from .runs import Metrics, Runs

REPORTED_SEEDS = {"bbvi": 10, "gamma": 0}  # set by the listings; the third listing sets none
REPORTED_LENGTHS = {  # the numbers of iterations and epochs of the report's runs
    "bbvi": {"runs.reinforce.structured.iterations": 10_000, "runs.control_variate.structured.iterations": 10_000,
             "exact.step_sizes.iterations": 10_000},
    "gamma": {"exact.epochs": 150}}
LEAST_REPETITIONS = {  # of runs beside the report's, without which its conclusions are not judged
    "bbvi": {"exact.seeds.seeds": 32}, "gamma": {"exact.seeds.gd.excess": 64},
    "gumbel-softmax": {"exact.seeds.total_variation": 400}}


@dataclass(frozen=True)
class Decision:
    """The experiment and the rule that decide a claim."""

    experiment: str
    rule: Rule
    instead: str  # the correction where the rule fails; {path} stands for a figure, {path / path} for a ratio
    as_reported: bool = True
    evident: Rule | None = None  # of the evident reading, where the printed text has a slip
    where: Rule | None = None  # of the same claim under a hypothesis that the text lacks

    @property
    def command(self) -> str:
        """The command that produces the figures."""
        return f"python -m impl {self.experiment}" + (" --as-reported" if self.as_reported else "")

    def among(self, runs: Runs) -> Metrics | None:
        """The run that decides the claim; None where it is not among the runs."""
        return runs.get((self.experiment, self.as_reported))

    def unfit(self, run: Metrics) -> str:
        """The reason why a run cannot decide the claim; empty where it can."""
        if run.interrupted:
            return "of a run that was interrupted; it takes a whole one"
        wanted = REPORTED_SEEDS.get(self.experiment, run.seed)
        if run.seed != wanted:
            return f"of seed {run.seed}; the report's is {wanted}"
        for path, length in REPORTED_LENGTHS.get(self.experiment, {}).items():
            if run.value(path) != length:
                return f"of another length, {path} = {shown(run.value(path))}; the report's is {length}"
        for path, count in LEAST_REPETITIONS.get(self.experiment, {}).items():
            if run.length(path) < count:
                return f"of too few repetitions, {run.length(path)} in {path}; it takes {count}"
        return ""

    def correction(self, run: Metrics) -> str:
        """The correction, with the figures of the run."""
        return re.sub(r"\{([^{}]+)\}", lambda found: shown(quoted(run, found[1])), self.instead)


def quoted(run: Metrics, figure: str) -> Any:
    """A figure; or, for `path / path`, the ratio of the geometric means of two lists, NaN unless all are positive and
    finite."""
    above, slash, below = figure.partition(" / ")
    if not slash:
        return run.value(figure)
    lists = run.numbers(above), run.numbers(below)
    if not all(0 < value < math.inf for values in lists for value in values):
        return math.nan
    one, other = (fmean(map(math.log, values)) for values in lists)
    return math.exp(min(one - other, 700.0))
