"""Canonical forms: which texts are one form and which are not; polynomials, keys, heights."""

from fractions import Fraction

import pytest

from derivations.attack.counterexamples import refute
from derivations.kernel.forms import binders, expansions, nodes, polynomials
from derivations.kernel.forms.binders import ONE, ZERO, Poly, atom, const, lift, var
from derivations.kernel.lines.reading import read_line
from derivations.kernel.logic import rewriting
from derivations.language.terms import Function, Law, Point, iff
from derivations.language.writing import eq
from tests.support.rule_examples import typed


def form(text: str):
    return read_line(typed(text))[0]


def alone(text: str):
    found = form(text)
    return found.atom_alone() if isinstance(found, Poly) else found


def point(name: str, space: str = ""):
    return var(space or name, name)


X, U, Z, V, K = point("x"), point("u", "x"), point("z"), point("v", "z"), var("count", "K")

SAME = [
    ("E[q(z), r(y)](h(y, z))", "E[r(y), q(z)](h(y, z))", "independent laws in either order"),
    ("always[q(z), r(y)](h(y, z) > 0)", "always[r(y), q(z)](h(y, z) > 0)", "likewise"),
    ("integrable[q(z), r(y)](h(y, z))", "integrable[r(y), q(z)](h(y, z))", "likewise"),
    ("E[q(z), q(v)](h(z, v))", "E[q(z), q(v)](h(v, z))", "two draws of one law change places"),
    ("always[q(z), q(v)](h(z, v) > 0)", "always[q(z), q(v)](h(v, z) > 0)", "likewise"),
    ("integrable[q(z), q(v)](h(z, v))", "integrable[q(z), q(v)](h(v, z))", "likewise"),
    ("E[iid(q(z), K), iid(q(v), n)](h(z[1], v[1]))", "E[iid(q(v), n), iid(q(z), K)](h(z[1], v[1]))", "likewise"),
    ("E[c(x), s(z | x), w(y | z)](h(x, y))", "E[c(u), s(v | u), w(y | v)](h(u, y))", "bound names"),
    ("integral[z, v](h(z, v))", "integral[z, v](h(v, z))", "two points of one integral change places"),
    ("KL[z, v](q(z)*b(v), b(z)*q(v))", "KL[z, v](b(z)*q(v), q(z)*b(v))", "two points of one divergence"),
    ("proportional[z, v](d(z, v))(z, v)", "proportional[z, v](d(v, z))(v, z)", "two points of one law, and where it is taken"),
    ("always[z, v](h(z, v) > 0)", "always[z, v](h(v, z) > 0)", "two points for almost every pair of which something holds"),
    ("always[q(z), x, u](f(z) + h(x, u) > 0)", "always[u, x, q(z)](f(z) + h(u, x) > 0)", "those that no law draws"),
    ("integrable[q(z)](f(z) - 2*g(z))", "integrable[q(z)](2*g(z) - f(z))", "−u is integrable where u is"),
    ("integrable[z](-f(z))", "integrable[z](f(z))", "likewise"),
    ("p(x, z)", "p(z, x)", "coordinates are named by their spaces"),
    ("t(z | x, y)", "t(z | y, x)", "and so are those that are given"),
    ("f(z) == g(z)", "g(z) == f(z)", "an equation from either side"),
    ("(f(x) + g(x))*(f(x) - g(x))", "f(x)**2 - g(x)**2", "the middle terms cancel"),
    ("(f(x) - 2)**3", "f(x)**3 - 6*f(x)**2 + 12*f(x) - 8", "binomial coefficients"),
    ("f(x)*g(x) - g(x)*f(x)", "0", "factors commute"),
    ("1/(2*f(x)*g(x)**2)", "(1/f(x))*(1/g(x))**2/2", "a quotient factor by factor"),
    ("f(x)**0", "1", "the empty product")]
APART = [
    ("E[q(z), b(v)](h(z, v))", "E[q(z), b(v)](h(v, z))", "draws of two laws do not change places"),
    ("proportional[z, v](d(z, v))(z, v)", "proportional[z, v](d(z, v))(v, z)", "where a law is taken has an order"),
    ("KL[z](q(z), b(z))", "KL[z](b(z), q(z))", "nor is a divergence symmetric"),
    ("integral[z](integral[v](h(z, v)))", "integral[z](integral[v](h(v, v)))", "the inner binder has other names"),
    ("E[q(z)](integral[v](d(v)*h(z, v)))", "E[q(z)](integral[v](d(v)*h(v, z)))", "likewise"),
    ("E[q(z)](f(z) - g(z))", "E[q(z)](g(z) - f(z))", "a mean has a sign"),
    ("f(z) <= g(z)", "g(z) <= f(z)", "a comparison has a direction"),
    ("f(z) > 0", "f(z) != 0", "a negative number is not 0"),
    ("implies(f(z) > 0, g(z) > 0)", "implies(g(z) > 0, f(z) > 0)", "a converse"),
    ("sup[i](f(i))", "inf[i](f(i))", "the largest and the smallest"),
    ("mean[k:K](mean[j:k](a(j)))", "mean[k:K](mean[j:K](a(j)))", "another range"),
    ("f(x)**2", "f(x)**3", "another power"), ("2*f(x)", "f(x)**2", "a factor is no power"),
    ("f(x)", "-f(x)", "another sign"), ("f(x) + 1", "f(x) + 2", "another constant"),
    ("1/(f(x) + g(x))", "1/f(x) + 1/g(x)", "a sum has no inverse term by term")]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[f"{a} is {b}" for a, b, _ in SAME])
