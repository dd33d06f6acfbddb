"""Tests of the bound of impl.diffusion: dense Gaussian chains, draws replayed in loops, high precision, Monte Carlo."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf
from scipy.stats import norm

from impl import _log_ratio, diffusion
from impl.diffusion import Gaussian
from impl.monte_carlo import MeanTest
from tests.support import gaussian_chains as chains

torch.set_default_dtype(torch.float64)
FORMS = "x0", "epsilon", "v"
schedules = st.lists(st.floats(0.05, 0.9), min_size=1, max_size=5)
means, variances = st.floats(-3, 3), st.floats(0.05, 8)


def gaussian(mean, variance):
    return Gaussian(torch.tensor(mean), torch.tensor(variance))


def one_divergence(*numbers):
    """KL(N(a, b) ‖ N(c, d)) of numbers a, b, c, d."""
    a, b, c, d = map(float, numbers)
    return chains.divergence(np.array([a]), np.array([[b]]), np.array([c]), np.array([[d]]))


@pytest.mark.evidence("diffusion.terms", kind="exact")
@given(schedules, means, means, st.data())
def test_terms_of_any_linear_model_are_those_of_the_dense_chain(betas, x0, end, data):
    """One by one, and their sum is the bound as it is defined, the mean of a log-ratio of two joint laws."""
    draw = lambda law: [data.draw(law) for _ in betas]  # noqa: E731
    slope, offset, variance, end = draw(st.floats(-1.5, 1.5)), draw(means), draw(variances), (end, data.draw(variances))
    model = diffusion.linear_reverse(*map(torch.tensor, (slope, offset, variance, betas)))
    got = diffusion.bound_terms(torch.tensor(x0), torch.tensor(betas), model, gaussian(*end))
    prior, steps, decoder = chains.terms(x0, betas, slope, offset, variance, end)
    size = 1e-10 * (1 + abs(prior) + sum(steps) + abs(decoder))
    np.testing.assert_allclose(torch.cat((got.prior.view(1), got.steps, got.decoder.view(1))), [prior, *steps, decoder], rtol=1e-9, atol=size)
    total, evidence = chains.bound(x0, betas, slope, offset, variance, end)
    assert got.total == pytest.approx(total, rel=1e-8, abs=10 * size)
    assert got.total >= evidence - 10 * size


@given(schedules, means, variances)
def test_the_exact_reversal_is_that_of_the_dense_chain(betas, mean, variance):
    whole, model = chains.joint(mean, variance, betas), diffusion.exact_reverse(gaussian(mean, variance), torch.tensor(betas))
    for t in range(1, len(betas) + 1):
        at_zero, at_one = (chains.conditional(*whole, [t - 1], [t], np.array([xt])) for xt in (0.0, 1.0))
        assert model.slope[t - 1] == pytest.approx(at_one[0][0] - at_zero[0][0], rel=1e-9, abs=1e-10)
        assert model.offset[t - 1] == pytest.approx(at_zero[0][0], rel=1e-9, abs=1e-10)
        assert model.variance[t - 1] == pytest.approx(at_zero[1][0, 0], rel=1e-9)
    # From slope, offset and variance alone, the rest of the record is the same.
    again = diffusion.linear_reverse(model.slope, model.offset, model.variance, torch.tensor(betas))
    for a, b in zip(again, model, strict=True):
        torch.testing.assert_close(a, b, rtol=1e-10, atol=1e-12)
    # The best variances for the squared errors of the best denoiser are the same too.
    signal = (1 - torch.tensor(betas)).cumprod(0)
    error = variance * (1 - signal) / (signal * variance + 1 - signal)
    torch.testing.assert_close(diffusion.best_variance(error, torch.tensor(betas)), model.variance, rtol=1e-11, atol=0)


@given(st.lists(st.floats(-7, -0.1).map(lambda e: 10.0**e), min_size=1, max_size=5), means, variances)
def test_single_precision_is_double_precision_rounded(betas, mean, variance):
    """For small β too, where what is missed and the surplus are small differences of numbers that are near one."""
    betas, law = torch.tensor(betas).float(), Gaussian(torch.tensor(mean).float(), torch.tensor(variance).float())
    exact = diffusion.exact_reverse(law, betas)
    wide = Gaussian(*(part.double() for part in law))
    parts = exact.slope, exact.offset, exact.variance, betas
    linear = diffusion.linear_reverse(*parts)
    want = diffusion.exact_reverse(wide, betas.double()), diffusion.linear_reverse(*(part.double() for part in parts))
    for got, rounded in zip((exact, linear), want, strict=True):
        assert {field.dtype for field in got} == {torch.float32}
        for field, right in zip(got, rounded, strict=True):
            torch.testing.assert_close(field.double(), right, rtol=2e-7, atol=1e-40)


@pytest.mark.evidence("diffusion.tight", kind="exact")
@pytest.mark.evidence("diffusion_reversal.tight", kind="exact")
@given(schedules, means, variances, means)
def test_the_bound_is_tight_for_the_exact_reversal(betas, mean, variance, x0):
    """It is −log p(x_0) for each x_0, and the entropy on average, as p(x_T) is q(x_T); with another end KL(q(x_T) ‖ p(x_T)) is added."""
    data, betas = gaussian(mean, variance), torch.tensor(betas)
    model, end = diffusion.exact_reverse(data, betas), diffusion.diffused(data, len(betas), betas)
    one = diffusion.bound_terms(torch.tensor(x0), betas, model, end).total
    assert one == pytest.approx(-norm.logpdf(x0, mean, math.sqrt(variance)), rel=1e-11, abs=1e-12)
    average, entropy = diffusion.bound_terms(data, betas, model, end), norm.entropy(mean, math.sqrt(variance))
    assert average.total == pytest.approx(entropy, rel=1e-11, abs=1e-12)
    assert average.prior > 0 and bool((average.steps > 0).all())
    for p in Gaussian(torch.tensor(0.0), torch.tensor(1.0)), gaussian(0.5, 2.0):
        off = one_divergence(*end, *p)
        found = diffusion.bound_terms(data, betas, model, p).total
        assert found == pytest.approx(entropy + off, rel=1e-11, abs=1e-12)
    assert diffusion.bound_terms(data, betas, model).total == pytest.approx(float(diffusion.bound_terms(data, betas, model, gaussian(0.0, 1.0)).total), rel=1e-13)


@given(schedules, means, variances, means, variances)
def test_averages_are_means_over_the_data(betas, mean, variance, other, wide):
    """Each term is quadratic in x_0, so three nodes give its mean exactly; here the model is made for other data."""
    data, betas = gaussian(mean, variance), torch.tensor(betas)
    model = diffusion.exact_reverse(gaussian(other, wide), betas)
    nodes, weights = map(torch.tensor, np.polynomial.hermite_e.hermegauss(3))
    each = diffusion.bound_terms(mean + math.sqrt(variance) * nodes, betas, model)
    whole = diffusion.bound_terms(data, betas, model)
    for one, average in zip(each, whole, strict=True):
        torch.testing.assert_close(torch.tensordot(weights / weights.sum(), one, 1), average, rtol=1e-11, atol=1e-12)
    best = diffusion.bound_terms(data, betas, diffusion.exact_reverse(data, betas))
    assert bool((whole.steps >= best.steps * (1 - 1e-12)).all()) and whole.decoder >= best.decoder - 1e-12


def exact_terms(x0, mean, variance, betas):
    """(L_T, steps, L_0) of the exact reversal with p(x_T) = N(0, 1), from the laws as they are defined, to mpmath's digits."""
    square = (lambda a, b: (a * x0 + b) ** 2) if x0 is not None else (lambda a, b: (a * mean + b) ** 2 + a**2 * variance)
    signal = [mpf(1)]
    for beta in betas:
        signal.append(signal[-1] * (1 - mpf(beta)))
    noise = [1 - s for s in signal]
    wide = [s * variance + n for s, n in zip(signal, noise, strict=True)]

    def kl(distance, inner, outer):
        return (inner / outer - 1 - mp.log(inner / outer) + distance / outer) / 2

    found = []
    for t, beta in enumerate(map(mpf, betas), 1):
        spread = beta * wide[t - 1] / wide[t]
        slope, offset = mp.sqrt(1 - beta) * wide[t - 1] / wide[t], beta * mp.sqrt(signal[t - 1]) * mean / wide[t]
        of_x0, of_xt = mp.sqrt(signal[t - 1]) * beta / noise[t], mp.sqrt(1 - beta) * noise[t - 1] / noise[t]
        distance = square(of_x0 + (of_xt - slope) * mp.sqrt(signal[t]), -offset) + (of_xt - slope) ** 2 * noise[t]
        found.append(kl(distance, beta * noise[t - 1] / noise[t], spread) if t > 1 else (mp.log(2 * mp.pi * spread) + distance / spread) / 2)
    return kl(square(mp.sqrt(signal[-1]), 0), noise[-1], mpf(1)), found[1:], found[0]


