"""Signs, guards, squares and chains of laws: what follows by the newer lemmas, in models and by integrals.

Every way that a lemma offers to a conclusion is tried in small models, null states among them: no model may satisfy the
premises and break the conclusion where its quantities are defined.
"""

from fractions import Fraction
from itertools import combinations

import pytest
from flint import arb
from sympy import sympify

from derivations.attack.counterexamples import refute
from derivations.kernel import Refused
from derivations.kernel.forms.binders import Atom, add, const, inverse, mul, poly, scale, sub
from derivations.kernel.forms.expansions import positive
from derivations.kernel.implication.checker import Inference, known_after
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.comparisons import compared, comparison
from derivations.kernel.lemmas.signs import at_least_zero, exceeds, signed
from derivations.kernel.lemmas.table import BACKWARD, LEMMAS, framed_integrable
from derivations.kernel.logic.defined import definedness
from derivations.language.authoring.reader import parse
from derivations.pages.form_text import text_of
from tests.kernel.test_witnesses import far, integral, near
from tests.support.typed_statements import MORE, conditions, quantity


def typed(text: str):
    """The node of a text."""
    return sympify(parse(text, MORE))


def one(text: str) -> Atom:
    """The one condition that a statement comes to."""
    (c,) = conditions(text)
    return c


# --- what follows -----------------------------------------------------------------------------------------------------

