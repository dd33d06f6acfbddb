"""Errors of claims about runs: roots and severities turn round when a rule, a reading or an aim is exchanged."""

from dataclasses import dataclass, replace

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.errors import Severity, errors_in
from derivations.reported.rules import All, Finding, Rule
from derivations.reported.verdicts import adjudicate
from tests.support.listing_figures import WORLD
from tests.support.rule_figures import run

load()
RUNS = {found.key: found for found in (run(name, figures) for name, figures in WORLD.items())}
CLAIMS = [c for c in load_reported().values() if c.decision is not None]


@dataclass(frozen=True)
class Always(Rule):
    """A rule with one answer."""

    answer: bool

    def find(self, run) -> Finding:
        return Finding(self.answer, "planted")


def errors(claims=CLAIMS):
    verdicts = {c.id: adjudicate(c, runs=RUNS).verdict for c in claims}
    return {e.root.id: e for e in errors_in(claims, verdicts, RUNS)}


FOUND = errors()
each_root = pytest.mark.parametrize("name", FOUND)


def changed(name: str, **fields):
    """The errors after a change of a claim."""
    return errors([replace(c, **fields) if c.id == name else c for c in CLAIMS])


def decided(name: str, **fields):
    """The errors after a change of how a claim is decided."""
    return changed(name, decision=replace(FOUND[name].root.decision, **fields))


@each_root
def test_a_root_whose_rule_holds_is_no_error(name):
    found = decided(name, rule=Always(True))
    assert name not in found
    for claim in FOUND[name].consequences:  # each is a root now, or follows from another one
        assert claim.id in found or any(claim in e.consequences for e in found.values())


@each_root
def test_a_severity_follows_from_the_reading_the_hypothesis_and_the_aim(name):
    assert decided(name, evident=Always(True))[name].severity is Severity.SLIP
    assert decided(name, evident=None, where=Always(True))[name].severity is Severity.GAP
    bare = replace(FOUND[name].root.decision, evident=None, where=None)
    assert changed(name, decision=bare, goal=True)[name].severity is Severity.CONCLUSION
    if not any(claim.goal for claim in FOUND[name].consequences):
        assert changed(name, decision=bare, goal=False)[name].severity is Severity.RESULT
    assert decided(name, evident=Always(False), where=Always(False))[name].severity in (Severity.CONCLUSION, Severity.RESULT)


@each_root
def test_a_claim_that_fails_by_other_conditions_too_does_not_follow(name):
    for claim in FOUND[name].consequences:
        assert claim.decision is not None
        other = All((claim.decision.rule, Always(False)))
        assert claim not in changed(claim.id, decision=replace(claim.decision, rule=other))[name].consequences


def test_errors_are_told_worst_first_and_each_once():
    order = list(Severity)
    severities = [order.index(e.severity) for e in FOUND.values()]
    assert severities == sorted(severities) and len(set(severities)) > 2
    told = [c.id for e in FOUND.values() for c in e.claims]
    assert set(told) == {c.id for c in CLAIMS if adjudicate(c, runs=RUNS).verdict == "contradicted"}
    assert all(e.root.printed and e.root.right for e in FOUND.values() if e.root.question != "1.2.4")
