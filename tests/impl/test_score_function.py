"""Tests of impl.score_function against loops in numpy, enumeration of draws, 50-digit arithmetic, and autograd."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl import normal_gamma, score_function
from impl.normal_gamma import NormalGamma
from impl.score_function import control_variate, estimated_coefficient, leave_one_out, leave_one_out_baseline, reinforce

torch.set_default_dtype(torch.float64)
ALL = [reinforce, control_variate, leave_one_out, leave_one_out_baseline]
numbers = st.floats(-1e3, 1e3).map(lambda x: round(x, 6))


@st.composite
def draws(draw, least=2):
    """Scores (S, P), and signals (S,) or (S, P)."""
    size, parameters = draw(st.integers(least, 6)), draw(st.integers(1, 3))
    rows = st.lists(st.lists(numbers, min_size=parameters, max_size=parameters), min_size=size, max_size=size)
    score = np.array(draw(rows))
    signal = np.array(draw(st.lists(numbers, min_size=size, max_size=size) | rows))
    return score, signal


def one_by_one(score, signal):
    """All estimators of one parameter by their definitions, in loops over the draws, by name."""
    count = len(score)
    f_mean, h_mean = sum(h * w for h, w in zip(score, signal)) / count, sum(score) / count
    covariance = sum((h * w - f_mean) * (h - h_mean) for h, w in zip(score, signal)) / count
    variance = sum((h - h_mean) ** 2 for h in score) / count
    a = covariance / variance if len(set(score)) > 1 else 0.0
    wants = {
        reinforce: f_mean,
        control_variate: sum(h * w - a * h for h, w in zip(score, signal)) / count,
        estimated_coefficient: a,
    }
    if count > 1:
        terms, flat = [], []
        for s in range(count):
            others = [t for t in range(count) if t != s]
            weight = sum(score[t] ** 2 for t in others)
            mean = sum(signal[t] for t in others) / (count - 1)
            own = sum(score[t] ** 2 * signal[t] for t in others) / weight if weight else mean
            terms.append(score[s] * (signal[s] - own))
            flat.append(score[s] * (signal[s] - mean))
        wants |= {leave_one_out: sum(terms) / count, leave_one_out_baseline: sum(flat) / count}
    return wants


def exactly(score, signal):
    with mp.workdps(50):
        wants = one_by_one([mpf(h) for h in score], [mpf(w) for w in signal])
        return {estimator: float(want) for estimator, want in wants.items()}


@given(draws(least=1))
def test_replayed_draw_by_draw(case):
    score, signal = case
    scale = (np.abs(score).max(0) + 1e-300) * (np.abs(signal).max() + 1)
    for d in range(score.shape[1]):
        wants = exactly(score[:, d], signal[:, d] if signal.ndim == 2 else signal)
        if 0 < np.ptp(score[:, d]) < 1e-3 * scale[d]:  # a quotient of cancelled sums
            del wants[control_variate], wants[estimated_coefficient]
        for estimator, want in wants.items():
            if len(score) == 1 and estimator is not reinforce:
                continue
            got = float(estimator(torch.tensor(score), torch.tensor(signal))[d])
            size = scale[d] if estimator is not estimated_coefficient else scale[d] / max(np.ptp(score[:, d]), 1e-300)
            assert got == pytest.approx(want, rel=1e-10, abs=1e-10 * size), estimator.__name__


@given(draws(), st.data())
def test_a_given_coefficient(case, data):
    score, signal = case
    a = np.array(data.draw(st.lists(numbers, min_size=score.shape[1], max_size=score.shape[1])))
    got = control_variate(torch.tensor(score), torch.tensor(signal), torch.tensor(a))
    own = signal if signal.ndim == 2 else signal[:, None]
    want = sum(score[s] * own[s] - a * score[s] for s in range(len(score))) / len(score)
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-8)


@pytest.mark.parametrize("estimator", [*ALL, estimated_coefficient])
def test_batches_are_their_columns(estimator, generator):
    score, signal = (torch.randn(5, 2, 3, size, generator=generator) for size in (4, 1))
    wide = torch.randn(5, 2, 3, 4, generator=generator)
    narrow = signal.squeeze(-1)
    whole, each = estimator(score, narrow), estimator(score, wide)
    assert whole.shape == each.shape == (2, 3, 4)
    for i, j in itertools.product(range(2), range(3)):
        torch.testing.assert_close(whole[i, j], estimator(score[:, i, j], narrow[:, i, j]), rtol=1e-12, atol=1e-13)
        for d in range(4):
            alone = estimator(score[:, i, j, d : d + 1], wide[:, i, j, d])
            torch.testing.assert_close(each[i, j, d], alone[0], rtol=1e-12, atol=1e-13)
    torch.testing.assert_close(estimator(score, narrow), estimator(score, signal.expand(-1, -1, -1, 4)))
    assert estimator(score.float(), narrow.float()).dtype == torch.float32


def test_one_draw_with_all_the_weight():
    """The other draws' sums are 1e-20 of the total, and are still exact to the last digits."""
    score, signal = np.array([1e10, 1.0, 2.0, -0.5]), np.array([3.0, -7.0, 11.0, 0.1])
    got = float(leave_one_out(torch.tensor(score)[:, None], torch.tensor(signal))[0])
    assert got == pytest.approx(exactly(score, signal)[leave_one_out], rel=1e-14)
    total = (score**2).sum()
    cancelled = ((score**2 * signal).sum() - score[0] ** 2 * signal[0]) / (total - score[0] ** 2 + 1e-30)
    assert abs(cancelled - 37.025 / 5.25) > 0.1


