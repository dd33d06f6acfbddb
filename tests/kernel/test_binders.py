"""Binders: what order their variables have, how they are opened, and what is put in under them."""

import itertools

import pytest

from derivations.kernel import Refused
from derivations.kernel.forms import binders, expansions
from derivations.kernel.forms.binders import atom, bind, lift, replace, var
from derivations.language.terms import Function
from derivations.pages.form_text import text_of
from tests.kernel.test_forms import K, U, V, X, Z, alone, form, point


def test_the_least_key_is_chosen_and_the_fewest_minus_signs():
    body = alone("integral[z, v](h(v, z))").args[1].atom_alone()
    assert [v.args[1] for v in body.args[1:]] == [(1, 0), (1, 1)]
    assert text_of(form("integrable[q(z)](a(z) - f(z) - g(z))")) == "integrable[q(z)](f(z) + g(z) - a(z))"
    one, other = form("f(x)"), form("g(x)")
    least, most = sorted((one, other), key=lambda p: p.key)
    assert binders.equality(most, least).args == (least, most) == binders.equality(least, most).args


def test_a_range_that_names_another_variable_stands_behind_it():
    k = var(("index", lift(K)), ("t", 0))
    j = var(("index", lift(k)), ("t", 1))
    statement = expansions.positive(lift(atom("fn", Function("a", 1, 1), lift(j), lift(k))))
    made = bind("always", (j, k), (), statement)
    outer, inner = made.args[0]
    assert made is bind("always", (k, j), (), statement) and made.free == {K}
    assert outer.args[0] == ("index", lift(K)) and inner.args[0] == ("index", lift(outer))
    variables, (_, opened) = binders.open_fresh(made)
    assert variables[1].args[0] == ("index", lift(variables[0])) and opened.free == {*variables, K}


def test_orders_of_laws():
    c, s, w = alone("c(x)"), alone("s(z | x)"), alone("w(y | z)")
    for laws in itertools.permutations((c, s, w)):
        assert binders.orders(laws) == ((c, s, w),)  # each after those that it is given
    one, two, other = alone("q(z)"), alone("q(v)"), alone("b(z)")
    assert len(binders.orders((one, other, two))) == 2 and len(binders.orders((one, one))) == 1
    for a, b in (("p(x)", "p(z)"), ("t(z | x)", "t(v | y)"), ("q(z)", "proportional[z](d(z))(z)"), ("p(x)", "q(z)")):
        assert binders.in_order((alone(a), alone(b))) == binders.in_order((alone(b), alone(a)))
    drawn = [alone("q(z)").args[0]]
    assert len(binders.orders(tuple(binders.law_atom(drawn[0], (point(f"v{i}", "z"),), ()) for i in range(6)))) == 720
    with pytest.raises(Refused, match="too many"):
        binders.orders(tuple(binders.law_atom(drawn[0], (point(f"v{i}", "z"),), ()) for i in range(7)))


@pytest.mark.parametrize(("text", "ways"), [
    ("E[q(z), q(v)](h(z, v))", 2), ("E[q(z), b(v)](h(z, v))", 1), ("always[q(z), q(v)](h(z, v) > 0)", 2), ("always[z, v](h(z, v) > 0)", 2),
    ("integrable[q(z), q(v)](h(z, v))", 2), ("integral[z, v](h(z, v))", 2), ("integral[x, z](h(x, z))", 1), ("KL[z, v](d(z)*q(v), q(z)*q(v))", 2),
    ("proportional[z, v](d(z, v))(z, v)", 1), ("E[q(z)](f(z))", 1), ("sup[i](f(i))", 1), ("mean[k:K](a(k))", 1)])
def test_alignments(text, ways):
    binder = alone(text)
    variables = binders.fresh(binder.args[0], [binder])
    found = list(binders.alignments(binder, variables))
    assert len(found) == len(set(found)) == ways and found[0] == variables and all(set(one) == set(variables) for one in found)


def test_fresh_names_are_nowhere_else():
    taken = [var("z", ("t", n)) for n in (0, 1, 3)]
    found = binders.fresh((Z, V, X), [lift(taken[0]), (taken[1],), taken[2], X])
    assert [v.args[0] for v in found] == ["z", "z", "x"] and len(set(found)) == 3 and not set(found) & set(taken)
    variables, (_weights, body) = binders.open_fresh(alone("E[q(z), q(v)](h(z, v))"), *taken)
    assert not set(variables) & set(taken) and body.free == set(variables)


REPLACED = [
    ("f(x) + f(u)", {U: X}, "2*f(x)"), ("f(x)*f(u)", {U: X}, "f(x)**2"), ("f(x) - f(u)", {U: X}, "0"), ("f(x)", {}, "f(x)"),
    ("f(x) - f(u)", {U: X, X: U}, "f(u) - f(x)"), ("1/(f(x) + f(u))", {U: X}, "1/(2*f(x))"), ("1/(f(u) + 1)", {U: X}, "1/(f(x) + 1)"),
    ("E[c(x)](h(x, u))", {U: X}, "E[c(u)](h(u, x))"), ("E[s(z | u)](h(u, z))", {U: X, Z: V}, "E[s(z | x)](h(x, z))"),
    ("integral[x](integral[y](g(x, y, u)))", {U: X}, "integral[u](integral[y](g(u, y, x)))"), ("p(u, z)", {U: X, Z: V}, "p(x, v)"),
    ("KL[z](s(z | u), p(z | u))", {U: X}, "KL[z](s(z | x), p(z | x))"), ("sup[i:F](h(i, u))", {U: X}, "sup[i:F](h(i, x))"),
    ("proportional[z](h(z, u)**2)(v)", {U: X, V: Z}, "proportional[z](h(z, x)**2)(z)"), ("f(x) == f(u)", {U: X, X: U}, "f(x) == f(u)"),
    ("f(x) == 2*g(u)", {X: U, U: X}, "f(u) == 2*g(x)"), ("K**2*f(x)", {K: form("K + 1"), X: U}, "(K**2 + 2*K + 1)*f(u)"),
    ("mean[k:K](a(k))", {K: form("K + 1")}, "mean[k:K + 1](a(k))"), ("log(f(u)) + exp(K)", {U: X, K: form("2")}, "log(f(x)) + exp(2)"),
    ("E[iid(q(z), K)](mean[k:K](f(z[k])))", {K: form("n")}, "E[iid(q(z), n)](mean[k:n](f(z[k])))"), ("K - n", {K: form("n")}, "0")]


@pytest.mark.parametrize(("text", "mapping", "result"), REPLACED, ids=[f"{a} to {b}" for a, _, b in REPLACED])
def test_replacing_captures_nothing(text, mapping, result):
    assert replace(form(text), mapping) is form(result)
