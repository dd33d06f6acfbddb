"""The means of the Gamma law: integrals of its density in 25 digits and impl.gamma, both beside the theorems' own closed forms.

A side of a theorem that has no law in it is evaluated in balls, at the values that the integrals and the program get.
"""

from typing import Any

import flint
import pytest
import torch
from mpmath import mp, mpf
from torch.autograd import functional

from derivations.chapters import gamma_means as chapter
from derivations.chapters import gamma_scores
from derivations.kernel import REGISTRY
from impl import _normal_gamma_laws as laws
from impl import _special, normal_gamma
from impl import gamma as impl
from tests.support.finite_models import case
from tests.support.number_formulas import in_balls

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

VALUES = [
    {"a": a, "b": b, "c": c, "d": d, "s": s, "eta1": -b, "eta2": a - 1, "xi1": -d, "xi2": c - 1, "alpha": alpha, "beta": beta}
    for a, b, c, d, s, alpha, beta in (
        (2.0, 0.5, 1.25, 3.0, 3.0, 0.5, -0.75), (1.375, 4.0, 2.5, 0.75, 0.25, -0.25, 1.0), (9.5, 1.5, 6.0, 2.0, 2.0, 2.0, 0.5),
        (3.25, 9.0, 0.75, 8.0, 0.125, 1.25, -0.5))]


@pytest.fixture(autouse=True, scope="module")
def many_digits():
    with mp.workdps(25):
        yield


# --- integrals ----------------------------------------------------------------------------------------------------


def log_density(x, a, b):
    """DLMF 5.2.1, with the rate b."""
    return a*mp.log(b) - mp.loggamma(a) + (a - 1)*mp.log(x) - b*x


def integral(f, a, b) -> Any:
    """∫ f dx over x > 0, with y = log x, in pieces around the bulk of the law."""
    centre = mp.log(a/mpf(b))
    return mp.quad(lambda y: f(mp.exp(y))*mp.exp(y), [centre + step for step in (-110, -40, -15, -6, -2.5, -1, 0, 1, 2, 3.5, 5)])


def mean(f, a, b):
    a, b = mpf(a), mpf(b)
    return integral(lambda x: mp.exp(log_density(x, a, b))*f(x), a, b)


def cov(f, g, a, b):
    one, other = mean(f, a, b), mean(g, a, b)
    return mean(lambda x: (f(x) - one)*(g(x) - other), a, b)


def same(x):
    return x


def unnormalised(v):
    return integral(lambda x: mp.exp((mpf(v["a"]) - 1)*mp.log(x) - mpf(v["b"])*x), v["a"], v["b"])


def kl(a, b, c, d):
    return mean(lambda x: log_density(x, a, b) - log_density(x, c, d), a, b)


def close(one, other, room=1e-12):
    return abs(one - other) <= room*(1 + abs(other))


def ball(side, v):
    """A side of a theorem without a law, as a number."""
    with flint.ctx.workprec(200):
        return mpf(flint.arb(in_balls(side, v)).mid().str(30, radius=False))


