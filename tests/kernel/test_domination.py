"""What follows from domination and near a value of a parameter, what does not, and a continuous witness of each condition
of the calculus.  Numbers are balls."""

import pytest
from flint import acb, arb

from derivations.kernel import RULES, Refused
from derivations.kernel.forms.binders import atoms_in, bind, lift, open_fresh, scale
from derivations.kernel.forms.derivatives import carried_out
from derivations.kernel.implication.checker import Inference, known_after
from derivations.kernel.implication.search import implied
from derivations.kernel.lemmas.domination import still_densities
from derivations.kernel.lemmas.table import LEMMAS
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.logic.defined import defined, definedness, says_smooth
from derivations.kernel.logic.smoothness import smooth_density
from derivations.pages.form_text import sympy_of, text_of
from tests.kernel.test_witnesses import Witness, far, integral, near
from tests.support.rule_edges_derivatives import ACCEPTED, FALSE
from tests.support.rule_examples import conditions, typed

Q, S = "q[phi](z)", "s[phi](z | x)"


def forms(text: str) -> tuple:
    """The conditions that a statement comes to."""
    return close((), (), (read_statement(typed(text), {})[0],))


FOLLOWS = [  # given, wanted, the last lemma
    ([f"dominated[z](phi, {Q}*f(z))"], f"integrable[{Q}](f(z))", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*f(z))"], f"integrable[z](D[phi]({Q})*f(z))", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*log(p(z)))"], f"always[{Q}](p(z) > 0)", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*f(z))"], f"near[phi](integrable[{Q}](f(z)))", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*log(p(z)))"], f"near[phi](always[{Q}](p(z) > 0))", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*log(p(z)))"], f"always[z](near[phi](implies({Q} > 0, p(z) > 0)))", ["domination"], "none"),
    ([f"dominated[z](phi, log({S}))"], f"always[z]({S} > 0)", ["domination"], "none"),
    ([f"dominated[z](phi, {Q}*f(z))", f"dominated[z](phi, {Q})"], f"dominated[z](phi, {Q}*(f(z) - g(x)))", ["domination"], "none"),
    ([f"dominated[z](phi, b(z)*log({Q}))"], f"integrable[b(z)](D[phi](log({Q})))", ["domination"], "none"),
    (["dominated[z](phi, b(z)*log(h(z, phi)))"], "integrable[z](b(z)*D[phi](h(z, phi))/h(z, phi))", ["domination"], "none"),
    ([f"near[phi](E[{Q}](f(z)) > 0)"], f"E[{Q}](f(z)) > 0", ["near a value"], "none"),
    ([f"near[phi](E[{Q}](f(z)) == 0)"], f"E[{Q}](f(z)) == 0", ["near a value"], "none"),
    ([f"always[z]({Q} > 0)"], f"always[z](near[phi]({Q} > 0))", ["near a value"], "none"),
    (["g(phi) > 0"], "near[phi](1/g(phi) > 0)", [], "none"),
    ([f"dominated[z](phi, {Q}*f(z))", f"E[{Q}](f(z)) > 0"], f"near[phi](E[{Q}](f(z)) > 0)", ["near a value"], "none"),
    # the same under a law
    ([f"always[c(x)](dominated[z](phi, {S}*f(z)))"], f"always[c(x)](integrable[{S}](f(z)))", ["domination"], "none"),
    ([f"always[c(x)](dominated[z](phi, {S}*f(z)))", f"always[c(x)](dominated[z](phi, {S}))"], f"always[c(x)](dominated[z](phi, {S}*(f(z) - g(x))))", ["domination"], "none"),
    (["always[c(x)](near[phi](log(h(x, phi)) > 0))"], "always[c(x)](log(h(x, phi)) > 0)", ["near a value"], "none"),
    ([f"always[b(z)]({Q} > 0)"], f"always[b(z)](near[phi]({Q} > 0))", ["near a value"], "none"),
]