COVER = "always[z](implies(p(x, z) > 0, q(z) > 0))"
FOLLOWS = [  # given, wanted, the lemma that is met last
    (["f(x) >= 1"], "0 <= f(x) - 1", "comparison"), (["f(x) <= g(x)"], "f(x) - g(x) <= 0", "comparison"),
    (["E[q(z)](g(z)) == 0", "integrable[q(z)](g(z))"], "0 == -(E[q(z)](g(z))*f(x))", "comparison"),
    (["f(x) <= g(x)", "g(x) <= h(x)"], "f(x) <= h(x)", "comparison"), (["f(x) <= g(x)"], "d(x)*f(x) <= d(x)*g(x)", "comparison"), (["f(x) <= g(x)"], "f(x) <= g(x) + d(x)", "comparison"),
    (["always[q(z)](f(z) <= g(z))"], "always[q(z)](2*f(z) <= 2*g(z))", "comparison"),
    (["f(z) > 0"], "f(z) != 0", "sign"), (["f(z) < 0"], "f(z) != 0", "sign"), (["g(x) - f(z) != 0"], "f(z) - g(x) != 0", "sign"), (["d(z) + d(x) != 0"], "d(z) + d(x) > 0", "sign"),
    (["always[q(z)](f(z) > 0)"], "always[q(z)](f(z) != 0)", "sign"), 
    (["f(z) > 0"], "f(z)**2 > 0", "signs of factors"), (["f(z) < 0"], "f(z)**2 > 0", "signs of factors"), (["f(z) != 0"], "f(z)**2 > 0", "signs of factors"),
    (["f(z) > 0", "g(x) > 0"], "f(z)*g(x) > 0", "signs of factors"), (["f(z) < 0", "g(x) < 0"], "f(z)*g(x) > 0", "signs of factors"),
    (["f(z) < 0", "g(x) > 0"], "f(z)*g(x) < 0", "signs of factors"), (["f(z) > 0", "g(x) > 0"], "f(z)/g(x) > 0", "signs of factors"),
    (["g(x) > 0"], "1/g(x) > 0", None), (["f(z) > 0", "g(x) != 0", "d(y) > 0"], "d(y)*f(z)/g(x)**2 > 0", "signs of factors"),
    (["always[x](f(x) > 0)"], "always[c(x)](f(x)**3 > 0)", "signs of factors"),
    (["f(z) + g(x) > 0", "h(x, z) > 0"], "h(x, z)/(f(z) + g(x)) > 0", "signs of factors"),
    (["phi > 0", "psi > 0"], "psi + phi*(f(z) - g(x))**2 > 0", "positive numbers"), (["phi > 0", "psi > 0"], "psi + (f(z) - g(x))**2/phi > 0", "positive numbers"),
    (["f(z) >= 1"], "f(z) > 0", "larger quantity"), (["f(z) > 1"], "f(z) > 0", "larger quantity"), (["2 <= f(z)"], "f(z) - 1 > 0", "larger quantity"),
    (["f(z) <= -1"], "-f(z) > 0", "larger quantity"), (["f(z) > 0"], "f(z) + d(x) > 0", "larger quantity"), (["f(z) > 0", "g(x) > 0"], "f(z) + 2*g(x) > 0", "larger quantity"),
    (["f(z) > g(x)", "g(x) > 0"], "f(z) > 0", "larger quantity"), (["f(z) >= g(x)", "g(x) > 0"], "f(z) > 0", "larger quantity"),
    (["f(z) >= g(x) + 1", "g(x) >= 0"], "f(z) > 0", "larger quantity"), (["d(z) > 0"], "d(z) + d(x) > 0", "larger quantity"),
    (["always[q(z)](f(z) >= 1)"], "always[q(z)](f(z) > 0)", "larger quantity"), (["always[z](f(z) >= g(z))", "always[z](g(z) > 0)"], "always[z](f(z) > 0)", "larger quantity"),
    (["f(z) > 0", "d(x) > 0"], "f(z) + log(d(x))**2 > 0", "larger quantity"), (["f(z) >= 1"], "f(z)**2 > 0", "signs of factors"),
    (["always[z](implies(q(z) == 0, p(x, z) == 0))"], COVER, "contraposition"), (["always[z](implies(q(z) <= 0, p(x, z) == 0))"], COVER, "contraposition"),
    (["always[z](implies(p(x, z) != 0, q(z) != 0))"], COVER, "contraposition"), (["always[z](implies(p(x, z) != 0, q(z) > 0))"], COVER, "contraposition"),
    (["implies(f(z) <= 0, q(z) == 0)"], "implies(q(z) > 0, f(z) > 0)", "contraposition"), (["implies(f(z) == 0, q(z) <= 0)"], "implies(q(z) > 0, f(z) != 0)", "contraposition"),
    (["always[p(z | x)](q(z) > 0)"], COVER, "conditional density"), ([COVER, "p(x) > 0"], "always[p(z | x)](q(z) > 0)", "conditional density"),
    (["implies(p(x) > 0, always[p(z | x)](q(z) > 0))"], COVER, "conditional density"),
    (["integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z)**2)"], "integrable[q(z)](f(z)*g(z))", "product of squares"),
    (["integrable[z](f(z)**2)", "integrable[z](g(z)**2)"], "integrable[z](f(z)*g(z))", "product of squares"),
    (["integrable[r(y), q(z)](h(y, z)**2)", "integrable[q(z)](f(z)**2)"], "integrable[r(y), q(z)](h(y, z)*f(z))", "product of squares"),
    (["integrable[q(z)](f(z)**4)", "integrable[q(z)](f(z)**2)"], "integrable[q(z)](f(z)**3)", None),
    (["integrable[p(x, z)](h(x, z))"], "integrable[p(x), p(z | x)](h(x, z))", None), (["integrable[p(x), p(z | x)](h(x, z))"], "integrable[p(x, z)](h(x, z))", None),
    (["integrable[p(z), p(x | z)](h(x, z))"], "integrable[p(x, z)](h(x, z))", None), (["integrable[e(z | x), e(y | x, z)](h(y, z))"], "integrable[e(y, z | x)](h(y, z))", None),
    (["d(x) > 0", "integrable[q(z)](f(z))"], "integrable[q(z)](log(d(x))*f(z))", "constant factor"), (["integrable[q(z)](f(z))"], "integrable[q(z)](p(x)*f(z))", "constant factor"),
    (["integrable[q(z)](f(z))", "integrable[b(z)](g(z))"], "integrable[q(z)](f(z)*E[b(v)](g(v)))", None),
    ([], "2*trigamma(2) - 1 > 0", "certain number"), ([], "log(2) != 1", "certain number"), ([], "digamma(1) != 0", "certain number"), ([], "1 > exp(-1/10)", "certain number"),
    (["f(z) != 0", "g(x) + h(x, z) != 0"], "f(z)*g(x) + f(z)*h(x, z) != 0", "signs of factors"), (["f(z) > 0", "g(x) + h(x, z) > 0"], "f(z)*g(x) + f(z)*h(x, z) > 0", "signs of factors"),
    (["f(z) != 0", "g(x) + h(x, z) > 0"], "f(z)**2*g(x) + f(z)**2*h(x, z) > 0", "signs of factors"), (["f(z) < 0", "g(x) + h(x, z) < 0"], "f(z)*g(x) + f(z)*h(x, z) > 0", "signs of factors"),
    (["g(x) != 0", "f(z) + h(x, z) > 0", "g(x) > 0"], "f(z)/g(x) + h(x, z)/g(x) > 0", None), (["1/f(z) > 0"], "f(z) > 0", None),
    (["f(z) > 0"], "f(z)*trigamma(f(z)) > 1", "descent"), (["f(z) > 0"], "log(f(z)) > digamma(f(z))", "descent"),
    (["f(z) > 0"], "digamma(f(z)) > log(f(z)) - 1/f(z)", "descent"), (["f(z) >= 1"], "f(z)*trigamma(f(z)) > 1", "descent"), (["f(z) > 0"], "polygamma(2, f(z)) < 0", "descent"),
    (["always[q(z)](f(z) > 0)"], "always[q(z)](trigamma(f(z)) - 1/f(z) > 1/(2*f(z)**2))", "descent"), (["f(z) > 0"], "f(z)*trigamma(f(z)) != 1", "descent"),
    (["f(z) > 0"], "1/f(z) + 1/f(z)**2 > trigamma(f(z))", "descent"),
    (["implies(q(z) > 0, f(z) > 0)"], "implies(q(z) > 0, log(f(z)) > digamma(f(z)))", "descent"),
]
by_wanted = [f"{row[1]} from {' and '.join(row[0])}" for row in FOLLOWS]


