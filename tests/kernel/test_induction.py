"""Induction over a count: what a theorem has to say to be the step, and that ranges inside each other say no more."""

from itertools import product

import pytest

from derivations.kernel import Failed, Prover, hypothesis, induction, linearity
from derivations.kernel.chains.ranges import parts_of_ranges, ranges_of_parts
from derivations.kernel.forms.binders import Atom, open_fresh
from derivations.kernel.forms.polynomials import ends
from derivations.kernel.lines.reading import read_statement
from derivations.kernel.logic.conditions import always as always_in
from derivations.language.authoring.derivation import Derivation
from tests.kernel.test_citations import written
from tests.support.rule_examples import accepts, typed

SIGNS = {" == ": "=", " <= ": "≤", " >= ": "≥"}


def sides(claim: str) -> tuple[str, str, str]:
    """Left side, relation and right side of a comparison."""
    sign = next(sign for sign in SIGNS if sign in claim)
    left, right = claim.split(sign)
    return left, SIGNS[sign], right


def step(claim: str, *given: str, over: str | None = None) -> Derivation:
    """A theorem whose claim follows from what is given, by one line between its sides, where there is one."""
    left, relation, right = sides(claim)
    between = [] if over is None else [(relation, over, hypothesis)]
    return written(claim, [(None, left, None), *between, (relation, right, hypothesis)], list(given))


def proves(claim: str, using: Derivation | None, *given: str) -> str | None:
    """Why an induction shows no claim from what is given; None where it shows it."""
    left, relation, right = sides(claim)
    by = induction if using is None else induction.using(using)
    try:
        Prover().prove(written(claim, [(None, left, None), (relation, right, by)], list(given)))
    except Failed as failure:
        return str(failure)
    return None


ALIKE = step("a(K + 1) == f(x)", "a(K) == f(x)", "a(K + 1) == a(K)", over="a(K)")
STAYS = "each[k:1:K - 1](a(k + 1) == a(k))"


def test_a_step_and_a_beginning_show_every_count():
    assert proves("a(K) == f(x)", ALIKE, "a(1) == f(x)", STAYS) is None
    assert proves("a(K) == f(x)", None, "a(1) == f(x)", "each[k:1:K - 1](implies(a(k) == f(x), a(k + 1) == f(x)))") is None
    assert "also need: a(1) == f(x)" in str(proves("a(K) == f(x)", ALIKE, STAYS))
    assert "also need: each[k:1:K - 1](a(k + 1) == a(k))" in str(proves("a(K) == f(x)", ALIKE, "a(1) == f(x)"))


@pytest.mark.parametrize(("lemma", "given"), [
    (step("a(K + 1) == f(x)", "a(K + 1) == f(x)"), ()),  # it supposes what it claims
    (step("a(K + 1) == f(x)", "a(K + 2) == f(x)", "a(K + 1) == a(K + 2)", over="a(K + 2)"), ("each[k:1:K - 1](a(k + 1) == a(k + 2))",)),  # from behind
    (step("a(K + 1) == f(x)", "a(K) == g(x)", "a(K + 1) == f(x)"), (STAYS,)),  # from something else
    (step("a(K + 1) == f(x)", "each[k:1:K](a(k) == f(x))", "a(K + 1) == a(K)", over="a(K)"), (STAYS,)),  # from all counts before, which is not known
    (step("a(K + 2) == f(x)", "a(K) == f(x)", "a(K + 2) == a(K)", over="a(K)"), ("each[k:1:K - 1](a(k + 2) == a(k))",)),  # every other count
    (step("a(K) == f(x)", "a(K) == f(x)"), ()),  # it says nothing of the next count
    (step("a(K + 1) == f(x)", "a(n) == f(x)", "a(K + 1) == a(n)", over="a(n)"), (STAYS,)),  # from another count
    (step("a(K + 1) <= f(x)", "a(K) <= f(x)", "a(K + 1) <= a(K)", over="a(K)"), ("each[k:1:K - 1](a(k + 1) <= a(k))",)),  # too weak
    (step("a(K + 2) == f(x)", "a(K + 1) == f(x)", "a(K + 2) == a(K + 1)", over="a(K + 1)"), ("each[k:1:K - 2](a(k + 2) == a(k + 1))",))])  # not from one to two
def test_what_is_no_step_is_refused(lemma, given):
    try:
        Prover().prove(lemma)
    except Failed:
        pytest.fail("the lemma itself holds")
    assert proves("a(K) == f(x)", lemma, "a(1) == f(x)", *given) is not None


def test_a_refusal_says_what_a_theorem_would_have_to_show():
    told = str(proves("a(K) == f(x)", step("a(K + 1) == g(x)", "a(K + 1) == g(x)"), "a(1) == f(x)"))
    assert "induction asks for a(1) == f(x), and each[k:1:K - 1](implies(a(k) == f(x), a(k + 1) == f(x)))" in told
    assert told.endswith("and a theorem that it uses shows none of it")


def test_both_sides_have_to_be_defined_at_every_count():
    steps = "each[k:1:K - 1](implies(log(a(k)) == f(x), log(a(k + 1)) == f(x)))"
    assert "a(k) > 0" in str(proves("log(a(K)) == f(x)", None, "log(a(1)) == f(x)", "a(K) > 0", steps))
    assert proves("log(a(K)) == f(x)", None, "log(a(1)) == f(x)", "each[k:1:K](a(k) > 0)", steps) is None


