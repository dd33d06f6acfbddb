"""What may be concluded from conditions, by which lemma; and what no lemma may conclude, with an example in which it fails.

The examples are continuous where finite models see nothing.  Numbers are balls.
"""

import itertools
import math

import pytest
from flint import acb, arb

from derivations.attack.counterexamples import refute
from derivations.commands.check import gathered
from derivations.commands.judge import judged
from derivations.kernel import Refused
from derivations.kernel.forms.binders import scale
from derivations.kernel.forms.polynomials import Poly
from derivations.kernel.implication import search as implication_search
from derivations.kernel.implication.checker import CITED, Fact, Finite, Inference, known_after
from derivations.kernel.implication.search import consequences, fewest, implied, size, unproved
from derivations.kernel.lemmas.table import (
    ALL_LEMMAS,
    BACKWARD,
    DEFINED,
    ESTABLISHED,
    FORWARD,
    LEMMAS,
    framed_integrable,
)
from derivations.kernel.lines.reading import read, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.defined import definedness
from tests import CORPUS
from tests.kernel.test_domination import FOLLOWS as OTHER_CONDITIONS
from tests.kernel.test_named_laws import FOLLOWS as OTHER_LAWS
from tests.kernel.test_rewritten_lemmas import FOLLOWS as OTHER_WRITINGS
from tests.kernel.test_sign_lemmas import FOLLOWS as OTHER_FORMS
from tests.kernel.test_witnesses import far, fubini_fails, integral, near
from tests.support.rule_examples import typed


def form(text: str):
    """The one condition that a statement comes to."""
    (c,) = close((), (), (read_statement(typed(text), {})[0],))
    return c


def body(c) -> Poly:
    """What a condition says to be integrable."""
    framed = framed_integrable(c)
    assert framed is not None
    return framed.body


x, y = (next(iter(form(f"c({name}) > 0" if name == "x" else f"r({name}) > 0").free)) for name in "xy")
ALMOST = {"none": frozenset(), "x": frozenset({x}), "x, y": frozenset({x, y})}

