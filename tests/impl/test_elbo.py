"""Tests of impl.elbo against rational arithmetic, scipy, quadrature, and autograd."""

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm
from torch.distributions import MultivariateNormal

from impl import elbo
from impl.elbo import LinearGaussian
from impl.monte_carlo import MeanTest
from tests.support.exact_tables import laws, log, mean_log_ratio, weights

torch.set_default_dtype(torch.float64)
sizes = st.integers(1, 6)


@st.composite
def joints(draw, zeros=True):
    """A table p(x, z) over z and a law q(z), both rational, with zeros in either."""
    size = draw(sizes)
    p = [Fraction(n, draw(st.integers(1, 10**6))) for n in draw(weights(size, zeros))]
    return p, draw(laws(size, zeros))


def covered(q, p):
    return all(b > 0 for a, b in zip(q, p, strict=True) if a > 0)


@given(joints())
def test_table_quantities_are_their_definitions(tables):
    p, q = tables
    posterior = [value / sum(p) for value in p]
    got = elbo.elbo(log(p), log(q)), -elbo.kl(log(q), log(posterior)), -elbo.gap(log(p), log(q))
    if covered(q, p):
        want = mean_log_ratio(q, p), *[mean_log_ratio(q, posterior)] * 2
        for a, b in zip(got, want, strict=True):
            assert float(a) == pytest.approx(b, abs=1e-14 * 20)
    else:
        assert [float(a) for a in got] == [-math.inf] * 3
    assert float(elbo.log_evidence(log(p))) == pytest.approx(float(log(sum(p))), abs=1e-14)
    for a, b in zip(elbo.log_posterior(log(p)), posterior, strict=True):
        assert float(a) == pytest.approx(float(log(b)), abs=1e-14)


@given(st.data(), sizes)
def test_batches_are_their_rows(data, size):
    p = [data.draw(weights(size)) for _ in range(3)]
    q = [data.draw(laws(size)) for _ in range(3)]
    log_p, log_q = log([[Fraction(n) for n in row] for row in p]), log(q)
    untouched = log_p.clone(), log_q.clone()
    for function in elbo.elbo, elbo.gap:
        whole = function(log_p.unsqueeze(1), log_q)
        for i, j in itertools.product(range(3), repeat=2):
            torch.testing.assert_close(whole[i, j], function(log_p[i], log_q[j]), rtol=0, atol=1e-14)
    assert torch.equal(log_p, untouched[0])
    assert torch.equal(log_q, untouched[1])


@given(joints(zeros=False), st.data())
def test_table_gradient_is_the_derived_one(tables, data):
    """∂ELBO/∂logit_i = q_i (log p_i − log q_i − ELBO) and ∂ELBO/∂log p_i = q_i; zeros in q change nothing."""
    p, q = tables
    logits, log_p = log(q).requires_grad_(), log(p).requires_grad_()
    padded = torch.cat((logits, torch.tensor([-math.inf]))).log_softmax(-1)
    beyond = torch.tensor([data.draw(st.sampled_from([-math.inf, 0.0]))])
    value = elbo.elbo(torch.cat((log_p, beyond)), padded)
    in_logits, in_p = torch.autograd.grad(value, (logits, log_p))
    signal = log_p - log(q)
    torch.testing.assert_close(in_logits, log(q).exp() * (signal - value), rtol=0, atol=1e-13)
    torch.testing.assert_close(in_p, log(q).exp(), rtol=1e-14, atol=0)


def test_mass_too_small_for_a_float_still_counts():
    """A mass of exp(−1000) is zero as a float; where p is zero the ELBO is −∞ nevertheless."""
    log_q = torch.tensor([0.0, -1000.0])
    assert elbo.elbo(torch.tensor([-1.0, -math.inf]), log_q) == -math.inf
    assert elbo.elbo(torch.tensor([-1.0, -5.0]), log_q) == -1.0


def test_estimate_replayed_and_unbiased(generator, spend):
    """Null: the mean of log p(x, z) − log q(z) is the exact ELBO. Planted: the ELBO with p and q swapped."""
    log_p, log_q = torch.tensor([0.1, 0.25, 0.05]).log(), torch.tensor([0.5, 0.2, 0.3]).log()
    signal, truth = log_p - log_q, elbo.elbo(log_p, log_q)
    variance = float((log_q.exp() * (signal - truth) ** 2).sum())
    planted = float((log_p.exp() * -signal).sum())
    test = spend(MeanTest.detecting(0.05, variance, 1e-8))
    z = torch.multinomial(log_q.exp(), test.samples, replacement=True, generator=generator)
    torch.testing.assert_close(elbo.estimate(log_p[z], log_q[z]), signal[z].mean(), rtol=1e-12, atol=0)
    assert test.accepts(signal[z], float(truth))
    assert abs(planted - float(truth)) > test.effect
    assert not test.accepts(signal[z], planted)
    assert not test.accepts(signal[z], float(truth) + 0.05)
    assert elbo.estimate(torch.tensor([0.0, -math.inf]), torch.zeros(2)) == -math.inf


