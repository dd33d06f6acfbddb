"""Tests of impl.gamma against scipy, autograd, quadrature and 50-digit arithmetic, over the whole domain."""

import math

import numpy as np
import pytest
import scipy.stats
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl import gamma

torch.set_default_dtype(torch.float64)
SHAPES = st.floats(-6, 8).map(lambda e: 10.0**e) | st.integers(1, 100).map(lambda k: k / 2)
SCALES = st.floats(-20, 20).map(lambda e: 10.0**e)
MODERATE = st.floats(-1, 2).map(lambda e: 10.0**e)
POINTS = st.lists(st.floats(-4, 4).map(lambda e: 10.0**e), min_size=2, max_size=12)
EPS = torch.finfo(torch.float64).eps


def tensors(*values):
    return tuple(torch.tensor(v) for v in values)


def free(*values):
    return tuple(torch.tensor(v, requires_grad=True) for v in values)


@given(MODERATE, MODERATE, st.floats(0.01, 0.99))
def test_exponential_form_is_the_density(shape, scale, quantile):
    """The log-density is η·(x, log x) − A(η), with no further term."""
    x = float(scipy.stats.gamma.ppf(quantile, shape, scale=scale))
    assume(x > 1e-300)
    eta = gamma.natural_parameters(*tensors(shape, scale))
    got = eta @ torch.tensor([x, math.log(x)]) - gamma.log_normalizer(eta)
    assert float(got) == pytest.approx(scipy.stats.gamma.logpdf(x, shape, scale=scale), rel=1e-10, abs=1e-10)


@given(SHAPES, SCALES)
def test_natural_parameters(shape, scale):
    eta = gamma.natural_parameters(*tensors(shape, scale))
    assert eta.tolist() == pytest.approx([-1 / scale, shape - 1], rel=EPS, abs=0)


@given(st.floats(-3, 6).map(lambda e: 10.0**e), SCALES)
def test_gradient_of_the_normaliser_is_the_mean_and_its_hessian_the_fisher_information(shape, scale):
    """The Hessian is in the coordinates η; the Jacobian of η in (shape, scale) takes it to those."""
    at = tensors(shape, scale)
    eta = gamma.natural_parameters(*at).requires_grad_()
    shape = float(eta[1].detach()) + 1  # the shape as far as η keeps its digits
    (mean,) = torch.autograd.grad(gamma.log_normalizer(eta), eta, create_graph=True)
    torch.testing.assert_close(mean, gamma.mean_parameters(torch.tensor(shape), at[1]), rtol=1e-12, atol=1e-12)
    hessian = torch.stack([torch.autograd.grad(m, eta, retain_graph=True)[0] for m in mean])
    jacobian = torch.tensor([[0.0, 1 / scale**2], [1.0, 0.0]])
    want = gamma.fisher_information(torch.tensor(shape), at[1])
    torch.testing.assert_close(jacobian.T @ hessian @ jacobian, want, rtol=1e-12, atol=0)


