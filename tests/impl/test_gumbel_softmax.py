"""Tests of impl.gumbel_softmax against 50-digit arithmetic, quadrature, and draws replayed in numpy."""

import itertools
import math
from contextlib import contextmanager, nullcontext

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf
from torch.distributions import Distribution, RelaxedOneHotCategorical

from impl import _gumbel
from impl import gumbel_softmax as gs
from impl.gumbel_softmax import GumbelSoftmax
from tests.support.gumbel_density import printed

torch.set_default_dtype(torch.float64)
EPS = torch.finfo(torch.float64).eps
PROBS = torch.tensor([0.1, 0.2, 0.5, 0.2])
temperatures = st.floats(-3, 3).map(lambda power: 10**power)


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@st.composite
def laws(draw, span=30.0):
    size = draw(st.integers(1, 6))
    return draw(st.lists(st.floats(-span, span), min_size=size, max_size=size)), draw(temperatures)


def on_simplex(scores):
    with mp.workdps(60):
        total = mp.log(mp.fsum(mp.exp(mpf(s)) for s in scores))
        return [float(mpf(s) - total) for s in scores]


@given(laws(), st.data())
def test_density_to_the_last_digits(law, data):
    """The density is exact from log y also where y underflows, and from y where it does not."""
    logits, tau = law
    scores = data.draw(st.lists(st.floats(-3000, 3000), min_size=len(logits), max_size=len(logits)))
    log_y = on_simplex(scores)
    want, size = printed(log_y, logits, tau)
    got = gs.log_prob_of_log(torch.tensor(log_y), torch.tensor(logits), tau)
    assert float(got) == pytest.approx(want, rel=0, abs=1e-14 * (10 + size))
    y = torch.tensor(log_y).exp()
    if float(y.min()) > torch.finfo(torch.float64).tiny:
        with mp.workdps(60):
            want, size = printed([mp.log(mpf(v)) for v in y.tolist()], logits, tau)
        assert float(gs.log_prob(y, torch.tensor(logits), tau)) == pytest.approx(want, rel=0, abs=1e-14 * (10 + size))


@given(laws(span=3.0), st.integers(0, 2**40))
def test_density_equals_that_of_torch_where_torch_is_accurate(law, seed):
    logits, tau = torch.tensor(law[0]), torch.tensor(law[1])
    y = gs.sample(logits, tau, (3,), generator=seeded(seed))
    assume(float(y.min()) > 1e-300)
    torchs = RelaxedOneHotCategorical(tau, logits=logits).log_prob(y)
    mine = GumbelSoftmax(tau, logits).log_prob(y)
    size = ((tau + 1) * y.log().abs()).sum(-1) + len(logits) * (tau * y.log().abs().amax(-1) + 10)
    assert ((mine - torchs).abs() <= 1e-14 * (10 + size)).all()
    torch.testing.assert_close(mine, gs.log_prob_of_log(y.log(), logits, tau), rtol=1e-12, atol=1e-12)


def logit_grid(k, tau, step, span=45.0):
    """The values log y on a grid of log-ratios to the last coordinate, and the log-volume of a cell in y."""
    axis = torch.arange(-span, span + step, step) / tau
    ratios = torch.cartesian_prod(*[axis] * (k - 1)).reshape(-1, k - 1)
    log_y = torch.cat((ratios, torch.zeros(len(ratios), 1)), -1).log_softmax(-1)
    return log_y, log_y.sum(-1) + (k - 1) * math.log(step / tau)


@pytest.mark.parametrize("tau", [0.05, 0.3, 1.0, 10.0])
@pytest.mark.parametrize(("k", "step"), [(2, 0.5), (3, 0.5), (4, 1.0)])
def test_density_integrates_to_one(k, step, tau):
    """The error of the trapezoidal rule is exponentially small in 1/step here."""
    log_y, log_cell = logit_grid(k, tau, step)
    mass = (gs.log_prob_of_log(log_y, PROBS[:k].log(), tau) + log_cell).exp().sum()
    assert float(mass) == pytest.approx(1, rel=0, abs=1e-6 if k == 4 else 1e-12)


