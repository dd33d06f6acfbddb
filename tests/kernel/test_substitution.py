"""What may be put in for the laws, points and numbers of a theorem, what comes of it, and what is refused."""

import pytest
import sympy

from derivations.kernel import Prover, Refused, algebra
from derivations.kernel.forms.binders import var
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.defined import definedness
from derivations.kernel.logic.joint_laws import spoken_of
from derivations.kernel.proof.instance import Substitution, check_places
from derivations.language.authoring.reader import parse
from derivations.language.terms import Function, Law, Point, points
from tests.kernel.test_forms import K, U, V, X, Z
from tests.kernel.test_proofs import written
from tests.support.rule_examples import NAMES

OWN = NAMES | {"e": sympy.Symbol("e"), "yy": Point("yy", "y"), "o": Law("o", *points("y z"), independent=True),
               "p2": Law("p2", *points("z x")), "w2": Law("w2", Point("x") | Point("z")),
               "a2": Law("a2", Point("y"), Point("z") | Point("x")), "p3": Law("p3", *points("x y"))}


def typed(text: str):
    return sympy.sympify(parse(text, OWN))


def form(text: str):
    return read_line(typed(text))[0]


def put(mapping: dict, draws: str | None = None) -> Substitution:
    """`{"z": ("y", "z"), "q(z)": ["r(y)", "b(z)"]}`, read."""
    made = {typed(key): type(value)(map(typed, value)) if isinstance(value, (tuple, list)) else typed(value) for key, value in mapping.items()}
    return Substitution(made, draws)


