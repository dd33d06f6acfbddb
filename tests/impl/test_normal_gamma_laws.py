"""Tests of impl.normal_gamma's two laws against 60-digit arithmetic, scipy, autograd, exact moments and replays."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf
from scipy import stats
from torch.distributions import biject_to, kl_divergence

from impl.monte_carlo import MeanTest
from impl.normal_gamma import MeanField, NormalGamma, fisher, score
from tests.support import normal_gamma_terms as terms
from tests.support.normal_gamma_terms import exact

torch.set_default_dtype(torch.float64)
FAMILIES = NormalGamma, MeanField
families = st.sampled_from(FAMILIES)


def positive(low, high):
    """Powers of ten between low and high, ends included."""
    return st.floats(low, high).map(lambda e: 10.0**e)


shapes = positive(-6, 8)
laws = st.tuples(st.floats(-1e3, 1e3), positive(-6, 6), shapes, positive(-6, 6))
moderate = st.tuples(st.floats(-3, 3), positive(-1, 1), positive(math.log10(0.05), 2), positive(-1, 1))


def value_of(q, z, u):
    """A point at standardised distances z and u from the law's centre, where q has mass."""
    loc, second, shape, rate = q.parameters.tolist()
    if shape >= 1:
        tau = shape / rate * math.exp(u * shape**-0.5)
    else:  # from far below the mean to a few 1/rate above it
        tau = shape / rate * math.exp(u * min(1 / shape, 30)) if u < 0 else (shape + u) / rate
    precision = second * (tau if isinstance(q, NormalGamma) else 1)
    return torch.tensor([loc + z / math.sqrt(precision), tau])


def agrees(got, want_terms, relative=1e-12):
    """Assert that the error is below ``relative`` times the sum of the absolute terms."""
    want = mp.fsum(want_terms)
    room = relative * float(mp.fsum(map(abs, want_terms))) + 1e-300
    assert abs(float(mpf(float(got)) - want)) <= room, f"{float(got)} against {mp.nstr(want, 20)} ± {room:.1e}"


def structured(law):
    return isinstance(law, NormalGamma)