@st.composite
def models(draw, latents=None, noise=(1e-3, 10.0)):
    """A linear-Gaussian model, an observation, and a Gaussian q."""
    m, d = latents or draw(st.integers(1, 3)), draw(st.integers(1, 4))
    entries = st.floats(-2, 2)

    def tensor(*shape, of=entries):
        return torch.tensor(draw(st.lists(of, min_size=(n := math.prod(shape)), max_size=n))).reshape(shape)

    model = LinearGaussian(tensor(d, m), tensor(d), tensor(d, of=st.floats(*noise)))
    scale = tensor(m, m).tril(-1) + torch.diag(tensor(m, of=st.floats(0.1, 2)))
    return model, tensor(d), MultivariateNormal(tensor(m), scale_tril=scale)


@given(models())
def test_linear_gaussian_is_the_joint_gaussian(case):
    """Evidence and posterior from the covariance of (z, x), by numpy and scipy."""
    model, x, _ = case
    w, noise = model.weight.numpy(), np.diag(model.noise_variance.numpy())
    marginal, residual = w @ w.T + noise, x.numpy() - model.bias.numpy()
    gain = np.linalg.solve(marginal, w).T
    posterior = model.posterior(x)
    condition = np.linalg.cond(marginal) + np.linalg.cond(model.precision.numpy())
    room = 1e-13 * condition * (1 + abs(residual).max())
    law: Any = multivariate_normal  # scipy's stubs take a covariance for an int
    evidence = law.logpdf(x.numpy(), model.bias.numpy(), marginal)
    assert float(model.log_evidence(x)) == pytest.approx(evidence, rel=room, abs=room)
    np.testing.assert_allclose(posterior.loc, gain @ residual, rtol=0, atol=room)
    np.testing.assert_allclose(posterior.covariance_matrix, np.eye(w.shape[1]) - gain @ w, rtol=0, atol=room)
    z = posterior.loc + 0.5
    likelihood = norm.logpdf(x.numpy(), w @ z.numpy() + model.bias.numpy(), np.sqrt(np.diag(noise)))
    joint = likelihood.sum() + norm.logpdf(z.numpy()).sum()
    assert float(model.log_joint(x, z)) == pytest.approx(joint, rel=1e-12)


@given(models())
def test_linear_gaussian_elbo_by_quadrature(case):
    """Gauss–Hermite quadrature with 3 nodes on each axis is exact, because log p(x, z) − log q(z) is quadratic in z."""
    model, x, q = case
    nodes, mass = np.polynomial.hermite_e.hermegauss(3)
    noise = torch.tensor(list(itertools.product(nodes, repeat=len(q.loc))))
    weight = torch.tensor(list(itertools.product(mass / mass.sum(), repeat=len(q.loc)))).prod(-1)
    z = q.loc + noise @ q.scale_tril.T
    log_q = torch.tensor(multivariate_normal.logpdf(z.numpy(), q.loc.numpy(), q.covariance_matrix.numpy()))
    integrand = model.log_joint(x, z) - log_q.reshape(-1)
    want = float((weight * integrand).sum())
    assert float(model.elbo(x, q)) == pytest.approx(want, abs=1e-11 * float(integrand.abs().max() + 1))


@given(models())
def test_linear_gaussian_gap_is_the_divergence(case):
    model, x, q = case
    gap = float(torch.distributions.kl_divergence(q, model.posterior(x)))
    evidence = model.log_evidence(x)
    room = 1e-11 * (abs(float(evidence)) + gap + 1)
    assert float(evidence - model.elbo(x, q)) == pytest.approx(gap, rel=0, abs=room)
    assert float(evidence - model.elbo(x, model.posterior(x))) == pytest.approx(0, rel=0, abs=room)


@given(models())
def test_linear_gaussian_gradient_is_that_of_autograd(case):
    model, x, q = case
    loc, covariance = q.loc.clone().requires_grad_(), q.covariance_matrix.clone().requires_grad_()
    value = model.elbo(x, MultivariateNormal(loc, covariance))
    want = torch.autograd.grad(value, (loc, covariance))
    got = model.elbo_gradient(x, q)
    # Autograd through the Cholesky factor loses digits with the condition of q and of the noise.
    scale = float(max(abs(w).max() for w in want) + 1) * float(torch.linalg.cond(q.covariance_matrix))
    torch.testing.assert_close(got[0], want[0], rtol=0, atol=1e-12 * scale)
    torch.testing.assert_close(got[1], (want[1] + want[1].mT) / 2, rtol=0, atol=1e-12 * scale)


