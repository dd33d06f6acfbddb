"""The theorems of the score-function chapter in fractions: weights that are polynomials in φ, and examples by hand."""

from fractions import Fraction
from functools import partial
from itertools import product

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from impl import elbo
from impl import score_function as impl

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


@st.composite
def families(draw):
    """The weights a + b φ² of up to four states at a rational φ, with their first two derivatives; and the value."""
    size, phi = draw(st.integers(1, 4)), Fraction(draw(st.integers(-4, 4)), 2)
    pairs_ = [(draw(st.integers(1, 9)), draw(st.integers(0, 9))) for _ in range(size)]
    return [(a + b*phi**2, 2*b*phi, Fraction(2*b)) for a, b in pairs_]


def quotient(weights, values):
    """A mean under the weights and its derivative, by the rule for quotients."""
    top, total = (tuple(sum((w[k]*v for w, v in zip(weights, each, strict=True)), Fraction(0)) for k in range(2))
                  for each in (values, [1]*len(weights)))
    return top[0]/total[0], (top[1]*total[0] - top[0]*total[1])/total[0]**2


def scored(weights):
    """Probabilities, scores, and the second derivatives of the log probabilities."""
    total = [sum((w[k] for w in weights), Fraction(0)) for k in range(3)]
    law = [w[0]/total[0] for w in weights]
    scores = [w[1]/w[0] - total[1]/total[0] for w in weights]
    curved = [w[2]/w[0] - (w[1]/w[0])**2 - total[2]/total[0] + (total[1]/total[0])**2 for w in weights]
    return law, scores, curved


def averaged(*columns):
    found = Fraction(0)
    for row in zip(*columns, strict=True):
        part = Fraction(1)
        for factor in row:
            part *= factor
        found += part
    return found


@evidence("score_function.no_mass", kind="exact")
@evidence("score_function.density_times_score", kind="exact")
@evidence("score_function.zero_score", kind="exact")
@evidence("score_function.gradient", kind="exact")
@evidence("score_function.fisher", kind="exact")
@given(families(), st.data())
def test_scores_in_fractions(weights, data):
    law, scores, curved = scored(weights)
    values = [Fraction(data.draw(st.integers(-9, 9))) for _ in law]
    assert averaged(law, scores) == 0
    for i, (chance, score) in enumerate(zip(law, scores, strict=True)):
        assert quotient(weights, [int(i == j) for j in range(len(law))])[1] == chance*score
    assert quotient(weights, values)[1] == averaged(law, values, scores)
    assert averaged(law, scores, scores) == -averaged(law, curved)


def test_the_curvature_is_not_the_variance_where_a_density_touches_zero():
    """Weights 1 and φ² at φ = 0: only the first state has mass.  Its score is 0, and log q = −log(1 + φ²) there."""
    weights = [(1, 0, 0), (0, 0, 2)]
    total = [sum(w[k] for w in weights) for k in range(3)]
    score, curvature = weights[0][1] - total[1], weights[0][2] - weights[0][1]**2 - total[2] + total[1]**2
    assert (score, curvature) == (0, -2)
    assert score**2 != -curvature


def varied(law, scores, signal, baseline):
    """The variance of a score times a signal less a baseline, from its definition."""
    each = [(f - baseline)*s for f, s in zip(signal, scores, strict=True)]
    return averaged(law, [(u - averaged(law, each))**2 for u in each])


@evidence("score_function.baseline_variance", kind="exact")
@evidence("score_function.baseline_bound", kind="exact")
@evidence("score_function.best_reinforce_baseline", kind="exact")
@evidence("score_function.elbo_baseline", kind="exact")
@given(families(), st.data())
def test_baselines_in_fractions(weights, data):
    """The variance is computed from its definition at every baseline of a map.  A parabola through three of its points has
    the lowest point where the theorem says that it is; a signal may be any number, so it may be a difference of logarithms."""
    law, scores, _ = scored(weights)
    signal = [Fraction(data.draw(st.integers(-9, 9)), data.draw(st.integers(1, 3))) for _ in law]
    information, variance = averaged(law, scores, scores), partial(varied, law, scores, signal)
    curve, slope = (variance(1) + variance(-1))/2 - variance(0), (variance(1) - variance(-1))/2
    assert curve == information
    assert slope == -2*averaged(law, signal, scores, scores)
    if information:
        best = averaged(law, signal, scores, scores)/information
        assert -slope/(2*curve) == best
        assert variance(best) == variance(0) - best**2*information
        for a in (*(Fraction(n, 2) for n in range(-8, 9)), 2*best, averaged(law, signal)):
            assert variance(a) == variance(best) + information*(a - best)**2
            assert (variance(a) == variance(best)) == (a == best)
            assert variance(a) >= variance(best)


