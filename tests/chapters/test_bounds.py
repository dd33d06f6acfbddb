"""The theorems about bounds from above, on tables: their own formulas beside sums, and exact values beside both."""

import math
from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import bounds as chapter
from derivations.chapters import elbo as lower
from impl import elbo
from tests.support.exact_tables import exact_log, laws, mean_log_ratio, weights
from tests.support.finite_models import case, equal, noticed, sides_agree

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

TABLES = {"p": (lower.p, "x", "z"), "q": (lower.q, "z"), "r": (lower.r, "z"),
          "f": lambda model: torch.tensor(model.functions[chapter.f][0].astype(float))}


def mean(law, values):
    """The mean over the last axis under a law given by its logarithm; values where the law has no mass do not count."""
    return torch.where(law > -math.inf, law.exp()*values, 0).sum(-1)


def eubo(p, q):
    return mean(elbo.log_posterior(p), p - q)


def squared(p, q):
    """The second moment of the weight under q."""
    return mean(q, (2*(p - q)).exp())


def cubo(p, q):
    return squared(p, q).log()/2


def chi_square(p, q):
    return mean(q, ((elbo.log_posterior(p) - q).exp() - 1)**2)


def at_the_posterior(p, q):
    return equal(elbo.log_posterior(p).exp(), q.exp()).all(-1)


def posterior_of_the_first(model):
    if (row := model.weights[lower.p][:, 0]).any():
        model.weights[lower.q] = row


def apart(p, q):
    return eubo(p, q) - elbo.elbo(p, q)


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("bounds.upper_gap", kind="agreement"),
         lambda p, q: (eubo(p, q) - elbo.log_evidence(p), elbo.kl(elbo.log_posterior(p), q)), None),
    case(evidence("bounds.eubo", kind="agreement"), lambda p, q: (elbo.log_evidence(p), eubo(p, q)), None),
    case(evidence("bounds.eubo_tight", kind="agreement"),
         lambda p, q: (equal(eubo(p, q), elbo.log_evidence(p)), at_the_posterior(p, q)), posterior_of_the_first),
    case(evidence("bounds.sandwich", kind="agreement"), lambda p, q: (elbo.elbo(p, q), eubo(p, q)), None),
    case(evidence("bounds.symmetric_gap", kind="agreement"),
         lambda p, q: (apart(p, q), elbo.gap(p, q) + elbo.kl(elbo.log_posterior(p), q)), None),
    case(evidence("bounds.certificate", kind="agreement"), lambda p, q: (elbo.gap(p, q), apart(p, q)), None),
    case(evidence("bounds.mean_weight", kind="agreement"),
         lambda p, q: (mean(q, (p - q).exp()), elbo.log_evidence(p).exp()), None),
    case(evidence("bounds.squared_mean", kind="agreement"), lambda q, f: (mean(q, f)**2, mean(q, f**2)), None),
    case(evidence("bounds.mean_squared_weight", kind="agreement"),
         lambda p, q: (elbo.log_evidence(p).exp()**2, squared(p, q)), None),
    case(evidence("bounds.cubo", kind="agreement"), lambda p, q: (elbo.log_evidence(p), cubo(p, q)), None),
    case(evidence("bounds.cubo_at_the_posterior", kind="agreement"),
         lambda p: (cubo(p, elbo.log_posterior(p)), elbo.log_evidence(p)), None),
    case(evidence("bounds.squared_ratio", kind="agreement"),
         lambda q, r: (mean(q, (2*(r - q)).exp()), 1 + mean(q, ((r - q).exp() - 1)**2)), None),
    case(evidence("bounds.cubo_gap", kind="agreement"),
         lambda p, q: (elbo.log_evidence(p) + (1 + chi_square(p, q)).log()/2, cubo(p, q)), posterior_of_the_first),
    case(evidence("bounds.change_of_law", kind="agreement"),
         lambda q, r, f: (mean(q, (r - q).exp()*f), mean(r, f)), None),
    case(evidence("bounds.mean_weight_under_the_posterior", kind="agreement"),
         lambda p, q: (mean(elbo.log_posterior(p), (p - q).exp()), squared(p, q)/elbo.log_evidence(p).exp()), None),
    case(evidence("bounds.eubo_below_cubo", kind="agreement"),
         lambda p, q: ((elbo.log_evidence(p) + eubo(p, q))/2, cubo(p, q)), posterior_of_the_first),
    case(evidence("bounds.order_four", kind="agreement"),
         lambda p, q: (elbo.log_evidence(p), mean(q, (4*(p - q)).exp()).log()/4), None),
    case(evidence("bounds.above_the_elbo", kind="agreement"),
         lambda p, q: (elbo.elbo(p, q), cubo(p, q)), None),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    sides_agree(theorem, sides, tie, TABLES, data)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.upper_gap, lambda p, q: (eubo(p, q) - elbo.log_evidence(p), elbo.gap(p, q))),
    (chapter.eubo, lambda p, q: (None, elbo.elbo(p, q))),
    (chapter.cubo, lambda p, q: (2*elbo.log_evidence(p), None)),
    (chapter.cubo_gap, lambda p, q: (elbo.log_evidence(p) + chi_square(p, q)/2, None)),
    (chapter.above_the_elbo, lambda p, q: (None, mean(q, (p - q).exp()).log())),
    (chapter.mean_weight_under_the_posterior, lambda p, q: (None, squared(p, q))),
    (chapter.order_four, lambda p, q: (None, cubo(p, q))),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES)


