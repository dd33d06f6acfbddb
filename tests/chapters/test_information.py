"""The theorems about divergences of pairs, on tables: their own formulas beside sums, and exact values beside both."""

import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivations.chapters import information as chapter
from impl import elbo
from tests.support.exact_tables import exact_log, laws
from tests.support.finite_models import case, equal, noticed, sides_agree

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

TABLES = {"d": (chapter.d, "x"), "b": (chapter.b, "x"), "e": (chapter.e, "x", "z"), "c": (chapter.c, "x", "z"),
          "q": (chapter.q, "x", "z"), "m": (chapter.m, "x", "z"), "r": (chapter.r, "z"), "t": (chapter.t, "x", "z")}


def mean(law, values):
    """The mean over a whole table of logarithms of probabilities; values where there is no mass do not count."""
    return torch.where(law > -math.inf, law.exp()*values, 0).sum()


def kl(a, b):
    return mean(a, a - b)


def pair(first, then):
    return first[:, None] + then


def average(d, e, c):
    """The mean divergence of the rows of two channels."""
    return mean(d, torch.stack([kl(*rows) for rows in zip(e, c, strict=True)]))


def margins(q):
    return q.logsumexp(1), q.logsumexp(0)


def product(q):
    x, z = margins(q)
    return x[:, None] + z


def then(q):
    """log q(z | x)."""
    return q - margins(q)[0][:, None]


def information(q):
    return kl(q, product(q))


def rate(q, r):
    return mean(q, then(q) - r)


def recovered(q, t):
    return mean(q, t - margins(q)[0][:, None])


def decoder_excess(q, t):
    return kl(q, margins(q)[1] + t)


def same(a, b):
    return equal(a.exp(), b.exp()).all()


def independent(model):
    model.weights[chapter.q] = np.einsum("mx,mz->mxz", *(model.weights[chapter.q].sum(axis=i) for i in (2, 1)))


def aggregate(model):
    model.weights[chapter.r] = model.weights[chapter.q].sum(axis=1)


def exact_decoder(model):
    if (model.weights[chapter.q].sum(axis=1) > 0).all():
        model.weights[chapter.t] = model.weights[chapter.q]


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("information.mean_divergence", kind="agreement"),
         lambda d, e, c: (average(d, e, c), mean(pair(d, e), e - c)), None),
    case(evidence("information.forgetting", kind="agreement"),
         lambda d, e, b, c: (kl(d, b), kl(pair(d, e), pair(b, c))), None),
    case(evidence("information.marginals", kind="agreement"),
         lambda q, m: (kl(margins(q)[1], margins(m)[1]), kl(q, m)), None),
    case(evidence("information.data_processing", kind="agreement"),
         lambda d, e, b: (kl(margins(pair(d, e))[1], margins(pair(b, e))[1]), kl(d, b)), None),
    case(evidence("information.rate", kind="agreement"),
         lambda d, e, r: (average(d, e, r.expand_as(e)), rate(pair(d, e), r)), None),
    case(evidence("information.chain_rule", kind="agreement"),
         lambda d, e, b, c: (kl(pair(d, e), pair(b, c)),
                             kl(d, b) + average(d, e, c)), None),
    case(evidence("information.one_channel", kind="agreement"),
         lambda d, e, b: (kl(pair(d, e), pair(b, e)), kl(d, b)), None),
    case(evidence("information.information", kind="agreement"), lambda q: (information(q), 0), None),
    case(evidence("information.independent", kind="agreement"),
         lambda q: (equal(information(q), 0), same(q, product(q))), independent),
    case(evidence("information.mean_ratio_of_densities", kind="agreement"),
         lambda q: (information(q), rate(q, margins(q)[1])), None),
    case(evidence("information.entropies", kind="agreement"),
         lambda q: (information(q), mean(q, then(q)) - mean(margins(q)[1], margins(q)[1])), None),
    case(evidence("information.conditioning", kind="agreement"),
         lambda q: (-mean(q, then(q)), -mean(margins(q)[1], margins(q)[1])), None),
    case(evidence("information.surgery", kind="agreement"),
         lambda q, r: (rate(q, r), information(q) + kl(margins(q)[1], r)), aggregate),
    case(evidence("information.rate_above_aggregate", kind="agreement"),
         lambda q, r: (elbo.kl(margins(q)[1], r), rate(q, r)), None),
    case(evidence("information.rate_above_information", kind="agreement"),
         lambda q, r: (information(q), rate(q, r)), None),
    case(evidence("information.best_prior", kind="agreement"),
         lambda q, r: (equal(rate(q, r), information(q)), same(margins(q)[1], r)), aggregate),
    case(evidence("information.collapse", kind="agreement"),
         lambda q, r: (equal(rate(q, r), elbo.kl(margins(q)[1], r)), same(q, product(q))), independent),
    case(evidence("information.decoder_gap", kind="agreement"),
         lambda q, t: (recovered(q, t), information(q) - decoder_excess(q, t)), exact_decoder),
    case(evidence("information.decoder_bound", kind="agreement"),
         lambda q, t: (recovered(q, t), information(q)), None),
    case(evidence("information.decoder_tight", kind="agreement"),
         lambda q, t: (equal(recovered(q, t), information(q)), same(q, margins(q)[1] + t)), exact_decoder),
    case(evidence("information.cross_entropy", kind="agreement"),
         lambda q, r: (-mean(margins(q)[1], r), kl(margins(q)[1], r) - mean(margins(q)[1], margins(q)[1])), None),
    case(evidence("information.entropy_chain_rule", kind="agreement"),
         lambda q: (-mean(q, q), -mean(margins(q)[0], margins(q)[0]) - mean(q, then(q))), None),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    """Every base measure counts here: entropies of densities change with it."""
    sides_agree(theorem, sides, tie, TABLES, data, base=False)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.chain_rule, lambda d, e, b, c: (None, kl(d, b))),
    (chapter.marginals, lambda q, m: (None, kl(margins(q)[1], margins(m)[1]))),
    (chapter.data_processing, lambda d, e, b: (None, kl(pair(d, e), pair(b, e) + 1))),
    (chapter.rate, lambda d, e, r: (mean(d, (e.exp()*(e - r)).sum(1)) + 1, None)),
    (chapter.surgery, lambda q, r: (kl(margins(q)[1], r), None)),
    (chapter.best_prior, lambda q, r: (None, r < -math.inf)),
    (chapter.decoder_gap, lambda q, t: (None, information(q) + decoder_excess(q, t))),
    (chapter.conditioning, lambda q: (-mean(product(q), then(q)), None)),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES)


