"""Tests of impl.path_derivative against formulas by hand, autograd for single draws, exact gradients and quadrature."""

import math
import warnings

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import MultivariateNormal, Normal

from impl import _draw_gradients
from impl import path_derivative as pd
from impl.elbo import LinearGaussian
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)
ALL = pd.total, pd.path, pd.score


def transform(noise, phi):
    return phi[..., 0] + phi[..., 1].exp() * noise


def log_q(z, phi):
    return Normal(phi[..., 0], phi[..., 1].exp()).log_prob(z)


def gaussian(mu=0.0, sigma=1.0):
    return lambda z: Normal(mu, sigma).log_prob(z) - 0.7


def nodes(count, dimensions=1):
    """Standard normal noise (S, dimensions) and its weights (S,): exact for polynomials of degree 2 count − 1."""
    places, mass = np.polynomial.hermite_e.hermegauss(count)
    grid = np.stack(np.meshgrid(*[places] * dimensions, indexing="ij"), -1).reshape(-1, dimensions)
    weight = np.prod(np.stack(np.meshgrid(*[mass / mass.sum()] * dimensions, indexing="ij"), -1), -1).ravel()
    return torch.tensor(grid), torch.tensor(weight)


def moments(draws, weight):
    mean = weight @ draws
    return mean, weight @ (draws - mean).square()


def room(draws, size):
    """The error of a variance if rounding moves each draw by 1e-13 of the terms of which it is the sum."""
    return 1e-13 * size * float(draws.abs().max()) + (1e-13 * size) ** 2


locs, log_scales = st.floats(-3, 3), st.floats(-3, 2)
noises = st.lists(st.floats(-6, 6), min_size=1, max_size=6)


@given(noises, locs, log_scales, locs, st.floats(0.1, 5))
def test_replayed_draw_by_draw(noise, m, log_s, mu, sigma):
    """q = N(m, s²) in (m, log s), posterior N(μ, σ²): the score is (ε/s, ε² − 1), the path g (1, s ε)."""
    s, e = math.exp(log_s), np.array(noise)
    slope = (mu - m - s * e) / sigma**2 + e / s
    path = np.stack((slope, slope * s * e), -1)
    score = np.stack((e / s, e**2 - 1), -1)
    want = np.stack(((mu - m - s * e) / sigma**2, 1 + (mu - m - s * e) / sigma**2 * s * e), -1), path, score
    for function, values in zip(ALL, want, strict=True):
        got = function(gaussian(mu, sigma), log_q, transform, torch.tensor([m, log_s]), torch.tensor(noise))
        size = 1 + abs(path).max() + abs(score).max()
        np.testing.assert_allclose(got, values, rtol=1e-10, atol=1e-12 * size)


# log q's parameters enter its normaliser, its mean and its spread; the draw is a vector; nothing is Gaussian in z.
WEIGHT = torch.tensor([[0.5, -1.0, 0.3], [0.2, 0.8, -0.6]])


def bent_joint(z):
    return -(z @ WEIGHT.mT).square().add(1).log().sum(-1) - z.square().sum(-1).sqrt()


def bent_transform(noise, phi):
    return (phi[..., :3] + phi[..., 3:].exp() * noise).sinh()


def bent_log_q(z, phi):
    base = Normal(phi[..., :3], phi[..., 3:].exp()).log_prob(z.asinh())
    return (base - z.square().add(1).log() / 2).sum(-1)


def one_at_a_time(phi, noise):
    """The values of total, path and score by a backward pass for each draw, with detach for a held φ (Algorithm 2)."""
    rows = []
    for e in noise:
        leaf = phi.detach().clone().requires_grad_()
        z = bent_transform(e, leaf)
        values = (
            bent_joint(z) - bent_log_q(z, leaf),
            bent_joint(z) - bent_log_q(z, leaf.detach()),
            bent_log_q(z.detach(), leaf),
        )
        rows.append([torch.autograd.grad(value, leaf, retain_graph=True)[0] for value in values])
    return [torch.stack(column) for column in zip(*rows, strict=True)]


