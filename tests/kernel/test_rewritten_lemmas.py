"""Lemmas by which a condition follows from the same condition on an equal quantity that is written in another way."""

import pytest
from flint import arb

from derivations.attack.counterexamples import refute
from derivations.kernel import Refused
from derivations.kernel.forms.binders import Atom
from derivations.kernel.implication.checker import Inference, known_after
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.table import BACKWARD, FORWARD, LEMMAS
from derivations.kernel.logic.defined import definedness
from derivations.pages.form_text import text_of
from tests.kernel.test_witnesses import far, integral, near
from tests.support.rule_examples import typed
from tests.support.typed_statements import conditions


def one(text: str) -> Atom:
    """The one condition that a statement comes to."""
    (c,) = conditions(text)
    return c


MIX = "(q(z) + b(z))/2"
TILT = "proportional[v](exp(f(v)))(z)"
FOLLOWS = [  # given, wanted, the lemmas that it takes
    (["p(x) > 0"], "integral[z](p(x, z)) > 0", ["integral of a density"]),
    (["p(x) > 0", "always[z](p(z) > 0)"], "integral[z](p(x | z)*p(z)) > 0", ["weaker guard", "integral of a density"]),
    (["p(x) > 0", "always[z](implies(p(x, z) > 0, p(z) > 0))"], "E[p(z)](p(x | z)) > 0", ["integral of a density"]),
    (["always[q(z)](p(z) > 0)"], "always[q(z)](integral[x](p(x, z)) > 0)", ["integral of a density"]),
    (["integrable[q(z)](f(z))", "integrable[z](exp(f(z)))"], f"integrable[q(z)](log({TILT}))", ["positive integrand", "normalised law"]),
    (["integrable[q(z)](log(q(z)))", "integrable[q(z)](f(z))", "integrable[z](exp(f(z)))"], f"integrable[q(z)](log(q(z)/{TILT}))",
     ["positive integrand", "normalised law", "sum"]),
    (["integrable[q(z)](log(q(z)))", "integrable[q(z)](log(q(z) + b(z)))"], "integrable[q(z)](log((q(z) + b(z))/q(z)))",
     ["argument of a logarithm", "logarithm of a fraction", "sum"]),
    ([f"integrable[q(z)](log({MIX}/r(y)))", "integrable[q(z)](log(r(y)))"], f"integrable[q(z)](log({MIX}))", ["logarithm of a fraction"]),
    ([f"integrable[q(z)](log({MIX}/b(z)))", "integrable[q(z)](log(b(z)))"], f"integrable[q(z)](log({MIX}))", ["logarithm of a fraction", "sum"]),
    ([], "integrable[q(z)](q(z)/(q(z) + b(z)))", ["larger quantity", "bounded quotient"]),
    (["always[q(z)](d(z) + b(z) > 0)"], "integrable[q(z)](3*d(z)/(d(z) + 2*b(z)))", ["bounded quotient"]),
    (["integrable[q(z)](1/d(z))", "integrable[q(z)](d(z))"], "integrable[q(z)](1/d(z)*(1 - d(z))**2)", ["argument of a logarithm", "cancelled factor", "sum"]),
    (["integrable[q(z)](1/d(z))"], "always[q(z)](d(z) > 0)", ["argument of a logarithm"]),
    (["integrable[q(z)](log(d(z)))"], "integral[z](d(z)) > 0", ["argument of a logarithm", "positive integrand"]),
    (["always[q(z)](d(z) > 0)"], "integral[z](d(z)) > 0", ["positive integrand"]),
]
rows = pytest.mark.parametrize(("given", "wanted", "lemmas"), FOLLOWS, ids=[row[1] for row in FOLLOWS])


@rows
def test_it_follows_by_these_lemmas(given, wanted, lemmas) -> None:
    found = implied([one(wanted)], conditions(*given))
    assert found.left == []
    assert {lemma for lemma in lemmas if lemma in found.lemmas} == set(lemmas), found.lemmas


@rows
def test_nothing_of_it_can_be_left_out(given, wanted, lemmas) -> None:
    for left_out in given:
        rest = [g for g in given if g != left_out]
        assert implied([one(wanted)], conditions(*rest)).left == [one(wanted)] or "log(r(y))" in left_out


@pytest.mark.parametrize(("given", "wanted", "_lemmas"), [row for row in FOLLOWS if "integrable" not in "".join([*row[0], row[1]])])
def test_no_model_breaks_what_follows(given, wanted, _lemmas) -> None:
    sure = [typed(text_of(d)) for d in definedness(one(wanted))]
    assert refute([*map(typed, given), *sure], typed(wanted), limit=1500, almost=()) is None


CONCLUSIONS = ["integral[z](p(x, z)) > 0", "integral[z](p(x | z)*p(z)) > 0", "E[p(z)](p(x | z)) > 0", "E[p(z)](p(x | z)) != 0",
               "integral[z](t(x, y | z)*t(z)) > 0", "integral[y](t(x, y, z)) > 0", "always[c(x)](integral[z](p(x, z)) > 0)"]


@pytest.mark.parametrize("conclusion", CONCLUSIONS)
def test_no_model_breaks_a_conclusion_whose_premises_hold(conclusion) -> None:
    """Also at points of measure zero, where p(x | z)·p(z) need not be p(x, z)."""
    c = one(conclusion)
    sure = [typed(text_of(d)) for d in definedness(c)]
    ways = BACKWARD["integral of a density"](c)
    assert ways
    for way in ways:
        assert refute([*(typed(text_of(p)) for p in way), *sure], typed(conclusion), limit=1500, almost=()) is None