@pytest.mark.parametrize(("given", "wanted", "lemmas", "_almost"), FOLLOWS, ids=[row[1] for row in FOLLOWS])
def test_what_follows_does_by_its_lemma(given, wanted, lemmas, _almost):
    known = [c for text in given for c in forms(text)]
    found = implied(forms(wanted), known)
    assert found.left == [] and list(found.lemmas)[-1:] == lemmas
    for left_out in given:
        rest = [c for text in given if text != left_out for c in forms(text)]
        assert implied(forms(wanted), rest).left


# --- witnesses ------------------------------------------------------------------------------------------------------------


def uniform_score():
    """q_φ is uniform on (0, φ): for each φ its derivative is −1/φ² almost everywhere on the support, so that its integral
    is −1/φ and not zero: no integrable function lies above the difference quotients near φ."""
    phi = arb(2)
    slope = integral(lambda z: acb(-1/phi**2), 0, 2)
    return near(slope, -1/phi) and far(slope, arb(0), 0.4)


def normal_score():
    """q_φ is normal with mean φ: the integral of its derivative is zero."""
    return near(integral(lambda z: z*(-z*z/2).exp()/(2*acb.pi()).sqrt(), -30, 30), arb(0))


def cauchy_score():
    """A Cauchy law of scale φ at φ = 1, where ∂q = q (z² − 1)/(1 + z²): the score is bounded and q dominated, but
    z times the score has no mean, since its integral up to a grows like log a."""
    parts = [integral(lambda z: z*(z*z - 1)/(1 + z*z)**2/acb.pi(), 0, a) for a in (10, 100, 1000)]
    score = integral(lambda z: (z*z - 1)/(1 + z*z)**2/acb.pi(), -10**6, 10**6)
    return near(score, arb(0), 1e-5) and all(b - a > 0.7 for a, b in zip(parts, parts[1:], strict=False))


def equal_at_one_value():
    """Normal densities with means φ and φ² are equal at φ = 1, and their derivatives there are not."""
    z = arb(2)
    bell = (-(z - 1)**2/2).exp()/(2*arb.pi()).sqrt()
    return far(bell*(z - 1), bell*(z - 1)*2, 0.2)


def second_derivative_at_a_zero():
    """Weights 1 and (φ − 2)² at φ = 2: the second one is zero there, its second derivative is 2, so that the mean of
    ∂²q/q over what q draws misses it, and 𝔼[s²] = 0 while −𝔼[∂² log q] = 2."""
    def q(phi):
        return 1/(1 + (phi - 2)**2)
    h = arb("1e-4")
    curvature = ((q(arb(2) + h)).log() - 2*q(arb(2)).log() + q(arb(2) - h).log())/h**2
    slope = (q(arb(2) + h).log() - q(arb(2) - h).log())/(2*h)
    return near(slope, arb(0), 1e-6) and near(-curvature, arb(2), 1e-5)


def logarithm_beside_a_zero():
    """At φ = 0 with q = φ², w = exp(−1/φ²), g = φ: q log w · g is −φ and has the derivative −1, though every term of the
    product rule has a factor that is zero."""
    def h(phi):
        return phi**2*(-1/phi**2)*phi
    step = arb("1e-6")
    return near((h(step) - h(-step))/(2*step), arb(-1))


def quotient_beside_a_zero():
    """At φ = 0 with q = φ², g = −φ³, f = 1: q/g + f is 1 there, since q is zero, and 1 − 1/φ near it."""
    return all(1 + step**2/(-step**3) < 0 for step in (arb("1e-2"), arb("1e-6")))