FOLLOWS = [  # given, wanted, lemmas that it takes, for almost every …
    (["integrable[r(y), q(z)](h(y, z))"], "always[r(y)](integrable[q(z)](h(y, z)))", ["Fubini"], "none"),
    (["integrable[r(y), q(z)](h(y, z))"], "integrable[r(y)](E[q(z)](h(y, z)))", ["Fubini"], "none"),
    (["integrable[p(x, z)](h(x, z))"], "always[p(x)](integrable[p(z | x)](h(x, z)))", ["Fubini"], "none"),
    (["integrable[p(x, z)](h(x, z))"], "integrable[p(z)](E[p(x | z)](h(x, z)))", ["Fubini"], "none"),
    (["integrable[p(z)](f(z))"], "always[p(x)](integrable[p(z | x)](f(z)))", ["Fubini"], "none"),
    (["integrable[p(x, z)](f(x)*f(z))", "always[p(x)](integrable[p(z | x)](f(z)))"], "integrable[p(x)](f(x)*E[p(z | x)](f(z)))", ["Fubini"], "none"),
    (["integrable[o(x, z)](h(x, z))"], "always[c(x)](integrable[s(z | x)](h(x, z)))", ["Fubini"], "none"),
    (["integrable[q(z)](f(z))", "integrable[r(y)](g(y))"], "integrable[q(z), r(y)](f(z)*g(y))", ["independent factors"], "none"),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[iid(q(z), 2)](f(z[1])*g(z[2]))", ["independent factors"], "none"),
    (["integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z))"], "integrable[iid(q(z), 2)](f(z[1])**2*g(z[2]))", ["independent factors"], "none"),
    (["integrable[z](b(z)*f(z))"], "integrable[q(z)](f(z)*b(z)/q(z))", ["weighted integrand"], "none"),
    (["integrable[q(z)](exp(f(z))*g(z))", "integrable[q(z)](exp(f(z)))"], "integrable[proportional[v](q(v)*exp(f(v)))(z)](g(z))", ["weighted integrand"], "none"),
    ([], "integral[z](q(z)*exp(f(z))) > 0", ["positive integrand"], "none"),
    (["integrable[c(x), s(z | x)](g(z))"], "integrable[o(z)](g(z))", [], "none"), (["always[c(x), s(z | x)](d(z) > 0)"], "always[o(z)](d(z) > 0)", [], "none"),
    (["integrable[z](f(z))"], "integrable[q(z)](f(z)/q(z))", ["weighted integrand"], "none"),
    (["integrable[z](exp(E[r(y)](h(y, z))))"], "always[z](integrable[r(y)](h(y, z)))", ["mean in a term"], "none"),
    (["a(1) > 0", "a(2) > 0"], "each[k:1:2](a(k) > 0)", ["every index"], "none"), (["each[k:1:K](a(k) > 0)"], "a(K) > 0", ["part of a range"], "none"),
    (["integrable[p(x, z)](log(p(z | x)/q(z)))"], "integrable[p(x)](KL[z](p(z | x), q(z)))", ["Fubini"], "none"),
    (["always[q(z)](d(z) > 0)"], "always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)", ["positive integrand"], "none"),
    (["integrable[q(z)](log(q(z)/b(z)))", "integrable[q(z)](f(z))"], "integrable[q(z)](g(x)*log(q(z)) - g(x)*log(b(z)) + h(x)*f(z))", ["sum"], "none"),
    (["integrable[p(x, z)](h(x, z)**2)"], "integrable[p(x)](E[p(z | x)](h(x, z))**2)", ["square of a mean"], "none"),
    (["integrable[q(z)](log(d(z))**2)"], "always[q(z)](d(z) > 0)", ["argument of a logarithm"], "none"),
    (["integrable[q(z)](log(d(z)) + f(z))"], "always[q(z)](d(z) > 0)", ["argument of a logarithm"], "none"),
    (["integrable[q(z)](f(z)**3)"], "integrable[q(z)](f(z)**2)", ["powers"], "none"),
    (["integrable[q(z)](f(z)**2 + f(z))"], "integrable[q(z)](f(z))", ["powers"], "none"),
    (["integrable[r(y), q(z)](f(z)**2 + g(y))"], "integrable[q(z)](f(z))", ["powers"], "none"),  # after Fubini's theorem
    (["always[q(z)](p(x, z) > 0)"], "p(x) > 0", ["positive marginal"], "none"),
    (["always[z](f(z) > 0)"], "always[q(z)](f(z) > 0)", ["weaker guard"], "none"),
    (["always[q(z)](d(z) > 0)"], "E[q(z)](d(z)) > 0", ["positive integrand"], "none"),
    (["integrable[q(z)](f(z))"], "integrable[q(z)](g(x)*f(z))", ["constant factor"], "none"),
    (["integrable[q(z)](f(z))", "g(x) != 0"], "integrable[q(z)](f(z)/g(x))", ["constant factor"], "none"),
    (["integrable[q(z)](f(z)**2)"], "integrable[iid(q(z), K)](mean[k:K](f(z[k]))**2)", ["power of an average"], "none"),
    (["integrable[q(z)](f(z)*g(z))", "integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", ["product of averages"], "none"),
    (["integrable[q(z)](f(z)**2*g(z)**2)", "integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z)**2)"], "integrable[iid(q(z), K)](mean[k:K](f(z[k]))**2*mean[k:K](g(z[k]))**2)", ["product of averages"], "none"),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[q(z)](2*f(z) - 3*g(z))", ["sum"], "none"),
    (["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](g(z))"], "integrable[q(z)](f(z))", ["sum"], "none"),
    (["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](f(z) - g(z))"], "integrable[q(z)](f(z))", ["sum"], "none"),
    (["integrable[q(z)](f(z) + 2*g(z))", "integrable[q(z)](g(z) + d(z))", "integrable[q(z)](3*d(z) - a(z))"], "integrable[q(z)](3*f(z) - 2*a(z))", ["sum"], "none"),
    (["always[r(y)](integrable[q(z)](h(y, z) + g(z)))", "integrable[q(z)](g(z))"], "always[r(y)](integrable[q(z)](h(y, z)))", ["sum"], "none"),
    (["integrable[r(y), q(z)](f(y) + g(z))"], "integrable[r(y)](f(y))", ["Fubini"], "none"),  # the draws are independent
    (["integrable[r(y), b(z)](h(y, z) + f(y))", "integrable[r(y)](f(y))"], "integrable[r(y), b(z)](h(y, z))", ["sum"], "none"),
    (["integrable[q(z), q(v)](h(z, v) + g(z))", "integrable[q(v), q(z)](h(z, v) - g(z))"], "integrable[q(z), q(v)](h(z, v))", ["sum"], "none"),
    (["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](g(z) - d(z))", "integrable[q(z)](a(z))"], "integrable[q(z)](f(z) + d(z) + a(z))", ["sum"], "none"),
    (["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](g(z))"], "integrable[q(z)](f(z) + 3*g(z))", ["sum"], "none"),
    (["integrable[q(z)](3*f(z) + 2*g(z))", "integrable[q(z)](f(z) - g(z))"], "integrable[q(z)](5*f(z) + g(z))", ["sum"], "none"),
    (["always[c(x), r(y)](integrable[q(z)](h(x, z) + h(y, z)))", "always[r(y)](integrable[q(z)](h(y, z)))"], "always[c(x), r(y)](integrable[q(z)](h(x, z) - 2*h(y, z)))", ["sum"], "none"),
    (["integrable[q(z), q(v)](h(z, v) + f(z)*g(v))", "integrable[q(z), q(v)](f(v)*g(z))"], "integrable[q(z), q(v)](h(z, v))", ["sum"], "none"),
    (["integrable[q(z)](f(z))", "integrable[b(z)](d(z))", "always[b(z)](d(z) > 0)"], "integrable[q(z)](f(z)/E[b(v)](d(v)))", ["constant factor"], "none"),
    (["always[x](g(x) != 0)"], "g(x) != 0", ["almost every point"], "x"),
    (["always[c(x)](integrable[q(z)](h(x, z)))"], "always[c(x)](integrable[q(z)](g(x)*h(x, z)))", ["constant factor"], "none"),
    (["always[x, y](h(x, y) != 0)"], "h(x, y) != 0", ["almost every point"], "x, y"),
    ([], "2*trigamma(2) > 1", ["certain number"], "none"),
    (["f(z) > 0"], "f(z)*trigamma(f(z)) > 1", ["descent"], "none"),
]


@pytest.mark.parametrize(("given", "wanted", "lemmas", "almost"), FOLLOWS, ids=[row[1] for row in FOLLOWS])
def test_what_follows_does_by_its_lemma(given, wanted, lemmas, almost) -> None:
    found = implied([form(wanted)], list(map(form, given)), (), ALMOST[almost])
    assert found.left == [] and list(found.lemmas)[-1:] == lemmas


@pytest.mark.parametrize(("given", "wanted", "lemmas", "almost"), FOLLOWS, ids=[row[1] for row in FOLLOWS])
def test_every_premise_is_needed(given, wanted, lemmas, almost) -> None:
    for left_out in given:
        rest = [form(g) for g in given if g != left_out]
        assert implied([form(wanted)], rest, (), ALMOST[almost]).left == [form(wanted)]


# --- what does not follow: the statement, and an example in which the premises hold and it fails; where it is None, a
# finite model does --------------------------------------------------------------------------------------------------


def square_root(power):
    """z^(−power) under the uniform law on (0, 1), beyond 10⁻⁸ and beyond 10⁻¹⁶."""
    return [integral(lambda z: (-power*z.log()).exp(), 1/arb(10**n), 1) for n in (8, 16)]


def joint_not_integrable():
    """(x² − y²)/(x² + y²)²: inner means are integrable either way and differ."""
    return fubini_fails()


def higher_power_infinite():
    """f = z^(−1/2): 𝔼f = 2, 𝔼f² = ∞."""
    first, second = square_root(0.5), square_root(1)
    return near(first[0], first[1], 1e-3) and near(first[1], arb(2), 1e-3) and far(second[0], second[1], 18)


def infinite_mass():
    """f = 1/(1 + z) on (0, ∞): f² is integrable and f is not."""
    def part(n, end):
        return integral(lambda z: (-n*(1 + z).log()).exp(), 0, end)
    return near(part(2, 10**6), part(2, 10**8), 1e-5) and far(part(1, 10**6), part(1, 10**8), 4)


def product_infinite():
    """f = g = z^(−1/2), each integrable on (0, 1); the product is not."""
    return higher_power_infinite()


def difference_of_infinite():
    """f = 1/z, g = −1/z under the uniform law on (0, 1): f + g is integrable."""
    first, second = square_root(1)
    return far(first, second, 18)


def average_cancels():
    """Two draws z and −z of a Cauchy law, each as likely: their average is 0, and neither is integrable."""
    parts = [integral(lambda z: z/(1 + z*z)/acb.pi(), 0, 10**n) for n in (2, 4)]
    return far(parts[0], parts[1], 1.4)


def infinite_mass_outside():
    """q is uniform on (0, 1), f = 1 on (0, ∞): 𝔼_q[f/q] = 1 and ∫ f = ∞."""
    one, ten = (integral(lambda z: 1 + 0*z, 0, n) for n in (1, 10))
    return far(one, ten, 8)


DOES_NOT_FOLLOW = [
    (["integrable[r(y)](E[q(z)](h(y, z)))", "integrable[q(z)](E[r(y)](h(y, z)))"], "integrable[r(y), q(z)](h(y, z))", joint_not_integrable),
    (["integrable[q(z)](f(z))"], "integrable[q(z)](f(z)**2)", higher_power_infinite),
    (["integrable[z](f(z)**2)"], "integrable[z](f(z))", infinite_mass),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[q(z)](f(z)*g(z))", product_infinite),
    (["integrable[q(z)](f(z) + g(z))"], "integrable[q(z)](f(z))", difference_of_infinite),
    (["integrable[q(z)](f(z) + g(z))", "integrable[q(z)](2*f(z) + 2*g(z))"], "integrable[q(z)](f(z))", difference_of_infinite),
    (["integrable[q(z)](f(z) + g(z))", "integrable[b(z)](g(z))"], "integrable[q(z)](f(z))", difference_of_infinite),
    (["integrable[exchangeable(q(z), K)](mean[k:K](f(z[k])))"], "integrable[q(z)](f(z))", average_cancels),
    (["integrable[q(z)](f(z)*log(d(z)))"], "always[q(z)](d(z) > 0)", None),  # f = 0 where d = 0: a product with a factor zero is zero
    (["integrable[q(z)](f(z))"], "integrable[q(z)](f(z)/g(x))", None),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[exchangeable(q(z), 2)](f(z[1])*g(z[2]))", product_infinite),  # one draw twice
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[iid(q(z), 2)](f(z[1])*g(z[1]))", product_infinite),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))"], "integrable[iid(q(z), K)](mean[k:K](f(z[k]))*mean[k:K](g(z[k])))", product_infinite),
    (["integrable[q(z)](f(z))", "integrable[q(z)](g(z))", "integrable[q(z)](f(z)*g(z))"], "integrable[exchangeable(q(z), 2)](f(z[1])*g(z[2]))", product_infinite),  # f is zero off (0, 1), g off (1, 2), and the draws are one apart
    (["integrable[p(x)](f(x))", "integrable[p(z)](g(z))"], "integrable[p(x, z)](f(x)*g(z))", product_infinite),
    (["integrable[p(x)](f(x)*E[p(z | x)](g(z)))"], "integrable[p(x, z)](f(x)*g(z))", joint_not_integrable),
    (["integrable[q(z)](f(z))", "integrable[r(y)](g(y))"], "integrable[q(z), r(y)](f(z)*g(y)*log(d(x)))", None),
    (["f(x) <= g(x)"], "g(x) <= f(x)", None), (["integrable[q(z)](f(z))"], "integral[z](q(z)*f(z)) > 0", None),
    (["always[q(z)](d(z) > 0)"], "integral[z](b(z)*d(z)) > 0", None), (["always[c(x)](f(x) > 0)"], "always[o(z)](d(z) > 0)", None), (["f(x) <= g(x)"], "h(x)*f(x) <= h(x)*g(x)", None), (["f(x) <= g(x)"], "f(x) == g(x)", None), (["f(x) <= g(x)", "h(x) <= g(x)"], "f(x) <= h(x)", None), (["a(1) > 0"], "each[k:1:2](a(k) > 0)", None),
    (["integrable[q(z)](f(z)/q(z))"], "integrable[z](f(z))", infinite_mass_outside), (["integrable[c(x), s(z | x)](g(x)/f(z))"], "always[c(x), s(z | x)](f(z) != 0)", None),
    (["p(x) > 0"], "always[q(z)](p(x, z) > 0)", None),
    (["always[q(z)](f(z) > 0)"], "always[z](f(z) > 0)", None),
    (["E[q(z)](f(z)) > 0"], "always[q(z)](f(z) > 0)", None),
    (["always[b(z)](d(z) > 0)"], "E[q(z)](d(z)) > 0", None),
    (["always[x](g(x) != 0)"], "g(x) != 0", None),
]
named = pytest.mark.parametrize(("given", "wanted", "example"), DOES_NOT_FOLLOW, ids=[f"{row[1]} from {row[0][0]}" for row in DOES_NOT_FOLLOW])


