"""What each word of the language takes and what it refuses: a row is a line as typed, and why it has a meaning or none."""

from functools import partial

import pytest
import sympy

from derivations.kernel import Refused
from derivations.kernel.lines.reading import read_line
from derivations.language import terms as t
from derivations.language.authoring.derivation import abbreviation
from derivations.language.authoring.lines import as_node
from derivations.language.authoring.reader import parse
from derivations.language.terms import Function, Law, Point, Subset, counts, points, said
from tests.support.rule_examples import NAMES

x, z, i = points("x z i")
v = Point("v", "z")
K, = counts("K")
q, p, s, F = (NAMES[name] for name in "qpsF")
L = Law("L", x, z | NAMES["y"])


@abbreviation
def w(a):
    return q(a)


MORE = NAMES | {"A": w, "L": L, "C": Function("C"), "W": Function("W", z, K)}

MEANS = {  # what has a meaning, and why
    "mean[k:2](a(k))": "a number is a range", "mean[k:K + 1](a(k))": "so is a count and one", "mean[k:1](a(k))": "one is the shortest",
    "mean[j:K + 1](mean[k:K + 1:j](a(k)))": "one of two or more is left out", "mean[j:2](mean[k:2:j](a(k)))": "one of two is left",
    "mean[k:K](mean[k:K](a(k)))": "the inner index is another",
    "E[iid(q(z), 1)](f(z[1]))": "one draw is a draw", "E[iid(q(z), 3)](f(z[3]))": "the last of three", "E[iid(q(z), K)](f(z[1]))": "there is a first",
    "E[iid(q(z), K)](f(z[K]))": "the last of K", "E[iid(q(z), K + 1)](f(z[K + 1]))": "the last of K + 1", "E[iid(q(z), K + 1)](f(z[2]))": "K + 1 is two at least",
    "E[iid(q(z), K)](mean[k:K](f(z[k])))": "an index within the draws", "E[iid(q(z), K + 1)](mean[k:K](f(z[k])))": "and among more draws",
    "E[iid(q(z), 2)](mean[k:2](f(z[k])))": "two of two", "E[exchangeable(q(z), K)](f(z[1]))": "draws", "E[identical(q(z), K)](f(z[1]))": "draws",
    "E[iid(s(z | x), K)](f(z[1]))": "a conditional law is drawn from", "E[c(x), iid(s(z | x), K)](f(z[1]))": "also from what is drawn",
    "E[A(z)](f(z))": "an abbreviation of a law is one", "E[q(z), w(y | z)](h(y, z))": "a law may be given an earlier draw",
    "E[proportional[z](d(z))(z)](f(z))": "a normalised law is a law", "always[z, r(y)](h(y, z) > 0)": "points beside laws",
    "integrable[z, y](h(y, z))": "points", "integrable[q(z), r(y)](h(y, z))": "laws", "always[iid(q(z), K)](f(z[1]) > 0)": "draws", "integrable[iid(q(z), K)](f(z[1]))": "draws",
    "always[proportional[z](d(z))(z)](f(z) > 0)": "a normalised law", "integrable[proportional[z](d(z))(z)](f(z))": "a normalised law",
    "KL[x, z](p(x, z), c(x)*q(z))": "over two points",
    "KL[z](q(z), 0*q(z) + d(z))": "a measure that is never negative", "proportional[x, z](d(x, z))(x, z)": "as many points",
    "proportional[z](d(z))(v)": "at another point", "E[iid(q(z), K)](proportional[v](d(v))(z[1]))": "at a draw",
    "sup[i](f(i))": "over a space", "inf[i:F](f(i))": "over a part", "bounded(sup[i](f(i)) + inf[i:F](f(i)))": "a sum of extrema",
    "a(1)": "one is an index", "a(K)": "a count is one", "a(K + 1)": "and what follows it", "a(2*K - K)": "K, in other words", "mean[k:K](a(k))": "an index is one",
    "W(z, K)": "a function of a point and a count", "C()": "a constant", "L(x, z | y)": "as declared", "L(x | z, y)": "one given the other",
    "t(x | y, z)": "two points right of the bar", "both(f(z) > 0, g(z) > 0, h(x, z) > 0)": "three statements", "f(z)**0": "no factor is one",
    "f(z)**50": "the largest power", "f(z)**-50": "and the largest quotient", "q(v)*q(z)": "two points of one space", "implies(f(z) > 0, g(z) > 0)": "premise first",
    "lgamma(f(z))": "the logarithm of the gamma function", "digamma(1)": "of a number", "trigamma(K/3)": "of a fraction", "polygamma(0, f(z))": "digamma by its order",
    "polygamma(20, f(z))": "the highest order", "E[q(z)](digamma(f(z)))": "in a mean", "digamma(trigamma(f(z)))": "of one another",
    "iff(K == 1, f(z) > 0)": "one kind of statement beside another", "274877906944**50": "39 bits and one, fifty times: 2000",
    "(1/274877906944)**50": "as many below the line", "(f(z) + 274877906944)**50": "the longest coefficient counts",
    "(2*f(z))**-50": "a quotient", "0**50": "nothing is a number", "a(10**30)": "a large index"}


