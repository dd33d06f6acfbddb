"""Tests of impl.iwelbo against 50-digit arithmetic, enumeration of all draws, replayed gradients, and quadrature."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl import iwelbo
from impl.elbo import LinearGaussian, elbo, log_evidence
from impl.monte_carlo import MeanTest
from tests.support.exact_tables import exact_log, laws, log, weights

torch.set_default_dtype(torch.float64)
EPS = torch.finfo(torch.float64).eps


@st.composite
def log_weights(draw, size=None):
    """Log-weights over spans from one nat to thousands, some −∞."""
    span, size = draw(st.sampled_from([1.0, 30.0, 700.0, 5000.0])), size or draw(st.integers(1, 12))
    entries = st.floats(-span, span) | st.just(-math.inf)
    return draw(st.lists(entries, min_size=size, max_size=size))


def slow(log_w):
    """The logarithm of the mean weight, to 50 digits."""
    with mp.workdps(50):
        mean = mp.fsum(mp.exp(mpf(w)) for w in log_w) / len(log_w)
        return float(mp.log(mean)) if mean else -math.inf


def room(log_w, k):
    """The rounding that the docstring allows: k additions and the logarithm's own last place."""
    return EPS * (2 * k + 4 + 2 * max((abs(w) for w in log_w if w > -math.inf), default=0))


@given(log_weights())
def test_bounds_to_the_last_digits(log_w):
    draws = torch.tensor(log_w)
    rows = iwelbo.all_k(draws)
    assert rows.shape == draws.shape
    assert float(iwelbo.iwelbo(draws)) == pytest.approx(slow(log_w), rel=0, abs=room(log_w, len(log_w)))
    for k in range(1, len(log_w) + 1):
        assert float(rows[k - 1]) == pytest.approx(slow(log_w[:k]), rel=0, abs=room(log_w, k))
    assert torch.equal(draws, torch.tensor(log_w))


@given(st.lists(log_weights(size=5), min_size=4, max_size=4))
@example([[-math.inf, -math.inf, 0.0, 0.0, 0.0], [1e-5, 33.0, 673.0, 0.0, 0.0], [0.0] * 5, [-math.inf] * 5])
def test_batches_are_their_columns(columns):
    draws = torch.tensor(columns).T.reshape(5, 2, 2)
    rows = iwelbo.all_k(draws)
    for i, j in itertools.product(range(2), repeat=2):
        torch.testing.assert_close(rows[:, i, j], iwelbo.all_k(draws[:, i, j]), rtol=4 * EPS, atol=4 * EPS)
        torch.testing.assert_close(iwelbo.iwelbo(draws)[i, j], rows[-1, i, j], rtol=9 * EPS, atol=9 * EPS)


def test_rising_weights_keep_every_digit():
    """In a thousand draws, each ten nats above the one before, every single shift loses the first hundreds."""
    log_w = torch.arange(1000.0) * 10
    rows = iwelbo.all_k(log_w)
    want = log_w - math.log1p(-math.exp(-10)) - torch.arange(1, 1001).log()
    want[0] = 0
    want[1:10] = torch.tensor([slow(log_w[:k].tolist()) for k in range(2, 11)])
    torch.testing.assert_close(rows, want, rtol=8 * EPS, atol=8 * EPS)
    shifted_once = (log_w - log_w.max()).exp().cumsum(0).log() + log_w.max()
    assert shifted_once.isinf().sum() > 900


@given(log_weights().filter(lambda w: max(w) > -math.inf))
def test_gradients_are_the_normalised_weights(log_w):
    """This also holds for the last row of all_k, whose other rows may be −∞ or far below."""
    draws = torch.tensor(log_w)
    want = torch.tensor([0.0 if w == -math.inf else math.exp(w - slow(log_w)) / len(log_w) for w in log_w])
    for bound in iwelbo.iwelbo, lambda w: iwelbo.all_k(w)[-1]:
        leaf = draws.clone().requires_grad_()
        (got,) = torch.autograd.grad(bound(leaf), leaf)
        torch.testing.assert_close(got, want, rtol=1e-11, atol=1e-15)
    leaf = draws.clone().requires_grad_()
    (got,) = torch.autograd.grad(iwelbo.dreg(leaf), leaf)
    torch.testing.assert_close(got, want**2, rtol=1e-11, atol=1e-15)
    assert float(iwelbo.dreg(draws)) == float(iwelbo.iwelbo(draws))


@st.composite
def models(draw):
    size = draw(st.integers(1, 4))
    p = [Fraction(n, 7) for n in draw(weights(size))]
    return p, draw(laws(size))