PUT_IN = [
    ("E[q(z)](f(z))", {"q(z)": "p(z | x)"}, "E[p(z | x)](f(z))", "a law"), ("q(z)*q(v)", {"q(z)": "s(z | x)"}, "s(z | x)*s(v | x)", "at each place"),
    ("E[q(z)](f(z))", {"q(z)": "proportional[z](d(z))(z)"}, "E[proportional[z](d(z))(z)](f(z))", "a normalised law"),
    ("E[p(x, z)](h(x, z))", {"p(x, z)": ["c(x)", "s(z | x)"]}, "E[c(x), s(z | x)](h(x, z))", "factors drawn one after the other"),
    ("p(x, z)/p(x)", {"p(x, z)": "t(x, z | y)"}, "t(x, z | y)/t(x | y)", "a marginal of one law"), ("p(z | x)", {"p(x, z)": "t(x, z | y)"}, "t(z | x, y)", "a conditional"),
    ("p(v | u)", {"p(x, z)": "t(x, z | y)"}, "t(v | u, y)", "at other points"),
    ("E[s(z | x)](h(x, z))", {"s(z | x)": "q(z)"}, "E[q(z)](h(x, z))", "given less"), ("s(v | u)", {"s(z | x)": "t(z | x, y)"}, "t(v | u, y)", "given more"),
    ("s(z | x)", {"s(z | x)": "p(z | u)", "x": "u"}, "p(z | u)", "a given point that is another now"), ("m(y, z)", {"m(y, z)": "o(y, z)"}, "o(y, z)", "independent for independent"),
    ("E[m(y, z)](h(y, z))", {"m(y, z)": ["r(y)", "b(z)"]}, "E[r(y), b(z)](h(y, z))", "factors of independent coordinates"),
    ("m(z | y)", {"m(y, z)": "o(y, z)"}, "o(z | y)", "a conditional"), ("q(z)", {"q(z)": ["b(z)"]}, "b(z)", "one factor"),
    ("f(z) - f(v)", {"z": "v", "v": "z"}, "f(v) - f(z)", "all at once"), ("b(z)*q(z)", {"z": "v"}, "b(v)*q(v)", "a point at which laws are taken"),
    ("E[q(z)](h(z, v))", {"v": "z"}, "E[q(v)](h(v, z))", "no capture of a point"), ("E[q(z)](E[c(x)](h(x, z)))", {"q(z)": "s(z | x)"}, "E[s(z | x)](E[c(u)](h(u, z)))", "nor of a law's"),
    ("E[q(z)](e*f(z))", {"e": "g(z)"}, "E[q(v)](g(z)*f(v))", "nor of a number's"), ("mean[k:K](a(k)*e)", {"e": "a(k)"}, "mean[j:K](a(j)*a(k))", "nor of an index"),
    ("e**2*f(x) + e", {"e": "g(x) + 1"}, "(g(x) + 1)**2*f(x) + g(x) + 1", "a number"), ("K*f(x)", {"K": "2"}, "2*f(x)", "a count"), ("a(x, K)", {"K": "2"}, "a(x, 2)", "a count in a function"),
    ("mean[k:K](a(k))/K", {"K": "K + n"}, "mean[k:K + n](a(k))/(K + n)", "a count in a range"), ("mean[k:K](mean[j:k](a(j)))", {"K": "n"}, "mean[k:n](mean[j:k](a(j)))", "a range that names another"),
    ("E[iid(q(z), K)](mean[k:K](f(z[k])))", {"q(z)": "s(z | x)", "K": "n"}, "E[iid(s(z | x), n)](mean[k:n](f(z[k])))", "a law that is drawn from, and how often"),
    ("E[q(z)](log(q(z)))", {"q(z)": "m(y, z)"}, "E[m(y, z)](log(m(y, z)))", "a space that becomes two"), ("KL[z](q(z), b(z))", {"q(z)": "m(y, z)", "b(z)": "t(y, z | x)"}, "KL[y, z](m(y, z), t(y, z | x))", "bound"),
    ("E[q(z)](log(q(z)))", {"q(z)": ["r(y)", "b(z)"]}, "E[r(y), b(z)](log(r(y)*b(z)))", "a product for one law"), ("q(z)*f(x)", {"z": ("y", "z"), "q(z)": "m(y, z)"}, "m(y, z)*f(x)", "named"),
    ("integral[z](q(z)*q(z))", {"q(z)": "m(y, z)"}, "integral[y, z](m(y, z)**2)", "a power"), ("E[q(z)](E[q(v)](log(q(z)*q(v))))", {"q(z)": ["r(y)", "c(x)"]}, "E[r(y), c(x)](E[r(yy), c(u)](log(r(y)*c(x)*r(yy)*c(u))))", "twice, apart"),
    ("E[p(x, z)](log(p(x, z)))", {"p(x, z)": "t(x, y, z)", "z": ("y", "z")}, "E[t(x, y, z)](log(t(x, y, z)))", "one of two outcomes becomes two"),
    ("sup[i:F](E[q(z)](h(i, z)))", {"q(z)": "s(z | x)"}, "sup[i:F](E[s(z | x)](h(i, z)))", "in a family"), ("proportional[z](q(z)*d(z))(v)", {"q(z)": "s(z | x)"}, "proportional[z](s(z | x)*d(z))(v)", "in a normalised law"),
    ("proportional[z](q(z))(z)", {"q(z)": "m(y, z)"}, "proportional[y, z](m(y, z))(y, z)", "where it is taken"), ("1/(q(z) + b(z))", {"b(z)": "q(z)"}, "1/(2*q(z))", "a denominator that becomes a single term"),
    ("a2(y | x)", {"a2(y, z | x)": "m(y, z)"}, "m(y)", "a margin that is given nothing any more"), ("a2(z | x, y)", {"a2(y, z | x)": "t(y, z | u)"}, "t(z | y, u)", "a conditional given another point"),
    ("a2(y | x)", {"a2(y, z | x)": "t(y, z)"}, "t(y)", "a margin of a law of what the old one was given"),
    ("p(x)*f(z)*g(x)", {"p(x, z)": "p2(x, z)"}, "p2(x)*f(z)*g(x)", "a law that was declared in another order"), ("E[p(x, z)](h(x, z))", {"p(x, z)": ["b(z)", "w2(x | z)"]}, "E[b(z), w2(x | z)](h(x, z))", "factors in another order"),
    ("f(v)*g(x)", {"x": "u"}, "f(v)*g(u)", "a point of which nothing is said"), ("p(x, z)*f(x)", {"p(x, z)": "p(u, v)"}, "p(u, v)*f(u)", "its outcomes go with a law"),
    ("E[proportional[z](d(z)*q(z))(z)](f(z))", {"q(z)": "s(z | x)"}, "E[proportional[z](d(z)*s(z | x))(z)](f(z))", "in a law that is drawn from"),
    ("E[iid(q(z), K)](log(q(z[1])))", {"q(z)": "s(z | x)"}, "E[iid(s(z | x), K)](log(s(z[1] | x)))", "at a draw"),
    ("integral[z, v](q(z)*q(v)**2)", {"q(z)": "m(y, z)"}, "integral[y, z, yy, v](m(y, z)*m(yy, v)**2)", "two points, each two now"),
    ("integral[y, z](r(y)*q(z))", {"q(z)": "m(y, z)"}, "integral[y, yy, z](r(y)*m(yy, z))", "beside one of the new space"),
    ("E[q(z)](log(q(z)))", {"q(z)": ["r(y)", "r(yy)"]}, "E[r(y), r(yy)](log(r(y)*r(yy)))", "two points of one space"),
    ("q(z) == b(z)", {"q(z)": "b(z)", "b(z)": "q(z)"}, "q(z) == b(z)", "the sides in order again")]