@pytest.mark.parametrize("text", MEANS)
def test_it_has_a_meaning(text) -> None:
    """It is read, and once more as the same."""
    assert read_line(as_node(parse(text, MORE)))[0] is read_line(as_node(parse(text, MORE)))[0]


NOTHING = {  # what has none: part of what is said of it
    "quantity": ["True + f(z)", "log('z')", "f(z) + z", "E[q(z)](q)", "exp(q(z) > 0)", "bounded(f(z) > 0)", "(f(z) > 0) > 0", "KL[z](q(z), z)", "KL[z](z, q(z))"],
    "not a statement": ["implies(K, K > 0)", "implies(K > 0, K)", "iff(1, K > 0)", "iff(K > 0, 1)", "both(f(z))", "both(K > 0, K)", "always[z](f(z))"],
    "joins statements": ["both()"],
    "has no density": ["p()", "p(y)", "p(x, y)", "p(x, u)", "p(x | u)", "p(x, z | u)", "s(z)", "s(x)", "s(z, x)", "s(x | z)", "L(x)", "L(x | z)", "L(x, y | z)", "L(y | y)"],
    "one | at most": ["t(x | y, z | y)"], "takes points": ["q(1)", "q(f(z))", "q(K)"], "must be a point": ["q(z | 1)", "q(z | f(z))"],
    "takes": ["W(1, K)", "W(z)", "W(K, z)", "W(z, z)", "C(z)", "W(z, K, K)"],
    "draws are of one point": ["iid(p(x, z), 2)", "iid(q(z[1]), 2)", "iid(f(z), 2)", "iid(2, q(z))", "iid(proportional[z](d(z))(z), 2)"],
    "over points, not over nothing": ["integral[()](1)", "KL[()](q(z), q(z))", "proportional[()](1)()"],
    "is over points, not over": ["integral[K](f(z))", "integral[z, q(z)](f(z))", "KL[F](q(z), q(z))", "sup[K](K)", "sup[q(z)](f(z))",
                                 "proportional[z, K](f(z))(z, z)"],
    "taken at as many points": ["proportional[z](d(z))(z, x)", "proportional[z](d(z))()", "proportional[z](d(z))(1)", "proportional[x, z](d(x, z))(x, 1)"],
    "over a law": ["E[z](f(z))", "E[q(z), x](f(z))", "E[x, q(z)](f(z))", "E[()](1)", "E[K](1)"],
    "over points or laws": ["always[()](K > 0)", "always[K](K > 0)", "always[q(z), K](K > 0)", "integrable[F](1)", "integrable[()](1)"],
    "not over both": ["integrable[z, r(y)](h(y, z))"], "runs over an index": ["mean[z:K](a(K))", "mean[2:K](a(K))", "mean[:K](1)"],
    "own range": ["mean[k:k](a(k))", "mean[k:K + k](a(k))", "mean[k:K:k](a(k))"], "not 0": ["mean[k:K:0](a(k))"],
    "write mean": ["mean[k](a(k))", "mean[k:](a(k))", "mean[k:K, j:K](a(k))"], "write sup": ["sup[i:F:F](f(i))", "sup[i, z](h(i, z))", "sup[i:F, z](h(i, z))"],
    "stands a subset": ["sup[i:K](f(i))", "inf[i:i](f(i))"], "no set of points like": ["sup[z:F](f(z))", "inf[z:F](f(z))"],
    "over at least one index": ["mean[k:K - 1](a(k))", "mean[k:0](1)", "mean[k:3/2](a(k))", "mean[j:K](mean[k:K:j](a(k)))", "mean[j:1](mean[k:1:j](a(k)))"],
    "over the same range": ["mean[j:K](mean[k:K + 1:j](a(k)))", "mean[k:K + 1:j](a(k))", "mean[k:3:1](a(k))", "mean[k:K + 1:f(z)](a(k))",
                            "mean[j:2](mean[k:3:j](a(k)))"],
    "number of draws": ["E[iid(q(z), K - 1)](1)", "E[iid(q(z), 0)](1)", "E[iid(q(z), 1/2)](1)", "E[iid(q(z), f(z))](1)"],
    "not among the draws": ["E[iid(q(z), K)](f(z[K + 1]))", "E[iid(q(z), K)](f(z[2]))", "E[iid(q(z), K + 1)](f(z[3]))", "E[iid(q(z), 3)](f(z[4]))",
                            "E[iid(q(z), K)](f(z[0]))", "E[iid(q(z), 3)](f(z[-1]))", "E[iid(q(z), 3)](f(z[3/2]))", "E[iid(q(z), K)](f(z[k]))",
                            "mean[k:K + 1](E[iid(q(z), K)](f(z[k])))", "mean[k:2](E[iid(q(z), 1)](f(z[k])))", "E[iid(q(z), K + 1)](f(z[K + 2]))"],
    "an index is a count": ["E[iid(q(z), K)](f(z[p(x)]))", "E[iid(q(z), K)](f(z[a(1)]))"],
    "is not drawn here": ["q(z[1])", "E[q(z)](q(z[1]))"], "is bound as a single point": ["E[q(z)](f(z[1]))", "integral[z](f(z[1]))"],
    "stands for several": ["E[iid(q(z), K)](f(z))", "E[iid(q(z), K)](b(z))"],
    "an index is a whole": ["a(0)", "a(K - 1)", "a(1/2)", "a(1 + 0*log(f(z)))", "a(p(x) + 1)", "a(-1)"],
    "not visibly non-negative": ["proportional[z](f(z))(z)", "proportional[z](-d(z))(z)"], "is not taken at": ["proportional[z](d(z))(x)", "proportional[x, z](d(x, z))(z, x)"],
    "depends on the point": ["proportional[v](d(v, z))(z)", "proportional[u, v](d(u, v)*d(z))(x, z)", "E[iid(q(z), K)](proportional[v](d(v, z[1]))(z[1]))"],
    "bound twice": ["E[q(z), b(z)](f(z))", "integral[z, z](f(z))", "always[z, q(z)](f(z) > 0)"],
    "cannot be bound": ["E[q(z[1])](1)"],
    "write that law after": ["E[s(z | x), c(x)](f(z))", "E[c(x)](E[s(z | x), c(x)](f(z)))", "E[iid(c(x), K)](E[s(z | x[1]), c(x)](f(z)))",
                             "always[s(z | x), x](f(z) > 0)", "E[q(z), s(v | x), c(x)](f(v))"],
    "between non-negative": ["KL[z](f(z), q(z))", "KL[z](q(z), f(z))", "KL[z](q(z), -q(z))"],
    "whole powers": ["f(z)**K", "f(z)**(1/2)", "f(z)**f(z)"], "powers up to 50": ["f(z)**51", "f(z)**-51", "0**51", "1**51"],
    "numbers up to": ["549755813888**50", "(1/549755813888)**50", "549755813888**-50", "(f(z) + 549755813888)**50", "(549755813888*f(z) + g(z))**50",
                      "(4294967295/4294967296)**40"],
    "suprema and infima": ["bounded(1/sup[i](f(i)))", "bounded(exp(sup[i](f(i))))", "bounded(sup[i](f(i))*sup[i](g(i)))"],
    "a whole order from 0 to 20 first": ["polygamma(-1, f(z))", "polygamma(21, f(z))", "polygamma(1/2, f(z))", "polygamma(K, f(z))", "polygamma(f(z), 2)", "polygamma(10**30, f(z))"],
    "takes other arguments": ["digamma()", "digamma(f(z), g(z))", "lgamma(f(z), 2)", "trigamma(1, f(z))", "polygamma(f(z))", "polygamma(1, f(z), 2)"],
    "takes no brackets": ["digamma[f(z)]", "lgamma[z](f(z))", "polygamma[2](f(z))"],
    "one relation": ["f(z) < g(z) < 1", "f(z) == g(z) == 1", "1 <= K <= 2"],
    "": ["E[q(z)](1, 2)", "integral[z]()", "log(f(z), 2)", "sup[i](1, 2)", "mean[k:K](1, 2)", "KL[z](q(z))", "proportional[z](d(z), 1)", "exp()", "iff(K > 0)",
         "implies(K > 0)", "bounded()", "iid(q(z))", "f(z) or g(z)", "f(z) // 2", "+f(z)", "not f(z)", "f(z) is g(z)", "(z | x)", "E(f(z))", "sup(i)"]}


