"""Tests of the laws, forms and steps of impl.diffusion against dense Gaussian chains, replayed draws and high precision."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl import diffusion
from tests.support import gaussian_chains as chains

torch.set_default_dtype(torch.float64)
FORMS = "x0", "epsilon", "v"
schedules = st.lists(st.floats(0.01, 0.95), min_size=1, max_size=6)
values = st.floats(-5, 5)


def exact_signal(betas, t):
    """ᾱ_t to 60 digits."""
    with mp.workdps(60):
        return mp.fprod(1 - mpf(beta) for beta in betas[:t])


def relative(value, exact):
    return float(abs(mpf(value) - exact) / abs(exact))


@given(schedules, values, values, st.data())
def test_laws_are_the_conditionals_of_the_dense_chain(betas, x0, xt, data):
    t = data.draw(st.integers(1, len(betas)))
    whole, given_betas = chains.joint(0.4, 2.0, betas), torch.tensor(betas)
    want = chains.conditional(*whole, [t], [0], np.array([x0]))
    mean, variance = diffusion.forward_marginal(torch.tensor(x0), t, given_betas)
    np.testing.assert_allclose([mean, variance], [want[0][0], want[1][0, 0]], rtol=1e-10, atol=1e-10)
    law = diffusion.diffused(diffusion.Gaussian(torch.tensor(0.4), torch.tensor(2.0)), t, given_betas)
    np.testing.assert_allclose(torch.stack(law), [whole[0][t], whole[1][t, t]], rtol=1e-12)
    mean, variance = diffusion.posterior_mean_variance(torch.tensor(x0), torch.tensor(xt), t, given_betas)
    if t > 1:
        want = chains.conditional(*whole, [t - 1], [0, t], np.array([x0, xt]))
        np.testing.assert_allclose([mean, variance], [want[0][0], want[1][0, 0]], rtol=1e-10, atol=1e-10)
    else:
        assert (mean, variance) == (x0, 0)


@given(st.lists(st.floats(1e-12, 1 - 1e-12), min_size=1, max_size=20), values, values)
def test_the_first_step_back_gives_x0_and_no_variance(betas, x0, x1):
    """Exactly, although β_1/(1 − ᾱ_1) is a quotient of two rounded numbers in most ways to write it."""
    mean, variance = diffusion.posterior_mean_variance(torch.tensor(x0), torch.tensor(x1), 1, torch.tensor(betas))
    assert mean == x0 and variance == 0 and not variance.signbit()
    assert diffusion.forward_marginal(torch.tensor(x0), 1, torch.tensor(betas)).variance == betas[0]


TINY = torch.full((1000,), 1e-12)
SCHEDULES = {
    "linear": diffusion.linear_betas(1000),
    "cosine": diffusion.cosine_betas(1000),
    "log signal-to-noise": diffusion.log_snr_betas(torch.linspace(12, -12, 1000)),
    "tiny": TINY,
    "underflow": torch.full((400,), 0.9),
    "both": torch.cat((TINY, torch.tensor([0.5, 1e-12, 1 - 1e-12]))),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_laws_have_nearly_all_digits(name):
    """Against 60 digits, also where ᾱ_T underflows to zero while its root does not: 10^−400 for the schedule of 0.9."""
    betas = SCHEDULES[name]
    t = torch.tensor(sorted({1, 2, 3, len(betas) // 2, len(betas) - 1, len(betas)}))
    got = diffusion.forward_marginal(torch.tensor(1.5), t, betas), diffusion.posterior_mean_variance(torch.tensor(1.5), torch.tensor(2.5), t, betas)
    for i, step in enumerate(t.tolist()):
        with mp.workdps(60):
            beta, before, now = mpf(betas[step - 1].item()), exact_signal(betas.tolist(), step - 1), exact_signal(betas.tolist(), step)
            assert relative(got[0].variance[i].item(), 1 - now) < 1e-14
            assert relative(got[0].mean[i].item(), mp.sqrt(now) * mpf(1.5)) < 5e-14
            mean = (mp.sqrt(before) * beta * mpf(1.5) + mp.sqrt(1 - beta) * (1 - before) * mpf(2.5)) / (1 - now)
            assert relative(got[1].mean[i].item(), mean) < 1e-14
            if step > 1:
                assert relative(got[1].variance[i].item(), (1 - before) / (1 - now) * beta) < 1e-14


def test_linear_betas():
    assert diffusion.linear_betas(3, 0.1, 0.5).tolist() == pytest.approx([0.1, 0.3, 0.5], rel=1e-15)
    betas = diffusion.linear_betas(1000)
    assert (betas[0], betas[-1], len(betas)) == (1e-4, 0.02, 1000)
    assert diffusion.linear_betas(4, dtype=torch.float32).dtype == torch.float32


def test_cosine_betas():
    """ᾱ_t is cos² of the angle over that at t = 0, up to the largest β, which only the last one meets."""
    count, offset = 50, 0.008
    betas = diffusion.cosine_betas(count)
    with mp.workdps(40):
        squares = [mp.cos((mpf(t) / count + mpf(offset)) / (1 + mpf(offset)) * mp.pi / 2) ** 2 for t in range(count + 1)]
        want = [1 - squares[t] / squares[t - 1] for t in range(1, count + 1)]
        assert max(relative(b, w) for b, w in zip(betas.tolist()[:-1], want[:-1], strict=True)) < 1e-14
    assert betas[-1] == 0.999 < want[-1]
    assert diffusion.cosine_betas(count, 0.1, 0.5).max() == 0.5


@given(st.lists(st.floats(0.01, 3), min_size=1, max_size=8), st.floats(-12, 12))
def test_log_snr_betas_and_back(falls, first):
    wanted = torch.tensor([first, *(first - np.cumsum(falls))])
    betas = diffusion.log_snr_betas(wanted)
    torch.testing.assert_close(diffusion.log_snr(betas), wanted, rtol=1e-12, atol=1e-11)
    signal = (1 - betas).cumprod(0)
    torch.testing.assert_close(signal, wanted.sigmoid(), rtol=1e-11, atol=1e-12)


def test_log_snr_betas_do_not_cancel():
    """Falls of 1e-10 lose ten digits where neighbouring ᾱ are subtracted."""
    wanted = torch.tensor([3.0, 3 - 1e-10, 3 - 3e-10])
    betas = diffusion.log_snr_betas(wanted)
    with mp.workdps(40):
        signal = [1, *(1 / (1 + mp.exp(-mpf(value))) for value in wanted.tolist())]
        for t in range(3):
            assert relative(betas[t].item(), 1 - signal[t + 1] / signal[t]) < 1e-15


@given(schedules, values, values, st.data())
def test_the_three_forms_say_the_same(betas, x0, noise, data):
    """Each converts to each, and each gives the mean of q(x_{t−1} | x_t, x_0)."""
    t, betas = data.draw(st.integers(1, len(betas))), torch.tensor(betas)
    x0, noise = torch.tensor([x0]), torch.tensor([noise])
    signal = (1 - betas[:t]).prod()
    xt = diffusion.noised(x0, noise, t, betas)
    torch.testing.assert_close(xt, signal.sqrt() * x0 + (1 - signal).sqrt() * noise, rtol=1e-12, atol=1e-12)
    by_hand = {"x0": x0, "epsilon": noise, "v": signal.sqrt() * noise - (1 - signal).sqrt() * x0}
    room = float(1e-12 / (signal * betas[0]).sqrt())  # errors grow by the inverse roots of signal and noise
    for form in FORMS:
        said = diffusion.target(x0, noise, t, betas, form)
        torch.testing.assert_close(said, by_hand[form], rtol=1e-12, atol=1e-12)
        for to in FORMS:
            torch.testing.assert_close(diffusion.converted(said, xt, t, betas, form, to), by_hand[to], rtol=1e-11, atol=room)
        mean = diffusion.posterior_mean_variance(x0, xt, t, betas).mean
        torch.testing.assert_close(diffusion.reverse_mean(said, xt, t, betas, form), mean, rtol=1e-11, atol=1e-11)


def test_forms_where_the_signal_underflows():
    """ᾱ_T = 10^−1000, whose root is no float either: every mean is finite, epsilon's is (x_T − √β ε)/√(1 − β) there."""
    betas, xt = torch.full((1000,), 0.9), torch.tensor([0.7])
    for form in FORMS:
        mean = diffusion.reverse_mean(torch.tensor([0.2]), xt, 1000, betas, form)
        want = {"x0": 0.1**0.5 * 0.7, "epsilon": (0.7 - 0.9 * 0.2) / 0.1**0.5, "v": 0.1**0.5 * 0.7}[form]
        assert mean.item() == pytest.approx(want, rel=1e-14)
        assert diffusion.ddim_step(torch.tensor([0.2]), xt, 1000, betas, form).isfinite().all()


