"""The words of the gamma function: how they are typed, printed and refused."""

import ast

import pytest
from sympy import Integer

from derivations.kernel import Refused
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic.conditions import close
from derivations.language import terms as t
from derivations.language.views.source import source
from derivations.pages.form_text import text_of
from derivations.pages.latex import latex
from derivations.pages.text import text
from tests.support.typed_statements import node, quantity

TYPED = ["lgamma(f(z))", "digamma(f(z) + 1)", "trigamma(1/3)", "polygamma(2, f(z))", "polygamma(20, f(z))", "E[q(z)](digamma(f(z))*g(z))", "digamma(trigamma(exp(f(z))))", "-lgamma(2*f(z))",
         "D[phi](digamma(phi))", "total[k:1:K](trigamma(k))", "lgamma(f(z))**2", "2*digamma(f(z))/trigamma(f(z))", "KL[z](q(z), exp(lgamma(f(z))))"]


@pytest.mark.parametrize("line", TYPED)
def test_it_is_printed_as_it_was_typed(line) -> None:
    assert source(node(line)) == ast.unparse(ast.parse(line))


@pytest.mark.parametrize("line", TYPED)
def test_its_form_is_printed_so_that_it_is_read_as_the_same(line) -> None:
    assert quantity(text_of(quantity(line))) is quantity(line)


def test_two_orders_have_words_of_their_own() -> None:
    assert [source(node(f"polygamma({n}, f(z))")) for n in (0, 1, 2)] == ["digamma(f(z))", "trigamma(f(z))", "polygamma(2, f(z))"]
    assert node("polygamma(0, f(z))") == node("digamma(f(z))") and node("polygamma(1, f(z))") == node("trigamma(f(z))")


@pytest.mark.parametrize(("line", "in_text", "in_latex"), [
    ("lgamma(f(z))", "lnΓ(f(z))", r"\ln\Gamma\left(f(z)\right)"), ("digamma(f(z) + 1)", "ψ(f(z) + 1)", r"\psi\left(f(z) + 1\right)"),
    ("trigamma(f(z))", "ψ′(f(z))", r"\psi'\left(f(z)\right)"), ("polygamma(2, f(z))", "ψ″(f(z))", r"\psi''\left(f(z)\right)"),
    ("polygamma(3, f(z))", "ψ⁽³⁾(f(z))", r"\psi^{(3)}\left(f(z)\right)"), ("polygamma(12, f(z))", "ψ⁽¹²⁾(f(z))", r"\psi^{(12)}\left(f(z)\right)"),
    ("digamma(f(z))**2", "ψ(f(z))²", r"\psi\left(f(z)\right)^{2}"), ("2*trigamma(f(z))*g(z)", "2·ψ′(f(z))·g(z)", r"2\,\psi'\left(f(z)\right)\,g(z)"),
    ("1/digamma(f(z))", "1/ψ(f(z))", r"\frac{1}{\psi\left(f(z)\right)}")])
def test_it_is_shown_on_pages(line, in_text, in_latex) -> None:
    assert (text(node(line)), latex(node(line)).replace(r"\left(z\right)", "(z)")) == (in_text, in_latex)


@pytest.mark.parametrize("order", [True, -1, 21, 1.5, "2", None, Integer(-1), t.counts("K")[0]])
def test_an_order_is_a_whole_number_from_0_to_20(order) -> None:
    with pytest.raises(ValueError, match="a whole order from 0 to 20 first"):
        t.polygamma(order, node("f(z)"))


def test_an_order_may_be_a_number_of_sympy() -> None:
    assert t.polygamma(Integer(3), node("f(z)")) == node("polygamma(3, f(z))")


@pytest.mark.parametrize("line", ["lgamma(0)", "digamma(-1)", "trigamma(1 - 2)", "polygamma(2, f(z) - f(z))", "digamma(-1/2)", "E[q(z)](lgamma(0*f(z)))"])
def test_an_argument_that_cannot_be_positive_is_refused(line) -> None:
    with pytest.raises(Refused, match="can never hold"):
        close((), (), read_line(node(line))[1])


@pytest.mark.parametrize("argument", ["f(z) > 0", "z", "q", "f", "'a'", "None", "1.5"])
def test_an_argument_is_a_quantity(argument) -> None:
    for word in ("lgamma(", "digamma(", "trigamma(", "polygamma(2, "):
        with pytest.raises((ValueError, Refused)):
            quantity(f"{word}{argument})")
