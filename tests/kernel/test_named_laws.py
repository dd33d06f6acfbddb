"""Named laws: their moments, their densities and what is finite under them, against quadrature of the densities."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import acb, arb

from derivations.kernel import RULES, Failed, Prover, Refused
from derivations.kernel.families.moments import MOST, mean_under, moment, powers_of
from derivations.kernel.forms.binders import Atom, Poly, var
from derivations.kernel.forms.named_laws import log_density, point_of
from derivations.kernel.implication.checker import Inference, known_after
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.table import BACKWARD, LEMMAS
from derivations.kernel.lines.reading import read, read_statement
from derivations.kernel.logic.conditions import close
from derivations.language import terms as t
from derivations.language.theorems.files import read_file
from derivations.pages.form_text import text_of
from tests.kernel.test_witnesses import far, integral, near
from tests.support import rule_edges_named
from tests.support.fuzzing import named_steps
from tests.support.plain_quadrature import Diverges, value
from tests.support.rule_examples import NAMES, conditions, refuses, typed

COUNTS = [150, pytest.param(4_000, marks=pytest.mark.slow)]
TRIED = [dict(zip((NAMES[name] for name in ("phi", "psi", "mu", "tau")), numbers)) for numbers in ((3.3, 0.8, 0.4, 1.7), (2.4, 2.5, -1.1, 0.3))]


def one(text: str) -> Atom:
    """The one condition that a statement comes to."""
    (c,) = close((), (), (read_statement(typed(text), {})[0],))
    return c


def law(text: str) -> Atom:
    """The density of a named law."""
    found = read(typed(text), {})[0].atom_alone()
    assert found is not None
    return found


# --- moments ----------------------------------------------------------------------------------------------------------


def gamma_density(a, b):
    def density(x):
        return mpmath.exp(a*mpmath.log(b) - mpmath.loggamma(a) + (a - 1)*mpmath.log(x) - b*x)
    return density


def gamma_mean(a, b, n, k):
    """∫ xⁿ (log x)ᵏ over the density, with u = log x."""
    density = gamma_density(a, b)
    return mpmath.quad(lambda u: density(mpmath.exp(u))*mpmath.exp((n + 1)*u)*u**k, [-400, -60, -10, -3, 0, 2, 4, 8])


def normal_mean(m, v, n):
    """∫ yⁿ over the density."""
    return mpmath.quad(lambda y: mpmath.npdf(y, m, mpmath.sqrt(v))*y**n, [-40, -10, -3, 0, 3, 10, 40])


def number(p: Poly):
    """A form without variables in floats of high precision: polygamma functions, logarithms and what divides."""
    return mpmath.fsum(mpmath.mpf(Fraction(c).numerator)/Fraction(c).denominator*mpmath.fprod(_factor(a)**e for a, e in mono) for mono, c in p.terms)


def _factor(a: Atom):
    u = number(a.args[-1])
    if a.head == "psi":
        return mpmath.loggamma(u) if a.args[0] < 0 else mpmath.psi(a.args[0], u)
    return {"log": mpmath.log, "exp": mpmath.exp, "inv": lambda v: 1/v}[a.head](u)


@pytest.mark.parametrize("n", range(-3, 7))
def test_moments_of_a_gamma_law_are_integrals_of_its_density(n) -> None:
    rng = np.random.default_rng(100 + n)
    for k in range(5):
        a, b = Fraction(int(rng.integers(1, 40)), 8) + max(0, -n), Fraction(int(rng.integers(1, 30)), 7)
        found, asked = moment(law(f"Gamma[{a}, {b}](tau)"), n, k)
        assert len(asked) <= (n < 0)
        shape, rate = (mpmath.mpf(u.numerator)/u.denominator for u in (a, b))
        with mpmath.workdps(20):
            whole = gamma_mean(shape, rate, n, k)
            assert abs(number(found) - whole) < 1e-10*(1 + abs(whole)), (a, b, n, k)


@pytest.mark.parametrize("n", range(9))
def test_moments_of_a_normal_law_are_integrals_of_its_density(n) -> None:
    rng = np.random.default_rng(n)
    for _ in range(3):
        m, v = Fraction(int(rng.integers(-20, 20)), 8), Fraction(int(rng.integers(1, 30)), 7)
        found, asked = moment(law(f"Normal[{m}, {v}](mu)"), n, 0)
        mean, variance = (mpmath.mpf(u.numerator)/u.denominator for u in (m, v))
        whole = normal_mean(mean, variance, n)
        assert asked == () and abs(number(found) - whole) < 1e-10*(1 + abs(whole)), (m, v, n)


@pytest.mark.parametrize(("density", "powers"), [("Normal[0, 1](mu)", (-1, 0)), ("Normal[0, 1](mu)", (-2, 0)), ("Normal[0, 1](mu)", (2, 1)), ("Normal[0, 1](mu)", (0, 1))])
def test_what_has_no_moment_has_none(density, powers) -> None:
    assert moment(law(density), *powers) is None


def test_a_negative_power_asks_for_a_larger_shape() -> None:
    gamma = law("Gamma[phi, psi](tau)")
    for n in range(-4, 4):
        for k in range(3):
            _, asked = moment(gamma, n, k)
            assert [text_of(c) for c in asked] == ([f"phi - {-n} > 0"] if n < 0 else [])


def test_moments_follow_from_one_another_by_the_shape() -> None:
    """𝔼[xⁿ⁺¹ (log x)ᵏ] under a shape a is 𝔼[x] times 𝔼[xⁿ (log x)ᵏ] under the shape a + 1."""
    x = {NAMES["phi"]: 2.7, NAMES["psi"]: 1.9}
    for n in range(4):
        for k in range(5):
            lower, _ = moment(law("Gamma[27/10 + 1, 19/10](tau)"), n, k)
            higher, _ = moment(law("Gamma[27/10, 19/10](tau)"), n + 1, k)
            assert abs(number(higher) - number(lower)*x[NAMES["phi"]]/x[NAMES["psi"]]) < 1e-9*(1 + abs(number(higher)))


def test_only_powers_of_the_number_are_taken() -> None:
    gamma = law("Gamma[phi, psi](tau)")
    tau = point_of(gamma)
    for text, found in (("tau**3*log(tau)*phi", (3, 1)), ("1/tau", (-1, 0)), ("tau/tau**2", (-1, 0)), ("f(z)", (0, 0)), (f"tau**{MOST}", (MOST, 0))):
        ((mono, _),) = read(typed(text), {})[0].terms
        powers = powers_of(mono, tau)
        assert powers is not None and powers[:2] == found
    for text in ("exp(tau)", "log(tau + 1)", "digamma(tau)", f"tau**{MOST + 1}", f"log(tau)**{MOST + 1}", "Gamma[2, 3](tau)", "1/(tau + 1)"):
        ((mono, _),) = read(typed(text), {})[0].terms
        assert powers_of(mono, tau) is None
    assert mean_under(gamma, read(typed("tau + exp(tau)"), {})[0]) is None


def test_the_densities_integrate_to_one() -> None:
    for text, over in (("Gamma[7/4, 2/3](tau)", "tau"), ("Normal[-1, 5/2](mu)", "mu")):
        assert abs(value(typed(f"integral[{over}]({text})"), {}) - 1) < 1e-9


def test_densities_written_out_are_those_of_textbooks() -> None:
    for text in ("Gamma[phi, psi](tau)", "Gamma[3, 1/psi](tau)", "Normal[phi, psi](mu)", "Normal[-1, 1/tau](mu)"):
        for numbers in TRIED:
            written = value(typed(text_of(log_density(law(text)))), numbers)
            assert abs(written - value(typed(f"log({text})"), numbers)) < 1e-12*(1 + abs(written))


# --- the rules, at their edges and at random -----------------------------------------------------------------------------


def rows(table: str):
    return [(left, right, why) for steps in getattr(rule_edges_named, table).values() for left, _, right, *_, why in steps]


def gap(left: str, right: str) -> float:
    """How far two sides are apart, at least, beside their size: over values of parameters and of free numbers."""
    sides = [(value(typed(left), numbers), value(typed(right), numbers)) for numbers in TRIED]
    return max(abs(a - b)/(1 + abs(a) + abs(b)) for a, b in sides)


@pytest.mark.parametrize(("left", "right", "why"), [*rows("ACCEPTED"), *rows("NARROW")])
def test_quadrature_agrees_with_an_edge(left, right, why) -> None:
    assert gap(left, right) < 1e-8, why


@pytest.mark.parametrize(("left", "right", "why"), rows("FALSE"))
def test_quadrature_refutes_what_is_false(left, right, why) -> None:
    assert gap(left, right) > 1e-3, why


@pytest.mark.parametrize("count", COUNTS)
def test_whatever_the_rule_takes_for_a_mean_is_one(count) -> None:
    wrong, taken, right = named_steps.wrong(count, 1)
    print(f"{count} means, {taken} of them accepted")
    assert wrong is None
    assert right == count and taken > 0.9*right


@pytest.mark.parametrize("count", COUNTS)
def test_whatever_the_rule_takes_for_a_density_is_one(count) -> None:
    """Two of seven have no slip, and few slips change nothing."""
    wrong, taken, right = named_steps.wrong_density(2*count, 6)
    print(f"{2*count} densities, {right} of them right, {taken} accepted")
    assert wrong is None
    assert 0.4*count < right < 1.2*count and taken > 0.9*right


def test_near_misses_of_means_are_mostly_false() -> None:
    rng = np.random.default_rng(3)
    misses = [named_steps.near_miss(rng) for _ in range(150)]
    false = [step for step in misses if named_steps.differs(step)]
    assert len(false) > 60 and all(named_steps.accepted(step) is None for step in false)


@pytest.mark.parametrize("count", COUNTS)
def test_whatever_is_said_to_be_finite_is(count) -> None:
    """One term at known numbers, and domination in the shape; most of what is finite is said to be."""
    wrong, taken, true = named_steps.wrongly_finite(5*count, 2)
    print(f"{5*count} statements, {true} of them true, {taken} concluded")
    assert wrong is None
    assert true > count and taken > 0.9*true


# --- what is finite: lemmas, and witnesses ---------------------------------------------------------------------------------

FOLLOWS = [  # given, wanted, the last lemma
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau)](tau**2*log(tau))", "moment of a named law"),
    (["phi > 1", "psi > 0"], "integrable[Gamma[phi, psi](tau)](1/tau)", "moment of a named law"),
    (["phi > 1", "psi > 0"], "integrable[Gamma[phi, psi](tau)](log(tau)**2/tau)", "moment of a named law"),
    (["psi > 0"], "integrable[Normal[phi, psi](mu)](mu**3)", "moment of a named law"),
    (["phi > 1", "psi > 0"], "integrable[Gamma[phi, psi](tau), Normal[0, 1/tau](mu)](mu**2)", "moment of a named law"),
    (["always[q(z)](f(z) > 0)", "integrable[q(z)](f(z))"], "integrable[q(z), Gamma[f(z), 1](tau)](tau)", "moment of a named law"),
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau)](log(Gamma[phi, psi](tau)))", "logarithm of a named law"),
    (["phi > 0", "psi > 0"], "integrable[tau](exp(phi*log(tau) - log(tau) - psi*tau))", "exponential of a number"),
    (["psi > 0"], "integrable[mu](mu**2*exp(phi*mu - psi*mu**2))", "exponential of a number"),
    (["phi > 0", "psi > 0"], "dominated[tau](phi, Gamma[phi, psi](tau)*log(tau))", "smooth family of named laws"),
    (["phi > 1", "psi > 0"], "dominated[tau](phi, Gamma[phi, psi](tau)/tau)", "smooth family of named laws"),
    (["phi > 0", "always[q(z)](d(z) > 0)"], "always[q(z)](dominated[tau](phi, Gamma[phi, d(z)](tau)))", "smooth family of named laws"),
    (["psi > 0"], "dominated[mu](psi, Normal[phi, psi](mu)*mu**2)", "smooth family of named laws"),
    ([], "dominated[mu](phi, Normal[phi, 1](mu)*phi**2*mu)", "smooth family of named laws"),
]
by_wanted = [row[1] for row in FOLLOWS]


@pytest.mark.parametrize(("given", "wanted", "lemma"), FOLLOWS, ids=by_wanted)
def test_what_follows_does_by_its_lemma(given, wanted, lemma) -> None:
    known = [one(text) for text in given]
    found = implied([one(wanted)], known)
    assert found.left == [] and lemma in found.lemmas
    for left_out in given:
        rest = [one(text) for text in given if text != left_out]
        assert implied([one(wanted)], rest).left


def beyond(power, shape, rate=1):
    """∫ xᵖ over the Gamma law, beyond 10⁻ⁿ and up to 10ⁿ for two n; not divided by Γ(a)/bᵃ."""
    def part(n):
        return integral(lambda u: ((shape + power)*u - rate*u.exp()).exp(), -n*arb(10).log(), arb(3).log()*4)
    return part(6), part(12)


def reciprocal_at_shape_one():
    """𝔼[1/x] has no bound at the shape 1: each factor of ten nearer to zero adds log 10.  At the shape 2 it is one."""
    few, many = beyond(-1, 1)
    less, more = beyond(-1, 2)
    return far(few, many, 13) and near(less, more, 1e-5) and near(more, arb(1), 1e-5)


def reciprocal_below_shape_one():
    """𝔼[1/x] at the shape ½ grows like the square root of the distance; 𝔼[x log x] is finite there."""
    few, many = beyond(-1, arb(1)/2)
    less, more = (integral(lambda u: ((arb(3)/2)*u - u.exp()).exp()*u, -n*arb(10).log(), arb(3).log()*4) for n in (9, 12))
    return far(few, many, 1e5) and near(less, more, 1e-9)


def no_rate():
    """At the rate zero the density of the exponential law would be constant: its integral up to n is n."""
    few, many = (integral(lambda x: (-0*x).exp(), 0, n) for n in (10, 1000))
    falls = [integral(lambda x: (-x).exp(), 0, n) for n in (50, 100)]
    return far(few, many, 900) and near(*falls)


def reciprocal_of_a_real_number():
    """𝔼|1/y| has no bound under a normal law: near zero the density is a constant."""
    few, many = (integral(lambda y: (-y*y/2).exp()/y, 1/arb(10**n), 10) for n in (6, 12))
    return far(few, many, 13)


def square_that_grows():
    """∫ exp(r y − s y²) at s = 0 has no bound, whatever r is."""
    few, many = (integral(lambda y: (y/10).exp() + 0*acb(1), -10, n) for n in (10, 100))
    return far(few, many, 1000)


def scale_mixture():
    """𝔼[y²] where y is normal with the precision x: 𝔼[1/x], which is infinite at the shape 1."""
    return reciprocal_at_shape_one()


def square_beside_a_rate():
    """∫ exp(x² − x) over the positive numbers has no bound, though −x falls."""
    few, many = (integral(lambda x: (x*x - x).exp(), 0, n) for n in (3, 6))
    return far(few, many, 1e10)


def square_of_a_density():
    """The square of a Gamma density has a finite integral at shapes above ½ only: at the shape ¼ it is x^(−3/2) near zero."""
    few, many = beyond(-arb(3)/4, arb(1)/4, 2)
    less, more = beyond(arb(1)/2, arb(1)/2, 2)
    return far(few, many, 1e5) and near(less, more, 1e-5)


def root_at_shape_one_quarter():
    """𝔼|y|/x is √(2/π) 𝔼[1/√x] where x is the variance of y: infinite at the shape ¼, though 𝔼[y²/x] is one."""
    few, many = beyond(-arb(1)/2, arb(1)/4)
    less, more = beyond(0, arb(1))
    return far(few, many, 100) and near(less, more, 1e-5)


def logarithm_that_spreads():
    """|log x − 𝔼[log x]| has a mean of more than 7/10 over the shape, for small shapes: infinite where that of 1/a is."""
    def spread(a):
        mean = a.digamma()
        return 2*a*integral(lambda u: (mean - u)*(a*u - u.exp()).exp(), mean - 60/a, mean)/a.gamma()
    return all(spread(arb(1)/n) > arb(7)/10 for n in (10, 100, 1000))


DOES_NOT_FOLLOW = [
    (["phi >= 1", "psi > 0"], "integrable[Gamma[phi, psi](tau)](1/tau)", reciprocal_at_shape_one),
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau)](1/tau)", reciprocal_below_shape_one),
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau)](log(tau)/tau)", reciprocal_below_shape_one),
    (["phi > 0", "psi > 0"], "dominated[tau](phi, Gamma[phi, psi](tau)/tau)", reciprocal_below_shape_one),
    (["phi > 0", "psi > 0"], "integrable[tau](exp(phi*log(tau) - psi*tau)/tau**2)", reciprocal_below_shape_one),
    (["phi > 0", "psi >= 0"], "integrable[tau](exp(phi*log(tau) - log(tau) - psi*tau))", no_rate),
    (["phi > 0", "psi >= 0"], "integrable[Gamma[phi, psi](tau)](tau)", no_rate),
    (["phi > 0"], "dominated[tau](psi, Gamma[phi, psi](tau))", no_rate),
    (["phi > 0", "psi > 0"], "dominated[tau](phi, Gamma[phi, psi](tau)**2)", square_of_a_density),
    (["psi > 0"], "integrable[tau](exp(tau**2 - psi*tau))", square_beside_a_rate),
    (["always[mu](mu != 0)", "psi > 0"], "integrable[Normal[0, psi](mu)](1/mu)", reciprocal_of_a_real_number),
    (["always[mu](mu != 0)", "psi > 0"], "integrable[Normal[phi, psi](mu)](1/mu)", reciprocal_of_a_real_number),
    (["always[mu](mu != 0)", "psi > 0"], "integrable[mu](exp(-psi*mu**2)/mu)", reciprocal_of_a_real_number),
    (["psi >= 0"], "integrable[mu](exp(phi*mu - psi*mu**2))", square_that_grows),
    ([], "integrable[mu](exp(phi*mu))", square_that_grows),
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau), Normal[0, 1/tau](mu)](mu**2)", scale_mixture),
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau), Normal[0, 1/tau](mu)](mu)", None),  # at the shape ½ |y| is a Cauchy variable
    (["phi > 0", "psi > 0"], "integrable[Gamma[phi, psi](tau), Normal[0, tau](mu)](mu/tau)", root_at_shape_one_quarter),
    (["always[q(z)](d(z) > 0)"], "integrable[q(z), Gamma[d(z), exp(digamma(d(z)))](tau)](log(tau))", logarithm_that_spreads),
]
named = pytest.mark.parametrize(("given", "wanted", "example"), DOES_NOT_FOLLOW, ids=[f"{row[1]} from {' and '.join(row[0])}" for row in DOES_NOT_FOLLOW])


@named
def test_what_does_not_follow_is_not_concluded(given, wanted, example) -> None:
    assert implied([one(wanted)], [one(text) for text in given]).left
    assert example is None or example()


@named
def test_no_lemma_allows_it_whoever_proposes_it(given, wanted, example) -> None:
    premises, c = tuple(one(text) for text in given), one(wanted)
    for name in LEMMAS:
        with pytest.raises(Refused):
            known_after([Inference(c, name, premises)], premises, (), frozenset())


@pytest.mark.parametrize("text", ["integrable[Normal[0, 1](mu)](1/mu)", "integrable[Normal[0, 1](mu)](mu**(-3))", "integrable[Normal[0, 1](mu)](exp(mu**3))",
                                  "integrable[Gamma[2, 3](tau)](exp(tau))", "dominated[mu](phi, Normal[phi, 1](mu)/mu)", "integrable[q(z)](f(z))"])
def test_lemmas_of_named_laws_say_nothing_of_other_quantities(text) -> None:
    for name in ("moment of a named law", "logarithm of a named law", "exponential of a number", "smooth family of named laws"):
        assert not BACKWARD[name](one(text))


# --- what is asked of a line, and what may be put in ------------------------------------------------------------------------


def asked(text: str) -> set[str]:
    """What a line asks in order to be defined."""
    return {text_of(c) for c in close((), (), read(typed(text), {})[1])}


@pytest.mark.parametrize(("text", "wanted"), [
    ("Gamma[phi, psi](tau)", {"phi > 0", "psi > 0"}), ("Normal[phi, psi](mu)", {"psi > 0"}), ("log(Gamma[2, 3](tau))", set()),
    ("E[Normal[0, 1/psi](mu)](1)", {"psi != 0", "psi > 0"}), ("Gamma[2, 1 + phi**2](tau)", set()), ("Normal[1/phi, 1](mu)", {"phi != 0"}),
    ("E[q(z), Gamma[f(z), 1](tau)](1)", {"always[q(z)](f(z) > 0)"}), ("log(tau)", set()), ("1/tau", set()), ("log(mu)", {"mu > 0"}), ("1/mu", {"mu != 0"}),
    ("E[Normal[0, 1](mu)](log(1 + mu**2)/(1 + mu**2) - log(1 + mu**2)/(1 + mu**2))", set())])
def test_what_a_line_asks(text, wanted) -> None:
    assert {c for c in asked(text) if not c.startswith("integrable")} == wanted


def test_a_law_at_a_number_that_is_not_positive_is_refused() -> None:
    for text in ("Gamma[0, 1](tau)", "Gamma[1, -1](tau)", "Normal[0, 0](mu)", "E[Gamma[2, 3](tau)](tau**(-2))"):
        with pytest.raises(Refused, match="can never hold"):
            left = read(typed(text), {})
            close((), (), left[1])
            conditions(RULES["family"], text, "1")
            raise AssertionError(text)


@pytest.mark.parametrize("statement", [
    "E[Normal[0, 1/tau](mu), Gamma[2, 3](tau)](mu)", "always[Normal[tau, 1](mu), Gamma[2, 3](tau)](mu > 0)", "integrable[Normal[tau, 1](mu), Gamma[2, 3](tau)](mu)"])
def test_a_law_is_not_given_what_is_bound_behind_it(statement) -> None:
    with pytest.raises(Refused, match="bound behind"):
        (read if statement.startswith("E") else read_statement)(typed(statement), {})


BEFORE = """
from derivations import *
z, s, i = points("z s i")
phi, psi, a, b = parameters("phi psi a b")
x, w = positives("x w")
(y,) = reals("y")
q, P = Law("q", z), Law("P", s)
e = Function("e", i)