WITNESSES = [
    Witness("leibniz", (f"D[phi](integral[z]({Q}))", f"integral[z](D[phi]({Q}))"), f"dominated[z](phi, {Q})", uniform_score, normal_score),
    Witness("leibniz", (f"D[phi](E[{Q}](f(z)))", f"integral[z](D[phi]({Q}*f(z)))"), f"dominated[z](phi, f(z) * {Q})", cauchy_score),
    Witness("hypothesis", ("D[phi](f(phi))", "D[phi](g(phi))"), "near[phi](f(phi) == g(phi))", equal_at_one_value),
    Witness("differentiate", (f"{Q}*(D[phi](D[phi]({Q}))/{Q})", f"D[phi](D[phi]({Q}))"), f"{Q} > 0", second_derivative_at_a_zero)]


@pytest.mark.parametrize("witness", WITNESSES, ids=[one.fails.__name__ for one in WITNESSES])
def test_the_kernel_asks_for_what_fails_in_a_witness(witness):
    assert witness.condition in {text_of(c) for c in conditions(RULES[witness.rule], *witness.step)}
    assert witness.fails()
    assert witness.holds is None or witness.holds()


@pytest.mark.parametrize(("text", "asked"), [
    (f"D[phi](f(z)*{Q}*log({S}))", f"{S} > 0"), (f"D[phi]({Q}*log(2 + g(phi)))", "2 + g(phi) > 0"),
    (f"D[phi]({Q}/{S})", f"{S} > 0"), (f"D[phi](D[phi]({Q}*log({Q})))", f"{Q} > 0"), (f"D[phi](log({Q}))", f"{Q} > 0"),
    (f"D[phi]({Q}*f(phi)/g(phi))", "g(phi) != 0"), (f"D[phi]({Q}*log(q[phi](v)))", "q[phi](v) > 0"),
    ("D[phi](p[phi](x, z)*log(p[phi](x)))", "p[phi](x) > 0"), (f"D[phi]({Q}*log(f(z)*{Q}))", f"f(z)*{Q} > 0"),
    (f"D[phi]({Q}*lgamma(g(phi)))", "g(phi) > 0"), (f"D[phi]({Q}*Gamma[phi, 1](tau))", "phi > 0"),
    (f"D[phi]({Q}*log(-log({Q})))", f"{Q} > 0"), (f"D[phi]({Q}*log(-d(z, phi)))", "-d(z, phi) > 0")])
def test_a_derivative_asks_for_arguments_also_where_a_density_beside_them_is_zero(text, asked):
    assert set(forms(asked)) <= set(close((), (), read_line(typed(text))[1]))
    assert logarithm_beside_a_zero()


@pytest.mark.parametrize(("text", "asked"), [
    (f"D[phi](integral[z]({Q}*f(z)))", [f"dominated[z](phi, {Q}*f(z))"]),
    (f"D[phi](D[phi](integral[z]({Q}*f(z))))", [f"dominated[z](phi, {Q}*f(z))", f"dominated[z](phi, D[phi]({Q})*f(z))"]),
    (f"D[phi](D[phi](E[{Q}](f(z))))", [f"dominated[z](phi, {Q}*f(z))", f"dominated[z](phi, D[phi]({Q})*f(z))"]),
    (f"D[phi](1/E[{Q}](f(z)))", [f"dominated[z](phi, {Q}*f(z))"]),
    (f"D[phi]({Q}*D[phi](E[r(y)](h(y, phi))))", ["dominated[y](phi, r(y)*h(y, phi))", "dominated[y](phi, r(y)*D[phi](h(y, phi)))"]),
    (f"D[phi](E[{Q}](f(z)) + E[c(x)](h(x, phi)))", [f"dominated[z](phi, {Q}*f(z))", "dominated[x](phi, c(x)*h(x, phi))"])])
def test_a_derivative_of_an_integral_asks_for_every_domination(text, asked):
    found = close((), (), read_line(typed(text))[1])
    assert {c for c in found if c.head == "dominated"} == {c for one in asked for c in forms(one)}