@pytest.mark.evidence("diffusion_predictions.ddim_marginal", kind="exact")
@given(schedules, values, st.floats(0, 1), st.data())
def test_ddim_keeps_the_marginals_for_every_sigma(betas, x0, share, data):
    """x_s = A + B x_t + σ z has exactly the mean and the variance of q(x_s | x_0) where x_t has those of q(x_t | x_0)."""
    t = data.draw(st.integers(1, len(betas)))
    s, betas, x0 = data.draw(st.integers(0, t - 1)), torch.tensor(betas), torch.tensor(x0)
    now = diffusion.forward_marginal(x0, t, betas)
    before = diffusion.forward_marginal(x0, s, betas) if s else (x0, torch.tensor(0.0))
    sigma = share * before[1].sqrt()
    at_zero, at_one = (diffusion.ddim_mean_variance(x0, torch.tensor(xt), t, betas, sigma, s) for xt in (0.0, 1.0))
    slope = at_one.mean - at_zero.mean
    torch.testing.assert_close(at_zero.mean + slope * now.mean, before[0], rtol=1e-11, atol=1e-11)
    torch.testing.assert_close(slope.square() * now.variance + at_zero.variance, before[1], rtol=1e-10, atol=1e-14)
    torch.testing.assert_close(at_zero.variance, sigma.square(), rtol=1e-15, atol=0)
    assert slope >= 0