@given(SHAPES, SCALES)
def test_inverse_is_inverse_and_both_are_positive_definite(shape, scale):
    """The product is the identity up to its conditioning; x ψ′(x) − 1 > 0, in both determinants, to 60 digits."""
    fisher, inverse = gamma.fisher_information(*tensors(shape, scale)), gamma.inverse_fisher(*tensors(shape, scale))
    assert torch.equal(fisher, fisher.T) and torch.equal(inverse, inverse.T)
    assert ((fisher @ inverse - torch.eye(2)).abs() <= 1e-14 * (fisher.abs() @ inverse.abs())).all()
    assert (fisher.diagonal() > 0).all() and (inverse.diagonal() > 0).all()
    with mp.workdps(60):
        excess = mpf(shape) * mp.psi(1, mpf(shape)) - 1
        assert excess > 0
        want = mpf(shape) / excess, -mpf(scale) / excess, mpf(scale) ** 2 * (1 + excess) / mpf(shape) / excess
        for got, exact in zip((inverse[0, 0], inverse[0, 1], inverse[1, 1]), want, strict=True):
            assert float(got) == pytest.approx(float(exact), rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("dtype", "shape", "scale"),
    [
        *((torch.float64, a, s) for a in (2.3e-308, 1e-300, 1e-160, 1e150) for s in (1.0, 1e-100)),
        (torch.float64, 1e-200, 1e-180), (torch.float64, 1e-160, 1e-170), (torch.float64, 1e300, 1e-300),
        *((torch.float32, a, s) for a in (1.2e-38, 1e-20, 1e18) for s in (1.0, 1e-10)), (torch.float32, 1e-20, 1e-22),
    ],
)
def test_matrices_at_the_ends_of_the_floats(dtype, shape, scale):
    """Every entry that is a normal number has its digits; a smaller one is tiny, and a larger one infinite."""
    kind, (a, s) = torch.finfo(dtype), torch.tensor([shape, scale], dtype=dtype)
    with mp.workdps(700):
        x, t = mpf(float(a)), mpf(float(s))
        trigamma = mp.psi(1, x)
        excess = x * trigamma - 1
        fisher, inverse = [trigamma, 1 / t, 1 / t, x / t**2], [x / excess, -t / excess, -t / excess, t**2 * trigamma / excess]
    for matrix, exact in (gamma.fisher_information(a, s), fisher), (gamma.inverse_fisher(a, s), inverse):
        for got, want in zip(matrix.flatten().tolist(), exact, strict=True):
            if abs(want) > kind.max:
                assert abs(got) == math.inf
            elif abs(want) < 2 * kind.tiny:
                assert abs(got) < 4 * kind.tiny
            else:
                assert got == pytest.approx(float(want), rel=8 * kind.eps, abs=0)


@pytest.mark.parametrize(("shape", "scale"), [(0.3, 2.0), (1.0, 0.5), (2.0, 3.0), (40.0, 0.1)])
def test_fisher_information_is_the_second_moment_of_the_score(shape, scale):
    """The moment is a trapezoidal sum over log x, of the score by autograd of torch's density."""
    log_x = torch.linspace(-150, 6, 20001) + math.log(shape * scale)
    a, s = (torch.full_like(log_x, v).requires_grad_() for v in (shape, scale))
    log_p = torch.distributions.Gamma(a, 1 / s).log_prob(log_x.exp())
    scores = torch.stack(torch.autograd.grad(log_p.sum(), (a, s)), -1)
    weight = (log_p.detach() + log_x).softmax(0)
    torch.testing.assert_close(weight @ scores, torch.zeros(2), rtol=0, atol=1e-12 * (1 + 1 / scale))
    second = torch.einsum("n,ni,nj->ij", weight, scores, scores)
    torch.testing.assert_close(second, gamma.fisher_information(*tensors(shape, scale)), rtol=1e-11, atol=0)


def test_worked_example():
    """The matrices at shape 2 and scale 3, worked out by hand with ψ′(2) = π²/6 − 1."""
    trigamma = math.pi**2 / 6 - 1
    want = torch.tensor([[trigamma, 1 / 3], [1 / 3, 2 / 9]])
    torch.testing.assert_close(gamma.fisher_information(*tensors(2.0, 3.0)), want, rtol=1e-14, atol=0)
    torch.testing.assert_close(gamma.inverse_fisher(*tensors(2.0, 3.0)), torch.linalg.inv(want), rtol=1e-13, atol=0)