def test_a_density_that_is_smooth_is_smooth_near_the_value_also_where_another_one_guards_it():
    (c,) = forms(f"near[phi](implies({Q} > 0, {S} > g(phi)))")
    (v,), (said, at) = open_fresh(c)
    _, weights, compared = said.args
    (density,) = (a for a in atoms_in(compared) if a.head == "law")
    wanted = bind("near", (v,), close((), weights, smooth_density(density))[0], at)
    smooth = [d for d in close((), (), read_line(typed(f"D[phi]({S})"))[1]) if d.head == "smooth"]
    assert implied([wanted], smooth).left == [] and implied([wanted], []).left == [wanted]


@pytest.mark.parametrize(("text", "densities"), [(f"D[phi]({Q})", [Q]), (f"D[phi]({Q})*D[phi]({S})", [Q, S]), (f"f(z)*log(f(x))*D[phi]({Q})", [Q])])
def test_no_derivative_of_a_density_vouches_that_one_is_smooth(text, densities):
    """Where q = |φ| is zero, it has no derivative, so that no product with it is zero there."""
    wanted = {c for one in densities for c in smooth_density(read_line(typed(one))[0].atom_alone())}
    found = defined(carried_out(read_line(typed(text))[0]))
    assert {c for c in found if says_smooth(c)} == wanted


def test_only_densities_that_do_not_move_guard_a_derivative():
    """A density that moves may be zero at the value and positive near it."""
    phi = read_line(typed("phi"))[0].atom_alone()
    body, still = read_line(typed(f"b(z)*{Q}*log(d(z, phi))"))[0], read_line(typed("b(z)"))[0].atom_alone()
    assert still_densities(body, phi) == (still,)


@pytest.mark.parametrize("text", ["D[phi:psi](E[b(z)](h(z, phi))) > 0", "near[phi:psi](g(phi) == 0)", f"dominated[z](phi, {Q}*f(z))"])
def test_a_binder_does_not_bind_a_variable_of_its_own_place(text):
    (c,) = forms(text)
    found = next(a for a in (c, *atoms_in(c)) if a.head in ("D", "near", "dominated"))
    variables, (said, _) = open_fresh(found)
    with pytest.raises(Refused, match="occurs in the place of the binder"):
        bind(found.head, variables, said, lift(variables[-1]))


def test_a_sign_or_a_number_says_nothing_of_domination():
    said = forms(f"dominated[z](phi, {Q}*(f(z) - d(z)))")
    assert said == forms(f"dominated[z](phi, {Q}*(d(z) - f(z)))") == forms(f"dominated[z](phi, 3*{Q}*(d(z) - f(z))/2)")
    assert said != forms(f"dominated[z](phi, {Q}*(d(z) + f(z)))")


@pytest.mark.parametrize("body", ["sup[i](f(i)*phi)", "E[iid(q(z), K)](h(z[1], phi))"])
def test_what_cannot_be_differentiated_cannot_be_dominated(body):
    with pytest.raises(Refused, match="cannot be differentiated"):
        forms(f"dominated[z](phi, {Q}*{body})")


@pytest.mark.parametrize("text", ["D[psi](D[phi:2*psi](E[b(z)](h(z, phi))))", "D[psi](D[phi:sup[i](f(i)*psi)](E[b(z)](h(z, phi))))", f"D[psi](D[phi:g(psi)]({Q}*f(z)))", f"D[psi](D[phi:2*psi](log({Q})))",
                                  "D[phi](sup[i](f(i)*phi))", "D[phi](D[phi](sup[i](f(i)*phi)))", f"D[phi](E[iid({Q}, K)](f(z[1])))"])
def test_what_cannot_be_differentiated_is_refused(text):
    with pytest.raises(Refused, match=r"cannot be differentiated|taken at parameters"):
        read_line(typed(text))


@pytest.mark.parametrize(("text", "smooth", "positive"), [
    (Q, [Q], []), (S, [S], []), ("p[phi](x)", ["p[phi](x)"], []), ("p[phi](z | x)", ["p[phi](x, z)", "p[phi](x)"], ["p[phi](x) > 0"])])