@given(schedules, values, values, st.data())
def test_ddim_with_the_variance_of_the_posterior_is_the_posterior(betas, x0, xt, data):
    t, betas = data.draw(st.integers(1, len(betas))), torch.tensor(betas)
    x0, xt = torch.tensor(x0), torch.tensor(xt)
    want = diffusion.posterior_mean_variance(x0, xt, t, betas)
    got = diffusion.ddim_mean_variance(x0, xt, t, betas, want.variance.sqrt())
    torch.testing.assert_close(got.mean, want.mean, rtol=1e-9, atol=1e-9)
    torch.testing.assert_close(got.variance, want.variance, rtol=1e-14, atol=0)


@pytest.mark.parametrize(("beta", "dtype"), [(1e-18, torch.float64), (1e-300, torch.float64), (1e-9, torch.float32), (1e-30, torch.float32)])
def test_ddim_has_nearly_all_digits_where_the_noise_is_tiny(beta, dtype):
    """The share of the noise that is kept, and which σ are refused, do not depend on how little noise there is."""
    betas, zero, one = torch.full((20,), beta, dtype=dtype), torch.zeros((), dtype=dtype), torch.ones((), dtype=dtype)
    for t, s in (20, 19), (20, 5), (2, 1):
        before = diffusion.forward_marginal(zero, s, betas).variance
        for share in 0.0, 0.5, 0.99:
            got = diffusion.ddim_mean_variance(zero, one, t, betas, share * before.sqrt(), s)
            assert float(got.mean) == pytest.approx(math.sqrt(s / t * (1 - share**2)), rel=100 * torch.finfo(dtype).eps)
        with pytest.raises(ValueError, match="sigma: expected σ ≥ 0 with σ² ≤ 1 − ᾱ at the earlier time"):
            diffusion.ddim_mean_variance(zero, one, t, betas, 1.01 * before.sqrt(), s)


