"""Kinds of false twins: which there are, that each is made wherever it can be, and that all occur in the chapters."""

from collections import Counter

import pytest
import sympy
from sympy.core.relational import Ge, Gt, Le, Lt

from derivations.attack.models import signature
from derivations.attack.theorems import Trial
from derivations.attack.twins import bound_points, near_misses
from derivations.commands.finding import load
from derivations.kernel import (
    KL,
    D,
    E,
    Function,
    Gamma,
    Law,
    Normal,
    Prover,
    counts,
    digamma,
    integral,
    lgamma,
    log,
    mean,
    parameters,
    points,
    polygamma,
    positives,
    product,
    reals,
    stop,
    total,
    trigamma,
)
from derivations.language import terms as t
from derivations.language import writing as w
from derivations.language.terms import proportional

x, z = points("x z")
K, j, k = counts("K j k")
p, q, r, c = Law("p", x, z), Law("q", z), Law("r", z), Law("c", z | x)
phi, psi = parameters("phi psi")
(tau,), (mu, nu) = positives("tau"), reals("mu nu")
m, a = Law("m", z), Function("a", k)
chain = t.Chain("chain", x)
THEOREMS = load().values()

LAWS = (q, r)  # what may stand for another one

KINDS = {"a sign", "a dropped term", "a dropped factor", "a dropped normaliser", "a fraction upside down",
         "a divergence the other way round", "a condition forgotten", "a joint for a conditional",
         "an argument forgotten", "another law", "a dropped logarithm", "a relation turned round", "nothing left out",
         "an index off by one", "a missing normaliser", "a sign of a derivative", "a derivative not taken",
         "one factor differentiated", "a derivative in another parameter", "a member at another parameter",
         "what stood still moves", "a polygamma function of another order", "an argument off by one", "log for ψ",
         "1/a for ψ′(a)", "a scale for a rate", "a precision for a variance", "the numbers of a law the other way round",
         "a first term left out", "a first factor left out", "a time off by one", "a conditional turned round"}


# --- one by one: the twins of a kind are these and no others ----------------------------------------------------------

