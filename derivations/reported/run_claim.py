"""Claims about listings, runs, tables and conclusions: decided from what an experiment measured.

`python -m impl X --as-reported` runs the report's listings and writes `metrics.json`; a claim names the figures that it
hangs on and the rule that decides it.  No verdict is typed: other figures, another verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivations.runs import Metrics

from .claim import Claim, register
from .rules import Rule, shown

if TYPE_CHECKING:
    from derivations.runs import Runs


SEEDS = {"bbvi": 10, "gamma": 0}  # that the listings set; the third sets none


@dataclass(frozen=True)
class Decision:
    """How a claim is decided."""

    experiment: str
    rule: Rule
    instead: str  # what is right where it does not hold; {path} stands for a figure
    as_reported: bool = True

    @property
    def command(self) -> str:
        """What produces the figures."""
        return f"python -m impl {self.experiment}" + (" --as-reported" if self.as_reported else "")

    def among(self, runs: Runs) -> Metrics | None:
        """The run that decides it."""
        return runs.get((self.experiment, self.as_reported))

    def unfit(self, run: Metrics) -> str:
        """Why a run cannot decide it, where it cannot."""
        if run.interrupted:
            return "of a run that was interrupted; it takes a whole one"
        wanted = SEEDS.get(self.experiment, run.seed)
        return "" if run.seed == wanted else f"of seed {run.seed}; the report's is {wanted}"

    def correction(self, run: Metrics) -> str:
        """What is right instead, with its figures."""
        return re.sub(r"\{([^{}]+)\}", lambda found: shown(run.value(found[1])), self.instead)


def from_runs(id: str, *, lines: tuple[int, int], kind: str, says: str, experiment: str, rule: Rule, instead: str,
              part: int = 0) -> Claim:
    """Register a claim that a run of an experiment, as the report ran it, decides."""
    return register(Claim(id, lines, part, kind, says, None, None, "", Decision(experiment, rule, instead)))
