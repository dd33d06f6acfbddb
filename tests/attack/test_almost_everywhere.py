"""Statements that claim to hold only almost everywhere, values that are no whole numbers, and what is never skipped."""

import itertools
from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
import sympy

from derivations.attack.certificate import Undecided
from derivations.attack.counterexamples import Attack, refute
from derivations.attack.evaluate import TooManyAxes, Unreadable
from derivations.attack.model import labels
from derivations.attack.models import enumeration, planned, random_models, shapes, signature, values
from derivations.attack.random_search import search
from derivations.attack.survey import survey
from derivations.kernel import E, Function, Law, Point, always, counts, iid, implies, log, mean, points, statement
from derivations.language.terms import sup

y, z = points("y z")
yy = Point("yy", "y")
(K,) = counts("K")
f, g = Function("f", y), Function("g", z)
p, r = Law("p", y, z), Law("r", z | y)
t, s = sympy.Symbol("t"), sympy.Symbol("s", positive=True)

# --- almost everywhere --------------------------------------------------------------------------------------------


@statement
def never_zero():
    return always[y](f(y) != 0)


@statement
def quotient():
    return f(y)/f(y) == 1


@statement
def never_zero_gap():
    return always[yy](f(yy) - E[r(z | yy)](g(z)) != 0)


@statement
def never_zero_diagonal():
    return always[yy](f(yy) - E[r(z | y)](g(z)) != 0)


@statement
def gap_quotient():
    return (f(y) - E[r(z | y)](g(z)))/(f(y) - E[r(z | y)](g(z))) == 1


ATTACKS = {
    "enumeration": lambda given, node, almost: refute(given, node, limit=4_000, most=4_000, almost=almost),
    "survey": lambda given, node, almost: survey(given, [node], models_per_shape=300, shapes_wanted=12, seed=0,
                                                 almost=almost).failure,
    "at random": lambda given, node, almost: Attack(given, [node], almost=almost).refute_at_random(node),
    "search": lambda given, node, almost: search(given, node, examples=200, almost=almost)}
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


@attacks
@pytest.mark.parametrize(("given", "node"), [(never_zero, quotient), (never_zero_gap, gap_quotient)],
                         ids=["quotient", "gap"])
def test_what_holds_almost_everywhere_fails_at_a_null_state_only(attack, given, node):
    """Asked of every y it is refuted, at a null state; asked of almost every y, or without null states, it is not."""
    found = attack([given], node, ())
    assert found is not None and found.certified == "exact" and found.gap == "-1"  # nought by nought is nought here
    assert found.points["y"] + 1 in found.as_json()["null"]["y"]
    assert attack([given], node, (y,)) is None
    assert attack([given], node, None) is None


@attacks
def test_a_hypothesis_about_the_diagonal_says_nothing_of_a_null_state(attack):
    """For each y apart, almost every y′ has f(y′) ≠ E_r(z | y)[g]: at y′ = y only where y is not null."""
    found = attack([never_zero_diagonal], gap_quotient, ())
    assert found is not None and found.certified == "exact"
    assert found.points["y"] + 1 in found.as_json()["null"]["y"]


def test_the_smallest_counterexample_has_one_null_state():
    found = refute([never_zero], quotient, almost=(), check_earlier=10_000)
    assert found is not None and found.smallest
    assert found.as_json()["null"] == {"y": [2]} and found.points == {"y": 1}
    assert found.model.describe() == {"sizes": {"y": 2}, "measure": {"y": ["1", "0"]}, "functions": {"f": ["-1", "0"]}, "arguments": {"f": ["y"]}}


@statement
def positive_marginal():
    return implies(p(y, z) > 0, p(y) > 0)


@pytest.mark.parametrize(("almost", "held"), [((), False), ((y,), False), ((z,), True), ((y, z), True), (None, True)],
                         ids=str)
def test_each_point_is_almost_every_or_every(almost, held):
    """p(y, z) > 0 = p(y) happens where z is null, and whatever y is."""
    assert (refute([], positive_marginal, almost=almost, limit=3_000) is None) == held
    assert (search([], positive_marginal, almost=almost) is None) == held
    met = survey([], [positive_marginal], models_per_shape=200, shapes_wanted=12, seed=1, almost=almost)
    assert (met.failure is None) == held
    if held:
        assert (met.with_nulls > 0) == (almost is not None)


def test_a_third_of_the_random_models_has_null_states():
    met = survey([], [positive_marginal], models_per_shape=200, shapes_wanted=12, seed=1, almost=(z,))
    assert met.models == 12*200 and met.models/3*0.5 < met.with_nulls <= met.models/3