@theorem(title="squared")
def squared(proof):
    proof.claim(D[phi](q[phi](z)**2) == 2*q[phi](z)*D[phi](q[phi](z)))
    proof.starts(D[phi](q[phi](z)**2))
    proof.eq(2*q[phi](z)*D[phi](q[phi](z)), by=differentiate)

@theorem(title="mean")
def mean_of_gamma(proof):
    proof.claim(E[Gamma[a, b](x)](x) == a/b)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](x))
    proof.eq(a/b, by=family)

@theorem(title="doubled")
def doubled(proof):
    proof.claim(sup[i](2*e(i)) == 2*sup[i](e(i)))
    proof.given(bounded(sup[i](e(i))))
    proof.starts(sup[i](2*e(i)))
    proof.eq(2*sup[i](e(i)), by=extremum)

@theorem(title="last")
def last(proof):
    proof.claim(LEFT == RIGHT)GIVEN
    proof.starts(LEFT)
    proof.eq(RIGHT, by=REASON)
"""


def proved(left: str, right: str, reason: str, *given: str):
    """The last theorem of a file."""
    hypotheses = f"\n    proof.given({', '.join(given)})" if given else ""
    text = BEFORE.replace("LEFT", left).replace("RIGHT", right).replace("REASON", reason).replace("GIVEN", hypotheses)
    prover = Prover()
    return [prover.prove(derivation) for derivation in read_file(text, "file")][-1]


def instance(density: str):
    point = "x" if density.endswith("(x)") else "y"
    return proved(f"D[phi]({density}**2)", f"2*{density}*D[phi]({density})", f"squared.at({{q[phi](z): {density}, z: {point}}})")


@pytest.mark.parametrize("density", ["Normal[phi, 1](y)", "Gamma[exp(phi), 2](x)", "Normal[2*phi, exp(phi)](y)"])
def test_a_smooth_named_law_is_put_in_for_a_family(density) -> None:
    assert instance(density).almost == (density[-2],)  # as the theorem holds for almost every point


@pytest.mark.parametrize(("density", "why"), [
    ("Gamma[phi, 1](x)", "is a family of laws for every value"), ("Normal[0, phi](y)", "is a family of laws for every value"),
    ("Normal[1/phi, 1](y)", "is a family of laws for every value"),
    ("Normal[P[phi](s), 1](y)", "can be differentiated at every value")])  # for almost every s: at the others it need not be
def test_what_is_no_smooth_family_is_not(density, why) -> None:
    with pytest.raises(Failed, match=why):
        instance(density)


def test_a_theorem_is_used_where_its_hypotheses_hold() -> None:
    assert proved("E[Gamma[a - 1, b](x)](x)", "(a - 1)/b", "mean_of_gamma.at({a: a - 1})", "a > 1", "b > 0")
    assert proved("E[Gamma[a, b](w)](w)", "a/b", "mean_of_gamma.at({x: w})", "a > 0", "b > 0")
    assert proved("E[Gamma[w, b](x)](x)", "w/b", "mean_of_gamma.at({a: w})", "b > 0")
    with pytest.raises(Failed, match="given is too short"):
        proved("E[Gamma[a - 1, b](x)](x)", "(a - 1)/b", "mean_of_gamma.at({a: a - 1})", "a > 0", "b > 0")
    with pytest.raises(Failed, match="given is too short"):
        proved("E[Gamma[y, b](x)](x)", "y/b", "mean_of_gamma.at({a: y})", "b > 0")


@pytest.mark.parametrize("mapping", ["{Gamma[a, b](x): Gamma[1, 1](x)}", "{x: y}", "{x: z}", "{x: phi}", "{x: 2}", "{x: (x, w)}", "{a: 1, x: y}"])
def test_a_named_law_and_its_number_stay_what_they_are(mapping) -> None:
    with pytest.raises(Failed):
        proved("E[Gamma[1, 1](x)](x)", "a/b", f"mean_of_gamma.at({mapping})", "a > 0", "b > 0")


def test_the_members_of_a_family_are_no_numbers() -> None:
    with pytest.raises(Failed, match="stay what they are"):
        proved("phi", "2*phi", "doubled.at({i: x, e(i): x})")


def test_draws_of_named_laws_are_refused() -> None:
    mu, tau = NAMES["mu"], NAMES["tau"]
    for make in (lambda: t.iid(t.Gamma[2, 3](tau), 2), lambda: t.exchangeable(t.Normal[0, 1](mu), 3), lambda: tau[1], lambda: t.sup[mu](mu), lambda: t.Subset("A", tau)):
        with pytest.raises(ValueError):
            make()


def test_two_numbers_are_two_spaces() -> None:
    """A theorem of one number says nothing of another where both stand."""
    assert var("positive tau", "tau") is not var("positive w", "w")
    assert refuses(RULES["family"], "E[Gamma[2, 3](tau)](mu)", "2/3") and refuses(RULES["marginal"], "integral[mu](Normal[0, 1/tau](mu)*Gamma[2, 3](tau))", "1")


def test_an_integral_that_is_infinite_is_noticed() -> None:
    """The quadrature by which all is judged sees what has no value."""
    for text in ("E[Gamma[1, 1](tau)](1/tau)", "integral[tau](1/tau)", "E[Gamma[1/2, 1](tau), Normal[0, 1/tau](mu)](mu**2)", "integral[mu](exp(mu))"):
        with pytest.raises(Diverges):
            value(typed(text), {})