@pytest.mark.parametrize(("given", "wanted", "lemma"), FOLLOWS, ids=by_wanted)
def test_what_an_author_gives_in_another_form_is_enough(given, wanted, lemma) -> None:
    found = implied(sorted(conditions(wanted), key=text_of), conditions(*given))
    assert found.left == []
    assert lemma is None or lemma in found.lemmas


@pytest.mark.parametrize(("given", "wanted", "lemma"), FOLLOWS, ids=by_wanted)
def test_nothing_of_it_can_be_left_out(given, wanted, lemma) -> None:
    if lemma is not None:
        for left_out in given:
            rest = [g for g in given if g != left_out]
            assert implied(sorted(conditions(wanted), key=text_of), conditions(*rest)).left


@pytest.mark.parametrize(("given", "wanted"), [("f(x) <= g(x)", "f(x) == g(x)"), ("f(x) > g(x)", "f(x) == g(x)"), ("always[q(z)](f(z) <= g(z))", "always[q(z)](f(z) == g(z))")])
def test_an_equation_follows_from_no_inequality(given, wanted) -> None:
    c = one(wanted)
    found = comparison(c)
    assert found is not None
    gap, minus = found.quantity, scale(found.quantity, -1)
    ways = [(const(factor), difference) for factor in (1, -1) for difference in (gap, minus)]
    assert not any(compared(c, frozenset(conditions(given)), parts) for parts in ways)
    assert any(compared(c, frozenset([c]), parts) for parts in ways)


def test_what_a_comparison_leaves_over_has_to_be_defined() -> None:
    """Where g(z) is zero, the premise says nothing."""
    premise, wanted = one("f(x) + 1/g(z)**2 <= h(x, z)"), one("f(x) <= h(x, z)")
    parts = const(1), sub(premise.args[1], premise.args[0])
    assert not compared(wanted, frozenset([premise]), parts)
    assert compared(wanted, frozenset([premise, one("g(z) != 0")]), parts)


# --- every way, in models ---------------------------------------------------------------------------------------------

SIGNED = ["f(z) != 0", "d(x) + d(z) > 0", "f(z)**2 > 0", "f(z)*g(x) > 0", "f(z)*g(x) < 0", "f(z)/g(x) > 0", "-f(z)**3 > 0", "f(z)**2*g(x) > 0",
          "-d(x)*f(z)/g(x) > 0", "f(z)*g(x)*h(x, z) > 0", "always[q(z)](f(z)*g(x) > 0)", "always[c(x)](f(z) + g(x) != 0)", "always[x](f(x)**2*p(x) > 0)",
          "f(z)*g(x) + f(z)*h(x, z) != 0", "f(z)*g(x) + f(z)*h(x, z) > 0", "f(z)**2*g(x) - f(z)*h(x, z) < 0", "p(x, z)*f(z) + p(x, z)*g(x) > 0", "f(z)/g(x) - h(x, z)/g(x) > 0", "trigamma(2) > 1/2",
          "f(z)*trigamma(f(z)) > 1", "always[q(z)](log(f(z)) > digamma(f(z)))", "log(d(z)) - 1/(2*d(z)) > digamma(d(z))"]
