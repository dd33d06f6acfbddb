"""The rules' own examples: what each accepts, with which conditions, and what it refuses."""

import doctest

import pytest

from derivations.kernel import RULES
from tests.support import (
    rule_edges,
    rule_edges_chains,
    rule_edges_densities,
    rule_edges_derivatives,
    rule_edges_draws,
    rule_edges_means,
    rule_edges_named,
    rule_edges_special,
    rule_examples,
)
from tests.support.fuzzing import hypothesis_fuzz
from tests.support.fuzzing.good_steps import TEMPLATES, examples
from tests.support.fuzzing.near_misses import fuzz, shown

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@each_rule
def test_the_examples_hold(rule):
    names = {"accepts": rule_examples.accepts, "refuses": rule_examples.refuses, **RULES}
    test = doctest.DocTestParser().get_doctest(rule.__doc__, names, rule.name, None, 0)
    runner, said = doctest.DocTestRunner(verbose=False), []
    runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)


@each_rule
def test_every_rule_shows_what_it_accepts_and_what_it_refuses(rule):
    assert {kind for kind, *_ in examples(rule)} == {"accepts", "refuses"}


def test_every_rule_has_steps_to_make_near_misses_of_and_edges():
    """Without them a rule would pass the fuzzers, for want of anything that they ask it."""
    assert set(TEMPLATES) == set(RULES)
    for table in ("ACCEPTED", "FALSE"):
        files = rule_edges, rule_edges_chains, rule_edges_densities, rule_edges_derivatives, rule_edges_draws, rule_edges_means, rule_edges_named, rule_edges_special
        assert {name for file in files for name in getattr(file, table)} == set(RULES), table


def report_of(count, seed):
    report = fuzz(count, seed)
    print(report)
    assert not report.false, "\n".join(f"{shown(step)}\n{why}" for step, why in report.false)
    assert not report.crashes, "\n".join(f"{shown(step)}\n{why}" for step, why in report.crashes)
    assert report.tried >= count and report.checked > 0.9*report.accepted > 0.2*count  # it asks something
    return report


def test_near_misses():
    """A small sample; the slow tier takes ten times as many."""
    report_of(1_500, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_many_near_misses(seed):
    report_of(6_000, seed)


@pytest.mark.parametrize("count", [300, pytest.param(12_000, marks=pytest.mark.slow)])
def test_hypotheses_mean_what_they_say(count):
    tried, wrong = hypothesis_fuzz.fuzz(count, 7)
    assert tried == count and not wrong, "\n".join(f"{text}\n{why}" for text, why in wrong)
