"""How fast the importance-weighted bound closes: the theorems beside impl.iwelbo, and the rate by regression."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivations.chapters import iwelbo_rate as chapter
from impl import iwelbo
from impl.elbo import expectation, log_evidence
from impl.monte_carlo import MeanTest
from tests.support.exact_tables import log
from tests.support.finite_models import assert_equal, case, noticed, sides_agree
from tests.support.importance_weights import joints, tuples, weight

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

TABLES = {"p": (chapter.p, "x", "z"), "q": (chapter.q, "x", "z"), "K": (chapter.K,),
          "b": lambda model: torch.tensor(model.functions[chapter.b][0]).double()}


def error(p, q):
    """The relative error of each weight: (…, Z)."""
    return (weight(p, q) - log_evidence(p).unsqueeze(-1)).exp() - 1


def mu(p, q, n):
    return expectation(q, error(p, q)**n)


def gap(p, q, k):
    return log_evidence(p) - iwelbo.exact(p, q, k)


def low(p, q, k):
    return mu(p, q, 2)/(2*k) - mu(p, q, 3)/(3*k**2)


def high(p, q, k, b):
    return low(p, q, k) + b*(mu(p, q, 4) + 3*(k - 1)*mu(p, q, 2)**2)/(4*k**3)


def by_draws(p, q, k):
    """The gap as the mean logarithm of one plus the average error."""
    return -expectation(tuples(q, k).sum(0), (1 + tuples(error(p, q), k).mean(0)).log())


def small_weights_are_counted(model):
    """b as large as it has to be."""
    p, q = model.weights[chapter.p][0], model.weights[chapter.q][0].T
    for x, (row, law) in enumerate(zip(p, q, strict=True)):
        ratios = [a*row.sum()/(b*law.sum()) for a, b in zip(law, row, strict=True) if a and b]
        model.functions[chapter.b][0, x] = math.ceil(max(ratios, default=1))


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("iwelbo_rate.centred", kind="agreement"), lambda p, q: (mu(p, q, 1), 0), None),
    case(evidence("iwelbo_rate.relative_variance", kind="agreement"),
         lambda p, q: (mu(p, q, 2), expectation(q, (weight(p, q).exp() - log_evidence(p).exp()[:, None])**2)
                       /(2*log_evidence(p)).exp()), None),
    case(evidence("iwelbo_rate.gap", kind="agreement"), lambda p, q, K: (gap(p, q, K), by_draws(p, q, K)), None),
    case(evidence("iwelbo_rate.gap_below", kind="agreement"), lambda p, q, K: (gap(p, q, K), low(p, q, K)), None),
    case(evidence("iwelbo_rate.gap_above", kind="agreement"),
         lambda p, q, K, b: (gap(p, q, K), high(p, q, K, b)), small_weights_are_counted),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    sides_agree(theorem, sides, tie, TABLES, data)


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    (chapter.gap_below, lambda p, q, K: (None, 2*low(p, q, K)), None),
    (chapter.gap, lambda p, q, K: (gap(p, q, K + 1), None), None),
    (chapter.gap_above, lambda p, q, K, b: (None, high(p, q, K + 1, b)), small_weights_are_counted),
])
def test_a_wrong_side_is_noticed(theorem, sides, tie):
    assert noticed(theorem, sides, TABLES, tie)


@evidence("iwelbo_rate.centred", kind="exact")
@evidence("iwelbo_rate.relative_variance", kind="exact")
@evidence("iwelbo_rate.gap_below", kind="exact")
@evidence("iwelbo_rate.gap_above", kind="exact")
@given(joints(zeros=False), st.integers(1, 25))
def test_the_gap_lies_between_its_bounds(tables, k):
    """Moments are rational here; the bounds meet up to terms in 1/K²."""
    p, q = tables
    ratios = [b/a/sum(p) for a, b in zip(q, p, strict=True)]
    moments = [float(sum(a*(ratio - 1)**n for a, ratio in zip(q, ratios, strict=True))) for n in range(5)]
    b = float(1/min(ratios))
    below = moments[2]/(2*k) - moments[3]/(3*k**2)
    above = below + b*(moments[4] + 3*(k - 1)*moments[2]**2)/(4*k**3)
    p, q = log(p), log(q)
    assert_equal(torch.stack([mu(p, q, n) for n in range(1, 5)]), moments[1:])
    assert_equal(torch.stack([low(p, q, k), high(p, q, k, b)]), [below, above])
    value = float(gap(p, q, k))
    assert below <= value + 1e-12 <= above + 2e-12


@evidence("iwelbo_rate.gap", kind="monte-carlo")
def test_gap_by_simulation(generator, spend):
    """Null: the mean of −log(1 + average error) of K = 4 draws is log p(x) − L_4.  Planted: half the relative variance
    over K, without its correction, and all of it.  The variance is by enumeration."""
    p, q, k = torch.tensor([0.02, 0.3, 0.08]).log(), torch.tensor([0.3, 0.4, 0.3]).log(), 4
    truth = float(gap(p, q, k))
    signal = -(1 + tuples(error(p, q), k).mean(0)).log()
    variance = float(expectation(tuples(q, k).sum(0), (signal - truth)**2))
    planted = [float(mu(p, q, 2))/(2*k), float(mu(p, q, 2))/k]
    test = spend(MeanTest.detecting(min(abs(wrong - truth) for wrong in planted)*0.99, variance, 1e-8))
    z = torch.multinomial(q.exp(), k*test.samples, replacement=True, generator=generator).reshape(k, -1)
    draws = -(1 + error(p, q)[z].mean(0)).log()
    assert test.accepts(draws, truth)
    for wrong in planted:
        assert not test.accepts(draws, wrong)


# --- the rate itself ----------------------------------------------------------------------------------------------


@evidence("iwelbo_rate.gap_below", kind="exact")
@evidence("iwelbo_rate.gap_above", kind="exact")
@pytest.mark.parametrize(("p", "q"), [([0.3, 0.2], [0.5, 0.5]), ([0.01, 0.6], [0.3, 0.7]), ([0.5, 0.1], [0.2, 0.8])])
def test_the_gap_times_k_tends_to_half_the_relative_variance(p, q):
    """The intercept of K (log p(x) − L_K), exact values, regressed on 1, 1/K, 1/K², 1/K³."""
    log_p, log_q = torch.tensor(p).log(), torch.tensor(q).log()
    relative = sum(b*(a/b/sum(p) - 1)**2 for a, b in zip(p, q, strict=True))
    ks = np.unique(np.geomspace(300, 3000, 12).astype(int))
    gaps = [k*float(log_evidence(log_p) - iwelbo.exact(log_p, log_q, int(k))) for k in ks]
    intercept = np.linalg.lstsq(np.vander(1/ks, 4, increasing=True), np.array(gaps), rcond=None)[0][0]
    assert intercept == pytest.approx(relative/2, rel=1e-5)
    for wrong in (relative, 2*relative, relative/4):
        assert intercept != pytest.approx(wrong, rel=0.1)


@pytest.mark.parametrize(("p", "q"), [([0.3, 0.2, 0.1], [0.5, 0.5, 0.0]), ([0.3, 0.0], [0.9, 0.1])])
def test_without_cover_or_mass_there_is_no_rate(p, q):
    """Where q misses support the gap stays away from zero; where p does it is infinite: K times it has no limit."""
    log_p, log_q = torch.tensor(p).log(), torch.tensor(q).log()
    short = -math.log1p(-sum(a for a, b in zip(p, q, strict=True) if not b)/sum(p))
    for k in (10, 100, 1000):
        gap = float(log_evidence(log_p) - iwelbo.exact(log_p, log_q, k))
        assert gap == math.inf if 0 in p else gap >= short > 0.1


def test_without_a_second_moment_there_is_no_rate():
    """Pareto weights of index 3/2, mean 3: E log of their average from its Laplace transform, E log S = ∫ (e^{−t} −
    E e^{−tS}) dt/t.  K times the gap grows like √K."""
    def gap(k):
        def transform(t):
            return 1.5*mp.expint(2.5, t)

        def integrand(u):
            t = mp.exp(u)
            return mp.exp(-t) - transform(t/k)**k
        return math.log(3) - float(mp.quad(integrand, [-40, -10, -4, -2, 0, 1, 2, 3, 5]))

    assert gap(1) == pytest.approx(math.log(3) - 2/3, abs=1e-8)  # E log w = 1/index
    grown = [k*gap(k) for k in (4, 16, 64, 256)]
    assert all(more > 1.5*fewer for fewer, more in itertools.pairwise(grown))