GUARDED = [COVER, "implies(q(z) > 0, f(z) > 0)", "implies(p(x, z) > 0, d(x) > 0)", "always[z](implies(p(x, z) > 0, f(z) != 0))", "always[q(z)](f(z) + g(x) > 0)",
           "always[c(x), s(z | x)](h(x, z) > 0)", "always[x](implies(p(x, z) > 0, q(z) > 0))", "always[p(x, z)](q(z) > 0)", "always[p(z | x)](q(z) > 0)", "always[p(z | x)](f(z) != 0)",
           "always[y](implies(t(x, y, z) > 0, f(y) > 0))", "always[y, z](implies(t(x, y, z) > 0, f(y) > 0))", "always[e(y, z | x)](f(y) > 0)", "always[e(y | x, z)](f(y) > 0)",
           "implies(p(x, z) > 0, f(x) > 0)", "implies(p(z | x) > 0, f(x) > 0)", "always[m(y, z)](f(y) > 0)", "always[w(y | z)](f(y) > 0)"]
LEMMAS_OF_SIGNS = ("certain number", "descent", "sign", "signs of factors", "contraposition", "conditional density")


@pytest.mark.parametrize("conclusion", [*SIGNED, *GUARDED])
def test_no_model_breaks_a_conclusion_whose_premises_hold(conclusion) -> None:
    wanted = conditions(conclusion)
    ways = [(c, way) for c in wanted for name in LEMMAS_OF_SIGNS for way in BACKWARD[name](c)]
    assert ways
    for c, way in ways:
        sure = [typed(text_of(d)) for d in definedness(c)]
        assert refute([*(typed(text_of(p)) for p in way), *sure], typed(text_of(c)), limit=1500, almost=()) is None


@pytest.mark.parametrize(("given", "wanted", "lemma"), [row for row in FOLLOWS if "integrable" not in row[1]])
def test_no_model_breaks_what_follows(given, wanted, lemma) -> None:
    sure = [typed(text_of(d)) for c in conditions(wanted) for d in definedness(c)]
    assert refute([*map(typed, given), *sure], typed(wanted), limit=1500, almost=()) is None


@pytest.mark.parametrize(("said", "meant"), [("2*f(z) > 0", "f(z) > 0"), ("f(z)/2 - g(x)/3 > 0", "3*f(z) - 2*g(x) > 0"), ("-3*f(z) > 0", "-f(z) > 0"), ("2*f(z) - 2 != 0", "f(z) - 1 != 0")])
def test_positive_multiples_say_the_same(said, meant) -> None:
    assert conditions(said) == conditions(meant)


def test_negative_multiples_say_something_else() -> None:
    assert not conditions("-f(z) > 0") & conditions("f(z) > 0")
    assert not conditions("f(z) - 2*g(x) > 0") & conditions("2*g(x) - f(z) > 0")


def test_a_factor_and_its_inverse_change_their_signs_together() -> None:
    """SymPy would cancel f/f, so no typed text without an abbreviation has it; with f = g = −1, −f/f and g·f/f are −1."""
    f, g, given = quantity("f(z)"), quantity("g(x)"), conditions("f(z) < 0", "g(x) < 0")
    for u in (scale(mul(f, inverse(f)), -1), mul(f, inverse(f), g)):
        assert implied([positive(u)], given).left == [positive(u)]
        assert not any(given.issuperset(way) for way in BACKWARD["signs of factors"](positive(u)))
    assert implied([positive(mul(f, inverse(f)))], given).left == []


# --- what does not follow ---------------------------------------------------------------------------------------------


def power_of(exponent, first, second):
    """The integral of z^exponent from 10^(−first), and from 10^(−second), to one."""
    near_one, nearer = (integral(lambda z: (exponent*z.log()).exp(), 1/arb(10**n), 1) for n in (first, second))
    return near_one, nearer


def only_one_square():
    """f = z^(−0.4) and g = z^(−0.7) on (0, 1): f² and g are integrable, f·g = z^(−1.1) is not."""
    (f, ff), (g, gg), product = power_of(-0.8, 40, 60), power_of(-0.7, 40, 60), power_of(-1.1, 8, 16)
    return near(f, ff, 1e-6) and near(g, gg, 1e-6) and far(product[0], product[1], 10)


def joint_on_the_diagonal():
    """p(k, k) = 2^(−k) and h(k, k) = 3^k, zero elsewhere: finite under the product of the marginals, infinite under p."""
    product, joint = ([sum(arb(base)**k for k in range(n)) for n in (200, 400)] for base in (arb(3)/4, arb(3)/2))
    return near(product[0], product[1], 1e-6) and far(joint[0], joint[1], 10)


