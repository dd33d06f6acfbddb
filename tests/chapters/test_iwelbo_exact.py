"""The importance-weighted bound's theorems, measured in impl.iwelbo on tables: exact values, all draws enumerated."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from impl import elbo, iwelbo
from tests.support.exact_tables import log
from tests.support.finite_models import assert_equal, equal
from tests.support.importance_weights import average, bound, joints, tuples, weight

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


@evidence("iwelbo.bound_iid", kind="exact")
@evidence("iwelbo.mean_weight", kind="exact")
@evidence("iwelbo.unbiased_weight", kind="exact")
@evidence("iwelbo.one_is_the_elbo", kind="exact")
@evidence("iwelbo.more", kind="exact")
@evidence("iwelbo.tight", kind="exact")
@evidence("iwelbo.sure_to_be_positive", kind="exact")
@given(joints())
def test_bounds_rise_and_stay_below_what_q_covers(tables):
    """Unless all weights are equal: then no number of draws changes anything."""
    p, q = tables
    ratios = [b/a for a, b in zip(q, p, strict=True) if a]
    covered = sum(b for a, b in zip(q, p, strict=True) if a)
    assert_equal(elbo.expectation(log(q), weight(log(p), log(q)).exp()), float(covered))
    values = [float(iwelbo.exact(log(p), log(q), k)) for k in (1, 2, 3, 4, 6, 9)]
    assert_equal(values[0], float(elbo.elbo(log(p), log(q))))
    if 0 in ratios:  # p misses mass of q: −∞ with any number of draws
        assert values == [-math.inf]*len(values)
        return
    assert min(values) > -math.inf
    top = float(log(Fraction(covered)))
    assert top <= float(elbo.log_evidence(log(p))) + 1e-14
    for fewer, more in itertools.pairwise([*values, top]):
        assert equal(fewer, more) if len(set(ratios)) == 1 else fewer < more


@evidence("iwelbo.bound_iid", kind="exact")
@evidence("iwelbo.mean_weight", kind="exact")
@given(joints(), st.integers(1, 6))
def test_where_q_misses_support_the_bound_is_loose_by_the_mass_covered(tables, k):
    """q is the posterior on what it covers: L_K = log p(x) + log P(covered | x), for every K."""
    p, q = tables
    reached = [b if a else Fraction(0) for a, b in zip(q, p, strict=True)]
    assume(any(reached))
    posterior = [b/sum(reached) for b in reached]
    short = float(log(sum(reached)/sum(p)))
    assert_equal(iwelbo.exact(log(p), log(posterior), k), float(elbo.log_evidence(log(p))) + short)


@evidence("iwelbo.more_exchangeable", kind="exact")
@evidence("iwelbo.bound", kind="exact")
@evidence("iwelbo.covered_bound", kind="exact")
@evidence("iwelbo.above_one", kind="exact")
@evidence("iwelbo.mean_average", kind="exact")
@given(joints(), st.integers(1, 3), st.fractions(0, 1, max_denominator=9))
def test_exchangeable_draws_that_depend_on_each_other(tables, k, alike):
    """With some probability all draws are one and the same, else they are independent: bounds still rise with K."""
    p, q = tables
    p = [b + Fraction(1, 7) for b in p]
    one = float(iwelbo.exact(log(p), log(q), 1))
    fewer, more = (float(alike)*one + float(1 - alike)*float(iwelbo.exact(log(p), log(q), n)) for n in (k, k + 1))
    chance = tuples(log(q), k + 1)
    same = (tuples(torch.arange(len(q)).double(), k + 1).diff(dim=0) == 0).all(0)
    joint = float(1 - alike)*chance.sum(0).exp() + float(alike)*torch.where(same, chance[0].exp(), 0)
    assert_equal(bound(joint.log(), log(p), log(q), k + 1), more)
    assert_equal(bound(joint.log(), log(p), log(q), k + 1, used=k), fewer)
    covered = float(sum(b for a, b in zip(q, p, strict=True) if a))
    assert_equal(average(joint.log(), log(p), log(q), k + 1), covered)
    for below, above in itertools.pairwise([one, fewer, more, math.log(covered)]):
        assert below <= above + 1e-12


@evidence("iwelbo.more_exchangeable", kind="exact")
def test_identical_but_not_exchangeable_draws_may_lose():
    """Two independent draws, then the first again: every draw has one law, and L_3 < L_2."""
    p, q = torch.tensor([0.1, 0.4]).log(), torch.tensor([0.5, 0.5]).log()
    drawn = tuples(torch.arange(2.0), 3)
    joint = torch.where(drawn[0] == drawn[2], torch.tensor(0.25), 0)
    assert all(float(joint[one == 0].sum()) == 0.5 for one in drawn)
    values = [float(bound(joint.log(), p, q, 3, used=k)) for k in (1, 2, 3)]
    means = [[0.2, 0.2, 0.8, 0.8], [0.2, 0.5, 0.5, 0.8], [0.2, 0.4, 0.6, 0.8]]
    assert_equal(torch.tensor(values), np.log(means).mean(1))
    assert values[0] < values[2] < values[1] - 0.005
