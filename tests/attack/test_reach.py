"""What is told of a model ends with the last time and the last index at which statements look."""

import numpy as np
import pytest

from derivations.attack.counterexamples import refute
from derivations.attack.models import random_models
from derivations.attack.reach import Reach, reach
from derivations.kernel import E, Function, Prover, counts, points
from derivations.language import writing as w
from derivations.language.terms import Chain, Law, each, iid, log, mean, product, total
from derivations.language.views.signature import signature

T, K, k, j, n = counts("T K k j n")
x, z = points("x z")
q = Chain("q", x)
a, c = Function("a", k), Function("c", k, z)
r = Law("r", z)


@pytest.mark.parametrize(("statement", "last"), [
    (w.eq(q(x[1] | x[0]), 1), 1), (w.eq(q(x[T]), 1), 3), (w.eq(q(x[T + 1]), 1), 4), (w.eq(q(x[T - 1]), 1), 2),
    (w.eq(total[k:1:T](log(q(x[k] | x[k - 1]))), 0), 3), (w.eq(total[k:1:T - 1](log(q(x[k + 1] | x[k]))), 0), 3), (w.eq(total[k:2:T](log(q(x[k - 1]))), 0), 2),
    (w.eq(total[k:4:T](log(q(x[k + 9]))), 0), None), (each[k:1:T](q(x[k]) > 0), 3),
    (w.eq(total[k:1:2](total[j:1:k](log(q(x[k + j])))), 0), 4), (w.eq(E[q(x[1:T])](log(q(x[1]))), 0), 3)])
def test_the_last_time_at_which_a_statement_looks(statement, last) -> None:
    assert reach([statement], {T: 3}).times == ({"x": last} if last is not None else {})


@pytest.mark.parametrize(("statement", "function", "lasts"), [
    (w.eq(a(K), 1), a, {0: 2}), (w.eq(total[k:1:K + 1](a(k)), 1), a, {0: 3}), (w.eq(mean[k:K](a(k)), 1), a, {0: 2}), (w.eq(product[k:1:K - 1](a(k)), 1), a, {0: 1}),
    (w.eq(mean[k:K](c(k, z)), 1), c, {0: 2}), (w.eq(E[iid(r(z), K)](mean[k:K](c(k, z[k]))), 1), c, {0: 2}), (w.eq(a(1) + a(K), 1), a, {0: 2})])
def test_the_last_index_at_which_a_statement_looks(statement, function, lasts) -> None:
    assert reach([statement], {K: 2}).indices == {function: lasts}


def test_several_statements_look_as_far_as_the_farthest() -> None:
    assert reach([q(x[1]) > 0, q(x[2]) > 0, q(x[0]) > 0], {}).times == {"x": 2}
    assert reach([a(1) > 0, a(K) > 0, a(1) > 0], {K: 2}).indices == {a: {0: 2}}
    assert reach([w.eq(mean[k:K](a(k)), 0)], {K: 1}).indices == {a: {0: 1}}


def test_nothing_is_known_where_a_time_is_none() -> None:
    assert reach([q(x[T]) > 0], {}) == Reach()


def test_tables_end_with_what_is_looked_at() -> None:
    statements = [w.eq(total[k:1:T](a(k)*log(q(x[k] | x[k - 1]))), 0)]
    models = random_models(signature(*statements), {"x": 2}, {T: 2}, 1, np.random.default_rng(0))
    told, whole = models.describe(reach(statements, models.counts)), models.describe()
    assert list(told["laws"]) == ["q(x[0])", "q(x[1] | x[0])", "q(x[2] | x[1])"] and len(told["functions"]["a"]) == 2
    assert len(whole["functions"]["a"]) > 2 and {**whole["laws"], **told["laws"]} == whole["laws"] and whole["functions"]["a"][:2] == told["functions"]["a"]
    assert told["functions"]["a"] and models.describe(reach([], {})) == whole


def test_a_counterexample_ends_with_what_its_statement_looks_at() -> None:
    found = refute((), w.eq(total[k:1:T](log(q(x[k] | x[k - 1]))), 0), limit=3_000)
    assert found is not None
    steps = found.as_json()["model"]["counts"]["T"]
    assert len(found.as_json()["model"]["laws"]) == 1 + steps


def test_no_model_of_a_proof_in_the_book_goes_beyond_its_lines() -> None:
    from derivations.chapters.diffusion import forward_factors
    from derivations.commands.site.numbers import example

    found = example(Prover().prove(forward_factors))
    assert found is not None
    told = "; ".join(found.model)
    last = int(told.partition("T = ")[2][0])
    assert f"q(x_{last} | x_{last - 1})" in told and f"x_{last + 1}" not in told