def test_a_limit_is_one_of_each_kind():
    found = refute([never_zero], quotient, almost=(), limit=1)
    assert found is not None and found.as_json()["null"] == {"y": [2]}


@statement
def zero_here():
    return f(y) <= 0


@statement
def nowhere_zero():
    return always[yy](f(yy) > 0)


def test_models_count_where_the_hypotheses_hold_at_places_that_count():
    """f(y) ≤ 0 < f almost everywhere: only at a null y."""
    for almost, some in ((), True), ((y,), False):
        met = survey([zero_here, nowhere_zero], [zero_here], models_per_shape=50, shapes_wanted=6, seed=0, almost=almost)
        attack = Attack([zero_here, nowhere_zero], [zero_here], levels=1, almost=almost)
        assert attack.refute(zero_here) is None
        assert (met.models > 0) == (met.with_nulls > 0) == attack.satisfiable == some


def test_models_with_null_states_come_behind_those_of_their_size():
    kinds = [kind for kind, _ in planned(signature(zero_here), 1, nulls=True)]
    assert kinds == ["whole", "whole", "null", "whole", "null", "whole", "whole", "whole", *["halves"]*3, *["fractions"]*3]


def test_models_with_null_states_come_beside_the_others():
    """Those without are the same, in the same order; each other one comes behind those of its size."""
    found = signature(positive_marginal)
    plain = list(itertools.islice(enumeration(found, 2, 2_000), 8))
    both = list(itertools.islice(enumeration(found, 2, 2_000, True), 20))
    kept = [models for models in both if not models.has_null]
    for a, b in zip(plain, kept):
        assert a.sizes == b.sizes and all((a.weights[law] == b.weights[law]).all() for law in a.weights)
        assert a.base.keys() == b.base.keys() and all((a.base[space] == b.base[space]).all() for space in a.base)
    kinds = [kind for kind, _ in planned(found, 2, 2_000, True)]
    assert set(kinds) == {"whole", "null"} and kinds.index("null") > 0
    null = next(models for models in both if models.has_null and set(models.sizes.values()) == {2})
    where = {tuple(bool(null.live(space)[i, 1]) for space in "yz") for i in range(null.batch)}
    assert where == {(True, False), (False, True), (False, False)}
    assert null.live("y")[:, 0].all() and null.live("z")[:, 0].all()
    for i in range(null.batch):
        alive = np.ones((2, 2), dtype=bool)
        for axis, space in enumerate("yz"):
            live = null.live(space)[i]
            alive &= live[:, None] if axis == 0 else live
        assert (null.weights[p][i]*alive).sum() > 0


def test_a_space_that_counts_its_points_has_no_null_states():
    found = signature(sup[z](g(z)) >= E[p(y, z)](g(z)))
    for models in (*itertools.islice(enumeration(found, 1, 2_000, True), 12),
                   *(random_models(found, *shape, 20, np.random.default_rng(0), 0.3, True)
                     for shape in shapes(found)[:9])):
        assert models.live("z") is None


# --- values that are no whole numbers -----------------------------------------------------------------------------


@statement
def positive_is_at_least_one():
    return implies(f(y) > 0, f(y) >= 1)


@statement
def square_is_larger():
    return f(y)*f(y) >= f(y)


@statement
def a_real_number_is_positive():
    return t > 0


@statement
def a_real_square_is_larger():
    return t*t >= t


@statement
def a_real_number_is_less():
    return t*f(y) <= f(y)*f(y) + 1


@attacks
@pytest.mark.parametrize("node", [positive_is_at_least_one, square_is_larger, a_real_number_is_positive,
                                  a_real_square_is_larger, a_real_number_is_less],
                         ids=["one", "square", "sign", "real square", "product"])
def test_fractions_and_negative_values_refute(attack, node):
    found = attack([], node, None)
    assert found is not None and found.certified == "exact"


def test_whole_numbers_come_first():
    found = refute([], f(y) <= 0)
    assert found is not None and found.model.describe()["functions"]["f"] == ["1"]
    kinds = [kind for kind, _ in planned(signature(f(y) <= t))]
    assert list(dict.fromkeys(kinds)) == ["whole", "halves", "fractions"] and len(list(groupby(kinds))) == 3
    seen = [{Fraction(v) for v in models.functions[f].ravel()} for models in enumeration(signature(f(y) <= 0))]
    firsts = [any(v.denominator > 1 for v in those) for those in seen]
    assert firsts == sorted(firsts) and set().union(*seen) >= {Fraction(n, 2) for n in range(-6, 7)} | {Fraction(n, 16) for n in range(-16, 17)}


