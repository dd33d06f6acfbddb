"""Where the search and the attack save work, what they find stays the same; what they tried is told as it was."""

import math
from concurrent.futures import Future
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings

from derivations.attack import verdict
from derivations.attack.certificate import any_place
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Unreadable
from derivations.attack.random_search import tables
from derivations.attack.survey import survey, usable_shapes
from derivations.attack.theorems import Trial
from derivations.attack.verdict import Verdict
from derivations.commands import judge, ledger, workers
from derivations.commands.entries import Examiner
from derivations.commands.finding import load, load_reported
from derivations.kernel import Failed, Prover
from derivations.kernel.implication.search import Search
from derivations.kernel.lines.reading import read_line
from derivations.language.terms import positives, reals
from derivations.language.views.signature import signature
from derivations.pages.declarations import declared
from derivations.reported import verdicts as adjudication
from tests.support.rule_examples import typed


def kinds(attack: Attack) -> set[str]:
    return {batch.kind for batch in attack.batches()}


# --- hypotheses about several numbers together ------------------------------------------------------------------------


(a, b, c), (u, v) = positives("a b c"), reals("u v")


def test_models_are_drawn_where_no_small_one_satisfies_the_hypotheses() -> None:
    """Of whole numbers and halves none do, and there are too many quarters."""
    attack = Attack([1 - a - b - c > 0], [a < b*c + u*v])
    assert any(batch.held.any() for batch in attack.batches() if batch.kind == "drawn")
    assert not any(batch.held.any() for batch in attack.batches() if batch.kind != "drawn") and attack.satisfiable
    found = attack.refute(a < b*c + u*v)
    assert found is not None and not found.smallest


def test_none_are_drawn_where_a_small_one_does() -> None:
    assert "drawn" not in kinds(Attack([2 - a > 0], [a < b])) | kinds(Attack([], [a < b]))


# --- models that were tried already -----------------------------------------------------------------------------------


def test_only_models_with_null_states_are_tried_where_these_are_asked_for() -> None:
    """The statement is false at null states only, so either search finds it, and the one in fewer models."""
    statement = typed("f(z) >= 0")
    attack = Attack([typed("always[z](f(z) >= 0)")], [statement], almost=())
    everything, null = attack.refute(statement), attack.refute(statement, only_null=True)
    assert everything is not None and null is not None
    assert everything.model.null() and null.model.null()
    whole_only = Attack([], [typed("f(z) >= 0")], almost=())
    found = whole_only.refute(statement, only_null=True)
    first = whole_only.refute(statement)
    assert found is not None and first is not None and found.model.null() and not first.model.null()


def test_without_null_states_there_may_be_nothing_left_to_try() -> None:
    """In a supremum every point counts, so no state of its space is null: that is no fault of the statement."""
    statement = typed("sup[z](f(z)) >= sup[z](f(z))")
    attack = Attack([], [statement], almost=())
    assert "null" not in kinds(attack) and attack.refute(statement, only_null=True) is None
    large = Attack([], [statement], almost=())
    large._planned = []
    with pytest.raises(Unreadable):
        large.refute(statement)


def test_models_in_which_the_hypotheses_hold_nowhere_are_left_out_and_counted() -> None:
    """Of the others none is lost, and one model stays where there are no others: the statement is read in it."""
    statement, hypothesis = typed("f(z) == 0"), typed("f(z) > 1")
    free, bound, never = (Attack(given, [statement, hypothesis]) for given in ([], [hypothesis], [typed("f(z) > f(z)")]))
    small = [batch for batch in never.batches() if batch.kind != "drawn"]
    for one, fewer, none in zip(free.batches(), bound.batches(), small, strict=True):
        large = one.evaluator.truth(hypothesis)[0]
        many = int(any_place(large, one.made).sum())
        assert one.made == fewer.made == none.made == one.models.batch and fewer.held.sum() == large.sum()
        assert fewer.models.batch == (one.made if 2*many > one.made else max(1, many)) and none.models.batch == 1
    assert bound.refute(statement) is not None and never.refute(statement) is None


def asked_of(monkeypatch, theorem, **options) -> list[bool]:
    asked = []

    def refute(self, statement, *, only_null=False, **_):
        asked.append(only_null)
        self.satisfiable = True
    monkeypatch.setattr(Attack, "refute", refute)
    verdict.attacked(theorem, **options)
    return asked


def test_whole_models_are_tried_again_unless_they_were_tried_under_the_same_hypotheses(monkeypatch) -> None:
    """A hypothesis that is not needed is left out of the attack, which has more models then."""
    theorem = Prover().prove(load()["elbo.evidence"])
    assert asked_of(monkeypatch, theorem) == [False]
    assert asked_of(monkeypatch, theorem, tried=True) == [True]
    monkeypatch.setattr(verdict, "needed_hypotheses", lambda theorem: list(range(len(theorem.stated)))[1:])
    assert asked_of(monkeypatch, theorem, tried=True) == [False]


