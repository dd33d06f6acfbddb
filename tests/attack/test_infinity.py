"""What is shown of a value that is no number: ∞ or −∞ where all that is infinite has one sign, else "undefined"."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from sympy import Integer

from derivations.attack.balls import Balls
from derivations.attack.certificate import certify
from derivations.attack.evaluate import Evaluator
from derivations.attack.infinity import INFINITIES, Shown, is_number, never_negative, with_infinity
from derivations.attack.models import Models, signature
from derivations.attack.numbers import UNDEFINED, Exact, Undecidable, logs
from derivations.kernel import (
    KL,
    E,
    Function,
    Law,
    Subset,
    always,
    counts,
    exp,
    iff,
    implies,
    integrable,
    integral,
    log,
    points,
)
from derivations.language import writing as w
from derivations.language.terms import Bounded, both, digamma, each, lgamma, mean, polygamma, sup, total, trigamma
from derivations.language.terms import inf as least
from tests.support.finite_models import models

(z,) = points("z")
K, k = counts("K k")
q, r, s = Law("q", z), Law("r", z), Law("s", z)
f, g = Function("f", z), Function("g", z, nonnegative=True)
d = Function("d", K, nonnegative=True)
F = Subset("F", z)

TABLES = {q: [1, 1], r: [1, 0], s: [0, 1]}
VALUES = {f: [0, -1], g: [0, 2], d: [0, 1, 1]}


def shown(statement):
    """The sides of a statement in one model, in which q is ½, ½, r is 1, 0 and s is 0, 1."""
    found = signature(statement)
    model = Models(
        dict.fromkeys((x for x in found.spaces if x != "index"), 2), dict.fromkeys(found.counts, 2),
        {law: np.array([TABLES[law]]) for law in found.laws}, {h: np.array([VALUES[h]]) for h in found.functions},
        {x: np.array([[True, True]]) for x in found.subsets}, {})
    return certify(model, found, (), statement)


VALUES_SHOWN = {
    "∞": [KL[z](q(z), r(z)), 2*KL[z](q(z), r(z)), KL[z](q(z), r(z)) + E[q(z)](f(z)), -log(E[s(z)](r(z))),
          KL[z](q(z), r(z)) + KL[z](r(z), s(z)), E[q(z)](1/g(z)), log(E[q(z)](1/g(z))), E[q(z)](log(q(z)/r(z))),
          sup[z:F](1/g(z)), least[z:F](KL[z](q(z), r(z))), mean[k:K](1/d(k)), integral[z](1/g(z)), 1/E[q(z)](r(z)*s(z)),
          KL[z](q(z), r(z))**2, 1/(g(z)*E[q(z)](f(z)**2)), w.mul(-3, E[q(z)](log(g(z))))],
    "−∞": [E[q(z)](log(r(z))), E[q(z)](log(g(z))), -KL[z](q(z), r(z)), least[z:F](log(g(z))), 1 - KL[z](q(z), r(z)),
           total[k:1:K](log(d(k))), E[q(z)](f(z))*KL[z](q(z), r(z)), least[z:F](f(z) - 1/g(z))],
    "undefined": [KL[z](q(z), r(z)) - KL[z](q(z), s(z)), exp(E[q(z)](log(r(z)))), 1/KL[z](q(z), r(z)), E[q(z)](1/f(z)),
                  E[q(z)](log(r(z)/s(z))), log(-KL[z](q(z), r(z))), sup[z:F](log(g(z))), log(E[q(z)](f(z))),
                  digamma(KL[z](q(z), r(z))), lgamma(E[q(z)](1/g(z))), trigamma(-KL[z](q(z), r(z))),
                  sup[z:F](1/f(z)), KL[z](q(z), r(z)) + 1/f(z), sup[z:F](1/g(z) + log(f(z) - 1))]}


@pytest.mark.parametrize(("told", "node"), [(told, node) for told, nodes in VALUES_SHOWN.items() for node in nodes], ids=str)
def test_a_value_that_is_no_number(told, node):
    """Beside a number, on either side; and the statement is undefined, whatever is shown."""
    other = {"∞": "−∞", "−∞": "∞", "undefined": "undefined"}
    left, right = shown(w.eq(node, 7)), shown(w.eq(7, node))
    assert left is not None and (left.lhs, left.rhs, left.gap) == (told, "7", told)
    assert right is not None and (right.lhs, right.rhs, right.gap) == ("7", told, other[told])
    assert left.undefined and right.undefined and not left.sides.clear


@pytest.mark.parametrize("node", [digamma(KL[z](q(z), r(z)))*exp(2), exp(2)*lgamma(E[q(z)](1/g(z))), E[q(z)](trigamma(g(z))), digamma(f(z)), trigamma(g(z))], ids=str)
def test_a_polygamma_function_of_what_is_no_number(node):
    """Balls, which other factors ask for, know no infinity."""
    found = shown(w.eq(node, 7))
    assert found is not None and found.undefined and found.lhs == "undefined"


NUMBERS = [KL[z](r(z), q(z)), E[r(z)](log(q(z))), E[r(z)](log(r(z))), E[s(z)](1/g(z)), E[s(z)](1/f(z)), KL[z](s(z), s(z)), E[s(z)](digamma(g(z)))]


@pytest.mark.parametrize("node", NUMBERS, ids=str)
def test_what_has_no_mass_makes_nothing_infinite(node):
    found = shown(w.eq(node, 7))
    assert found is not None and not found.undefined and "undefined" not in found.gap and "∞" not in found.gap


@pytest.mark.parametrize(("left", "right", "told"), [
    (KL[z](q(z), r(z)), KL[z](q(z), s(z)), ("∞", "∞", "undefined")),
    (KL[z](q(z), r(z)), E[q(z)](log(r(z))), ("∞", "−∞", "∞")),
    (E[q(z)](log(r(z))), KL[z](q(z), r(z)), ("−∞", "∞", "−∞")),
    (E[q(z)](log(r(z))), E[q(z)](log(s(z))), ("−∞", "−∞", "undefined")),
    (KL[z](q(z), r(z)), 1/f(z), ("∞", "undefined", "undefined")),
    (KL[z](q(z), r(z)), exp(1), None)], ids=str)
def test_the_gap_between_two_sides(left, right, told):
    """Infinity less infinity is undefined; infinity less a ball is infinity."""
    found = shown(w.eq(left, right))
    assert found is not None and found.undefined
    if told is None:
        assert found.lhs == found.gap == "∞" and found.rhs.startswith("2.718")
    else:
        assert (found.lhs, found.rhs, found.gap) == told


# --- statements without two sides -------------------------------------------------------------------------------------

WITHOUT = {  # a statement, its sides, the state and the index at which it is false, and the part that is
    "both": (both(w.eq(g(z), g(z)), w.eq(E[q(z)](g(z)), 3)), ("1", "3", "-2"), {}, {}, w.eq(E[q(z)](g(z)), 3)),
    "each": (each[k:1:K](d(k) >= 1), ("0", "1", "-1"), {}, {"k": 1}, d(k) >= 1),
    "always": (always[q(z)](g(z) <= 0), ("2", "0", "2"), {"z": 1}, {}, g(z) <= 0),
    "always where there is mass": (always[r(z)](g(z) >= 1), ("0", "1", "-1"), {"z": 0}, {}, g(z) >= 1),
    "always of each": (always[q(z)](each[k:1:K](g(z)*d(k) <= 0)), ("2", "0", "2"), {"z": 1}, {"k": 2}, g(z)*d(k) <= 0),
    "undefined at a state": (always[q(z)](log(r(z)) <= 0), ("−∞", "0", "−∞"), {"z": 1}, {}, log(r(z)) <= 0),
    "integrable": (integrable[q(z)](log(r(z))), ("∞", "finite", "∞"), {}, {}, None),
    "integrable of both signs": (integrable[q(z)](log(r(z)/s(z))), ("∞", "finite", "∞"), {}, {}, None),
    "integrable of what is undefined": (integrable[q(z)](1/f(z)), ("undefined", "finite", "undefined"), {}, {}, None),
    "integrable of what is infinite and undefined": (
        integrable[q(z)](1/g(z) + 1/(f(z) + 1)), ("undefined", "finite", "undefined"), {}, {}, None),
    "integrable over points": (integrable[z](1/g(z)), ("∞", "finite", "∞"), {}, {}, None),
    "bounded": (Bounded(sup[z:F](1/g(z))), ("∞", "finite", "∞"), {}, {}, None),
    "iff": (iff(E[q(z)](g(z)) >= 1, E[q(z)](g(z)) >= 2), ("true", "false", "the one holds, the other does not"), {}, {}, None),
    "implies": (implies(E[q(z)](g(z)) >= 1, E[q(z)](g(z)) >= 2), ("true", "false", "the one holds, the other does not"), {}, {}, None),
    "iff of what is undefined": (iff(E[q(z)](g(z)) >= 1, KL[z](q(z), r(z)) >= 0), ("true", "undefined", "undefined"), {}, {}, None)}


@pytest.mark.parametrize("name", WITHOUT)
def test_a_statement_without_two_sides_is_shown_where_it_is_false(name):
    statement, told, states, indices, part = WITHOUT[name]
    found = shown(statement)
    assert found is not None and (found.lhs, found.rhs, found.gap) == told
    assert (found.sides.points, found.sides.indices, found.sides.part) == (states, indices, part)
    assert not found.undefined  # it does not compare two quantities
    model = found.as_json()["model"]
    assert set(states) <= set(model.get("points", {})) and indices.items() <= model.get("counts", {}).items()


# --- a number is shown exactly where the judgement has it --------------------------------------------------------------

QUANTITIES = [KL[z](q(z), r(z)), E[q(z)](log(r(z)/s(z))), log(f(z)), 1/f(z) + 1/g(z), exp(log(g(z))), sup[z:F](log(g(z))),
              least[z:F](1/g(z)), g(z)*log(g(z)), E[q(z)](f(z)*log(g(z))), log(g(z)) - log(g(z) + f(z)),
              KL[z](q(z), r(z)) - KL[z](s(z), r(z)), mean[k:K](log(d(k))), 1/(1/g(z)), f(z)/g(z)]


@pytest.mark.parametrize("node", QUANTITIES, ids=str)
@pytest.mark.parametrize("numbers", [Exact, Balls])
@settings(deadline=None, max_examples=25)
@drawn(data=st.data())
def test_a_number_is_shown_where_the_judgement_has_it(node, numbers, data):
    model = data.draw(models(w.eq(node, 0)))
    free = tuple(signature(w.eq(node, 0)).points)
    try:
        judged, seen = Evaluator(model, numbers, free), Shown(model, with_infinity(numbers), free)
        pairs = np.broadcast(judged.array(judged.value(node)), seen.array(seen.value(node)))
    except Undecidable:
        return
    for one, other in pairs:
        assert is_number(other) == (one is not UNDEFINED)
        assert not is_number(other) or one == other or (numbers is Balls and one.overlaps(other))


# --- the arithmetic ----------------------------------------------------------------------------------------------------

PLUS, MINUS = INFINITIES[1], INFINITIES[-1]


@pytest.mark.parametrize("number", [Fraction(2), Fraction(0), Fraction(-3), logs(1, {2: Fraction(-3)}), logs(0, {3: Fraction(1)})], ids=str)
def test_infinity_and_a_number(number):
    assert number + PLUS is PLUS + number is PLUS - number is number - MINUS is PLUS
    assert number + MINUS is MINUS + number is MINUS - number is number - PLUS is MINUS
    sign = (float(number) > 0) - (float(number) < 0)
    assert number*PLUS is PLUS*number is (INFINITIES[sign] if sign else UNDEFINED)
    assert number*MINUS is MINUS*number is (INFINITIES[-sign] if sign else UNDEFINED)


def test_infinity_and_infinity():
    assert PLUS + PLUS is PLUS - MINUS is PLUS*PLUS is MINUS*MINUS is -MINUS is PLUS
    assert PLUS - PLUS is PLUS + MINUS is MINUS - MINUS is UNDEFINED
    assert PLUS*MINUS is MINUS + MINUS is -PLUS is MINUS
    assert all(value is UNDEFINED for value in (PLUS + UNDEFINED, UNDEFINED*PLUS, UNDEFINED - MINUS, MINUS*UNDEFINED))
    assert (repr(PLUS), repr(MINUS)) == ("∞", "−∞")


@pytest.mark.parametrize(("node", "never"), [
    (q(z), True), (g(z), True), (f(z), False), (f(z)**2, True), (f(z)**3, False), (exp(f(z)), True), (g(z) + q(z), True),
    (g(z) + f(z), False), (-g(z), False), (g(z)*q(z), True), (E[q(z)](g(z)), True), (E[q(z)](f(z)), False), (log(q(z)), False),
    (integral[z](g(z)), True), (mean[k:K](d(k)), True), (sup[z:F](f(z)), False), (sup[z:F](g(z)), True), (1/g(z), True),
    (trigamma(f(z)), True), (polygamma(3, f(z)), True), (polygamma(2, f(z)), False), (digamma(g(z)), False), (lgamma(g(z)), False),
    (K, True), (K*g(z), True), (Integer(2), True), (Integer(-2), False)], ids=str)
def test_what_is_never_negative(node, never):
    assert never_negative(node) == never
