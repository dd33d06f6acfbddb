"""Logarithms, exponentials, conditionals and quotients taken apart, with what that needs; signs that a form shows."""

import itertools
from fractions import Fraction

import pytest
from sympy.core.relational import Eq

from derivations.attack.counterexamples import refute
from derivations.kernel.forms import binders, expansions, times
from derivations.kernel.forms.binders import ONE, ZERO, Poly, as_poly, const, lift
from derivations.kernel.forms.expansions import at_least_one, cancelled, nonnegative
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic import rewriting
from derivations.language.terms import Density, Law, counts, points
from derivations.pages.form_text import text_of
from tests.kernel.test_forms import alone, form
from tests.support.rule_examples import typed

x, y, z = points("x y z")
K, J = counts("K J")
given_x = Law("e", y, z | x, independent=True)

NONNEGATIVE = [
    ("d(x)", True, "declared so"), ("f(x)", False, "not declared so"), ("f(x)**2", True, "a square"), ("f(x)**3", False, "a cube"),
    ("f(x)**2*d(x)**3 + 2", True, "a sum of such products"), ("d(x) - 1", False, "less may be left"), ("-d(x)", False, "a negative coefficient"),
    ("f(x)*g(x)", False, "no factor shows a sign"), ("f(x)*d(x)", False, "one factor does not"), ("0", True, "nothing"), ("-1", False, "a number"),
    ("p(x, z)", True, "a density"), ("exp(f(x))", True, "an exponential"), ("log(2)", False, "a logarithm, by its form"),
    ("proportional[z](d(z))(v)", True, "a normalised law"), ("1/d(x)", True, "the inverse of such"), ("1/f(x)", False, "the inverse of another"),
    ("E[q(z)](d(z))", True, "a mean of such"), ("E[q(z)](f(z))", False, "a mean of others"), ("integral[z](d(z))", True, "an integral of such"),
    ("integral[z](f(z))", False, "an integral of others"), ("mean[k:K](d(k))", True, "an average of such"), ("mean[k:K](f(k))", False, "of others"),
    ("sup[i](d(i))", True, "the largest of such"), ("sup[i](-d(i))", False, "of others"), ("inf[i](d(i))", True, "the smallest of such"),
    ("inf[i](f(i))", False, "of others"), ("K", True, "a count"), ("K - 1", False, "by its form"), ("mean[k:K](f(k)*0 + k)", True, "an index"),
    ("E[iid(q(z), K)](f(z[1])**2)", True, "a mean of squares")]


@pytest.mark.parametrize(("text", "shows", "why"), NONNEGATIVE, ids=[row[0] for row in NONNEGATIVE])
def test_signs_that_show(text, shows, why) -> None:
    assert nonnegative(form(text)) == shows, why


def test_models_agree_about_signs():
    for text, shows, _ in NONNEGATIVE:
        found = refute([], typed(f"0 <= {text}"), limit=2_000)
        assert not shows or found is None or found.undefined, text


AT_LEAST_ONE = [(K, True), (K - 1, False), (K + 1, True), (2*K - 1, True), (2*K - 2, False), (K + J - 1, True), (2*K - J, False), (K*J, True),
                (K**2 - 1, False), (K*J - K, False), (K/2 + 1, False), (Fraction(1, 2), False), (Fraction(3, 2), False), (1, True), (0, False), (-1, False)]


def test_whole_numbers_from_one_on():
    for value, shows in AT_LEAST_ONE:
        u = const(value) if isinstance(value, (int, Fraction)) else read_line(value)[0]
        assert at_least_one(u) == shows, value
        least = min(Fraction(str(value.subs({K: a, J: b}))) if hasattr(value, "subs") else value for a, b in itertools.product((1, 2, 3), repeat=2))
        assert not shows or least >= 1
    index, = binders.open_fresh(alone("mean[k:K](a(k))"))[0]
    assert at_least_one(lift(index)) and times.is_count(index)
    for text in ("f(x)", "d(x) + K", "exp(0)", "1/K", "E[q(z)](1)"):
        assert not at_least_one(form(text))
    assert not times.is_count(alone("f(x)")) and not any(map(times.is_count, form("f(x)").free))


# --- expansions -------------------------------------------------------------------------------------------------------


def words(conditions) -> set[str]:
    return {text_of(c) for c in conditions}