@pytest.mark.parametrize(("first", "claim"), [
    ("log(a(K) - a(1))", "log(a(K) - a(1)) == f(x)"), ("f(x) == 0", "implies(f(x) == 0, log(a(K) - a(1)) == f(x))")])
def test_what_is_undefined_at_one_is_not_asked_there(first, claim):
    """Else the message would ask for a hypothesis about log(0), which cannot be typed."""
    relation, last = ("=", "f(x)") if first.startswith("log") else ("⇒", "log(a(K) - a(1)) == f(x)")
    with pytest.raises(Failed, match="a condition that can never hold: 0 > 0"):
        Prover().prove(written(claim, [(None, first, None), (relation, last, induction)], ["a(K) > a(1)"]))


def test_a_statement_about_all_points_is_carried_on():
    """The step needs the premise at other points than its own."""
    everywhere = written("h(K + 1, z) == f(x)", [
        (None, "h(K + 1, z)", None), ("=", "E[q(v)](h(K, v))", hypothesis), ("=", "E[q(v)](f(x))", hypothesis), ("=", "f(x)", linearity)],
        ["always[v](h(K, v) == f(x))", "h(K + 1, z) == E[q(v)](h(K, v))"])
    shown = written("implies(always[z](h(1, z) == f(x)), always[z](h(K, z) == f(x)))", [
        (None, "always[z](h(1, z) == f(x))", None), ("⇒", "always[z](h(K, z) == f(x))", induction.using(everywhere))],
        ["each[k:1:K - 1](always[z](h(k + 1, z) == E[q(v)](h(k, v))))"])
    Prover().prove(shown)


# --- ranges inside of ranges ---------------------------------------------------------------------------------------


def holds(form: Atom, truth, values: dict) -> bool:
    """Whether a statement for each index holds of a predicate of one number."""
    if form.head != "always":
        return truth(int(number(form.args[0].terms and form.args[0], values)))
    variables, (_, inner) = open_fresh(form)

    def rest(left, values):
        if not left:
            return truth(number(inner.args[0], values))
        first, last = (number(end, values) for end in ends(left[0]))
        return all(rest(left[1:], values | {left[0]: i}) for i in range(first, last + 1))
    return rest(variables, values)


def number(p, values: dict) -> int:
    """The value of a sum of counts and indices; a function of an index stands for the index."""
    total_of = 0
    for mono, c in p.terms:
        part = c
        for atom, e in mono:
            part *= (number(atom.args[1], values) if atom.head == "fn" else values[atom])**e
        total_of += part
    return int(total_of)


RANGES = ["each[k:1:K](each[j:1:k](a(j) > 0))", "each[k:1:K](each[j:1:k - 1](a(j) > 0))", "each[k:1:K - 1](each[j:1:k + 1](a(j) > 0))",
          "each[k:2:K](each[j:2:2*k](a(j) > 0))", "each[k:1:K](a(k) > 0)", "each[k:1:K](each[j:k:K](a(j) > 0))", "each[k:1:K - 1](each[j:1:k](a(j + 2) > 0))"]


@pytest.mark.parametrize("said", RANGES)
def test_ranges_say_what_their_parts_say(said):
    """By going through all sets of numbers up to six: no way to a statement is weaker than it, and it implies all of its
    parts."""
    (form,) = always_in((), (), read_statement(typed(said), {})[0])
    count = next(iter(v for v in form.free))
    for many in range(1, 5):
        for true in product((False, True), repeat=8):
            def truth(i, true=true):
                return i > len(true) or true[i - 1]
            whole = holds(form, truth, {count: many})
            for way in ranges_of_parts(form):
                assert whole or not all(holds(one, truth, {count: many}) for one in way), (said, many, true)
            if whole:
                assert all(holds(one, truth, {count: many}) for one in parts_of_ranges(form)), (said, many, true)


def test_a_range_that_has_all_ranges_is_found():
    (form,) = always_in((), (), read_statement(typed(RANGES[0]), {})[0])
    (wide,) = always_in((), (), read_statement(typed("each[k:1:K](a(k) > 0)"), {})[0])
    assert (wide,) in ranges_of_parts(form)
    (falling,) = always_in((), (), read_statement(typed(RANGES[5]), {})[0])
    assert (wide,) not in ranges_of_parts(falling)


def test_an_index_that_says_more_than_how_far_a_range_goes_makes_it_no_wider():
    (form,) = always_in((), (), read_statement(typed("each[j:1:K](each[k:1:j](h(k, j) > 0))"), {})[0])
    assert len(ranges_of_parts(form)) == 2  # by the ends alone
    assert all(one.free <= form.free for way in ranges_of_parts(form) for one in way)


def test_no_induction_inside_a_range_that_ends_at_the_count():
    """At a smaller count the index would be none of the range, so the sums are what the induction is about."""
    assert accepts(induction, "total[k:1:K](k)", "total[k:1:K](K)", "≤") == [
        "each[k:1:K - 1](implies(total[j:1:k](j) <= total[j:1:k](k), total[j:1:k + 1](j) <= total[j:1:k + 1](k + 1)))"]