# --- exact values -------------------------------------------------------------------------------------------------


@st.composite
def channels(draw):
    """Two inputs and two channels, with zeros now and then."""
    inputs, outputs = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return [draw(laws(inputs)) for _ in range(2)], [[draw(laws(outputs)) for _ in range(inputs)] for _ in range(2)]


def divergence(a, b):
    """KL(a ‖ b) of two dictionaries to 50 digits, ∞ where a has mass that b has not."""
    if any(s and not b[k] for k, s in a.items()):
        return math.inf
    with mp.workdps(50):
        return float(mp.fsum(mpf(s.numerator)/s.denominator*exact_log(s/b[k]) for k, s in a.items() if s))


def table(law, channel=None):
    """A law as a dictionary, or the law of input and output."""
    if channel is None:
        return dict(enumerate(law))
    return {(i, j): s*t for i, s in enumerate(law) for j, t in enumerate(channel[i])}


def margin(joint, axis):
    found: dict[int, Fraction] = {}
    for key, s in joint.items():
        found[key[axis]] = found.get(key[axis], Fraction(0)) + s
    return found


def averaged_ratio(d, e, c):
    """The mean of log e/c over input and output, term by term."""
    terms = ((s*t, t/c[i][j]) for i, s in enumerate(d) for j, t in enumerate(e[i]) if s*t)
    return float(sum(float(weight)*float(exact_log(ratio)) for weight, ratio in terms))


@evidence("information.mean_divergence", kind="exact")
@evidence("information.forgetting", kind="exact")
@evidence("information.marginals", kind="exact")
@evidence("information.data_processing", kind="exact")
@evidence("information.chain_rule", kind="exact")
@evidence("information.one_channel", kind="exact")
@given(channels())
def test_divergences_of_pairs(drawn):
    """What comes out of one channel diverges no more than what went in, which together make the pair."""
    (d, b), (e, c) = drawn
    whole, first = divergence(table(d, e), table(b, c)), divergence(table(d), table(b))
    rest = sum(float(s)*divergence(table(e[i]), table(c[i])) for i, s in enumerate(d) if s)
    assert math.isclose(whole, first + rest, abs_tol=1e-12)
    if math.isfinite(rest):
        assert math.isclose(rest, averaged_ratio(d, e, c), abs_tol=1e-12)
    assert max(first, divergence(margin(table(d, e), 1), margin(table(b, c), 1))) <= whole + 1e-12
    assert math.isclose(divergence(table(d, e), table(b, e)), first, abs_tol=1e-12)
    assert divergence(margin(table(d, e), 1), margin(table(b, e), 1)) <= first + 1e-12