def test_the_mean_signal_may_be_worse_than_no_baseline():
    """Three states, their scores 3, 0 and −1 with chances 1/8, 1/2 and 3/8; the signal counts the second: its mean is one
    half, and it is zero wherever the score is not."""
    law, scores, signal = [Fraction(n, 8) for n in (1, 4, 3)], (3, 0, -1), (0, 1, 0)
    assert averaged(law, scores) == 0
    assert [varied(law, scores, signal, a) for a in (0, averaged(law, signal))] == [0, Fraction(3, 8)]


@evidence("score_function.dropped_unbiased", kind="exact")
@evidence("score_function.dropped_wins", kind="exact")
@given(families(), st.integers(1, 3), st.data())
def test_dropped_terms_in_fractions(weights, columns, data):
    """A map over multiples of the dropped term: on both sides of where the theorem says that dropping it pays."""
    law, scores, _ = scored(weights)
    other = [Fraction(1, columns)]*columns
    v = {(i, j): Fraction(data.draw(st.integers(-4, 4))) for i, j in product(range(len(law)), range(columns))}
    b = [Fraction(data.draw(st.integers(-4, 4))) for _ in other]

    def mean(u):
        return sum((law[i]*other[j]*u(i, j) for i, j in v), Fraction(0))

    def spread_with(size):
        middle = mean(lambda i, j: scores[i]*(v[i, j] + size*b[j]))
        return mean(lambda i, j: (scores[i]*(v[i, j] + size*b[j]))**2) - middle**2

    def gained(size):
        return mean(lambda i, j: scores[i]**2*size*b[j]*(2*v[i, j] + size*b[j]))

    for size in range(-3, 4):
        assert mean(lambda i, j: scores[i]*v[i, j]) == mean(lambda i, j, size=size: scores[i]*(v[i, j] + size*b[j]))
        assert (spread_with(0) <= spread_with(size)) == (gained(size) >= 0)


@evidence("score_function.fisher_identity", kind="exact")
@given(families(), st.data())
def test_the_gradient_of_the_log_evidence_in_fractions(weights, data):
    """The states are those of z at one x, and of all else: the evidence is the mass of the first ones."""
    law, scores, _ = scored(weights)
    size = data.draw(st.integers(1, len(law)))
    mass, moved = quotient(weights, [int(i < size) for i in range(len(law))])
    posterior = [chance/mass for chance in law[:size]]
    assert moved/mass == averaged(posterior, scores[:size])


@evidence("score_function.elbo_gradient", kind="exact")
@evidence("score_function.entropy_gradient", kind="exact")
@evidence("score_function.model_gradient", kind="exact")
@evidence("score_function.evidence_drops", kind="exact")
@evidence("score_function.baseline", kind="exact")
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(1, 20)), min_size=1, max_size=4),
       st.integers(-4, 4), st.integers(-9, 9))
def test_the_gradient_of_the_elbo_by_differences_of_fifty_digits(rows, phi, baseline):
    weights = [(Fraction(a + b*phi**2), Fraction(2*b*phi), Fraction(2*b)) for a, b, _ in rows]
    law, scores, _ = (torch.tensor([float(s) for s in column]) for column in scored(weights))
    joint = torch.tensor([float(n) for *_, n in rows])/40

    def bound(value):
        masses = [a + b*value**2 for a, b, _ in rows]
        return sum(w/sum(masses)*mp.log(mp.mpf(n)/40/(w/sum(masses))) for w, (*_, n) in zip(masses, rows, strict=True))

    def entropy(value):
        masses = [a + b*value**2 for a, b, _ in rows]
        return -sum(w/sum(masses)*mp.log(w/sum(masses)) for w in masses)

    def fixed_mean(value):
        """The mean of the log density under a law that does not move, which has the weights of the joint density."""
        masses = [a + b*value**2 for a, b, _ in rows]
        return sum(mp.mpf(n)*mp.log(w/sum(masses)) for w, (*_, n) in zip(masses, rows, strict=True))/sum(n for *_, n in rows)

    with mp.workdps(50):
        want, of_entropy, of_model = (float(mp.diff(function, mp.mpf(phi))) for function in (bound, entropy, fixed_mean))
    got = elbo.expectation((joint/joint.sum()).log(), scores)
    assert abs(float(got) - of_model) <= 1e-10*(1 + abs(of_model))
    got = -(law*impl.reinforce(scores[None, :, None], law.log()[None]).squeeze(-1)).sum()
    assert abs(float(got) - of_entropy) <= 1e-10*(1 + abs(of_entropy))
    for signal in (joint.log() - law.log(), elbo.log_posterior(joint.log()) - law.log(), joint.log() - law.log() - baseline):
        got = (law*impl.reinforce(scores[None, :, None], signal[None]).squeeze(-1)).sum()
        assert abs(float(got) - want) <= 1e-10*(1 + abs(want) + abs(baseline))
