"""The ELBO's theorems and impl.elbo: the theorems' own formulas beside the code, and the theorems measured in it."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import elbo as chapter
from impl import cavi
from impl import elbo as impl
from tests.support.exact_tables import laws, log, mean_log_ratio, weights
from tests.support.finite_models import Reading, assert_equal, case, equal, log_table, models, noticed, sides_agree

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

TABLES = {"p": (chapter.p, "x", "z"), "m": (chapter.m, "x", "z"), "q": (chapter.q, "z"), "r": (chapter.r, "z"),
          "s": (chapter.s, "i", "z"), "f": (chapter.F, "i"), "g": (chapter.G, "i"), "n": (chapter.n, "x", "y", "z"),
          "a": (chapter.a, "y"), "b": (chapter.b, "z")}

def at_most(a, b):
    return (a <= b) | equal(a, b)


def mean_field(n, a, b):
    return cavi.mean_field_elbo(n, [a.expand(len(n), -1), b.expand(len(n), -1)])


def best(values, members):
    return torch.where(members, values, -math.inf).amax(-1)


def one_law(a, b):
    def tie(model):
        model.weights[b] = 2*model.weights[a]
    return tie


def posterior_of_the_first(model):
    if (row := model.weights[chapter.p][:, 0]).any():
        model.weights[chapter.q] = row


def product_law(model):
    a, b = (model.weights[law][0] for law in (chapter.a, chapter.b))
    scale = np.arange(1, model.size("x") + 1).reshape(-1, 1, 1)
    model.weights[chapter.n] = (scale*np.outer(a, b))[None]


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("elbo.gibbs", kind="agreement"), lambda q, r: (impl.kl(q, r), 0), None),
    case(evidence("elbo.mean_ratio", kind="agreement"), lambda q, r: (impl.expectation(q, (r - q).exp()), 1), None),
    case(evidence("elbo.gibbs_equality", kind="agreement"),
         lambda q, r: (equal(impl.kl(q, r), 0), equal(q.exp(), r.exp()).all()), one_law(chapter.q, chapter.r)),
    case(evidence("elbo.self_divergence", kind="agreement"), lambda q: (impl.kl(q, q), 0), None),
    case(evidence("elbo.evidence", kind="agreement"),
         lambda p, q: (impl.log_evidence(p), impl.elbo(p, q) + impl.gap(p, q)), None),
    case(evidence("elbo.bound", kind="agreement"), lambda p, q: (impl.elbo(p, q), impl.log_evidence(p)), None),
    case(evidence("elbo.tight", kind="agreement"),
         lambda p, q: (equal(impl.elbo(p, q), impl.log_evidence(p)),
                       equal(impl.log_posterior(p).exp(), q.exp()).all(-1)), posterior_of_the_first),
    case(evidence("elbo.posterior", kind="agreement"),
         lambda p: (impl.elbo(p, impl.log_posterior(p)), impl.log_evidence(p)), None),
    case(evidence("elbo.maximising_over_q", kind="agreement"),
         lambda p, q, r: (at_most(impl.elbo(p, q), impl.elbo(p, r)), at_most(impl.gap(p, r), impl.gap(p, q))),
         one_law(chapter.q, chapter.r)),
    case(evidence("elbo.improving_the_model", kind="agreement"),
         lambda p, m: (impl.elbo(m, impl.log_posterior(p)) - impl.elbo(p, impl.log_posterior(p)),
                       impl.log_evidence(m) - impl.log_evidence(p)), one_law(chapter.p, chapter.m)),
    case(evidence("elbo.nested_families", kind="agreement"),
         lambda p, s, f, g: (best(impl.elbo(p[:, None], s), f), best(impl.elbo(p[:, None], s), g)), None),
    case(evidence("elbo.family_gap", kind="agreement"),
         lambda p, s, f: (best(impl.elbo(p[:, None], s), f),
                          impl.log_evidence(p) + best(-impl.gap(p[:, None], s), f)), None),
    case(evidence("elbo.mean_field_tight", kind="agreement"),
         lambda n, a, b: (equal(mean_field(n, a, b), impl.log_evidence(n.flatten(-2))),
                          equal(impl.log_posterior(n.flatten(-2)).exp(), cavi.product([a, b]).flatten().exp()).all(-1)),
         product_law),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    sides_agree(theorem, sides, tie, TABLES, data)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.gibbs, lambda q, r: (impl.kl(r, q), 0)),
    (chapter.evidence, lambda p, q: (impl.log_evidence(p), impl.elbo(p, q) - impl.gap(p, q))),
    (chapter.tight, lambda p, q: (equal(impl.elbo(p, q), impl.log_evidence(p)), q[:1] < math.inf)),
    (chapter.family_gap, lambda p, s: (impl.elbo(p[:, None], s).amax(-1), None)),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES)


@evidence("elbo.bound", kind="exact")
@given(st.data())
def test_undefined_is_minus_infinity(data):
    """Where the hypothesis of the bound fails in a finite model, q has mass that p has not, and the code says −∞."""
    statement, (hypothesis, _) = chapter.bound.text.statement, chapter.bound.text.hypotheses[0]
    model = data.draw(models(statement, hypothesis))
    p, q = (log_table(model, *TABLES[name]) for name in "pq")
    assert (impl.elbo(p, q).isfinite().numpy() == Reading(model, statement, hypothesis).held([hypothesis])).all()
    assert (impl.elbo(p, q) < math.inf).all()


# --- the theorems, measured ---------------------------------------------------------------------------------------


@st.composite
def joints(draw, others=1):
    """p(x, z) over z, not all zero, and laws q(z)."""
    size = draw(st.integers(1, 4))
    p = [Fraction(n, 30) for n in draw(weights(size))]
    return p, [draw(laws(size)) for _ in range(others)]


@evidence("elbo.evidence", kind="exact")
@evidence("elbo.bound", kind="exact")
@evidence("elbo.tight", kind="exact")
@evidence("elbo.posterior", kind="exact")
@given(joints(), st.booleans())
def test_identity_bound_and_equality(tables, at_posterior):
    p, (q,) = tables
    posterior = [value/sum(p) for value in p]
    q = posterior if at_posterior else q
    bound, top = float(impl.elbo(log(p), log(q))), float(impl.log_evidence(log(p)))
    if any(a and not b for a, b in zip(q, p, strict=True)):
        assert bound == -math.inf
        return
    assert_equal(bound, mean_log_ratio(q, p))
    assert_equal(bound + float(impl.gap(log(p), log(q))), top)
    assert_equal(bound - mean_log_ratio(q, posterior), top)
    assert bound <= top + 1e-14
    assert bool(equal(bound, top)) == (q == posterior)


@evidence("elbo.gibbs", kind="exact")
@evidence("elbo.gibbs_equality", kind="exact")
@evidence("elbo.self_divergence", kind="exact")
@evidence("elbo.mean_ratio", kind="exact")
@given(joints(others=2))
def test_divergence(tables):
    _, (q, r) = tables
    divergence = float(impl.kl(log(q), log(r)))
    assert divergence >= -1e-15
    assert (divergence < 1e-12) == (q == r)
    assert float(impl.kl(log(q), log(q))) == 0
    reached = float(sum(b for a, b in zip(q, r, strict=True) if a))
    assert_equal(impl.expectation(log(q), (log(r) - log(q)).exp()), reached)
    assert reached <= 1


@evidence("elbo.maximising_over_q", kind="exact")
@given(joints(others=5))
def test_elbo_and_divergence_rank_alike(tables):
    p, qs = tables
    bounds, gaps = impl.elbo(log(p), log(qs)), impl.gap(log(p), log(qs))
    for i, j in itertools.permutations(range(len(qs)), 2):
        assert bool(at_most(bounds[i], bounds[j])) == bool(at_most(gaps[j], gaps[i]))


@evidence("elbo.maximising_over_q", kind="exact")
def test_the_other_divergence_ranks_otherwise():
    p = log([Fraction(3, 10), Fraction(1, 10), Fraction(1, 100)])
    narrow, wide = log([Fraction(3, 4), Fraction(6, 25), Fraction(1, 100)]), log([Fraction(1, 3)]*3)
    sharp = log([Fraction(99, 100), Fraction(1, 200), Fraction(1, 200)])
    assert impl.elbo(p, wide) < impl.elbo(p, sharp) < impl.elbo(p, narrow)
    assert impl.kl(impl.log_posterior(p), wide) < impl.kl(impl.log_posterior(p), sharp)


@evidence("elbo.improving_the_model", kind="exact")
@given(joints(), st.data())
def test_em_step_raises_the_evidence_by_what_the_elbo_gains(tables, data):
    p, _ = tables
    m = log([Fraction(n, 30) for n in data.draw(weights(len(p)))])
    q = impl.log_posterior(log(p))
    assert at_most(impl.elbo(m, q) - impl.elbo(log(p), q), impl.log_evidence(m) - impl.log_evidence(log(p)))


@evidence("elbo.improving_the_model", kind="exact")
def test_from_another_q_the_elbo_may_rise_while_the_evidence_falls():
    p, m, q = (log([Fraction(n, 10) for n in row]) for row in ([4, 4], [6, 1], [9, 1]))
    assert impl.elbo(m, q) > impl.elbo(p, q) + 0.2
    assert impl.log_evidence(m) < impl.log_evidence(p) - 0.1


@evidence("elbo.nested_families", kind="exact")
@evidence("elbo.family_gap", kind="exact")
@given(joints(others=6), st.integers(1, 6))
def test_families(tables, inner):
    """The best of all members is no worse than the best of some, and misses the evidence by the least divergence."""
    p, qs = tables
    bounds, gaps = impl.elbo(log(p), log(qs)), impl.gap(log(p), log(qs))
    assert bounds.max() >= bounds[:inner].max()
    assert_equal(bounds.max(), float(impl.log_evidence(log(p)) - gaps.min()))