@given(families, laws, st.floats(-6, 6), st.floats(-6, 6))
def test_log_prob_over_the_whole_domain(family, parameters, z, u):
    q = family(*parameters)
    value = value_of(q, z, u)
    want = terms.log_prob(exact(*parameters), structured(q), *exact(*value))
    agrees(q.log_prob(value), want)
    # A bound below the sum of the terms, which log Γ(10⁸) makes 10⁹: a draw's density is exact to ten digits.
    assert float(q.log_prob(value)) == pytest.approx(float(mp.fsum(want)), rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("parameters", list(itertools.product([-2.0, 1e3], [1e-3, 1e3], [1e-6, 0.5, 1.0, 1e4], [1e-3, 1e3])))
def test_log_prob_at_the_corners_by_scipy(family, parameters):
    loc, second, shape, rate = parameters
    q = family(*parameters)
    for z, u in itertools.product((-1.5, 0.2), (-1.0, 0.7)):
        mu, tau = value_of(q, z, u).tolist()
        scale = (second * (tau if structured(q) else 1)) ** -0.5
        want = stats.norm.logpdf(mu, loc, scale) + stats.gamma.logpdf(tau, shape, scale=1 / rate)
        assert float(q.log_prob(torch.tensor([mu, tau]))) == pytest.approx(want, rel=1e-9, abs=1e-9)


def test_log_prob_where_tau_is_the_smallest_number():
    """The density is finite where mu is 10¹⁵⁴ or more, whose square overflows."""
    tiny = torch.finfo(torch.float64).tiny
    for second in (1e-10, 1.0):  # their product with tau has few digits left
        value = torch.tensor([2e154 * second**-0.5, tiny])
        q = NormalGamma(0.0, second, 1e-3, 1.0)
        agrees(q.log_prob(value), terms.log_prob(exact(0, second, 1e-3, 1), True, *exact(*value)))
        assert bool(score(q, value).isfinite().all())


@given(families, laws)
def test_entropy(family, parameters):
    q, law = family(*parameters), exact(*parameters)
    agrees(q.entropy(), terms.cross_entropy(law, structured(q), law, structured(q)))


@given(families, families, laws, laws)
def test_divergence(family, other, parameters, others):
    q, p = family(*parameters), other(*others)
    if structured(q) and not structured(p) and parameters[2] <= 1:
        assert kl_divergence(q, p) == math.inf
        return
    want = mp.fsum(terms.kl(exact(*parameters), structured(q), exact(*others), structured(p)))
    # All terms are positive, so the sum keeps its digits, however large the textbook's terms are.
    assert float(kl_divergence(q, p)) == pytest.approx(float(want), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("shape", [0.3, 1.0])
def test_an_infinite_divergence_does_not_spoil_a_batch(shape):
    """Up to the shape one, which is included, no gradient is infinite or NaN: a step of an optimiser keeps every law finite."""
    parameters = torch.tensor([[0.0, 2.0, shape, 2.0], [0.0, 2.0, 3.0, 2.0]]).requires_grad_()
    divergence = kl_divergence(NormalGamma.from_parameters(parameters), MeanField(0.0, 1.0, 1.0, 1.0))
    assert divergence[0] == math.inf and divergence[1].isfinite()
    [slope] = torch.autograd.grad(divergence.sum(), parameters)
    assert bool(slope.isfinite().all())


@given(families, laws, st.floats(-12, -1), st.lists(st.floats(-1, 1), min_size=4, max_size=4))
def test_divergence_of_near_neighbours(family, parameters, size, direction):
    """It is about half a squared distance, far below the rounding of the textbook's terms."""
    q = family(*parameters)
    steps = [1 + 10**size * d for d in direction]
    near = [parameters[0] + steps[0] - 1, *(v * s for v, s in zip(parameters[1:], steps[1:], strict=True))]
    want = mp.fsum(terms.kl(exact(*parameters), structured(q), exact(*near), structured(q)))
    got = float(kl_divergence(q, family(*near)))
    # A relative error of 1e-16 in a parameter moves the divergence by about that times √(KL · shape).
    room = 1e-14 + 2e-15 * (math.sqrt(float(want) * (1 + parameters[2])))
    assert abs(got - float(want)) <= room + 1e-12 * float(want)
    assert float(kl_divergence(q, family(*parameters))) == 0


@given(families, laws, st.floats(-6, 6), st.floats(-6, 6), st.booleans())
def test_score_over_the_whole_domain(family, parameters, z, u, log_parameters):
    q = family(*parameters)
    value = value_of(q, z, u)
    got = score(q, value, log_parameters)
    want = terms.score(exact(*parameters), structured(q), *exact(*value), log_parameters=log_parameters)
    for entry, sums in zip(got, want, strict=True):
        agrees(entry, sums)


@given(families, laws, st.floats(-3, 3), st.floats(-3, 3), st.booleans())
def test_score_is_the_gradient_by_autograd(family, parameters, z, u, log_parameters):
    q = family(*parameters)
    value, chart = value_of(q, z, u), q.parameters
    if log_parameters:
        chart = torch.cat((chart[:1], chart[1:].log()))

    def at(chart):
        return family.from_parameters(chart, log_parameters, validate_args=False).log_prob(value)

    want = torch.func.grad(at)(chart)
    spread = fisher(q, log_parameters).diagonal().sqrt()
    torch.testing.assert_close(score(q, value, log_parameters) / spread, want / spread, rtol=1e-8, atol=1e-8)
    slope = torch.func.jacrev(lambda chart: score(
        family.from_parameters(chart, log_parameters, validate_args=False), value, log_parameters
    ))(chart)
    hessian = torch.func.jacrev(torch.func.grad(at))(chart)
    # Second derivatives too, in units of the Fisher matrix: there torch's own polygamma would be off by 5e-10.
    unit = spread.outer(spread)
    torch.testing.assert_close(slope / unit, hessian / unit, rtol=1e-8, atol=1e-8)
    torch.testing.assert_close(slope / unit, slope.mT / unit, rtol=1e-8, atol=1e-8)


def plane(q):
    """Points (S, 2) and weights (S,) whose weighted sums are q's means of smooth functions.

    Gauss–Hermite in the standardised mu; in log tau the trapezoidal rule, whose error falls geometrically.
    """
    _, _, shape, rate = q.parameters.tolist()
    nodes, mass = np.polynomial.hermite_e.hermegauss(4)
    if shape < 20:  # down to the least tau that is a float
        y = np.linspace(max(-45 / min(shape, 1) - 2, -690), math.log(2 + 60 / shape), 20_001)
    else:
        y = np.linspace(-20, 20, 4001) * shape**-0.5
    density = np.exp(shape * (y - np.exp(y)) + shape)  # about tau = shape/rate, up to a constant
    tau = torch.tensor(np.exp(y) * shape / rate)[:, None]
    mu = q.loc + torch.tensor(nodes) / q._root_precision(tau)
    weights = torch.tensor(density / density.sum())[:, None] * torch.tensor(mass / mass.sum())
    return torch.stack(torch.broadcast_tensors(mu, tau), -1).flatten(0, 1), weights.flatten()


@given(families, moderate, st.booleans())
def test_scores_have_mean_zero_and_fisher_covariance(family, parameters, log_parameters):
    """The means are exact: of a polynomial of degree 4 in mu, and an integral over log tau. Fisher is −E[∇² log q]."""
    q = family(*parameters)
    points, weights = plane(q)
    scores = score(q, points, log_parameters)
    matrix = fisher(q, log_parameters)
    spread = matrix.diagonal().sqrt()
    scores = scores / spread
    torch.testing.assert_close(weights @ scores, torch.zeros(4), rtol=0, atol=1e-9)
    got = (scores * weights[:, None]).mT @ scores
    torch.testing.assert_close(got, matrix / spread.outer(spread), rtol=0, atol=1e-9)


@given(families, laws)
def test_fisher_over_the_whole_domain(family, parameters):
    q = family(*parameters)
    for log_parameters in False, True:
        got = fisher(q, log_parameters)
        want = terms.fisher(exact(*parameters), structured(q), log_parameters)
        for i, j in itertools.product(range(4), repeat=2):
            assert float(got[i, j]) == pytest.approx(float(want[i][j]), rel=1e-12, abs=0)
        assert float(torch.linalg.eigvalsh(got / got.diagonal().sqrt().outer(got.diagonal().sqrt())).min()) > -1e-15


@pytest.mark.parametrize("family", FAMILIES)
def test_divergence_entropy_and_moments_by_quadrature(family):
    q, p = family(0.4, 1.5, 3.0, 0.8), NormalGamma(-0.2, 0.7, 2.0, 1.1)
    points, weights = plane(q)
    log_q = q.log_prob(points)
    assert float(q.entropy()) == pytest.approx(float(-weights @ log_q), rel=0, abs=1e-11)
    for other in p, MeanField(*p.parameters):
        # With a mean field on the right E[1/tau] is needed, a tail that the rule reaches as well.
        want = float(weights @ (log_q - other.log_prob(points)))
        assert float(kl_divergence(q, other)) == pytest.approx(want, rel=0, abs=1e-10)
    mean = weights @ points
    torch.testing.assert_close(q.mean, mean, rtol=0, atol=1e-11)
    torch.testing.assert_close(q.variance, weights @ (points - mean).square(), rtol=1e-10, atol=0)


def test_moments_of_mu_exist_as_those_of_its_student_law():
    shape = torch.tensor([0.3, 0.5, 0.7, 1.0, 1.5])
    q = NormalGamma(2.0, 0.5, shape, 3.0)
    student = torch.distributions.StudentT(2 * shape, 2.0, (3.0 / (0.5 * shape)).sqrt())
    torch.testing.assert_close(q.mean[:, 0], student.mean, equal_nan=True)
    torch.testing.assert_close(q.variance[:, 0], student.variance, equal_nan=True)
    torch.testing.assert_close(q.mean[:, 1], shape / 3)
    torch.testing.assert_close(q.variance[:, 1], shape / 9)


@given(families, laws, st.integers(0, 2**32))
def test_draws_replayed(family, parameters, seed):
    """A replay makes first every Gamma draw, then every normal one, both from the given generator."""
    q = family(*parameters)
    draws = q.sample((5,), generator=torch.Generator().manual_seed(seed))
    generator = torch.Generator().manual_seed(seed)
    tau = torch._standard_gamma(torch.full((5,), parameters[2]), generator) / parameters[3]  # pyright: ignore[reportPrivateImportUsage]
    tau = tau.clamp(min=torch.finfo(tau.dtype).tiny)
    noise = torch.randn(5, generator=generator)
    mu = parameters[0] + noise / (parameters[1] ** 0.5 * (tau.sqrt() if structured(q) else 1))
    torch.testing.assert_close(draws, torch.stack((mu, tau), -1), rtol=1e-14, atol=0)
    assert bool(draws.isfinite().all())
    assert bool((draws[:, 1] > 0).all())
    assert bool(q.log_prob(draws).isfinite().all())


def gamma_draw_slope(shape, x):
    """The derivative of a draw x of Gamma(shape, 1) in shape at a fixed quantile."""
    with mp.workdps(30):
        below = mp.diff(lambda a: mp.gammainc(a, 0, x, regularized=True), shape)
        return float(-below * mp.gamma(shape) * mp.exp(x) / mpf(x) ** (shape - 1))


@pytest.mark.parametrize("family", FAMILIES)
def test_gradients_of_draws(family):
    """Gradients in loc, second and rate are written out; in shape −∂F/∂shape / density agrees to torch's four digits."""
    parameters = torch.tensor([0.3, 1.7, 2.3, 0.6], requires_grad=True)
    q = family.from_parameters(parameters)
    draws = q.rsample((3,), generator=torch.Generator().manual_seed(5))
    loc, second, shape, rate = parameters.tolist()
    for mu, tau in draws:
        (in_mu,) = torch.autograd.grad(mu, parameters, retain_graph=True)
        (in_tau,) = torch.autograd.grad(tau, parameters, retain_graph=True)
        distance, t = mu.item() - loc, tau.item()
        in_shape = gamma_draw_slope(shape, rate * t) / rate
        via_tau = -distance / (2 * t) if structured(q) else 0.0
        want_tau = [0, 0, in_shape, -t / rate]
        want_mu = [1, -distance / (2 * second), via_tau * in_shape, via_tau * -t / rate]
        assert in_tau.tolist() == pytest.approx(want_tau, rel=1e-3, abs=1e-15)
        assert in_mu.tolist() == pytest.approx(want_mu, rel=1e-3, abs=1e-15)
        exact_ones = [0, 1, 3]
        assert in_mu[exact_ones].tolist() == pytest.approx([want_mu[i] for i in exact_ones], rel=1e-12, abs=0)
        assert in_tau[exact_ones].tolist() == pytest.approx([want_tau[i] for i in exact_ones], rel=1e-12, abs=0)


@pytest.mark.parametrize("family", FAMILIES)
def test_draws_by_simulation(family, generator, spend):
    """Null: F(tau), its square, and the standardised mu times F(tau) have the means of independent draws.

    F(tau) is uniform, so the variances are known. Planted: draws of the law with rate and scale swapped.
    """
    q, planted = family(0.5, 2.0, 3.0, 1.7), family(0.5, 2.0, 3.0, 1 / 1.7)
    test = spend(MeanTest.detecting(0.05, 1 / 3, 1e-10), means=3)
    truth = torch.tensor([1 / 2, 1 / 3, 0.0])

    def statistics(law):
        draws = law.sample((test.samples,), generator=generator)
        uniform = torch.tensor(stats.gamma.cdf(draws[:, 1], 3.0, scale=1 / 1.7))
        z = (draws[:, 0] - 0.5) * q._root_precision(draws[:, 1])
        return torch.stack((uniform, uniform.square(), z * uniform), -1)

    draws = statistics(q)
    assert test.accepts(draws, truth).all()
    assert not test.accepts(statistics(planted), truth)[:2].any()
    assert not test.accepts(draws, truth + 0.05).any()


@pytest.mark.parametrize("family", FAMILIES)
def test_conventions(family):
    q = family(torch.tensor([[0.0], [1.0]]), 2.0, torch.tensor([1.5, 2.5, 3.5]), 1.0)
    assert q.batch_shape == (2, 3)
    assert q.event_shape == (2,)
    assert q.sample((4,)).shape == (4, 2, 3, 2)
    assert q.rsample().shape == (2, 3, 2)
    assert q.log_prob(q.sample((4,))).shape == (4, 2, 3)
    assert q.log_prob(torch.tensor([0.3, 1.0])).shape == (2, 3)
    assert score(q, q.sample((4,))).shape == (4, 2, 3, 4)
    assert fisher(q).shape == (2, 3, 4, 4)
    assert q.mean.shape == q.variance.shape == (2, 3, 2)
    assert q.entropy().shape == (2, 3)
    assert q.parameters.shape == (2, 3, 4)
    assert set(q.arg_constraints) == set(q._names)
    wide = q.expand((5, 2, 3))
    assert wide.batch_shape == (5, 2, 3)
    assert wide.sample().shape == (5, 2, 3, 2)
    torch.testing.assert_close(wide.entropy(), q.entropy().expand(5, 2, 3))
    assert type(wide) is family
    for log_parameters in False, True:
        chart = torch.cat((q.parameters[..., :1], q.parameters[..., 1:].log()), -1) if log_parameters else q.parameters
        again = family.from_parameters(chart, log_parameters)
        torch.testing.assert_close(again.parameters, q.parameters, rtol=1e-15, atol=0)
    point = biject_to(q.support)(torch.randn(4, 2, 3, 2, generator=torch.Generator().manual_seed(0)))
    assert bool(q.support.check(point).all())
    assert repr(q).startswith(family.__name__)
    single = family(*torch.tensor([0.0, 1.0, 2.0, 3.0], dtype=torch.float32))
    for result in single.sample(), single.entropy(), single.mean, fisher(single), score(single, single.sample()):
        assert result.dtype == torch.float32
    assert family(0, 1, 2, 3).loc.dtype == torch.get_default_dtype()
    unchecked = family(0.0, -1.0, 2.0, 3.0, validate_args=False)
    assert bool(unchecked.log_prob(torch.tensor([0.0, -1.0])).isnan())


@given(families, st.lists(laws, min_size=6, max_size=6), st.floats(-3, 3), st.floats(-3, 3))
def test_batches_are_their_rows(family, rows, z, u):
    q = family.from_parameters(torch.tensor(rows).reshape(2, 3, 4))
    p = family.from_parameters(torch.tensor(rows[::-1]).reshape(2, 3, 4))
    alone = [(family(*row), family(*other)) for row, other in zip(rows, rows[::-1], strict=True)]
    value = torch.stack([value_of(a, z, u) for a, _ in alone]).reshape(2, 3, 2)
    for whole, parts in [
        (q.log_prob(value), [a.log_prob(v) for (a, _), v in zip(alone, value.reshape(6, 2), strict=True)]),
        (q.entropy(), [a.entropy() for a, _ in alone]),
        (kl_divergence(q, p), [kl_divergence(a, b) for a, b in alone]),
        (score(q, value), [score(a, v) for (a, _), v in zip(alone, value.reshape(6, 2), strict=True)]),
        (fisher(q, True), [fisher(a, True) for a, _ in alone]),
    ]:
        parts = torch.stack(parts).reshape(whole.shape)
        torch.testing.assert_close(whole, parts, rtol=1e-12, atol=1e-12 * float(parts.abs().max()))


def test_callers_tensors_are_left_alone():
    parameters = [torch.tensor([v], requires_grad=True) for v in (0.5, 1.0, 2.0, 3.0)]
    inner = [p * 1 for p in parameters]  # not leaves
    kept = [p.detach().clone() for p in parameters]
    value = torch.tensor([[0.2, 0.7]], requires_grad=True)
    for given_ones in parameters, inner:
        q = NormalGamma(*given_ones)
        (q.log_prob(value) + q.entropy() + score(q, value).sum() + kl_divergence(q, q)).sum().backward(retain_graph=True)
        assert not q.sample().requires_grad
        assert q.rsample().requires_grad
    assert all(torch.equal(a, b) for a, b in zip(parameters, kept, strict=True))
    assert all(p.requires_grad and p.is_leaf for p in parameters)
    assert torch.equal(value, torch.tensor([[0.2, 0.7]]))


ONE = torch.ones(())
PAIR = NormalGamma(torch.zeros(2), 1.0, 2.0, 3.0)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("position", range(4))
@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, "1", None, True, torch.tensor(math.nan),
                                   torch.tensor([1.0, math.inf]), torch.empty(0), torch.tensor(1), torch.tensor(True)])