def test_underflow_is_kept_in_logarithms_and_refused_elsewhere():
    """At τ = 0.005 in float32 most coordinates of a draw are 0, but their logarithms are finite."""
    logits = PROBS.float().log()
    y = gs.sample(logits, 0.005, (1000,), generator=seeded(3))
    log_y = gs.log_sample(logits, 0.005, (1000,), generator=seeded(3))
    assert 0.2 < (y == 0).float().mean() < 0.75
    torch.testing.assert_close(y, log_y.exp(), rtol=2e-4, atol=1e-30)
    assert log_y.isfinite().all()
    with pytest.raises(ValueError, match=r"^value: .*log_prob_of_log"):
        gs.log_prob(y, logits, 0.005)
    got = gs.log_prob_of_log(log_y, logits, 0.005)
    for row in range(20):
        want, size = printed(log_y[row].double().tolist(), logits.double().tolist(), 0.005)
        assert float(got[row]) == pytest.approx(want, rel=0, abs=1e-6 * size)


def test_extreme_random_bits_give_finite_noise(monkeypatch):
    for bits, dtype in itertools.product((0, 2**63 - 1, 2**31 - 1), (torch.float32, torch.float64)):
        monkeypatch.setattr(torch.Tensor, "random_", lambda self, generator=None, bits=bits: self.fill_(bits))
        log_e = _gumbel.log_exponential((3, 5), torch.zeros(1, dtype=dtype), None)
        assert log_e.isfinite().all()
        assert gs.sample(torch.zeros(3, dtype=dtype), 0.01, (5,)).isfinite().all()