@named
def test_what_does_not_follow_is_not_concluded(given, wanted, example) -> None:
    assert implied([form(wanted)], list(map(form, given))).left == [form(wanted)]
    if example is None:  # a finite model shows it
        assert refute([typed(g) for g in given], typed(wanted), almost=()) is not None
    else:
        assert example()


@named
def test_no_lemma_allows_it_whoever_proposes_it(given, wanted, example) -> None:
    """The checker refuses the inference under every name, with the body whole and term by term."""
    premises, c = tuple(map(form, given)), form(wanted)
    framed = framed_integrable(c)
    bodies = [(), (framed.body,), (framed.body, framed.body)] if framed is not None else [()]
    bodies += [tuple(f.body for f in map(framed_integrable, premises) if f is not None)]
    for name, parts in itertools.product([*LEMMAS, DEFINED], bodies):
        for conclusion in (c, Finite(c)):
            with pytest.raises(Refused):
                known_after([Inference(conclusion, name, premises, parts)], premises, (), frozenset())


# --- the checker --------------------------------------------------------------------------------------------------------

A, B = form("integrable[q(z)](f(z))"), form("integrable[q(z)](log(d(z)))")
D = form("always[q(z)](d(z) > 0)")


def test_an_inference_needs_known_premises() -> None:
    one = Inference(D, "argument of a logarithm", (B,))
    assert D in known_after([one], [B], (), frozenset())
    with pytest.raises(Refused, match="does not allow"):
        known_after([one], [A], (), frozenset())
    with pytest.raises(Refused, match="does not allow"):
        known_after([one._replace(premises=())], [B], (), frozenset())


