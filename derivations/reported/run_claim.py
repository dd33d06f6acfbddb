"""The registration of claims about listings, runs, tables and conclusions."""

from __future__ import annotations

from .claim import Claim, register
from .decision import Decision
from .rules import Printed, Rule


def from_runs(id: str, *, lines: tuple[int, int], kind: str, says: str, experiment: str, rule: Rule, instead: str,
              part: int = 0, evident: Rule | None = None, where: Rule | None = None, printed: str = "",
              right: str = "", goal: bool = False) -> Claim:
    """Register a claim that is decided by a run of an experiment, with the settings of the report.

    `instead` is the correction where the rule fails; {path} stands for a figure, {path / path} for a ratio.  `evident`
    is the rule of the evident reading of what is misprinted, `where` that of the same claim under a hypothesis that is
    missing.  `printed` and `right` are in the report's own symbols.
    """
    decision = Decision(experiment, rule, instead, evident=evident, where=where)
    return register(Claim(id, lines, part, kind, says, None, None, "", decision, printed=printed, right=right,
                          goal=goal))


def table_cell(id: str, line: int, row: int, says: str, figure: str, printed: str) -> Claim:
    """Register one number of a table of the report on 1.2.5 or 2.2.13."""
    return from_runs(id, lines=(line, line), part=row, kind="table", experiment="bbvi", says=says,
                     rule=Printed(figure, printed), instead="the run gives {" + figure + "}")
