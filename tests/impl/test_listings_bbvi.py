"""The rebuilt listing of black-box variational inference: its draws, and the fast path with the same draws."""

import math

import pytest
import torch
from scipy import stats
from torch.distributions import Gamma, Normal
from torch.utils._python_dispatch import TorchDispatchMode

from impl.listings import bbvi, bbvi_fast

RUNS = {False: bbvi.Reinforce, True: bbvi.ControlVariate}


@pytest.fixture(autouse=True)
def default_dtype():
    """The listing computes in float32 under every default dtype, and draws from the global generator."""
    before, state = torch.get_default_dtype(), torch.get_rng_state()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)
    torch.set_rng_state(state)


def listing(seed):
    data = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE, seed)
    return data, bbvi.CountedFamily()


def start_as_printed(seed):
    """Draws of the default dtype, one call after another."""
    torch.set_default_dtype(torch.float32)
    torch.manual_seed(seed)
    data = torch.normal(1, 1 / torch.sqrt(torch.tensor(0.5)), size=(100,))
    loc = torch.randn(1).item()
    rest = [torch.rand(1).item() * width + least for width, least in ((2, 0.5), (3, 1.0), (3, 0.5))]
    return data, torch.tensor([loc, *(torch.log(torch.tensor(v)) for v in rest)])


def test_start_draws_what_the_listing_draws(seed):
    state = torch.get_rng_state()
    begun = bbvi_fast.start(seed)
    assert torch.equal(torch.get_rng_state(), state)
    data, q = listing(seed)
    assert torch.equal(begun.data, data)
    assert torch.equal(begun.parameters, q.parameters.detach())
    assert torch.equal(begun.generator.get_state(), torch.get_rng_state())

    data, parameters = start_as_printed(seed)
    assert torch.equal(begun.data, data)
    assert torch.equal(begun.parameters, parameters)
    assert torch.equal(begun.generator.get_state(), torch.get_rng_state())

    several = bbvi_fast.starts([seed, seed + 1], torch.Generator())
    assert torch.equal(several.data[0], data)
    assert torch.equal(several.parameters[:, 0], parameters)
    assert not torch.equal(several.parameters[:, 1], parameters)


@pytest.mark.parametrize("shape", [0.01, 0.7, 1.0, 3.0, 200.0])
def test_draws_are_those_of_the_distributions(shape, seed):
    """The draws are equal bit for bit and in order, also where a Gamma draw is boosted or rejected; none is left over."""
    parameters = torch.tensor([0.3, -0.4, math.log(shape), 0.7], dtype=torch.float32)
    loc, scale, alpha, rate = parameters[0], *parameters[1:].exp()
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    mu, tau = bbvi_fast.draw(parameters, 40, generator)
    for got_mu, got_tau in zip(mu, tau):
        want_tau = Gamma(alpha, rate).sample()
        assert torch.equal(got_tau, want_tau)
        assert torch.equal(got_mu, Normal(loc, 1.0 / torch.sqrt(scale * want_tau)).sample())
    assert torch.equal(generator.get_state(), torch.get_rng_state())
    assert not torch.equal(bbvi_fast.draw(parameters, 40, generator)[1], tau)


@pytest.mark.parametrize("control_variate", [False, True])
@pytest.mark.parametrize(("step_size", "count", "rounding"), [(1e-5, 50, 2e-6), (1e-3, 15, 1e-4)])
def test_fast_steps_are_the_listings(control_variate, step_size, count, rounding):
    """The steps agree up to the rounding of numbers of a few hundred nats."""
    data, q = listing(bbvi.SEED)
    slow = RUNS[control_variate](data, q, 30, step_size)
    begun = bbvi_fast.start()
    fast = bbvi_fast.steps(begun, control_variate, 30, step_size)
    for _ in range(count):
        want, (elbo, parameters) = slow.step(), next(fast)
        assert elbo.dtype == parameters.dtype == q.parameters.dtype == torch.float32
        torch.testing.assert_close(elbo, want, rtol=2e-6, atol=1e-3)
        torch.testing.assert_close(parameters, q.parameters.detach(), rtol=0, atol=rounding)
    assert ((parameters - begun.parameters).abs() > 100 * rounding).all()


def test_chains_take_the_steps_of_one_run():
    """A batch and each of its chains are given the same draws."""
    begun = bbvi_fast.starts([3, 4], torch.Generator().manual_seed(0))
    mu, tau = bbvi_fast.draw_together(begun.parameters, 30, begun.generator)
    assert mu.shape == tau.shape == (30, 2)
    for variate in False, True:
        elbo, gradient = bbvi_fast.estimate(bbvi_fast.Target(begun.data), begun.parameters, (mu, tau), variate)
        for c, seed in enumerate([3, 4]):
            alone = bbvi_fast.start(seed)
            target = bbvi_fast.Target(alone.data)
            want = bbvi_fast.estimate(target, alone.parameters, (mu[:, c], tau[:, c]), variate)
            torch.testing.assert_close(elbo[c], want[0], rtol=1e-5, atol=0)
            torch.testing.assert_close(gradient[:, c], want[1], rtol=1e-4, atol=1e-2)