def test_finite_says_less_than_integrable() -> None:
    """That log d is finite as far as it is defined says neither that d is positive nor that log d is defined."""
    fact = Fact("equal integrands", (A,), (B, D))
    assert Finite(B) in known_after([Inference(Finite(B), fact, (A,))], [A], (fact,), frozenset())
    assert D in known_after([Inference(D, fact, (A,))], [A], (fact,), frozenset())
    weak = Inference(Finite(B), fact, (A,))
    for too_much in (Inference(B, fact, (A,)), Inference(D, "argument of a logarithm", (Finite(B),)),
                     Inference(B, DEFINED, (Finite(B),)), Inference(Finite(D), fact, (A,)),
                     Inference(Finite(form("integrable[q(z)](f(z)**2)")), "powers", (Finite(B),)),
                     Inference(B, "sum", (Finite(B),), (body(B),))):
        with pytest.raises(Refused):
            known_after([weak, too_much], [A], (fact,), frozenset())
    whole = [weak, Inference(D, fact, (A,)), Inference(B, DEFINED, (Finite(B), D))]
    assert B in known_after(whole, [A], (fact,), frozenset())


def test_what_is_finite_as_far_as_it_is_defined_is_defined_only_where_all_of_it_is() -> None:
    """A square of a logarithm, and a quotient, have to be defined like a logarithm alone."""
    for text, asked in (("integrable[q(z)](log(d(z))**2)", "always[q(z)](d(z) > 0)"),
                        ("integrable[q(z)](f(z)/g(z))", "always[q(z)](g(z) != 0)"),
                        ("integrable[q(z)](log(E[r(y)](h(y, z)**2)))", "always[q(z)](integrable[r(y)](h(y, z)**2))")):
        c = form(text)
        fact = Fact("equal integrands", (A,), (c,))
        weak = Inference(Finite(c), fact, (A,))
        with pytest.raises(Refused):
            known_after([weak, Inference(c, DEFINED, (Finite(c),))], [A], (fact,), frozenset())
        others = tuple(d for d in definedness(c) if d is not form(asked))
        assert len(others) == len(definedness(c)) - 1
        with pytest.raises(Refused):
            known_after([weak, Inference(c, DEFINED, (Finite(c), *others))], [A, *others], (fact,), frozenset())
        whole = definedness(c)
        assert c in known_after([weak, Inference(c, DEFINED, (Finite(c), *whole))], [A, *whole], (fact,), frozenset())