def test_draws_at_once_equal_one_pass_for_each_draw(generator):
    phi, noise = torch.randn(6, generator=generator) / 2, torch.randn(9, 3, generator=generator)
    got = [function(bent_joint, bent_log_q, bent_transform, phi, noise) for function in ALL]
    for a, b in zip(got, one_at_a_time(phi, noise), strict=True):
        torch.testing.assert_close(a, b, rtol=1e-11, atol=1e-11)
    total, path, score = got
    torch.testing.assert_close(total, path - score, rtol=1e-11, atol=1e-11)
    assert min(value.abs().max() for value in got) > 0.1


def test_batches_are_their_points(generator):
    phi, noise = torch.randn(2, 4, 6, generator=generator) / 2, torch.randn(5, 2, 4, 3, generator=generator)
    for function in ALL:
        whole = function(bent_joint, bent_log_q, bent_transform, phi, noise)
        assert whole.shape == (5, 2, 4, 6)
        for i, j in np.ndindex(2, 4):
            alone = function(bent_joint, bent_log_q, bent_transform, phi[i, j], noise[:, i, j])
            torch.testing.assert_close(whole[:, i, j], alone, rtol=1e-13, atol=1e-13)


MODEL = LinearGaussian(torch.tensor([[1.3, 0.2], [0.4, -0.9], [0.1, 0.5]]), torch.tensor([0.1, -0.2, 0.0]), torch.tensor([0.5, 0.8, 0.3]))
X = torch.tensor([1.0, 0.7, -0.4])


def full_scale(phi):
    zero = torch.zeros_like(phi[..., 0])
    rows = (phi[..., 2].exp(), zero), (phi[..., 3], phi[..., 4].exp())
    return torch.stack([torch.stack(row, -1) for row in rows], -2)


def full_transform(noise, phi):
    return phi[..., :2] + (full_scale(phi) @ noise.unsqueeze(-1)).squeeze(-1)


def full_log_q(z, phi):
    return MultivariateNormal(phi[..., :2], scale_tril=full_scale(phi)).log_prob(z)


LINEAR_GAUSSIAN = lambda z: MODEL.log_joint(X, z), full_log_q, full_transform


def exact_gradient(phi):
    """The model's exact gradient in mean and covariance, taken to φ by autograd through L Lᵀ alone."""
    leaf = phi.clone().requires_grad_()
    scale = full_scale(leaf)
    covariance = scale @ scale.mT
    in_mean, in_covariance = MODEL.elbo_gradient(X, MultivariateNormal(phi[:2], scale_tril=scale.detach()))
    return torch.autograd.grad((leaf[:2] * in_mean).sum() + (covariance * in_covariance).sum(), leaf)[0]


def at_posterior():
    posterior = MODEL.posterior(X)
    a, b, c = posterior.scale_tril[(0, 1, 1), (0, 0, 1)]
    return torch.stack((*posterior.loc, a.log(), b, c.log()))


@given(st.lists(st.floats(-1.5, 1.5), min_size=5, max_size=5))
def test_means_are_the_exact_gradient_by_quadrature(phi):
    """Both means are ∇ELBO and the score's is zero; the draws are quadratic in the noise, so two nodes are enough."""
    phi, (noise, weight) = torch.tensor(phi), nodes(2, 2)
    want = exact_gradient(phi)
    size = 1e-10 * (1 + want.abs().max().item())
    means = [weight @ function(*LINEAR_GAUSSIAN, phi, noise) for function in ALL]
    torch.testing.assert_close(means[0], want, rtol=1e-11, atol=size)
    torch.testing.assert_close(means[1], want, rtol=1e-11, atol=size)
    torch.testing.assert_close(means[2], torch.zeros(5), rtol=0, atol=size)


def test_path_is_zero_at_the_posterior_and_the_score_is_not(generator):
    """There total is −score for each draw, and its covariance is q's Fisher information."""
    phi, noise = at_posterior(), 3 * torch.randn(50, 2, generator=generator)
    total, path, score = (function(*LINEAR_GAUSSIAN, phi, noise) for function in ALL)
    assert path.abs().max() < 1e-12
    torch.testing.assert_close(total, -score, rtol=0, atol=1e-12)
    noise, weight = nodes(3, 2)
    draws = pd.total(*LINEAR_GAUSSIAN, phi, noise)
    covariance = draws.mT @ (weight.unsqueeze(-1) * draws)
    scale = MODEL.posterior(X).scale_tril
    inverse = torch.linalg.inv(scale)
    fisher = torch.zeros(5, 5)
    fisher[:2, :2] = MODEL.precision
    for i, entry in enumerate([(0, 0), (1, 0), (1, 1)]):
        for j, other in enumerate([(0, 0), (1, 0), (1, 1)]):
            moved = [torch.zeros(2, 2) for _ in range(2)]
            for step, (row, column) in zip(moved, (entry, other), strict=True):
                step[row, column] = scale[row, column] if row == column else 1.0
            a, b = (inverse @ (step @ scale.mT + scale @ step.mT) @ inverse.mT for step in moved)
            fisher[2 + i, 2 + j] = (a * b).sum() / 2
    torch.testing.assert_close(covariance, fisher, rtol=1e-11, atol=1e-11)