@given(MODERATE, MODERATE, POINTS)
def test_nll_and_its_gradient(shape, scale, points):
    """They equal scipy's and autograd's, and are the same from the statistics, and from the data in any order."""
    (a, s), data = free(shape, scale), torch.tensor(points)
    value = gamma.nll(a, s, data)
    want = -scipy.stats.gamma.logpdf(points, shape, scale=scale).mean()
    room = max(points) / scale + 1e3 + shape * 10
    assert float(value.detach()) == pytest.approx(want, rel=0, abs=1e-13 * room)
    slope = torch.stack(torch.autograd.grad(value, (a, s)))
    got = gamma.nll_gradient(a, s, data)
    torch.testing.assert_close(got.detach(), slope, rtol=1e-12, atol=1e-12 * (1 + room / scale))
    found = gamma.statistics(data)
    assert torch.equal(gamma.nll(a, s, found), value) and torch.equal(gamma.nll_gradient(a, s, found), got)


@given(MODERATE, MODERATE, POINTS)
def test_hessian_of_the_nll_where_the_mean_is_matched_is_the_fisher_information(shape, scale, points):
    """Always ∂²(shape, shape) = ψ′ and ∂²(shape, scale) = 1/scale; ∂²(scale, scale) = 2 mean/scale³ − shape/scale²."""
    a, s = free(shape, scale)
    got = gamma.nll_gradient(a, s, torch.tensor(points))
    hessian = torch.stack([torch.stack(torch.autograd.grad(g, (a, s), retain_graph=True)) for g in got])
    want = gamma.fisher_information(*tensors(shape, scale))
    want[1, 1] += 2 * (np.mean(points) - shape * scale) / scale**3
    torch.testing.assert_close(hessian, want, rtol=1e-11, atol=1e-12 * float(want.abs().max() + np.mean(points) / scale**3))


def exact_fit(points):
    """The maximum to 40 digits, by bisection on log shape: (shape, scale)."""
    with mp.workdps(60):
        points = [mpf(x) for x in points]
        mean = mp.fsum(points) / len(points)
        gap = mp.log(mean) - mp.fsum(map(mp.log, points)) / len(points)
        low, high = mpf(-60), mpf(60)
        for _ in range(190):
            middle = (low + high) / 2
            shape = mp.exp(middle)
            low, high = (middle, high) if mp.log(shape) - mp.digamma(shape) > gap else (low, middle)
        return float(shape), float(mean / shape)


@given(POINTS, st.sampled_from([1.0, 1e-90, 1e90]))
def test_fit_to_many_digits(points, unit):
    points = [x * unit for x in points]
    assume(max(points) > min(points) * (1 + 1e-9))
    want = exact_fit(points)
    data = torch.tensor(points)
    for got in gamma.mle(data), gamma.mle(data.unsqueeze(0)), gamma.mle(gamma.statistics(data)):
        assert [float(v) for v in got] == pytest.approx(want, rel=1e-12, abs=0)


@given(st.floats(-9, -1).map(lambda e: 10.0**e), st.lists(st.integers(-8, 8), min_size=3, max_size=9))
def test_fit_of_nearly_constant_data(spread, steps):
    """The spread goes down to 1e-9, a shape of 1e18, where the difference of logarithms would have no digit left."""
    assume(len(set(steps)) > 1)
    points = [3.7 * (1 + spread * k / 8) for k in steps]
    assert [float(v) for v in gamma.mle(torch.tensor(points))] == pytest.approx(exact_fit(points), rel=1e-11, abs=0)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