DEFINED_ONLY_IF = [  # finite as soon as it is defined, because everything cancels in the other writing; and what it takes
    (f"integrable[q(z)](log({TILT}) - f(z))", ["integrable[z](exp(f(z)))"]),
    ("integrable[q(z)](log(proportional[v](d(v))(z)) - log(d(z)))", ["integrable[z](d(z))", "always[q(z)](d(z) > 0)"]),
    ("integrable[q(z)](log(b(z)/d(z) + q(z)/d(z)) - log(b(z) + q(z)) + log(d(z)))", ["always[q(z)](d(z) > 0)"]),
    ("integrable[q(z)](log(f(z))*d(z)/d(z) - log(f(z)))", ["always[q(z)](f(z) > 0)", "always[q(z)](d(z) > 0)"])]


@pytest.mark.parametrize(("wanted", "given"), DEFINED_ONLY_IF, ids=[row[0] for row in DEFINED_ONLY_IF])
def test_what_cancels_in_another_writing_has_to_be_defined(wanted, given) -> None:
    assert implied([one(wanted)], conditions(*given)).left == []
    for left_out in given:
        assert implied([one(wanted)], conditions(*(g for g in given if g != left_out))).left == [one(wanted)]


# --- what does not follow ---------------------------------------------------------------------------------------------


def power_diverges(exponent: str):
    """The integral of z^exponent from 10^(−n) to one grows without bound, and that of half the exponent does not."""
    parts = [[integral(lambda z, e=e: (e*z.log()).exp(), 1/arb(10**n), 1) for n in (40, 60)] for e in (arb(exponent), arb(exponent)/2)]
    (first, second), (low, high) = parts
    return far(first, second, 10) and near(low, high, 1e-6)


def infinite_share():
    """q uniform on (0, 1), d = 1 and b = −1 + z^1.5, which is no density: 1/(d + b) = z^(−1.5) has no mean."""
    return power_diverges("-1.5")


DOES_NOT_FOLLOW = [  # given, wanted, an example; None where a finite model shows it
    (["p(x) > 0"], "integral[z](p(x | z)*p(z)) > 0", None), (["p(x) > 0"], "E[p(z)](p(x | z)) > 0", None), (["p(z) > 0"], "integral[z](p(x, z)) > 0", None),
    (["p(x) > 0"], "integral[z](p(x, z)*f(z)) > 0", None), (["p(x) > 0"], "integral[z](p(x, z) - q(z)) > 0", None), (["p(x) > 0"], "integral[z](-p(x, z)) > 0", None),
    (["always[q(z)](f(z) > 0)"], "integral[z](f(z)) > 0", None),
    (["always[q(z)](1/s(z | x) > 0)"], "integral[z](1/s(z | x)) > 0", None), (["always[q(z)](h(x, z)**2 > 0)"], "integral[x](h(x, z)**2) > 0", None),
    (["integrable[q(z)](1/d(z)*f(z))"], "always[q(z)](d(z) > 0)", None), (["integrable[q(z)](f(z)/d(z) + d(z))"], "always[q(z)](d(z) > 0)", None),
    (["integrable[q(z)](log(1 + b(z)/d(z)))"], "always[q(z)](d(z) > 0)", None),
    ([], "integrable[q(z)](d(z)/(d(z) - b(z)))", infinite_share), (["always[q(z)](d(z) - b(z) != 0)"], "integrable[q(z)](d(z)/(d(z) - b(z)))", infinite_share),
    (["always[q(z)](d(z) + f(z) > 0)"], "integrable[q(z)](d(z)/(d(z) + f(z)))", infinite_share),
    (["always[q(z)](d(z) + b(z) > 0)"], "integrable[q(z)](d(z)**2/(d(z) + b(z)))", infinite_share), (["always[z](d(z) + b(z) > 0)"], "integrable[z](d(z)/(d(z) + b(z)))", infinite_share),
]


@pytest.mark.parametrize(("given", "wanted", "example"), DOES_NOT_FOLLOW, ids=[f"{row[1]} from {row[0]}" for row in DOES_NOT_FOLLOW])
def test_what_does_not_follow_is_not_concluded(given, wanted, example) -> None:
    assert implied([one(wanted)], conditions(*given)).left == [one(wanted)]
    premises = tuple(conditions(*given))
    for name in LEMMAS:
        with pytest.raises(Refused):
            known_after([Inference(one(wanted), name, premises)], premises, (), frozenset())
    assert example() if example is not None else refute(list(map(typed, given)), typed(wanted), almost=()) is not None


def test_a_denominator_that_may_be_zero_beside_a_one_shows_nothing() -> None:
    """log(1 + b/d) is zero where b and d are; log(b + d) − log d is not defined there."""
    assert FORWARD["logarithm of a fraction"](one("integrable[q(z)](log(1 + b(z)/d(z)))")) == ()
    assert FORWARD["logarithm of a fraction"](one("integrable[q(z)](log(q(z)/d(z) + b(z)/d(z)))")) != ()


def test_a_conditional_density_that_may_be_no_law_draws_nothing() -> None:
    """Where p(x) is zero, a statement about almost all draws from p(z | x) says nothing about any z."""
    assert FORWARD["positive integrand"](one("always[q(z)](d(z) > 0)")) == (one("integral[z](d(z)) > 0"),)
    assert FORWARD["positive integrand"](one("always[p(z | x)](d(z) > 0)")) == ()


def test_every_factor_of_a_denominator_has_a_sign_that_is_known() -> None:
    """A negative denominator has no logarithm, be there a positive one beside it."""
    whole = "integrable[q(z)](log(f(z)/({0}*d(z)) + h(x, z)/({0}*d(z))))"
    for name in ("d(x)", "f(x)"):
        c = one(whole.format(name))
        shown = name == "d(x)"
        assert bool(FORWARD["logarithm of a fraction"](c)) == bool(BACKWARD["logarithm of a fraction"](c)) == shown