def test_one_draw_with_most_of_the_weight(generator):
    """The other draws have a thousandth of it: to subtract the draw from the total would lose three digits."""
    worst = 0.0
    for _ in range(100):
        score = torch.cat((torch.tensor([40.0]), torch.randn(4, generator=generator)))
        signal = torch.cat((torch.zeros(1), 1 + torch.rand(4, generator=generator)))
        got = float(leave_one_out(score[:, None], signal)[0])
        want = exactly(score.numpy(), signal.numpy())[leave_one_out]
        worst = max(worst, abs(got / want - 1))
    assert worst < 5e-15


def test_scores_that_do_not_vary():
    """The coefficient is then zero, and the result REINFORCE to the last bit, also where the mean score is rounded."""
    for score in torch.full((7, 1), 0.1), torch.zeros(7, 1), torch.tensor([[0.3], [0.3]]):
        signal = torch.linspace(-3, 40, len(score))
        assert estimated_coefficient(score, signal) == 0
        torch.testing.assert_close(control_variate(score, signal), reinforce(score, signal), rtol=1e-15, atol=0)
    silent = torch.tensor([[2.0], [0.0], [0.0]])  # without draw 0 all scores are zero
    assert leave_one_out(silent, torch.tensor([5.0, 1.0, 3.0])) == 2 * (5 - 2) / 3


@pytest.mark.parametrize("estimator", [control_variate, estimated_coefficient, leave_one_out, leave_one_out_baseline])
def test_one_draw_is_refused_where_the_others_are_needed(estimator):
    """One draw gives the coefficient 0/0; to take zero for it would be REINFORCE under another name."""
    with pytest.raises(ValueError, match=r"^score: .* needs at least 2 draws, got 1$"):
        estimator(torch.ones(1, 2), torch.ones(1))
    assert control_variate(torch.tensor([[2.0]]), torch.tensor([5.0]), torch.tensor([1.5])).tolist() == [7.0]


@given(draws(least=2))
def test_two_draws_swap_their_signals(case):
    score, signal = (torch.tensor(part[:2]) for part in case)
    swapped = signal.flip(0)
    want = (score * ((signal - swapped) if signal.ndim == 2 else (signal - swapped)[:, None])).mean(0)
    scale = float(score.abs().max() * signal.abs().max() + 1e-300)
    torch.testing.assert_close(leave_one_out_baseline(score, signal), want, rtol=0, atol=1e-14 * scale)
    if bool((score != 0).all()):
        torch.testing.assert_close(leave_one_out(score, signal), want, rtol=0, atol=1e-14 * scale)


# A law on three values whose logits are linear in two parameters, so that each score takes three values.
LOADINGS = torch.tensor([[0.3, 1.0], [-0.4, -0.2], [0.9, 0.5]])
PARAMETERS = torch.tensor([1.0, -0.6])
LOG_JOINT = torch.tensor([-6.0, -8.0, -4.5])


def exact_gradient():
    parameters = PARAMETERS.clone().requires_grad_()
    log_q = (LOADINGS @ parameters).log_softmax(0)
    return torch.autograd.grad((log_q.exp() * (LOG_JOINT - log_q)).sum(), parameters)[0]


Q = (LOADINGS @ PARAMETERS).softmax(0)
H, W = LOADINGS - Q @ LOADINGS, LOG_JOINT - Q.log()  # rows: the score at each value


def over_all(estimator, size):
    """The estimator's mean and variance over all ordered draws of ``size`` values."""
    tuples = torch.tensor(list(itertools.product(range(3), repeat=size))).T
    chance = Q[tuples].prod(0)
    values = estimator(H[tuples], W[tuples])
    mean = chance @ values
    return mean, chance @ (values - mean).square()


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_unbiased_by_enumeration(size):
    """Means over all draws are exact; that of the same-sample control variate is biased."""
    truth, fixed = exact_gradient(), torch.tensor([-1.0, 4.0])
    for estimator in reinforce, lambda h, w: control_variate(h, w, fixed):
        torch.testing.assert_close(over_all(estimator, size)[0], truth, rtol=0, atol=1e-14)
    if size > 1:
        for estimator in leave_one_out, leave_one_out_baseline:
            torch.testing.assert_close(over_all(estimator, size)[0], truth, rtol=0, atol=1e-14)
        assert (over_all(control_variate, size)[0] - truth).abs().max() > 1e-3