SCHEDULES = {
    "linear": diffusion.linear_betas(1000),
    "cosine": diffusion.cosine_betas(1000),
    "log signal-to-noise": diffusion.log_snr_betas(torch.linspace(12, -12, 1000)),
    "tiny": torch.full((1000,), 1e-12),
}


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize(("mean", "variance", "x0"), [(0.3, 0.7, None), (0.3, 0.7, 0.3), (0.3, 0.7, 1.25), (2.0, 1e-6, 2.001), (-2.0, 1e4, 50.0)])
def test_thousand_terms_have_twelve_digits(name, mean, variance, x0):
    """Each of them, against 60 digits; where x_0 is the mean, only variances differ in the steps, by shares down to 1e-12."""
    betas, data = SCHEDULES[name], gaussian(mean, variance)
    got = diffusion.bound_terms(data if x0 is None else torch.tensor(x0), betas, diffusion.exact_reverse(data, betas))
    with mp.workdps(60):
        prior, steps, decoder = exact_terms(None if x0 is None else mpf(x0), mpf(mean), mpf(variance), betas.tolist())
        pairs = [(got.prior.item(), prior), *zip(got.steps.tolist(), steps, strict=True), (got.decoder.item(), decoder)]
        assert len(pairs) == 1001
        assert max(float(abs(mpf(value) - exact) / abs(exact)) for value, exact in pairs) < 1e-12