def zero_of_digamma():
    """ψ is negative at 1 and positive at 2, and so zero between them, at no fraction."""
    return bool(arb(1).digamma() < 0) and bool(arb(2).digamma() > 0)


def off_the_diagonal():
    """t(k, k) = 2^(−k) and h(j, k) = 4^(j + k) off the diagonal: zero under t, infinite under the product of its marginals."""
    sums = [sum(arb(2)**(j + k) for j in range(n) for k in range(n) if j != k) for n in (5, 10)]
    return far(sums[0], sums[1], 10)


DOES_NOT_FOLLOW = [  # as in `test_lemmas`; None where a finite model shows it
    (["f(z) != 0"], "f(z) > 0", None), (["f(z)**2 > 0"], "f(z) > 0", None), (["f(z) > 0"], "f(z)*g(x) > 0", None), (["f(z) > 0", "g(x) < 0"], "f(z)*g(x) > 0", None),
    (["f(z) < 0"], "f(z)**3 > 0", None), (["f(z) > 0", "g(x) < 0"], "f(z)/g(x) > 0", None), (["f(z) >= 0"], "f(z) > 0", None), (["f(z) > -1"], "f(z) > 0", None),
    (["f(z) >= g(x)", "g(x) >= 0"], "f(z) > 0", None), (["f(z) > 0"], "f(z) + g(x) > 0", None), (["f(z) > 0"], "f(z) - d(x) > 0", None), (["f(z) <= 1"], "f(z) > 0", None),
    (["f(z) > g(x)"], "f(z) > 0", None), (["f(z) > 0"], "f(z) + log(d(x))**2 > 0", None), (["f(z) > 0"], "f(z) + 1/d(x) > 0", None), (["d(z) + d(x) > 0"], "d(z) > 0", None),
    (["always[q(z)](f(z) >= 1)"], "always[z](f(z) > 0)", None), (["always[b(z)](f(z) > 0)"], "always[q(z)](f(z)**2 > 0)", None),
    (["always[z](implies(p(x, z) == 0, q(z) == 0))"], COVER, None), (["always[z](implies(q(z) != 0, p(x, z) != 0))"], COVER, None),
    (["implies(f(x) <= 0, p(z | x) == 0)"], "implies(p(z | x) > 0, f(x) > 0)", None), (["implies(f(z) == 0, q(z) == 0)"], "implies(q(z) > 0, f(z) > 0)", None),
    ([COVER], "always[p(z | x)](q(z) > 0)", None),
    (["always[s(z | x)](q(z) > 0)"], COVER, None), (["integrable[q(z)](f(z))"], "integrable[q(z)](log(d(x))*f(z))", None),
    (["integrable[q(z)](f(z)**2)", "integrable[q(z)](g(z))"], "integrable[q(z)](f(z)*g(z))", only_one_square), (["integrable[q(z)](f(z)**2)", "integrable[b(z)](g(z)**2)"], "integrable[q(z)](f(z)*g(z))", only_one_square),
    (["integrable[p(x), p(z)](h(x, z))"], "integrable[p(x, z)](h(x, z))", joint_on_the_diagonal), (["integrable[c(x), p(z | x)](h(x, z))"], "integrable[p(x, z)](h(x, z))", joint_on_the_diagonal),
    (["f(z) > 0"], "f(z)*trigamma(f(z)) > 2", None), (["f(z) > 0"], "digamma(f(z)) > 0", None), (["f(z) > 0"], "digamma(f(z)) != 0", zero_of_digamma), (["f(z) > 0"], "polygamma(2, f(z)) > 0", None),
    (["f(z) > 0"], "log(f(z)) - 1/f(z) > digamma(f(z))", None), (["f(z) > 0"], "lgamma(f(z)) != 0", None), (["f(z) > 0"], "trigamma(f(z)) > 1/f(z) + 1/f(z)**2", None),
    (["f(z) > 0"], "trigamma(f(z)) - g(x)/f(z) > 0", None), (["f(z) != 0"], "f(z)*trigamma(f(z)) > 1", None), (["f(z) > -1"], "f(z)*trigamma(f(z)) > 1", None), (["f(x) > 0"], "f(z)*trigamma(f(z)) > 1", None),
    (["always[q(z)](f(z) > 0)"], "always[z](f(z)*trigamma(f(z)) > 1)", None),
    (["integrable[q(z)](g(z)**2)"], "integrable[q(z)](log(d(x))*g(z))", None), (["integrable[t(y, z)](h(y, z))"], "integrable[t(y), t(z | x)](h(y, z))", off_the_diagonal),
]
by_premises = [f"{row[1]} from {' and '.join(row[0])}" for row in DOES_NOT_FOLLOW]


