"""The law of the draws of impl.gumbel_softmax: the density by quadrature, the categorical law, mean gradients."""

import math
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from scipy import integrate

from impl import gumbel_softmax as gs
from impl.gumbel_softmax import GumbelSoftmax
from impl.monte_carlo import MeanTest
from tests.support.gumbel_density import printed

torch.set_default_dtype(torch.float64)
PROBS = torch.tensor([0.1, 0.2, 0.5, 0.2])


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@dataclass(frozen=True)
class CdfTest:
    """A test whether N draws have a claimed distribution function at some points.

    Dvoretzky–Kiefer–Wolfowitz with Massart's constant: with probability at least 1 − ``false_alarm`` the empirical
    distribution function lies within ``radius`` of the true one everywhere, for any law. On that event the truth is
    accepted, and what differs from it by more than ``effect`` = 2 · radius at one of the points is rejected.
    """

    samples: int
    false_alarm: float

    @classmethod
    def detecting(cls, effect, false_alarm):
        return cls(math.floor(2 * math.log(2 / false_alarm) / effect**2) + 1, false_alarm)

    @property
    def radius(self):
        return math.sqrt(math.log(2 / self.false_alarm) / (2 * self.samples))

    @property
    def effect(self):
        return 2 * self.radius

    def accepts(self, draws, points, claimed):
        assert draws.shape == (self.samples,)
        empirical = torch.searchsorted(draws.sort().values, points, right=True) / self.samples
        return bool(((empirical - claimed).abs() <= self.radius).all())

    def __str__(self):
        return f"n = {self.samples}, false alarm and miss ≤ {self.false_alarm:.1e} (exact: DKW), detects {self.effect:.3g} in distribution"


def two_categories(points, logits, tau):
    """The probabilities P(log y_1/y_2 ≤ point), by quadrature of the density."""
    def density(w):
        log_y = torch.stack((w, torch.zeros_like(w)), -1).log_softmax(-1)
        return (gs.log_prob_of_log(log_y, logits, tau) + log_y.sum(-1)).exp()

    return panels(density, points, -60 / tau)


def panels(density, points, start):
    """The integrals of the density from the start to rising points, by Gauss–Legendre between neighbours."""
    nodes, weights = map(torch.tensor, np.polynomial.legendre.leggauss(40))
    edges = torch.cat((torch.linspace(start, float(points[0]), 30), points[1:]))
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    pieces = (density(middle.unsqueeze(-1) + half.unsqueeze(-1) * nodes) @ weights) * half
    return pieces.cumsum(0)[28:]


def three_categories(points, logits, tau):
    """The probabilities P(logit y_1 ≤ point), by integration of the density over the other two coordinates too."""
    step = 0.4 / tau
    share = torch.arange(-60 / tau, 60 / tau, step) + float(logits[1] - logits[2]) / tau

    def density(w):
        w, s = w.unsqueeze(-1), share
        first, rest = torch.nn.functional.logsigmoid(w), torch.nn.functional.logsigmoid(-w)
        a, b = torch.nn.functional.logsigmoid(s), torch.nn.functional.logsigmoid(-s)
        log_y = torch.stack((first.expand(*w.shape[:-1], len(s)), rest + a, rest + b), -1)
        cell = first + rest + rest + a + b + math.log(step)  # dy_1 dy_2 = y_1 (1 − y_1) · (1 − y_1) r (1 − r) dw ds
        return (gs.log_prob_of_log(log_y, logits, tau) + cell).exp().sum(-1)

    return panels(density, points, -60 / tau)


def coordinate(log_y):
    """The values logit y_1, from logarithms."""
    return log_y[..., 0] - log_y[..., 1:].logsumexp(-1)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(("k", "cdf", "tau"), [(2, two_categories, 0.1), (2, two_categories, 3.0), (3, three_categories, 0.5)])
def test_draws_have_the_density(k, cdf, tau, dtype, generator, spend):
    """Null: a coordinate has the law of the density. Planted: a temperature 20 % off either way, other logits."""
    logits = torch.tensor([0.7, -0.4, 0.1])[:k]
    points = torch.linspace(-6, 6, 61) / tau
    truth = cdf(points, logits, tau)
    assert float(cdf(torch.linspace(0, 60, 31) / tau, logits, tau)[-1]) == pytest.approx(1, abs=1e-9)
    planted = [cdf(points, logits, tau * 1.2), cdf(points, logits, tau / 1.2), cdf(points, logits + 0.2 * torch.eye(k)[0], tau)]
    test = spend(CdfTest.detecting(min(float((p - truth).abs().max()) for p in planted), 1e-9))
    log_y = gs.log_sample(logits.to(dtype), tau, (test.samples,), generator=generator).double()
    assert test.accepts(coordinate(log_y), points, truth)
    for wrong in planted:
        assert not test.accepts(coordinate(log_y), points, wrong)