@pytest.mark.parametrize(("text", "mapping", "result", "why"), PUT_IN, ids=[f"{row[0]} {row[1]}" for row in PUT_IN])
def test_what_comes_of_it(text, mapping, result, why) -> None:
    assert put(mapping).term(form(text)) is form(result), why


KINDS = ("identical", "exchangeable", "iid")  # each one a special case of the one before


@pytest.mark.parametrize("stated", KINDS)
@pytest.mark.parametrize("drawn", KINDS)
def test_draws_may_be_more_special_than_a_theorem_asks(stated, drawn):
    theorem, made = form(f"E[{stated}(q(z), K)](f(z[1]))"), put({}, drawn)
    if KINDS.index(drawn) >= KINDS.index(stated):
        assert made.term(theorem) is form(f"E[{drawn}(q(z), K)](f(z[1]))")
    else:
        with pytest.raises(Refused, match=f"{drawn} draws need not be {stated}"):
            made.term(theorem)
    assert put({}).term(theorem) is theorem


REFUSED = [
    ("f(x)", {"f(x)": "q(z)", "g(x)": "1"}, "says nothing of a function g"), ("d(x)", {"d(x)": "f(x)"}, "never negative"), ("f(x)", {"f(u)": "g(z)", "z": "y"}, "nothing of z"), ("f(z)", {"z": "f(z)"}, "only points"), ("f(z)", {"z": ("z", "f(z)")}, "only points"), ("f(z)", {"z": ()}, "only points"),
    ("K", {"K": "K - 1"}, "counts from one"), ("K", {"K": "1/2"}, "counts from one"), ("K", {"K": "e"}, "counts from one"), ("K", {"K": "0"}, "counts from one"),
    ("q(z)", {"q(z)": "b(z)", "q(v)": "b(v)"}, "twice"), ("q(z)", {"q(z)": "f(z)"}, "only a law"), ("p(x, z)", {"p(x, z)": ["s(z | x)", "f(x)"]}, "only a law"),
    ("p(x, z)", {"p(x, z)": ["s(z | x)", "p(x | z)"]}, "one after the other"), ("m(y, z)", {"m(y, z)": ["w(y | z)", "b(z)"]}, "independent, the factors"),
    ("m(y, z)", {"m(y, z)": "t(y, z | x)"}, "need not be"), ("m(y, z)", {"m(y, z)": "proportional[y, z](d(y)*d(z))(y, z)"}, "need not be"),
    ("p(x, z)", {"p(z)": "q(z)"}, "all of p"), ("p(x, z)", {"p(z | x)": "s(z | x)"}, "all of p"),
    ("q(z)", {"q(z)": "r(y)", "z": "z"}, "same outcomes"), ("p(x, z)", {"p(x, z)": "t(x, y, z)"}, "same outcomes"), ("p(x, z)", {"p(x, z)": "c(x)"}, "same outcomes"),
    ("p(x, z)", {"p(x, z)": ["c(u)", "c(u)"], "x": "u", "z": "u"}, "same outcomes"), ("q(z)", {"q(z)": ["b(z)", "q(z)"]}, "stands twice"), ("f(z)", {"z": ("y", "y")}, "stands twice"),
    ("h(z, v)", {"z": "x", "v": "z"}, "different spaces"), ("q(z)", {"b(z)": "q(z)"}, "nothing of a law b"), ("f(z)", {"x": "u"}, "nothing of x"),
    ("K*f(x)", {"n": "2"}, "nothing of n"), ("e*f(x)*E[q(z)](1)", {"K": "2"}, "nothing of K"), ("K*f(x)", {"e": "2"}, "nothing of e"),
    ("f(z)", {"z": ("y", "z")}, "several points stand for one"), ("q(z)*f(v)", {"z": "y", "q(z)": "r(y)"}, "say what stands for v"), ("b(z)*q(z)", {"z": "y", "q(z)": "r(y)"}, "say what stands for b"),
    ("f(z)", {"z": "x"}, "the space becomes another"), ("m(y)*f(z)", {"m(y, z)": ["r(y)", "b(z)"]}, "only the whole"),
    ("m(z)*p(x)", {"p(x, z)": "proportional[x, z](d(x)*d(z))(x, z)"}, "only the whole"), ("E[iid(q(z), K)](log(q(z[1])))", {"q(z)": ["r(y)", "b(z)"]}, "several draws"),
    ("E[iid(q(z), K)](1)", {"q(z)": "m(y, z)"}, "several draws"), ("E[iid(q(z), K)](f(z[1]))", {"q(z)": "proportional[z](d(z))(z)"}, "several draws"),
    ("q(z)", {"q": "r"}, "put in for q, only for points, counts, laws as q"), ("sup[i](f(i))", {"i": "x"}, "members of a family"), ("p(z | x)", {"p(x, z)": "p(x, z)", "x": "u"}, "same outcomes"),
    ("s(z | x)", {"x": "y", "z": ("y", "x"), "s(z | x)": "p3(x, y)"}, "y stands for an outcome of s and for a point that it is given"),
    ("a2(y | x)", {"x": "y", "y": "x"}, "say what stands for a2"), ("s(z | x)", {"u": ("x", "y"), "s(z | x)": "b(z)"}, "say what stands for x"),
    *[(text, {text: value}, "can be differentiated at every value") for text, value in (
        ("g(phi)", "exp(1/phi)"), ("g(phi)", "g(log(2 + phi**2))"), ("g(phi)", "exp(phi) + log(phi)"), ("g(phi)", "log(phi) + exp(-phi)"), ("h(phi, psi)", "phi*log(psi)"), ("h(phi, psi)", "psi/phi"), ("g(phi)", "h(phi, 1/phi)"), ("g(phi)", "h(1/phi, phi)"), ("h(z, phi)", "f(z)*b[phi](z)"))],
    ("q[phi](z)", {"q[phi](z)": "p[phi](z | x)"}, "is a family of laws for every value"), ("q[phi](z)", {"q[phi](z)": "proportional[z](d(z))(z)"}, "is a family of laws for every value"),
    ("a2(y | x)*f(v)", {"a2(y, z | x)": "t(y, z)", "x": "z"}, "z stands for an outcome"), ("q(z)*f(z)", {"q(z)": "m(y, z)", "f(v)": "g(v)"}, "say what stands for v")]