EXPANDED = [
    ("log(f(x)*g(x))", "log(f(x)) + log(g(x))", {"f(x) > 0", "g(x) > 0"}), ("log(f(x))", "log(f(x))", set()),
    ("log(f(x)**3)", "3*log(f(x))", {"f(x) > 0"}), ("log(12*f(x))", "2*log(2) + log(3) + log(f(x))", {"f(x) > 0"}),
    ("log(f(x)/g(x))", "log(f(x)) - log(g(x))", {"f(x) > 0", "g(x) > 0"}), ("log(1/f(x))", "-log(f(x))", {"f(x) > 0"}),
    ("log(1/f(x)**2)", "-2*log(f(x))", {"f(x) > 0"}), ("log(1/(1/f(x)))", "log(f(x))", {"f(x) > 0", "1 / f(x) > 0"}),
    ("log(1/(f(x) + 1))", "-log(f(x) + 1)", {"1 + f(x) > 0"}), ("log(3/4)", "log(3) - 2*log(2)", set()), ("log(1)", "0", set()),
    ("log(-f(x))", "log(-f(x))", set()), ("log(-2*f(x)*g(x))", "log(-2*f(x)*g(x))", set()), ("log(f(x) + g(x))", "log(f(x) + g(x))", set()),
    ("log(exp(f(x)))", "f(x)", set()), ("log(2*exp(f(x))**2)", "log(2) + 2*f(x)", set()), ("log(exp(f(x))*d(x))", "f(x) + log(d(x))", {"d(x) > 0"}),
    ("log(0*f(x))", "log(0)", set()),
    ("exp(f(x) + g(x))", "exp(f(x))*exp(g(x))", set()), ("exp(2*log(f(x)))", "f(x)**2", {"f(x) > 0"}), ("exp(-log(f(x)))", "1/f(x)", {"f(x) > 0"}),
    ("exp(-3*log(f(x)))", "(1/f(x))**3", {"f(x) > 0"}), ("exp(log(f(x))/2)", "exp(log(f(x))/2)", set()), ("exp(0*f(x))", "1", set()),
    ("exp(log(f(x))**2)", "exp(log(f(x))**2)", set()), ("exp(log(f(x))*g(x))", "exp(log(f(x))*g(x))", set()), ("exp(2)", "exp(2)", set()),
    ("exp(f(x) - 2*log(g(x)))", "exp(f(x))*(1/g(x))**2", {"g(x) > 0"})]


@pytest.mark.parametrize(("text", "result", "needs"), EXPANDED, ids=[row[0] for row in EXPANDED])
def test_logarithms_and_exponentials(text, result, needs):
    found, conditions = rewriting.rewrite(form(text), expansions.visit_logarithms)
    assert found is form(result) and words(conditions) == needs


def test_models_agree_about_expansions():
    for text, result, needs in EXPANDED:
        found = refute([typed(need) for need in sorted(needs)], Eq(typed(text), typed(result), evaluate=False), limit=1_000)
        assert found is None or found.undefined, text


@pytest.mark.parametrize(("text", "visit", "result"), [
    ("p(z | x)", expansions.visit_conditionals, "p(x, z)/p(x)"), ("s(z | x)", expansions.visit_conditionals, "s(z | x)"), ("p(z)", expansions.visit_conditionals, "p(z)"),
    ("t(y, z | x)", expansions.visit_conditionals, "t(x, y, z)/t(x)"), ("t(z | x, y)", expansions.visit_conditionals, "t(x, y, z)/t(x, y)"),
    ("m(y, z)", expansions.visit_independence, "m(y)*m(z)"), ("m(z | y)", expansions.visit_independence, "m(z)"), ("p(x, z)", expansions.visit_independence, "p(x, z)"),
    ("log(f(x)*d(x))", expansions.visit_sure_logarithms, "log(f(x)) + log(d(x))"), ("log(f(x)*g(x))", expansions.visit_sure_logarithms, "log(f(x)*g(x))"),
    ("log(f(x)**2)", expansions.visit_sure_logarithms, "log(f(x)**2)"), ("log(d(x)**2)", expansions.visit_sure_logarithms, "2*log(d(x))"),
    ("log(p(x, z)/q(z))", expansions.visit_sure_logarithms, "log(p(x, z)) - log(q(z))"), ("exp(f(x) + 1)", expansions.visit_sure_logarithms, "exp(f(x))*exp(1)"),
    ("log(f(x) + d(x))", expansions.visit_sure_logarithms, "log(f(x) + d(x))"), ("log(f(x)**2*d(x))", expansions.visit_sure_logarithms, "log(f(x)**2*d(x))")])
