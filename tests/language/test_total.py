"""Finite sums over an index: which ranges are read, what is bound in them, and how they are printed."""

import pytest

from derivations import algebra, logarithm, tangent
from derivations.kernel import Refused
from derivations.kernel.forms.expansions import nonnegative
from derivations.language.relation import EQ, GE, LE
from derivations.language.views.source import source
from derivations.pages.form_text import text_of
from derivations.pages.latex import latex
from derivations.pages.text import text
from tests.support.fuzzing.slips import Stock, alternatives, swapped
from tests.support.rule_examples import NAMES, accepts, refuses
from tests.support.typed_statements import conditions, node, quantity, statement


@pytest.mark.parametrize("range_", ["1:K", "2:K", "1:K - 1", "3:K + 1", "K:K", "K + 1:K", "1:3", "4:3", "n + 2:K + n"])
def test_a_range_that_may_be_empty_is_read(range_) -> None:
    line = f"total[k:{range_}](a(k))"
    assert source(node(line)) == line
    assert quantity(text_of(quantity(line))) is quantity(line)


@pytest.mark.parametrize("range_", ["3:K", "1:K - 2", "5:3", "K:n", "n:K", "0:K", "1:K/2", "1:1/2", "1:f(z)", "1/2:K", "K - 1:K"])
def test_a_range_that_may_end_before_it_begins_is_refused(range_) -> None:
    with pytest.raises(Refused):
        quantity(f"total[k:{range_}](a(k))")


@pytest.mark.parametrize("bound", [
    "[k]", "[k:K]", "[k:1:K, j:1:K]", "[k:1:k]", "[k:k:K]", "[z:1:K]", "[2:1:K]"])
def test_a_bracket_holds_an_index_and_two_ends(bound) -> None:
    with pytest.raises((ValueError, Refused)):
        node(f"total{bound}(a(k))")


ALIKE = [("total[k:1:K](a(k))", "total[j:1:K](a(j))"),
         ("total[k:1:K](total[j:1:k](a(j, k)))", "total[j:1:K](total[k:1:j](a(k, j)))"),
         ("E[q(z)](total[k:1:K](f(z)*a(k)))", "E[q(z)](total[n:1:K](a(n)*f(z)))")]
APART = [("total[k:1:K](a(k))", "total[k:2:K](a(k))"), ("total[k:1:K](a(k))", "total[k:1:K + 1](a(k))"),
         ("total[k:1:K](a(k))", "total[k:1:n](a(k))"), ("total[k:1:K](a(k))", "mean[k:K](a(k))"),
         ("total[k:1:K](total[j:1:k](a(j, k)))", "total[k:1:K](total[j:1:k](a(k, j)))"),
         ("total[k:1:K](total[j:1:k](a(j)))", "total[k:1:K](total[j:1:K](a(j)))"),
         ("total[k:1:K](a(j))", "total[k:1:K](a(k))")]


@pytest.mark.parametrize(("left", "right"), ALIKE)
def test_the_name_of_an_index_does_not_matter(left, right) -> None:
    assert quantity(left) is quantity(right)


@pytest.mark.parametrize(("left", "right"), APART)
def test_range_and_index_matter(left, right) -> None:
    assert quantity(left) is not quantity(right)


def test_an_index_of_a_range_may_be_drawn_only_within_the_draws() -> None:
    quantity("E[iid(q(z), K)](total[k:2:K](f(z[k])))")
    for outside in ("E[iid(q(z), K)](total[k:1:K + 1](f(z[k])))", "E[iid(q(z), K)](total[k:1:n](f(z[k])))"):
        with pytest.raises(Refused):
            quantity(outside)


def test_a_sum_has_the_sign_of_its_terms_and_may_be_zero() -> None:
    assert nonnegative(quantity("total[k:1:K](d(k))")) and not nonnegative(quantity("total[k:1:K](a(k))"))
    assert conditions("total[k:1:K](1 + d(k)) > 0")  # the sum may be empty: that it is positive has to be asked


def test_a_step_within_a_sum_follows_its_sign() -> None:
    below, above = ("total[k:1:K](log(1 + d(k)))", "total[k:1:K](d(k))")
    assert accepts(tangent, below, above, LE) == [] and accepts(tangent, f"-{below}", f"-{above}", GE) == []
    for left, right, relation in ((below, above, GE), (f"-{below}", f"-{above}", LE), (f"-a(K)*{below}", f"a(K)*{above}", LE)):
        assert refuses(tangent, left, right, relation)
    assert accepts(tangent, f"a(K)*{below}", f"a(K)*{above}", LE) == ["0 <= a(K)"]


def test_conditions_within_a_sum_are_asked_for_every_index() -> None:
    found = accepts(algebra, "total[k:1:K](a(k)*a(k)/a(k))", "total[k:1:K](a(k))", EQ)
    assert found == ["each[k:1:K](a(k) != 0)"]


def test_slips_of_a_sum_that_ends_at_its_own_index_are_only_tried() -> None:
    """A slip may have made such a sum already; the next one stops no fuzzer."""
    line = swapped(node("total[j:1:K](a(j))"), NAMES["K"], NAMES["j"])
    slips = list(alternatives(line, (), Stock(NAMES), lambda items: items[0]))
    with pytest.raises(ValueError, match="its own range"):
        for slip in slips:
            slip()


def test_a_sum_is_printed_with_its_ends() -> None:
    line = node("1 + total[k:2:K + 1](a(k) + 1)*a(K)")
    assert text(line) == "1 + (Σ_{k=2}^{K+1} (a(k) + 1))·a(K)"
    assert latex(line) == r"1 + \left(\sum_{k=2}^{K + 1} \left(a(k) + 1\right)\right)\,a(K)"


# --- each: what holds for every index of a range ----------------------------------------------------------------------


@pytest.mark.parametrize("line", [
    "each[k:1:K](a(k) > 0)", "each[k:2:K](integrable[q(z)](h(z, k)))", "each[k:1:K](each[j:1:k](a(j, k) != 0))",
    "each[k:1:K](always[q(z)](h(z, k) > 0))", "each[k:2:K](E[q(z)](h(z, k)) <= 1)"])
def test_a_condition_for_each_index_is_read_back_from_its_text(line) -> None:
    assert source(node(line)) == line and source(node(text_of(statement(line)))) == text_of(statement(line))
    assert statement(text_of(statement(line))) is statement(line)


def test_what_holds_for_each_index_is_what_a_step_asks() -> None:
    left, right = "mean[k:K](log(h(z, k)*d(z)))", "mean[k:K](log(h(z, k)) + log(d(z)))"
    assert set(accepts(logarithm, left, right)) == {"each[k:1:K](h(z, k) > 0)", "d(z) > 0"}


@pytest.mark.parametrize("bound", ["[k]", "[k:K]", "[k:3:K]", "[z:1:K]", "[k:1:k]"])
def test_each_has_a_range_like_a_sum(bound) -> None:
    with pytest.raises((ValueError, Refused)):
        statement(f"each{bound}(a(k) > 0)")


def test_a_statement_for_each_index_is_printed_with_its_range() -> None:
    line = node("each[k:2:K](always[q(z)](h(z, k) > 0))")
    assert text(line) == "h(z, k) > 0 for q(z)-almost every z for each k = 2 … K"
    assert latex(line).endswith(r"\text{ for each }k = 2, \ldots, K")
