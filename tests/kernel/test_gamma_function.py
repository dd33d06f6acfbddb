"""The rules of the gamma function at random: whatever they accept holds in balls, and they accept much of what is right."""

import time
from collections import Counter

import numpy as np
import pytest

from derivations.kernel import RULES
from derivations.kernel.forms.binders import scale
from derivations.kernel.special.descent import MOST_POWERS, _never_negative, descending
from tests.support.fuzzing import descents, recurrences
from tests.support.rule_examples import accepts, refuses
from tests.support.typed_statements import quantity

COUNTS = [500, pytest.param(10_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("count", COUNTS)
def test_what_descends_is_positive(count) -> None:
    """At 24 values from 10⁻⁶ to 10⁶.  Of what is positive at all of them, it shows two thirds."""
    wrong, shown, positive = descents.wrong(count, 1)
    print(f"{count} quantities, {positive} positive, {shown} shown")
    assert wrong is None
    assert 0.25*count < positive and 0.6*positive < shown <= positive


@pytest.mark.parametrize("count", COUNTS)
def test_what_the_recurrence_accepts_is_so(count) -> None:
    """Right steps and near misses of them, half and half; all that are right are accepted."""
    wrong, taken, right = recurrences.wrong(count, 1)
    print(f"{count} steps, {right} of them no trivial ones, {taken} accepted")
    assert wrong is None
    assert taken == right > 0.7*count


def test_near_misses_of_the_recurrence_are_mostly_false() -> None:
    """Otherwise the test above would ask nothing."""
    rng, false, refused = np.random.default_rng(3), 0, 0
    for _ in range(300):
        step = recurrences.near_miss(recurrences.drawn(rng), rng)
        false, refused = false + step.differs(), refused + (recurrences.accepted(step) is None)
    assert refused >= false > 150


def test_a_sum_descends_as_its_variable_does() -> None:
    rng, seen = np.random.default_rng(2), Counter()
    for number in range(200):
        one = (descents.drawn, descents.below_one_another)[number % 2](rng)
        found, other = descending(one.form()), descending(one.form(descents.SUM))
        assert (other is None) if found is None else (other is descents.SUM)
        seen[found is None] += 1
    assert min(seen.values()) > 40


def test_what_is_shown_is_not_shown_of_its_opposite() -> None:
    rng = np.random.default_rng(6)
    for _ in range(300):
        form = descents.below_one_another(rng).form()
        assert descending(form) is None or descending(scale(form, -1)) is None


@pytest.mark.parametrize(("low", "high", "strict", "positive"), [
    ({}, {}, False, False), ({}, {}, True, True), ({1: 0}, {2: 0}, False, False), ({1: 1}, {1: -1}, False, True), ({1: 1}, {1: -2}, True, False),
    ({1: 1, 2: -1}, {}, False, False), ({2: 1}, {2: -1}, False, True), ({2: 1}, {1: -1}, False, False), ({1: -1}, {1: 1}, True, False),
    ({MOST_POWERS: 1}, {}, False, True), ({MOST_POWERS: 1}, {1: -1}, False, False)])
def test_a_numerator_decides(low, high, strict, positive) -> None:
    """A step of nothing at all is positive only beside the gap that a bound of the logarithm leaves."""
    assert _never_negative(Counter(low), Counter(high), strict=strict) is positive


@pytest.mark.parametrize("text", [
    "trigamma(f(z))", "trigamma(f(z)) - 1/f(z) - 1/(2*f(z)**2)", "log(f(z)) - digamma(f(z)) - 1/(2*f(z))", "digamma(f(z)) - log(f(z)) + 1/f(z)", "-polygamma(2, f(z))",
    "polygamma(19, f(z))", "trigamma(phi)*phi - 1", "trigamma(K) - 1/K", "trigamma(exp(f(z)))", "trigamma(phi + psi)", "trigamma(1/d(z))/d(z) - 1",
    "trigamma(phi + g(z)) - 1/(phi + g(z)) - 1/(2*(phi + g(z))**2)", "phi*trigamma(phi + 1) + trigamma(phi + 1) - 1", "log(phi - 2) - digamma(phi - 2)"])
def test_it_descends(text) -> None:
    assert descending(quantity(text)) is not None


@pytest.mark.parametrize("text", [
    "f(z)", "0", "1/f(z)", "log(f(z))", "lgamma(f(z))", "digamma(f(z))", "-trigamma(f(z))", "polygamma(2, f(z))", "log(f(z)) - 2*digamma(f(z))", "trigamma(f(z)) - 1",
    "trigamma(f(z)) + lgamma(f(z))", "trigamma(f(z))*g(x)", "trigamma(f(z)) - 1/g(x)", "trigamma(f(z))**2", "trigamma(f(z))*log(f(z))", "trigamma(f(z)) - trigamma(g(x))",
    "trigamma(f(z)) + 1/(1 + f(z))", "f(z)*trigamma(f(z)) + log(f(z)) - digamma(f(z))", "trigamma(2)", "trigamma(2*f(z)) - 1/(2*f(z))", "trigamma(phi**2)", "trigamma(phi + phi**2)",
    "log(1/f(z)) - digamma(1/f(z)) - f(z)", "E[q(z)](trigamma(f(z)))", "trigamma(phi + g(z)) + g(phi)", "mean[k:K](a(k)) + trigamma(K + g(z))"])
def test_it_does_not_descend(text) -> None:
    """It is false, or of another kind."""
    assert descending(quantity(text)) is None


@pytest.mark.parametrize(("left", "right"), [
    ("digamma(phi + 13)", "digamma(phi)"), ("trigamma(phi + 12)**9", "trigamma(phi)"), ("lgamma(phi + 101)", "lgamma(phi)"), ("lgamma(phi + 50)**4", "lgamma(phi)"),
    ("digamma(150)", "digamma(1)"), ("exp(trigamma(f(z) + g(z) + 12)**9)", "exp(trigamma(f(z) + g(z)))"), ("E[q(z)](lgamma(f(z) + 90)**20)", "E[q(z)](lgamma(f(z)))")])
def test_steps_that_nobody_can_finish_are_refused_soon(left, right) -> None:
    """Arguments that are too far apart, and powers that become too many terms."""
    started = time.process_time()
    assert refuses(RULES["recurrence"], left, right) and time.process_time() - started < 2


def test_a_denominator_with_a_polygamma_function_is_multiplied_out() -> None:
    assert accepts(RULES["recurrence"], "digamma(phi)/(phi*digamma(phi + 1)) + 1/(phi**2*digamma(phi + 1))", "1/phi") == [
        "1 / phi + digamma(phi) != 0", "phi > 0"]