MADE = {
    "a sign": [(w.add(p(x), q(z)), {w.sub(p(x), q(z))}), (w.sub(p(x), q(z)), {w.add(p(x), q(z))}), (w.neg(q(z)), {q(z)})],
    "a dropped term": [(w.add(p(x), q(z)), {p(x), q(z)}), (w.sub(p(x), q(z)), {p(x), w.neg(q(z))})],
    "a dropped factor": [(w.mul(p(x), q(z)), {p(x)})],
    "a dropped normaliser": [(w.div(q(z), r(z)), {q(z)})],
    "a fraction upside down": [(w.div(q(z), r(z)), {w.div(r(z), q(z))})],
    "a divergence the other way round": [(KL[z](q(z), r(z)), {KL[z](r(z), q(z))})],
    "a condition forgotten": [(p(z | x), {p(z)})],
    "a joint for a conditional": [(p(z | x), {p(z, x)})],
    "an argument forgotten": [(p(x, z), {p(x), p(z)})],
    "another law": [(q(z), {r(z)})],
    "a dropped logarithm": [(log(q(z)), {q(z)})],
    "a relation turned round": [(q(z) <= r(z), {q(z) >= r(z)}), (q(z) >= r(z), {q(z) <= r(z)}),
                                (q(z) < r(z), {q(z) > r(z)}), (q(z) > r(z), {q(z) < r(z)})],
    "nothing left out": [(mean[k:K:j](q(z[k])), {mean[k:K](q(z[k]))})],
    "an index off by one": [(mean[k:w.add(K, 1)](q(z[k])), {mean[k:K](q(z[k]))})],
    "a missing normaliser": [(proportional[z](w.mul(q(z), q(z)))(z), {w.mul(q(z), q(z))})],
    "a sign of a derivative": [(D[phi](m[phi, psi](z)), {-D[phi](m[phi, psi](z))})],
    "a derivative not taken": [(D[phi](m[phi, psi](z)), {m[phi, psi](z)})],
    "one factor differentiated": [(D[phi](w.mul(m[phi, psi](z), q(z))), {w.mul(D[phi](m[phi, psi](z)), q(z)), w.mul(m[phi, psi](z), D[phi](q(z)))})],
    "a derivative in another parameter": [(D[phi](m[phi, psi](z)), {D[psi](m[phi, psi](z))})],
    "a member at another parameter": [(m[phi, psi](z), {m[psi, psi](z), m[phi, phi](z)})],
    "what stood still moves": [(stop(m[phi, psi](z)), {m[phi, psi](z)})],
    "a polygamma function of another order": [(lgamma(q(z)), {digamma(q(z))}), (digamma(q(z)), {trigamma(q(z))}),
                                              (trigamma(q(z)), {digamma(q(z))}), (polygamma(3, q(z)), {polygamma(2, q(z))})],
    "an argument off by one": [(lgamma(q(z)), {lgamma(w.add(q(z), 1))}), (polygamma(2, q(z)), {polygamma(2, w.add(q(z), 1))})],
    "log for ψ": [(digamma(q(z)), {log(q(z))})],
    "1/a for ψ′(a)": [(trigamma(q(z)), {w.div(1, q(z))})],
    "a scale for a rate": [(Gamma[phi, psi](tau), {Gamma[phi, w.div(1, psi)](tau)}), (Gamma[phi, w.div(1, psi)](tau), {Gamma[phi, psi](tau)})],
    "a first term left out": [(total[k:1:K](a(k)), {t.Total(k, w.add(1, 1), K, a(k))})],
    "a first factor left out": [(product[k:1:K](a(k)), {t.Product(k, w.add(1, 1), K, a(k))})],
    "a time off by one": [(chain(x[k] | x[w.sub(k, 1)]), {chain(x[w.add(k, 1)] | x[w.sub(k, 1)])}), (chain(x[1:K]), {chain(x[1:w.add(K, 1)])}),
                          (chain(x[w.sub(k, 1)]), {chain(x[k])}), (chain(x[0:w.sub(K, 1)]), {chain(x[0:K])})],
    "a conditional turned round": [(chain(x[k] | x[0]), {chain(x[0] | x[k])})],
    "a precision for a variance": [(Normal[phi, psi](mu), {Normal[phi, w.div(1, psi)](mu)})],
    "the numbers of a law the other way round": [(Gamma[phi, psi](tau), {Gamma[psi, phi](tau)})],
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_made(kind):
    """Of the expression itself, and of it deep inside another one."""
    assert set(MADE) == KINDS
    for node, twins in MADE[kind]:
        made = [miss.expression for miss in near_misses(node, LAWS, 100) if miss.how == kind]
        assert set(made) >= twins and len(made) == len(set(made))
        if not isinstance(node, sympy.Rel):
            inside = E[c(z | x)](log(node) + 1)
            deep = {miss.expression for miss in near_misses(inside, LAWS, 100) if miss.how == kind}
            assert {E[c(z | x)](log(twin) + 1) for twin in twins} <= deep


def test_a_variance_becomes_neither_zero_nor_a_real_number_that_is_integrated():
    """With these a twin is undefined, in every model or at half of the numbers, and its integral has no closed form."""
    made = {node: {miss.how for miss in near_misses(node, LAWS, 100)} for node in (
        Normal[0, psi](mu), Normal[nu, psi](mu), integral[nu](Normal[nu, psi](mu)), integral[mu](Normal[nu, psi](mu)),
        E[Normal[phi, psi](nu), Normal[nu, psi](mu)](mu), proportional[nu](Normal[nu, psi](mu))(nu))}
    assert all("a precision for a variance" in kinds for kinds in made.values())
    assert ["the numbers of a law the other way round" in kinds for kinds in made.values()] == [False, True, False, True, True, False]
    assert not any(
        miss.expression == E[Normal[phi, psi](nu), Normal[psi, nu](mu)](mu)
        for miss in near_misses(E[Normal[phi, psi](nu), Normal[nu, psi](mu)](mu), LAWS, 100))


# --- wherever it can be -----------------------------------------------------------------------------------------------


def possible(node, laws) -> set[str]:
    """Kinds for which there is a place in an expression, seen from the outside: what heads occur in it."""
    found, drawn = set(), {draws.args[1] for draws in node.atoms(t.Draws)}
    bound = {point for part in sympy.preorder_traversal(node) for point in bound_points(part) if str(point.space).startswith("real")}
    for part in said(node):
        args = part.args
        pair = len(args) == 2
        if isinstance(part, sympy.Add) and pair:
            found |= {"a sign", "a dropped term"}
        elif isinstance(part, sympy.Mul) and pair:
            inverse = isinstance(args[1], sympy.Pow) and args[1].args[1] == -1
            found |= {"a sign"} if args[0] == -1 else (
                {"a dropped factor"} if not inverse else {"a dropped normaliser"} if args[0] == args[1].args[0] else
                {"a dropped normaliser"} if args[0].has(t.Coordinate) else {"a dropped normaliser", "a fraction upside down"})
        elif isinstance(part, t.Divergence) and args[1] != args[2]:
            found.add("a divergence the other way round")
        elif isinstance(part, sympy.log) and not any(isinstance(one, t.NamedLaw) for one in sympy.preorder_traversal(part)):
            found.add("a dropped logarithm")
        elif isinstance(part, t.Density) and isinstance(part.law, t.NamedLaw):
            first, second = part.taken
            is_variance = first not in (0, second) and not first.atoms(t.Coordinate) & bound
            found |= {"the numbers of a law the other way round"} if is_variance else set()
            one_over = {"Gamma": "a scale for a rate", "Normal": "a precision for a variance"}[part.law.name]
            found |= set() if second.has(t.Coordinate) else {one_over}
        elif isinstance(part, t.Polygamma):
            found |= {"a polygamma function of another order", "an argument off by one"}
            found |= {0: {"log for ψ"}, 1: {"1/a for ψ′(a)"}}.get(part.order, set())
        elif isinstance(part, (Le, Ge, Lt, Gt)):
            found.add("a relation turned round")
        elif isinstance(part, t.Mean) and args[2] != 0:
            found.add("nothing left out")
        elif isinstance(part, t.Normalised):
            found.add("a missing normaliser")
        elif isinstance(part, (t.Total, t.Product)):
            found.add("a first term left out" if isinstance(part, t.Total) else "a first factor left out")
        elif isinstance(part, t.Density):
            if isinstance(part.law, t.Chain):
                places = {*part.outs, *part.givens}
                found |= {"a conditional turned round"} if part.givens else set()
                found |= {"a time off by one"} if len(places) == 1 else set()  # else the next time may be that of another point
            if any(g.space not in part.law.given for g in part.givens):
                found |= {"a condition forgotten"} if part in drawn else {"a condition forgotten", "a joint for a conditional"}
            elif len(part.outs) > 1:
                found.add("an argument forgotten")
            if any(law != part.law and sorted(law.spaces) == sorted(part.law.spaces) and law.given == part.law.given
                   for law in laws):
                found.add("another law")
    return found


SAID = {t.Integral: slice(1, None), t.Divergence: slice(1, None), t.Normalised: slice(1, 2), t.Draws: slice(1, 2),
        t.Integrable: slice(1, None), t.Mean: slice(3, None), t.Total: slice(3, None), t.Product: slice(3, None), t.Extremum: slice(2, None), sympy.Pow: slice(0, 1)}


def said(node):
    """The parts of an expression that say something, and not what is bound or named."""
    yield node
    if isinstance(node, t.Named):
        yield from said(node.body)
    elif isinstance(node, sympy.Tuple):
        for arg in node.args:
            if not isinstance(t.unnamed(arg), t.Normalised):
                yield from said(arg)
    elif isinstance(node, t.Value) and set(node.args[0].spaces) == {"index"}:
        return  # which index it is taken at is no term of a quantity
    elif not isinstance(node, (t.Point, t.Draw, t.Law, t.Density, t.Subset, sympy.Symbol)):
        for arg in node.args[SAID.get(type(node), slice(None))]:
            yield from said(arg)


def expressions(theorem):
    laws = tuple(signature(theorem.text.statement, *(h for h, _ in theorem.text.hypotheses)).laws)
    yield theorem.text.statement, laws
    for line in theorem.text.lines:
        yield line.expression, laws


@pytest.mark.parametrize("theorem", THEOREMS, ids=str)
def test_every_kind_occurs_where_it_can(theorem):
    """In every claim and every line of every chapter."""
    for node, laws in expressions(theorem):
        made = {miss.how for miss in near_misses(node, laws, 10_000)}
        assert made <= KINDS
        assert possible(node, laws) <= made, possible(node, laws) - made
        few = near_misses(node, laws, 6)  # as many kinds as there are places for, before a second one of any
        assert len({miss.how for miss in few}) == min(6, len(made))


# --- all of them ------------------------------------------------------------------------------------------------------


def test_the_trials_have_all_kinds_and_no_others():
    """What is tried against the kernel and the models in `verify`, over all chapters."""
    prover, claims, lines = Prover(), Counter(), Counter()
    for theorem in THEOREMS:
        trial = Trial(theorem, prover)
        claims.update(miss.how for miss in trial.claim_twins)
        lines.update(miss.how for _, miss in trial.line_twins)
        for i in {i for i, _ in trial.line_twins}:
            assert sum(number == i for number, _ in trial.line_twins) <= 6
        assert {i for i, _ in trial.line_twins} == {
            i for i, line in enumerate(theorem.text.lines) if near_misses(line.expression, _laws(theorem))}
    assert set(lines) == KINDS and set(claims) <= KINDS
    assert claims["a relation turned round"] >= 20 and min(lines.values()) >= 2


def _laws(theorem):
    return tuple(signature(theorem.text.statement, *(h for h, _ in theorem.text.hypotheses)).laws)


def test_a_line_without_twins_is_one_that_no_slip_can_change():
    """A number, p(x), a mean of one function, of one draw or several, a name, and what is said of a law twice."""
    bare = {str(node) for theorem in THEOREMS for node, laws in expressions(theorem) if not near_misses(node, laws)}
    assert bare == {"0", "1", "c", "u", "v", "g1", "g2", "h1", "h2", "p(x)", "m(T)", "v(T)", "alpha(1)", "KL[z](q(z), q(z))", "Eq(KL[z](q(z), q(z)), 0)", "E[q(z)](0)", "E[q(z)](f(z))**2", "E[q(z)](f(z) ** 2)",
                    "p(x)**2", "always[z](q(z) == r(z))", "Eq(E[d(x)](m(x)), M())", "E[d(x)](m(x))", "M()", "E[d(x)](0)", "exp(alpha)",
                    "E[q(z, eta)](t(z))", "E[o(z, eta, xi)](t(z))", "E[o(z, eta, xi)](u(z))",
                    "E[r(z)](g(z))", "E[identical(r(z), S)](mean[k:S](g(z[k])))", "mean[k:S](E[identical(r(z), S)](g(z[k])))",
                    "mean[k:S](E[r(z)](g(z)))", "Eq(E[identical(r(z), S)](mean[k:S](g(z[k]))), E[r(z)](g(z)))",
                    "E[r(z)](kept(z))", "E[r(z), e(y | z)](v(y, z))", "Eq(E[r(z)](kept(z)), E[r(z), e(y | z)](v(y, z)))",
                    "always[r(z), e(y | z)](v(y, z) == kept(z))", "always[source(t)](f(t) == E[source(t)](f(t)))", "w**2"}