@evidence("information.information", kind="exact")
@evidence("information.independent", kind="exact")
@evidence("information.mean_ratio_of_densities", kind="exact")
@evidence("information.entropies", kind="exact")
@evidence("information.conditioning", kind="exact")
@evidence("information.entropy_chain_rule", kind="exact")
@given(channels())
def test_information_is_entropy_lost(drawn):
    (d, _), (e, _) = drawn
    joint, out = table(d, e), margin(table(d, e), 1)
    said = divergence(joint, {(i, j): d[i]*out[j] for i, j in joint})
    alone = {(i, j): Fraction(1) for i, j in joint}
    whole, before, after = -divergence(joint, alone), -divergence(table(d), dict.fromkeys(range(len(d)), Fraction(1))), (
        -divergence(out, dict.fromkeys(out, Fraction(1))))
    rest = sum(-float(s)*divergence(table(e[i]), dict.fromkeys(range(len(e[i])), Fraction(1))) for i, s in enumerate(d))
    assert math.isclose(said, after - rest, abs_tol=1e-12)
    assert math.isclose(whole, before + rest, abs_tol=1e-12)
    assert math.isclose(said, sum(float(s)*divergence(table(e[i]), out) for i, s in enumerate(d) if s), abs_tol=1e-12)
    assert rest <= after + 1e-12
    assert (said < 1e-9) == all(joint[i, j] == d[i]*out[j] for i, j in joint)


@evidence("information.rate", kind="exact")
@evidence("information.surgery", kind="exact")
@evidence("information.rate_above_aggregate", kind="exact")
@evidence("information.rate_above_information", kind="exact")
@evidence("information.best_prior", kind="exact")
@evidence("information.collapse", kind="exact")
@evidence("information.cross_entropy", kind="exact")
@given(channels(), st.data())
def test_the_rate_is_information_and_the_divergence_of_the_aggregate(drawn, data):
    (d, _), (e, _) = drawn
    joint, out = table(d, e), margin(table(d, e), 1)
    prior = out if data.draw(st.booleans()) else table(data.draw(laws(len(out))))
    said = divergence(joint, {(i, j): d[i]*out[j] for i, j in joint})
    rate = sum(float(s)*divergence(table(e[i]), prior) for i, s in enumerate(d) if s)
    far = divergence(out, prior)
    assert math.isclose(rate, said + far, abs_tol=1e-12)
    assert max(said, far) <= rate + 1e-12
    if math.isfinite(rate):
        assert math.isclose(rate, averaged_ratio(d, e, [prior]*len(d)), abs_tol=1e-12)
        assert (abs(rate - said) < 1e-9) == (out == prior)
        assert (abs(rate - far) < 1e-9) == all(joint[i, j] == d[i]*out[j] for i, j in joint)
        counted = dict.fromkeys(out, Fraction(1))
        crossed = float(sum(-float(s)*float(exact_log(prior[j])) for j, s in out.items() if s))
        assert math.isclose(crossed, far - divergence(out, counted), abs_tol=1e-12)


@evidence("information.decoder_gap", kind="exact")
@evidence("information.decoder_bound", kind="exact")
@evidence("information.decoder_tight", kind="exact")
@given(channels(), st.data())
def test_no_decoder_recovers_more_than_the_information(drawn, data):
    (d, _), (e, _) = drawn
    joint, out = table(d, e), margin(table(d, e), 1)
    exact = data.draw(st.booleans())
    decoder = {j: [joint[i, j]/out[j] for i in range(len(d))] if exact and out[j] else data.draw(laws(len(d))) for j in out}
    said = divergence(joint, {(i, j): d[i]*out[j] for i, j in joint})
    excess = divergence(joint, {(i, j): out[j]*decoder[j][i] for i, j in joint})
    recovered = -math.inf if excess == math.inf else float(
        sum(float(s)*float(exact_log(decoder[j][i]/d[i])) for (i, j), s in joint.items() if s))
    assert math.isclose(recovered, said - excess, abs_tol=1e-12)
    assert recovered <= said + 1e-12
    assert (abs(said - recovered) < 1e-9) == all(s == out[j]*decoder[j][i] for (i, j), s in joint.items())
