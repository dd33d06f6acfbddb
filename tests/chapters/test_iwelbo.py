"""The importance-weighted bound's theorems and impl.iwelbo: the theorems' own formulas beside the code, on tables."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.attack.numbers import Exact
from derivations.chapters import iwelbo as chapter
from impl import elbo, iwelbo
from tests.support.exact_tables import log
from tests.support.finite_models import Reading, assert_equal, case, equal, log_table, models, noticed, sides_agree
from tests.support.importance_weights import average, bound, tuples, weight

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


def mean_weight(p, q):
    return elbo.expectation(q, weight(p, q).exp()), elbo.log_evidence(p).exp()


def sure(law, values):
    """Whether a law given by its logarithm draws no −∞."""
    return ((law == -math.inf) | (values > -math.inf)).all(-1)


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
    case(evidence("iwelbo.covered_bound", kind="agreement"),
         lambda p, q, K, identical: (bound(identical, p, q, K), mean_weight(p, q)[0].log()), None),
    case(evidence("iwelbo.sure_to_be_positive", kind="agreement"),
         lambda p, q, K: (sure(tuples(q, K).sum(0), iwelbo.iwelbo(tuples(weight(p, q), K))), sure(q, p)), None),
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