@given(st.one_of(st.floats(1e-150, 1e300), st.floats(-1, -1e-150, exclude_min=True)))
def test_less_log(u):
    with mp.workdps(400):
        exact = mpf(u) - mp.log(1 + mpf(u))
        got = _log_ratio.less_log(torch.tensor(u), torch.tensor(float(1 + mpf(u)))).item()
        assert abs(mpf(got) - exact) <= 4e-15 * exact


def test_less_log_of_shares_far_below_one():
    assert _log_ratio.less_log(torch.tensor(-1.0), torch.tensor(1e-200)).item() == pytest.approx(200 * math.log(10) - 1, rel=1e-15)


def replayed(x0, noise, t, betas, denoiser, variance, form, decoder=None):
    """One draw of L_{t−1} of one x_0 in plain numbers, from the definition; −log p(x_0 | x_1) for t = 1."""
    kept = np.cumprod([1.0, *(1 - b for b in betas)])
    a, b, beta = math.sqrt(kept[t]), math.sqrt(1 - kept[t]), betas[t - 1]
    xt = [a * x + b * e for x, e in zip(x0, noise, strict=True)]
    output, total = denoiser(torch.tensor([xt]), torch.tensor([t]))[0].tolist(), 0.0
    for x, y, said, wide in zip(x0, xt, output, variance[t - 1], strict=True):
        guess = {"x0": said, "epsilon": (y - b * said) / a, "v": a * y - b * said}[form]
        mean_of = lambda z: (math.sqrt(kept[t - 1]) * beta * z + math.sqrt(1 - beta) * (1 - kept[t - 1]) * y) / (1 - kept[t])  # noqa: B023, E731
        if t == 1:
            total -= norm.logpdf(x, guess, math.sqrt(wide)) if decoder is None else decoder(x, guess, wide)
        else:
            inner = beta * (1 - kept[t - 1]) / (1 - kept[t])
            total += (inner / wide - 1 - math.log(inner / wide) + (mean_of(x) - mean_of(guess)) ** 2 / wide) / 2
    return total


def curved(xt, t):
    """A denoiser that mixes dimensions and knows the time."""
    return torch.stack((xt[..., 0].sin() + 0.1 * t, xt[..., 1] * xt[..., 0] / (1 + t)), -1)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wide", [False, True])
def test_draws_replayed_one_by_one(form, wide, seed):
    draw = torch.Generator().manual_seed(seed)
    betas, x0 = torch.tensor([0.2, 0.5, 0.1, 0.7]), torch.randn(3, 2, generator=draw)
    variance = 0.1 + torch.rand(4, 2 if wide else 1, generator=draw)
    end = Gaussian(torch.tensor([0.2, -0.1]), torch.tensor([1.5, 0.4]))
    given_variance = variance if wide else variance[:, 0]
    got = diffusion.draw_bound_terms(x0, betas, curved, given_variance, form, samples=2, end=end, generator=torch.Generator().manual_seed(seed))
    assert (got.prior.shape, got.steps.shape, got.decoder.shape) == ((3,), (2, 3, 3), (2, 3))
    again = torch.Generator().manual_seed(seed)
    spread = variance.expand(4, 2).tolist()
    for s in range(2):
        noise = torch.randn(4, 3, 2, generator=again)
        for n in range(3):
            want = [replayed(x0[n].tolist(), noise[t - 1, n].tolist(), t, betas.tolist(), curved, spread, form) for t in range(1, 5)]
            found = np.array([got.decoder[s, n].item(), *got.steps[s, n].tolist()])
            np.testing.assert_allclose(found, np.array(want), rtol=1e-10, atol=1e-10)
    signal = float((1 - betas).prod())
    for n in range(3):
        want = sum(one_divergence(math.sqrt(signal) * x, 1 - signal, m, v)
                   for x, m, v in zip(x0[n].tolist(), *(part.tolist() for part in end), strict=True))
        assert got.prior[n] == pytest.approx(want, rel=1e-12)


