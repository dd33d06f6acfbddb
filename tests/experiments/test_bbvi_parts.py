"""The parts of `python -m impl bbvi`: estimates of gradients, chains, traces, and the watched listing."""

import math

import numpy as np
import pytest
import torch
from scipy import special, stats

from impl.experiments.bbvi import exact, gradients, reported_chains, reported_listing
from impl.experiments.bbvi import reported as two_runs
from impl.listings import bbvi, bbvi_fast
from impl.normal_gamma import MeanField, NormalGamma


def test_watching_notices_a_wrong_listing(monkeypatch):
    """A listing that scales its signal, or draws tau with the wrong rate, is noticed."""
    with torch.random.fork_rng(devices=[]):
        right = bbvi.log_joint
        monkeypatch.setattr(bbvi, "log_joint", lambda data, z: 1.01 * right(data, z))
        watched = reported_listing.Watched(False, bbvi.SEED)
        watched.step()
        assert watched.errors["log_joint_error"] > 5e-3 < watched.errors["signal_error"]
        monkeypatch.setattr(bbvi, "log_joint", right)
        again = reported_listing.Watched(True, bbvi.SEED)
        rate = again.step()
        assert max(again.errors.values()) < 1e-3
        assert rate == pytest.approx(1e-5, rel=1e-2)
        again.listing.step_size = 1e-4
        again.step()
        assert again.errors["step_error"] > 1e-4


def test_lost_chains_stay_where_they_are():
    begin = bbvi_fast.start()
    together = bbvi_fast.Start(begin.data, begin.parameters.unsqueeze(1).expand(4, 2), torch.Generator().manual_seed(0))
    chain = reported_chains.steps(together, False, torch.tensor([1e-5, 10.0]))
    for _ in range(20):
        _, parameters, lost = next(chain)
    assert lost.tolist() == [False, True]
    assert parameters.isfinite().all()
    assert torch.equal(parameters[:, 1], together.parameters[:, 1])
    with pytest.raises(ValueError, match=r"^step_size: "):
        for _ in zip(range(20), bbvi_fast.steps(begin, False, step_size=1e37)):
            pass


def test_summaries_of_traces():
    line = torch.stack((3 * torch.arange(50.0), torch.zeros(50)), 1)
    wave = torch.tensor([1.0, -1.0]).repeat(25)
    np.testing.assert_allclose(reported_chains.about_a_line(line), 0, atol=1e-12)
    assert reported_chains.about_a_line(line[:, 0] + wave).item() == pytest.approx(1, abs=0.03)
    gap = torch.tensor([400.0, 200.0, 40.0, 20.0, 200.0])
    assert reported_chains.reached(gap) == {"300": 1, "100": 2, "30": 3, "10": None, "3": None, "1": None}
    assert two_runs.records(31) == [1, 10, 20, 30]


def test_spread_of_estimates():
    drawn = np.random.default_rng(1).normal(size=(500, 3)) * [1, 2, 3] + [1, 0, 0]
    found = exact.spread(torch.tensor(drawn), torch.tensor([1.0, 0.0, 0.0], dtype=torch.float64))
    assert found.variance == pytest.approx(np.cov(drawn.T).trace(), rel=1e-12)
    np.testing.assert_allclose(found.bias, drawn.mean(0) - [1, 0, 0], rtol=1e-12)
    np.testing.assert_allclose(found.bias_error, drawn.std(0, ddof=1) / math.sqrt(500), rtol=1e-12)
    cosines = drawn[:, 0] / np.linalg.norm(drawn, axis=1)
    assert found.cosine == pytest.approx(cosines.mean(), rel=1e-9)
    assert found.bias_pvalue is not None and found.bias_pvalue > 1e-6
    off = exact.spread(torch.tensor(drawn), torch.zeros(3, dtype=torch.float64))
    assert off.bias_pvalue is not None and off.bias_pvalue < 1e-12


@pytest.mark.parametrize("family", [NormalGamma, MeanField])
def test_estimates_replayed(family, seed, monkeypatch):
    """The replay makes two estimates by REINFORCE, with either signal, in a loop over the draws in numpy."""
    monkeypatch.setattr(gradients, "REPETITIONS", 2)
    model = exact.Model(bbvi_fast.start().data)
    chart = gradients.started(bbvi_fast.start(), family)
    got = gradients.estimated(model, family, chart, torch.Generator().manual_seed(seed))
    q = family.from_parameters(chart.expand(2, 4), log_parameters=True)
    z = q.sample((30,), torch.Generator().manual_seed(seed)).numpy()
    loc, second, a, b = chart[0].item(), *chart[1:].exp().tolist()
    x, structured = bbvi_fast.start().data.double().numpy(), family is NormalGamma
    want = {"reinforce": np.zeros((2, 4)), "rao_blackwell": np.zeros((2, 4))}
    for s in range(30):
        for r in range(2):
            mu, tau = z[s, r]
            precision = second * tau if structured else second
            log_mu = stats.norm.logpdf(mu, loc, precision**-0.5)
            log_tau = stats.gamma.logpdf(tau, a, scale=1 / b)
            log_p = stats.norm.logpdf(x, mu, tau**-0.5).sum() + stats.norm.logpdf(mu, 1, (0.1 * tau) ** -0.5)
            log_p += stats.gamma.logpdf(tau, 1, scale=0.5)
            squares = -0.5 * tau * (((x - mu) ** 2).sum() + 0.1 * (mu - 1) ** 2)
            in_mu = squares - log_mu
            in_tau = squares + 50.5 * math.log(tau) - 2 * tau - log_tau - (log_mu if structured else 0)
            h = np.array([
                precision * (mu - loc), 0.5 - 0.5 * precision * (mu - loc) ** 2,
                a * (math.log(b * tau) - special.digamma(a)), a - b * tau,
            ])
            want["reinforce"][r] += h * (log_p - log_mu - log_tau) / 30
            want["rao_blackwell"][r] += h * [in_mu, in_mu, in_tau, in_tau] / 30
    for name, values in want.items():
        np.testing.assert_allclose(got[name], values, rtol=1e-10, atol=1e-10 * np.abs(values).max())
