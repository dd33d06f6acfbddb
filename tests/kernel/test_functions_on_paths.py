"""Functions at points of a path: which point it is, what the rules make of it, what it is in models, and near misses of all that."""

import random
from dataclasses import asdict

import numpy as np
import pytest

from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Evaluator
from derivations.attack.model import Models
from derivations.attack.numbers import Exact
from derivations.commands.check import told_theorem
from derivations.commands.judge import judge, read_text
from derivations.kernel import Prover, Refused
from derivations.kernel.lines.printed import check_line
from derivations.kernel.lines.reading import read_line
from derivations.kernel.rules import algebra, fubini, linearity, marginal, stretch, telescope, total_expectation
from derivations.language import terms as t
from derivations.language.authoring.reader import Misread, parse
from derivations.language.views.signature import signature
from derivations.pages.form_text import text_of
from tests.support.dense_chains import DenseChain

x, z = t.points("x z")
T, k, j = t.counts("T k j")
q = t.Chain("q", x)
F = t.Function("f", x)
NAMES = {name: getattr(t, name) for name in ("E", "KL", "always", "each", "iid", "integrable", "integral", "log", "product", "total")} | {
    "x": x, "y": t.Point("y", "x"), "x_": t.Point("x_", "x"), "z": z, "T": T, "k": k, "j": j, "q": q, "p": t.Chain("p", x), "m": t.Law("m", x), "c": t.Law("c", z),
    "u": t.Point("u", "x"), "f": F, "g": t.Function("g", z), "h": t.Function("h", x, x), "w": t.Function("w", x, k), "a": t.Function("a", k)}


def line(text):
    return read_line(parse(text, NAMES))[0]


# --- which point it is ------------------------------------------------------------------------------------------------

SAME = [
    ("E[q(x[1:T] | x[0])](f(x[T]))", "E[q(y[1:T] | x[0])](f(y[T]))"),
    ("E[q(x[1:T] | x[0])](total[k:1:T](f(x[k - 1])))", "E[q(x[1:T] | x[0])](f(x[0]) + total[k:2:T](f(x[k - 1])))"),
    ("E[q(x[1:T] | x[0])](product[k:1:T](f(x[k - 1])))", "E[q(x[1:T] | x[0])](f(x[0])*product[k:2:T](f(x[k - 1])))"),
    ("E[q(x[1] | x[0]), q(x[2] | x[1])](h(x[1], x[2]))", "E[q(x[1] | x[0]), q(y[2] | x[1])](h(x[1], y[2]))"),
    ("E[q(x[1:T] | x[0])](w(x[T], T))", "E[q(y[1:T] | x[0])](w(y[T], T))")]
