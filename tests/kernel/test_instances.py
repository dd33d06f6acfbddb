"""Instances: what may be put into a theorem, what may not, and a fuzzer of both."""

import pytest
from sympy import Symbol

from derivations.attack.survey import survey
from derivations.kernel import (
    Derivation,
    E,
    Failed,
    Function,
    Law,
    Point,
    Prover,
    Refused,
    algebra,
    always,
    hypothesis,
    integral,
    linearity,
    points,
    proportional,
)
from derivations.kernel.implication.leaning import Leaning
from derivations.kernel.implication.search import Implied
from derivations.kernel.proof.instance import Substitution
from derivations.pages.form_text import text_of
from tests.support.fuzzing import instance_fuzz
from tests.support.fuzzing.instance_fuzz import OWN, fuzz, quotient

x, y, z = points("x y z")
yy, v = Point("yy", "y"), Point("v", "z")
p, q, r, u = Law("p", x, z), Law("q", z), Law("r", z | y), Law("u", y)
f, g = Function("f", y), Function("g", z)
c = Symbol("c")
PROVER = Prover()
x1, h, WEIGHT = Point("x1", "x"), Function("h", x), Function("weight", x, z, nonnegative=True)
DRAWN, GIVEN = Law("drawn", x)(x), Law("given", z | x)
NAMED = Law("named", x, z, product=(DRAWN, GIVEN(z | x)))


def section(proof):
    proof.claim(integral[x](2*h(x)) == 2*integral[x](h(x)))
    proof.given(always[x](p(x, z) == h(x)))
    proof.starts(integral[x](2*h(x)))
    proof.eq(2*integral[x](h(x)), by=linearity)
    proof.eq(2*integral[x](p(x, z)), by=hypothesis)
    proof.eq(2*integral[x](h(x)), by=hypothesis)


SECTION = Derivation(section, title="a section", register=False)
GENERAL, NUMBER, TWO, BESIDE, EVERYWHERE, PULLED, DRAWS = (
    Derivation(function, title="for instances", register=False) for function in OWN)


def checked(count, seed):
    report = fuzz(count, seed)
    print(report)
    assert not report.false, "\n".join(map(str, report.false[:3]))
    assert not report.crashes, "\n".join(map(str, report.crashes[:3]))
    assert report.tried == count and report.attacked > 0.3*count and report.models > 20*report.attacked
    return report