@pytest.mark.parametrize("why", NOTHING)
def test_it_has_no_meaning(why) -> None:
    for text in NOTHING[why]:
        with pytest.raises((Refused, ValueError)) as refusal:
            read_line(as_node(parse(text, MORE)))
        assert why in str(refusal.value) and len(str(refusal.value).splitlines()) == 1, text


# --- declarations ---------------------------------------------------------------------------------------------------

LONG = "a"*60
H = Subset("H", i, containing=Subset("G", i, containing=F))
DECLARED = {  # what may be declared, and what it then is
    "a space of its own": (Point("z").name, Point("z").space, "z", "z"), "the space of another": (v.name, v.space, "v", "z"),
    "a name of sixty letters": (Point(LONG).name, Law(LONG, z).name, LONG, LONG), "commas and blanks": (points("a, b c"), [Point(n) for n in "abc"]),
    "what a law is given": (s.spaces, s.given, ("z",), ("x",)), "all that is right of the bar": (L.given, Law("l", z | x, i).given, ("y",), ("x", "i")),
    "independent where it is said": (p.independent, Law("m", x, z, independent=True).independent, False, True),
    "never negative where it is said": (Function("f", z).nonnegative, Function("f", z, nonnegative=True).nonnegative, False, True),
    "spaces of a function": (Function("f", v, K, 2).spaces, ("z", "index", "index")),
    "a subset includes itself and what it contains": ([H.includes(o) for o in (H, Subset("G", i, containing=F), F)], [True]*3),
    "it is not included": ([F.includes(H), F.includes(Subset("E1", i)), Subset("G", i).includes(F)], [False]*3),
    "a space of a subset": (F.space, Subset("F", Point("i2", "i")).space, "i", "i"),
    "sides of a bar": (p(z | x).outs, p(z | x).givens, (z,), (x,)), "no side": (p(z).outs, p(z).givens, (z,), ()),
    "which point is drawn": (z[K].args, z[2].space, (z, K), "z")}