@pytest.mark.parametrize(("dtype", "width"), [(torch.float32, 31), (torch.float64, 63)])
def test_every_random_bit_is_in_the_noise(dtype, width, monkeypatch):
    """The noise is E = −log(1 − (n + ½)/2^b) of the drawn bits n, to the float's digits, for small and for large E."""
    large = (2**width - 2**k for k in range(width - 6, width))
    bits = [*range(64), 2**20 - 1, 12345679, *large, *(2**k + 2 ** (k // 2) for k in range(width - 1))]
    bits += bits[: len(bits) % 2]
    words = [low | high << 32 for low, high in zip(bits[::2], bits[1::2], strict=True)] if width == 31 else bits

    def drawn(self, generator=None):
        self[: len(words)] = torch.tensor(words)
        return self

    monkeypatch.setattr(torch.Tensor, "random_", drawn)
    got = _gumbel.log_exponential((len(bits),), torch.zeros(1, dtype=dtype), None)
    with mp.workdps(60):
        want = torch.tensor([float(mp.log(-mp.log1p(-(n + mpf(1) / 2) / 2**width))) for n in bits])
    torch.testing.assert_close(got.double(), want, rtol=4 * torch.finfo(dtype).eps, atol=40 * torch.finfo(dtype).eps)
    assert len(set(got.tolist())) == len(set(bits))


@pytest.mark.parametrize(("dtype", "width", "draws"), [(torch.float32, 31, 2**22), (torch.float64, 63, 2**14)])
def test_small_exponentials_have_fine_resolution(dtype, width, draws):
    """All low eight bits occur, of n where u = (n + ½)/2^31 < 2^−16, or of 2^45 u where u < ¼; coarser noise repeats some."""
    e = _gumbel.log_exponential((draws,), torch.zeros(1, dtype=dtype), seeded(0)).double().exp()
    u = -torch.expm1(-e)
    low = ((u[u < 2**-16] * 2**31 - 0.5) if width == 31 else u[u < 0.25] * 2**45).round().remainder(256)
    assert len(low) > 30
    assert len(low.unique()) > min(len(low), 256) / 2


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_chunks_of_noise_do_not_repeat(dtype, monkeypatch):
    monkeypatch.setattr(_gumbel, "DRAWS_A_CHUNK", 8)
    for size in range(40):
        noise = _gumbel.log_exponential((size,), torch.zeros(1, dtype=dtype), seeded(size))
        assert noise.shape == (size,) and len(set(noise.tolist())) == size


def replay(seed, logits, tau, shape):
    """The noise of a seed, up to a constant in each draw, from logits 0 and τ = 1, and the draws made of it in numpy."""
    noise = gs.log_sample(torch.zeros_like(logits), torch.ones_like(tau), shape, generator=seeded(seed)).detach().numpy()
    scores = (logits.detach().numpy() + noise) / tau.detach().numpy()[..., None]
    y = np.exp(scores - scores.max(-1, keepdims=True))
    return noise, y / y.sum(-1, keepdims=True)


@contextmanager
def everything_is_large():
    """Few numbers then take the code path of many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_gumbel, "LEAST_FOR_FUNCTION", 0)
        yield


BOTH_WAYS = pytest.mark.parametrize("way", [nullcontext, everything_is_large])


@BOTH_WAYS
@given(st.integers(0, 2**40), st.sampled_from([(), (3,), (2, 3)]), st.sampled_from([(), (4,), (5, 1)]), st.integers(1, 5))
def test_draws_and_gradients_replayed(way, seed, batch, shape, k):
    """The replay writes out every draw, and the gradient of Σ w·y + ½ Σ y² in logits and temperatures."""
    rng = np.random.default_rng(seed)
    logits = torch.tensor(rng.normal(0, 2, (*batch, k)), requires_grad=True)
    tau = torch.tensor(10 ** rng.uniform(-1, 1, batch), requires_grad=True)
    noise, want = replay(seed, logits, tau, shape)
    weight = rng.normal(size=want.shape)
    with way():
        y = gs.sample(logits, tau, shape, generator=seeded(seed))
        got = torch.autograd.grad((torch.tensor(weight) * y).sum() + 0.5 * y.square().sum(), (logits, tau))
        plain = gs.sample(logits.detach(), tau.detach(), shape, generator=seeded(seed))
    np.testing.assert_allclose(y.detach(), want, rtol=1e-10, atol=1e-13)
    torch.testing.assert_close(plain, y.detach(), rtol=1e-14, atol=0)
    slope = weight + want
    in_scores = want * (slope - (want * slope).sum(-1, keepdims=True))
    draws = tuple(range(len(shape)))
    t = tau.detach().numpy()[..., None]
    np.testing.assert_allclose(got[0], (in_scores / t).sum(draws), rtol=1e-10, atol=1e-10 * (1 / t.min()))
    in_tau = -(in_scores * (logits.detach().numpy() + noise) / t**2).sum((*draws, -1))
    np.testing.assert_allclose(got[1], in_tau, rtol=1e-9, atol=1e-9 / t.min() ** 2)
    assert torch.equal(y.argmax(-1), gs.gumbel_max(logits, shape, generator=seeded(seed)))


# torch's own rules of forward mode are scripted when first used
@pytest.mark.filterwarnings("ignore:`torch.jit.script` is deprecated:DeprecationWarning")
@BOTH_WAYS
def test_gradients_of_every_order_and_kind(way):
    with way():
        check_gradients()


def check_gradients():
    logits, tau = torch.tensor([[0.3, -1.0, 0.2], [2.0, 0.0, -0.5]], requires_grad=True), torch.tensor([0.4, 1.5], requires_grad=True)

    def draws(logits, tau, function=gs.sample):
        return function(logits, tau, (3,), generator=seeded(8))

    def log_draws(logits, tau):
        return draws(logits, tau, gs.log_sample)

    assert torch.autograd.gradcheck(draws, (logits, tau))
    assert torch.autograd.gradgradcheck(draws, (logits, tau))
    assert torch.autograd.gradcheck(log_draws, (logits, tau))
    for narrow in (logits[0], tau), (logits.unsqueeze(1), tau), (logits, tau[0]):  # batches that broadcast
        assert torch.autograd.gradcheck(draws, narrow) and torch.autograd.gradcheck(log_draws, narrow)
    y = draws(logits, tau).detach().requires_grad_()
    assert torch.autograd.gradcheck(lambda log_y, a, b: gs._log_density(log_y, a, b), (y.log().detach().requires_grad_(), logits, tau))
    assert torch.autograd.gradcheck(lambda a, b: gs.log_prob(y.detach(), a, b), (logits, tau))

    def loss(logits):
        return draws(logits, tau.detach()).square().sum()

    y = draws(logits, tau)
    directions = torch.randn(4, *y.shape, generator=seeded(9))
    together = torch.autograd.grad(y, (logits, tau), directions, retain_graph=True, is_grads_batched=True)
    for i, direction in enumerate(directions):
        for one, of_all in zip(torch.autograd.grad(y, (logits, tau), direction, retain_graph=True), together, strict=True):
            torch.testing.assert_close(one, of_all[i], rtol=1e-13, atol=1e-15)
    inputs = logits.detach(), tau.detach()
    plain = torch.autograd.functional.jacobian(draws, inputs)
    for kind in torch.autograd.functional.jacobian(draws, inputs, vectorize=True), torch.func.jacrev(draws, (0, 1))(*inputs):
        torch.testing.assert_close(kind, plain)
    forward = torch.func.jacfwd(loss, randomness="same")(logits.detach())
    torch.testing.assert_close(torch.func.grad(loss)(logits.detach()), forward, rtol=1e-12, atol=1e-12)


def test_logits_that_are_no_leaf():
    """Logits may be the output of a network: the gradient passes, and no tensor of the caller changes."""
    weight = torch.randn(5, 4, requires_grad=True, generator=seeded(1))
    logits = torch.randn(7, 5, generator=seeded(2)) @ weight
    before = logits.detach().clone()
    y = gs.straight_through(gs.sample(logits, 0.5, (3,)))
    assert torch.equal(y.detach(), torch.nn.functional.one_hot(y.argmax(-1), 4).double())
    (y * torch.arange(4.0)).sum().backward()
    assert weight.grad is not None and weight.grad.abs().min() > 0
    assert torch.equal(logits.detach(), before) and not before.requires_grad


def test_straight_through_has_the_gradient_of_the_draw():
    logits, w = PROBS.log().requires_grad_(), torch.tensor([1.0, -2.0, 0.5, 3.0])
    soft, through = (f(gs.sample(logits, 0.7, (9,), generator=seeded(4))) for f in (lambda y: y, gs.straight_through))
    (a,), (b,) = (torch.autograd.grad((y @ w).sum(), logits) for y in (soft, through))
    torch.testing.assert_close(a, b, rtol=1e-14, atol=0)


def test_limits_of_the_temperature():
    """A draw becomes one-hot as τ → 0, and 1/k + (x − mean x)/(kτ) + O(1/τ²) as τ → ∞, x = logits + G."""
    logits = PROBS.log()
    cold = gs.sample(logits, 1e-6, (2000,), generator=seeded(6))
    one_hot = torch.nn.functional.one_hot(gs.gumbel_max(logits, (2000,), generator=seeded(6)), 4)
    assert ((cold - one_hot).abs().amax(-1) < 1e-12).double().mean() > 0.99
    noise, _ = replay(6, logits, torch.ones(()), (2000,))
    x = logits + torch.tensor(noise)
    for tau in (1e4, 1e8):
        hot = gs.sample(logits, tau, (2000,), generator=seeded(6))
        want = 0.25 + (x - x.mean(-1, keepdim=True)) / (4 * tau)
        assert (hot - want).abs().max() < 200 / tau**2 + 1e-15


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_whole_domain_of_temperatures_and_logits(dtype):
    least, most = 64 * torch.finfo(dtype).tiny, torch.finfo(dtype).max
    for tau, logits in itertools.product((least, 1.0, most), ([0.0, 0.0], [-most, most], [1e30, 1e30 * 0.9], [-math.inf, 0.0], [0.0])):
        y = gs.sample(torch.tensor(logits, dtype=dtype), tau, (50,))
        assert y.isfinite().all() and ((y.sum(-1) - 1).abs() < 1e-6).all()
    y, logits = torch.tensor([0.3, 0.7], dtype=dtype), torch.tensor([most / 4, -most / 4], dtype=dtype)
    assert gs.log_prob(y, torch.zeros(2, dtype=dtype), least).isfinite() and not gs.log_prob(y, logits, most).isnan()


@BOTH_WAYS
def test_a_category_without_mass_is_never_drawn(way):
    with way():
        check_category_without_mass()


def check_category_without_mass():
    logits = torch.tensor([0.3, -math.inf, 0.1], requires_grad=True)
    y = gs.sample(logits, 0.5, (100,))
    assert (y[:, 1] == 0).all() and (gs.gumbel_max(logits, (100,)) != 1).all()
    (slope,) = torch.autograd.grad(y.square().sum(), logits)
    assert slope.isfinite().all() and slope[1] == 0 and slope[0] != 0
    both, tau = torch.tensor([0.3, 0.1]), torch.tensor(0.5, requires_grad=True)
    y = gs.sample(logits, tau, (100,), generator=seeded(1))
    kept = gs.log_sample(torch.zeros(3), 1.0, (100,), generator=seeded(1))[:, [0, 2]]
    want = ((both + kept) / tau).softmax(-1)
    torch.testing.assert_close(y[:, [0, 2]], want)
    slopes = [torch.autograd.grad(z.square().sum(), tau)[0] for z in (y, want)]
    torch.testing.assert_close(*slopes)
    law = GumbelSoftmax(0.5, probs=torch.tensor([0.4, 0.0, 0.6]))
    assert (law.sample((100,))[:, 1] == 0).all() and torch.allclose(law.probs, torch.tensor([0.4, 0.0, 0.6]))
    probs = torch.tensor([0.4, 0.0, 0.6], requires_grad=True)
    (slope,) = torch.autograd.grad(GumbelSoftmax(0.5, probs=probs).rsample((100,)).square().sum(), probs)
    assert slope.isnan().tolist() == [False, True, False]
    with pytest.raises(ValueError, match=r"^logits: contains −inf"):
        law.log_prob(torch.tensor([0.3, 0.3, 0.4]))


def test_distribution_keeps_torchs_conventions():
    logits, tau = torch.randn(3, 1, 4, generator=seeded(1), requires_grad=True), torch.tensor([0.5, 2.0], requires_grad=True)
    law = GumbelSoftmax(tau, logits)
    assert isinstance(law, Distribution) and law.has_rsample
    assert law.batch_shape == (3, 2) and law.event_shape == (4,)
    wide = law.expand((5, 3, 2))
    assert isinstance(wide, GumbelSoftmax) and wide.batch_shape == (5, 3, 2) and wide.event_shape == (4,)
    assert law.expand([5, 3, 2]).batch_shape == wide.temperature.shape == (5, 3, 2)
    for each in law, wide:
        y = each.rsample((6, 1), generator=seeded(2))
        assert y.shape == (6, 1, *each.batch_shape, 4) and y.requires_grad
        plain = each.sample((6, 1), generator=seeded(2))
        assert torch.equal(plain, y.detach()) and not plain.requires_grad
        assert each.support.check(plain).all()  # pyright: ignore[reportOptionalMemberAccess]
        assert each.log_prob(plain).shape == (6, 1, *each.batch_shape)
        assert len({tuple(row) for row in plain.reshape(-1, 4).tolist()}) == plain.numel() // 4
    for i, j in itertools.product(range(3), range(2)):
        alone = GumbelSoftmax(tau[j], logits[i, 0])
        torch.testing.assert_close(law.log_prob(plain)[..., i, j], alone.log_prob(plain[..., i, j, :]))
        torch.testing.assert_close(alone.probs, logits[i, 0].softmax(-1))
    probs = GumbelSoftmax(tau, probs=logits.softmax(-1))
    torch.testing.assert_close(probs.log_prob(plain), law.log_prob(plain))
    torch.testing.assert_close(law.log_prob(PROBS), law.log_prob(PROBS.expand(3, 2, 4)))
    assert "GumbelSoftmax(" in repr(law)
    loose = GumbelSoftmax(tau, logits, validate_args=False)
    torch.testing.assert_close(loose.log_prob(plain), law.log_prob(plain))
    assert loose.log_prob(torch.zeros(4)).isnan().all() and loose.expand((3, 2)).log_prob(torch.zeros(4)).isnan().all()


LOGITS, HALVES = torch.zeros(2), torch.tensor([0.5, 0.5])


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (name, lambda f=f, logits=logits: f(logits))
        for f in (lambda v: gs.sample(v, 1.0), lambda v: gs.log_sample(v, 1.0), gs.gumbel_max, lambda v: gs.log_prob(HALVES, v, 1.0), lambda v: GumbelSoftmax(1.0, v))
        for name, logits in [
            ("logits", [0.0, 0.0]),
            ("logits", torch.tensor([0, 0])),
            ("logits", torch.tensor(0.0)),
            ("logits", torch.empty(3, 0)),
            ("logits", torch.tensor([0.0, math.nan])),
            ("logits", torch.tensor([0.0, math.inf])),
            ("logits", torch.full((3, 2), -math.inf)),
            ("logits", torch.zeros(2, dtype=torch.float16)),
            ("logits", torch.zeros(2, dtype=torch.complex128)),
        ]
    ]
    + [
        ("temperature", lambda f=f, tau=tau: f(tau))
        for f in (lambda t: gs.sample(LOGITS, t), lambda t: gs.log_sample(LOGITS, t), lambda t: gs.log_prob(HALVES, LOGITS, t), lambda t: gs.log_prob_of_log(HALVES.log(), LOGITS, t), lambda t: GumbelSoftmax(t, LOGITS))
        for tau in [0, 0.0, -0.1, math.nan, math.inf, None, "1", True, 1e-307, torch.tensor(0.0), torch.tensor([1.0, -1.0]), torch.tensor(math.nan), torch.tensor(1), torch.empty(0)]
    ]
    + [
        ("sample_shape", lambda shape=shape: gs.sample(LOGITS, 1.0, shape))
        for shape in [3, (-1,), (1.5,), None, "a", (True,), {2}, {2: 3}, b"a", torch.tensor([2])]
    ]
    + [
        ("temperature, logits", lambda: gs.sample(torch.zeros(3, 2), torch.ones(4))),
        ("temperature, logits", lambda: GumbelSoftmax(torch.ones(4), torch.zeros(3, 2))),
        ("temperature, logits", lambda: gs.sample(LOGITS, torch.tensor(1.0).float())),
        ("temperature", lambda: gs.sample(LOGITS.float(), 1e-40)),
        ("temperature", lambda: gs.sample(LOGITS.float(), 1e39)),
        ("sample_shape", lambda: GumbelSoftmax(1.0, LOGITS).sample(5)),
        ("generator", lambda: gs.sample(LOGITS, 1.0, (3,), generator=7)),
        ("generator", lambda: gs.gumbel_max(LOGITS, (3,), generator="x")),
        ("logits, probs", lambda: GumbelSoftmax(1.0)),
        ("logits, probs", lambda: GumbelSoftmax(1.0, LOGITS, HALVES)),
        ("probs", lambda: GumbelSoftmax(1.0, probs=torch.tensor([0.5, 0.6]))),
        ("probs", lambda: GumbelSoftmax(1.0, probs=torch.tensor([-0.5, 1.5]))),
        ("probs", lambda: GumbelSoftmax(1.0, probs=torch.tensor([math.nan, 1.0]))),
        ("probs", lambda: GumbelSoftmax(1.0, probs=torch.tensor([1, 0]))),
        ("probs", lambda: GumbelSoftmax(1.0, probs=torch.tensor(1.0))),
        ("y", lambda: gs.straight_through(torch.tensor([math.nan, 1.0]))),
        ("y", lambda: gs.straight_through(torch.tensor(1.0))),
    ]
    + [
        (name, lambda f=f, value=value: f(torch.as_tensor(value)))
        for f in (lambda v: gs.log_prob(v, LOGITS, 1.0), GumbelSoftmax(1.0, LOGITS).log_prob)
        for name, value in [
            ("value", [0.0, 1.0]),
            ("value", [-0.5, 1.5]),
            ("value", [0.5, 0.6]),
            ("value", [math.nan, 0.5]),
            ("value", [0.3, 0.3, 0.4]),
            ("value", 1.0),
            ("value", torch.empty(0, 2)),
            ("value", torch.tensor([1, 0])),
            ("value, logits", torch.tensor([0.5, 0.5]).float()),
        ]
    ]
    + [
        ("log_value", lambda: gs.log_prob_of_log(torch.tensor([-math.inf, 0.0]), LOGITS, 1.0)),
        ("log_value", lambda: gs.log_prob_of_log(torch.tensor([0.5, 0.5]), LOGITS, 1.0)),
        ("log_value", lambda: gs.log_prob_of_log(None, LOGITS, 1.0)),
        ("logits", lambda: gs.log_prob(HALVES, torch.tensor([0.0, -math.inf]), 1.0)),
        ("value, logits, temperature", lambda: gs.log_prob(HALVES.expand(3, 2), LOGITS, torch.ones(4))),
        ("value, logits, temperature", lambda: gs.log_prob(HALVES.expand(3, 2), torch.zeros(4, 2), 1.0)),
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