def test_times_may_be_mixed_and_decoders_exchanged(seed):
    draw = torch.Generator().manual_seed(seed)
    betas, t = torch.tensor([0.2, 0.5, 0.1]), torch.tensor([1, 3, 1, 2])
    x0, noise = torch.tensor([[-1.0, 1.0], [0.2, -0.2], [0.6, -0.6], [1.0, 0.2]]), torch.randn(4, 2, generator=draw)
    variance = torch.tensor([0.3, 0.2, 0.5])
    decoder = lambda x, m, v: diffusion.discretised_log_prob(x, m, v, levels=6)  # noqa: E731
    plain = lambda x, m, v: math.log(  # noqa: E731
        norm.cdf(x + 0.2, m, math.sqrt(v)) * (x < 0.9) + (x > 0.9) - norm.cdf(x - 0.2, m, math.sqrt(v)) * (x > -0.9))
    for one in None, decoder:
        got = diffusion.draw_term(x0, noise, t, betas, curved, variance, "v", one)
        for n in range(4):
            want = replayed(x0[n].tolist(), noise[n].tolist(), int(t[n]), betas.tolist(), curved, variance.unsqueeze(-1).expand(3, 2).tolist(), "v", one and plain)
            assert got[n] == pytest.approx(want, rel=1e-10, abs=1e-10)
        later = t > 1  # a batch need not have a first step
        alone = diffusion.draw_term(x0[later], noise[later], t[later], betas, curved, variance, "v", one)
        torch.testing.assert_close(alone, got[later], rtol=1e-12, atol=1e-12)


def test_the_best_denoiser_is_the_mean_of_x0(seed):
    data, betas = Gaussian(torch.tensor([0.5, -1.0]), torch.tensor([2.0, 0.1])), torch.tensor([0.2, 0.5, 0.1])
    xt = torch.randn(4, 2, generator=torch.Generator().manual_seed(seed))
    for t in 1, 2, 3:
        got = diffusion.gaussian_denoiser(data, betas)(xt, torch.full((4,), t))
        for n in range(4):
            for d in range(2):
                whole = chains.joint(float(data.mean[d]), float(data.variance[d]), betas.tolist())
                assert got[n, d] == pytest.approx(chains.conditional(*whole, [0], [t], np.array([float(xt[n, d])]))[0][0], rel=1e-11)


@pytest.mark.evidence("diffusion.terms", kind="monte-carlo")
def test_monte_carlo_has_the_exact_means(generator, spend):
    """Null: the draws of each term have the mean that ``bound_terms`` computes, for data and noise drawn afresh.

    For the exact reversal the scaled error r of a step is normal with mean zero, and a draw is a constant plus r²/2 with
    𝔼 r² ≤ 1, so its variance (𝔼 r²)²/2 is at most ½. It detects 0.02 nats; the weakest wrong formula, β_t put in for the
    variance of q(x_{t−1} | x_t, x_0), moves every step by more.
    """
    data, betas = gaussian(0.4, 1.5), torch.tensor([0.3, 0.4, 0.5])
    model = diffusion.exact_reverse(data, betas)
    want = diffusion.bound_terms(data, betas, model)
    apart = [share - 1 - share.log() for share in (betas / model.variance, 1 + model.excess)]
    wrong = ((apart[0] - apart[1]) / 2)[1:]
    test = spend(MeanTest.detecting(effect=0.02, variance=0.5, false_alarm=3e-10), means=3)
    assert bool((wrong.abs() > test.effect).all())
    x0 = data.mean + data.variance.sqrt() * torch.randn(test.samples, 1, generator=generator)
    got = diffusion.draw_bound_terms(x0, betas, diffusion.gaussian_denoiser(data, betas), model.variance, "x0", generator=generator)
    draws = torch.cat((got.decoder[0].unsqueeze(-1), got.steps[0]), -1)
    assert bool(test.accepts(draws, torch.cat((want.decoder.view(1), want.steps))).all())
    assert not bool(test.accepts(draws[:, 1:], want.steps + wrong).any())