def test_a_claim_of_the_report_says_what_it_has_tried(monkeypatch) -> None:
    claim = next(c for c in load_reported().values() if c.statement is not None and c.statement.text.lines)
    asked = []
    monkeypatch.setattr(adjudication, "verdict_on", lambda derivation, prover, models, *, tried=False: (
        asked.append(tried), Verdict(prover.prove(derivation)))[1])
    found = adjudication.adjudicate(claim)  # without a prover it makes its own
    assert found.verdict == "proved" and asked == [True]


# --- goals that were not reached --------------------------------------------------------------------------------------


def conditions(*lines):
    return [read_line(typed(line))[0] for line in lines]


def test_what_was_not_reached_is_not_looked_for_again_until_more_is_known(monkeypatch) -> None:
    goal, given = conditions("integrable[q(z)](f(z) + g(z))", "integrable[q(z)](f(z))")
    search, looked = Search([given], (), frozenset()), []
    inner = Search._sum
    monkeypatch.setattr(Search, "_sum", lambda self, c: (looked.append(c), inner(self, c))[1])
    assert search.more_is_known() and not search.reach(goal)
    once = len(looked)
    assert once and not search.reach(goal) and len(looked) == once
    assert not search.more_is_known()
    (more,) = conditions("integrable[q(z)](g(z))")
    search._know(more, None)
    assert search.more_is_known() and search.reach(goal)


# --- what is told ------------------------------------------------------------------------------------------------------


def test_the_shapes_in_which_something_was_tried_are_counted() -> None:
    statement = typed("E[q(z)](f(z)) >= E[q(z)](f(z))")
    assert survey([], [statement], models_per_shape=4, shapes_wanted=3, seed=1).shapes == 3
    impossible = typed("E[q(z)](f(z)) > E[q(z)](f(z))")
    assert survey([impossible], [statement], models_per_shape=4, shapes_wanted=3, seed=1).shapes == 0


def test_the_smallest_shapes_are_used() -> None:
    """Of three spaces: no space is larger than it has to be for as many shapes as are wanted."""
    found = signature(typed("E[q(z)](d(y)*log(p(x))) >= 0"))
    every = usable_shapes(found, 20)
    assert len(every) == 20 and max(max(sizes.values()) for sizes, _ in every) == 3


def test_a_twin_of_a_line_is_refuted_where_one_of_its_steps_is(monkeypatch) -> None:
    trial = object.__new__(Trial)
    trial.attack = SimpleNamespace(refute_at_random=lambda statement: statement)
    assert trial._refuted_at_last(None, 1) and trial._refuted_at_last(1, None) and not trial._refuted_at_last(None, None)


def test_as_few_processes_as_there_is_work_for(monkeypatch) -> None:
    asked = []

    class Pool:
        def __init__(self, many, **_):
            asked.append(many)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def submit(self, _work, key):
            future = Future()
            future.set_result(key[1])
            return future
    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    for count, jobs in ((2, 8), (9, 3)):
        work = [("theorem", str(i)) for i in range(count)]
        assert list(workers.entries(Examiner(Prover(), 0), work, jobs)) == [(key, key[1]) for key in work]
    assert asked == [2, 3]


def test_what_is_declared_of_hypotheses_is_told_too() -> None:
    """Laws that only the hypotheses name."""
    for name, derivation in load().items():
        text = derivation.text
        alone, all_of_it = declared([text.statement]), declared([text.statement, *(h for h, _ in text.hypotheses)])
        if alone != all_of_it:
            assert ledger.ledger([name], 1)["theorems"][0]["where"] == all_of_it
            return
    pytest.fail("no theorem has such a hypothesis")


def test_a_refused_theorem_names_its_rule_where_it_has_one() -> None:
    derivation = load()["elbo.evidence"]
    for rule in ("linearity", ""):
        failure = Failed(derivation, "no", line=3, step=1, reason=rule)
        assert judge.described(derivation, Verdict(None, failure)).rule == (rule or None)


@pytest.mark.parametrize("left", [1.0, math.inf])
def test_mistakes_are_looked_at_for_as_long_as_there_is_time(left, monkeypatch) -> None:
    """At most so many seconds, and no longer than the file has."""
    asked = []
    monkeypatch.setattr(judge, "true_mistake", lambda derivation, judgement, deadline, almost: asked.append(deadline))
    now = judge.time.monotonic()
    list(judge.judge(load()["elbo.evidence"], Prover(), now + left))
    (deadline,) = asked
    assert deadline == now + left if left < judge.SEARCH_SECONDS else now <= deadline - judge.SEARCH_SECONDS < now + 60


@settings(max_examples=60, deadline=None)
@drawn(tables(signature(typed("E[q(z)](f(z)) >= 0")), nulls=True))
def test_tables_drawn_at_random_have_states_that_count_one_or_nothing(models) -> None:
    (base,) = models.base.values()
    assert base.shape == (1, models.sizes["z"]) and set(np.unique(base)) <= {0, 2}
    assert base[0, 0] == 2 and (np.diff(base[0]) <= 0).all()