def test_quadrature_agrees_with_scipy():
    """The distribution functions of the tests equal adaptive quadrature of the printed density in y."""
    def density(y):
        return math.exp(printed([math.log(y), math.log1p(-y)], [0.7, -0.4], 1.5)[0])

    for point in (-2.0, 0.0, 1.0):
        want = integrate.quad(density, 0, 1 / (1 + math.exp(-point)))[0]
        got = two_categories(torch.tensor([point, 9.0]), torch.tensor([0.7, -0.4]), 1.5)[0]
        assert float(got) == pytest.approx(want, abs=1e-7)
    odds = torch.tensor([-1.0, 0.3, 2.0])
    torch.testing.assert_close(two_categories(odds, torch.tensor([0.7, -0.4]), 1.5), (1.5 * odds - 1.1).sigmoid(), rtol=0, atol=1e-12)


def test_arg_max_is_categorical_at_every_temperature(generator, spend):
    """Null: the arg max is categorical; its histogram accepts draws at ten times the temperature that is claimed, which
    the law of a pair's log-ratio, logistic((logits_i − logits_j)/τ, 1/τ), does not. Planted: other probabilities."""
    others = torch.tensor([0.1, 0.22, 0.48, 0.2])
    test = spend(CdfTest.detecting(0.02 - 1e-9, 1e-9), means=4)
    for tau in (0.05, 1.0, 10.0):
        log_y = gs.log_sample(PROBS.log(), tau, (test.samples,), generator=generator)
        index = log_y.exp().argmax(-1).double()
        assert test.accepts(index, torch.arange(4.0), PROBS.cumsum(0))
        assert not test.accepts(index, torch.arange(4.0), others.cumsum(0))
    ratios, points = log_y[:, 2] - log_y[:, 0], torch.linspace(-1, 1, 41)
    shift = PROBS[2].log() - PROBS[0].log()
    assert test.accepts(ratios, points, (10 * points - shift).sigmoid())
    assert not test.accepts(ratios, points, (points - shift).sigmoid())


def test_arg_max_of_equal_noise_is_the_same_at_every_temperature():
    want = gs.gumbel_max(PROBS.log(), (2000,), generator=seeded(5))
    for tau in (1e-4, 0.05, 1.0, 10.0, 1e4):
        assert torch.equal(gs.sample(PROBS.log(), tau, (2000,), generator=seeded(5)).argmax(-1), want)


def quadratic(w, tau, target=0.3):
    """The gradient of (y_1 − target)², y_1 = sigmoid(w/τ), in the first logit for given noise, by the chain rule."""
    y = 1 / (1 + np.exp(-w / tau))
    return 2 * (y - target) * y * (1 - y) / tau


def logistic_mean(function, shift):
    """The mean of function(shift + logistic noise)."""
    step = 0.01
    x = np.arange(-45, 45, step)
    return float(np.sum(function(shift + x) / (4 * np.cosh(x / 2) ** 2)) * step)


@pytest.mark.parametrize("tau", [0.5, 2.0])
def test_gradient_of_an_expectation(tau, generator, spend):
    """Null: the mean over draws is ∇E[(y_1 − 0.3)²] by quadrature. Planted: that at a temperature 20 % higher; the
    categorical law's own gradient, from which the relaxed one is biased."""
    logits = torch.tensor([0.4, -0.3])
    truth, wrong = (logistic_mean(lambda w, t=t: quadratic(w, t), 0.7) for t in (tau, 1.2 * tau))
    variance = logistic_mean(lambda w: (quadratic(w, tau) - truth) ** 2, 0.7)
    p = 1 / (1 + math.exp(-0.7))
    categorical = p * (1 - p) * (0.7**2 - 0.3**2)
    assert abs(categorical - truth) > abs(wrong - truth)
    test = spend(MeanTest.detecting(abs(wrong - truth), variance * (1 + 1e-6), 1e-9))
    rows = logits.expand(test.samples, 2).clone().requires_grad_()
    y = GumbelSoftmax(tau, rows).rsample(generator=generator)
    (slopes,) = torch.autograd.grad((y[:, 0] - 0.3).square().sum(), rows)
    assert test.accepts(slopes[:, 0], truth)
    assert not test.accepts(slopes[:, 0], wrong)
    assert not test.accepts(slopes[:, 0], categorical)