def uniform():
    """The law q = U(0, φ), whose support moves with φ, and log p(x, z) = −z²/2, with ELBO −φ²/6 + log φ."""
    return lambda z: -z.square() / 2, lambda z, phi: -phi[0].log() + 0 * z, lambda noise, phi: phi[0] * noise


@given(st.floats(0.05, 20))
def test_a_moving_support_gives_the_score_a_mean(phi):
    """The mean of ∂log q is −1/φ, not 0: total keeps the gradient −φ/3 + 1/φ, path loses 1/φ; by Gauss–Legendre."""
    places, mass = np.polynomial.legendre.leggauss(3)
    noise, weight, point = torch.tensor((places + 1) / 2), torch.tensor(mass / 2), torch.tensor([phi])
    total, path, score = (weight @ function(*uniform(), point, noise) for function in ALL)
    assert float(score) == pytest.approx(-1 / phi, rel=1e-13)
    assert float(total) == pytest.approx(1 / phi - phi / 3, rel=1e-12, abs=1e-12 / phi)
    assert float(path) == pytest.approx(-phi / 3, rel=1e-12)


@given(locs, log_scales, st.floats(-2, 3))
def test_gaussian_variance_by_quadrature(m, log_s, a):
    """The variance of path − a · score in every chart and for every a, by nodes that are exact for quartics."""
    noise, weight = nodes(3)
    arguments = gaussian(), log_q, transform, torch.tensor([m, log_s]), noise.squeeze(-1)
    m, s = torch.tensor(m), torch.tensor(log_s).exp()
    terms = float((1 + abs(a)) * (1 + s + m.abs()) * (1 + s + 1 / s))
    for coefficient in (0.0, 1.0, a):
        draws = pd.path(*arguments) - coefficient * pd.score(*arguments)
        _, want = moments(draws, weight)
        got = pd.gaussian_variance(m, s, coefficient)
        torch.testing.assert_close(got, want, rtol=1e-11, atol=room(draws, terms))
    draws = pd.total(*arguments)
    _, of_total = moments(draws, weight)
    torch.testing.assert_close(pd.gaussian_variance(m, s, 1), of_total, rtol=1e-11, atol=room(draws, terms))


@given(locs, log_scales, locs)
def test_gaussian_score_function_variance_by_quadrature(m, log_s, log_evidence):
    noise, weight = nodes(5)  # exact for squares of polynomials of degree four
    point, noise = torch.tensor([m, log_s]), noise.squeeze(-1)
    z = transform(noise, point)
    signal = log_evidence + Normal(0.0, 1.0).log_prob(z) - log_q(z, point)
    draws = signal.unsqueeze(-1) * pd.score(gaussian(), log_q, transform, point, noise)
    mean, want = moments(draws, weight)
    got = pd.gaussian_score_function_variance(point[0], point[1].exp(), log_evidence)
    terms = float((1 + abs(log_evidence) + z.square().max()) * (2 + noise.square().max() + 1 / point[1].exp()))
    torch.testing.assert_close(got, want, rtol=1e-11, atol=room(draws, terms))
    exact = torch.stack((-point[0], 1 - (2 * point[1]).exp()))
    torch.testing.assert_close(mean, exact, rtol=1e-10, atol=1e-13 * terms)


