"""Answers of the records of heads that no proof of a chapter needs: signs of variables, when conditions are defined."""

import pytest

from derivations.kernel.forms.binders import atom, lift
from derivations.kernel.forms.expansions import nonnegative
from derivations.kernel.forms.polynomials import var
from derivations.kernel.logic.defined import definedness
from derivations.language.views.signature import signature
from tests.support.typed_statements import conditions, node, quantity, statement

SAYS = [  # a condition, and the conditions under which the quantities in it are defined
    ("log(f(z)) <= 0", ["f(z) > 0"]), ("log(f(z)) == g(x)", ["f(z) > 0"]), ("log(f(z)) > 0", ["f(z) > 0"]),
    ("both(log(f(z)) > 0, 1/g(x) <= 1)", ["f(z) > 0", "g(x) != 0"]),
    ("always[q(z)](log(f(z)) <= 0)", ["always[q(z)](f(z) > 0)"]),
    ("implies(g(x) > 0, log(f(z)) <= 0)", ["implies(g(x) > 0, f(z) > 0)"]),
    ("iff(log(f(z)) > 0, 1/g(x) <= 1)", ["f(z) > 0", "g(x) != 0"]), ("bounded(sup[i:F](log(f(i))))", ["always[i](f(i) > 0)"]),
    ("digamma(f(z)) <= 0", ["f(z) > 0"]), ("lgamma(f(z)) == g(x)", ["f(z) > 0"]), ("polygamma(2, f(z)) > 0", ["f(z) > 0"]), ("digamma(log(f(z))) > 0", ["f(z) > 0", "log(f(z)) > 0"]),
    ("digamma(1/f(z)) != 0", ["f(z) != 0", "1/f(z) > 0"]), ("always[q(z)](digamma(f(z)) > 0)", ["always[q(z)](f(z) > 0)"]),
]


@pytest.mark.parametrize("said, asked", SAYS)
def test_a_condition_says_that_its_quantities_are_defined(said, asked) -> None:
    assert set(definedness(statement(said))) == conditions(*asked)


def test_a_count_is_not_negative_and_a_real_number_may_be() -> None:
    assert nonnegative(var("count", "K")) and nonnegative(var(("index", 3), "k"))
    assert not nonnegative(var("real", "a")) and not nonnegative(var("z", "z"))


@pytest.mark.parametrize(("quantity_", "sign"), [
    ("trigamma(f(z))", True), ("polygamma(3, f(z))", True), ("polygamma(19, f(z))", True), ("trigamma(f(z))*d(x)", True), ("lgamma(f(z))", False), ("digamma(f(z))", False),
    ("polygamma(2, f(z))", False), ("polygamma(20, f(z))", False), ("-trigamma(f(z))", False)])
def test_polygamma_functions_of_odd_orders_are_not_negative(quantity_, sign) -> None:
    assert nonnegative(quantity(quantity_)) is sign


@pytest.mark.parametrize(("order", "never"), [(-1, False), (0, False), (1, True), (2, True), (3, True), (20, True)])
def test_a_polygamma_function_has_no_zero_from_the_first_order_on(order, never) -> None:
    a = atom("psi", order, lift(var("real", "a")))
    assert a.kind.not_zero(a) == (() if never else None)


@pytest.mark.parametrize("said", ["bounded(sup[i:F](f(i)))", "always[z](bounded(sup[i:F](g(z)*f(i))))"])
def test_a_conclusion_about_finiteness_is_kept(said) -> None:
    condition = statement(said)
    assert condition.kind.bare(condition) == (condition,)


@pytest.mark.parametrize("said", ["iff(f(z) > 0, g(x) > 0)", "implies(f(z) <= 0, g(x) <= 0)"])
def test_a_joined_statement_stays_a_condition(said) -> None:
    condition = statement(said)
    assert condition.kind.canonical(condition) == (condition,)


def test_the_index_of_a_total_is_bound() -> None:
    found = signature(node("total[k:1:K](a(k))"))
    assert [count.name for count in found.counts] == ["K"]