def counted(size):
    """Every multiset of ``size`` values as draws (S, M), and its probability."""
    counts = torch.tensor([(i, j, size - i - j) for i in range(size + 1) for j in range(size + 1 - i)])
    log_ways = math.lgamma(size + 1) - (counts + 1.0).lgamma().sum(1)
    chance = (log_ways + (counts * Q.log()).sum(1)).exp()
    edges = counts.cumsum(1)
    return (torch.arange(size)[:, None, None] >= edges).sum(-1), chance


def test_bias_from_the_same_sample():
    """The bias is −Cov(a, h̄) at every S, and S times the bias tends to −E[r h²] / Var h."""
    truth = exact_gradient()
    f = H * W[:, None]
    r = f - Q @ f - (Q @ (H * f)) / (Q @ H.square()) * H
    limit = -(Q @ (r * H.square())) / (Q @ H.square())
    errors = []
    for size in 25, 50, 100:
        draws, chance = counted(size)
        assert float(chance.sum()) == pytest.approx(1, abs=1e-12)
        bias = chance @ control_variate(H[draws], W[draws]) - truth
        a, mean = estimated_coefficient(H[draws], W[draws]), H[draws].mean(0)
        torch.testing.assert_close(bias, -(chance @ (a * mean) - (chance @ a) * (chance @ mean)), rtol=0, atol=1e-12)
        errors.append((size * bias - limit).abs().max() / limit.abs().max())
    assert errors[2] < 0.05
    assert errors[1] / errors[0] == pytest.approx(0.5, abs=0.1)
    assert errors[2] / errors[1] == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_best_coefficient(size):
    """The variance exceeds its least by (a − a*)² E[h²] / S, with a* = E[h² w] / E[h²] = Cov(h w, h) / Var(h)."""
    best = (Q @ (H.square() * W[:, None])) / (Q @ H.square())
    f = H * W[:, None]
    torch.testing.assert_close(best, (Q @ (f * H) - (Q @ f) * (Q @ H)) / (Q @ H.square() - (Q @ H).square()))
    _, least = over_all(lambda h, w: control_variate(h, w, best), size)
    for shift in -2.0, 0.1, 3.0:
        _, variance = over_all(lambda h, w, shift=shift: control_variate(h, w, best + shift), size)
        torch.testing.assert_close(variance - least, shift**2 * (Q @ H.square()) / size)


def test_variance_shrinks_with_what_is_known():
    variances = [over_all(estimator, 4)[1].sum() for estimator in (reinforce, leave_one_out_baseline)]
    best = (Q @ (H.square() * W[:, None])) / (Q @ H.square())
    least = over_all(lambda h, w: control_variate(h, w, best), 4)[1].sum()
    assert least < over_all(leave_one_out, 4)[1].sum() < 0.5 * variances[0]
    assert variances[1] < 0.5 * variances[0]


@given(draws(), numbers)
def test_constants_in_the_signal(case, constant):
    """A constant of any size drops out with control variates; REINFORCE keeps it, times the mean score."""
    score, signal = (torch.tensor(part) for part in case)
    scale = float(score.abs().max() * (signal.abs().max() + abs(constant)) + 1e-300)
    for estimator in leave_one_out, leave_one_out_baseline:
        moved = estimator(score, signal + constant)
        torch.testing.assert_close(moved, estimator(score, signal), rtol=0, atol=1e-13 * scale)
    moved = reinforce(score, signal + constant) - reinforce(score, signal)
    torch.testing.assert_close(moved, constant * score.mean(0), rtol=0, atol=1e-13 * scale)


def test_no_noise_at_the_posterior(generator):
    """Where q is the posterior every signal is log p(x), and no noise is left except in REINFORCE."""
    prior = NormalGamma(1.0, 0.1, 1.0, 2.0)
    data = torch.randn(20, generator=generator)
    q = normal_gamma.posterior(prior, data)
    z = q.sample((30,), generator)
    score = normal_gamma.score(q, z, log_parameters=True)
    signal = normal_gamma.log_joint(prior, data)(z) - q.log_prob(z)
    torch.testing.assert_close(signal, normal_gamma.log_evidence(prior, data).expand(30), rtol=1e-12, atol=0)
    for estimator in control_variate, leave_one_out, leave_one_out_baseline:
        assert estimator(score, signal).abs().max() < 1e-10
    torch.testing.assert_close(reinforce(score, signal), signal.mean() * score.mean(0))
    assert reinforce(score, signal).abs().max() > 1e-3
    coefficient = estimated_coefficient(score, signal)
    torch.testing.assert_close(coefficient, signal.mean().expand(4), rtol=1e-10, atol=0)


