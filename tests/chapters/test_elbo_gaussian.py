"""The ELBO's theorems on linear-Gaussian models: families by fits, the identity by quadrature and by simulation."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
import torch
from scipy.stats import multivariate_normal
from torch.distributions import MultivariateNormal, kl_divergence

from impl import elbo as impl
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def correlated(rho):
    """A linear-Gaussian model with two latents whose posterior has correlation −rho."""
    correlation = torch.tensor([[1, rho], [rho, 1.0]])
    root = torch.linalg.cholesky(3/(1 - abs(rho))*correlation - torch.eye(2))
    return impl.LinearGaussian(root.mT, torch.zeros(2), torch.ones(2))


X = torch.tensor([0.7, -1.2])


@evidence("elbo.nested_families", kind="training")
@evidence("elbo.family_gap", kind="training")
@evidence("elbo.mean_field_tight", kind="training")
@pytest.mark.parametrize("rho", [0.0, 0.1, -0.5, 0.9, 0.999])
def test_mean_field_gap_over_correlations(rho):
    """The mean-field fit misses by −½ log(1 − ρ²), its least divergence, and only ρ = 0 is tight; the full fit is."""
    model = correlated(rho)
    posterior, top = model.posterior(X), float(model.log_evidence(X))
    mean_field, full = impl.fit_mean_field(model, X), impl.fit_full(model, X)
    gaps = [top - float(model.elbo(X, q)) for q in (mean_field, full)]
    assert gaps[0] == pytest.approx(-math.log1p(-rho**2)/2, rel=0, abs=1e-10)
    assert gaps[1] == pytest.approx(0, rel=0, abs=1e-10)
    assert gaps[0] == pytest.approx(float(kl_divergence(mean_field, posterior)), rel=0, abs=1e-10)
    assert (gaps[0] < 1e-10) == (rho == 0)
    torch.testing.assert_close(mean_field.variance/posterior.variance, torch.full((2,), 1 - rho**2))
    for shift, (u, v) in itertools.product((0.0, 0.1), itertools.product((0.5, 0.9, 1.0, 1.2, 2.0), repeat=2)):
        other = MultivariateNormal(mean_field.loc + shift, torch.diag(mean_field.variance*torch.tensor([u, v])))
        assert top - float(model.elbo(X, other)) >= gaps[0] - 1e-10


LAW = MultivariateNormal(torch.tensor([0.2, -0.4]), torch.tensor([[0.5, 0.1], [0.1, 0.4]]))


def nodes():
    """Gauss–Hermite points of LAW and their weights: exact for polynomials of degree 5."""
    places, mass = np.polynomial.hermite_e.hermegauss(3)
    noise = torch.tensor(list(itertools.product(places, repeat=2)))
    return LAW.loc + noise@LAW.scale_tril.mT, torch.tensor(np.outer(mass, mass).ravel()/mass.sum()**2)


def signal(model, z):
    return model.log_joint(X, z) - LAW.log_prob(z)


@evidence("elbo.evidence", kind="quadrature")
@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_identity_by_quadrature(rho):
    """Mean of log p(x, z) − log q(z) by quadrature, plus the divergence, against scipy's density of x."""
    model, (z, weight) = correlated(rho), nodes()
    mean = weight@signal(model, z)
    covariance = (model.weight@model.weight.mT + torch.eye(2)).numpy()
    law: Any = multivariate_normal  # scipy's stubs take a covariance for an int
    density = law.logpdf(X.numpy(), np.zeros(2), covariance)
    assert float(mean + kl_divergence(LAW, model.posterior(X))) == pytest.approx(float(density), rel=1e-12)
    assert float(mean) == pytest.approx(float(model.elbo(X, LAW)), rel=1e-12)


@evidence("elbo.evidence", kind="monte-carlo")
def test_identity_by_simulation(generator, spend):
    """Null: the mean of log p(x, z) − log q(z) is log p(x) − KL(q‖posterior).  Planted: the divergence the other way
    round, its sign lost, the prior for the posterior.  The variance is exact, by quadrature of a quartic."""
    model, (z, weight) = correlated(0.5), nodes()
    posterior, prior = model.posterior(X), MultivariateNormal(torch.zeros(2), torch.eye(2))
    top, gap = float(model.log_evidence(X)), float(kl_divergence(LAW, posterior))
    planted = [top - float(kl_divergence(posterior, LAW)), top + gap, top - float(kl_divergence(LAW, prior))]
    values = signal(model, z)
    variance = float(weight@(values - weight@values)**2)
    test = spend(MeanTest.detecting(0.2, variance*(1 + 1e-9), 1e-8))
    noise = torch.randn(test.samples, 2, generator=generator)
    draws = signal(model, LAW.loc + noise@LAW.scale_tril.mT)
    assert test.accepts(draws, top - gap)
    for wrong in planted:
        assert abs(wrong - (top - gap)) > test.effect
        assert not test.accepts(draws, wrong)