def test_what_cancels_has_to_be_defined() -> None:
    """f + log d and log d are finite as far as they are defined: nothing follows for f, where d is not positive."""
    f, whole = form("integrable[q(z)](f(z))"), form("integrable[q(z)](f(z) + log(d(z)))")
    given = form("integrable[q(z)](g(z))")
    facts = (Fact("equal integrands", (given,), (whole,)), Fact("equal integrands", (given,), (B,)))
    assert implied([f], [given], facts).left == [f]
    parts = (body(whole), scale(body(B), -1))
    weak = [Inference(Finite(c), fact, (given,)) for c, fact in zip((whole, B), facts)]
    with pytest.raises(Refused):
        known_after([*weak, Inference(Finite(f), "sum", (Finite(whole), Finite(B)), parts)], [given], facts, frozenset())
    assert f in known_after([Inference(f, "sum", (whole, B), parts)], [whole, B], (), frozenset())


def test_a_lemma_that_would_speak_of_what_can_never_hold_is_left_aside() -> None:
    c = form("E[q(z)](f(z) - 1) > 0")
    assert implied([c], []).left == [c]


def test_a_weak_premise_makes_a_weak_conclusion() -> None:
    first, second = Fact("equal integrands", (), (A,)), Fact("equal integrands", (A,), (form("integrable[q(z)](g(z))"), D))
    reached = Inference(Finite(A), first, ())
    g = second.conclusions[0]
    assert Finite(g) in known_after([reached, Inference(Finite(g), second, (Finite(A),))], [], (first, second), frozenset())
    with pytest.raises(Refused):
        known_after([reached, Inference(D, second, (Finite(A),))], [], (first, second), frozenset())