@pytest.mark.parametrize("form", FORMS)
def test_steps_replayed_draw_by_draw(form, seed):
    betas = torch.tensor([0.1, 0.3, 0.6, 0.2])
    draw = torch.Generator().manual_seed(seed)
    xt, x0, noise = torch.randn(3, 5, 2, generator=draw)
    t = torch.tensor([[1], [2], [3], [4], [4]])
    earlier = torch.tensor([[0], [0], [1], [2], [3]])
    said = {"x0": x0, "epsilon": noise, "v": noise}[form]
    steps = {
        "ddpm": lambda g: diffusion.ddpm_step(said, xt, t, betas, form, generator=g),
        "wide": lambda g: diffusion.ddpm_step(said, xt, t, betas, form, variance=betas[t - 1], generator=g),
        "ddim": lambda g: diffusion.ddim_step(said, xt, t, betas, form, earlier=earlier, generator=g),
        "noisy": lambda g: diffusion.ddim_step(said, xt, t[1:], betas, form, sigma=0.2, generator=g) if g is None else
        diffusion.ddim_step(said[1:], xt[1:], t[1:], betas, form, sigma=0.2, generator=g),
    }
    for name, step in steps.items():
        got = step(torch.Generator().manual_seed(seed + 1))
        draws = torch.randn(4 if name == "noisy" else 5, 2, generator=torch.Generator().manual_seed(seed + 1))
        for i in range(len(got)):
            row = i + (name == "noisy")
            now, s = int(t[row]), int(earlier[row]) if name == "ddim" else int(t[row]) - 1
            kept = np.cumprod([1.0, *(1 - betas.numpy())])
            a, b = math.sqrt(kept[now]), math.sqrt(1 - kept[now])
            for j in range(2):
                x, output = float(xt[row, j]), float(said[row, j])
                said_x0 = {"x0": output, "epsilon": (x - b * output) / a, "v": a * x - b * output}[form]
                said_noise = (x - a * said_x0) / b
                if name in ("ddpm", "wide"):
                    beta = float(betas[now - 1])
                    mean = (math.sqrt(kept[now - 1]) * beta * said_x0 + math.sqrt(1 - beta) * (1 - kept[now - 1]) * x) / (1 - kept[now])
                    spread = math.sqrt(beta if name == "wide" else (1 - kept[now - 1]) / (1 - kept[now]) * beta)
                else:
                    spread = 0.2 if name == "noisy" else 0.0
                    mean = math.sqrt(kept[s]) * said_x0 + math.sqrt(1 - kept[s] - spread**2) * said_noise
                assert float(got[i, j]) == pytest.approx(mean + spread * float(draws[i, j]), rel=1e-10, abs=1e-10)


def test_a_deterministic_step_draws_nothing():
    draw = torch.Generator().manual_seed(0)
    state = draw.get_state()
    diffusion.ddim_step(torch.ones(2), torch.ones(2), 2, torch.tensor([0.1, 0.2]), "v", generator=draw)
    assert torch.equal(state, draw.get_state())


def test_shapes_and_kinds():
    betas = diffusion.linear_betas(10, dtype=torch.float32)
    x0, t = torch.zeros(4, 2, dtype=torch.float32), torch.tensor([[1], [3], [10], [2]])
    for law in diffusion.forward_marginal(x0, t, betas), diffusion.posterior_mean_variance(x0, x0, t, betas), diffusion.ddim_mean_variance(x0, x0, t, betas):
        assert {part.shape for part in law} == {x0.shape} and {part.dtype for part in law} == {torch.float32}
    assert diffusion.forward_marginal(torch.tensor(0.0), torch.arange(1, 4), betas.double()).mean.shape == (3,)
    schedule = torch.tensor([0.1, 0.2, 0.3], requires_grad=True)
    diffusion.forward_marginal(torch.tensor(1.0), 3, schedule).variance.backward()
    assert schedule.grad is not None
    torch.testing.assert_close(schedule.grad, torch.tensor([0.8 * 0.7, 0.9 * 0.7, 0.9 * 0.8]))