@given(locs, st.floats(1e-3, 50), st.floats(-5, 5))
def test_the_score_lowers_the_variance_where_q_is_narrow(m, s, a):
    """Both variances of total are below those of path exactly where s² < 1/2; no a is better than 1 − s²."""
    loc, scale = torch.tensor(m), torch.tensor(s)
    path, total = (pd.gaussian_variance(loc, scale, a) for a in (0.0, 1.0))
    if abs(s * s - 0.5) > 1e-9:
        # The term m² s² is in both, and may drown the other.
        assert bool((total <= path).all()) == (s * s < 0.5)
        assert bool(total[0] < path[0]) == (s * s < 0.5)
    best = pd.gaussian_variance(loc, scale, pd.gaussian_coefficient(scale))
    assert bool((best <= pd.gaussian_variance(loc, scale, a) + 1e-30).all())
    torch.testing.assert_close(best, torch.stack((torch.tensor(0.0), (loc * scale) ** 2)), rtol=1e-12, atol=1e-9 * s**2 + 1e-25 / s**2)


def test_at_the_posterior_the_best_coefficient_is_path():
    one = torch.tensor(1.0)
    assert pd.gaussian_coefficient(one) == 0
    assert pd.gaussian_variance(0 * one, one).tolist() == [0, 0]
    assert pd.gaussian_variance(0 * one, one, 1.0).tolist() == [1, 2]
    half = torch.tensor(0.5).sqrt()
    path, total = (pd.gaussian_variance(one, half, a) for a in (0.0, 1.0))
    torch.testing.assert_close(path, total, rtol=1e-14, atol=0)


def test_means_by_simulation(generator, spend):
    """Null: the means of total and of path are ∇ELBO, (−m, 1 − s²), with variances known in closed form.
    Planted: 0.1 off either way, and path where the support moves with φ."""
    point = torch.tensor([0.6, -0.2])
    m, s = point[0], point[1].exp()
    truth = torch.stack((-m, 1 - s * s))
    variance = max(float(pd.gaussian_variance(m, s, a).max()) for a in (0.0, 1.0))
    test = spend(MeanTest.detecting(0.1, variance, 1e-10), means=6)
    noise = torch.randn(test.samples, generator=generator)
    for function in pd.total, pd.path:
        draws = function(gaussian(), log_q, transform, point, noise)
        assert test.accepts(draws, truth).all()
        assert not test.accepts(draws, truth + 0.1).any()
        assert not test.accepts(draws, truth - 0.1).any()
    # The variance of −φ ε² + 1/φ at φ = 1 is 4/45, below that of the test.
    noise, slope = torch.rand(test.samples, generator=generator), torch.tensor([1 - 1 / 3])
    assert test.accepts(pd.total(*uniform(), torch.ones(1), noise), slope).all()
    assert not test.accepts(pd.path(*uniform(), torch.ones(1), noise), slope).any()


def test_the_callers_tensors_and_graph_are_left_alone():
    leaf = torch.tensor([0.3, 0.1], requires_grad=True)
    weight = torch.tensor(2.0, requires_grad=True)
    phi, noise = 1 * leaf, torch.tensor([0.5, -1.0], requires_grad=True)
    for function in ALL:
        for mode in torch.no_grad, torch.enable_grad:
            with mode():
                got = function(lambda z: -weight * z.square(), log_q, transform, phi, noise)
            plain = function(lambda z: -2 * z.square(), log_q, transform, phi.detach(), noise.detach())
            assert torch.equal(got, plain)
            assert not got.requires_grad
    assert leaf.grad is None
    assert weight.grad is None
    assert noise.grad is None
    torch.testing.assert_close(torch.autograd.grad(phi.sum(), leaf)[0], torch.ones(2))
    frozen = torch.tensor([0.3, 0.1]), torch.tensor([0.5, -1.0])
    pd.path(gaussian(), log_q, transform, *frozen)
    assert not any(t.requires_grad for t in frozen)


OTHER = torch.tensor(1.0, requires_grad=True)  # a parameter of the caller's own, so that all results carry a graph
DETACHED = [
    ("log_joint", {"log_joint": lambda z: OTHER * gaussian()(z.detach())}, [pd.total, pd.path]),
    ("log_q", {"log_q": lambda z, phi: OTHER * log_q(z.detach(), phi.detach())}, ALL),
    ("log_q", {"log_q": lambda z, phi: log_q(z, phi.detach())}, [pd.score]),
    ("transform", {"transform": lambda noise, phi: OTHER * transform(noise, phi.detach())}, [pd.total, pd.path]),
    ("transform", {"transform": lambda noise, phi: transform(noise, phi).detach()}, [pd.total, pd.path]),
    ("transform", {"transform": torch.no_grad()(transform)}, [pd.total, pd.path]),
    ("transform", {"transform": lambda noise, phi: noise}, [pd.total, pd.path]),
]