def enumerated(p, q, k):
    """L_K from all ordered tuples of K draws, to 50 digits."""
    support = [i for i, mass in enumerate(q) if mass]
    with mp.workdps(50):
        total = mpf(0)
        for draws in itertools.product(support, repeat=k):
            chance = math.prod((q[i] for i in draws), start=Fraction(1))
            mean = sum((p[i] / q[i] for i in draws), Fraction(0)) / k
            total += mpf(chance.numerator) / chance.denominator * exact_log(mean)
        return float(total)


@given(models(), st.integers(1, 4))
def test_exact_is_the_mean_over_all_draws(model, k):
    p, q = model
    got = float(iwelbo.exact(log(p), log(q), k))
    assert got == pytest.approx(enumerated(p, q, k), rel=0, abs=1e-13)
    if k == 1:
        assert got == pytest.approx(float(elbo(log(p), log(q))), rel=0, abs=1e-13)


@given(models())
def test_exact_rises_to_the_evidence_where_q_covers(model):
    p, q = model
    values = [float(iwelbo.exact(log(p), log(q), k)) for k in (1, 2, 3, 5, 8)]
    reached = sum((b for a, b in zip(q, p, strict=True) if a), Fraction(0))
    assert all(a <= b + 1e-13 for a, b in itertools.pairwise(values))
    assert values[-1] <= float(log(reached)) + 1e-13


def test_exact_closes_the_gap_at_the_rate_of_the_weights_variance():
    """In the limit K (log p − L_K) is Var(w) / 2p²; with two values K may be large."""
    p, q = torch.tensor([0.3, 0.2]).log(), torch.tensor([0.5, 0.5]).log()
    limit = 0.5 * ((p - q).exp().var(correction=0) / 0.25).item()
    gaps = [k * float(log_evidence(p) - iwelbo.exact(p, q, k)) for k in (10**3, 10**4)]
    assert gaps[1] == pytest.approx(limit, rel=1e-4)
    assert abs(gaps[1] - limit) < 0.2 * abs(gaps[0] - limit)


def test_exact_batches_and_gradient():
    p = torch.tensor([[0.3, 0.2, 0.0], [0.1, 0.4, 0.2]]).log()
    logits = torch.tensor([[0.2, -0.1], [0.5, 0.0]], requires_grad=True)

    def law(z):
        return torch.cat((z, torch.full((2, 1), -math.inf)), -1).log_softmax(-1)

    value = iwelbo.exact(p, law(logits), 3)
    (gradient,) = torch.autograd.grad(value.sum(), logits)
    value = value.detach()
    for row, column in itertools.product(range(2), repeat=2):
        step = torch.zeros(2, 2)
        step[row, column] = 1e-5
        high, low = (iwelbo.exact(p, law(logits.detach() + s * step), 3) for s in (1, -1))
        slope = float((high - low)[row]) / 2e-5
        alone = float(iwelbo.exact(p[row], law(logits.detach())[row], 3))
        assert float(gradient[row, column]) == pytest.approx(slope, rel=0, abs=1e-9)
        assert float(value[row]) == pytest.approx(alone, rel=0, abs=1e-14)


@pytest.mark.parametrize("k", [1, 2, 7])
def test_bound_by_simulation(k, generator, spend):
    """Null: the mean of ``iwelbo``, and of row K − 1 of ``all_k``, is L_K. Planted: L_{K+1}, and log p(x)."""
    p, q = torch.tensor([0.02, 0.3, 0.08]).log(), torch.tensor([0.5, 0.2, 0.3]).log()
    tuples = torch.tensor(list(itertools.product(range(3), repeat=k))).T
    chance, values = q[tuples].sum(0).exp(), (p - q)[tuples].exp().mean(0).log()
    truth = float(chance @ values)
    above = float(iwelbo.exact(p, q, k + 1))
    test = spend(MeanTest.detecting(above - truth, float(chance @ (values - truth) ** 2), 1e-8), means=2)
    z = torch.multinomial(q.exp(), (k + 2) * test.samples, replacement=True, generator=generator)
    z = z.reshape(k + 2, test.samples)
    for draws in iwelbo.iwelbo((p - q)[z[:k]]), iwelbo.all_k((p - q)[z])[k - 1]:
        assert test.accepts(draws, truth)
        assert not test.accepts(draws, above)
        assert not test.accepts(draws, float(log_evidence(p)))


MODEL = LinearGaussian(torch.tensor([[1.3], [0.4]]), torch.tensor([0.1, -0.2]), torch.tensor([0.5, 0.8]))
X = torch.tensor([1.0, 0.7])


def log_weight(noise, phi, density):
    """The log-weight of z = m + exp(s) ε under q = N(m, exp(2 s)), whose density has parameters of its own."""
    z = phi[0] + phi[1].exp() * noise
    centred = (z - density[0]) / density[1].exp()
    log_q = -0.5 * centred.square() - density[1] - 0.5 * math.log(2 * math.pi)
    return MODEL.log_joint(X, z.unsqueeze(-1)) - log_q


