"""Products of sums are integrable where the squares of the sums are, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.kernel import Derivation, E, Function, Law, Prover, Refused, integrable, linearity, log, points
from derivations.kernel.forms.binders import ZERO, mul, replace, scale
from derivations.kernel.implication.checker import Fact, Finite, Inference, known_after
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.integrability import framed_integrable
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.special.division import MOST_TERMS, quotient, root
from derivations.pages.form_text import text_of
from tests.support.rule_examples import typed

FORMS = [read_line(typed(text))[0] for text in ("f(x) + g(x)", "f(x) - 2*g(x)/3", "h(x)", "f(x)*g(x) + 1", "1/f(x) - g(x)**2", "5/7")]


def forms(text: str) -> tuple:
    """The conditions that a statement comes to."""
    return close((), (), (read_statement(typed(text), {})[0],))


@given(st.lists(st.sampled_from(FORMS), min_size=1, max_size=3), st.lists(st.sampled_from(FORMS), min_size=1, max_size=2))
def test_roots_and_quotients_undo_products(one, other):
    p, q = mul(*one), mul(*other)
    assert root(mul(p, p)) in (p, scale(p, -1)) and quotient(mul(p, q), q) is p


@pytest.mark.parametrize("text", ["f(x) + g(x)", "f(x)**2 + g(x)**2", "2*f(x)**2", "-f(x)**2", "f(x)**2 + f(x)*g(x) + g(x)**2",
                                  "f(x)**3*g(x)", "f(x)**2 + 2*f(x)/g(x) + 1", "-1", "f(x)**2 + 2*f(x)*g(x) - g(x)**2"])
def test_what_is_no_square_has_no_root(text):
    assert root(read_line(typed(text))[0]) is None and root(ZERO) is None


SUM, DIFFERENCE = "integrable[q(z)]((f(z) + g(z))**2)", "integrable[q(z)]((f(z) - g(z))**2)"
FOLLOWS = [  # given, wanted
    ([SUM, DIFFERENCE], "integrable[q(z)](f(z)**2 - g(z)**2)"),
    ([SUM], "integrable[q(z)](f(z) + g(z))"),
    ([SUM, "integrable[q(z)](h(z)**2)"], "integrable[q(z)](h(z)*f(z) + h(z)*g(z))"),
    (["integrable[z]((f(z) + g(z))**2)", "integrable[z]((f(z) - g(z))**2)"], "integrable[z](f(z)**2 - g(z)**2)"),
    (["integrable[q(z), r(y)]((f(z)*g(y) - 1)**2)", "integrable[q(z), r(y)]((f(z) + g(y))**2)"],
     "integrable[q(z), r(y)]((f(z)*g(y) - 1)*(f(z) + g(y)))"),
    (["integrable[q(z)](f(z)**4)", "integrable[q(z)](g(z)**2*h(z)**2)"], "integrable[q(z)](f(z)**2*g(z)*h(z))")]
NOT = [
    ([SUM, "integrable[q(z)](f(z) - g(z))"], "integrable[q(z)](f(z)**2 - g(z)**2)"),
    ([SUM], "integrable[q(z)](f(z)**2 - g(z)**2)"),
    ([SUM], "integrable[q(z)](f(z))"),
    ([SUM], "integrable[q(z)]((f(z) + g(z))**3)"),
    ([SUM], "integrable[z](f(z) + g(z))"),
    (["integrable[z]((f(z) + g(z))**2)"], "integrable[z](f(z) + g(z))"),
    ([SUM, "integrable[b(z)]((f(z) - g(z))**2)"], "integrable[q(z)](f(z)**2 - g(z)**2)"),
    (["integrable[q(z)](f(z)**2 + g(z)**2 - f(z)*g(z))", SUM], "integrable[q(z)]((f(z) + g(z))*h(z))")]


@pytest.mark.parametrize(("known", "wanted"), FOLLOWS, ids=[row[1] for row in FOLLOWS])
def test_products_of_square_integrable_sums(known, wanted):
    found = implied(forms(wanted), [c for text in known for c in forms(text)])
    assert found.left == [] and "product of squares" in found.lemmas


@pytest.mark.parametrize(("known", "wanted"), NOT, ids=[f"{row[1]} from {row[0]}" for row in NOT])
def test_products_of_other_sums(known, wanted):
    assert implied(forms(wanted), [c for text in known for c in forms(text)]).left == list(forms(wanted))


def test_the_checker_looks_at_both_squares():
    (wanted,), (one,), (other,) = forms("integrable[q(z)](f(z)**2 - g(z)**2)"), forms(SUM), forms(DIFFERENCE)
    parts = tuple(read_line(typed(text))[0] for text in ("f(v) + g(v)", "f(v) - g(v)"))
    parts = tuple(_named_as_in(wanted, part) for part in parts)
    right = Inference(wanted, "product of squares", (one, other), parts)
    assert wanted in known_after([right], [one, other], (), frozenset())
    for wrong in (right._replace(premises=(one,)), right._replace(premises=(other,)), right._replace(parts=parts[:1]),
                  right._replace(parts=(parts[0], parts[0])), right._replace(parts=(*parts, parts[0]))):
        with pytest.raises(Refused):
            known_after([wrong], [one, other], (), frozenset())


def _named_as_in(c, part):
    framed = framed_integrable(c)
    assert framed is not None
    (v,), (own,) = framed.variables, part.free
    return replace(part, {own: v})


def test_near_a_value_finite_says_no_more_than_elsewhere():
    """A fact about finiteness stays one where it is said near a value of a parameter."""
    for text in ("integrable[q(z)](f(z) + log(d(z)))", "near[phi](integrable[b(z)](f(z)*phi + log(d(z))))",
                 "near[phi](always[r(y)](integrable[b(z)](h(y, z)*phi + log(d(z)))))", "always[x](near[phi](integrable[b(z)](f(z)*phi + g(x))))"):
        (known,), (c,) = forms("g(x) > 0"), forms(text)
        fact = Fact("equal integrands", (known,), (c,))
        with pytest.raises(Refused):
            known_after([Inference(c, fact, (known,))], [known], (fact,), frozenset())
        assert Finite(c) in known_after([Inference(Finite(c), fact, (known,))], [known], (fact,), frozenset())


# --- instances --------------------------------------------------------------------------------------------------------------

(z,) = points("z")
q = Law("q", z)
f, g, h, d = Function("f", z), Function("g", z), Function("h", z), Function("d", z, nonnegative=True)


def halves(proof):
    """The product of two square-integrable functions."""
    proof.claim(E[q(z)]((f(z) - g(z))**2) == E[q(z)](f(z)**2 + g(z)**2) - 2*E[q(z)](f(z)*g(z)))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(E[q(z)]((f(z) - g(z))**2))
    proof.eq(E[q(z)](f(z)**2 + g(z)**2) - 2*E[q(z)](f(z)*g(z)), by=linearity)


GENERAL = Derivation(halves, title="general", register=False)


@pytest.mark.parametrize(("put", "given"), [
    ({f(z): f(z) + h(z)}, ["integrable[q(z)]((f(z) + h(z)) ** 2)", "integrable[q(z)](g(z) ** 2)"]),
    ({f(z): f(z) + h(z), g(z): f(z) - h(z)}, ["integrable[q(z)]((f(z) + h(z)) ** 2)", "integrable[q(z)]((f(z) - h(z)) ** 2)"])])
def test_of_sums_a_theorem_asks_what_it_asks_of_functions(put, given):
    stated = Prover().instance(GENERAL.at(put))
    assert set(stated.given) == {c for text in given for c in forms(text.replace(" ** ", "**"))}


def test_where_a_particular_has_no_value_conditions_are_asked():
    stated = Prover().instance(GENERAL.at({f(z): log(d(z))}))
    assert any("d(z) > 0" in str(text_of(c)) for c in stated.given)


@pytest.mark.parametrize("size", [MOST_TERMS - 1, MOST_TERMS, MOST_TERMS + 1, MOST_TERMS + 5])
def test_a_root_of_many_terms_is_whole_or_none(size):
    p = read_line(typed(" + ".join(f"phi**{n}" for n in range(1, size + 1))))[0]
    assert len(p.terms) == size
    assert root(mul(p, p)) is (p if size <= MOST_TERMS else None) and quotient(mul(p, p), p) is (p if size <= MOST_TERMS else None)
