"""Tests of impl.score_function.fit and its draws against densities, replays in numpy, quadrature, and the optimum."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from impl import _draws, normal_gamma, score_function
from impl.monte_carlo import MeanTest
from impl.normal_gamma import MeanField, NormalGamma
from impl.score_function import ESTIMATORS, fit

torch.set_default_dtype(torch.float64)
FAMILIES = [NormalGamma, MeanField]
PRIOR = NormalGamma(1.0, 0.1, 1.0, 2.0)
DATA = torch.tensor([0.3, 2.1, -0.7, 1.9, 1.2, -1.4, 2.6])
JOINT = normal_gamma.log_joint(PRIOR, DATA)
START = (-0.2, 1.5, 2.5, 2.0)


def blanket(value):
    """The factors of the model that contain mu, and those that contain tau; the law of tau does not contain mu."""
    log_tau = stats.gamma(1.0, scale=0.5).logpdf(value[..., 1].numpy())
    return torch.stack((JOINT(value) - torch.tensor(log_tau).to(value), JOINT(value)), -1)


def optimum(family):
    return normal_gamma.posterior(PRIOR, DATA) if family is NormalGamma else normal_gamma.mean_field_optimum(PRIOR, DATA)


def above(q):
    """The distance in nats of the ELBO below the best of the family."""
    return normal_gamma.gap(q, PRIOR, DATA) - normal_gamma.gap(optimum(type(q)), PRIOR, DATA)


def chart(*parameters):
    loc, *positive = parameters
    return torch.tensor([loc, *map(math.log, positive)])


positive = st.floats(-2, 3).map(lambda x: math.exp(round(x, 3)))
points = st.tuples(st.floats(-5, 5), positive, positive, positive)


@given(points, st.sampled_from(FAMILIES), st.integers(0, 2**40))
def test_draws_come_with_their_density_and_score(point, family, seed):
    """For each draw they equal the family's ``log_prob`` and ``score`` at its value."""
    q = family(*map(torch.tensor, point))
    value, log_mu, log_tau, score = _draws.draw(chart(*point), family is NormalGamma, 5, torch.Generator().manual_seed(seed))
    torch.testing.assert_close(log_mu + log_tau, q.log_prob(value), rtol=1e-10, atol=1e-10)
    want = normal_gamma.score(q, value, log_parameters=True)
    torch.testing.assert_close(score.movedim(0, -1), want, rtol=1e-9, atol=1e-9)
    marginal = stats.gamma(point[2], scale=1 / point[3]).logpdf(value[:, 1].numpy())
    np.testing.assert_allclose(log_tau, marginal, rtol=1e-9, atol=1e-9)


@given(points, st.sampled_from(FAMILIES))
def test_natural_gradient_solves_with_the_fisher_matrix(point, family):
    gradient = torch.tensor([0.3, -1.7, 2.2, 0.9])
    want = torch.linalg.solve(normal_gamma.fisher(family(*map(torch.tensor, point)), log_parameters=True), gradient)
    got = _draws.natural(chart(*point), gradient, family is NormalGamma)
    torch.testing.assert_close(got, want, rtol=1e-9, atol=1e-12)


def test_natural_gradient_batches():
    charts = torch.stack([chart(*START), chart(-1.0, 0.5, 0.3, 4.0)], 1)
    gradient = torch.arange(8.0).reshape(4, 2) - 3
    whole = _draws.natural(charts, gradient, True)
    for i in range(2):
        torch.testing.assert_close(whole[:, i], _draws.natural(charts[:, i], gradient[:, i], True))


def grid(point, family, tau_step=0.02, size=361):
    """Points (mu, tau) and weights of the trapezoidal rule in (ε, log g), which converges faster than any power."""
    loc, second, shape, rate = point
    log_g = np.arange(-40 / shape - 3, 6, tau_step)
    noise = np.linspace(-9, 9, size)
    log_weight = shape * log_g - np.exp(log_g) - special.gammaln(shape)
    weight = np.outer(np.exp(log_weight) * tau_step, stats.norm.pdf(noise) * (noise[1] - noise[0]))
    tau = np.exp(log_g)[:, None] / rate + 0 * noise
    mu = loc + noise / np.sqrt(second * (tau if family is NormalGamma else tau**0))
    return torch.tensor(np.stack((mu, tau), -1).reshape(-1, 2)), torch.tensor(weight.flatten())