def replayed(noise, m, s):
    """The doubly reparameterised gradient in (m, s) written out, one draw after another, in numpy."""
    w, b, v = MODEL.weight[:, 0].numpy(), MODEL.bias.numpy(), MODEL.noise_variance.numpy()
    z = m + math.exp(s) * noise
    log_w = [
        -0.5 * np.sum((X.numpy() - b - w * a) ** 2 / v + np.log(2 * np.pi * v))
        - 0.5 * a**2
        + 0.5 * ((a - m) / math.exp(s)) ** 2
        + s
        for a in z
    ]
    share = np.exp(log_w - np.logaddexp.reduce(log_w))
    slope = np.array([np.sum(w * (X.numpy() - b - w * a) / v) - a + (a - m) / math.exp(2 * s) for a in z])
    return np.array([np.sum(share**2 * slope), np.sum(share**2 * slope * math.exp(s) * noise)])


@given(
    st.lists(st.floats(-3, 3), min_size=1, max_size=6),
    st.floats(-2, 2),
    st.floats(-1.5, 1),
)
def test_dreg_replayed_draw_by_draw(noise, m, s):
    phi = torch.tensor([m, s], requires_grad=True)
    surrogate = iwelbo.dreg(log_weight(torch.tensor(noise), phi, phi.detach()))
    (got,) = torch.autograd.grad(surrogate, phi)
    want = replayed(np.array(noise), m, s)
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-10 * (1 + np.abs(want).max()))


PHI = torch.tensor([-0.3, 0.2])


def per_draw_gradients(noise, phi):
    """The two gradients of each column of (2, N) noise: doubly reparameterised, and of the bound itself."""
    rows = phi.expand(noise.shape[1], 2).clone().requires_grad_()
    columns = rows.unbind(-1)
    twice = iwelbo.dreg(log_weight(noise, columns, rows.detach().unbind(-1))).sum()
    once = iwelbo.iwelbo(log_weight(noise, columns, columns)).sum()
    return torch.autograd.grad(twice, rows)[0], torch.autograd.grad(once, rows)[0]


def plane():
    """Both draws of K = 2 on a grid and their probabilities, by the trapezoidal rule."""
    axis = torch.linspace(-9, 9, 601)
    density = (-0.5 * axis.square()).softmax(0)
    return torch.cartesian_prod(axis, axis).T, torch.outer(density, density).flatten()


def test_dreg_is_unbiased_by_quadrature():
    """For K = 2 the mean over both draws is ∇L_2. With weights that are not squared, or with the score kept, it is not."""
    noise, weight = plane()
    twice, once = per_draw_gradients(noise, PHI)
    truth = weight @ once
    torch.testing.assert_close(weight @ twice, truth, rtol=0, atol=1e-10)

    phi = PHI.clone().requires_grad_()
    unsquared = iwelbo.iwelbo(log_weight(noise, phi, phi.detach()))
    with_score = iwelbo.dreg(log_weight(noise, phi, phi))
    for wrong in unsquared, with_score:
        (got,) = torch.autograd.grad((weight * wrong).sum(), phi)
        assert (got - truth).abs().max() > 0.1


def test_dreg_by_simulation(generator, spend):
    """Null: its mean is ∇L_2, known by quadrature as its variance is. Planted: 0.1 away in each entry."""
    noise, weight = plane()
    twice, once = per_draw_gradients(noise, PHI)
    truth = weight @ once
    variance = float((weight @ (twice - truth) ** 2).max())
    test = spend(MeanTest.detecting(0.1, variance * (1 + 1e-6), 1e-8), means=2)
    draws, _ = per_draw_gradients(torch.randn(2, test.samples, generator=generator), PHI)
    assert test.accepts(draws, truth).all()
    assert not test.accepts(draws, truth + 0.1).any()
    assert not test.accepts(draws, truth - 0.1).any()


def test_impossible_weights():
    nothing = torch.full((3,), -math.inf)
    assert iwelbo.iwelbo(nothing) == -math.inf
    assert torch.equal(iwelbo.all_k(nothing), nothing)
    late = iwelbo.all_k(torch.tensor([-math.inf, -math.inf, 0.0]))
    assert late.tolist() == [-math.inf, -math.inf, pytest.approx(-math.log(3))]


def test_single_precision_stays_single():
    rows = iwelbo.all_k(torch.tensor([-200.0, -100.0, 0.0], dtype=torch.float32))
    assert rows.dtype == torch.float32
    torch.testing.assert_close(rows, torch.tensor([-200, -100 - math.log(2), -math.log(3)]).float())
