"""Coordinate ascent's theorems, measured in impl.cavi: rational optima, grids of factors, traces and fixed points."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.attack.models import Models
from derivations.chapters import cavi as chapter
from impl import cavi, elbo
from tests.support.exact_tables import log, weights
from tests.support.finite_models import Reading, assert_equal, equal
from tests.support.mean_field import best, bound, three, top

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


@st.composite
def tables(draw, zeros=False):
    """p(x, y, z) at one x, integers over some total, and two factors."""
    sizes = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    p = np.array(draw(weights(math.prod(sizes), zeros))).reshape(sizes)
    return p, [np.array(draw(weights(n, zeros=False))) for n in sizes]


def logs(counted):
    return torch.as_tensor(counted/counted.sum()).log()


@evidence("cavi.optimal_factor", kind="exact")
@evidence("cavi.at_the_best", kind="exact")
@evidence("cavi.factor_by_factor", kind="exact")
@given(st.lists(st.tuples(*[st.integers(1, 9)]*2), min_size=1, max_size=4), weights(4))
def test_a_table_of_squares_has_a_rational_optimum(roots, other):
    """p(y, z) ∝ r(y, z)² and b = (½, ½): the geometric means r(y, 0) r(y, 1) are whole."""
    total = sum(r*r for pair in roots for r in pair)
    p = log([[Fraction(r*r, total) for r in pair] for pair in roots])
    b = log([Fraction(1, 2)]*2)
    means = [r*s for r, s in roots]
    factor, log_normaliser = best(p[None], b)
    assert_equal(factor[0].exp(), [n/sum(means) for n in means])
    assert_equal(log_normaliser[0], math.log(sum(means)/total))
    assert_equal(bound(p[None], factor[0], b)[0], math.log(2*sum(means)/total))
    a = [Fraction(1 + n, len(roots) + sum(other[:len(roots)])) for n in other[:len(roots)]]
    terms = [float(n)*(math.log(r*s/total) - math.log(n) + math.log(2)) for n, (r, s) in zip(a, roots, strict=True)]
    assert_equal(bound(p[None], log(a), b)[0], sum(terms))


@evidence("cavi.constant_sum", kind="exact")
@evidence("cavi.completed", kind="exact")
@evidence("cavi.ascent", kind="exact")
@evidence("cavi.fixed_point", kind="exact")
@given(tables())
def test_only_the_divergence_depends_on_the_factor(drawn):
    """On a grid of factors, corners too: the sum is constant, and the ELBO highest where the factor is the optimum."""
    p, (_, b) = logs(drawn[0])[None], drawn[1]
    b = logs(b)
    optimum, highest = best(p, b)[0][0], float(top(p, b))
    for counts in itertools.product(range(5), repeat=len(optimum)):
        if sum(counts) == 4:
            a = torch.tensor(counts).div(4).log()
            value, divergence = float(bound(p, a, b)), float(elbo.kl(a, optimum))
            assert_equal(value + divergence, highest)
            assert bool(equal(value, highest)) == bool(equal(a.exp(), optimum.exp()).all())
            assert value <= highest + 1e-12


@evidence("cavi.three_factors", kind="exact")
@given(st.lists(st.tuples(*[st.integers(1, 6)]*4), min_size=1, max_size=3))
def test_a_table_of_fourth_powers_has_a_rational_optimum(roots):
    p = log([[[Fraction(r**4) for r in pair] for pair in (four[:2], four[2:])] for four in roots])
    half = log([Fraction(1, 2)]*2)
    means = [math.prod(four) for four in roots]
    assert_equal(three(p[None], half, half)[0][0].exp(), [n/sum(means) for n in means])


def theorems_best(p, b):
    """The theorem's own `best`, b being a law of floats: rounded to 60 bits."""
    counted = np.array([[int(math.ldexp(v, 60)) for v in b.exp().tolist()]], dtype=object)
    sizes = {"x": 1, "y": p.shape[0], "z": p.shape[1]}
    model = Models(sizes, {}, {chapter.p: p[None, None], chapter.b: counted}, {}, {}, {})
    return Reading(model, chapter.optimal_factor.text.statement).value(chapter.best(chapter.y))[0]


@evidence("cavi.ascent", kind="training")
@evidence("cavi.optimal_factor", kind="training")
@evidence("cavi.fixed_point", kind="training")
@given(tables(), st.integers(1, 4))
def test_ascent(drawn, sweeps):
    """Every factor is the theorem's optimum given the other, the trace never falls, and where it ends nothing moves."""
    p, start = drawn[0] + 1, [logs(f) for f in drawn[1]]
    table = logs(p)
    before = start if sweeps == 1 else cavi.cavi(table, start, sweeps - 1, tolerance=0).factors
    run = cavi.cavi(table, start, sweeps, tolerance=0)
    assert_equal(run.factors[1].exp(), theorems_best(p.T, run.factors[0]))
    if len(run.trace) == 1 + 2*sweeps:  # it had not stopped before
        assert_equal(run.factors[0].exp(), theorems_best(p, before[1]))
    assert float(run.trace.diff().min()) >= -1e-14
    assert_equal(run.trace[-1], float(cavi.mean_field_elbo(table, run.factors)))
    end = cavi.cavi(table, start, 20_000, tolerance=0)
    assert end.converged
    assert bool((end.trace[-1] <= elbo.log_evidence(table.flatten()) + 1e-14).all())
    for (first, second), counted in (end.factors, p), (end.factors[::-1], p.T):
        np.testing.assert_allclose(first.exp(), theorems_best(counted, second), rtol=0, atol=1e-5)


@evidence("cavi.fixed_point", kind="training")
@pytest.mark.parametrize("p", [[[49, 1], [1, 49]], [[5, 3], [2, 7]], [[1, 8], [8, 3]]])
def test_the_best_end_is_the_maximum_over_a_grid(p):
    table, grid = logs(np.array(p)), torch.linspace(0, 1, 201)
    law = torch.stack((grid, 1 - grid), -1).log()
    values = cavi.mean_field_elbo(table, [law[:, None], law[None, :]])
    ends = [cavi.cavi(table, [logs(np.array([t, 10 - t])), logs(np.array([u, 10 - u]))], tolerance=0).trace[-1]
            for t, u in itertools.product((1, 4, 9), repeat=2)]
    assert float(values.max()) <= float(max(ends)) + 1e-14
    assert float(values.max()) >= float(max(ends)) - 1e-3
