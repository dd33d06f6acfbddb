"""Chains in finite models: densities at times beside whole tables, null states, and how a model is told."""

import random
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

import derivations.kernel  # noqa: F401  the words of the language have to be known
from derivations.attack.certificate import states_at
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Evaluator, Times
from derivations.attack.model import Models
from derivations.attack.models import horizon
from derivations.attack.numbers import Exact, Floats
from derivations.language import terms as t
from derivations.language.authoring.reader import parse
from derivations.language.views.signature import Unreadable, signature
from tests.support.dense_chains import DenseChain

(x,) = t.points("x")
T, k = t.counts("T k")
q, p = t.Chain("q", x), t.Chain("p", x)
NAMES = {name: getattr(t, name) for name in ("E", "KL", "always", "each", "integral", "log", "product", "total")} | {
    "x": x, "T": T, "k": k, "q": q, "p": p}


def typed(text):
    return parse(text, NAMES)


def model(first, steps, base=None, counts=None):
    """A model of one chain; ``first`` and the rows of ``steps`` are whole weights."""
    size = len(first)
    columns = np.array([first, *(row for step in steps for row in step)]).T
    halves = {} if base is None else {"x": np.array([base])}
    return Models({"x": size}, counts or {}, {q: columns.reshape(1, size, -1)}, {}, {}, {}, halves)


FIRST, STEPS = [1, 2, 3], [[[1, 1, 2], [3, 0, 1], [1, 4, 1]], [[2, 1, 1], [1, 1, 1], [0, 1, 5]], [[1, 2, 3], [3, 2, 1], [1, 0, 0]]]


@pytest.mark.parametrize(("outs", "givens"), [((0,), ()), ((3,), ()), ((1, 3), ()), ((2,), (1,)), ((1,), (2,)), ((1, 2), (0, 3)),
                                              ((0, 1, 2, 3), ()), ((3,), (0,)), ((2, 0), (3, 1))])
def test_a_density_is_that_of_the_whole_table(outs, givens):
    table = model(FIRST, STEPS).at_times(q, outs, givens, Exact)[0]
    dense = DenseChain(FIRST, STEPS)
    for states in np.ndindex(table.shape):
        wanted = dense.density(dict(zip(outs, states)), dict(zip(givens, states[len(outs):])))
        if wanted is not None:
            assert table[states] == wanted, (states, table[states], wanted)
        else:
            assert not Exact.defined(np.array(table[states], dtype=object)).all()


def test_floats_are_the_exact_numbers_rounded():
    exact, floats = (model(FIRST, STEPS).at_times(q, (1, 3), (0,), numbers) for numbers in (Exact, Floats))
    assert np.allclose(exact.astype(float), floats, rtol=1e-14)


def test_nothing_is_drawn_at_a_null_state_and_measures_divide():
    """The last state is null, the others measure ½ and 2: densities add up to one over the measures of the live states."""
    made = model(FIRST, STEPS, base=[1, 4, 0])
    for givens in ((), (0,), (1, 0)):
        table = made.at_times(q, (2,), givens, Exact)[0]
        total = table[0]*Fraction(1, 2) + table[1]*2
        assert all(v == 1 for v in np.ravel(total) if Exact.defined(np.array([v], dtype=object)).all())
    pair, single = made.at_times(q, (1, 2), (), Exact)[0], made.at_times(q, (2,), (), Exact)[0]
    assert all(pair[0, s]*Fraction(1, 2) + pair[1, s]*2 == single[s] for s in range(3))  # no mass of the null state is in it


@pytest.mark.parametrize(("text", "counts", "value"), [
    ("E[q(x[1:T] | x[0])](1)", {T: 3}, 1), ("integral[x[1:T]](q(x[1:T] | x[0]))", {T: 2}, 1),
    ("product[k:2:T](q(x[k] | x[k - 1]))", {T: 1}, 1), ("total[k:2:T](q(x[k]))", {T: 1}, 0),
    ("integral[x[0:T]](q(x[0:T]))", {T: 3}, 1), ("E[q(x[0])](E[q(x[1:2] | x[0])](q(x[2])/q(x[2] | x[1])))", {}, None)])
def test_what_a_line_with_paths_says(text, counts, value):
    node = typed(text)
    evaluator = Evaluator(model(FIRST, STEPS, counts=counts), Exact, tuple(signature(node).points))
    found = np.asarray(evaluator.value(node)).ravel()
    if value is not None:
        assert all(v == value for v in found if Exact.defined(np.array([v], dtype=object)).all())
    else:
        dense = DenseChain(FIRST, STEPS)
        steps = {(b, c): dense.density({2: c}, {1: b}) for b in range(3) for c in range(3)}
        wanted = sum(dense.mass({0: a, 1: b, 2: c})*dense.mass({2: c})/step for a in range(3) for (b, c), step in steps.items() if step)
        assert found[0] == wanted


def test_a_time_beyond_the_model_is_no_value():
    with pytest.raises(Unreadable):
        model(FIRST, STEPS).at_times(q, (4,), (), Exact)


