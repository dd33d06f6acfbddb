"""The importance-weighted bound's theorems and impl.iwelbo: the theorems' own formulas beside the code, on tables."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from finite import Reading, assert_equal, case, equal, log_table, models, noticed, sides_agree
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import laws, log, weights

from derivations import iwelbo as chapter
from derivations.meanings.numbers import Exact
from impl import elbo, iwelbo

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def joint_of(kind, more=0):
    """The log-probabilities of all K draws in order, (X, Z^K), as a model has them."""
    def table(model):
        n = model.counts[chapter.K] + more
        found = model.draws(kind, chapter.q(chapter.z | chapter.x), n, Exact)[0]
        return log(found.reshape(-1, found.shape[-1]).T.tolist()).double()
    return table


TABLES = {"p": (chapter.p, "x", "z"), "q": (chapter.q, "x", "z"), "K": (chapter.K,),
          "identical": joint_of("identical"), "exchangeable": joint_of("exchangeable", more=1)}


def weight(p, q):
    """log w, and zero where nothing is drawn."""
    return torch.where(q > -math.inf, p - q, 0)


def tuples(log_w, n):
    """The log-weights of all n draws in order: (…, Z) → (n, …, Zⁿ)."""
    which = torch.tensor(list(itertools.product(range(log_w.shape[-1]), repeat=n)))
    return log_w[..., which].movedim(-1, 0)


def bound(joint, p, q, n, used=None):
    """The mean of impl.iwelbo over all n draws, whatever their joint law, of which the first few are used."""
    return elbo.expectation(joint, iwelbo.iwelbo(tuples(weight(p, q), n)[:used]))


def average(joint, p, q, n):
    """The mean of the average weight of n draws."""
    return elbo.expectation(joint, iwelbo.iwelbo(tuples(weight(p, q), n)).exp())


def mean_weight(p, q):
    return elbo.expectation(q, weight(p, q).exp()), elbo.log_evidence(p).exp()


def constant_weights(model):
    q = model.weights[chapter.q]
    model.weights[chapter.p] = (q*range(1, model.size("x") + 1)).swapaxes(1, 2)


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("iwelbo.mean_weight", kind="agreement"), mean_weight, None),
    case(evidence("iwelbo.unbiased_weight", kind="agreement"), mean_weight, None),
    case(evidence("iwelbo.mean_average", kind="agreement"),
         lambda p, q, K, identical: (average(identical, p, q, K), elbo.log_evidence(p).exp()), None),
    case(evidence("iwelbo.bound", kind="agreement"),
         lambda p, q, K, identical: (bound(identical, p, q, K), elbo.log_evidence(p)), None),
    case(evidence("iwelbo.bound_iid", kind="agreement"),
         lambda p, q, K: (iwelbo.exact(p, q, K), elbo.log_evidence(p)), None),
    case(evidence("iwelbo.tight", kind="agreement"),
         lambda p, q, K: (equal(iwelbo.exact(p, q, K), elbo.log_evidence(p)),
                          ((q == -math.inf) | equal(weight(p, q), elbo.log_evidence(p)[:, None])).all(-1)),
         constant_weights),
    case(evidence("iwelbo.above_one", kind="agreement"),
         lambda p, q, K, identical: (bound(identical, p, q, K), elbo.elbo(p, q)), None),
    case(evidence("iwelbo.one_is_the_elbo", kind="agreement"),
         lambda p, q: (iwelbo.exact(p, q, 1), elbo.elbo(p, q)), None),
    case(evidence("iwelbo.more_exchangeable", kind="agreement"),
         lambda p, q, K, exchangeable: tuple(bound(exchangeable, p, q, K + 1, used=k) for k in (K + 1, K)), None),
    case(evidence("iwelbo.more", kind="agreement"),
         lambda p, q, K: (iwelbo.exact(p, q, K + 1), iwelbo.exact(p, q, K)), None),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    sides_agree(theorem, sides, tie, TABLES, data)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.bound_iid, lambda p, q, K: (iwelbo.exact(p, q, K + 1), elbo.log_evidence(p))),
    (chapter.bound, lambda p, q, K: (iwelbo.exact(p, q, K), None)),
    (chapter.more_exchangeable, lambda p, q, K: (None, iwelbo.exact(p, q, K))),
    (chapter.tight, lambda p, q, K: (None, equal(iwelbo.exact(p, q, K), iwelbo.exact(p, q, 1)) & False)),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES)


@evidence("iwelbo.bound_iid", kind="exact")
@given(st.data())
def test_undefined_is_minus_infinity(data):
    statement, (hypothesis, _) = chapter.bound_iid.text.statement, chapter.bound_iid.text.hypotheses[0]
    model = data.draw(models(statement, hypothesis))
    p, q = (log_table(model, *TABLES[name]) for name in "pq")
    value = iwelbo.exact(p, q, model.counts[chapter.K])
    assert (value.isfinite().numpy() == Reading(model, statement, hypothesis).held([hypothesis])).all()
    assert (value < math.inf).all()


@evidence("iwelbo.more", kind="agreement")
@given(st.data())
def test_every_row_of_all_k_has_its_own_bound(data):
    """Averaged over all four draws."""
    statements = [chapter.more.text.statement, *(h for h, _ in chapter.more.text.hypotheses)]
    model = data.draw(models(*statements, zeros=False))
    p, q = (log_table(model, *TABLES[name]) for name in "pq")
    chance = tuples(q, 4).sum(0)
    rows = elbo.expectation(chance, iwelbo.all_k(tuples(weight(p, q), 4)))
    for k, row in enumerate(rows, 1):
        assert_equal(row, Reading(model, *statements).value(chapter.L(k)))


# --- the theorems, measured ---------------------------------------------------------------------------------------


@st.composite
def joints(draw):
    """p(x, z) over z, not all zero, and a law q(z)."""
    size = draw(st.integers(1, 4))
    return [Fraction(n, 30) for n in draw(weights(size))], draw(laws(size))


@evidence("iwelbo.bound_iid", kind="exact")
@evidence("iwelbo.mean_weight", kind="exact")
@evidence("iwelbo.unbiased_weight", kind="exact")
@evidence("iwelbo.one_is_the_elbo", kind="exact")
@evidence("iwelbo.more", kind="exact")
@evidence("iwelbo.tight", kind="exact")
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
    assert one <= fewer + 1e-14 <= more + 2e-14 <= math.log(covered) + 3e-14


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
