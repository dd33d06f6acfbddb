"""Chains in the kernel: which point a place is, densities by steps, sums and products by their ends, few points of a path."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.kernel import Prover, Refused
from derivations.kernel.forms.binders import add, const, lift, replace, scale, var
from derivations.kernel.forms.polynomials import index_from
from derivations.kernel.forms.times import at_least_one
from derivations.kernel.implication.search import implied
from derivations.kernel.lines.paths import Straddling
from derivations.kernel.lines.printed import check_line
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.kernel.logic.conditions import close
from derivations.kernel.rules import algebra, linearity, logarithm, marginal, markov, stretch, telescope, written_out
from derivations.language import terms as t
from derivations.language.authoring.reader import Misread, parse
from derivations.pages.form_text import text_of
from tests.support.dense_chains import random_chain

(x,) = t.points("x")
T, k, j = t.counts("T k j")
NAMES = {name: getattr(t, name) for name in ("E", "KL", "always", "each", "implies", "integrable", "integral", "log", "product", "total")} | {
    "x": x, "y": t.Point("y", "x"), "x_": t.Point("x_", "x"), "T": T, "k": k, "j": j, "q": t.Chain("q", x), "p": t.Chain("p", x), "f": t.Function("f", x),
    "a": t.Function("a", k), "b": t.Function("b", k)}


def line(text):
    return read_line(parse(text, NAMES))


def step(rule, left, right):
    """The conditions of a step, as text; raises Refused where the rule does not lead there."""
    return [text_of(c) for c in close((), (), Prover().step(line(left)[0], line(right)[0], "=", rule).conditions)]


# --- places ---------------------------------------------------------------------------------------------------------

SAME = [  # lines of one form
    ("E[q(x[1:T] | x[0])](log(p(x[T])))", "E[q(y[1:T] | x[0])](log(p(y[T])))"),
    ("E[q(x[1:T] | x[0])](total[k:1:T](log(p(x[k - 1], x[k]))))",
     "E[q(x[1:T] | x[0])](total[k:2:T](log(p(x[k - 1], x[k]))) + log(p(x[0], x[1])))"),
    ("E[q(x[1] | x[0]), q(x[2] | x[1])](log(p(x[1], x[2])))", "E[q(x[1] | x[0]), q(y[2] | x[1])](log(p(y[2], x[1])))"),
    ("q(x[1:1] | x[0])", "q(x[1] | x[0])"), ("p(x[1], x[0])", "p(x[0], x[1])")]
OTHER = [  # and of different ones
    ("E[q(x[1:T] | x[0])](log(p(x[T])))", "E[q(x[1:T] | x[0])](log(p(x[0])))"),
    ("E[q(x[1] | x[0])](log(p(x[1])))", "E[q(y[1] | x[0])](log(p(x[1])))"),
    ("E[q(x[1:2] | x[0])](log(p(x[1])))", "E[q(x[1:2] | x[0])](log(p(x[2])))"),
    ("E[q(x[2] | x[1]), q(x[1] | x[0])](log(p(x[1], x[2])))", "E[q(x[1] | x[0]), q(x[2] | x[1])](log(p(x[1], x[2])))")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_point_has_one_form(one, other):
    assert line(one)[0] is line(other)[0]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_points_have_other_forms(one, other):
    try:
        assert line(one)[0] is not line(other)[0]
    except Refused as refusal:
        assert "bound behind" in str(refusal)


REFUSED = [  # text, why
    ("q(x[k] | x[j])", "may be the same"), ("q(x[k] | x[1])", "may be the same"), ("q(x[T] | x[T])", "twice at one time"),
    ("q(x[0 - 1])", "from 0 on"), ("q(x[k - 2])", "from 0 on"), ("q(x[2:1])", "end before"), ("q(x[2:T])", "end before"), ("q(x)", "not at x"),
    ("f(x[0:1])", "one point in each place"), ("E[q(x[1:T] | x[0])](log(p(x[k])))", "depends on"),
    ("E[q(x[1:T] | x[0])](E[q(x[k] | x[0])](log(p(x[k]))))", "some of their points"),
    ("E[q(x[1:T] | x[0])](log(p(x[T + k - 1])))", "depends on"), ("total[k:2:T](a(k))*q(x[1:])", "first and a last"),
    ("q[T](x[1])", "no parameters"), ("E[q(x[1] | x[2]), p(x[2])](log(p(x[1])))", "bound behind"), ("product[k:3:T](a(k))", "is no range"),
    ("E[p(x[2])](E[q(x[1] | x[2]), p(x[2])](log(p(x[1]))))", "bound behind"),
    ("E[p(x[1:2])](E[q(x[3] | x[1:2]), p(x[2])](log(p(x[3]))))", "bound behind")]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_it_has_no_meaning(text, why):
    with pytest.raises((Refused, Misread, ValueError)) as refusal:
        line(text)
    assert why in str(refusal.value), str(refusal.value)


PRINTED = ["q(x[k + 1] | x[k])", "p(x[0:T])", "E[q(x[1:T] | x[0])](total[k:1:T](log(p(x[k - 1] | x[k]))))",
           "total[k:2:T](E[q(x[k] | x[0])](KL[x[k - 1]](q(x[k - 1] | x[k], x[0]), p(x[k - 1] | x[k]))))",
           "E[q(x[1:T] | x[0])](E[q(y[T] | x[0])](log(p(y[T]))*log(p(x[T]))))", "integral[x[1:T]](p(x[0:T]))",
           "product[k:1:T](q(x[k] | x[k - 1]))"]


@pytest.mark.parametrize("text", PRINTED)
def test_what_is_printed_is_read_as_the_same_line(text):
    node = parse(text, NAMES)
    check_line(node)
    form = line(text)[0]
    assert line(text_of(form))[0] is form


# --- whole numbers ----------------------------------------------------------------------------------------------------


@given(st.integers(1, 4), st.integers(-4, 4), st.integers(-2, 2), st.integers(-2, 2), st.integers(1, 5), st.integers(0, 4))
def test_what_is_at_least_one_is_so_for_all_numbers(first, number, times_index, times_count, count, step):
    """c + d·k + e·T, for every T and every k from ``first`` to T + 3."""
    top = var("count", "T")
    index = var(index_from(const(first), add(lift(top), const(3))), "k")
    if at_least_one(add(const(number), scale(lift(index), times_index), scale(lift(top), times_count))):
        at = first + step
        assert at > count + 3 or number + times_index * at + times_count * count >= 1


# --- densities --------------------------------------------------------------------------------------------------------

ACCEPTED = [
    ("q(x[k + 1] | x[k], x[0])", "q(x[k + 1] | x[k])"), ("q(x[1] | x[2], x[3])", "q(x[1] | x[2])"),
    ("q(x[0], x[2] | x[1])", "q(x[0] | x[1])*q(x[2] | x[1])"), ("q(x[1:3] | x[0])", "q(x[1] | x[0])*q(x[2] | x[1])*q(x[3] | x[2])"),
    ("p(x[0:T])", "p(x[T])*product[k:1:T](p(x[k - 1] | x[k]))"), ("q(x[1:T + 1] | x[0])", "q(x[1:T] | x[0])*q(x[T + 1] | x[T])"),
    ("log(q(x[1:T] | x[0]))", "log(product[k:1:T](q(x[k] | x[k - 1])))"), ("q(x[2:T + 1] | x[0], x[1])", "q(x[2:T + 1] | x[1])")]
WRONG = [
    ("q(x[2] | x[0])", "q(x[2] | x[1])"), ("q(x[1] | x[2], x[0])", "q(x[1] | x[2])"), ("q(x[2] | x[1])", "q(x[3] | x[2])"),
    ("q(x[1:T] | x[0])", "product[k:1:T](q(x[k]))"), ("p(x[0:T])", "p(x[T])*product[k:1:T](p(x[k] | x[k - 1]))"),
    ("p(x[0:T + 1])", "p(x[T + 1])*product[k:1:T](p(x[k - 1] | x[k]))"), ("q(x[1] | x[0])", "p(x[1] | x[0])"),
    ("q(x[1:T] | x[0])", "product[k:1:T](q(x[k + 1] | x[k]))"), ("q(x[0], x[2])", "q(x[0])*q(x[2])")]


@pytest.mark.parametrize(("left", "right"), ACCEPTED)
def test_densities_of_a_chain_are_those_of_its_steps(left, right):
    step(markov, left, right)


@pytest.mark.parametrize(("left", "right"), WRONG)
def test_what_a_chain_does_not_say_is_refused(left, right):
    with pytest.raises(Refused):
        step(markov, left, right)


def density(outs, givens):
    places = ", ".join(f"x[{time}]" for time in outs)
    return f"q({places}{' | ' + ', '.join(f'x[{time}]' for time in givens) if givens else ''})"


@st.composite
def factor(draw):
    """The times of a density of a chain of four points, some of them given."""
    times = draw(st.lists(st.integers(0, 3), unique=True, min_size=1, max_size=4))
    cut = draw(st.integers(1, len(times)))
    return tuple(sorted(times[:cut])), tuple(sorted(times[cut:]))


@settings(max_examples=300)
@given(st.lists(factor(), min_size=1, max_size=3), st.lists(factor(), min_size=1, max_size=3), st.integers(0, 10**6))
def test_two_products_are_equal_where_the_rule_says_so(one, other, seed):
    """A random chain without zeros does not tell apart what the rule calls equal."""
    left, right = ("*".join(density(*f) for f in side) for side in (one, other))
    chain, equal = random_chain(random.Random(seed), 2, 3), True
    for path in chain.joint:
        sides: list = [1, 1]
        for i, side in enumerate((one, other)):
            for outs, givens in side:
                sides[i] *= chain.density({s: path[s] for s in outs}, {s: path[s] for s in givens}) or 0
        equal = equal and sides[0] == sides[1]
    try:
        step(markov, left, right)
    except Refused:
        return
    assert equal, f"{left} = {right} is accepted"


@pytest.mark.parametrize("text", ["E[q(x[0:1]), q(x[2] | x[1])](log(p(x[1:2])))", "E[q(x[0:1]), q(x[2])](log(p(x[1:2])))"])
def test_a_point_inside_a_bound_stretch_is_no_free_point(text):
    with pytest.raises(Straddling):
        line(text)


def test_no_density_is_taken_at_one_time_on_both_sides_of_the_bar():
    """Not even where a count is put in later: the line itself could be read."""
    (density, _), = line("log(p(x[k + 1] | x[1]))")[0].terms[0][0]
    count, = (v for v in density.free if v.args[0] == "count")
    replace(density.args[0], {count: const(1)})
    with pytest.raises(Refused, match="times may be the same"):
        replace(density.args[0], {count: const(0)})


# --- sums and products ------------------------------------------------------------------------------------------------

TELESCOPED = [
    ("total[k:1:T](a(k + 1) - a(k))", "a(T + 1) - a(1)"), ("total[k:1:T + 2](a(k))", "total[k:1:T](a(k)) + a(T + 1) + a(T + 2)"),
    ("total[k:2:T](a(k))", "total[k:1:T](a(k)) - a(1)"), ("total[k:2:T + 1](a(k - 1))", "total[k:1:T](a(k))"),
    ("product[k:1:T](a(k + 1)/a(k))", "a(T + 1)/a(1)"), ("product[k:1:T](a(k)*b(k))", "product[k:1:T](a(k))*product[k:1:T](b(k))"),
    ("a(1)*product[k:2:T](a(k))", "product[k:1:T](a(k))"), ("total[k:1:T](2*b(k))", "2*total[k:1:T](b(k))"),
    ("total[k:1:T](k)", "total[k:1:T + 1](k) - T - 1"), ("total[k:2:T](a(k) - a(k - 1) + b(1))", "a(T) - a(1) + (T - 1)*b(1)")]
NOT_TELESCOPED = [
    ("total[k:1:T](a(k + 1) - a(k))", "a(T) - a(1)"), ("total[k:1:T](a(k + 1) - a(k))", "a(T + 1)"), ("total[k:2:T](a(k))", "total[k:1:T](a(k))"),
    ("product[k:1:T](a(k + 1)/a(k))", "a(T + 1)"), ("product[k:1:T](2*a(k))", "2*product[k:1:T](a(k))"), ("total[k:1:T](a(k)*b(k))", "total[k:1:T](a(k))*total[k:1:T](b(k))"),
    ("total[k:1:T](a(k))*product[k:1:T + j](a(k)) + total[k:T + 1:T + j](a(k))", "total[k:1:T + j](a(k))*product[k:1:T](a(k))"),
    ("product[k:1:T](a(k) + b(k))", "product[k:1:T](a(k)) + product[k:1:T](b(k))"), ("total[k:1:T](a(T))", "total[k:1:T](a(k))"),
    ("total[k:2:T](a(k) - a(k - 1) + b(1))", "a(T) - a(1) + (T + 3)*b(1)"),
    ("total[k:1:T + 20](a(k))", " + ".join(["total[k:1:T](a(k))", *(f"a(T + {n})" for n in range(9, 21))]))]  # far apart


@pytest.mark.parametrize(("left", "right"), TELESCOPED)
def test_sums_are_compared_by_their_ends(left, right):
    step(telescope, left, right)


@pytest.mark.parametrize(("left", "right"), NOT_TELESCOPED)
def test_other_sums_are_refused(left, right):
    with pytest.raises(Refused):
        step(telescope, left, right)


def test_few_terms_are_written_out():
    step(written_out, "product[k:1:2](a(k))", "a(1)*a(2)")
    with pytest.raises(Refused):
        step(written_out, "product[k:1:2](a(k))", "a(1) + a(2)")


def test_what_divides_is_not_zero():
    assert "a(T + 1) != 0" not in step(telescope, "product[k:1:T](a(k + 1)/a(k))", "a(T + 1)/a(1)")
    assert any("each[k:1:T](a(k) != 0)" in c for c in step(telescope, "product[k:1:T](a(k + 1)/a(k))", "a(T + 1)/a(1)"))


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from((-2, -1, 1, 2)), st.integers(1, 3), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=3),
       st.lists(st.tuples(st.sampled_from((-2, -1, 1, 2)), st.integers(0, 4), st.booleans()), max_size=3), st.integers(0, 10**6))
def test_random_sums_are_equal_where_the_rule_says_so(sums, singles, seed):
    """Σ c Σ_{k=a}^{T+b} a(k + s) against single terms, for T from 1 to 5 and random values."""
    left = " + ".join(f"({c})*total[k:{first}:T + {first - 1 + more}](a(k + {shift}))" for c, first, more, shift in sums)
    right = " + ".join(f"({c})*a({'T + ' if late else ''}{1 + n})" for c, n, late in singles) or "0"
    rng = random.Random(seed)
    values = [Fraction(rng.randint(-9, 9)) for _ in range(40)]

    def sides(top):
        return (sum(c*sum(values[i + shift] for i in range(first, top + first + more)) for c, first, more, shift in sums),
                sum(c*values[(top if late else 0) + 1 + n] for c, n, late in singles))
    equal = all(a == b for a, b in map(sides, range(1, 6)))
    try:
        step(telescope, left, right)
    except Refused:
        return
    assert equal or line(left)[0] is line(right)[0], f"{left} = {right} is accepted"


# --- the points of a path that a mean looks at ------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right", "rule"), [
    ("E[q(x[1:T] | x[0])](log(p(x[T])))", "E[q(x[T] | x[0])](log(p(x[T])))", stretch),
    ("total[k:2:T](E[q(x[1:T] | x[0])](log(p(x[k - 1], x[k]))))", "total[k:2:T](E[q(x[k - 1], x[k] | x[0])](log(p(x[k - 1], x[k]))))", stretch),
    ("E[q(x[1:3] | x[0])](log(p(x[1:2])))", "E[q(x[1:2] | x[0])](log(p(x[1:2])))", stretch),
    ("E[q(x[1:T] | x[0])](log(p(x[0])))", "log(p(x[0]))", marginal),
    ("integral[x[1:T]](p(x[0:T]))", "p(x[0])", marginal), ("log(product[k:1:T](q(x[k])))", "total[k:1:T](log(q(x[k])))", logarithm),
    ("E[q(x[1:T] | x[0])](total[k:2:T](log(p(x[k]))))", "total[k:2:T](E[q(x[1:T] | x[0])](log(p(x[k]))))", linearity)])
def test_rules_see_paths(left, right, rule):
    step(rule, left, right)


@pytest.mark.parametrize(("left", "right", "rule"), [
    ("E[q(x[1:T] | x[0])](log(p(x[T])))", "E[q(x[1] | x[0])](log(p(x[1])))", stretch),
    ("E[q(x[1:T] | x[0])](log(p(x[T])))", "E[q(x[T])](log(p(x[T])))", stretch),
    ("E[q(x[1:2] | x[0])](log(p(x[1], x[2])))", "E[q(x[1] | x[0])](E[q(x[2] | x[0])](log(p(x[1], x[2]))))", stretch),
    ("integral[x[1:T]](p(x[0:T]))", "p(x[T])", marginal), ("log(product[k:1:T](q(x[k])))", "product[k:1:T](log(q(x[k])))", logarithm),
    ("product[k:1:T](a(k))", "total[k:1:T](a(k))", algebra)])
def test_rules_see_no_other_points(left, right, rule):
    with pytest.raises(Refused):
        step(rule, left, right)


# --- what is said of paths ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["E[q(x[1])](E[q(x[0:2], x[1:3])](q(x[5])))", "integral[x](q(x[1]))"])
def test_what_binds_a_time_twice_or_a_path_as_a_point_is_refused(text):
    with pytest.raises(Refused):
        line(text)


@pytest.mark.parametrize("text", ["always[x[1]](q(x[1]) > 0)", "always[x[1:T]](q(x[1:T]) > 0)", "always[q(x[1:T] | x[0])](p(x[T]) > 0)"])
def test_a_condition_on_bound_points_of_a_path_is_read_as_it_is_printed(text):
    stated, conditions = read_statement(parse(text, NAMES), {})
    again, more = read_statement(parse(text_of(stated), NAMES), {})
    assert (stated, conditions) == (again, more)


@pytest.mark.parametrize(("text", "left"), [
    ("always[q(x[1:2])](q(x[1]) > 0)", []), ("always[x[1:2], q(y[3])](q(x[1]) > 0)", ["always[x[1:2]](q(x[1]) > 0)"]),
    ("always[x[1], q(y[3])](q(x[1]) > 0)", ["always[x[1]](q(x[1]) > 0)"])])
def test_a_density_is_positive_under_a_law_of_its_own_points_only(text, left):
    """Beside a point of the same chain at another time it may be zero."""
    assert [text_of(c) for c in close((), (), [read_statement(parse(text, NAMES), {})[0]])] == left


def test_of_two_laws_of_one_stretch_none_is_forgotten():
    """Where both are positive is less than where one of them is."""
    both, one = (close((), (), [read_statement(parse(text, NAMES), {})[0]]) for text in (
        "always[q(x[1:2])](implies(p(x[1:2]) > 0, f(x[1]) > 0))", "always[q(x[1])](f(x[1]) > 0)"))
    assert implied(one, both).left and not implied(both, one).left


# --- integrals that are finite at almost every place only ---------------------------------------------------------------

BETWEEN = ["integral[x[2]](q(x[1], x[2], x[3]))", "integral[x[2]](q(x[1], x[2], x[4]))", "integral[x[2]](q(x[2] | x[1], x[3]))", "E[q(x[2] | x[1], x[3])](3)",
           "E[q(x[2:T + 1] | x[1], x[T + 2])](3)", "integral[x[0], x[2]](q(x[0], x[1], x[2], x[3]))", "integral[x[2], x[5]](q(x[1], x[2], x[3], x[5]))",
           "E[q(x[4] | x[3])](E[q(x[2] | x[1], x[3])](3))"]
OUTSIDE = ["integral[x[2]](q(x[1], x[2]))", "integral[x[0]](q(x[0], x[1], x[2]))", "integral[x[0], x[3]](q(x[0], x[1], x[2], x[3]))", "integral[x[2]](q(x[2] | x[1]))", "E[q(x[2] | x[3])](3)",
           "integral[x[0:1], x[4:T + 4]](q(x[0:1], x[2], x[3], x[4:T + 4]))", "E[q(x[1], x[3])](E[q(x[2] | x[1], x[3])](3))",
           "E[q(x[3] | x[1])](E[q(x[2] | x[1], x[3])](3))", "E[q(x[1:T + 2] | x[0])](E[q(x[T] | x[T + 1], x[0])](3))"]


@pytest.mark.parametrize(("text", "asks"), [(text, True) for text in BETWEEN] + [(text, False) for text in OUTSIDE])
def test_a_point_between_two_others_integrates_out_at_almost_every_place_only(text, asks):
    asked = [text_of(c) for c in close((), (), line(text)[1])]
    assert any("integrable[x[" in c for c in asked) == asks, asked


# --- parts of ranges ------------------------------------------------------------------------------------------------

PARTS = [  # what is known for each index, what is asked, and whether it follows
    ("each[k:1:T](a(k) > 0)", "a(T) > 0", True), ("each[k:1:T](a(k) > 0)", "a(1) > 0", True),
    ("each[k:1:T](a(k) > 0)", "each[k:2:T](a(k) > 0)", True),
    ("each[k:1:T + 1](a(k) > 0)", "a(T) > 0", True), ("each[k:1:T + 1](a(k) > 0)", "each[k:1:T](a(k) > 0)", True),
    ("each[k:1:T + 2](a(k) > 0)", "a(T) > 0", True),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "each[k:2:T](always[x[k]](q(x[k]) > 0))", True),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "each[k:2:T](always[x[k - 1]](q(x[k - 1]) > 0))", True),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "always[x[T]](q(x[T]) > 0)", True),
    ("each[k:1:T + 1](always[q(x[k] | x[0])](p(x[k]) > 0))", "always[q(x[T] | x[0])](p(x[T]) > 0)", True),
    ("each[k:1:T](a(k) > 0)", "a(T + 1) > 0", False), ("each[k:1:T](a(k) > 0)", "each[k:1:T + 1](a(k) > 0)", False),
    ("each[k:2:T](a(k) > 0)", "a(1) > 0", False),
    ("each[k:2:T](a(k) > 0)", "a(T) > 0", False), ("each[k:1:T](a(k) > 0)", "a(2) > 0", False),
    ("each[k:2:T](a(k) > 0)", "each[k:1:T](a(k) > 0)", False),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "each[k:1:T](always[x[k + 1]](q(x[k + 1]) > 0))", False),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "each[k:1:T](always[x[k - 1]](q(x[k - 1]) > 0))", False),
    ("each[k:1:T](always[x[k]](q(x[k]) > 0))", "q(x[T]) > 0", False), ("each[k:1:T](q(x[k]) > 0)", "each[k:2:T](always[x[k]](q(x[k]) > 0))", False),
    ("each[k:1:T](always[q(x[k] | x[0])](p(x[k]) > 0))", "always[p(x[T] | x[0])](p(x[T]) > q(x[T]))", False)]


@pytest.mark.parametrize(("known", "asked", "follows"), PARTS)
def test_what_holds_for_each_index_holds_for_those_that_are_among_them(known, asked, follows):
    given, wanted = (close((), (), [read_statement(parse(text, NAMES), {})[0]]) for text in (known, asked))
    assert (not implied(wanted, given).left) == follows