@pytest.mark.parametrize(("name", "change", "function"), [(n, c, f) for n, c, functions in DETACHED for f in functions])
def test_a_detached_argument_is_refused_by_name(name, change, function):
    """Its gradient would be zero for every draw, which looks like an estimate without variance."""
    arguments = {"log_joint": gaussian(), "log_q": log_q, "transform": transform, "phi": torch.tensor([0.3, 0.1]), "noise": NOISE}
    with pytest.raises(ValueError, match=rf"^{name}: its result does not depend on .* for autograd, as after detach"):
        function(**arguments | change)


def test_a_function_may_add_zero_times_its_argument():
    """So a caller says that a gradient of zero is meant."""
    flat = lambda z: 0 * z, lambda z, phi: 0 * z + 0 * phi.sum(), lambda noise, phi: noise + 0 * phi.sum()
    for function in ALL:
        assert torch.equal(function(*flat, torch.ones(2), torch.ones(3)), torch.zeros(3, 2))
    constant = lambda z: -z.square(), lambda z, phi: -phi[0].log().expand(len(z)), lambda noise, phi: phi[0] * noise
    assert pd.path(*constant, torch.tensor([2.0]), torch.tensor([0.5])).tolist() == [[-1.0]]


def looks(noise, phi):
    """The draws, by a transform that looks at a value, which vmap forbids."""
    return bent_transform(noise, phi) if bool(noise.isfinite().all()) else noise


def by_place(noise, phi):
    """Draws that are shifted by their place among the nine, which a transform cannot know under vmap."""
    shift = torch.linspace(0, 1, 9)[: len(noise)] if noise.ndim > 1 else 0.0
    return bent_transform(noise + torch.as_tensor(shift).unsqueeze(-1), phi)


def warning(noise, phi):
    """A transform with an operation for which vmap has no rule, so that it warns and takes one draw after the other."""
    if noise.shape[0] == 1:
        warnings.warn("There is a performance drop because we have not yet implemented the batching rule", stacklevel=1)
    return bent_transform(noise, phi)


@pytest.mark.parametrize("hindered", [looks, by_place, warning])
def test_a_transform_that_vmap_cannot_take_gives_the_same(hindered, generator, monkeypatch):
    phi, noise = torch.randn(6, generator=generator) / 2, torch.randn(9, 3, generator=generator)
    original, found = _draw_gradients.pulled_back, []

    def noted(*arguments):
        found.append(original(*arguments))
        return found[-1]

    monkeypatch.setattr(_draw_gradients, "pulled_back", noted)
    got = pd.path(bent_joint, bent_log_q, hindered, phi, noise)
    assert found == [None]
    monkeypatch.setattr(_draw_gradients, "pulled_back", lambda *arguments: None)
    torch.testing.assert_close(got, pd.path(bent_joint, bent_log_q, hindered, phi, noise), rtol=1e-13, atol=1e-13)


def test_path_takes_one_pass_where_vmap_can(monkeypatch):
    """P passes, as of old, are not taken: their number is what made it slower than vmap(grad)."""
    def never(*arguments):
        raise AssertionError("P passes")

    monkeypatch.setattr(_draw_gradients, "gradients", never)
    for phi, noise in ((torch.ones(2), NOISE), (torch.ones(4, 2), torch.ones(3, 4))):
        assert pd.path(gaussian(), log_q, transform, phi, noise).shape == (3, *phi.shape)


def test_single_precision_stays_single():
    single = torch.tensor([0.3, 0.1]).float(), torch.tensor([0.5, -1.0]).float()
    for function in ALL:
        got = function(gaussian(), log_q, transform, *single)
        want = function(gaussian(), log_q, transform, *(t.double() for t in single))
        assert got.dtype == torch.float32
        torch.testing.assert_close(got, want.float(), rtol=1e-5, atol=1e-5)