def exact_gradient(family, point):
    at = chart(*point).requires_grad_()
    q = family(at[0], *at[1:].exp().unbind())
    return torch.autograd.grad(normal_gamma.elbo(q, PRIOR, DATA), at)[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_signals_have_the_elbos_gradient_by_quadrature(family):
    """E[h w] of the full and the Rao-Blackwellised signals is the gradient of the closed form; that of some wrong signals is not."""
    q = family(*map(torch.tensor, START))
    value, weight = grid(START, family)
    score = normal_gamma.score(q, value, log_parameters=True)
    truth = exact_gradient(family, START)
    mu_density = stats.norm(START[0], (START[1] * (value[:, 1] if family is NormalGamma else 1)) ** -0.5)
    log_mu, log_q = torch.tensor(mu_density.logpdf(value[:, 0])), q.log_prob(value)
    of_mu, of_tau = blanket(value).unbind(-1)
    right = {"full": (JOINT(value) - log_q,) * 2, "blanket": (of_mu - log_mu, of_tau - log_q)}
    if family is MeanField:
        right["blanket"] = (of_mu - log_mu, of_tau - (log_q - log_mu))
    wrong = {"mu's factors alone": (of_mu - log_mu, of_mu - log_q)}
    if family is NormalGamma:
        wrong["as in a mean field"] = (of_mu - log_mu, of_tau - (log_q - log_mu))
    for signals in right.values():
        signal = torch.stack((signals[0], signals[0], signals[1], signals[1]), -1)
        torch.testing.assert_close(weight @ (score * signal), truth, rtol=1e-8, atol=1e-8)
    for signals in wrong.values():
        signal = torch.stack((signals[0], signals[0], signals[1], signals[1]), -1)
        assert (weight @ (score * signal) - truth).abs().max() > 0.1


@pytest.mark.parametrize("family", FAMILIES)
def test_blanket_with_a_factor_of_mu_alone(family, monkeypatch):
    """The term −mu²/2 belongs to (shape, rate) too where mu depends on tau: one step on a grid of equally likely draws."""
    size, at = 400, chart(0.5, 1.0, 3.0, 2.0).requires_grad_()
    level = (np.arange(size) + 0.5) / size
    g = torch.tensor(np.repeat(stats.gamma(3.0).ppf(level), size))
    noise = torch.tensor(np.tile(stats.norm.ppf(level), size))
    monkeypatch.setattr(_draws, "standard_gamma", lambda *_: g)
    monkeypatch.setattr(_draws, "standard_normal", lambda *_: noise)

    def both(z):
        return -z[..., 0].square() / 2, 2 * z[..., 1].log() - z[..., 1]

    def mean_field(z):
        return torch.stack(both(z), -1)

    def structured(z):
        of_mu, of_tau = both(z)
        return torch.stack((of_mu, of_mu + of_tau), -1)

    loc, second, shape, rate = at[0], *at[1:].exp().unbind()
    log_tau = shape.digamma() - at[3]
    entropy = shape - at[3] + shape.lgamma() + (1 - shape) * shape.digamma() - at[1] / 2
    variance = 1 / second
    if family is NormalGamma:
        entropy, variance = entropy - log_tau / 2, rate / (second * (shape - 1))
    elbo = -(loc.square() + variance) / 2 + 2 * log_tau - shape / rate + entropy
    (truth,) = torch.autograd.grad(elbo, at)

    def slope(blanket):
        q, joint = family(0.5, 1.0, 3.0, 2.0), lambda z: sum(both(z))
        return to_chart(fit(q, joint, "rao_blackwell", 1, size**2, 1.0, blanket=blanket).q) - at.detach()

    torch.testing.assert_close(slope(structured), truth, rtol=0, atol=0.05)
    left_out = (slope(mean_field) - truth).abs()
    assert (left_out[2:].amax() > 0.4) == (family is NormalGamma)
    assert left_out[:2].amax() < 0.05


def one_step(family, estimator, samples, seed, **options):
    q = family(*map(torch.tensor, START))
    result = fit(q, JOINT, estimator, 1, samples, 1e-3, torch.Generator().manual_seed(seed), **options)
    return (to_chart(result.q) - chart(*START)) / 1e-3


def to_chart(q):
    parameters = q.parameters
    return torch.cat((parameters[..., :1], parameters[..., 1:].log()), -1)


ON_SCORES = {
    "reinforce": score_function.reinforce,
    "control_variate": score_function.control_variate,
    "leave_one_out": score_function.leave_one_out,
    "leave_one_out_baseline": score_function.leave_one_out_baseline,
}


@given(st.sampled_from(FAMILIES), st.sampled_from([*ESTIMATORS]), st.integers(2, 6), st.integers(0, 2**40))
def test_a_step_replayed(family, estimator, samples, seed):
    """The replay takes the draws from torch's samplers, the densities from scipy, and sums the gradient in numpy."""
    if estimator == "path_derivative":
        return
    generator = torch.Generator().manual_seed(seed)
    loc, second, shape, rate = START
    g = torch._standard_gamma(torch.tensor(shape).expand(samples), generator).numpy()  # pyright: ignore[reportPrivateImportUsage]
    noise = torch.randn(samples, generator=generator).numpy()
    tau = g / rate
    precision = second * tau if family is NormalGamma else np.full(samples, second)
    mu = loc + noise / np.sqrt(precision)
    log_mu, log_tau = stats.norm(loc, precision**-0.5).logpdf(mu), stats.gamma(shape, scale=1 / rate).logpdf(tau)
    prior_tau = stats.gamma(1.0, scale=0.5).logpdf(tau)
    prior_mu = stats.norm(1.0, (0.1 * tau) ** -0.5).logpdf(mu)
    likelihood = stats.norm(mu[:, None], tau[:, None] ** -0.5).logpdf(DATA.numpy()).sum(1)
    score = np.stack((
        precision * (mu - loc), 0.5 - 0.5 * precision * (mu - loc) ** 2,
        shape * (np.log(rate) + np.log(tau) - special.digamma(shape)), shape - rate * tau,
    ), -1)
    signal = likelihood + prior_mu + prior_tau - log_mu - log_tau
    options = {}
    if estimator.startswith("rao_blackwell"):
        options["blanket"] = blanket
        in_mu = likelihood + prior_mu - log_mu
        in_tau = likelihood + prior_mu + prior_tau - log_tau - (log_mu if family is NormalGamma else 0)
        signal = np.stack((in_mu, in_mu, in_tau, in_tau), -1)
    name = {"rao_blackwell": "reinforce", "rao_blackwell_leave_one_out": "leave_one_out"}.get(estimator, estimator)
    want = ON_SCORES[name](torch.tensor(score), torch.tensor(signal))
    scale = float(np.abs(score).max() * np.abs(signal).max())
    torch.testing.assert_close(one_step(family, estimator, samples, seed, **options), want, rtol=1e-10, atol=1e-10 * scale)
    if name == estimator:
        torch.testing.assert_close(one_step(family, ON_SCORES[name], samples, seed), want, rtol=1e-10, atol=1e-10 * scale)


@pytest.mark.parametrize("family", FAMILIES)
def test_rao_blackwell_without_a_blanket_drops_terms_of_log_q_alone(family):
    """All of log p stays, as with a blanket that returns all of it twice."""
    whole = one_step(family, "rao_blackwell", 8, 3)
    same = one_step(family, "rao_blackwell", 8, 3, blanket=lambda z: JOINT(z).unsqueeze(-1).expand(*z.shape[:-1], 2))
    torch.testing.assert_close(whole, same)
    assert (whole - one_step(family, "reinforce", 8, 3)).abs().max() > 0.1


@pytest.mark.parametrize("family", FAMILIES)
def test_a_natural_step_is_a_plain_one_in_another_metric(family):
    fisher = normal_gamma.fisher(family(*map(torch.tensor, START)), log_parameters=True)
    plain, natural = (one_step(family, "leave_one_out", 8, 3, natural=natural) for natural in (False, True))
    torch.testing.assert_close(fisher @ natural, plain, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_estimator_estimates_the_elbo_from_the_same_draws(family):
    q = family(*map(torch.tensor, START))
    want = None
    for estimator, options in ("reinforce", {}), ("rao_blackwell", {}), ("rao_blackwell", {"blanket": blanket}):
        elbo = fit(q, JOINT, estimator, 1, 8, 1e-3, torch.Generator().manual_seed(0), **options).trace.elbo[0]
        want = elbo if want is None else want
        torch.testing.assert_close(elbo, want)


@pytest.mark.parametrize("family", FAMILIES)
def test_path_derivative_replayed(family):
    """φ moves the draw and not q's density, as finite differences with the noise held show.

    The draw of tau moves with the shape so that its distribution function stands; with the rate as 1 / rate.
    """
    samples, seed, step = 4, 5, 1e-5
    generator = torch.Generator().manual_seed(seed)
    shape = START[2]
    g = torch._standard_gamma(torch.tensor(shape).expand(samples), generator).numpy()  # pyright: ignore[reportPrivateImportUsage]
    noise = torch.randn(samples, generator=generator).numpy()
    level = stats.gamma(shape).cdf(g)
    held = family(*map(torch.tensor, START))

    def mean_signal(phi):
        m, b, a, r = phi[0], *np.exp(phi[1:])
        tau = stats.gamma(a).ppf(level) / r
        mu = m + noise / np.sqrt(b * tau if family is NormalGamma else b)
        value = torch.tensor(np.stack((mu, tau), -1))
        return float((JOINT(value) - held.log_prob(value)).mean())

    centre = chart(*START).numpy()
    want = [(mean_signal(centre + d) - mean_signal(centre - d)) / (2 * step) for d in step * np.eye(4)]
    got = one_step(family, "path_derivative", samples, seed)
    torch.testing.assert_close(got, torch.tensor(want), rtol=2e-3, atol=1e-6)  # torch moves a Gamma draw to four digits


def moments(family):
    """E[h_d^i w^j] for i, j ≤ 2 by quadrature: (3, 3, 4)."""
    value, weight = grid(START, family)
    q = family(*map(torch.tensor, START))
    h = normal_gamma.score(q, value, log_parameters=True)
    w = (JOINT(value) - q.log_prob(value))[:, None]
    return torch.stack([torch.stack([weight @ (h**i * w**j) for j in range(3)]) for i in range(3)])


@pytest.mark.parametrize("family", FAMILIES)
def test_steps_by_simulation(family, generator, spend):
    """Null: the mean step of chains with S = 2 is the exact gradient. Planted: 15 % of its length away in each entry.

    Variances of REINFORCE, (E[h² w²] − (E h w)²) / 2, and of leave-one-out, (h_1 − h_2)(w_1 − w_2) / 2, from moments by
    quadrature.
    """
    m, truth = moments(family), exact_gradient(family, START)
    plain = (m[2, 2] - m[1, 1] ** 2) / 2
    second = 2 * m[2, 2] + 2 * m[2, 0] * m[0, 2] - 4 * m[2, 1] * m[0, 1] - 4 * m[1, 2] * m[1, 0] + 4 * m[1, 1] ** 2
    paired = second / 4 - m[1, 1] ** 2
    effect = 0.15 * float(truth.norm())
    for estimator, variance in ("reinforce", plain), ("leave_one_out", paired):
        test = spend(MeanTest.detecting(effect, 1.0001 * float(variance.max()), 1e-10), means=4)
        q = family(*map(torch.tensor, START)).expand((test.samples,))
        result = fit(q, JOINT, estimator, 1, 2, 1e-3, generator, every=1)
        steps = (to_chart(result.q) - chart(*START)) / 1e-3
        assert test.accepts(steps, truth).all()
        assert not test.accepts(steps, truth + effect).any()
        assert not test.accepts(steps, truth - effect).any()


@pytest.mark.parametrize("estimator", [e for e in ESTIMATORS if e not in ("reinforce", "rao_blackwell")])
@pytest.mark.parametrize("family", FAMILIES)
def test_reaches_the_optimum(family, estimator):
    """Fits from eight starts arrive: exactly where the noise vanishes, else by averaging, as near as the draws allow."""
    generator = torch.Generator().manual_seed(0)  # where it ends is a matter of chance
    log_parameters = torch.randn(8, 4, generator=generator)
    q = family.from_parameters(log_parameters, log_parameters=True)
    options = {"blanket": blanket} if estimator.startswith("rao") else {}
    silent = family is NormalGamma and not options
    steps = 150 if silent else 400
    result = fit(
        q, JOINT, estimator, steps, 30, lambda t: 0.5 if silent else min(0.5, 10 / t), generator, natural=True, longest=1.0,
        average_after=None if silent else 100, **options,
    )
    assert float(above(q).min()) > 0.1
    assert float(above(result.q).max()) < (1e-10 if silent else 0.02)
    assert result.steps == steps and result.averaged == (0 if silent else 300)
    estimates = result.trace.elbo[-1]
    best = normal_gamma.elbo(optimum(family), PRIOR, DATA)
    assert (estimates - best).abs().max() < (1e-5 if silent else 1)


def test_plain_gradient_ascends_as_algorithm_1():
    """The steps are Robbins–Monro steps without a metric, a control variate or a greatest length."""
    generator = torch.Generator().manual_seed(0)  # where it ends is a matter of chance
    q = optimum(NormalGamma)
    start = NormalGamma(q.loc + 0.3, q.precision_scale * 0.7, q.shape * 0.8, q.rate)
    result = fit(start, JOINT, "reinforce", 2000, 30, lambda t: 0.1 / t**0.6, generator)
    assert float(above(result.q)) < 0.5 * float(above(start))


def test_trace_and_averaging(generator):
    state = generator.get_state()
    q = NormalGamma(*map(torch.tensor, START)).expand((3,))
    seen = []
    options = {"average_after": 4, "every": 3, "progress": lambda done, total: seen.append((done, total))}
    result = fit(q, JOINT, "leave_one_out", 8, 5, 0.01, generator, **options)
    assert result.trace.steps.tolist() == [0, 3, 6, 8]
    assert seen == [(0, 8), (3, 8), (6, 8), (8, 8)]
    assert result.trace.parameters.shape == (4, 3, 4) and result.trace.elbo.shape == (4, 3)
    torch.testing.assert_close(result.trace.parameters[0], q.parameters)
    torch.testing.assert_close(result.trace.parameters[-1], result.last.parameters)
    generator.set_state(state)
    every = fit(q, JOINT, "leave_one_out", 8, 5, 0.01, generator, every=1)
    torch.testing.assert_close(every.last.parameters, result.last.parameters, rtol=0, atol=0)
    assert every.averaged == 0 and torch.equal(every.q.parameters, every.last.parameters)
    charts = torch.cat((every.trace.parameters[..., :1], every.trace.parameters[..., 1:].log()), -1)
    torch.testing.assert_close(to_chart(result.q), charts[5:].mean(0))
    assert result.averaged == 4
    generator.set_state(state)
    value = _draws.draw(to_chart(q).movedim(-1, 0), True, 5, generator).value
    torch.testing.assert_close(every.trace.elbo[0], (JOINT(value) - q.log_prob(value)).mean(0))
    assert not any(law.parameters.is_inference() or law.loc.is_inference() for law in (result.q, result.last, every.q))
    assert not result.trace.elbo.is_inference()


def test_a_continued_fit(generator):
    """Steps, step sizes and the average continue from their last values."""
    q, times = NormalGamma(*map(torch.tensor, START)), []

    def size(t):
        times.append(t)
        return 0.01

    first = fit(q, JOINT, "leave_one_out", 3, 5, size, generator, average_after=1, every=1)
    second = fit(first, JOINT, "leave_one_out", 4, 5, size, generator, average_after=1, every=1)
    assert times == [1, 2, 3, 4, 5, 6, 7]
    assert second.steps == 7 and second.averaged == 6 and second.trace.steps.tolist() == [3, 4, 5, 6, 7]
    torch.testing.assert_close(second.trace.parameters[0], first.last.parameters)
    through = torch.cat((first.trace.parameters[2:], second.trace.parameters[1:]))
    mean = torch.cat((through[..., :1], through[..., 1:].log()), -1).mean(0)
    torch.testing.assert_close(to_chart(second.q), mean)


def test_a_fit_continued_without_an_average(generator):
    """The returned law is then the last iterate, and a later average contains none of the first iterates."""
    q = NormalGamma(*map(torch.tensor, START))
    first = fit(q, JOINT, "leave_one_out", 6, 5, 0.01, generator, average_after=1)
    second = fit(first, JOINT, "leave_one_out", 4, 5, 0.01, generator)
    assert first.averaged == 5 and second.averaged == 0
    assert torch.equal(second.q.parameters, second.last.parameters)
    third = fit(second, JOINT, "leave_one_out", 4, 5, 0.01, generator, average_after=0, every=1)
    charts = torch.cat((third.trace.parameters[1:, :1], third.trace.parameters[1:, 1:].log()), -1)
    torch.testing.assert_close(to_chart(third.q), charts.mean(0))
    assert third.averaged == 4


def test_steps_no_longer_than_asked(generator):
    """Lengths are in the Fisher metric for natural steps, else in the chart; shorter steps are left alone."""
    q = NormalGamma(*map(torch.tensor, START)).expand((50,))
    fisher = normal_gamma.fisher(q, log_parameters=True)
    for natural in True, False:
        state = generator.get_state()
        free = to_chart(fit(q, JOINT, "reinforce", 1, 3, 0.1, generator, natural=natural).q) - to_chart(q)
        metric = fisher if natural else torch.eye(4).expand_as(fisher)
        length = (free.unsqueeze(-2) @ metric @ free.unsqueeze(-1)).flatten().sqrt()
        most = float(length.median())
        generator.set_state(state)
        bound = to_chart(fit(q, JOINT, "reinforce", 1, 3, 0.1, generator, natural=natural, longest=most).q) - to_chart(q)
        new = (bound.unsqueeze(-2) @ metric @ bound.unsqueeze(-1)).flatten().sqrt()
        torch.testing.assert_close(new, length.clamp(max=most))
        torch.testing.assert_close(bound * length[:, None], free * new[:, None])


def test_stops_when_nothing_changes():
    generator = torch.Generator().manual_seed(0)  # where it ends is a matter of chance
    q = NormalGamma(*map(torch.tensor, START))
    result = fit(q, JOINT, "leave_one_out", 10_000, 30, 0.5, generator, natural=True, longest=1.0, tolerance=1e-6, every=5)
    assert result.stopped and result.steps < 300 and result.steps % 5 == 0
    assert result.trace.steps[-1] == result.steps
    charts = torch.cat((result.trace.parameters[..., :1], result.trace.parameters[..., 1:].log()), -1)
    changes = charts.diff(dim=0).abs().amax(1)
    assert changes[-1] <= 1e-6 < changes[:-1].min()
    tiny = fit(q, JOINT, "reinforce", 100, 3, 1e-12, generator, tolerance=1e-6, every=1)
    assert tiny.stopped and tiny.steps == 1 and float(above(tiny.q)) > 0.1  # as the docstring warns
    assert not fit(q, JOINT, "reinforce", 5, 3, 1e-12, generator, every=1).stopped


def test_a_short_last_interval_does_not_stop_a_fit():
    """One step of 11 moves by less than five steps do; and a fit that took all its steps is not called stopped."""
    q, generator = NormalGamma(*map(torch.tensor, START)), torch.Generator().manual_seed(0)
    result = fit(q, JOINT, "leave_one_out", 11, 30, 1e-4, generator, every=5)
    charts = torch.cat((result.trace.parameters[..., :1], result.trace.parameters[..., 1:].log()), -1)
    *full, short = charts.diff(dim=0).abs().amax(1).tolist()
    assert short < min(full)
    for tolerance in (short + min(full)) / 2, max(full) * 1.01:
        generator.manual_seed(0)
        again = fit(q, JOINT, "leave_one_out", 11, 30, 1e-4, generator, every=5, tolerance=tolerance)
        assert again.stopped == (again.steps < 11) == (tolerance > max(full))
    assert not fit(q, JOINT, "reinforce", 5, 3, 1e-12, generator, every=5, tolerance=1e-6).stopped


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_the_generator_decides_all_randomness(estimator):
    q = MeanField(*map(torch.tensor, START)).expand((2,))
    options = {"blanket": blanket} if estimator.startswith("rao") else {}

    def run(generator):
        return fit(q, JOINT, estimator, 3, 4, 1e-3, generator, **options).q.parameters

    before = torch.random.get_rng_state()
    a, b, c = (run(torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert torch.equal(a, b) and not torch.equal(a, c)
    assert not torch.equal(a[0], a[1])  # chains draw independently
    with torch.random.fork_rng():
        torch.manual_seed(0)
        d = run(None)
        torch.manual_seed(0)
        assert torch.equal(d, run(None))


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_dtypes_stay_and_the_callers_tensors_are_only_read(estimator):
    """A float32 fit stays float32; parameters that require a gradient and are no leaves are read only; p is a black box."""
    leaves = [torch.tensor(p, dtype=torch.float32, requires_grad=True) for p in START]
    prior = NormalGamma(*(torch.tensor(p, dtype=torch.float32) for p in (1.0, 0.1, 1.0, 2.0)))
    joint = normal_gamma.log_joint(prior, DATA.float())
    q = NormalGamma(*(1 * leaf for leaf in leaves))
    result = fit(q, joint, estimator, 3, 4, 1e-3)
    assert result.q.parameters.dtype == result.trace.elbo.dtype == torch.float32
    assert not result.q.parameters.requires_grad and all(leaf.grad is None for leaf in leaves)
    assert [float(leaf.detach()) for leaf in leaves] == [pytest.approx(p) for p in START]
    shapes = []

    def black_box(z):
        shapes.append(z.shape)
        return -z.square().sum(-1)

    fit(q.expand((3, 2)), black_box, estimator, 2, 4, 1e-3)
    assert set(shapes) == {(4, 3, 2, 2)}


def test_many_chains_are_as_good_as_one():
    """All of 1024 chains, whose draws come from whole tensors, arrive at the optimum."""
    generator = torch.Generator().manual_seed(0)  # where it ends is a matter of chance
    result = fit(
        NormalGamma(*map(torch.tensor, START)).expand((1024,)), JOINT, "leave_one_out", 60, 30, 0.5, generator,
        natural=True, longest=1.0,
    )
    assert float(above(result.q).max()) < 1e-8


def test_a_fit_from_a_small_shape():
    """At shape 0.3 the draws of tau extend over many orders of magnitude, in both samplers."""
    generator = torch.Generator().manual_seed(0)  # where it ends is a matter of chance
    q = NormalGamma(0.0, 1.0, 0.3, 1.0)
    for chains in (), (500,):
        result = fit(q.expand(chains), JOINT, "leave_one_out", 20, 30, 0.1, generator, natural=True, longest=0.5)
        assert float(above(result.q).max()) < float(above(q))
