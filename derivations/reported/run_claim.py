"""Claims about listings, runs, tables and conclusions."""

from __future__ import annotations

from .claim import Claim, register
from .decision import Decision
from .rules import Rule


def from_runs(id: str, *, lines: tuple[int, int], kind: str, says: str, experiment: str, rule: Rule, instead: str,
              part: int = 0) -> Claim:
    """Register a claim that a run of an experiment, as the report ran it, decides."""
    return register(Claim(id, lines, part, kind, says, None, None, "", Decision(experiment, rule, instead)))
