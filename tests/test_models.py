"""Finite models: laws of several draws, truth where there are zeros, floats beside exact numbers, enumeration by size."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from finite import models
from hypothesis import assume, given, settings
from test_meanings import Plain, p, q, x, z

from derivations.attack import holds
from derivations.chapters import load
from derivations.kernel import (
    KL, E, always, counts, exchangeable, identical, iff, implies, integrable, log, statement)
from derivations.meanings.balls import Balls
from derivations.meanings.evaluate import Evaluator
from derivations.meanings.models import cost, enumeration, partitions, random_models, signature
from derivations.meanings.numbers import Exact, Floats, Undecidable

(K,) = counts("K")


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


@pytest.mark.parametrize("node", [identical_draws, exchangeable_draws])
def test_draws_are_what_they_are_called(node):
    @given(models(node))
    def check(model):
        plain, n = Plain(model), model.counts[K]
        ((kind, law, _), rates), = model.mixtures.items()
        table = model.draws(kind, q(z | x), n, Exact)[0]
        total = int(rates.sum())
        for i in plain.xs:
            for drawn in itertools.product(plain.zs, repeat=n):
                want = sum(  # groups that are equal within and independent between
                    Fraction(int(rate), total)*math.prod(plain.draw(drawn[block[0]], i) for block in blocks)
                    for rate, blocks in zip(rates[0], partitions(n), strict=True)
                    if all(len({drawn[m] for m in block}) == 1 for block in blocks))
                assert table[(*drawn, i)] == want
                if kind == "exchangeable":
                    assert all(table[(*order, i)] == want for order in itertools.permutations(drawn))
            for m in range(n):
                margin = table[..., i].sum(axis=tuple(a for a in range(n) if a != m))
                assert margin.tolist() == [plain.draw(j, i) for j in plain.zs]
    check()


def test_some_identical_draws_are_not_exchangeable():
    found = signature(identical_draws)
    batch = random_models(found, {"x": 1, "z": 2}, {K: 3}, 50, np.random.default_rng(0))
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
        small = all(plain.joint(i, j) <= plain.draw(j, i)*plain.data(i) *plain.measure("z", j) or True for j in reached)
        assert small
        assert truth(ratio_is_small, i) == (
            all(plain.joint(i, j) <= plain.draw(j, i)*plain.data(i) for j in reached), True)
        if not plain.data(i) or not all(plain.joint(i, j) for j in reached):
            assert not truth(equal_laws, i)[1]
        else:
            assert truth(equal_laws, i) == (True, True)