def test_one_form(one, other, why) -> None:
    assert form(one) is form(other), why


@pytest.mark.parametrize(("one", "other", "why"), APART, ids=[f"{a} is not {b}" for a, b, _ in APART])
def test_two_forms(one, other, why) -> None:
    a, b = form(one), form(other)
    assert a is not b and a.key != b.key, why


def test_models_agree_about_forms():
    for same, rows in (True, SAME), (False, APART):
        for one, other, _ in rows:
            a, b = typed(one), typed(other)
            found = refute([], eq(a, b) if isinstance(form(one), Poly) else iff(a, b), limit=3_000)
            assert (found is None or (same and found.undefined)) == same, one


# --- polynomials, keys, heights -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "number", "atom_alone"), [
    ("0", 0, False), ("3/2 - 1/2", 1, False), ("f(x) - f(x) - 2", -2, False), ("f(x)", None, True), ("2*f(x)", None, False),
    ("f(x)**2", None, False), ("f(x)*g(x)", None, False), ("f(x) + g(x)", None, False), ("f(x) + 1", None, False)])
def test_numbers_and_single_atoms(text, number, atom_alone):
    found = form(text)
    assert found.is_number == (number is not None) and (number is None or found.number == number)
    assert (found.atom_alone() is not None) == atom_alone


def test_arithmetic_with_numbers():
    f, g = form("f(x)"), form("g(x)")
    assert binders.inverse(const(Fraction(2, 3))) is const(Fraction(3, 2)) and binders.power(f, 0) is ONE and binders.mul() is ONE
    assert binders.add() is ZERO is binders.sub(f, f) is binders.scale(f, 0) and binders.sub(f, g) is binders.add(f, binders.scale(g, -1))
    assert polynomials.poly({((alone("f(x)"), 1),): 2, (): 0}) is binders.add(f, f) and lift(alone("f(x)"), 2) is binders.mul(f, f)
    assert binders.inverse(form("1/f(x)")) is not f  # only where f ≠ 0
    assert binders.inverse(binders.add(f, g)).atom_alone() is atom("inv", binders.add(f, g))
    put = {alone("f(x)"): alone("f(x)"), alone("g(x)"): binders.add(f, g)}
    assert binders.with_atoms(form("2*f(x)*g(x)**2 - f(x)**3"), put.get) is form("2*f(x)*(f(x) + g(x))**2 - f(x)**3")
    assert binders.with_atoms(form("f(x)*g(x)"), lambda _: alone("f(x)")) is form("f(x)**2")
    assert binders.as_poly(alone("f(x)")) is f is binders.as_poly(f)


def test_keys_tell_forms_apart():
    x, z = Point("x", "x"), Point("z", "z")
    declared = [Law("p", x), Law("p", z), Law("p", x, z), Law("p", z | x), Law("p", x, z, independent=True), Law("q", x),
                Function("f", x), Function("f", x, nonnegative=True), Function("f", x, x)]
    assert len(set(map(polynomials.key_of, declared))) == len(declared)
    assert len({form(text).key for text in ("f(x)", "f(x)**2", "f(x)**3", "2*f(x)", "-f(x)", "f(u)", "g(x)", "f(x) + 1", "0", "1")}) == 10
    assert polynomials.key_of((alone("f(x)"), (form("2"), "x"))) == f"({alone('f(x)').key},({form('2').key},x))"
    exactly, longer = "a"*nodes.LONGEST, "a"*(nodes.LONGEST + 1)
    assert nodes.short(exactly) == exactly and nodes.short(longer) != nodes.short(longer + "a") != longer
    beginning, _, digest = nodes.short(longer).partition("#")
    assert beginning == "a"*100 and len(digest) == 32  # hexadecimal digits of 16 bytes


@pytest.mark.parametrize(("text", "height", "free"), [
    ("f(x)", 0, "x"), ("3", 0, ""), ("E[q(z)](h(x, z))", 1, "x"), ("f(y)*E[c(x)](h(x, y))*E[q(z)](E[s(v | x)](h(z, v)))", 2, "xy"),
    ("mean[k:K](a(k))", 1, "K"), ("sup[i:F](h(i, x))", 1, "x"), ("implies(c(x) > 0, f(x) > 0)", 0, "x"),
    ("always[q(z)](integrable[v](h(x, v)*f(z)))", 2, "x"), ("proportional[z](d(z))(v)", 1, "v")])
def test_heights_and_free_variables(text, height, free):
    found = form(text)
    assert found.height == height and "".join(sorted(v.args[1] for v in found.free)) == free


def test_a_guard_leaves_its_points_free():
    assert {v.args[1] for v in rewriting.rewrite(form("c(x)*log(f(x)*g(x))"), expansions.visit_logarithms)[1][0].free} == {"x"}


def test_which_variables_are_points():
    assert polynomials.is_point(X) and not any(map(polynomials.is_point, (
        K, var("real", "t"), var(("index", lift(K)), "k"), var("x", ("t", 0)), var("x", (1, 0)))))