def test_a_density_is_smooth_with_those_that_it_is_made_of(text, smooth, positive):
    found = smooth_density(read_line(typed(text))[0].atom_alone())
    assert {c.args[0] for c in found if c.head == "smooth"} == {read_line(typed(one))[0].atom_alone() for one in smooth}
    assert {c for c in found if c.head != "smooth"} == {c for one in positive for c in forms(one)}


@pytest.mark.parametrize("text", [Q, S, "p[phi](x)", "p[phi](x, z)", "b[phi, psi](z)"])
def test_that_a_density_is_smooth_is_written_as_what_asks_nothing_else(text):
    """No hypothesis says it; messages and models are told of a derivative near the value."""
    (c,) = smooth_density(read_line(typed(text))[0].atom_alone())
    assert close((), (), read_statement(sympy_of(c), {})[1]) == (c, c)


@pytest.mark.parametrize("text", [f"D[phi]({Q}*log({Q}))", f"D[phi]({Q}*log(p(x, z)/{Q}))"])
def test_a_density_may_vanish_beside_its_own_logarithm(text):
    """q log q is (q/φ²)·φ² log q near a zero of q, and φ² log φ² has the derivative zero there."""
    assert not set(forms(f"{Q} > 0")) & set(close((), (), read_line(typed(text))[1]))
    slopes = [abs(float(h**2*(arb(h)**2).log()/h)) for h in (1e-2, 1e-4, 1e-6)]
    assert [slopes[0]/slopes[1], slopes[1]/slopes[2]] == pytest.approx([50, 200/3], rel=1e-12)  # 100 log h/log(h/100): they fall to zero


EDGES = [side for rows in (ACCEPTED, FALSE) for edges in rows.values() for edge in edges if edge[1] != "⇔" for side in (edge[0], edge[2])]


@pytest.mark.parametrize("text", [*dict.fromkeys(EDGES), f"D[phi](log(E[{Q}](d(z))))", f"D[phi](1/E[{Q}](f(z)))", "D[phi:g(psi)](log(phi))",
                                  "D[psi](f(psi)/E[b(z)](D[phi](log(h(z, phi, psi)))))"])
def test_what_a_line_is_asked_its_form_is_asked_to_be_defined(text):
    """A form can be put into other lines, where nothing is left of how it was written."""
    form, asked = read_line(typed(text))
    assert set(close((), (), asked)) <= set(close((), (), defined(form)))


@pytest.mark.parametrize("text", [
    f"near[phi](log(E[{Q}](d(z))) > 0)", f"near[phi](E[{Q}](f(z)) > 0)", "near[phi:log(psi)](g(phi) > 0)", f"dominated[z](phi, {Q}*log(h(z, phi)))",
    f"near[psi](dominated[z](phi, {Q}*log(h(z, psi))))", f"always[c(x)](near[phi](1 + E[{S}](f(z))/E[{S}](g(z)) > 0))"])
def test_what_a_statement_is_asked_its_form_is_asked_to_be_defined(text):
    form, asked = read_statement(typed(text), {})
    assert asked and set(close((), (), asked)) <= set(close((), (), definedness(form)))


@pytest.mark.parametrize(("head", "body"), [("D", "g(phi)"), ("near", "g(phi) > 0"), ("dominated", f"{Q}*g(phi)")])
def test_no_binder_takes_a_variable_of_its_place(head, body):
    phi, (z,) = read_line(typed("phi"))[0], read_line(typed("f(z)"))[0].free
    form = read_statement(typed(body), {})[0] if head == "near" else read_line(typed(body))[0]
    variables = (z, phi.atom_alone()) if head == "dominated" else (phi.atom_alone(),)
    with pytest.raises(Refused, match="occurs in the place"):
        bind(head, variables, form, scale(phi, 2))
    assert bind(head, variables, form, read_line(typed("psi"))[0]).head == head


