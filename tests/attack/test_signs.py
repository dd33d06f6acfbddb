"""The signs by which a twin is a consequence: what is never negative, and what is zero, by Gibbs' inequality and by form."""

import pytest

from derivations.attack.counterexamples import refute
from derivations.attack.signs import at_least_zero, with_least_arguments, without_divergence_from_itself
from derivations.kernel.forms.binders import ZERO
from derivations.kernel.lines.reading import read_line
from tests.support.rule_examples import typed


def form(text):
    return read_line(typed(text))[0]


def fails(text, relation, limit=2000) -> bool:
    """Whether a model refutes a statement in which its left side is defined."""
    return refute([typed(f"({text}) == ({text})")], typed(f"({text}) {relation}"), limit=limit) is not None


NEVER = [
    "KL[z](q(z), b(z))", "2*KL[z](q(z), b(z))", "KL[z](q(z), b(z)) + f(z)**2", "KL[z](q(z), b(z))**3", "KL[z](q(z), b(z))*d(z)", "E[q(z)](f(z)**2)", "E[q(z)](d(z) + f(z)**4)",
    "E[c(x)](KL[z](s(z | x), q(z)))", "integral[z](d(z)*q(z))", "integral[z](f(z)**2)", "mean[k:K](a(k)**2)", "total[k:1:K](a(k)**2*d(z))", "total[k:1:K](KL[z](q(z), b(z))*exp(a(k)))",
    "KL[x, z](p(x, z), o(x, z))", "KL[x, z](c(x)*s(z | x), p(x, z))", "KL[z](p(z | x), q(z))", "KL[z](q(z), p(z | x))", "KL[z](proportional[z](d(z)*q(z))(z), q(z))", "KL[y, z](r(y)*q(z), m(y, z))",
    "KL[z](q(z), s(z | x))", "E[q(z)](d(z))*KL[z](q(z), b(z)) + 1", "f(z)**2 - 2*f(z)*g(z) + g(z)**2",
    "mean[k:K](KL[z](q(z), b(z)) + a(k)**2)", "integral[x](c(x)*KL[z](s(z | x), q(z)))", "integral[z](d(z)*KL[y](r(y), w(y | z)))", "exp(f(z))", "q(z)*p(x, z)", "f(z)**2*g(z)**4", "3"]
NOT = [
    "-KL[z](q(z), b(z))", "KL[z](q(z), b(z)) - 1", "KL[z](q(z), b(z))*f(z)", "E[q(z)](f(z))", "E[q(z)](f(z)**3)", "E[q(z)](-d(z))", "integral[z](f(z)*q(z))", "mean[k:K](a(k))",
    "total[k:1:K](a(k)**3)", "total[k:1:K](a(k)*KL[z](q(z), b(z)))", "KL[z](q(z), p(x, z)*2)", "KL[z](q(z), q(z)*2)", "KL[z](q(z)/2, b(z))", "KL[z](p(x, z), q(z))", "KL[z](q(z), p(x, z))",
    "KL[z](c(x)*s(z | x), q(z))", "KL[z](q(z), d(z)*b(z))", "KL[z](q(z)*b(z), q(z))", "KL[z](q(z), q(z) + b(z))", "KL[z](q(z), b(z)*d(y))", "KL[z](q(z), p(x, z)/c(x))", "KL[z](d(z), d(z)*2)", "KL[z](q(z)**2, q(z))",
    "KL[z](q(z), proportional[z](q(z))(z)*2)", "KL[x, z](c(x)*s(z | x), q(z)*s(z | x))", "-f(z)**2", "f(z)**2 - g(z)**2", "f(z)", "log(d(z))", "-3", "E[q(z)](KL[z](q(z), b(z)) - d(z))"]


@pytest.mark.parametrize("text", NEVER)
def test_what_is_never_negative(text) -> None:
    """No model makes it negative either."""
    assert at_least_zero(form(text)) and not fails(text, ">= 0", 300)


@pytest.mark.parametrize("text", NOT)
def test_what_may_be_negative(text) -> None:
    assert not at_least_zero(form(text)) and fails(text, ">= 0", 20_000)


@pytest.mark.parametrize(("text", "left"), [
    ("KL[z](q(z), q(z))", "0"), ("KL[z](q(z), b(z))", "KL[z](q(z), b(z))"), ("KL[z](q(z), q(z)) + KL[z](b(z), q(z))", "KL[z](b(z), q(z))"), ("f(z)*KL[y](r(y), r(y)) + 2", "2"),
    ("E[c(x)](KL[z](s(z | x), s(z | x)) + f(x))", "E[c(x)](f(x))"), ("E[q(z)](f(z))", "E[q(z)](f(z))"), ("3*KL[z](q(z), q(z))**2 + 1", "1")])
def test_a_divergence_from_itself_is_zero(text, left) -> None:
    assert without_divergence_from_itself(form(text)) is form(left)
    assert not fails(text, f"== ({left})", 100)
    assert (form(left) is ZERO) == (left == "0")


@pytest.mark.parametrize(("text", "left"), [
    ("digamma(exp(phi) + 1) - digamma(exp(phi))", "1/exp(phi)"), ("digamma(exp(phi) + 2) - digamma(exp(phi) + 1)", "1/(exp(phi) + 1)"),
    ("trigamma(exp(phi) + 1) - trigamma(exp(phi))", "-1/exp(phi)**2"), ("digamma(exp(phi)) - digamma(exp(psi))", "digamma(exp(phi)) - digamma(exp(psi))"),
    ("digamma(exp(phi) + 1)", "digamma(exp(phi) + 1)"), ("f(z)", "f(z)")])
def test_arguments_that_differ_by_a_whole_number_are_brought_to_the_least(text, left) -> None:
    assert with_least_arguments(form(text)) is form(left)
    assert not fails(text, f"== ({left})", 100)