def test_conditionals_independence_and_sure_logarithms(text, visit, result):
    assert rewriting.rewrite(form(text), visit)[0] is form(result)


def test_a_law_that_is_given_something_keeps_it():
    """e(y, z | x) is a law for each x: its conditional given y is a quotient at the same x, and its parts are apart."""
    def at(*places):
        return read_line(given_x(*places))[0]
    assert isinstance(given_x(y, z | x), Density)
    conditional = at(z | x, y)
    assert rewriting.rewrite(conditional, expansions.visit_conditionals)[0] is binders.mul(at(y, z | x), binders.inverse(at(y | x)))
    assert rewriting.rewrite(conditional, expansions.visit_independence)[0] is at(z | x)
    assert rewriting.rewrite(at(y, z | x), expansions.visit_independence)[0] is binders.mul(at(y | x), at(z | x))


@pytest.mark.parametrize(("text", "result", "needs"), [
    ("f(x)/f(x)", "1", {"f(x) != 0"}), ("f(x)**3/f(x)", "f(x)**2", {"f(x) != 0"}), ("f(x)/f(x)**3", "(1/f(x))**2", {"f(x) != 0"}),
    ("2*f(x)*g(x)/f(x) + g(x)/g(x)", "2*g(x) + 1", {"f(x) != 0", "g(x) != 0"}), ("f(x)/g(x)", "f(x)/g(x)", set()), ("0", "0", set()),
    ("(f(x) + 1)/(f(x) + 1)", "(f(x) + 1)/(f(x) + 1)", set()), ("f(x)/f(x) - g(x)/g(x)", "0", {"f(x) != 0", "g(x) != 0"})])
def test_cancelling(text, result, needs):
    found, conditions = cancelled(form(text))
    assert found is form(result) and words(conditions) == needs and len(conditions) == len(needs)


def test_cancelling_only_what_may_be():
    found, conditions = cancelled(form("f(x)*g(x)/(f(x)*g(x))"), lambda u: u is form("g(x)"))
    assert found is form("f(x)/f(x)") and words(conditions) == {"g(x) != 0"}
    assert expansions.expanded(form("p(z | x)*log(p(z | x)*m(y, z))"), lambda u: False) is form(
        "(p(x, z)/p(x))*(log(p(x, z)) - log(p(x)) + log(m(y)) + log(m(z)))")
    assert expansions.expanded(form("p(x)*d(x)/p(x)"), lambda u: True) is form("d(x)")


@pytest.mark.parametrize(("text", "needs"), [
    ("log(f(x)*g(x))", {"f(x) > 0", "g(x) > 0"}), ("c(x)*log(f(x)*g(x))", {"implies(c(x) > 0, f(x) > 0)", "implies(c(x) > 0, g(x) > 0)"}),
    ("E[c(x)](log(f(x)*g(x)))", {"always[c(x)](f(x) > 0)", "always[c(x)](g(x) > 0)"}),
    ("integral[x](log(f(x)*g(x)))", {"always[x](f(x) > 0)", "always[x](g(x) > 0)"}), ("log(log(f(x)*g(x)))", {"f(x) > 0", "g(x) > 0"}),
    ("integral[x](c(x)*log(f(x)*g(x)))", {"always[c(x)](f(x) > 0)", "always[c(x)](g(x) > 0)"})])
def test_what_a_rewriting_needs_is_closed_over_what_stands_around_it(text, needs):
    assert words(rewriting.rewrite(form(text), expansions.visit_logarithms)[1]) == needs


def test_a_density_guards_what_stands_beside_it_and_not_itself():
    marks = {alone("c(x)"): form("f(x)"), alone("q(z)"): form("f(z)")}
    found = rewriting.rewrite(form("2*c(x)*q(z)**2"), lambda a: (binders.add(as_poly(a), ONE), (expansions.positive(marks[a]),)))
    assert found[0] is form("2*(c(x) + 1)*(q(z) + 1)**2")
    assert words(found[1]) == {"implies(q(z) > 0, f(x) > 0)", "implies(c(x) > 0, f(z) > 0)"}
    assert rewriting.rewrite(ZERO, lambda a: (lift(a), ())) == (ZERO, ()) and isinstance(found[0], Poly)
