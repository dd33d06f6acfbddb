"""Finite models: laws of several draws, truth where there are zeros, floats and exact numbers, enumeration by size."""

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from derivations.attack.couplings import Opposed, couplings, partitions
from derivations.attack.evaluate import Evaluator
from derivations.attack.family_models import random_family
from derivations.attack.models import cost, enumeration, random_models, shapes, signature
from derivations.attack.numbers import Exact, Floats
from derivations.commands.finding import load
from derivations.kernel import (
    KL,
    E,
    Law,
    always,
    counts,
    exchangeable,
    identical,
    iff,
    implies,
    integrable,
    log,
    parameters,
    points,
    statement,
)
from derivations.language.terms import NamedLaw, Polygamma
from tests.attack.test_evaluation_by_loops import Plain, p, q, x, z
from tests.support.finite_models import Reading, assert_equal, log_table, models
from tests.support.two_evaluations import compare_floats_with_certain

(K,) = counts("K")


# --- independent coordinates --------------------------------------------------------------------------------------


y, v = points("y v")
mean_field = Law("mean_field", y, v, independent=True)


@given(models(mean_field(y, v), base=False))
def test_the_table_of_an_independent_law_is_a_product(model):
    """The table that programs get is the one that models read, whatever weights were drawn."""
    reading = Reading(model, mean_field(y, v))
    table = log_table(model, mean_field, *(point.space for point in reading.points))
    assert_equal(table.exp(), reading.value(mean_field(y, v)))


# --- several draws ------------------------------------------------------------------------------------------------


def test_partitions_are_all_of_them():
    """Bell numbers; every draw in one group."""
    for n, bell in enumerate([1, 1, 2, 5, 15, 52]):
        found = partitions(n)
        assert len({frozenset(map(frozenset, blocks)) for blocks in found}) == len(found) == bell
        assert all(sorted(itertools.chain(*blocks)) == list(range(n)) for blocks in found)


@statement
def identical_draws():
    return E[identical(q(z | x), K)](log(p(x, z[1])))


@statement
def exchangeable_draws():
    return E[exchangeable(q(z | x), K)](log(p(x, z[1])))


def chance(plain, group, drawn, i) -> Fraction:
    """That the draws of one group are these: all equal, or the second as far from the top as the first from below."""
    values = [drawn[m] for m in group]
    if not isinstance(group, Opposed):
        return plain.draw(values[0], i) if len(set(values)) == 1 else Fraction(0)
    cells = [j for j in plain.zs for _ in range(int(plain.model.weights[q][0, j, i]))]
    return Fraction(sum(pair == tuple(values) for pair in zip(cells, reversed(cells), strict=True)), len(cells))


@pytest.mark.parametrize("node", [identical_draws, exchangeable_draws], ids=["identical", "exchangeable"])
def test_draws_are_what_they_are_called(node):
    @settings(max_examples=25)
    @given(models(node))
    def check(model):
        plain, n = Plain(model), model.counts[K]
        ((kind, _, _), rates), = model.mixtures.items()
        table = model.draws(kind, q(z | x), n, Exact)[0]
        for i in plain.xs:
            for drawn in itertools.product(plain.zs, repeat=n):
                ways = (Fraction(int(rate), int(rates.sum()))*math.prod(chance(plain, g, drawn, i) for g in groups)
                        for rate, groups in zip(rates[0], couplings(n), strict=True))
                assert table[(*drawn, i)] == sum(ways)
                if kind == "exchangeable":
                    assert len({table[(*order, i)] for order in itertools.permutations(drawn)}) == 1
            for m in range(n):
                margin = table[..., i].sum(axis=tuple(a for a in range(n) if a != m))
                assert margin.tolist() == [plain.draw(j, i) for j in plain.zs]
    check()


def test_some_identical_draws_are_not_exchangeable():
    batch = random_models(signature(identical_draws), {"x": 1, "z": 2}, {K: 3}, 50, np.random.default_rng(0))
    table = batch.draws("identical", q(z | x), 3, Floats)
    assert (abs(table - table.swapaxes(1, 2)) > 1e-3).any()


# --- truth --------------------------------------------------------------------------------------------------------


@statement
def covered():
    return always[z](implies(p(x, z) > 0, q(z | x) > 0))


@statement
def finite_divergence():
    return integrable[q(z | x)](log(p(x, z)/q(z | x)))


@statement
def ratio_is_small():
    return always[q(z | x)](p(x, z)/q(z | x) <= p(x))


@statement
def equal_laws():
    return iff(KL[z](q(z | x), p(z | x)) == 0, always[q(z | x)](p(z | x) == q(z | x)))


@statement
def guarded():
    return always[z](implies(q(z | x) > 0, log(p(x, z)) <= 0))