@pytest.mark.parametrize("what", DECLARED)
def test_what_is_declared_is_that(what) -> None:
    found = DECLARED[what]
    assert found[:len(found)//2] == found[len(found)//2:]


UNDECLARED = {  # part of what is said of it
    "one text": [lambda: points(["z"]), lambda: counts(3)], "called": [lambda: Point("1z"), lambda: Point(3), lambda: counts("log"), lambda: Law("E", z)],
    "60 are enough": [lambda: Point(LONG + "a"), lambda: Law(LONG + "a", z), lambda: counts(LONG + "a"), lambda: Point("z", LONG + "a")],
    "over draws": [lambda: Law("q", z[1]), lambda: Law("q", x, z[1]), lambda: Law("q", z | x[1]), lambda: Law("q", x[1], z)],
    "different spaces": [lambda: Law("q"), lambda: Law("q", z, v), lambda: Law("q", z, z), lambda: Law("q", z | v), lambda: Law("q", x, z | v)],
    "takes points": [lambda: Law("q", "z"), lambda: Law("q", K), lambda: Law("q", z, 1)],
    "True or False": [lambda: Law("q", z, independent=1), lambda: Function("f", z, nonnegative="yes"), lambda: Function("f", z, nonnegative=None)],
    "points, counts and parameters": [lambda: Function("f", True), lambda: Function("f", "z"), lambda: Function("f", z[1]), lambda: Function("f", z, "z"), lambda: Function("f", q)],
    "a point's space": [lambda: Subset("F", "i"), lambda: Subset("F", K), lambda: Subset("F", i[1])],
    "no subset of the space": [lambda: Subset("G", z, containing=F), lambda: Subset("G", i, containing=i), lambda: Subset("G", i, containing=K)],
    "draws are": [lambda: t.Draws("random", q(z), 2), lambda: t.Draws("iid", q, 2)],
    "over an index": [partial(t.Mean, sympy.Symbol("c", **kind), 2, None, 1) for kind in ({}, {"integer": True}, {"positive": True})],
    "a float": [lambda: t.quantity(0.5), lambda: z[0.5]], "not a quantity": [lambda: t.quantity("1"), lambda: t.quantity(True), lambda: t.quantity(None)],
    "not a statement": [lambda: t.proposition(True), lambda: t.proposition(K), lambda: t.proposition("K > 0")]}


@pytest.mark.parametrize("why", UNDECLARED)
def test_what_is_nothing_is_not_declared(why) -> None:
    for declare in UNDECLARED[why]:
        with pytest.raises(ValueError, match=why):
            declare()


BRACKETS = ["E", "KL", "always", "inf", "integrable", "integral", "mean", "sup"]


def test_a_point_is_not_several() -> None:
    with pytest.raises(TypeError):
        iter(z)


def test_a_wrong_argument_is_called_by_its_name() -> None:
    named = (said(z), said(q), said(K), said(w), said(t.E), said(print), said(3), said("a"), said(partial(print)))
    assert named == ("z", "q", "K", "w", "E", "print", "3", "'a'", "a partial")
    assert [said(getattr(t, word)) for word in BRACKETS] == BRACKETS


def test_only_what_the_language_has_is_read() -> None:
    assert read_line(sympy.Rational(1, 2))[0] is read_line(as_node(parse("1/2", MORE)))[0]
    for node in (sympy.pi, sympy.Float(0.5), sympy.sin(K), sympy.I, sympy.log(K, 2, evaluate=False), sympy.true, sympy.And(K > 1, K < 3), K**sympy.Rational(1, 2)):
        with pytest.raises(Refused):
            read_line(node)
