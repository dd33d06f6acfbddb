"""Tests of impl.iwelbo.simulate: replays of its draws from their noise, exact moments, and its law."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import MultivariateNormal

from impl import iwelbo
from impl.elbo import LinearGaussian
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)
MODEL = LinearGaussian(torch.tensor([[1.3, 0.2], [0.4, -0.9], [0.1, 0.5]]), torch.tensor([0.1, -0.2, 0.0]), torch.tensor([0.5, 0.8, 0.3]))
X = torch.tensor([1.0, 0.7, -0.4])
Q = MultivariateNormal(torch.tensor([0.3, -0.5]), scale_tril=torch.tensor([[0.7, 0.0], [0.4, 0.9]]))
LINE, POINT = LinearGaussian(torch.tensor([[1.3], [0.4]]), torch.tensor([0.1, -0.2]), torch.tensor([0.5, 0.8])), torch.tensor([1.0, 0.7])


@pytest.fixture
def noise(monkeypatch):
    """The noise that ``simulate`` draws, block by block."""
    kept, sample = [], iwelbo.standard_normal

    def standard_normal(size, like, generator):
        kept.append(sample(size, like, generator))
        return kept[-1].clone()

    monkeypatch.setattr(iwelbo, "standard_normal", standard_normal)
    return kept


def replay(model, x, q, noise, latents):
    """The values log w at z = loc + L U ε from the densities of model and q, for blocks of noise of one latent each."""
    _, turn = torch.linalg.eigh(q.scale_tril.mT @ model.precision @ q.scale_tril)
    blocks = [torch.stack(noise[i : i + latents], -1) for i in range(0, len(noise), latents)]
    z = [q.loc + (q.scale_tril @ turn @ block.unsqueeze(-1)).squeeze(-1) for block in blocks]
    return [model.log_joint(x, values) - q.log_prob(values) for values in z]


@pytest.mark.parametrize(("model", "x", "q"), [(MODEL, X, Q), (LINE, POINT, MultivariateNormal(torch.tensor([0.4]), torch.tensor([[0.3]])))])
@pytest.mark.parametrize(("draws", "samples", "limit"), [(1, 5, 1 << 16), (7, 4, 1 << 16), (7, 3, 9), (5, 9, 10), (130, 3, 1 << 16), (130, 3, 40)])
def test_replayed_draw_by_draw(model, x, q, draws, samples, limit, noise, monkeypatch):
    """For every size of blocks, rows of one group's draws come one after another, then those of the next group."""
    monkeypatch.setattr(iwelbo, "LOG_WEIGHTS_A_BLOCK", limit)
    got = iwelbo.simulate(model, x, q, draws, samples, torch.Generator().manual_seed(1))
    groups, rows = [], []
    for block in replay(model, x, q, noise, q.loc.shape[-1]):
        rows.append(block)
        if sum(map(len, rows)) == draws:
            groups.append(torch.cat(rows).exp().mean(0).log())
            rows = []
    torch.testing.assert_close(got, torch.cat(groups), rtol=1e-11, atol=1e-11)
    assert got.shape == (samples,)
    assert rows == []
    assert all(values.numel() <= limit for values in noise)


def test_batches_have_models_points_and_laws_of_their_own(noise):
    weight = torch.stack((MODEL.weight, MODEL.weight / 2)).unsqueeze(1)
    model = LinearGaussian(weight, MODEL.bias, MODEL.noise_variance)
    x, q = torch.stack((X, X + 1, X - 2)), MultivariateNormal(torch.zeros(2), torch.eye(2) / 2)
    got = iwelbo.simulate(model, x, q, 4, 5)
    assert got.shape == (5, 2, 3)
    for i, j in itertools.product(range(2), range(3)):
        alone = LinearGaussian(weight[i, 0], MODEL.bias, MODEL.noise_variance)
        (log_w,) = replay(alone, x[j], q, [values[..., i, j] for values in noise], 2)
        torch.testing.assert_close(got[:, i, j], log_w.exp().mean(0).log(), rtol=1e-11, atol=1e-11)


@given(st.integers(1, 5), st.integers(1, 4))
def test_at_the_posterior_every_value_is_the_evidence(draws, samples):
    got = iwelbo.simulate(MODEL, X, MODEL.posterior(X), draws, samples)
    torch.testing.assert_close(got, MODEL.log_evidence(X).expand(samples), rtol=1e-13, atol=1e-13)