@pytest.mark.parametrize("weight_batch", [(), (4, 1)])
@pytest.mark.parametrize("noise_batch", [(), (4, 1)])
@pytest.mark.parametrize("x_batch", [(), (5,)])
def test_linear_gaussian_batches_are_their_rows(weight_batch, noise_batch, x_batch, generator):
    shapes = (*weight_batch, 3, 2), (3,), (*x_batch, 3)
    weight, bias, x = (torch.randn(shape, generator=generator) for shape in shapes)
    noise = torch.rand(*noise_batch, 3, generator=generator) + 0.1
    whole, q = LinearGaussian(weight, bias, noise), MultivariateNormal(torch.zeros(2), torch.eye(2))
    fits = [fit(whole, x) for fit in (elbo.fit_mean_field, elbo.fit_full)]
    batch = torch.broadcast_shapes(weight_batch, noise_batch, x_batch)
    weight, noise, x = weight.expand(*batch, 3, 2), noise.expand(*batch, 3), x.expand(*batch, 3)
    for at in itertools.product(*map(range, batch)):
        row = LinearGaussian(weight[at], bias, noise[at])
        one = [fit(row, x[at]) for fit in (elbo.fit_mean_field, elbo.fit_full)]
        pairs = [
            (whole.log_evidence(x)[at], row.log_evidence(x[at])),
            (whole.posterior(x).loc[at], row.posterior(x[at]).loc),
            (whole.elbo(x, q)[at], row.elbo(x[at], q)),
            (whole.elbo_gradient(x, q)[0][at], row.elbo_gradient(x[at], q)[0]),
            *((many.loc[at], alone.loc) for many, alone in zip(fits, one, strict=True)),
            *((many.scale_tril[at], alone.scale_tril) for many, alone in zip(fits, one, strict=True)),
        ]
        for got, want in pairs:
            torch.testing.assert_close(got, want, rtol=1e-10, atol=1e-10)


@given(models(noise=(1e-6, 10.0)))
def test_fits_climb_to_the_known_optima(case):
    """Full: the posterior. Mean field: its mean, variances 1/P_ii, gap ½ (Σ log P_ii − log det P)."""
    model, x, _ = case
    posterior, precision = model.posterior(x), model.precision
    full, mean_field = elbo.fit_full(model, x), elbo.fit_mean_field(model, x)
    gap = 0.5 * float(precision.diagonal().log().sum() - precision.logdet())
    condition = float(torch.linalg.cond(precision))
    for fit in full, mean_field:
        size = 1 + float(posterior.loc.abs().max())
        torch.testing.assert_close(fit.loc, posterior.loc, rtol=0, atol=1e-13 * condition * size)
    room = 1e-12 * condition
    torch.testing.assert_close(full.covariance_matrix, posterior.covariance_matrix, rtol=room, atol=room)
    diagonal = torch.diag(1 / precision.diagonal())
    torch.testing.assert_close(mean_field.covariance_matrix, diagonal, rtol=1e-12, atol=0)
    evidence = model.log_evidence(x)
    terms = float((x - model.bias).square().div(model.noise_variance).sum()) + abs(float(evidence)) + 10
    room = 1e-13 * terms + 4e-15 * condition  # rounding of the residuals, and of the determinant
    assert float(evidence - model.elbo(x, full)) == pytest.approx(0, rel=0, abs=room)
    assert float(evidence - model.elbo(x, mean_field)) == pytest.approx(gap, rel=0, abs=room)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9, 0.99, 0.999999])
def test_mean_field_gap_over_correlations(correlation):
    """For two latents the exact gap is −½ log(1 − ρ²), and the variances are short by the factor 1 − ρ²."""
    correlated = torch.tensor([[1, correlation], [correlation, 1]])
    root = torch.linalg.cholesky(4e6 * correlated - torch.eye(2))
    model = LinearGaussian(root.T, torch.zeros(2), torch.ones(2))
    x = torch.tensor([0.3, -1.0])
    q, posterior = elbo.fit_mean_field(model, x), model.posterior(x)
    gap, shortfall = -0.5 * math.log1p(-(correlation**2)), torch.full((2,), 1 - correlation**2)
    assert float(model.log_evidence(x) - model.elbo(x, q)) == pytest.approx(gap, rel=0, abs=1e-8)
    torch.testing.assert_close(q.variance / posterior.variance, shortfall, rtol=1e-8, atol=0)


def test_a_fit_that_does_not_converge_raises(monkeypatch):
    """Steps that are a hundred times too short do not converge."""
    solve = torch.linalg.solve
    monkeypatch.setattr(torch.linalg, "solve", lambda a, b: solve(a, b) * 0.01)
    with pytest.raises(RuntimeError, match=r"200 steps"):
        elbo.fit_full(LinearGaussian(torch.ones(1, 1), torch.ones(1), torch.ones(1)), torch.zeros(1))