@pytest.mark.parametrize(("text", "mapping", "why"), REFUSED, ids=[f"{row[0]} {row[1]}" for row in REFUSED])
def test_what_is_refused(text, mapping, why) -> None:
    with pytest.raises(Refused, match=why):
        made, theorem = put(mapping), form(text)
        made.check_keys([theorem])
        made.term(theorem)


def test_an_instance_is_given_what_the_theorem_was_and_refuses_what_it_does_not_speak_of():
    def one(claim, first, *given):
        derivation = written("0 == 0", [(None, "0", None), ("=", "1", algebra)])
        derivation.text.statement, derivation.text.hypotheses[:] = typed(claim), [(typed(one), 2) for one in given]
        derivation.text.lines[:] = [line._replace(expression=typed(side)) for line, side in zip(derivation.text.lines, (first, "1"))]
        return derivation
    number = one("(f(x) - e)/(f(x) - e) == 1", "(f(x) - e)/(f(x) - e)", "always[u](f(u) - e != 0)")
    prover, e, q, b = Prover(), OWN["e"], typed("q(z)"), typed("b(z)")
    assert prover.instance(number.at({e: typed("g(u)")})).given == (form("always[x](f(x) - g(u) != 0)"),)
    for mapping, why in (({e: typed("g(x)")}, "depends on x"), ({q: b}, "nothing of a law q")):
        with pytest.raises(Refused, match=why):
            prover.instance(number.at(mapping))
    guarded = one("f(x)/f(x) == 1", "f(x)/f(x)", "f(x) != 0", "always[q(z)](a(z) > 0)")  # q is named in a hypothesis only
    assert set(prover.instance(guarded.at({q: b})).given) == {form("f(x) != 0"), form("always[b(z)](a(z) > 0)")}
    claimed = written("E[q(z)](1) == 1*E[q(z)](1)", [(None, "E[q(z)](1)", None), ("=", "1*E[q(z)](1)", algebra)])
    assert prover.instance(claimed.at({q: b})).form is form("E[b(z)](1) == E[b(z)](1)")