def test_fractions_are_enumerated_once():
    """One number in quarters, eighths and sixteenths up to one, each in the first of these that has it."""
    made = [make()[0] for kind, make in planned(signature(s <= 1)) if kind == "fractions"]
    assert [sorted(map(Fraction, models.reals[s])) for models in made if models] == [
        [Fraction(n, parts) for n in range(1, parts, 2)] for parts in (4, 8, 16)]


def test_halves_are_enumerated_once():
    """Two numbers in halves up to one: all 25 but the nine pairs of whole ones."""
    first = next(models for kind, make in planned(signature(t <= s + f(y)), 1) if kind == "halves" and (models := make()[0]))
    rows = {(a, b, c) for a, b, c in zip(first.reals[t], first.reals[s], first.functions[f][:, 0])}
    assert len(rows) == first.batch == 5*2*5 - 3*1*3 and all(b > 0 for _, b, _ in rows)


def test_a_real_number_keeps_what_is_declared_of_it():
    assert min(values(s, range(-4, 5), (1, 2))) == 0.5
    assert values(sympy.Symbol("n", integer=True), range(-2, 3), (2,)) == [-1, 0, 1]
    assert refute([], s + t > t) is None and refute([], s >= 1) is not None
    assert signature(t <= s*K).reals == [t, s] and signature(t <= s*K).counts == [K]
    with pytest.raises(Unreadable):
        survey([], [sympy.Symbol("i", irrational=True) > t], models_per_shape=5, shapes_wanted=2, seed=0)


def test_random_values_are_often_negative_and_often_below_one():
    batch = random_models(signature(f(y) <= t), {"y": 2}, {}, 2_000, np.random.default_rng(0))
    for table in batch.functions[f], batch.reals[t]:
        assert (table < 0).mean() > 0.1 and ((table > 0) & (table < 1)).mean() > 0.05 and (table % 1 == 0).mean() > 0.4


# --- nothing is skipped -------------------------------------------------------------------------------------------

SINE = sympy.Eq(sympy.sin(f(y)), 0, evaluate=False)
j = sympy.Symbol("j", integer=True, positive=True)


@statement
def mean_over_a_real_number():
    return mean[j:t](f(y)) == f(y)


@attacks
def test_what_has_no_meaning_reaches_the_caller(attack):
    for given, node in ((SINE,), quotient), ((), SINE), ((), mean_over_a_real_number):
        with pytest.raises(Unreadable):
            attack(given, node, ())


def test_an_attack_that_could_not_read_its_hypotheses_says_so_again():
    attack = Attack([SINE], [quotient])
    for _ in range(3):
        with pytest.raises(Unreadable, match="no finite meaning"):
            attack.refute(quotient)
        with pytest.raises(Unreadable, match="no finite meaning"):
            attack.exactly([quotient], 3)


def test_what_is_too_large_for_every_model_is_no_success():
    node = E[iid(p(y), 20)](f(y[1])) >= 0
    for attack in (lambda: refute([], node, levels=1, most=10), lambda: search([], node, examples=3)):
        with pytest.raises(Unreadable):
            attack()
    with pytest.raises(TooManyAxes):
        search([], node, examples=3)


@statement
def less_than_itself():
    return log(p(y) + 2)*log(p(y) + 2) < log(p(y) + 2)*log(p(y) + 2)


def test_a_search_that_could_decide_nothing_is_no_success():
    with pytest.raises(Undecided):
        search([], less_than_itself, examples=20)


def test_equal_names_are_told_apart():
    other, signed = Function("f", z), Function("f", y, nonnegative=True)
    law, law2 = Law("p", z), Law("p", z | y)
    node = f(y) + other(z) + signed(y) + law(z) + law2(z | y) < t + sympy.Symbol("t", positive=True)
    found = refute([], node)
    assert found is not None
    told = found.as_json()["model"]
    assert set(told["functions"]) == {"f(y)", "f(z)", "f(y) #2"}
    assert set(told["laws"]) == {"p(z)", "p(z | y)"}
    assert set(told["numbers"]) == {"t", "t #2"}
    twice = refute([], f(y) <= f(Point("y", "y")) + Function("h", Point("y", "w"))(Point("y", "w")))
    assert twice is not None and set(twice.points) == {"y in y", "y in w"}
    assert labels([t, s]) == ["t", "s"]
