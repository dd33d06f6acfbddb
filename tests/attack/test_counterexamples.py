"""What is a counterexample: false in its own direction, in exact arithmetic, where the hypotheses hold exactly."""

import math
import operator
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
import sympy
from mpmath import mp

from derivations.attack import certificate, counterexamples
from derivations.attack import random_search as searching
from derivations.attack import survey as survey_module
from derivations.attack.balls import Fine
from derivations.attack.certificate import certify
from derivations.attack.counterexamples import Attack, refute
from derivations.attack.models import Models, signature
from derivations.attack.numbers import Exact, Floats, Logs
from derivations.attack.survey import survey
from derivations.attack.twins import relate
from derivations.attack.verdict import satisfiable
from derivations.kernel import E, Function, Law, always, iff, implies, log, points, statement
from derivations.language import writing as w
from derivations.language.relation import EQ, GE, IFF, IMPLIES, LE
from derivations.language.terms import both

y, = points("y")
f, g = Function("f", y), Function("g", y, nonnegative=True)
q = Law("q", y)
t, s = sympy.symbols("t s", real=True)

ATTACKS = {
    "enumeration": lambda given, node: refute(given, node, limit=2_000),
    "survey": lambda given, node: survey(given, [node], models_per_shape=100, shapes_wanted=6, seed=0).failure,
    "at random": lambda given, node: Attack(given, [node]).refute_at_random(node),
    "search": lambda given, node: searching.search(given, node, examples=100)}
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)

# --- each statement in its own direction ----------------------------------------------------------------------------

RELATIONS = {"==": (sympy.Eq, operator.eq), "!=": (sympy.Ne, operator.ne), "<=": (sympy.Le, operator.le),
             "<": (sympy.Lt, operator.lt), ">=": (sympy.Ge, operator.ge), ">": (sympy.Gt, operator.gt)}


def values(found) -> list:
    """What t and s are in a counterexample, as far as they occur."""
    return [Fraction(float(found.model.reals[symbol][0])) for symbol in (t, s) if symbol in found.model.reals]


@attacks
@pytest.mark.parametrize("sign", RELATIONS)
def test_a_relation_is_refuted_where_it_is_false(attack, sign):
    """Of t and 1; and where 1 and 2 stand beside it as a hypothesis, exactly when neither is a way out."""
    node, holds = RELATIONS[sign]
    statement_ = node(t, 1, evaluate=False)
    found = attack([], statement_)
    assert found is not None and not holds(values(found)[0], 1)
    for value in (0, 1, 2):
        at = attack([sympy.Eq(t, value, evaluate=False)], statement_)
        assert (at is None) == holds(value, 1)
        assert at is None or values(at) == [value]


@pytest.mark.parametrize("sign", RELATIONS)
def test_a_relation_is_a_hypothesis_where_it_is_true(sign):
    node, holds = RELATIONS[sign]
    for value in (0, 1, 2):
        found = refute([node(t, 1, evaluate=False)], sympy.Ne(t, value, evaluate=False))
        assert (found is not None) == holds(value, 1)


CONNECTIVES = {
    "iff": (iff(t > 0, s > 0), operator.eq), "implies": (implies(t > 0, s > 0), operator.le),
    "implied": (implies(s > 0, t > 0), operator.ge), "both": (both(t > 0, s > 0), operator.and_)}


@attacks
@pytest.mark.parametrize("name", CONNECTIVES)
def test_a_connective_is_refuted_where_it_is_false(attack, name):
    """All four cases, as hypotheses; a counterexample where the truth table has one, and nowhere else."""
    node, table = CONNECTIVES[name]
    for first in (True, False):
        for second in (True, False):
            given = [t > 0 if first else t <= 0, s > 0 if second else s <= 0]
            found = attack(given, node)
            assert (found is None) == bool(table(first, second))
            assert found is None or [value > 0 for value in values(found)] == [first, second]


@pytest.mark.parametrize(("relation", "holds"), [(EQ, operator.eq), (LE, operator.le), (GE, operator.ge)], ids=str)
def test_a_step_is_attacked_the_way_it_is_written(relation, holds):
    for value in (0, 1, 2):
        assert (refute([sympy.Eq(t, value, evaluate=False)], relate(relation, t, sympy.Integer(1))) is None) == holds(value, 1)


@pytest.mark.parametrize(("relation", "holds"), [(IFF, operator.eq), (IMPLIES, operator.le)], ids=str)
def test_a_step_between_statements_is_attacked_the_way_it_is_written(relation, holds):
    for first, second in ((False, False), (False, True), (True, False), (True, True)):
        given = [t > 0 if first else t <= 0, s > 0 if second else s <= 0]
        assert (refute(given, relate(relation, t > 0, s > 0)) is None) == bool(holds(first, second))


@attacks
def test_always_is_refuted_by_one_state(attack):
    found = attack([], always[q(y)](f(y) >= 1))
    assert found is not None
    model = found.model
    assert (np.asarray(model.functions[f][0])[model.weights[q][0] > 0] < 1).any()


# --- exact arithmetic has the last word ------------------------------------------------------------------------------


@statement
def total_mass():
    return E[q(y)](2) == 2


