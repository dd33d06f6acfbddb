"""Which models are tried, in which order, and what is said where some of them are left out."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy

from derivations.attack.certificate import any_place
from derivations.attack.counterexamples import Attack, refute
from derivations.attack.couplings import couplings, describe, symmetric
from derivations.attack.family_models import not_empty
from derivations.attack.models import (
    Models,
    TooMany,
    cost,
    evaluate_count,
    indices,
    joined,
    null_possible,
    random_models,
    shapes,
    signature,
    small_models,
)
from derivations.attack.survey import _with_room_for_null, has_zeros, usable_shapes
from derivations.kernel import (
    E,
    Function,
    Law,
    Point,
    Subset,
    counts,
    exchangeable,
    identical,
    iid,
    implies,
    integral,
    points,
    statement,
)
from derivations.language.terms import each, mean, sup, total

z, a, b, c, d = points("z a b c d")
zz = Point("zz", "z")
K, k, j = counts("K k j")
t, n = sympy.Symbol("t", real=True), sympy.Symbol("n", positive=True)
q, joint, given = Law("q", z), Law("p", a, z), Law("c", z | a)
f, g, h = Function("f", z), Function("g", z, nonnegative=True), Function("h", z, K)
G = Subset("G", z)
F = Subset("F", z, containing=G)


@statement
def no_three_quarters():
    return q(z) != 3/4


@statement
def whole_draws():
    return E[iid(q(z), 5*K)](1) == 1


@statement
def whole_draws_and_alone():
    return E[iid(q(z), 5*K)](1)*q(zz) == 1


@statement
def alone():
    return q(zz) == 1


def four_spaces(value):
    return implies(integral[a, b, c, d](1) > 0, sympy.Ne(t, value, evaluate=False))


UNREAD = {  # why it is not known to be the smallest
    "too many to be made: 27 tables of three weights up to 2 come before (1, 3)": (
        (), no_three_quarters, {"most": 20}, {"most": 27}),
    "too many axes in the statement: one state and K = 3 come before two states": (
        (), whole_draws_and_alone, {}, None),
    "too many axes in a hypothesis": ((whole_draws,), alone, {}, None),
    "81 shapes, of which 60 are tried: 18 places and t up to 1 come before 1 place and t up to 6": (
        (), four_spaces(6), {"levels": 6}, None)}


@pytest.mark.parametrize("why", UNREAD)
def test_behind_models_that_were_not_read_nothing_is_the_smallest(why):
    given, node, options, enough = UNREAD[why]
    found = refute(given, node, check_earlier=100_000, **options)
    assert found is not None and not found.smallest
    if enough is not None:
        found = refute(given, node, check_earlier=100_000, **enough)
        assert found is not None and found.smallest


def test_before_the_shapes_that_are_left_out_something_is_the_smallest():
    found = refute((), four_spaces(5), levels=6, check_earlier=100_000)
    assert found is not None and found.smallest and abs(found.model.reals[t][0]) == 5


# --- how many, how large, and in which order ----------------------------------------------------------------------------


def test_shapes_in_order_of_size():
    """Two spaces and a count, up to three: the cells of the tables, the most draws, and the places; then the sum of sizes."""
    found = signature(joint(a, z), given(z | a), K)
    every = shapes(found)
    size = {(x, y, m): 2*x*y + max(x, y)**m + x*y for x, y, m in itertools.product(range(1, 4), repeat=3)}
    order = sorted(size, key=lambda s: (size[s], sum(s), s))
    assert [(sizes[found.spaces[0]], sizes[found.spaces[1]], many[K]) for sizes, many in every] == order
    assert [cost(found, *shape) for shape in every] == [size[s] for s in order]
    assert len(shapes(found, most=5)) == 5 and len(shapes(found, largest=2)) == 8
    assert [len(shapes(signature(*map(f_, points(" ".join(f"x{i}" for i in range(m))))), most=10**6)) for m, f_ in (
        (6, lambda x: integral[x](1)), (7, lambda x: integral[x](1)))] == [3**6, 3**7]
    wide = [Point(f"x{i}") for i in range(14)]
    assert len(shapes(signature(integral[tuple(wide[:13])](1)))) == 60 and shapes(signature(integral[tuple(wide)](1))) == []
    table = Function("table", *[z]*14)
    assert shapes(signature(table(*[z]*14))) == []
    assert evaluate_count(2*K + 1, {K: 3}) == 7 and evaluate_count(4, {}) == 4 and indices({}) == 3 and indices({K: 2, k: 5}) == 6


@pytest.mark.parametrize(("quantity", "reached"), [
    (lambda a: mean[k:5](a(k)), 5), (lambda a: total[k:2:K + 3](a(k)), 5), (lambda a: total[j:1:K + 2](total[k:1:j](a(k))), 4),
    (lambda a: a(K + 7), 9), (lambda a: mean[k:K](a(k)), 3), (lambda a: total[k:1:K - 1](a(k)), 3),
    (lambda a: total[k:1:K + 2](a(k + 1)), 5), (lambda a: mean[k:5](a(2*k)), 10), (lambda a: total[k:1:K](a(K + 3 - k)), 4),
    (lambda a: total[j:1:K + 2](total[k:1:j](a(j + k))), 8), (lambda a: each[k:1:K + 4](a(k + 3) > 0), 9)])
def test_a_function_is_tabulated_as_far_as_its_indices_go(quantity, reached):
    found = signature(quantity(Function("a", k)))
    assert indices({K: 2}, found) == reached


def small(*args, **options) -> Models:
    """All of them, of which there are some."""
    found = small_models(*args, **options)
    assert found is not None
    return found


def rows(models, what):
    return [tuple(map(Fraction, row.ravel())) for row in {**models.weights, **models.functions, **models.reals}[what]]


ONE, TWO, SHAPE = {"z": 1}, {"z": 2}, {"z": 2, "a": 1}


def test_all_small_models_of_a_law():
    """Each law once: of (1, 2) and (2, 4) the first; the lightest first."""
    weights = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]
    models = small(signature(q(z)), TWO, {}, 2)
    assert sorted(rows(models, q)) == weights and [sum(row) for row in rows(models, q)] == [1, 1, 2, 3, 3]
    pairs = rows(small(signature(given(z | a)), {"z": 2, "a": 2}, {}, 1), given)
    assert sorted(pairs) == sorted((u[0], v[0], u[1], v[1]) for u in weights[:3] for v in weights[:3])
    null = small(signature(q(z)), TWO, {}, 2, null=("z",))
    assert sorted(rows(null, q)) == [row for row in weights if row[0]]  # where the last state is null, mass is before it
    for most in (9, 8):  # nine tables before those that say the same are left out
        with pytest.raises(TooMany) if most < 9 else np.errstate():
            small(signature(q(z)), TWO, {}, 2, most)


def test_all_small_models_of_functions_and_numbers():
    whole = [-2, -1, 0, 1, 2]
    assert sorted(rows(small(signature(f(z)), TWO, {}, 2), f)) == list(itertools.product(whole, repeat=2))
    assert sorted(rows(small(signature(g(z)), TWO, {}, 2), g)) == list(itertools.product([0, 1, 2], repeat=2))
    assert small(signature(h(z, 1)), ONE, {}, 1).functions[h].shape == (27, 1, 3)
    assert small(signature(h(z, K)), ONE, {K: 1}, 1).functions[h].shape == (9, 1, 2)
    assert sorted(rows(small(signature(t*n), {}, {}, 2), t)) == sorted((Fraction(v),) for v in whole for _ in (1, 2))
    assert set(rows(small(signature(n), {}, {}, 2), n)) == {(1,), (2,)}
    assert small_models(signature(sympy.Symbol("i", irrational=True)), {}, {}, 2) is None
    assert small(signature(integral[z](1)), TWO, {}, 2).batch == 1
    assert [sum(map(abs, row)) for row in rows(small(signature(f(z)), TWO, {}, 1), f)] == [0, 1, 1, 1, 1, 2, 2, 2, 2]
    half = [Fraction(v, 2) for v in range(-2, 3)]
    assert sorted(rows(small(signature(f(z)), TWO, {}, 1, parts=2), f)) == [
        pair for pair in itertools.product(half, repeat=2) if any(v.denominator == 2 for v in pair)]
    mixed = small(signature(f(z), t), ONE, {}, 1, parts=2)
    assert {(*u, *v) for u, v in zip(rows(mixed, f), rows(mixed, t))} == {
        pair for pair in itertools.product(half, repeat=2) if any(v.denominator == 2 for v in pair)}
    for node, cells in ((f(z), 25), (g(z), 9)):
        assert small(signature(node), TWO, {}, 2, cells).batch == cells
        with pytest.raises(TooMany):
            small(signature(node), TWO, {}, 2, cells - 1)


def test_random_models_are_what_is_declared():
    found, rng = signature(joint(a, z), f(z), g(z), t, n, E[identical(q(z), K)](1), E[exchangeable(q(z), K)](1)), np.random.default_rng(1)
    for zeros in (0.0, 0.5):
        for nulls in (False, True):
            models = random_models(found, {"a": 2, "z": 3}, {K: 2}, 500, rng, zeros, nulls)
            assert models.batch == 500 and (models.weights[joint] == 0).any() == (zeros > 0) and models.has_null == nulls
            assert models.weights[joint].max() == 16 and (models.weights[joint].reshape(500, -1).sum(axis=1) > 0).all()
            assert set(models.functions[f].ravel() % 0.25) == {0.0} and models.functions[f].min() == -4 and models.functions[f].max() == 8
            assert models.functions[g].min() == 0 and models.reals[n].min() == 0.25 and models.reals[t].min() == -4 and models.reals[t].max() == 8
            for rates in models.mixtures.values():
                assert rates.shape == (500, 3) and (rates[:, 0] > 0).all() and rates.min() == 0 and rates.max() == 4
            assert has_zeros(models).any() == (zeros > 0) and null_possible(found, {"a": 1, "z": 3}) == ["z"]
    rates = symmetric(np.arange(10, 20)[None], 3)
    assert [rates[0, i] == rates[0, j] for i, j in itertools.combinations(range(len(couplings(3))), 2)] == [
        sorted(map(lambda b: (len(b), type(b).__name__), c)) == sorted(map(lambda b: (len(b), type(b).__name__), d))
        for c, d in itertools.combinations(couplings(3), 2)]
    assert describe(np.array([1, 0, 3]), 2) == {"1|2": "1/4", "1↔2": "3/4"}
    assert _with_room_for_null(signature(q(z)), (ONE, {}), rng) == (TWO, {}) and _with_room_for_null(signature(sup[z](f(z))), (ONE, {}), rng) == (ONE, {})
    assert [s["z"] for s, _ in usable_shapes(signature(q(z)), 3)] == [2, 3, 4] and any_place(np.array([[0, 1]]) > 0, 2).tolist() == [True]*2
    left = small(signature(q(z)), TWO, {}, 1, base={"z": np.array([[1, 2]])})
    one = joined(left, small(signature(q(z)), TWO, {}, 1))
    assert one is not None and one.batch == 6 and one.base["z"].tolist() == [[1, 2]]*3 + [[2, 2]]*3 and one.take(1, 4).weights[q].tolist() == [one.weights[q][i].tolist() for i in (1, 4)]
    assert joined(None, left) is left is joined(left, None) and one.take().batch == 0 and math.prod(one.take(4).base["z"][0]) == 4
    assert not_empty(np.array([[0, 0], [0, 3], [3, 0]]), q, {"z": np.array([[2, 0]])}).tolist() == [[1, 0], [1, 3], [3, 0]]


def test_a_subset_has_one_member_or_more():
    i, z = points("i z")
    members, q, f = Subset("F", i), Law("q", z), Function("f", i, z)
    claim = sympy.Eq(sup[i:members](E[q(z)](f(i, z))), E[q(z)](sup[i:members](f(i, z))), evaluate=False)
    found = Attack([], [claim]).refute(claim)
    assert found is not None and found.model.subset(members, "i").sum() > 1


def test_a_counterexample_with_draws_of_a_product_is_told():
    x, z = points("x z")
    c, s, f = Law("c", x), Law("s", z | x), Function("f", z)
    o = Law("o", x, z, product=(c(x), s(z | x)))
    claim = sympy.Eq(E[exchangeable(o(z), 2)](f(z[1])*f(z[2])), E[o(z)](f(z))**2, evaluate=False)
    found = Attack([], [claim]).refute(claim)
    assert found is not None and found.as_json()["model"]["draws"][0]["law"] == "o"
