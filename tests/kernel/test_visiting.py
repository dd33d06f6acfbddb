"""A rule may pass over a form without looking, and refuse at once, only where looking would change nothing."""

import re

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derivations.kernel import RULES
from derivations.kernel.forms import visiting
from derivations.kernel.forms.binders import Atom, Poly, Refused, add, atoms_in, lift
from derivations.kernel.forms.expansions import cancelled
from derivations.kernel.implication.search import unproved
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.rewriting import with_parts
from derivations.kernel.rules.algebra import vanishes
from derivations.kernel.special.residues import PRIME, surely_not_zero
from tests.support.rule_examples import typed

OF_RULES = [text for rule in RULES.values() for text in re.findall(r'"([^"]+)"', rule.__doc__ or "") if text not in ("≤", "≥", "⇔", "⇒")]
EXAMPLES = ["product[k:1:K](a(k + 1)/a(k))", "exp(E[q(z)](exp(f(z))))", "exp(log(f(z)) + g(z))", *OF_RULES]


def form(text: str) -> Atom | Poly:
    return read_line(typed(text))[0]


def readable() -> list[Atom | Poly]:
    """The sides of all examples of the rules."""
    found = []
    for text in EXAMPLES:
        try:
            found.append(form(text))
        except (Refused, SyntaxError, TypeError, ValueError, NameError):
            continue
    return found


FORMS = readable()
ATOMS = list(atoms_in(*FORMS))


def test_the_examples_have_nearly_every_head():
    heads = {a.head for a in ATOMS}
    assert len(FORMS) > 150 and len(visiting._CHANGED) >= 25
    assert heads >= {"law", "E", "int", "log", "exp", "inv", "mean", "total", "product", "sup", "inf", "D", "KL", "psi"}


@pytest.mark.parametrize("visit", visiting._CHANGED, ids=lambda v: getattr(v, "__name__", "partial"))
def test_a_visit_changes_no_atom_without_its_heads(visit):
    for a in ATOMS:
        if visiting.leaves_alone(visit, lift(a)):
            assert visit(a) == (lift(a), ())
            assert with_parts(a, lambda part: (part, ()))[0] is a  # so the walk would make the same atom again


def test_a_visit_looks_at_a_form_with_one_of_its_heads_inside():
    left, right = form("mean[k:K](f(x)*a(k))"), form("f(x)*mean[k:K](a(k))")
    assert not visiting.leaves_alone(visiting_of("visit_linear"), left) and RULES["linearity"].check(left, right, "=") == ()
    assert visiting.heads_in(form("E[q(z)](log(f(z)))")) == {"E", "law", "log", "fn", "var"}


def visiting_of(name: str):
    return next(visit for visit in visiting._CHANGED if getattr(visit, "__name__", "") == name)


# --- rational functions at one point ------------------------------------------------------------------------------

PARTS = ["f(x)", "g(x)", "1/f(x)", "1/g(x)", "1/(f(x) + g(x))", "2/3", "f(x) - 1", "1/(1 + 1/f(x))", "log(f(x)*g(x))", "f(x)**3"]


@st.composite
def rational(draw):
    terms = draw(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3), min_size=1, max_size=3))
    return " + ".join("*".join(f"({part})" for part in term) for term in terms)


def numerator(text: str) -> sympy.Expr:
    """The numerator of a rational function, by SymPy."""
    names = dict(zip("fgl", sympy.symbols("f g l")))
    plain = text.replace("log(f(x)*g(x))", "l").replace("f(x)", "f").replace("g(x)", "g")
    return sympy.expand(sympy.numer(sympy.together(sympy.parse_expr(plain, local_dict=names))))


@given(rational(), rational())
def test_what_is_surely_not_zero_is_not(one, other):
    """A product of quotients is compared with SymPy's normal form, and zero is never taken for something else."""
    difference = f"({one}) - ({other})"
    assert surely_not_zero(form(difference)) == (numerator(difference) != 0)
    assert not surely_not_zero(form(f"({one})*(f(x) + g(x)) - ({one})*f(x) - g(x)*({one})"))


def test_zero_is_never_refused():
    for text in ("f(x)/f(x) - 1", "1/(1 + 1/f(x)) - f(x)/(f(x) + 1)", "1/f(x) - 1/g(x) - (g(x) - f(x))/(f(x)*g(x))", "f(x)/(g(x) - g(x) + 3) - f(x)/3"):
        assert not surely_not_zero(form(text)) and vanishes(form(text)) is not None
    for text in ("f(x)/f(x) + 1", "1/f(x) + 1/g(x) - 1/(f(x) + g(x))", "f(x) - f(x)/(2**50*2**10)"):
        assert vanishes(form(text)) is None
    assert vanishes(form("f(x)*log(g(x)*f(x)/f(x)) - f(x)*log(g(x))")) is not None  # what cancels inside counts, too


@pytest.mark.parametrize("text", ["f(x)/P*(f(x) + g(x))/(f(x) + g(x)) - f(x)/P", "1/(f(x)/P + g(x)) - P/(f(x) + P*g(x))", "f(x)/P**2 - f(x)/P*(1/P)",
                                  "1/(1 + P*f(x)) - (1 - P*f(x))/(1 - P**2*f(x)**2)"])
def test_zero_is_never_refused_where_the_prime_divides(text):
    """At the point, a number that the prime divides is zero, and one over it has no value."""
    whole = form(text.replace("P", f"({PRIME})"))
    assert not surely_not_zero(whole) and vanishes(whole) is not None


def test_terms_that_become_equal_by_cancelling_are_added():
    whole = form("h(x)*f(x)**2/f(x) + g(x)/h(x) + f(x)*h(x)")
    assert cancelled(whole)[0] is add(form("2*f(x)*h(x)"), form("g(x)/h(x)"))


# --- equations ----------------------------------------------------------------------------------------------------

def conditions(text: str) -> tuple:
    return close((), (), (read_statement(typed(text), {})[0],))


@pytest.mark.parametrize("said", ["f(z) == g(z)", "always[z](f(z) == g(z))", "always[q(z)](f(z) == g(z))"])
def test_an_equation_follows_from_equations_only(said):
    wanted = conditions(said)
    assert unproved(wanted, conditions("f(z) > 0") + conditions("f(z) <= g(z)"), (), frozenset()) == list(wanted)
    assert unproved(wanted, conditions("always[z](f(z) == g(z))") + wanted, (), frozenset()) == []
    assert unproved(wanted, conditions(said.replace("f(z)", "2*f(z)").replace("g(z)", "2*g(z)")), (), frozenset()) == []