def test_lemmas_of_what_is_defined_ask_for_more_than_finiteness() -> None:
    """Of what is finite as far as it is defined, neither inner means nor lower powers are known to be."""
    for name, premise, conclusion in (("powers", "integrable[q(z)](log(d(z))**2)", "integrable[q(z)](log(d(z)))"),
                                      ("Fubini", "integrable[r(y), q(z)](h(y, z))", "integrable[r(y)](E[q(z)](h(y, z)))")):
        fact = Fact("equal integrands", (), (form(premise),))
        weak, more = Inference(Finite(form(premise)), fact, ()), Inference(Finite(form(conclusion)), name, (Finite(form(premise)),))
        with pytest.raises(Refused):
            known_after([weak, more], [], (fact,), frozenset())
        assert form(conclusion) in known_after([Inference(form(conclusion), name, (form(premise),))], [form(premise)], (), frozenset())


def test_only_facts_that_steps_established_are_used() -> None:
    mine = Fact("equal integrands", (), (A,))
    with pytest.raises(Refused):
        known_after([Inference(Finite(A), mine, ())], [], (), frozenset())
    with pytest.raises(Refused):
        known_after([Inference(Finite(A), mine, ())], [], (mine._replace(premises=(B,)),), frozenset())


def test_a_sum_has_parts_that_add_up() -> None:
    c = form("integrable[q(z)](f(z) + g(z))")
    halves = tuple(body(form(f"integrable[q(z)]({name}(z))")) for name in "fg")
    premises = (A, form("integrable[q(z)](g(z))"))
    assert c in known_after([Inference(c, "sum", premises, halves)], premises, (), frozenset())
    for parts in ((), halves[:1], (*halves, halves[0]), (body(c), halves[0])):
        with pytest.raises(Refused):
            known_after([Inference(c, "sum", premises, parts)], premises, (), frozenset())


def test_the_points_of_almost_are_those_that_are_named() -> None:
    given, c = form("always[x](g(x) != 0)"), form("g(x) != 0")
    one = Inference(c, "almost every point", (given,))
    assert c in known_after([one], [given], (), ALMOST["x"])
    for almost in (frozenset(), frozenset({y})):
        with pytest.raises(Refused):
            known_after([one], [given], (), almost)


def test_whoever_searches_is_not_believed(monkeypatch) -> None:
    """A search that proposes what is false makes no theorem."""
    monkeypatch.setattr(implication_search, "_implied", implication_search._implied.__wrapped__)  # which remembers nothing
    monkeypatch.setattr(implication_search, "proposed", lambda wanted, *_: [Inference(c, "weaker guard", ()) for c in wanted])
    with pytest.raises(Refused):
        unproved([D], [A])
    monkeypatch.setattr(implication_search, "proposed", lambda *_: [])
    assert unproved([D, A], [A]) == [D]


def test_facts_serve_one_another() -> None:
    g, h = form("integrable[q(z)](g(z))"), form("integrable[q(z)](a(z))")
    facts = [Fact("equal integrands", (g,), (h,)), Fact("equal integrands", (A,), (g,))]
    assert implied([h], [A], facts).left == []
    assert implied([h], [B], facts).left == [h]
    assert implied([h], [A], facts).lemmas == ("equal integrands", DEFINED)


# --- the table ----------------------------------------------------------------------------------------------------------


