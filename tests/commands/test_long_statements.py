"""Long statements in fewer words: letters stand for parts that depend on nothing that is bound around them."""

import re

import pytest

from derivations.chapters.control_variates import best_baseline
from derivations.commands.show_theorem import said
from derivations.kernel import E, Function, Law, Prover, counts, points
from derivations.language import writing as w
from derivations.language.terms import integrable, total
from derivations.pages.folding import in_terms
from derivations.pages.form_text import sympy_of
from derivations.pages.repeated import LONG, shorter
from derivations.pages.text import text

x, z = points("x z")
q, A = Law("q", z), Law("A", z)
d, f, g, h = Law("d", x), Function("f", z), Function("g", z, x), Function("h", x)
K, k, j, a = counts("K k j A")


def put_in(told: str) -> str:
    """The statement in which each letter is what it stands for."""
    statement, _, rest = told.partition(", where ")
    meanings = dict(one.split(" = ", 1) for one in rest.split("; ") if rest)
    for _ in meanings:
        for letter, meaning in meanings.items():
            statement = re.sub(rf"(?<!\w){letter}(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])", lambda _, meaning=meaning: meaning, statement)
    return statement


def test_letters_put_in_again_are_the_condition() -> None:
    conditions = {c for step in Prover().prove(best_baseline).steps for c in step.conditions}
    long = [c for c in conditions if len(text(sympy_of(c))) > 2*LONG]
    assert len(long) == 2
    for one in long:
        whole, told = text(sympy_of(one)), said(one)
        assert put_in(told) == whole and len(told) < len(whole)/2 and told.count(" = ") >= 2


mean = E[q(z)](f(z)**2 + f(z) + 1)
HELD = {
    "twice": (mean*f(z) + mean*f(z)**2 + mean*f(z)**3 + 7, "A = 𝔼_{q(z)}[1 + f(z)² + f(z)]"),
    "a name is no letter": (mean*f(z) + mean*A(z) + mean*f(z)**2 + mean, "B = 𝔼_{q(z)}[1 + f(z)² + f(z)]"),
    "a squared name is no letter": (mean*f(z) + mean*a**2 + mean*f(z)**2 + mean, "B = 𝔼_{q(z)}[1 + f(z)² + f(z)]"),
    "one within another": (E[q(z)](mean*f(z) + f(z))*f(z) + E[q(z)](mean*f(z) + f(z)) + mean, "A = 𝔼_{q(z)}[B·f(z) + f(z)]; B = 𝔼_{q(z)}[1 + f(z)² + f(z)]")}


@pytest.mark.parametrize("name", HELD)
def test_what_has_a_letter(name) -> None:
    body, meanings = HELD[name]
    told = shorter(integrable[q(z)](body + body*f(z)))
    assert told.endswith(f", where {meanings}") and put_in(told) == text(integrable[q(z)](body + body*f(z)))


given_x = E[q(z)](g(z, x)**2 + g(z, x) + f(z))
inner = total[j:1:k](j**2 + j + 1)
BOUND = {
    "a point of an expectation": integrable[d(x)](given_x*h(x) + given_x*h(x)**2 + given_x*h(x)**3 + given_x),
    "an index of a sum": w.eq(total[k:1:K](inner*k + inner*k**2 + inner*k**3 + inner*k**4), 0)}


@pytest.mark.parametrize("name", BOUND)
def test_what_depends_on_something_bound_has_no_letter(name) -> None:
    assert len(text(BOUND[name])) > LONG and shorter(BOUND[name]) == text(BOUND[name])


def test_a_sum_over_a_path_that_is_bound_has_no_letter() -> None:
    from derivations.reported.q4_1_26_results import bound_stepwise

    conditions = {c for step in Prover().prove(bound_stepwise).steps for c in step.conditions}
    long = [told for told in map(said, conditions) if len(told) > LONG and "Σ" in told]
    assert long and not any("where" in told for told in long)


def test_a_short_statement_stands_as_it_is() -> None:
    assert shorter(integrable[q(z)](mean*f(z) + mean)) == text(integrable[q(z)](mean*f(z) + mean))


@pytest.mark.parametrize(("line", "parts"), [
    ("a > 0 ⇒ (b > 0 ⇒ c > 0) for q(z)-almost every z for each k", [["a > 0", "⇒ (b > 0 ⇒ c > 0)", "for q(z)-almost every z", "for each k"]]),
    ("𝔼_{q(z | a + b)}|A·f(z) − B| < ∞, where A = a + b; B = c", [["𝔼_{q(z | a + b)}|A·f(z)", "− B| < ∞,"], ["where A = a", "+ b;"], ["B = c"]]),
    ("mean_{k≤K + 1} f(z_k)", [["mean_{k≤K + 1} f(z_k)"]])])
def test_a_line_in_its_terms(line, parts) -> None:
    assert in_terms(line) == parts and " ".join(" ".join(part) for part in parts) == line