@pytest.mark.parametrize(("theorem", "left"), [
    case(evidence("gamma_means.gamma_integral", kind="quadrature"), unnormalised),
    case(evidence("gamma_means.log_normaliser", kind="quadrature"), lambda v: mp.log(unnormalised(v))),
    case(evidence("gamma_means.mean_x", kind="quadrature"), lambda v: mean(same, v["a"], v["b"])),
    case(evidence("gamma_means.mean_log", kind="quadrature"), lambda v: mean(mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.scale_mean_x", kind="quadrature"), lambda v: mean(same, v["a"], 1/v["s"])),
    case(evidence("gamma_means.scale_mean_log", kind="quadrature"), lambda v: mean(mp.log, v["a"], 1/v["s"])),
    case(evidence("gamma_means.mean_x_log", kind="quadrature"), lambda v: mean(lambda x: x*mp.log(x), v["a"], v["b"])),
    case(evidence("gamma_means.mean_inverse", kind="quadrature"), lambda v: mean(lambda x: 1/x, v["a"], v["b"])),
    case(evidence("gamma_means.second_moment", kind="quadrature"), lambda v: mean(lambda x: x**2, v["a"], v["b"])),
    case(evidence("gamma_means.variance_x", kind="quadrature"), lambda v: cov(same, same, v["a"], v["b"])),
    case(evidence("gamma_means.covariance", kind="quadrature"), lambda v: cov(same, mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.variance_log", kind="quadrature"), lambda v: cov(mp.log, mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.entropy", kind="quadrature"), lambda v: -mean(lambda x: log_density(x, v["a"], v["b"]), v["a"], v["b"])),
    case(evidence("gamma_means.scale_entropy", kind="quadrature"), lambda v: -mean(lambda x: log_density(x, v["a"], 1/v["s"]), v["a"], 1/v["s"])),
    case(evidence("gamma_means.kl", kind="quadrature"), lambda v: kl(v["a"], v["b"], v["c"], v["d"])),
    case(evidence("gamma_means.scale_kl", kind="quadrature"), lambda v: kl(v["a"], 1/v["s"], v["c"], 1/v["d"])),
    case(evidence("gamma_means.bregman", kind="quadrature"), lambda v: kl(v["a"], v["b"], v["c"], v["d"])),
])
def test_the_integral_is_the_closed_form(theorem, left):
    side = theorem.text.statement.args[1]
    for v in VALUES:
        assert close(left(v), ball(side, v)), v


@pytest.mark.parametrize(("theorem", "right"), [
    case(evidence("gamma_means.gradient_is_mean_first", kind="quadrature"), lambda v: mean(same, v["a"], v["b"])),
    case(evidence("gamma_means.gradient_is_mean_second", kind="quadrature"), lambda v: mean(mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.hessian_is_variance_first", kind="quadrature"), lambda v: cov(same, same, v["a"], v["b"])),
    case(evidence("gamma_means.hessian_is_covariance", kind="quadrature"), lambda v: cov(same, mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.hessian_is_variance_second", kind="quadrature"), lambda v: cov(mp.log, mp.log, v["a"], v["b"])),
    case(evidence("gamma_means.dual_value", kind="quadrature"), lambda v: mean(lambda x: log_density(x, v["a"], v["b"]), v["a"], v["b"])),
])
def test_the_derivative_is_the_integral(theorem, right):
    side = theorem.text.statement.args[0]
    for v in VALUES:
        assert close(right(v), ball(side, v)), v


@evidence("gamma_means.jensen_below", kind="quadrature")
@evidence("gamma_means.jensen_above", kind="quadrature")
@evidence("gamma_means.at_least_one", kind="quadrature")
@evidence("gamma_means.lgamma_above_tangent", kind="quadrature")
@evidence("gamma_means.above_tangent", kind="quadrature")
@evidence("gamma_means.dual_bound", kind="quadrature")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_inequalities_by_integrals(v):
    """What each side is more than the other is an integral, too."""
    a, b, c, d = (mpf(v[name]) for name in "abcd")
    gap = mp.log(mean(same, a, b)) - mean(mp.log, a, b)
    assert ball(chapter.jensen_below.text.statement.args[1], v) < gap < ball(chapter.jensen_above.text.statement.args[1], v)
    product = cov(same, same, a, 1)*cov(mp.log, mp.log, a, 1)
    assert close(product, ball(chapter.at_least_one.text.statement.args[0], v)) and product > cov(same, mp.log, a, 1)**2
    for theorem, divergence in (chapter.lgamma_above_tangent, kl(a, 1, c, 1)), (chapter.above_tangent, kl(a, b, c, d)):
        one, other = (ball(side, v) for side in theorem.text.statement.args)
        assert divergence > 0 and close(one - other, divergence)
    dual = ball(chapter.dual_bound.text.statement.args[0], v)
    assert close(mean(lambda x: log_density(x, a, b), a, b) - dual, kl(a, b, c, d))


@evidence("gamma_means.exponential_form", kind="quadrature")
@evidence("gamma_means.scale_form", kind="quadrature")
@evidence("gamma_means.natural_form", kind="quadrature")
@evidence("gamma_means.normalised", kind="quadrature")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_densities_have_mass_one(v):
    """Each exponent, written with the theorem's own log-normaliser; and what is proportional, divided by its integral."""
    a, b, s = (mpf(v[name]) for name in "abs")
    natural = ball(chapter.log_normaliser.text.statement.args[1], v)
    scale = a*mp.log(s) + mp.loggamma(a)
    assert close(integral(lambda x: mp.exp(-b*x + (a - 1)*mp.log(x) - natural), a, b), 1)
    assert close(integral(lambda x: mp.exp((a - 1)*mp.log(x) - x/s - scale), a, 1/s), 1)
    for x in (mpf("0.3"), mpf(2), mpf(7)):
        found = mp.exp(-b*x + (a - 1)*mp.log(x))/unnormalised(v)
        assert close(mp.log(found), log_density(x, a, b)) and close(-b*x + (a - 1)*mp.log(x) - natural, mp.log(found))


# --- the program --------------------------------------------------------------------------------------------------


def number(x):
    return torch.tensor(float(x))


def means(v, rate="b"):
    return impl.mean_parameters(number(v["a"]), number(1/v["b"] if rate == "b" else v["s"]))


def moments(v):
    """The covariance matrix of x and log x, from the Fisher information in shape and scale: J⁻ᵀ F J⁻¹."""
    s = 1/v["b"]
    jacobian = torch.tensor([[0.0, 1.0], [s**2, 0.0]])
    return jacobian.T @ impl.fisher_information(number(v["a"]), number(s)) @ jacobian


def normaliser(v, one="eta1", other="eta2"):
    return impl.log_normalizer(torch.stack((number(v[one]), number(v[other]))))


@pytest.mark.parametrize(("theorem", "place", "got"), [
    case(evidence("gamma_means.gamma_integral", kind="agreement"), 1, lambda v: normaliser(v).exp()),
    case(evidence("gamma_means.log_normaliser", kind="agreement"), 1, normaliser),
    case(evidence("gamma_means.mean_x", kind="agreement"), 1, lambda v: means(v)[0]),
    case(evidence("gamma_means.mean_log", kind="agreement"), 1, lambda v: means(v)[1]),
    case(evidence("gamma_means.scale_mean_x", kind="agreement"), 1, lambda v: means(v, "s")[0]),
    case(evidence("gamma_means.scale_mean_log", kind="agreement"), 1, lambda v: means(v, "s")[1]),
    case(evidence("gamma_means.mean_x_log", kind="agreement"), 1, lambda v: means(v).prod() + moments(v)[0, 1]),
    case(evidence("gamma_means.second_moment", kind="agreement"), 1, lambda v: means(v)[0]**2 + moments(v)[0, 0]),
    case(evidence("gamma_means.variance_x", kind="agreement"), 1, lambda v: moments(v)[0, 0]),
    case(evidence("gamma_means.covariance", kind="agreement"), 1, lambda v: moments(v)[0, 1]),
    case(evidence("gamma_means.variance_log", kind="agreement"), 1, lambda v: moments(v)[1, 1]),
    case(evidence("gamma_means.at_least_one", kind="agreement"), 0, lambda v: v["a"]*moments(v)[1, 1]),
    case(evidence("gamma_means.gradient_is_mean_first", kind="agreement"), 0, lambda v: means(v)[0]),
    case(evidence("gamma_means.gradient_is_mean_second", kind="agreement"), 0, lambda v: means(v)[1]),
    case(evidence("gamma_means.hessian_is_variance_first", kind="agreement"), 0, lambda v: moments(v)[0, 0]),
    case(evidence("gamma_means.hessian_is_covariance", kind="agreement"), 0, lambda v: moments(v)[0, 1]),
    case(evidence("gamma_means.hessian_is_variance_second", kind="agreement"), 0, lambda v: moments(v)[1, 1]),
    case(evidence("gamma_means.entropy", kind="agreement"), 1, lambda v: laws._gamma_entropy(number(v["a"]), number(v["b"]))),
    case(evidence("gamma_means.scale_entropy", kind="agreement"), 1, lambda v: laws._gamma_entropy(number(v["a"]), number(1/v["s"]))),
    case(evidence("gamma_means.kl", kind="agreement"), 1, lambda v: laws._gamma_kl(*(number(v[name]) for name in "abcd"))),
    case(evidence("gamma_means.scale_kl", kind="agreement"), 1, lambda v: laws._gamma_kl(number(v["a"]), number(1/v["s"]), number(v["c"]), number(1/v["d"]))),
    case(evidence("gamma_means.bregman", kind="agreement"), 1, lambda v: laws._gamma_kl(*(number(v[name]) for name in "abcd"))),
    case(evidence("gamma_means.above_tangent", kind="agreement"), 0, lambda v: normaliser(v, "xi1", "xi2")),
    case(evidence("gamma_means.dual_value", kind="agreement"), 0, lambda v: -laws._gamma_entropy(number(v["a"]), number(v["b"]))),
    case(evidence("gamma_means.dual_bound", kind="agreement"), 0, lambda v: (torch.stack((number(v["xi1"]), number(v["xi2"])))*means(v)).sum() - normaliser(v, "xi1", "xi2")),
    case(evidence("gamma_means.lgamma_above_tangent", kind="agreement"), 1, lambda v: torch.lgamma(number(v["c"])) - laws._gamma_kl(
        number(v["a"]), number(1), number(v["c"]), number(1))),
])
def test_the_program_has_the_closed_form(theorem, place, got):
    side = theorem.text.statement.args[place]
    for v in VALUES:
        assert close(mpf(float(got(v))), ball(side, v), 1e-11), v


@evidence("gamma_means.jensen_below", kind="agreement")
@evidence("gamma_means.jensen_above", kind="agreement")
@evidence("gamma_means.mean_inverse", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_program_has_the_gap_and_the_mean_of_one_over_x(v):
    """The gap is that of `impl.statistics`, where the means stand for data; 1/x takes one off the exponent."""
    gap = float(_special.log_minus_digamma(number(v["a"])))
    assert close(float(means(v)[0].log() - means(v)[1]), gap, 1e-11)
    assert ball(chapter.jensen_below.text.statement.args[1], v) < gap < ball(chapter.jensen_above.text.statement.args[1], v)
    ratio = (normaliser({**v, "eta2": v["eta2"] - 1}) - normaliser(v)).exp()
    assert close(mpf(float(ratio)), ball(chapter.mean_inverse.text.statement.args[1], v), 1e-11)


POINTS = (0.25, 1.5, 6.0)


def at(side, v, x):
    """A side of a theorem at a number x, for which the parameter c stands: no law is in it."""
    return ball(side.xreplace({chapter.x: chapter.c}), {**v, "c": x})


@evidence("gamma_means.exponential_form", kind="agreement")
@evidence("gamma_means.scale_form", kind="agreement")
@evidence("gamma_means.natural_form", kind="agreement")
@evidence("gamma_means.normalised", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_program_has_the_density(v):
    for x in POINTS:
        for theorem, rate in (chapter.exponential_form, v["b"]), (chapter.natural_form, v["b"]), (chapter.scale_form, 1/v["s"]):
            got = laws._gamma_log_prob(number(x), number(v["a"]), number(rate))
            assert close(mpf(float(got)), at(theorem.text.statement.args[1], v, x), 1e-11)
        proportional = (v["eta1"]*number(x) + v["eta2"]*number(x).log() - normaliser(v)).exp()
        torch.testing.assert_close(proportional, laws._gamma_log_prob(number(x), number(v["a"]), number(v["b"])).exp(), rtol=1e-11, atol=0)


# --- scores -------------------------------------------------------------------------------------------------------


def program_scores(v, x, log_parameters=False):
    """The scores in shape and rate, or in their logarithms, of the Gamma factor of a law of two variables."""
    shape, rate = (mp.exp(v["alpha"]), mp.exp(v["beta"])) if log_parameters else (v["a"], v["b"])
    q = normal_gamma.MeanField(0.0, 1.0, float(shape), float(rate))
    return normal_gamma.score(q, torch.tensor([0.0, x]), log_parameters)[2:], normal_gamma.fisher(q, log_parameters)[2:, 2:]


@evidence("gamma_scores.score_shape", kind="agreement")
@evidence("gamma_scores.score_rate", kind="agreement")
@evidence("gamma_scores.score_log_shape", kind="agreement")
@evidence("gamma_scores.score_log_rate", kind="agreement")
@evidence("gamma_scores.log_fisher_shape", kind="agreement")
@evidence("gamma_scores.log_fisher_mixed", kind="agreement")
@evidence("gamma_scores.log_fisher_rate", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_program_has_the_scores(v):
    logs = gamma_scores.score_log_shape, gamma_scores.score_log_rate
    for x in POINTS:
        for theorems, found in ((gamma_scores.score_shape, gamma_scores.score_rate), program_scores(v, x)[0]), (logs, program_scores(v, x, True)[0]):
            for theorem, got in zip(theorems, found, strict=True):
                assert close(mpf(float(got)), at(theorem.text.statement.args[1], v, x), 1e-11)
    _, entries = program_scores(v, 1.0, True)
    for name, got in ("shape", entries[0, 0]), ("mixed", entries[0, 1]), ("rate", entries[1, 1]):
        side = getattr(gamma_scores, f"log_fisher_{name}").text.statement.args[1]
        assert close(mpf(float(got)), ball(side, v), 1e-11)


def slope(f, at):
    """A derivative of a smooth function by differences of 25 digits."""
    return mp.diff(f, mpf(at), h=mpf(10)**-10)


def loss(a, other, x, rate=False):
    """Minus the log density at x; where x is a pair, its first number stands for x and its second for log x."""
    one, log_one = x if isinstance(x, tuple) else (number(x), number(x).log())
    return impl.nll(a, 1/other if rate else other, impl.Statistics(one, log_one, number(0)))


@evidence("gamma_scores.scale_score_shape", kind="agreement")
@evidence("gamma_scores.score_scale", kind="agreement")
@evidence("gamma_scores.score_first", kind="agreement")
@evidence("gamma_scores.score_second", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_gradient_of_the_loss_at_one_point_is_minus_the_score(v):
    for x in POINTS:
        data = impl.Statistics(number(x), number(x).log(), number(0))
        found = -impl.nll_gradient(number(v["a"]), number(v["s"]), data)
        for theorem, got in zip((gamma_scores.scale_score_shape, gamma_scores.score_scale), found, strict=True):
            assert close(mpf(float(got)), at(theorem.text.statement.args[1], v, x), 1e-11)
        eta = torch.tensor([v["eta1"], v["eta2"]], requires_grad=True)
        statistics = torch.stack((number(x), number(x).log()))
        slopes, = torch.autograd.grad((eta*statistics).sum() - impl.log_normalizer(eta), eta)
        torch.testing.assert_close(slopes, statistics - means(v), rtol=1e-11, atol=1e-11)


@evidence("gamma_scores.zero_shape", kind="agreement")
@evidence("gamma_scores.zero_rate", kind="agreement")
@evidence("gamma_scores.zero_scale", kind="agreement")
@evidence("gamma_scores.zero_first", kind="agreement")
@evidence("gamma_scores.zero_second", kind="agreement")
@evidence("gamma_scores.curvature_shape", kind="agreement")
@evidence("gamma_scores.curvature_mixed", kind="agreement")
@evidence("gamma_scores.curvature_rate", kind="agreement")
@evidence("gamma_scores.curvature_scale", kind="agreement")
@evidence("gamma_scores.curvature_natural", kind="agreement")
@evidence("gamma_scores.reinforce", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_loss_at_the_means_is_the_mean_loss(v):
    """The loss is linear in x and log x, so that its slope at their means is the mean score, and its Hessian the mean curvature."""
    for other, rate in ("b", True), ("s", False):
        a, w = number(v["a"]), number(v[other])
        centre = tuple(means(v, other))
        slopes = functional.jacobian(lambda a, w, c=centre, r=rate: loss(a, w, c, r), (a, w))
        assert max(abs(float(one)) for one in slopes) < 1e-11
        found = functional.hessian(lambda a, w, c=centre, r=rate: loss(a, w, c, r), (a, w))
        want = program_scores(v, 1.0)[1] if rate else impl.fisher_information(a, w)
        torch.testing.assert_close(torch.stack([torch.stack(row) for row in found]), want, rtol=1e-9, atol=1e-9)
    eta = torch.tensor([v["eta1"], v["eta2"]])
    score = means(v) - functional.jacobian(impl.log_normalizer, eta)
    assert float(score.abs().max()) < 1e-11
    torch.testing.assert_close(functional.hessian(impl.log_normalizer, eta), moments(v), rtol=1e-9, atol=1e-9)
    moved = functional.jacobian(lambda a: impl.mean_parameters(a, number(1/v["b"]))[1], number(v["a"]))
    torch.testing.assert_close(moved, program_scores(v, 1.0)[1][0, 0], rtol=1e-9, atol=0)


SCORES = {  # the log density, its shape and rate, as functions of one parameter
    "S_a": ("a", lambda x, v, t: log_density(x, t, v["b"])),
    "S_b": ("b", lambda x, v, t: log_density(x, v["a"], t)),
    "T_a": ("a", lambda x, v, t: log_density(x, t, 1/mpf(v["s"]))),
    "T_s": ("s", lambda x, v, t: log_density(x, v["a"], 1/t)),
    "S_1": ("eta1", lambda x, v, t: log_density(x, v["a"], -t)),
    "S_2": ("eta2", lambda x, v, t: log_density(x, t + 1, v["b"])),
    "L_a": ("alpha", lambda x, v, t: log_density(x, mp.exp(t), mp.exp(v["beta"]))),
    "L_b": ("beta", lambda x, v, t: log_density(x, mp.exp(v["alpha"]), mp.exp(t)))}


def law(name, v):
    """The shape and the rate of the law under which the score of a name has mean zero."""
    return {"S": (v["a"], v["b"]), "T": (v["a"], 1/v["s"]), "L": (mp.exp(v["alpha"]), mp.exp(v["beta"]))}[name[0]]


def in_two_statistics(name, v):
    """A score is a number, and a multiple of x, and one of log x: three values say which, and any other x checks it."""
    parameter, density = SCORES[name]
    at = [mpf("0.5"), mpf(1), mpf(3)]
    values = [slope(lambda t, x=x: density(x, v, t), v[parameter]) for x in at]
    found = mp.lu_solve(mp.matrix([[1, x, mp.log(x)] for x in at]), mp.matrix(values))
    other = mpf(7)
    assert close(found[0] + found[1]*other + found[2]*mp.log(other), slope(lambda t: density(other, v, t), v[parameter]), 1e-8)
    return lambda x: found[0] + found[1]*x + found[2]*mp.log(x)


def mean_product(one, other, v):
    """The mean of the product of two scores."""
    first, second = in_two_statistics(one, v), in_two_statistics(other, v)
    return mean(lambda x: first(x)*second(x), *law(one, v))


@pytest.mark.parametrize(("theorem", "one", "other"), [
    case(evidence("gamma_scores.rate_fisher_shape", kind="quadrature"), "S_a", "S_a"),
    case(evidence("gamma_scores.rate_fisher_mixed", kind="quadrature"), "S_a", "S_b"),
    case(evidence("gamma_scores.rate_fisher_rate", kind="quadrature"), "S_b", "S_b"),
    case(evidence("gamma_scores.scale_fisher_shape", kind="quadrature"), "T_a", "T_a"),
    case(evidence("gamma_scores.scale_fisher_mixed", kind="quadrature"), "T_a", "T_s"),
    case(evidence("gamma_scores.scale_fisher_scale", kind="quadrature"), "T_s", "T_s"),
    case(evidence("gamma_scores.natural_fisher_first", kind="quadrature"), "S_1", "S_1"),
    case(evidence("gamma_scores.natural_fisher_mixed", kind="quadrature"), "S_1", "S_2"),
    case(evidence("gamma_scores.natural_fisher_second", kind="quadrature"), "S_2", "S_2"),
    case(evidence("gamma_scores.log_fisher_shape", kind="quadrature"), "L_a", "L_a"),
    case(evidence("gamma_scores.log_fisher_mixed", kind="quadrature"), "L_a", "L_b"),
    case(evidence("gamma_scores.log_fisher_rate", kind="quadrature"), "L_b", "L_b"),
])
def test_the_mean_of_a_product_of_scores_is_the_entry(theorem, one, other):
    side = theorem.text.statement.args[1]
    for v in VALUES:
        assert close(mean_product(one, other, v), ball(side, v), 1e-8), v


@evidence("gamma_scores.score_shape", kind="quadrature")
@evidence("gamma_scores.score_rate", kind="quadrature")
@evidence("gamma_scores.scale_score_shape", kind="quadrature")
@evidence("gamma_scores.score_scale", kind="quadrature")
@evidence("gamma_scores.score_log_shape", kind="quadrature")
@evidence("gamma_scores.score_log_rate", kind="quadrature")
@evidence("gamma_scores.score_first", kind="quadrature")
@evidence("gamma_scores.score_second", kind="quadrature")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_scores_are_derivatives(v):
    """By differences; in the natural parameters what is taken off a statistic is its mean, an integral."""
    typed = {"S_a": gamma_scores.score_shape, "S_b": gamma_scores.score_rate, "T_a": gamma_scores.scale_score_shape,
             "T_s": gamma_scores.score_scale, "L_a": gamma_scores.score_log_shape, "L_b": gamma_scores.score_log_rate}
    for name, (parameter, density) in SCORES.items():
        for x in POINTS:
            found = slope(lambda t, x=x, f=density: f(mpf(x), v, t), v[parameter])
            if name in typed:
                want = at(typed[name].text.statement.args[1], v, x)
            else:
                statistic = same if name == "S_1" else mp.log
                want = statistic(mpf(x)) - mean(statistic, v["a"], v["b"])
            assert close(found, want, 1e-8), (name, v, x)


@evidence("gamma_scores.curvature_shape", kind="quadrature")
@evidence("gamma_scores.curvature_mixed", kind="quadrature")
@evidence("gamma_scores.curvature_rate", kind="quadrature")
@evidence("gamma_scores.curvature_scale", kind="quadrature")
@evidence("gamma_scores.curvature_natural", kind="quadrature")
@evidence("gamma_scores.reinforce", kind="quadrature")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_mean_curvature_is_minus_the_mean_product(v):
    """In the parameter of the second score, differences of the first one; of a mean, differences of integrals."""
    def turned(one, other, x):
        parameter, density = SCORES[one]
        second = SCORES[other][0]
        return slope(lambda r: mp.diff(lambda t: density(x, {**v, second: r}, t), v[parameter] if one != other else r, h=mpf(10)**-8), v[second])

    for one, other in ("S_a", "S_a"), ("S_a", "S_b"), ("S_b", "S_b"), ("T_s", "T_s"):
        at_two = [turned(one, other, mpf(x)) for x in (1, 2)]  # linear in x
        third = turned(one, other, mpf(5))
        assert close(third, at_two[0] + 4*(at_two[1] - at_two[0]), 1e-5)
        shape, rate = law(one, v)
        average = at_two[0] + (at_two[1] - at_two[0])*(mpf(shape)/rate - 1)
        assert close(-average, mean_product(one, other, v), 1e-5), (one, other, v)
    for x in map(mpf, POINTS):  # η₂ + 1 is the shape, and −η₁ the rate
        both = slope(lambda r, x=x: mp.diff(lambda t: log_density(x, r + 1, -t), v["eta1"], h=mpf(10)**-8), v["eta2"])
        assert close(-both, mean_product("S_1", "S_2", v), 1e-5)
    moved = slope(lambda t: mean(mp.log, t, v["b"]), v["a"])
    score = in_two_statistics("S_a", v)
    assert close(moved, mean(lambda x: mp.log(x)*score(x), v["a"], v["b"]), 1e-8)


@evidence("gamma_scores.zero_shape", kind="quadrature")
@evidence("gamma_scores.zero_rate", kind="quadrature")
@evidence("gamma_scores.zero_scale", kind="quadrature")
@evidence("gamma_scores.zero_first", kind="quadrature")
@evidence("gamma_scores.zero_second", kind="quadrature")
@pytest.mark.parametrize("name", SCORES)
def test_each_score_has_mean_zero(name):
    for v in VALUES:
        assert abs(mean(in_two_statistics(name, v), *law(name, v))) < 1e-8


@evidence("gamma_scores.rate_fisher_shape", kind="agreement")
@evidence("gamma_scores.scale_fisher_shape", kind="agreement")
@evidence("gamma_scores.scale_fisher_mixed", kind="agreement")
@evidence("gamma_scores.scale_fisher_scale", kind="agreement")
@evidence("gamma_scores.natural_fisher_first", kind="agreement")
@evidence("gamma_scores.natural_fisher_mixed", kind="agreement")
@evidence("gamma_scores.natural_fisher_second", kind="agreement")
@evidence("gamma_scores.rate_fisher_mixed", kind="agreement")
@evidence("gamma_scores.rate_fisher_rate", kind="agreement")
@pytest.mark.parametrize("v", VALUES, ids=range(len(VALUES)))
def test_the_program_has_the_fisher_information(v):
    entries = {(i, j): name for name, places in (("shape", [(0, 0)]), ("mixed", [(0, 1), (1, 0)]), ("scale", [(1, 1)])) for i, j in places}
    want = impl.fisher_information(number(v["a"]), number(v["s"]))
    rate = torch.diag(torch.tensor([1.0, -1/v["b"]**2]))  # the derivatives of shape and scale in shape and rate
    turned = rate @ impl.fisher_information(number(v["a"]), number(1/v["b"])) @ rate
    for (i, j), name in entries.items():
        assert close(mpf(float(want[i, j])), ball(REGISTRY[f"gamma_scores.scale_fisher_{name}"].text.statement.args[1], v))
        other = "rate" if name == "scale" else name
        assert close(mpf(float(turned[i, j])), ball(REGISTRY[f"gamma_scores.rate_fisher_{other}"].text.statement.args[1], v))
    for name, entry in zip(("first", "mixed", "second"), (moments(v)[0, 0], moments(v)[0, 1], moments(v)[1, 1]), strict=True):
        side = getattr(gamma_scores, f"natural_fisher_{name}").text.statement.args[1]
        assert close(mpf(float(entry)), ball(side, v))