# --- exact values -------------------------------------------------------------------------------------------------


@st.composite
def pairs(draw):
    """p(x, z) over z, not all zero, and a law q(z), each with zeros now and then, or q the posterior."""
    size = draw(st.integers(1, 4))
    p = [Fraction(n, 30) for n in draw(weights(size))]
    return p, [b/sum(p) for b in p] if draw(st.booleans()) else draw(laws(size))


def divergence(a, b):
    """KL(a ‖ b) to 50 digits, ∞ where a has mass that b has not."""
    return math.inf if any(s and not t for s, t in zip(a, b, strict=True)) else -mean_log_ratio(a, b)


@evidence("bounds.upper_gap", kind="exact")
@evidence("bounds.eubo", kind="exact")
@evidence("bounds.eubo_tight", kind="exact")
@evidence("bounds.sandwich", kind="exact")
@evidence("bounds.symmetric_gap", kind="exact")
@evidence("bounds.certificate", kind="exact")
@given(pairs())
def test_the_evidence_lies_between_the_two_bounds(tables):
    """Also where one of them is infinite, since q misses mass of the posterior, or the posterior misses mass of q."""
    p, q = tables
    posterior = [b/sum(p) for b in p]
    top = float(exact_log(sum(p)))
    upper = upper_bound(p, q)
    below = -divergence(q, p)
    assert below <= top + 1e-12 <= upper + 2e-12
    assert math.isclose(upper - top, divergence(posterior, q), abs_tol=1e-12)
    assert (abs(upper - top) < 1e-9) == (abs(top - below) < 1e-9) == (q == posterior)
    if math.isfinite(upper - below):
        assert math.isclose(upper - below, divergence(q, posterior) + divergence(posterior, q), abs_tol=1e-12)
    assert top - below <= upper - below + 1e-12 or upper == math.inf


def upper_bound(p, q):
    """The EUBO, term by term to 50 digits, ∞ where the posterior has mass that q has not."""
    total = sum(p)
    terms = [b/total*exact_log(b/a) if a else math.inf for a, b in zip(q, p, strict=True) if b]
    return float(sum(terms))


def second_moment(p, q):
    return sum((b*b/a for a, b in zip(q, p, strict=True) if a), Fraction(0))


@evidence("bounds.mean_weight", kind="exact")
@evidence("bounds.squared_mean", kind="exact")
@evidence("bounds.squared_ratio", kind="exact")
@evidence("bounds.change_of_law", kind="exact")
@evidence("bounds.mean_weight_under_the_posterior", kind="exact")
@evidence("bounds.order_four", kind="exact")
@evidence("bounds.mean_squared_weight", kind="exact")
@evidence("bounds.cubo", kind="exact")
@evidence("bounds.cubo_gap", kind="exact")
@evidence("bounds.cubo_at_the_posterior", kind="exact")
@given(pairs())
def test_second_moments_in_fractions(tables):
    """With cover the second moment is at least the squared evidence, and by the factor 1 + χ²: in whole fractions."""
    p, q = tables
    total = sum(p)
    posterior = [b/total for b in p]
    reached = [(a, b) for a, b in zip(q, posterior, strict=True) if a]
    assert second_moment(p, posterior) == total**2
    if all(a or not b for a, b in zip(q, posterior, strict=True)):
        moment = second_moment(p, q)
        under_posterior = sum(b*(b/a) for a, b in reached)
        assert sum(b for _, b in reached) == 1 <= under_posterior == second_moment(posterior, q)
        assert total*under_posterior == moment/total
        assert total**4 <= moment**2 <= sum(a*(total*b/a)**4 for a, b in reached)
        assert moment == total**2*(1 + sum(a*(b/a - 1)**2 for a, b in reached))
        assert (moment == total**2) == (q == posterior)


@evidence("bounds.above_the_elbo", kind="exact")
@evidence("bounds.eubo_below_cubo", kind="exact")
@evidence("bounds.cubo", kind="exact")
@given(pairs())
def test_the_bound_by_the_second_moment_is_above_the_elbo_with_and_without_cover(tables):
    p, q = tables
    moment = second_moment(p, q)
    if moment:
        assert -2*divergence(q, p) <= float(exact_log(moment)) + 1e-12
        if math.isfinite(upper := upper_bound(p, q)):
            assert float(exact_log(sum(p))) + upper <= float(exact_log(moment)) + 1e-12
    else:
        assert divergence(q, p) == math.inf


@evidence("bounds.cubo", kind="exact")
def test_without_cover_the_second_moment_may_lie_below_the_evidence():
    p, q = [Fraction(1, 2)]*2, [Fraction(1), Fraction(0)]
    assert second_moment(p, q) == Fraction(1, 4) < sum(p)**2
