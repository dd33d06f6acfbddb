"""The errors of the report: roots, what follows from each, and how severe they are.  All of it is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from ..kernel import Prover
from .claim import Claim
from .decision import Decision
from .mending import evident_reading, mendable, missing_term, right_with
from .rules import All, Rule
from .runs import Runs
from .verdicts import WRONG

MOST_ROOTS = 3  # of one claim


class Severity(StrEnum):
    """How severe an error is, worst first."""

    CONCLUSION = "wrong conclusion"
    RESULT = "wrong result"
    GAP = "gap"
    SLIP = "slip"


@dataclass(frozen=True)
class Error:
    """One error: its root, and the claims that are right once the root, and other roots that they rest on, are
    mended."""

    root: Claim
    severity: Severity
    consequences: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The root and its consequences."""
        return self.root, *self.consequences


def errors_in(claims: Iterable[Claim], verdicts: Mapping[str, str], runs: Runs | None = None,
              prover: Prover | None = None) -> list[Error]:
    """The errors among claims, by the verdict on each, worst first and then in the order of the report.

    A question is adjudicated as a whole, so all its claims have to be there.  `runs` are those of the verdicts.
    """
    prover, wrong = prover or Prover(), [c for c in claims if verdicts[c.id] in WRONG]
    roots_of = {c.id: roots for c, roots in _roots(wrong, runs or {}, prover)}
    found = []
    for root in wrong:
        if not roots_of[root.id]:
            consequences = tuple(c for c in wrong if root in roots_of[c.id])
            found.append(Error(root, severity(root, consequences, runs or {}, prover), consequences))
    order = list(Severity)
    return sorted(found, key=lambda error: order.index(error.severity))


def severity(root: Claim, consequences: Sequence[Claim], runs: Runs, prover: Prover) -> Severity:
    """How severe the error of a root is, from which other claims follow."""
    if _evident_reading_is_right(root, runs, prover):
        return Severity.SLIP
    if missing_term(root, prover) or _right_under_a_hypothesis(root, runs):
        return Severity.GAP
    return Severity.CONCLUSION if any(c.goal for c in (root, *consequences)) else Severity.RESULT


def _roots(wrong: Sequence[Claim], runs: Runs, prover: Prover) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Each wrong claim with the roots from which it follows, none where it is a root itself."""
    kept: list[Claim] = []  # claims that say what mends the text, and are roots
    for claim in sorted(wrong, key=lambda c: not mendable(c)):
        if claim.decision is not None:
            yield claim, _roots_of_run(claim, wrong, runs)
            continue
        sources = [one for one in kept if one.question == claim.question]
        several = (roots for count in range(1, MOST_ROOTS + 1) for roots in combinations(sources, count))
        found = next((roots for roots in several if right_with(claim, roots, prover)), ())
        if not found and mendable(claim):
            kept.append(claim)
        yield claim, found


def _roots_of_run(claim: Claim, wrong: Sequence[Claim], runs: Runs) -> tuple[Claim, ...]:
    """The claims about runs each of which has one condition of those that a claim fails, and between them all of them.

    The first of several claims that fail by one condition is its root.
    """
    failing = {one.id: failing_conditions(one, runs) for one in wrong if one.decision is not None}
    found = []
    for condition in failing[claim.id]:
        root = next((one for one in wrong if failing.get(one.id) == (condition,)), claim)
        if root is claim:
            return ()
        found.append(root)
    return tuple(dict.fromkeys(found))


def failing_conditions(claim: Claim, runs: Runs) -> tuple[Rule, ...]:
    """The conditions of its rule that a claim about a run fails."""
    decision = claim.decision
    run = decision.among(runs) if decision is not None else None
    if decision is None or run is None:
        return ()
    conditions = decision.rule.rules if isinstance(decision.rule, All) else (decision.rule,)
    return tuple(one for one in conditions if one.find(run).holds is False)


def _right_under_a_hypothesis(root: Claim, runs: Runs) -> bool:
    return root.decision is not None and _holds(root.decision, root.decision.where, runs)


def _holds(decision: Decision, rule: Rule | None, runs: Runs) -> bool:
    """Whether another rule about the run of a decision holds."""
    run = decision.among(runs)
    return run is not None and rule is not None and rule.find(run).holds is True


def _evident_reading_is_right(root: Claim, runs: Runs, prover: Prover) -> bool:
    if root.fact is not None:
        return root.fact.evident is not None and root.fact.evident.find().holds is True
    if root.decision is not None:
        return _holds(root.decision, root.decision.evident, runs)
    return evident_reading(root, prover)