def test_random_instances_are_true():
    checked(600, 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_many_random_instances_are_true(seed):
    checked(6_000, seed)


def test_the_fuzzer_finds_what_a_kernel_without_care_lets_through(monkeypatch):
    """Two guards keep a law from following a point; either is enough, so both are taken away."""
    monkeypatch.setattr(Substitution, "check_apart", lambda *_: None)
    assert not fuzz(200, 3).false
    monkeypatch.setattr(Leaning, "implied", lambda *_: Implied([], ()))
    monkeypatch.setattr(instance_fuzz, "theorems", lambda: [GENERAL, NUMBER, TWO, BESIDE, EVERYWHERE, PULLED, DRAWS])
    assert fuzz(4_000, 5, until_false=True).false


def test_the_fuzzer_finds_laws_with_other_outcomes(monkeypatch):
    monkeypatch.setattr(Substitution, "_check_outcomes", lambda *_: None)
    report = fuzz(1_500, 3, until_false=True)
    assert report.false or report.crashes


# --- almost -----------------------------------------------------------------------------------------------------


def test_a_theorem_knows_where_almost_every_was_used():
    assert [PROVER.prove(d).almost for d in (GENERAL, NUMBER, TWO, BESIDE, EVERYWHERE, PULLED, DRAWS)] == [
        ("y",), ("y",), ("y", "yy"), ("z",), (), (), ()]


@pytest.mark.parametrize(("theorem", "mapping", "why"), [
    (GENERAL, {q(z): r(z | y)}, "a law for q that depends on y"), (NUMBER, {c: f(y)}, "a number for c that depends on y"),
    (TWO, {yy: y}, "no second point"),
    (TWO, {y: yy}, "no second point"), (BESIDE, {x: Point("v", "z")}, "becomes another|outcomes")])
def test_what_may_move_such_a_point_is_refused(theorem, mapping, why):
    with pytest.raises(Refused, match=why):
        stated = PROVER.instance(theorem.at(mapping))
        raise AssertionError(text_of(stated.form))


def test_a_law_that_depends_on_another_point_may_be_put_in():
    stated = PROVER.instance(GENERAL.at({q(z): Law("t", z | x)(z | x)}))
    assert {w.args[1] for w in stated.almost} == {"y"}
    assert {w.args[1] for w in PROVER.instance(GENERAL.at({y: yy})).almost} == {"yy"}


@pytest.mark.parametrize(("stands", "almost"), [
    ([DRAWN, GIVEN(z | x)], {"z"}), ([q(z), Law("back", x | z)(x | z)], {"z"}), (NAMED(x, z), {"z"}),
    (proportional[x1, v](WEIGHT(x1, v))(x, z), {"z"}), (Law("other", x, z)(x, z), set()), (Law("wide", x, y, z)(x, z), set()),
    (Law("m", x, z, independent=True)(x, z), set())])
def test_a_law_that_is_drawn_in_parts_has_finite_sections_at_almost_every_point(stands, almost):
    """With x uniform on (0, 1) and z uniform on [0, x] the integral over x is infinite at z = 0."""
    assert {w.args[1] for w in PROVER.instance(SECTION.at({p(x, z): stands})).almost} == almost


def test_where_it_holds_everywhere_a_law_may_depend_on_the_point():
    stated = PROVER.instance(PULLED.at({q(z): r(z | y)}))
    assert text_of(stated.form) == "E[r(z | y)](f(y) * g(z)) == E[r(z | y)](g(z)) * f(y)" and not stated.almost


def prove(function):
    return PROVER.prove(Derivation(function, title="uses one", register=False))


def test_what_is_used_at_a_free_point_is_inherited_and_closed_it_is_not():
    def free(proof):
        proof.claim(1 + (f(y) - c)/(f(y) - c) == 2)
        proof.given(always[yy](f(yy) - c != 0))
        proof.starts(1 + (f(y) - c)/(f(y) - c))
        proof.eq(1 + 1, by=NUMBER)
        proof.eq(2, by=algebra)

    def closed(proof):
        proof.claim(E[u(y)]((f(y) - c)/(f(y) - c)) == E[u(y)](1))
        proof.given(always[yy](f(yy) - c != 0))
        proof.starts(E[u(y)]((f(y) - c)/(f(y) - c)))
        proof.eq(E[u(y)](1), by=NUMBER)
    assert prove(free).almost == ("y",)
    assert prove(closed).almost == ()


def test_a_hypothesis_at_the_point_itself_makes_it_hold_everywhere():
    def everywhere(proof):
        proof.claim((f(y) - c)/(f(y) - c) == 1)
        proof.given(f(y) - c != 0)
        proof.starts((f(y) - c)/(f(y) - c))
        proof.eq(1, by=algebra)
    assert prove(everywhere).almost == ()


def test_the_diagonal_is_refused_and_false():
    def diagonal(proof):
        proof.claim((f(y) - c)/(f(y) - c) == 1)
        proof.given(always[yy](f(yy) - f(y) != 0))
        proof.starts((f(y) - f(y))/(f(y) - f(y)))
        proof.eq(1, by=NUMBER.at({c: f(y)}))
    with pytest.raises(Failed, match=r"depends on y may not be put in|can never hold"):
        prove(diagonal)
    text = Derivation(quotient, title="again", register=False).text
    found = survey([h for h, _ in text.hypotheses], [text.statement], models_per_shape=200, shapes_wanted=4, seed=1, almost=())
    assert found.failure is not None and found.failure.as_json()["null"]
    assert survey([h for h, _ in text.hypotheses], [text.statement], models_per_shape=200, shapes_wanted=4, seed=1,
                  almost=(y,)).failure is None
    assert instance_fuzz.y == y