@pytest.mark.parametrize("text", ["q(x[T] | x[2])", "q(x[T], x[2])", "q(x[1:T] | x[2])"])
def test_a_density_with_two_points_at_one_time_is_no_value(text):
    node = typed(text)
    evaluator = Evaluator(model(FIRST, STEPS, counts={T: 2}), Exact, tuple(signature(node).points))
    with pytest.raises(Unreadable, match="two points at one time"):
        evaluator.value(node)


@pytest.mark.parametrize(("text", "counts", "last"), [
    ("q(x[T] | x[0])", {T: 3}, 3), ("total[k:1:T](q(x[k]))", {T: 2}, 2), ("total[k:1:T](q(x[k + 1] | x[k]))", {T: 2}, 3), ("q(x[2:T + 1])", {T: 2}, 3)])
def test_a_model_has_as_many_steps_as_a_statement_looks_at(text, counts, last):
    assert horizon(signature(typed(text)), counts) >= last


def test_a_time_that_no_model_has_is_told() -> None:
    with pytest.raises(Unreadable, match="at the time 1000000"):
        horizon(signature(typed(f"q(x[{10**30}])")), {})


FALSE = ["q(x[T] | x[0]) == q(x[T])", "q(x[1] | x[2], x[0]) == q(x[1] | x[2])", "q(x[k + 1] | x[k]) == p(x[k + 1] | x[k])",
         "q(x[1:T] | x[0]) == product[k:1:T](q(x[k]))", "q(x[k + 2] | x[k]) == q(x[k + 1] | x[k])*q(x[k + 2] | x[k + 1])",
         "E[q(x[1:T] | x[0])](log(p(x[T]))) == E[q(x[1] | x[0])](log(p(x[1])))"]
TRUE = ["q(x[k + 1] | x[k], x[0])*q(x[k], x[0]) == q(x[k + 1], x[k], x[0])", "integral[x[1]](q(x[1] | x[0])) == 1", "q(x[0:1]) == q(x[0], x[1])"]


@pytest.mark.parametrize("text", FALSE)
def test_a_false_statement_has_a_counterexample(text):
    statement = typed(text)
    given = [typed(h) for h in ("always[x[0]](q(x[0]) > 0)", "each[k:1:3](always[x[k]](q(x[k]) > 0))", "each[k:1:3](always[x[k]](p(x[k]) > 0))")]
    found = Attack(given, [statement]).refute(statement)
    assert found is not None and found.certified in ("exact", "balls")
    model = found.as_json()["model"]
    assert any(name.startswith("q(x[1] | x[0])") for name in model["laws"])


@pytest.mark.parametrize("text", TRUE)
def test_a_true_statement_has_none(text):
    statement = typed(text)
    given = [typed("q(x[0]) > 0")]
    assert Attack(given, [statement]).refute(statement, limit=2000) is None


def test_random_chains_are_laws():
    rng = random.Random(1)
    for _ in range(20):
        first, steps = [rng.randint(1, 4) for _ in range(2)], [[[rng.randint(1, 4) for _ in range(2)] for _ in range(2)] for _ in range(2)]
        assert sum(model(first, steps).at_times(q, (0, 1, 2), (), Exact)[0].ravel()) == 1


def test_a_place_says_the_states_of_a_path_at_the_times_that_matter() -> None:
    """Of an ordinary point always its state; of a path the states at the times on whose axes a statement depends."""
    (y,) = t.points("y")
    free = {y: 1, x: Times(((0, 2), (1, 3), (2, 4)))}
    there = np.array([0, 1, 2, 0, 1])
    assert states_at(SimpleNamespace(free=free), there, (1, 2, 3, 1, 2)) == {"y": 1, "x[0]": 2, "x[2]": 1}  # type: ignore[arg-type]


def test_models_have_paths_of_one_to_four_steps() -> None:
    """Enumeration spends all that is allowed on paths of one step; those that are drawn have each length."""
    (f,) = (t.Function("f", x),)
    statement = parse("E[q(x[1:T] | x[0])](f(x[T])) == E[q(x[1:T] | x[0])](f(x[T]))*1", {**NAMES, "f": f})
    attack = Attack([typed("q(x[0]) > 0")], [statement])
    held = {batch.models.counts[T] for batch in attack.batches() if batch.kind == "paths"}
    assert held == {1, 2, 3, 4} and attack.refute(statement, limit=3000) is None and attack.longest == {T: 4}


@pytest.mark.parametrize("text", ["total[k:1:T](q(x[k - 1], x[k])) == q(x[0], x[1]) + q(x[T - 1], x[T])*(T - 1)",
                                  "p(x[T], x[T + 1]) == p(x[1], x[2])", "product[k:1:T](q(x[k])) == q(x[1])"])
def test_what_is_true_for_one_step_is_refuted_for_more(text) -> None:
    statement = typed(text)
    assert Attack([], [statement]).refute(statement, limit=3000) is not None


def test_a_statement_without_a_count_of_steps_has_no_longer_paths() -> None:
    assert Attack([], [typed("q(x[2] | x[0]) == q(x[2])")]).longest == {}
    assert Attack([], [typed("T*q(x[1]) == q(x[1])*T")]).longest == {}