OTHER = [
    ("f(x[1])", "f(x[0])"), ("f(x[1])", "f(y[1])"), ("h(x[1], x[0])", "h(x[0], x[1])"), ("w(x[1], 2)", "w(x[2], 1)"),
    ("E[q(x[1:T] | x[0])](f(x[T]))", "E[q(x[1:T] | x[0])](f(x[0]))"), ("E[q(x[1:T] | x[0])](f(x[T]))", "E[q(x[1:T] | x[0])](f(x[T + 1]))"),
    ("E[q(y[1] | x[0])](f(x[1]))", "E[q(x[1] | x[0])](f(x[1]))"), ("E[q(x[1:2] | x[0])](f(x[1]))", "E[q(x[1:2] | x[0])](f(x[2]))")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_point_has_one_form(one, other):
    assert line(one) is line(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_points_have_other_forms(one, other):
    assert line(one) is not line(other)


REFUSED = [  # text, why
    ("f(x[0:T])", "one point in each place"), ("f(x[1:1])", "one point in each place"), ("h(x[0:1], x[2])", "one point in each place"),
    ("f(x[0 - 1])", "from 0 on"), ("f(x[k - 2])", "from 0 on"), ("total[k:1:T](f(x[k - 2]))", "from 0 on"), ("f(x[a(k)])", "from 0 on"),
    ("f(x[k/2])", "from 0 on"), ("f(x[T - k])", "from 0 on"), ("g(x[1])", "takes z, not x"), ("f(z[1])", "takes x, not z"),
    ("f(x[1], 1)", "takes x, not"),
    ("f(T)", "takes x, not"), ("w(x[1], x[1])", "takes x, an index"), ("w(x[1], 0)", "from 1 on"), ("h(x[1])", "takes x, x"),
    ("E[q(x[1:T] | x[0])](f(x[k]))", "depends on"), ("E[q(x[1:T] | x[0])](f(x[T + k - 1]))", "depends on"),
    ("E[q(x[1:T] | x[0])](total[k:1:T + 1](f(x[k])))", "depends on"), ("E[q(x[1:T] | x[0])](total[k:2:T](f(x[k + 1])))", "depends on"),
    ("E[q(x[1:T] | x[0])](total[k:1:T - 1](f(x[k - 1])))", "depends on"),  # of an empty sum no first term is taken apart
    ("E[iid(m(x), 2)](f(x[3]))", "not among the draws"), ("E[iid(m(x), T)](f(x[0]))", "not among the draws"),
    ("E[m(x)](f(x[1]))", "bound as a single point"),
    ("m(x[1])", "not drawn here"), ("E[iid(m(x), 2)](q(x[1]))", "bound as a single point")]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_it_has_no_meaning(text, why):
    with pytest.raises((Refused, Misread, ValueError)) as refusal:
        line(text)
    assert why in str(refusal.value), str(refusal.value)


PRINTED = [
    "f(x[k + 1]) - f(x[k])", "E[q(x[1:T] | x[0])](total[k:1:T](w(x[k - 1], k)*f(x[k])))", "total[k:2:T](E[q(x[k - 1], x[k] | x[0])](h(x[k - 1], x[k])))",
    "E[q(x[1:T] | x[0])](E[q(y[T] | x[0])](f(y[T])*f(x[T])))", "integral[x[1]](q(x[1] | x[0])*f(x[1]))",
    "E[q(x[1:T] | x[0])](f(x[T + 1]))"]


@pytest.mark.parametrize("text", PRINTED)
def test_what_is_printed_is_read_as_the_same_line(text):
    check_line(parse(text, NAMES))
    form = line(text)
    assert line(text_of(form)) is form


# --- what the rules make of it ----------------------------------------------------------------------------------------

WHOLE = "E[q(x[1:T] | x[0])]"
ACCEPTED = [
    (WHOLE + "(f(x[T]))", "E[q(x[T] | x[0])](f(x[T]))", stretch), (WHOLE + "(w(x[T], T)*f(x[T]))", "E[q(x[T] | x[0])](w(x[T], T)*f(x[T]))", stretch),
    ("total[k:2:T](" + WHOLE + "(h(x[k - 1], x[k])))", "total[k:2:T](E[q(x[k - 1], x[k] | x[0])](h(x[k - 1], x[k])))", stretch),
    (WHOLE + "(total[k:1:T](f(x[k])))", "total[k:1:T](" + WHOLE + "(f(x[k])))", linearity), (WHOLE + "(2*f(x[0]))", "2*f(x[0])", linearity),
    (WHOLE + "(2*h(x[1], x[T]))", "2*" + WHOLE + "(h(x[1], x[T]))", linearity),  # the two points may be one
    (WHOLE + "(f(x[T + 1]))", "f(x[T + 1])", linearity), (WHOLE + "(f(x[0]))", "f(x[0])", marginal),
    ("total[k:1:T](f(x[k]) - f(x[k - 1]))", "f(x[T]) - f(x[0])", telescope),
    ("total[k:1:T](w(x[k], k + 1))", "total[k:2:T + 1](w(x[k - 1], k))", telescope),
    ("E[q(x[1], x[2] | x[0])](h(x[1], x[2]))", "E[q(x[1] | x[0])](E[q(x[2] | x[1], x[0])](h(x[1], x[2])))", total_expectation),
    ("E[q(x[1] | x[0])](E[q(x[2] | x[1])](h(x[1], x[2])))", "E[q(x[1] | x[0]), q(x[2] | x[1])](h(x[1], x[2]))", fubini)]
WRONG = [
    (WHOLE + "(f(x[T]))", "E[q(x[1] | x[0])](f(x[1]))"), (WHOLE + "(f(x[T]))", "E[q(x[T])](f(x[T]))"),
    (WHOLE + "(f(x[T]))", "E[q(x[T] | x[0])](f(x[0]))"),
    (WHOLE + "(f(x[T]))", "f(x[T])"), (WHOLE + "(f(x[T + 1]))", "E[q(x[T + 1] | x[0])](f(x[T + 1]))"),
    (WHOLE + "(f(x[T]))", "E[q(x[T + 1] | x[0])](f(x[T + 1]))"),
    (WHOLE + "(h(x[1], x[T]))", "E[q(x[T] | x[0])](h(x[T], x[T]))"), (WHOLE + "(w(x[T], T))", "E[q(x[T] | x[0])](w(x[T], 1))"),
    ("E[q(x[1:2] | x[0])](h(x[1], x[2]))", "E[q(x[1:2] | x[0])](h(x[2], x[1]))"), (WHOLE + "(f(x[T]))", "E[p(x[T] | x[0])](f(x[T]))"),
    ("E[q(x[1:2] | x[0])](f(x[1])*f(x[2]))", "E[q(x[1] | x[0])](f(x[1]))*E[q(x[2] | x[0])](f(x[2]))"),
    ("E[q(x[1:2] | x[0])](h(x[1], x[2]))", "E[q(x[1] | x[0])](E[q(x[2] | x[0])](h(x[1], x[2])))"),
    (WHOLE + "(total[k:1:T](f(x[k])))", "total[k:1:T](E[q(x[k])](f(x[k])))"), (WHOLE + "(total[k:1:T](f(x[k])))", "T*E[q(x[T] | x[0])](f(x[T]))"),
    (WHOLE + "(total[k:1:T](f(x[k])))", "total[k:2:T](" + WHOLE + "(f(x[k])))"), (WHOLE + "(f(x[0]))", WHOLE + "(f(x[1]))"),
    ("total[k:1:T](f(x[k]) - f(x[k - 1]))", "f(x[T])"), ("total[k:1:T](f(x[k]) - f(x[k - 1]))", "f(x[T]) - f(x[1])"),
    ("total[k:1:T](f(x[k]) - f(x[k - 1]))", "f(x[T - 1]) - f(x[0])"), ("total[k:1:T](w(x[k], k))", "total[k:2:T + 1](w(x[k - 1], k))"),
    ("total[k:1:T](w(x[k], k) - w(x[k - 1], k))", "w(x[T], T) - w(x[0], 1)"), ("E[q(x[1:2])](f(x[2]))", "E[q(x[1]), q(x[2])](f(x[1]))"),
    ("E[q(x[2] | x[0])](f(x[2]))", "E[q(x[1] | x[0])](E[q(x[2] | x[0])](f(x[1])))"), ("f(x[1])", "f(x[0])"),
    # each mean looks at points whose times are bound within, so no few of them stand for its stretch
    ("E[q(y[1:T] | x[0])](E[p(u[1:T] | x[0])](" + WHOLE + "(total[k:1:T](f(x[k])*w(y[k], k)))))",
     "E[q(y[1:T] | x[0])](E[p(u[1:T] | x[0])](" + WHOLE + "(total[k:1:T](f(u[k])*w(x[k], k)))))")]
RULES = (algebra, fubini, linearity, marginal, stretch, telescope, total_expectation)


@pytest.mark.parametrize(("left", "right", "rule"), ACCEPTED)
def test_rules_see_the_points_at_which_a_function_looks(left, right, rule):
    Prover().step(line(left), line(right), "=", rule)


@pytest.mark.parametrize(("left", "right"), WRONG)
def test_no_rule_leads_to_another_point_and_a_model_tells_why(left, right):
    for rule in RULES:
        with pytest.raises(Refused):
            Prover().step(line(left), line(right), "=", rule)
    given = [parse(text, NAMES) for text in ("q(x[0]) > 0", "p(x[0]) > 0") if text[0] + "(" in right + left]
    assert Attack(given, [statement := parse(f"{left} == {right}", NAMES)]).refute(statement) is not None


@pytest.mark.parametrize(("left", "right", "rule"), ACCEPTED)
def test_no_model_breaks_what_rules_lead_to(left, right, rule):
    given = [parse(text, NAMES) for text in ("q(x[0]) > 0", "each[k:1:3](q(x[k], x[0]) > 0)")]
    assert Attack(given, [statement := parse(f"{left} == {right}", NAMES)]).refute(statement, limit=500) is None


# --- what it is in models -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_mean_along_a_path_is_summed_over_all_paths(size):
    """E[Σ_k w(x_k, k) f(x_{k−1})], against every path of three states one by one."""
    rng = random.Random(size)
    first, steps = [rng.randint(1, 5) for _ in range(3)], [[[rng.randint(1, 5) for _ in range(3)] for _ in range(3)] for _ in range(size)]
    f, w = [rng.randint(-5, 5) for _ in range(3)], [[rng.randint(-5, 5) for _ in range(size + 1)] for _ in range(3)]
    node = parse("E[q(x[0:T])](total[k:1:T](w(x[k], k)*f(x[k - 1])))", NAMES)
    columns = np.array([first, *(row for step in steps for row in step)]).T.reshape(1, 3, -1)
    made = Models({"x": 3}, {T: size}, {q: columns}, {F: np.array([f], dtype=object), NAMES["w"]: np.array([w], dtype=object)}, {}, {})
    found = np.asarray(Evaluator(made, Exact, tuple(signature(node).points)).value(node)).ravel()
    dense = DenseChain(first, steps)
    wanted = sum(dense.mass(dict(enumerate(path)))*sum(w[path[i]][i - 1]*f[path[i - 1]] for i in range(1, size + 1))
                 for path in np.ndindex(*[3]*(size + 1)))
    assert list(found) == [wanted]


def test_a_point_alone_and_a_path_beside_it_are_different_points():
    statement = parse("f(y)*q(x[1]) == f(x[1])*q(x[1])", NAMES)
    found = Attack([], [statement]).refute(statement)
    assert found is not None and {"y", "x[1]"} <= set(found.points)


# --- files ----------------------------------------------------------------------------------------------------------------

HEAD = ('"""On a path."""\nfrom derivations import *\n\nx, z = points("x z")\ny, u, v = Point("y", "x"), Point("u", "x"), Point("v", "z")\nT, t = counts("T t")\n'
        'q, m, c = Chain("q", x), Law("m", x), Law("c", z)\nf, g = Function("f", x), Function("g", z)\n\n\n@theorem(title="on a path")\ndef on(proof):\n')


def verdict(claim, *given):
    left, right = claim.split(" == ")
    lines = [f"proof.claim({claim})", *(f"proof.given({one})" for one in given), f"proof.starts({left})", f"proof.eq({right}, by=algebra)"]
    derivation, = read_text(HEAD + "".join(f"    {one}\n" for one in lines), "on")
    return list(judge(derivation, Prover()))[-1]


NO_POINT = [  # claim, why
    ("f(x) + q(x[1]) == q(x[1]) + f(x)", "x is a path, with points such as x[1], so x alone is no point"),
    ("E[q(x[1:T] | x[0])](f(x)*1) == E[q(x[1:T] | x[0])](f(x))", "so x alone is no point"),
    ("m(x)*f(x[0])*q(x[0]) == m(x)*q(x[0])*f(x[0])", "so x alone is no point"),
    ("g(z[1])*1 == g(z[1])", "z[1] is not drawn here, and there is no chain of z"),
    ("E[iid(c(z), 2)](g(z[1])) + g(z[2]) == g(z[2]) + E[iid(c(z), 2)](g(z[1]))", "z[2] is not drawn here"),
    ("q(x[1])*g(z[1]) == g(z[1])*q(x[1])", "z[1] is not drawn here"),
    ("E[iid(c(z), 2)](g(v[1])*1) == E[iid(c(z), 2)](g(v[1]))", "v[1] is not drawn here"),
    ("integral[z[1]](g(z[1])*1) == integral[z[1]](g(z[1]))", "there is no chain of z")]


@pytest.mark.parametrize(("claim", "why"), NO_POINT)
def test_what_is_no_point_of_a_path_is_told_in_the_language_that_is_typed(claim, why):
    found = verdict(claim)
    assert found.verdict in ("not_recognised", "refuted") and found.reason and why in found.reason, found


def test_a_point_of_another_name_stands_beside_a_path():
    found = verdict("f(y)*q(x[1]) == q(x[1])*f(y)")
    assert found.verdict == "holds", found


def test_a_theorem_that_holds_says_where_no_model_had_a_second_step():
    """Three means over paths at once are more than a table of models has room for, unless each path has one step."""
    three = "E[q(x[1:T] | x[0])](E[q(y[1:T] | y[0])](E[q(u[1:T] | u[0])](f(x[T])*f(y[T])*f(u[T]))))"
    given = [f"q({one}[0]) > 0" for one in "xyu"] + [f"integrable[q({one}[T] | {one}[0])](f({one}[T]))" for one in "xyu"]
    found = verdict(f"{three} == {three}", *given)
    assert found.verdict == "holds" and found.not_tried == ["T >= 2"], found
    assert "Not tried  no model with T >= 2 was tried" in "\n".join(told_theorem("on.py", asdict(found)))
    found = verdict("E[q(x[1:T] | x[0])](f(x[T])) == 1*E[q(x[1:T] | x[0])](f(x[T]))", given[0], given[3])
    assert found.verdict == "holds" and found.not_tried == [], found