def test_other_draws_are_unknown():
    with pytest.raises(Refused, match="draws are identical, exchangeable, iid, not 'sorted'"):
        put({}, "sorted")


def test_a_point_of_a_bound_space_and_numbers_that_occur_may_be_put_in():
    for text, mapping in (("E[q(z)](f(z))", {"v": "z"}), ("E[q(z)](f(z))", {"q(z)": "b(z)"}), ("K*f(x)", {"K": "2"}), ("e*f(x)", {"e": "2", "x": "u"})):
        put(mapping).check_keys([form(text)])


@pytest.mark.parametrize(("text", "almost", "mapping", "why"), [
    ("h(z, v)", {Z}, {"v": "z"}, "almost every z: no second point"), ("h(z, v)", {Z}, {"z": "v"}, "almost every v: no second point"), ("h(z, v)*f(x)", {X}, {"v": "z"}, ""), ("h(z, v)", {Z, V}, {"z": "v", "v": "z"}, ""),
    ("E[q(z)](h(x, z))", {X}, {"q(z)": "s(z | x)"}, "a law for q that depends on x"), ("E[q(z)](h(x, z))", {X}, {"q(z)": "s(z | u)"}, ""), ("E[q(z)](h(x, z))", {X}, {"q(z)": "b(z)"}, ""),
    ("E[q(z)](h(x, z))", {X}, {"q(z)": "s(z | u)", "x": "u"}, "a law for q that depends on u"), ("E[q(z)](h(x, z))", set(), {"q(z)": "s(z | x)"}, ""),
    ("E[s(z | x)](h(x, z))", {X}, {"s(z | x)": "p(z | x)"}, ""), ("e*f(x)", {X}, {"e": "g(x)"}, "a number for e that depends on x"), ("e*f(x)", {X}, {"e": "g(u)"}, ""), ("e*f(x)", {X}, {"e": "2"}, ""),
    ("d(v)*f(z)", {Z}, {"z": "v", "v": "z", "d(v)": "b(v)"}, "a quantity for d that depends on v"), ("d(v)*f(z)", {Z}, {"z": "v", "v": "z", "d(v)": "b(z)"}, "")])
def test_what_may_not_follow_a_point_for_almost_every_value_of_which_something_holds(text, almost, mapping, why):
    made = put(mapping)
    if not why:
        return made.check_apart(frozenset(almost), [form(text)])
    with pytest.raises(Refused, match=why):
        made.check_apart(frozenset(almost), [form(text)])