def test_every_lemma_has_a_source_an_example_and_a_theorem() -> None:
    assert {*FORWARD, *BACKWARD, "sum", "almost every point", "larger quantity", "comparison"} == set(LEMMAS)
    assert {"every index", *(lemma for _, _, lemma in (*OTHER_FORMS, *OTHER_LAWS) if lemma is not None), *(name for row in (*FOLLOWS, *OTHER_WRITINGS, *OTHER_CONDITIONS) for name in row[2])} == set(LEMMAS)
    assert (*LEMMAS, *ESTABLISHED) == ALL_LEMMAS
    for lemma in LEMMAS.values():
        assert lemma.says and lemma.source
    assert all(says and source for says, source in ESTABLISHED.values())


def test_every_lemma_is_leaned_on_by_a_theorem() -> None:
    """No chapter has hypotheses in another form than its lines need: the corpus has them."""
    from derivations.commands.finding import load, load_reported
    from derivations.kernel import REGISTRY, Prover
    load()
    load_reported()
    prover, used = Prover(), set()
    for derivation in REGISTRY.values():
        try:
            theorem = prover.prove(derivation)
        except Refused:
            continue
        assert set(theorem.lemmas) <= set(ALL_LEMMAS)
        assert list(theorem.lemmas) == [name for name in ALL_LEMMAS if name in theorem.lemmas]
        used |= set(theorem.lemmas)
    others = [one for name in ("given_in_another_form", "named_laws", "written_in_another_way")
              for one in gathered(judged(str(CORPUS / "holds" / f"{name}.py"), math.inf))["theorems"]]
    assert {one["verdict"] for one in others} == {"holds"}
    assert used.union(*(one["lemmas"] for one in others)) == set(ALL_LEMMAS)


def test_what_speaks_of_no_index_holds_for_every_index() -> None:
    """A sum from 2 to K may be empty: what holds for each of its indices need not hold, nor does one follow from K."""
    (alike,), (moving,), (nonempty,) = (close((), (), read(typed(text), {})[1]) for text in (
        "total[k:2:K](log(f(x)))", "total[k:2:K](log(f(k)))", "total[k:1:K](log(f(x)))"))
    whole = form("f(x) > 0")
    assert nonempty is whole and alike is not whole
    assert implied([alike], [whole]) == ([], ("every index",))
    for wanted, given in ((whole, alike), (moving, whole), (moving, alike), (alike, moving)):
        assert unproved([wanted], [given]) == [wanted]
        for name in LEMMAS:
            with pytest.raises(Refused):
                known_after([Inference(wanted, name, (given,))], [given], (), frozenset())


def test_an_inner_range_stays_with_the_index_that_it_names() -> None:
    """The sum over j is empty for k = 1 only, so its conditions have to name k."""
    (inner,) = close((), (), read(typed("total[k:1:K](total[j:2:k](log(f(x))))"), {})[1])
    assert len(inner.args[0]) == 2
    assert implied([inner], [form("f(x) > 0")]) == ([], ("every index",))


def test_what_is_longer_is_larger() -> None:
    assert size(form("f(z) > 0")) < size(form("h(x, z) > 0"))
    shortest_first = ["f(z) > 0", "f(z) + 1 > 0", "f(z)*g(z) > 0", "f(z)*g(z) + f(z) > 0", "log(f(z)*g(z) + f(z)) > 0", "E[q(z)](log(f(z)*g(z) + f(z))) > 0",
                      "E[q(z), q(v)](log(f(z)*g(v) + f(z))) > 0"]
    sizes = [size(form(text)) for text in shortest_first]
    assert sizes == sorted(set(sizes))


def test_the_fewest_conditions_imply_all() -> None:
    conditions = list(map(form, ["integrable[q(z)](log(d(z)))", "always[q(z)](d(z) > 0)", "E[q(z)](d(z)) > 0"]))
    assert fewest(conditions) == (conditions[0],)
    square, longer = form("integrable[q(z)](f(z)**2)"), form("integrable[q(z)](f(z)**2 + f(z))")  # each implies the other
    assert fewest([longer, square]) == fewest([square, longer]) == (square,)
    assert fewest([A, D]) == (A, D) and fewest([D, A]) == (D, A) and fewest([A, A]) == (A,)
    plain, guarded = form("always[x](g(x) != 0)"), form("g(x) != 0")
    assert fewest([guarded, plain], (), ALMOST["x"]) == (plain,) and fewest([guarded, plain]) == (guarded, plain)
    there, back = Fact("equal or larger argument", (A,), (D,)), Fact("equal integrands", (D,), (A,))
    assert fewest([A, D], [there]) == (A,) and fewest([A, D], [back]) == (D,)
    assert fewest([A, D], [there, back]) == fewest([D, A], [there, back]) == (A,)  # what is integrable is kept
    assert all(one.premises == (conditions[0],) or one.premises[0] in {o.conclusion for o in consequences(conditions[0])}
               for one in consequences(conditions[0]))