@pytest.mark.parametrize("name", ATTACKS)
def test_floats_that_call_everything_false_refute_nothing(name, monkeypatch):
    """The mismatch that floats see has to be there in exact arithmetic, or in a survey in balls of many digits, too."""
    monkeypatch.setattr(Floats, "compare", classmethod(lambda cls, a, b: np.full(np.broadcast(a, b).shape, 7.0)))
    asked = []
    for place in (certificate, counterexamples, survey_module, searching):
        monkeypatch.setattr(place, "falsified", lambda *args, old=certificate.falsified: asked.append(args[0].numbers) or old(*args))
    assert ATTACKS[name]([], total_mass) is None
    assert Floats in asked and (Fine if name == "survey" else Exact) in asked


def test_a_survey_decides_numbers_alone_exactly_however_close() -> None:
    apart = sympy.Eq(w.add(log(2), sympy.Rational(1, 10**40)), log(2), evaluate=False)
    assert survey([], [apart], models_per_shape=1, shapes_wanted=4, seed=0).failure is not None


def test_what_a_search_has_found_is_told_when_its_time_is_up(monkeypatch) -> None:
    """Hypothesis asks a model again while it shrinks: that the time is up then is no sign of a fault."""
    clock, found = iter([0.0, 0.0]), []
    monkeypatch.setattr(searching, "certify", lambda *args, old=certify: found.append(old(*args)) or found[-1])
    monkeypatch.setattr(searching, "time", SimpleNamespace(monotonic=lambda: 2.0 if any(found) else next(clock, 0.5)))
    assert searching.search([], sympy.Eq(f(y), 0), seconds=1) is not None


TIES = {  # convergents a/b of log 3 / log 2, and whether 2^a < 3^b
    (16785921, 10590737): True, (17087915, 10781274): False,  # 4e-15 and 1e-15 of either
    (630138897, 397573379): False, (10439860591, 6586818670): False}  # here a rounded difference has the wrong sign


def sides(a: int, b: int):
    """a log 2 and b log 3 where g is 1."""
    return w.mul(a, log(g(y) + 1)), w.mul(b, log(g(y) + 2))


def one(value: int) -> Models:
    return Models({"y": 1}, {}, {}, {g: np.array([[value]])}, {}, {})


@pytest.mark.parametrize(("a", "b"), TIES)
def test_a_near_tie_is_decided_by_exact_arithmetic(a, b):
    """a log 2 ≤ b log 3 and its opposite, to within 1e-15 and less: floats cannot tell and must not be asked."""
    with mp.workdps(60):
        below = bool(a*mp.log(2) < b*mp.log(3))
        assert below == TIES[a, b] and abs(a*mp.log(2)/(b*mp.log(3)) - 1) < 1e-14
    rounded = a*math.log(2) - b*math.log(3)
    assert a < 20_000_000 or (rounded < 0) != below
    less, more, equal = (relate(relation, *sides(a, b)) for relation in (LE, GE, EQ))
    found = signature(less)
    assert (certify(one(1), found, (), less) is None) == below
    wrong = certify(one(1), found, (), more)
    assert (wrong is None) == (not below)
    assert wrong is None or wrong.certified == "exact"
    gap = certify(one(1), found, (), equal)
    assert gap is not None
    told, near = gap.gap.split(" ≈ ")
    assert told == repr(Logs(Fraction(0), {2: a, 3: -b})) and (float(near) < 0) == below


def test_a_hypothesis_is_asked_exactly_by_a_near_tie_too():
    pair = sides(630138897, 397573379)  # the first is larger, and rounded the smaller
    found = signature(*pair, g(y) > 1)
    assert certify(one(1), found, (relate(LE, *pair),), g(y) > 1) is None
    assert certify(one(1), found, (relate(GE, *pair),), g(y) > 1) is not None


# --- hypotheses are asked exactly ------------------------------------------------------------------------------------

TINY = sympy.Rational(1, 10**17)


@attacks
@pytest.mark.parametrize("hypothesis", [
    sympy.Eq(t, TINY, evaluate=False), sympy.Eq(2*t, 1 + TINY, evaluate=False), sympy.Ge(-t*t, TINY, evaluate=False),
    sympy.Eq(t + TINY, t, evaluate=False)], ids=str)
def test_a_model_that_breaks_a_hypothesis_by_a_hair_is_no_counterexample(attack, hypothesis):
    """Within the tolerance of floats some t passes; exactly none does."""
    assert attack([hypothesis], sympy.Ne(2*t*(2*t - 1), 0, evaluate=False)) is None
    assert attack([], sympy.Ne(2*t*(2*t - 1), 0, evaluate=False)) is not None


@pytest.mark.parametrize("given", [
    (f(y) > 0, f(y) < 0), (t <= 1, sympy.Ge(t, 1 + TINY, evaluate=False)),
    (always[q(y)](f(y) > 0), E[q(y)](f(y)) <= 0), (sympy.Ge(t, s + TINY, evaluate=False), t <= s)], ids=str)
def test_contradictory_hypotheses_hold_in_no_model(given):
    tried = Attack(given, given)
    for _ in tried.batches():
        pass
    assert not tried.satisfiable and not satisfiable(given)
    assert all(satisfiable([part]) for part in given)