def test_bad_parameters_are_named(family, position, wrong):
    parameters = [ONE] * 4
    parameters[position] = wrong
    with pytest.raises(ValueError, match=f"^{family._names[position]}: "):
        family(*parameters)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("position", range(1, 4))
@pytest.mark.parametrize("wrong", [0.0, -1.0, torch.tensor([1.0, 0.0]), torch.tensor(1.0, dtype=torch.float32)])
def test_parameters_that_are_not_positive_or_of_another_dtype_are_named(family, position, wrong):
    parameters = [ONE] * 4
    parameters[position] = wrong
    with pytest.raises(ValueError, match=f"^{family._names[position]}: "):
        family(*parameters)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("loc, precision_scale, shape, rate", lambda: NormalGamma(torch.zeros(2), torch.ones(3), 1.0, 1.0)),
        ("loc, precision, shape, rate", lambda: MeanField(torch.zeros(2), torch.ones(3), 1.0, 1.0)),
        ("parameters", lambda: NormalGamma.from_parameters(torch.ones(3))),
        ("parameters", lambda: NormalGamma.from_parameters(torch.ones(4).long())),
        ("parameters", lambda: MeanField.from_parameters([0.0, 1.0, 1.0, 1.0])),
        ("shape", lambda: MeanField.from_parameters(torch.tensor([0.0, 1.0, -1.0, 1.0]))),
        ("rate", lambda: MeanField.from_parameters(torch.tensor([0.0, 1.0, 1.0, 1000.0]), log_parameters=True)),
        ("generator", lambda: PAIR.sample(generator=3)),
        ("q", lambda: score(torch.distributions.Normal(0.0, 1.0), torch.ones(2))),
        ("q", lambda: fisher(None)),
    ]
    + [
        (name, lambda f=f, value=value: f(value))
        for f in (PAIR.log_prob, lambda value: score(PAIR, value))
        for name, value in [
            ("value", torch.ones(3)),
            ("value", torch.tensor(1.0)),
            ("value", torch.empty(0, 2)),
            ("value", torch.tensor([0.0, 0.0])),
            ("value", torch.tensor([0.0, -1.0])),
            ("value", torch.tensor([math.nan, 1.0])),
            ("value", torch.tensor([math.inf, 1.0])),
            ("value", torch.tensor([0.0, math.inf])),
            ("value", torch.tensor([0, 1])),
            ("value", torch.tensor([0.0, 1.0], dtype=torch.float32)),
            ("value", [0.0, 1.0]),
            ("value, the law", torch.ones(3, 2)),
        ]
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