def test_every_part_of_a_sum_has_to_be_known() -> None:
    """The parts add up to the body, yet one of them is nobody's premise."""
    both, other = form("integrable[q(z)](f(z) + g(z))"), form("integrable[q(z)](g(z))")
    parts = (body(A), body(other))
    assert both in known_after([Inference(both, "sum", (A, other), parts)], [A, other], (), frozenset())
    for premises in ((A,), (other,), ()):
        with pytest.raises(Refused, match="does not allow"):
            known_after([Inference(both, "sum", premises, parts)], [A, other], (), frozenset())


def test_a_sum_speaks_of_its_parts_only_where_none_of_their_terms_cancels() -> None:
    """As far as it is defined: a part with a logarithm that cancels is undefined where the body is not."""
    both, log = form("integrable[q(z)](f(z) + g(z))"), "log(d(z))"
    f, g, f_log, g_log = (body(form(f"integrable[q(z)]({text})")) for text in ("f(z)", "g(z)", f"f(z) + {log}", f"g(z) - {log}"))
    framed = framed_integrable(both)
    assert framed is not None
    for parts, allowed in (((f, g), True), ((f_log, g_log), False)):
        known = [Finite(d) for part in parts for d in framed.of(part)]
        facts = tuple(Fact("a step", (), (one.condition,)) for one in known)
        found = [Inference(one, fact, ()) for one, fact in zip(known, facts)]
        inference = Inference(Finite(both), "sum", tuple(known), parts)
        if allowed:
            assert Finite(both) in known_after([*found, inference], [], facts, frozenset())
        else:
            with pytest.raises(Refused, match="does not allow"):
                known_after([*found, inference], [], facts, frozenset())


def test_terms_that_are_reached_otherwise_need_no_combination() -> None:
    """h by its square, f + g by a hypothesis: together they make the sum."""
    given = [form("integrable[q(z)](f(z) + g(z))"), form("integrable[q(z)](h(z)**2)")]
    assert implied([form("integrable[q(z)](f(z) + g(z) + h(z))")], given).left == []


def test_what_is_given_needs_not_be_asked_for() -> None:
    assert fewest([A], given=[A]) == () and fewest([A], given=[B]) == (A,)


@pytest.mark.parametrize(("divisor", "missing"), [
    ("E[b(v)](d(v))", "integrable[b(z)](d(z))"), ("1 + sup[i:F](d(i))", "bounded(sup[i:F](d(i)))"), ("1 + log(d(x))**2", "d(x) > 0")])
def test_a_constant_divisor_has_to_be_defined(divisor, missing) -> None:
    """Under a uniform law on (0, 1) and d = 1/z the mean of d is infinite, and nothing is defined that is divided by it."""
    given = [form("integrable[q(z)](f(z))"), form("always[b(z)](d(z) > 0)")]
    wanted = form(f"integrable[q(z)](f(z)/({divisor}))")
    assert implied([wanted], given).left == [wanted]
    assert implied([wanted], [*given, form(missing)]).left == []
    for name in LEMMAS:
        with pytest.raises(Refused):
            known_after([Inference(wanted, name, tuple(given))], given, (), frozenset())


def test_a_cited_theorem_asks_for_its_hypotheses_in_full() -> None:
    """f + log d and log d are finite as far as they are defined; a theorem concludes something of f from both only where
    they are: with d = 0 on half of the space nothing is said of f there."""
    given = form("integrable[q(z)](g(z))")
    whole = form("integrable[q(z)](f(z) + log(d(z)))")
    facts = (Fact("equal integrands", (given,), (whole,)), Fact("equal integrands", (given,), (B,)), Fact(CITED, (whole, B), (A,)))
    weak = [Inference(Finite(c), fact, (given,)) for c, fact in zip((whole, B), facts)]
    with pytest.raises(Refused, match="does not allow"):
        known_after([*weak, Inference(Finite(A), facts[2], (Finite(whole), Finite(B)))], [given], facts, frozenset())
    assert implied([A], [given], facts).left == [A]
    assert implied([A], [given, D], facts).left == []