PHI, NOISE, INTEGERS = torch.zeros(2), torch.ones(3), torch.tensor([0, 1])


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("log_joint", {"log_joint": None}),
        ("log_q", {"log_q": 1.0}),
        ("transform", {"transform": "loc"}),
        ("phi", {"phi": INTEGERS}),
        ("phi", {"phi": [0.0, 0.0]}),
        ("phi", {"phi": torch.tensor(0.0)}),
        ("phi", {"phi": torch.empty(0)}),
        ("phi", {"phi": torch.tensor([0.0, math.nan])}),
        ("phi", {"phi": torch.tensor([0.0, math.inf])}),
        ("noise", {"noise": INTEGERS}),
        ("noise", {"noise": torch.empty(0, 2)}),
        ("noise", {"noise": torch.tensor(1.0)}),
        ("noise", {"noise": torch.tensor([math.nan])}),
        ("noise", {"noise": torch.tensor([-math.inf])}),
        ("phi, noise", {"noise": NOISE.float()}),
        ("transform", {"transform": lambda noise, phi: 0.0}),
        ("transform", {"transform": lambda noise, phi: noise[:2]}),
        ("transform", {"transform": lambda noise, phi: noise.sum()}),
        ("transform", {"transform": lambda noise, phi: noise.long()}),
        ("transform", {"transform": lambda noise, phi: noise.float()}),
        ("transform", {"transform": lambda noise, phi: noise / phi[0]}),
        ("transform", {"phi": torch.zeros(4, 2), "transform": lambda noise, phi: noise}),
    ],
)
def test_bad_input_is_named(function, name, change):
    arguments = {"log_joint": gaussian(), "log_q": log_q, "transform": transform, "phi": PHI, "noise": NOISE}
    function(**arguments)
    with pytest.raises(ValueError, match=f"^{name}: "):
        function(**arguments | change)


@pytest.mark.parametrize(
    "returned",
    [
        lambda z: 0.0,
        lambda z: z.sum(),
        lambda z: z.unsqueeze(-1),
        lambda z: z[:2],
        lambda z: z.long(),
        lambda z: z.float(),
        lambda z: z * math.nan,
        lambda z: z + math.inf,
        lambda z: z - math.inf,
    ],
)
def test_bad_densities_are_named(returned):
    for function in pd.total, pd.path:
        with pytest.raises(ValueError, match=r"^log_joint: "):
            function(returned, log_q, transform, PHI, NOISE)
    for function in ALL:
        with pytest.raises(ValueError, match=r"^log_q: "):
            function(gaussian(), lambda z, phi: returned(z), transform, PHI, NOISE)


def test_a_gradient_that_does_not_exist_is_refused():
    for function in pd.total, pd.path:
        with pytest.raises(ValueError, match=r"^log_joint, log_q, transform: a gradient is"):
            function(lambda z: (z - 1).abs().sqrt(), log_q, transform, PHI, NOISE)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("loc", lambda: pd.gaussian_variance(torch.tensor(math.nan), torch.tensor(1.0))),
        ("loc", lambda: pd.gaussian_variance(INTEGERS, torch.tensor(1.0))),
        ("loc", lambda: pd.gaussian_variance(0.0, torch.tensor(1.0))),
        ("scale", lambda: pd.gaussian_variance(torch.tensor(0.0), torch.tensor(0.0))),
        ("scale", lambda: pd.gaussian_variance(torch.tensor(0.0), torch.tensor(-1.0))),
        ("scale", lambda: pd.gaussian_variance(torch.tensor(0.0), torch.empty(0))),
        ("scale", lambda: pd.gaussian_coefficient(torch.tensor(0.0))),
        ("scale", lambda: pd.gaussian_coefficient(INTEGERS)),
        ("coefficient", lambda: pd.gaussian_variance(PHI, PHI + 1, math.nan)),
        ("coefficient", lambda: pd.gaussian_variance(PHI, PHI + 1, torch.tensor(math.inf))),
        ("coefficient", lambda: pd.gaussian_variance(PHI, PHI + 1, INTEGERS)),
        ("loc, scale, coefficient", lambda: pd.gaussian_variance(PHI, NOISE)),
        ("loc, scale, coefficient", lambda: pd.gaussian_variance(PHI, PHI.float() + 1)),
        ("log_evidence", lambda: pd.gaussian_score_function_variance(PHI, PHI + 1, math.inf)),
        ("scale", lambda: pd.gaussian_score_function_variance(PHI, PHI)),
    ],
)
def test_bad_input_of_the_closed_forms_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