@pytest.mark.parametrize("estimator", [*ALL, estimated_coefficient])
def test_differentiable(estimator, generator):
    score, signal = torch.randn(4, 2, generator=generator), torch.randn(4, generator=generator)
    before = score.clone(), signal.clone()
    assert torch.autograd.gradcheck(estimator, (score.clone().requires_grad_(), signal.clone().requires_grad_()))
    leaf = score.clone().requires_grad_()
    got = estimator(leaf * 1.0, signal)  # a tensor with a graph that is no leaf
    assert got.requires_grad and torch.equal(got.detach(), estimator(score, signal))
    assert torch.equal(score, before[0]) and torch.equal(signal, before[1]) and leaf.grad is None


H2, W2, FAR = torch.ones(3, 2), torch.ones(3), torch.tensor([[1.0, 2.0], [-1.0, 1.0], [0.5, 0.0]])


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (name, lambda e=e, h=h, w=w: e(h, w))
        for e in [*ALL, estimated_coefficient]
        for name, h, w in [
            ("score", torch.ones(3), W2),
            ("score", torch.ones(3, 2, dtype=torch.long), W2),
            ("score", torch.empty(0, 2), torch.empty(0)),
            ("score", torch.empty(3, 0), W2),
            ("score", torch.full((3, 2), math.nan), W2),
            ("score", torch.full((3, 2), math.inf), W2),
            ("score", [[1.0]], W2),
            ("signal", H2, torch.ones(4)),
            ("signal", H2, torch.ones(3, 1)),
            ("signal", H2, torch.ones(3, 3)),
            ("signal", H2, torch.ones(2)),
            ("signal", H2, torch.tensor(1.0)),
            ("signal", H2, torch.tensor([1.0, math.nan, 0.0])),
            ("signal", H2, torch.tensor([1.0, -math.inf, 0.0])),
            ("signal", H2, torch.ones(3, dtype=torch.long)),
            ("signal", H2, None),
            ("score, signal", H2, torch.ones(3).float()),
        ]
    ]
    + [
        ("score", lambda: leave_one_out(torch.ones(1, 2), torch.ones(1))),
        ("score", lambda: leave_one_out_baseline(torch.ones(1, 2), torch.ones(1))),
        ("score, signal", lambda: leave_one_out(torch.full((3, 2), 1e200), W2)),
        ("score, signal", lambda: leave_one_out(FAR * 1e200, torch.tensor([1e-200, 2e-200, 0.0]))),
        ("score, signal", lambda: leave_one_out(FAR, torch.tensor([1e308, -1e308, 1e308]))),
        ("score, signal", lambda: leave_one_out_baseline(FAR, torch.tensor([1e308, -1e308, 1e308]))),
        ("score, signal", lambda: reinforce(H2 + 1, torch.full((3,), 1e308))),
        ("score, signal", lambda: control_variate(H2 + 1, torch.full((3,), 1e308))),
        ("score, signal", lambda: control_variate(H2, W2 * 1e308, torch.full((2,), -1e308))),
        ("score, signal", lambda: control_variate(FAR * 1e200, W2)),
        ("score, signal", lambda: control_variate(FAR * 1e200, torch.tensor([1e-200, 2e-200, 0.0]))),
        ("score, signal", lambda: estimated_coefficient(FAR * 1e200, W2)),
        ("score, signal", lambda: estimated_coefficient(FAR * 1e200, torch.tensor([1e-200, 2e-200, 0.0]))),
        ("score, signal", lambda: reinforce((H2 + 1).float(), torch.full((3,), 3e38, dtype=torch.float32))),
        ("coefficient", lambda: control_variate(H2, W2, torch.ones(3))),
        ("coefficient", lambda: control_variate(H2, W2, torch.ones(3, 2))),
        ("coefficient", lambda: control_variate(H2, W2, torch.tensor([1.0, math.nan]))),
        ("coefficient", lambda: control_variate(H2, W2, torch.ones(2).float())),
        ("coefficient", lambda: control_variate(H2, W2, torch.ones(2, dtype=torch.long))),
        ("coefficient", lambda: control_variate(H2, W2, 1.0)),
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}[:,]"):
        call()


def test_names_of_the_module():
    assert set(score_function.__all__) >= {"reinforce", "control_variate", "leave_one_out", "rao_blackwell", "fit"}
    assert all(hasattr(score_function, name) for name in score_function.__all__)