def test_every_draw_and_every_sample_is_new(noise):
    iwelbo.simulate(LINE, POINT, MultivariateNormal(torch.zeros(1), torch.eye(1)), 300, 400)
    values = torch.cat([block.flatten() for block in noise])
    assert len(values) == len(values.unique()) == 300 * 400


def test_the_generator_decides():
    runs = [iwelbo.simulate(MODEL, X, Q, 3, 4, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)]
    assert torch.equal(runs[0], runs[1])
    assert not torch.equal(runs[0], runs[2])


def quadrature(order):
    places, mass = np.polynomial.hermite_e.hermegauss(order)
    return torch.tensor(places), torch.tensor(mass / mass.sum())


def test_its_law_by_simulation(generator, spend):
    """Null: the mean of K = 1 is the ELBO, that of K = 2 is L_2, and exp of a value has mean p(x), all with variances by
    quadrature. Planted: L_1 for L_2 and the other way round, and an evidence off by a tenth."""
    q = MultivariateNormal(torch.tensor([0.1]), torch.tensor([[0.6]]))
    places, mass = quadrature(60)
    z = q.loc + q.scale_tril[0, 0] * places.unsqueeze(-1)
    log_w = LINE.log_joint(POINT, z) - q.log_prob(z)
    pair = torch.stack((log_w.unsqueeze(1).expand(60, 60), log_w.expand(60, 60))).logsumexp(0) - math.log(2)
    weight = torch.outer(mass, mass)
    bounds = float(mass @ log_w), float((weight * pair).sum())
    assert bounds[0] == pytest.approx(float(LINE.elbo(POINT, q)), rel=1e-12)
    variances = float(mass @ (log_w - bounds[0]).square()), float((weight * (pair - bounds[1]).square()).sum())
    assert bounds[1] - bounds[0] > 0.1
    test = spend(MeanTest.detecting(0.1, max(variances) * (1 + 1e-6), 5e-10), means=3)
    top = float(LINE.log_evidence(POINT))
    ratio_variance = float(mass @ (log_w - top).exp().square()) - 1
    assert ratio_variance < test.variance
    for draws, truth, other in ((1, *bounds), (2, *reversed(bounds))):
        values = iwelbo.simulate(LINE, POINT, q, draws, test.samples, generator)
        assert test.accepts(values, truth)
        assert not test.accepts(values, other)
    ratios = (iwelbo.simulate(LINE, POINT, q, 1, test.samples, generator) - top).exp()
    assert test.accepts(ratios, 1.0)
    assert not test.accepts(ratios, 1.1)


def test_inputs_are_left_alone_and_single_precision_stays():
    loc, weight = torch.tensor([0.4], requires_grad=True), torch.tensor([[1.3], [0.4]], requires_grad=True)
    model, q = LinearGaussian(weight, LINE.bias, LINE.noise_variance), MultivariateNormal(loc, torch.eye(1))
    assert not iwelbo.simulate(model, POINT, q, 2, 3).requires_grad
    assert loc.grad is None and weight.grad is None
    single = LinearGaussian(*(t.float() for t in (LINE.weight, LINE.bias, LINE.noise_variance)))
    got = iwelbo.simulate(single, POINT.float(), single.posterior(POINT.float()), 50, 3)
    torch.testing.assert_close(got, LINE.log_evidence(POINT).float().expand(3), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("model", {"model": None}),
        ("x", {"x": torch.zeros(2)}),
        ("x", {"x": torch.tensor([0.0, 0.0, math.nan])}),
        ("x", {"x": X.float()}),
        ("x", {"x": torch.tensor([1, 2, 3])}),
        ("q", {"q": None}),
        ("q", {"q": MultivariateNormal(torch.zeros(3), torch.eye(3))}),
        ("draws", {"draws": 0}),
        ("draws", {"draws": 2.0}),
        ("draws", {"draws": True}),
        ("samples", {"samples": 0}),
        ("samples", {"samples": -1}),
        ("generator", {"generator": 3}),
    ],
)
def test_bad_input_is_named(name, change):
    arguments = {"model": MODEL, "x": X, "q": Q, "draws": 2, "samples": 3}
    iwelbo.simulate(**arguments)
    with pytest.raises(ValueError, match=rf"^{name}: "):
        iwelbo.simulate(**arguments | change)