@given(models(covered, finite_divergence, ratio_is_small, equal_laws))
def test_truth_where_there_are_zeros(model):
    plain, found = Plain(model), Evaluator(model, Exact, (x,))

    def truth(node, i):
        true, defined = (part[(0, min(i, part.shape[1] - 1), *[0]*(part.ndim - 2))] for part in found.truth(node))
        return bool(true), bool(defined)

    for i in plain.xs:
        reached = [j for j in plain.zs if plain.draw(j, i)]
        assert truth(covered, i) == (all(plain.draw(j, i) for j in plain.zs if plain.joint(i, j)), True)
        assert truth(finite_divergence, i) == (all(plain.joint(i, j) for j in reached), True)
        assert truth(ratio_is_small, i) == (
            all(plain.joint(i, j) <= plain.draw(j, i)*plain.data(i) for j in reached), True)
        guard = all(plain.joint(i, j) for j in reached)  # a false premise asks nothing, not even that the log is defined
        most = max(plain.joint(i, j)/plain.measure("x", i)/plain.measure("z", j) for j in reached)
        assert truth(guarded, i) == (guard and most <= 1, guard)
        if not plain.data(i) or not all(plain.joint(i, j) for j in reached):
            assert not truth(equal_laws, i)[1]
        else:
            assert truth(equal_laws, i) == (True, True)


# --- floats, and the order of enumeration -------------------------------------------------------------------------


def no_exact_number(theorem) -> bool:
    """Whether a claim speaks of what is no exact number: balls tell no two equal values of these from others."""
    return theorem.text.statement.has(Polygamma, sympy.exp) or bool(signature(theorem.text.statement).integrated) or any(
        isinstance(part, NamedLaw) for part in sympy.preorder_traversal(theorem.text.statement))


@pytest.mark.parametrize("theorem", load().values(), ids=str)
def test_floats_say_what_exact_numbers_say(theorem):
    """Every hypothesis and claim of every theorem, in models of a few shapes with zeros; balls for exponentials."""
    statements = [theorem.text.statement, *(h for h, _ in theorem.text.hypotheses)]
    found, rng, compared = signature(*statements), np.random.default_rng(1), 0
    alone = shapes(found, 2) if not found.spaces and not found.counts else []  # of numbers alone there is one shape
    for shape in alone or shapes(found, 2)[1:9:3]:
        batch = random_models(found, *shape, 6, rng, 0.3)
        compared += compare_floats_with_certain(found, batch, statements)
    assert compared >= 6 or no_exact_number(theorem)


@statement
def unbiased():
    return E[q(z | x)](p(x, z)/q(z | x)) == p(x)


def test_enumeration_goes_by_size_and_misses_nothing():
    """Two by two cells for each law, weights up to one: all 15 joints and all 9 pairs of columns, each once under
    either base measure, where points differ in the batch after."""
    found, sizes, seen = signature(unbiased), [], Counter()
    for batch in enumeration(found, levels=2):
        seen[shape := (*batch.sizes.values(),)] += 1
        level = seen[shape]  # shapes come again with larger weights
        sizes.append(cost(found, batch.sizes, batch.counts) + 4*level)
        rows = [tuple(int(w) for table in batch.weights.values() for w in table[i].flat) for i in range(batch.batch)]
        uneven = np.zeros(len(rows), dtype=bool)
        for i, (space, halves) in enumerate(batch.base.items()):
            differs = [1 + (i + j) % 2 for j in range(batch.sizes[space])]
            uneven |= np.broadcast_to((halves != 2).any(axis=1), len(rows))
            assert ((halves == 2).all(axis=1) | (halves == differs).all(axis=1)).all()
        parts = [[row for row, u in zip(rows, uneven) if u == kind] for kind in (True, False)]
        assert rows == parts[0] + parts[1]
        for part, weight in zip(parts, (level - 1, level)):
            assert len(set(part)) == len(part)
            assert [sum(row) for row in part] == sorted(map(sum, part))
            if weight == 1 and batch.sizes == {"x": 2, "z": 2}:
                joints = [cells for cells in itertools.product(range(2), repeat=4) if any(cells)]
                laws = [(a, b, c, d) for a, b, c, d in joints if a + c and b + d]  # a column for each x
                assert set(part) == {(*law, *joint) for joint in joints for law in laws}
                assert len(part) == 15*9
    assert sizes == sorted(sizes)


def test_about_half_of_random_families_have_null_states():
    """Where many weights are to be zero: in the other half each state has a weight for some value of the parameters."""
    family = Law("member", z)[parameters("phi psi")[0]](z).law
    assert not (random_family(family, (300, 4), np.random.default_rng(1), 0.0) == 0).all(axis=-1).any()
    null = (random_family(family, (300, 4), np.random.default_rng(1), 0.5) == 0).all(axis=-1)
    assert 0.2 < null.any(axis=1).mean() < 0.45 and not null.all(axis=1).any()