NOT = [  # what does not follow, and no lemma allows
    ([f"integrable[z](D[phi]({Q}))"], f"dominated[z](phi, {Q})", uniform_score),
    ([f"dominated[z](phi, {Q})"], f"dominated[z](phi, {Q}*f(z))", cauchy_score),
    ([f"dominated[z](phi, {Q})"], f"integrable[{Q}](f(z))", cauchy_score),
    ([f"E[{Q}](f(z)) == 0"], f"near[phi](E[{Q}](f(z)) == 0)", equal_at_one_value),
    ([f"E[{Q}](f(z)) > 0"], f"near[phi](E[{Q}](f(z)) > 0)", None),
    ([f"always[z](near[phi](f(z)*log({S}) > 0))"], f"near[phi](always[z](f(z)*log({S}) > 0))", None),
    ([f"near[phi](always[{Q}](p(z) > 0))"], "near[phi](always[z](p(z) > 0))", None),
    ([f"always[z]({Q} > 0)"], f"near[phi](always[z]({Q} > 0))", uniform_score),
    ([f"{Q} > 0"], f"near[phi]({Q} > 0)", uniform_score),  # for almost every z only
    ([f"implies({Q} > 0, near[phi](log(g(phi)) > 0))"], f"near[phi](implies({Q} > 0, log(g(phi)) > 0))", None),  # a zero of q at phi alone
    ([f"dominated[z](phi, {Q}*h(z, psi))"], f"near[psi](dominated[z](phi, {Q}*h(z, psi)))", None),  # for one value of psi
    (["near[phi:log(g(psi))](f(phi) == 0)"], "near[psi](near[phi:log(g(psi))](f(phi) == 0))", None),
    ([f"dominated[z](phi, {Q}*log(h(z, phi)))"], f"integrable[z](D[phi]({Q}*log(h(z, phi))))", logarithm_beside_a_zero),
    ([f"always[z]({Q}/g(phi) + f(phi) > 0)"], f"always[z](near[phi]({Q}/g(phi) + f(phi) > 0))", quotient_beside_a_zero),
    ([f"mean[k:K](E[{Q}](h(k, z))) > 0"], f"near[phi](mean[k:K](E[{Q}](h(k, z))) > 0)", None),  # no mean of it is dominated
    ([f"dominated[z](phi, {Q}*f(z))"], f"dominated[z](phi, {Q}*f(z)/g(x))", None),  # where g is zero it is not defined
    (["dominated[z](phi, b(z)*phi*log(d(z, phi)))"], "always[b(z)](d(z, phi) > 0)", None),  # where phi is zero
    (["dominated[z](phi, b(z)*log(d(z, phi)) + f(z)*log(d(z, phi)))"], "always[b(z)](d(z, phi) > 0)", None),  # where f is -b
    ([f"dominated[z](phi, b(z)/d(z, phi) + {Q}*g(phi)*log(d(z, phi)))"],
     f"integrable[z](D[phi](b(z)/d(z, phi) + {Q}*g(phi)*log(d(z, phi))))", logarithm_beside_a_zero),  # where b is zero
    (["phi > 0"], "dominated[tau](phi, Gamma[phi, 1](tau)*tau/f(z))", None),
    (["phi > 0"], f"dominated[tau](phi, Gamma[phi, 1](tau)*{Q})", None)]  # for almost every z only


@pytest.mark.parametrize(("given", "wanted", "witness"), NOT, ids=[f"{row[1]} from {row[0][0]}" for row in NOT])
def test_what_does_not_follow_is_not_concluded(given, wanted, witness):
    known = tuple(c for text in given for c in forms(text))
    wanted = forms(wanted)
    assert implied(wanted, known).left == list(wanted)
    for c in wanted:
        for name in LEMMAS:
            with pytest.raises(Refused):
                known_after([Inference(c, name, known)], known, (), frozenset())
    assert witness is None or witness()