def test_draws_together_have_the_family_s_law(seed):
    """The draws are torch's own Gamma(shape, 1) and N(0, 1), scaled and moved."""
    parameters = torch.tensor([[0.3, 2.0], [-0.4, 0.1], [0.5, -0.3], [0.7, 0.2]], dtype=torch.float32)
    mu, tau = bbvi_fast.draw_together(parameters, 7, torch.Generator().manual_seed(seed))
    loc, scale, shape, rate = parameters[0], *parameters[1:].double().exp()
    generator = torch.Generator().manual_seed(seed)
    gamma = torch._standard_gamma(shape.float().expand(7, 2), generator)  # pyright: ignore[reportPrivateImportUsage]
    noise = torch.empty(7, 2, dtype=torch.float32).normal_(generator=generator)
    torch.testing.assert_close(tau.double(), gamma / rate, rtol=1e-6, atol=0)
    torch.testing.assert_close(mu.double(), loc + noise * (scale * tau) ** -0.5, rtol=1e-5, atol=1e-6)


def test_the_two_runs_differ_by_the_control_variate_only():
    (plain, moved), (variate, moved_less) = (next(bbvi_fast.steps(bbvi_fast.start(), cv)) for cv in (False, True))
    assert torch.equal(plain, variate)
    assert not torch.equal(moved, moved_less)


def test_fit_records_the_first_and_every_tenth_step_after_it_was_taken():
    data, q = listing(3)
    first = q.actual()[0].item()
    history = bbvi.Reinforce(data, q, 2, 1e-5).fit(25)
    assert [t for t, _ in history.mu] == [t for t, _ in history.tau] == [t for t, _ in history.elbo] == [1, 10, 20]
    assert history.mu[0][1] != first
    assert torch.equal(history.parameters, q.parameters)

    elbo, parameters = next(bbvi_fast.steps(bbvi_fast.start(3), False, 2))
    assert history.elbo[0][1].item() == pytest.approx(elbo.item(), rel=1e-5)
    assert history.mu[0][1] == pytest.approx(parameters[0].item(), rel=1e-6)
    assert history.tau[0][1] == pytest.approx((parameters[2] - parameters[3]).exp().item(), rel=1e-6)


def test_density_and_joint_against_scipy():
    data, q = listing(5)
    mu, tau = torch.tensor([0.4, 1.7], dtype=torch.float32)
    loc, scale, shape, rate = (v.item() for v in q.actual())
    log_q = stats.gamma.logpdf(1.7, shape, scale=1 / rate) + stats.norm.logpdf(0.4, loc, (scale * 1.7) ** -0.5)
    assert q.log_prob((mu, tau)).item() == pytest.approx(log_q, rel=1e-5)
    log_p = stats.norm.logpdf(data.double().numpy(), 0.4, 1.7**-0.5).sum()
    log_p += stats.norm.logpdf(0.4, 1, 0.17**-0.5) + stats.gamma.logpdf(1.7, 1, scale=1 / 2)
    assert bbvi.log_joint(data, (mu, tau)).item() == pytest.approx(log_p, rel=1e-5)
    assert bbvi_fast.Target(data).log_joint(mu, tau, tau.log()).item() == pytest.approx(log_p, rel=1e-5)


def test_no_control_variate_where_the_scores_hardly_vary():
    f, h = torch.tensor([[1.0, 2.0, 3.0]] * 2), torch.tensor([[1.0, 1.0001, 1.0002]] * 2)
    h[1] *= 10
    assert bbvi.coefficient(f, h, 0) == 0.0
    assert bbvi.coefficient(f, h, 1) == pytest.approx(1e3, rel=1e-6)


class Counted(TorchDispatchMode):
    """Counts the indexing of tensors."""

    count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.count += func is torch.ops.aten.select.int
        return func(*args, **(kwargs or {}))


def test_the_second_listing_indexes_as_printed():
    """A draw: four parameters by name, once for log q and once for the draw itself; then for each coordinate the score
    once, and f[d, s] and h[d, s] read and written, two indices each. A step: f[d] three times, h[d] four, and the
    gradient's entry."""
    data, q = listing(1)
    run = bbvi.ControlVariate(data, q, 5, 1e-5)
    with Counted() as counted:
        run.step()
    assert counted.count == 5 * (2 * 4 + 4 * (1 + 2 * 2 * 2)) + 4 * (3 + 4 + 1)