@pytest.mark.parametrize("size", [3, 100_000, 1_000_000])
def test_fit_of_many_points_that_are_nearly_equal(dtype, size):
    """One point is the float above the others: a rounding of the mean is far more than its distance from them."""
    data = torch.full((2, size), 1.7, dtype=dtype)
    data[1] = 0.1
    data[:, size // 3] = torch.nextafter(data[:, 0], data[:, 0] + 1)
    for row, shape, scale in zip(data, *gamma.mle(data), strict=True):
        low, high = mpf(float(row[0])), mpf(float(row[size // 3]))
        with mp.workdps(90):
            mean = low + (high - low) / size
            gap = mp.log(mean / low) - mp.log(high / low) / size
            want = [float(v) for v in (1 / (2 * gap) + mpf(1) / 6, 2 * gap * mean)]  # up to a relative error of the size of gap
        for fit in (shape, scale), gamma.mle(row):
            assert [float(v) for v in fit] == pytest.approx(want, rel=50 * torch.finfo(dtype).eps, abs=0)


@pytest.mark.parametrize(
    ("dtype", "points"),
    [(torch.float64, [5e-324, 1.0]), (torch.float64, [1e-310, 3e-300, 1e-280]), (torch.float32, [1e-44, 1.0]),
     (torch.float64, [1e-291, 3e-291]), (torch.float64, [1e300, 1e306]), (torch.float32, [1e30, 1e37])],
)
def test_fit_at_the_ends_of_the_floats(dtype, points):
    data = torch.tensor(points, dtype=dtype)
    for got in gamma.mle(data), gamma.mle(data.unsqueeze(0)):
        assert [float(v) for v in got] == pytest.approx(exact_fit(data.tolist()), rel=50 * torch.finfo(dtype).eps, abs=0)


@given(POINTS, MODERATE, MODERATE)
def test_no_other_parameters_are_likelier(points, shape, scale):
    assume(len(set(points)) > 1)
    data = torch.tensor(points)
    best = gamma.mle(data)
    a, s = tensors(shape, scale)
    excess = float(gamma.nll(a, s, data) - gamma.nll(*best, data))
    size = sum(abs(float(v)) for v in (best[0] * best[1].log(), best[0] * data.log().mean(), torch.lgamma(best[0])))
    assert excess >= -1e-13 * (1 + size)
    assert gamma.nll_gradient(*best, data).abs().max() <= 1e-11 * (1 + 1 / float(best[1]) * (1 + float(best[0])))


def test_fits_agree_with_scipy(generator):
    data = torch.rand(20, 50, generator=generator) * 3 + 0.1
    shapes, scales = gamma.mle(data)
    for points, shape, scale in zip(data, shapes, scales, strict=True):
        want, _, want_scale = scipy.stats.gamma.fit(points.numpy(), floc=0)
        assert (float(shape), float(scale)) == pytest.approx((want, want_scale), rel=1e-9)


def test_thousand_fits_are_a_thousand_single_fits(generator):
    """The data cover all shapes that can be fitted in double precision, in a batch of three axes."""
    spread = torch.logspace(-7, 5, 1000).reshape(10, 10, 10, 1)
    data = 1 + spread * torch.rand(10, 10, 10, 6, generator=generator)
    together = torch.stack(gamma.mle(data), -1).reshape(-1, 2)
    for points, fit in zip(data.reshape(-1, 6), together, strict=True):
        torch.testing.assert_close(torch.stack(gamma.mle(points)), fit, rtol=1e-12, atol=0)


@pytest.mark.parametrize("unit", [1.0, 1e-18, 1e18, 1e-30, 1e30, 1e-290, 1e290])
def test_statistics_of_many_points(generator, unit):
    """Products of points that would overflow are avoided, and the last axis may have a remainder."""
    data = torch.rand(60, 171, generator=generator).pow(3).clamp(min=1e-12) * unit
    found = gamma.statistics(data)
    for row, mean, mean_log, gap in zip(data.tolist(), *found, strict=True):
        want = math.fsum(map(math.log, row)) / len(row)
        assert float(mean) == pytest.approx(math.fsum(row) / len(row), rel=1e-14, abs=0)
        assert float(mean_log) == pytest.approx(want, rel=0, abs=1e-14 * (1 + abs(want)))
        assert float(gap) == pytest.approx(math.log(math.fsum(row) / len(row) / unit) - want + math.log(unit), rel=2e-13)
    slope = torch.func.grad(lambda scale: gamma.statistics(data * scale).mean_log.sum())(torch.tensor(1.0))
    assert float(slope) == pytest.approx(60, rel=1e-12)


@given(st.floats(-8, -0.5).map(lambda e: 10.0**e), st.integers(-3, 3))
def test_gap_where_the_mean_logarithm_nearly_vanishes(spread, step):
    """Points on both sides of one: both logarithms in the gap are tiny, and a rounding of the mean is large beside them."""
    points = [1 / (1 + spread), (1 + spread) * (1 + step * EPS)]
    assume(points[0] < points[1])
    with mp.workdps(60):
        first, second = map(mpf, points)
        want = float(mp.log((first + second) / 2) - mp.log(first * second) / 2)
    data = torch.tensor(points)
    for got in gamma.statistics(data).gap, gamma.statistics(data.unsqueeze(0)).gap:
        assert float(got) == pytest.approx(want, rel=2e-13, abs=0)


def test_fit_has_the_derivatives_of_the_likelihood_equations(generator):
    """First and second derivatives equal central differences of the fit itself."""
    data = torch.rand(7, generator=generator) + 0.2
    assert torch.autograd.gradcheck(gamma.mle, data.clone().requires_grad_(), eps=1e-6, atol=1e-7)
    assert torch.autograd.gradgradcheck(gamma.mle, data.clone().requires_grad_(), eps=1e-6, atol=1e-6)


def test_all_functions_are_differentiable():
    at = free(0.7, 2.3)
    data = torch.tensor([0.3, 1.1, 4.0], requires_grad=True)
    for function in gamma.mean_parameters, gamma.fisher_information, gamma.inverse_fisher, gamma.natural_parameters:
        assert torch.autograd.gradcheck(function, at)
        assert torch.autograd.gradgradcheck(function, at)
    for function in gamma.nll, gamma.nll_gradient:
        assert torch.autograd.gradcheck(function, (*at, data))
        assert torch.autograd.gradgradcheck(function, (*at, data))


def test_batches_broadcast_and_nothing_of_the_caller_changes():
    shape, scale = torch.tensor([0.5, 2.0, 7.0]).requires_grad_(), torch.tensor([[1.0], [3.0]]) * 1.0
    data = torch.tensor([[[0.5, 1.0, 2.0]], [[3.0, 1.0, 1.5]]]).mT.mT
    before = [t.clone() for t in (shape, scale, data)]
    assert gamma.natural_parameters(shape, scale).shape == (2, 3, 2)
    assert gamma.log_normalizer(gamma.natural_parameters(shape, scale)).shape == (2, 3)
    assert gamma.mean_parameters(shape, scale).shape == (2, 3, 2)
    for matrices in gamma.fisher_information(shape, scale), gamma.inverse_fisher(shape, scale):
        assert matrices.shape == (2, 3, 2, 2)
    losses, slopes = gamma.nll(shape, scale, data), gamma.nll_gradient(shape, scale, data)
    assert losses.shape == (2, 3) and slopes.shape == (2, 3, 2)
    for i in range(2):
        for j in range(3):
            at = shape[j], scale[i, 0]
            torch.testing.assert_close(gamma.nll(*at, data[i, 0]), losses[i, j])
            torch.testing.assert_close(gamma.nll_gradient(*at, data[i, 0]), slopes[i, j])
            torch.testing.assert_close(gamma.inverse_fisher(*at), gamma.inverse_fisher(shape, scale)[i, j])
    assert all(torch.equal(a, b) for a, b in zip((shape, scale, data), before, strict=True))
    assert not scale.requires_grad and not data.requires_grad and shape.grad is None


def test_single_precision_stays_single():
    shape, scale = torch.tensor([0.5, 30.0]).float(), torch.tensor(2.0).float()
    data = torch.tensor([0.5, 1.0, 2.0, 7.0]).float()
    for function in gamma.mean_parameters, gamma.fisher_information, gamma.inverse_fisher:
        got = function(shape, scale)
        assert got.dtype == torch.float32
        torch.testing.assert_close(got.double(), function(shape.double(), scale.double()), rtol=2e-6, atol=0)
    for found in gamma.mle(data), gamma.mle(data.expand(2, 4)):
        assert all(v.dtype == torch.float32 for v in found)
        torch.testing.assert_close(found[0].double().max(), gamma.mle(data.double())[0], rtol=1e-5, atol=0)


ONE, TWO, DATA = torch.tensor(1.0), torch.tensor([1.0, 2.0]), torch.tensor([0.5, 1.0, 2.0])
BAD = [math.nan, math.inf, 0.0, -1.0]


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (name, lambda f=f, args=args: f(*args))
        for f in (gamma.natural_parameters, gamma.mean_parameters, gamma.fisher_information, gamma.inverse_fisher)
        for name, args in [
            *(("shape", (torch.tensor(v), ONE)) for v in BAD),
            *(("scale", (ONE, torch.tensor([1.0, v]))) for v in BAD),
            ("shape", (torch.empty(0), ONE)),
            ("shape", (2.0, ONE)),
            ("shape", (torch.tensor(2), ONE)),
            ("scale", (ONE, None)),
            ("shape, scale", (ONE, ONE.float())),
            ("shape, scale", (TWO, torch.ones(3))),
        ]
    ]
    + [
        (name, lambda f=f, args=args: f(*args))
        for f in (gamma.nll, gamma.nll_gradient)
        for name, args in [
            ("shape", (-ONE, ONE, DATA)),
            ("scale", (ONE, ONE * math.nan, DATA)),
            *(("data", (ONE, ONE, torch.tensor([1.0, v]))) for v in BAD),
            ("data", (ONE, ONE, torch.empty(0))),
            ("data", (ONE, ONE, ONE)),
            ("data", (ONE, ONE, torch.tensor([1, 2]))),
            ("data", (ONE, ONE, [1.0, 2.0])),
            ("shape, data", (ONE, ONE, DATA.float())),
            ("shape, data", (TWO, TWO, torch.ones(3, 2))),
        ]
    ]
    + [
        (name, lambda f=f, data=data: f(data))
        for f in (gamma.mle, gamma.statistics)
        for name, data in [
            *(("data", torch.tensor([1.0, v])) for v in BAD),
            *(("data", torch.tensor([[1.0, 2.0], [1.0, v]])) for v in BAD),
            ("data", torch.tensor([1e308, 1.5e308])),
            ("data", torch.empty(0)),
            ("data", torch.empty(0, 3)),
            ("data", torch.empty(3, 0)),
            ("data", ONE),
            ("data", torch.tensor([1, 2])),
            ("data", [1.0, 2.0]),
            ("data", None),
        ]
    ]
    + [
        ("data", lambda data=data: gamma.mle(data))
        for data in (
            torch.tensor([3.0]),
            torch.full((3,), 0.1),
            torch.full((1000,), 1e300),
            torch.tensor([[1.0, 2.0], [0.7, 0.7]]),
            torch.tensor([5e-324, 1e-323]),
            torch.tensor([1e-300, 3e-300]),
            torch.tensor([1e-310, 1e-298]),
            torch.tensor([[1.0, 2.0], [1e-300, 3e-300]]),
            torch.tensor([1e-308, 1e308]),
            torch.tensor([1e-288, 1e-288 * (1 + 1e-12)]),
            torch.tensor([1e-43, 3e-43]).float(),
            torch.tensor([1e-38, 3e38]).float(),
            gamma.statistics(torch.full((3,), 0.1)),
        )
    ]
    + [
        ("eta", lambda eta=eta: gamma.log_normalizer(eta))
        for eta in (
            torch.tensor([-1.0, 0.5, 1.0]),
            torch.tensor(-1.0),
            torch.tensor([0.0, 0.0]),
            torch.tensor([-1.0, -1.0]),
            torch.tensor([1.0, 0.0]),
            torch.tensor([math.nan, 0.0]),
            torch.tensor([-math.inf, 0.0]),
            torch.tensor([-1, 0]),
            torch.empty(0, 2),
            None,
        )
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