@pytest.mark.parametrize(("text", "mapping", "wanted"), [
    ("q(z) > 0", {"q(z)": "p(z | x)"}, {"p(x, z) > 0", "p(x) > 0"}), ("always[z](b(z) > 0)", {"b(z)": "m(y, z)"}, {"always[y](m(y) > 0)", "always[z](m(z) > 0)"}),
    ("integrable[q(z)](e*f(z))", {"e": "1/g(x)"}, {"g(x) != 0", "integrable[q(z)](f(z) / g(x))"}), ("integrable[q(z)](f(z) + e*g(z))", {"e": "log(d(x)) - log(d(x))"}, {"d(x) > 0", "integrable[q(z)](f(z))"}),
    ("e > 0", {"e": "2"}, set()), ("e*f(x) > 0", {"e": "2"}, {"f(x) > 0"}), ("e == f(x)", {"e": "g(x)"}, {"f(x) == g(x)"}), ("both(f(x) > 0, e != 0)", {"e": "g(x)"}, {"f(x) > 0", "g(x) != 0"}),
    ("bounded(sup[i:F](E[q(z)](h(i, z))))", {"q(z)": "s(z | x)"}, {"bounded(sup[i:F](E[s(z | x)](h(i, z))))", "always[i](integrable[s(z | x)](h(i, z)))"}), ("always[q(z)](e + f(z)**2 > 0)", {"e": "1"}, set()),
    ("integrable[b(z)](D[phi](h(z, phi)))", {"h(z, phi)": "f(z)*phi**2 + phi"}, {"integrable[b(z)](f(z)*phi)"}),
    ("integrable[z](f(z)*D[phi](q[phi](z)))", {"q[phi](z)": "b[phi](z)", "phi": "psi"}, {"integrable[z](f(z)*D[psi](b[psi](z)))"}),
    ("integrable[z](f(z)*D[phi](D[phi](b[phi, psi](z))))", {"b[phi, psi](z)": "s[psi, phi](z | x)"}, {"integrable[z](f(z)*D[phi](D[phi](s[psi, phi](z | x))))"}),
    ("dominated[z](phi, q[phi](z)*f(z))", {"q[phi](z)": "b[phi](z)"}, {"dominated[z](phi, b[phi](z)*f(z))"}),
    ("dominated[z](phi, q[phi](z)*h(z, phi))", {"h(z, phi)": "f(z)*phi", "phi": "psi"}, {"dominated[z](psi, q[psi](z)*f(z)*psi)"}),
    ("near[phi](E[q[phi](z)](f(z)) > 0)", {"q[phi](z)": "b[phi](z)"}, {"near[phi](E[b[phi](z)](f(z)) > 0)", "near[phi](integrable[b[phi](z)](f(z)))"}),
    ("integrable[z](f(z)*D[phi](b[phi, psi](z)))", {"b[phi, psi](z)": "s[psi](z | x)"}, set()),
    ("integrable[z](f(z)*D[psi](b[phi, psi](z)))", {"b[phi, psi](z)": "s[psi](z | x)"}, {"integrable[z](f(z)*D[psi](s[psi](z | x)))"}),
    ("always[q(z)](integrable[v](e*h(z, v)))", {"q(z)": "s(z | x)", "e": "2"}, {"always[s(z | x)](integrable[v](h(z, v)))"})])
def test_conditions_in_canonical_form_again(text, mapping, wanted):
    made, condition = put(mapping), read_statement(typed(text), {})[0]
    assert set(made.conditions((condition,))) == set(map(form, wanted))
    asked = {d for c in (condition, *definedness(condition)) for d in c.kind.canonical(c)}
    assert made.conditions((condition,)) == made.conditions((condition,)) and set(put({}).conditions((condition,))) == asked


def test_a_condition_that_can_never_hold_is_refused():
    with pytest.raises(Refused, match="can never hold"):
        put({"e": "0"}).conditions((form("e > 0"),))


def test_what_a_theorem_speaks_of():
    laws, spaces, free = spoken_of([form("E[q(z)](h(x, z))*K*e"), form("proportional[i](d(i))(i)*log(p(u))")])
    assert {law.name for law in laws} == {"q", "p"} and spaces == {"x", "z", "i"}
    assert free == {X, U, K, var("real", "e"), var("i", "i")}


def test_images_and_what_becomes_of_spaces():
    made = put({"q(z)": "m(y, z)", "x": "u"})
    assert made.images({X, Z}) == {U, var("y", "y"), Z} and made.images({V}) == {V} and made.spaces == {"z": ("y", "z"), "x": ("x",)}


def test_places_of_a_function():
    f = Function("f", Point("x", "x"))
    check_places(f, (X,), (U,))
    for new in ((Z,), (U, U), ()):
        with pytest.raises(Refused, match="a function of x"):
            check_places(f, (X,), new)
    two = Function("h", Point("x", "x"), Point("z", "z"))
    with pytest.raises(Refused, match="a function of x, z"):
        check_places(two, (X, Z), (U, X))
    check_places(two, (X, form("K")), (U, form("2")))  # a count has no space