@pytest.mark.parametrize(("given", "wanted", "example"), DOES_NOT_FOLLOW, ids=by_premises)
def test_what_does_not_follow_is_not_concluded(given, wanted, example) -> None:
    assert implied([one(wanted)], conditions(*given)).left == [one(wanted)]
    if example is None:
        assert refute(list(map(typed, given)), typed(wanted), almost=()) is not None
    else:
        assert example()


@pytest.mark.parametrize(("given", "wanted", "example"), DOES_NOT_FOLLOW, ids=by_premises)
def test_no_lemma_allows_it_whoever_proposes_it(given, wanted, example) -> None:
    """Neither with the quantities of the premises as parts, nor with the terms of the conclusion."""
    premises, c = tuple(conditions(*given)), one(wanted)
    quantities = [found.quantity for found in map(signed, (*premises, c)) if found is not None]
    terms = [poly({m: k}) for u in quantities for m, k in u.terms]
    bounds = [add(p.args[1], scale(p.args[0], -1)) for p in premises if p.head == "le"]
    bodies = [found.body for found in map(framed_integrable, premises) if found is not None]
    several = [(), tuple(quantities[:-1]), tuple(bodies), *((u,) for u in (*quantities, *terms, *bounds)), *combinations((*bounds, *quantities), 2)]
    for name in LEMMAS:
        for parts in several:
            with pytest.raises(Refused):
                known_after([Inference(c, name, premises, parts)], premises, (), frozenset())


def test_each_way_to_write_that_a_quantity_is_not_negative_says_so() -> None:
    for text in ("f(z) - 1", "f(z) - g(x)", "1 - f(z)", "-f(z) - 2", "f(z) + g(x) - 2*d(z)"):
        u = quantity(text)
        for found in at_least_zero(u):
            assert add(found.args[1], scale(found.args[0], -1)) is u


def test_a_part_that_is_undefined_shows_nothing() -> None:
    """With f = −1 and d = 0 neither f + log d nor f − log d is defined, so that both are positive says nothing of f."""
    c, given = one("f(z) > 0"), ["f(z) + log(d(z)) > 0", "f(z) - log(d(z)) > 0"]
    parts = tuple(scale(quantity(text.removesuffix(" > 0")), Fraction(1, 2)) for text in given)
    premises = tuple(conditions(*given))
    with pytest.raises(Refused):
        known_after([Inference(c, "larger quantity", premises, parts)], premises, (), frozenset())
    assert c in known_after([Inference(c, "larger quantity", (*premises, one("d(z) > 0")), parts)], (*premises, one("d(z) > 0")), (), frozenset())


def test_what_is_given_to_a_law_by_its_declaration_has_no_law() -> None:
    """s(z | x) is declared for each x: there is no s(x, z), of which it would be the conditional density."""
    assert BACKWARD["conditional density"](one("always[s(z | x)](f(z) > 0)")) == ()
    assert text_of(one("integrable[c(x), s(z | x)](h(x, z))")) == "integrable[c(x), s(z | x)](h(x, z))"


@pytest.mark.parametrize("said", ["D[phi](Normal[0, phi](mu)*g(phi)) > 0", "mu*Normal[phi, 2](mu) - 3*Normal[phi, 2](mu) > 0"])
def test_a_number_that_is_a_point_of_a_law_stays_what_it_is(said):
    """No other quantity can stand in its place there, so that there is nothing to find; once, the search ended in an error."""
    (form,) = conditions(said)
    assert implied([form], conditions("phi > 0")).left == [form]


@pytest.mark.parametrize(("premises", "holds"), [
    (["f(z) > 0", "g(x) > 0"], True), (["f(z) > 0", "g(x) >= 0"], True), (["f(z) >= 0", "g(x) > 0"], True),
    (["f(z) > 0"], False), (["g(x) > 0"], False), (["f(z) >= 0", "g(x) >= 0"], False), ([], False)])
def test_each_part_of_a_positive_sum_has_a_known_sign(premises, holds):
    """The parts that the search proposes are checked one by one: one that is positive does not speak for the others."""
    (goal,) = conditions("f(z) + g(x) > 0")
    assert exceeds(goal, conditions(*premises), (quantity("f(z)"), quantity("g(x)"))) == holds
