"""The right values of `python -m impl distributions`, beside SciPy and mpmath, and beside integrals at random parameters."""

import math

import mpmath
import numpy as np
import pytest
import torch
import torch.distributions as td
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from impl.experiments.distributions import covered, quadrature
from impl.experiments.distributions.balls import certified, exact, only
from impl.experiments.distributions.composed import questions as composed_questions
from impl.experiments.distributions.confirmed import ORDINARY, difference
from impl.experiments.distributions.families import FAMILIES
from impl.experiments.distributions.law import covers, divergence
from impl.experiments.distributions.matrices import Gaussian, Wishart, lkj_cholesky, matrix
from impl.experiments.distributions.vectors import Categorical, Dirichlet, Multinomial, relaxed_one_hot

scale, shape, place = st.floats(0.2, 5), st.floats(0.3, 8), st.floats(-3, 3)
large, inner = st.floats(5.5, 12), st.floats(0.05, 0.95)
SCIPY = {
    "Normal": ((place, scale), lambda m, s: stats.norm(m, s)),
    "Gamma": ((shape, scale), lambda a, r: stats.gamma(a, scale=1 / r)),
    "Beta": ((shape, shape), stats.beta),
    "Exponential": ((scale,), lambda r: stats.expon(scale=1 / r)),
    "Laplace": ((place, scale), stats.laplace),
    "Gumbel": ((place, scale), stats.gumbel_r),
    "LogNormal": ((place, st.floats(0.2, 1.5)), lambda m, s: stats.lognorm(s, scale=math.exp(m))),
    "Uniform": ((place, st.floats(3.5, 6)), lambda a, b: stats.uniform(a, b - a)),
    "Pareto": ((scale, large), lambda s, a: stats.pareto(a, scale=s)),
    "Weibull": ((scale, shape), lambda s, k: stats.weibull_min(k, scale=s)),
    "HalfNormal": ((scale,), lambda s: stats.halfnorm(scale=s)),
    "HalfCauchy": ((scale,), lambda s: stats.halfcauchy(scale=s)),
    "Cauchy": ((place, scale), stats.cauchy),
    "StudentT": ((large, place, scale), stats.t),
    "Chi2": ((shape,), stats.chi2),
    "FisherSnedecor": ((shape, large), stats.f),
    "InverseGamma": ((large, scale), lambda a, r: stats.invgamma(a, scale=r)),
    "Bernoulli": ((inner,), stats.bernoulli),
    "Binomial": ((st.integers(1, 30).map(float), inner), lambda n, p: stats.binom(int(n), p)),
    "Geometric": ((inner,), lambda p: stats.geom(p, loc=-1)),
    "NegativeBinomial": ((shape, inner), lambda r, p: stats.nbinom(r, 1 - p)),
    "Poisson": ((scale,), stats.poisson),
    "GeneralizedPareto": ((place, scale, st.floats(-0.9, -0.01) | st.floats(0.01, 0.15)), lambda m, s, c: stats.genpareto(c, m, s)),
}
BY_INTEGRALS = {"Kumaraswamy", "ContinuousBernoulli", "VonMises", "GeneralizedPareto, default float64"}


def value(compute):
    return float(certified(compute).value.mid())


def test_every_law_is_compared():
    by_logits = {name for name in FAMILIES if name.endswith(" by logits")}
    assert SCIPY.keys() | BY_INTEGRALS == FAMILIES.keys() - by_logits
    assert ORDINARY.keys() == FAMILIES.keys() - by_logits - {"GeneralizedPareto, default float64"}


@pytest.mark.parametrize("name", ["Bernoulli", "Geometric", "ContinuousBernoulli"])
@given(st.floats(0.05, 0.45))
def test_laws_by_logits_are_those_by_probabilities(name, p):
    def moment(family, parameter, method):
        return value(lambda: getattr(FAMILIES[family].right((parameter,)), method)())

    for method in "mean", "variance", "stddev", "entropy":
        other = moment(f"{name} by logits", math.log(p / (1 - p)), method)
        assert other == pytest.approx(moment(name, p, method), rel=1e-8)


def test_a_law_far_out_is_certified_at_a_high_precision():
    """The continuous Bernoulli law with logit l = 800 is almost exponential from one downwards, with rate l."""
    deviation = certified(lambda: FAMILIES["ContinuousBernoulli by logits"].right((800.0,)).stddev())
    assert abs(deviation.value - arb(1) / 800) < arb(10) ** -15


def test_every_distribution_of_torch_is_asked_or_listed():
    classes = {name for name in td.__all__ if isinstance(getattr(td, name), type) and issubclass(getattr(td, name), td.Distribution)}
    listed = " ".join([*covered.COVERED, *covered.NOT_COVERED]).replace(",", "").split()
    assert classes <= {*FAMILIES, *listed}


@pytest.mark.parametrize("name", SCIPY)
@given(data=st.data())
@settings(max_examples=15)
def test_laws_beside_scipy(name, data):
    kinds, make = SCIPY[name]
    parameters = tuple(data.draw(kind) for kind in kinds)
    law, other = FAMILIES[name].right(parameters), make(*parameters)
    if math.isfinite(other.var()) and name not in ("Cauchy", "HalfCauchy"):
        assert value(law.mean) == pytest.approx(other.mean(), rel=1e-9, abs=1e-12)
        assert value(law.variance) == pytest.approx(other.var(), rel=1e-8)
    if name not in ("Poisson", "NegativeBinomial"):
        assert value(law.entropy) == pytest.approx(float(other.entropy()), rel=1e-6, abs=1e-6)
    density = getattr(other, "logpdf", None) or other.logpmf
    for x in (0.0, 1.0, 3.0) if law.chart == "counts" else (*other.ppf([0.1, 0.5, 0.9]).tolist(), -2.5):
        found, want = value(lambda x=x: law.log_density(exact(x))), float(density(x) if hasattr(other.dist, "_pdf") and law.chart != "counts" else other.logpmf(x))
        assert found == pytest.approx(want, rel=1e-9, abs=1e-9) or (not math.isfinite(want) and not math.isfinite(found))
    if law.chart != "counts" and name not in ("Beta", "StudentT", "FisherSnedecor"):
        for x in other.ppf([0.2, 0.7]).tolist():
            assert value(lambda x=x: law.cdf(exact(x))) == pytest.approx(float(other.cdf(x)), rel=1e-9)
    if name not in ("Gamma", "Chi2", "InverseGamma", "Beta", "StudentT", "FisherSnedecor") and law.chart != "counts":
        for u in (0.01, 0.5, 0.9):
            assert value(lambda u=u: law.quantile(exact(u))) == pytest.approx(float(other.ppf(u)), rel=1e-8, abs=1e-9)


@pytest.mark.parametrize(("name", "kinds"), [("Kumaraswamy", (st.floats(1, 8), st.floats(1, 8))), ("ContinuousBernoulli", (inner,)), ("VonMises", (place, scale))])
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_laws_beside_integrals_of_their_densities(name, kinds, data):
    law = FAMILIES[name].right(tuple(data.draw(kind) for kind in kinds))
    ctx.prec = 160
    assert difference(arb(1), quadrature.mass(law)) < 1e-15
    assert difference(law.entropy().value, quadrature.entropy(law)) < 1e-15
    if name != "VonMises":
        assert difference(law.mean().value, quadrature.moment(law, 1)) < 1e-15
        assert difference(law.mean_square(arb(0)), quadrature.moment(law, 2)) < 1e-15
        for u in (0.2, 0.8):
            x = law.quantile(exact(u)).value
            assert difference(exact(u), law.cdf(x).value) < 1e-30


PAIRS = [
    ("Normal", (0.5, 1.5), "Laplace", (-1.0, 0.5)), ("Normal", (0.5, 1.5), "Gumbel", (1.0, 2.0)), ("Laplace", (0.0, 2.0), "Normal", (1.0, 1.0)),
    ("Gumbel", (0.0, 1.5), "Normal", (1.0, 2.0)), ("Gamma", (2.5, 1.5), "Gumbel", (0.5, 2.0)), ("Beta", (2.0, 3.0), "Normal", (0.5, 1.0)),
    ("Beta", (0.5, 1.5), "Gamma", (2.0, 1.0)), ("Pareto", (1.0, 5.0), "Gamma", (2.0, 1.0)), ("Pareto", (1.0, 5.0), "Normal", (2.0, 1.0)),
    ("Uniform", (0.2, 0.9), "Beta", (2.0, 3.0)), ("Uniform", (0.5, 4.0), "Gumbel", (1.0, 1.0)), ("Uniform", (2.0, 4.0), "Pareto", (1.0, 2.0)),
    ("Exponential", (2.0,), "Gumbel", (0.5, 1.0)), ("Exponential", (2.0,), "Normal", (0.5, 1.0)), ("Cauchy", (0.0, 1.0), "Cauchy", (2.0, 3.0)),
    ("Weibull", (1.5, 2.5), "Weibull", (1.0, 1.5)), ("InverseGamma", (3.0, 2.0), "InverseGamma", (2.0, 1.0)), ("LogNormal", (0.0, 1.0), "LogNormal", (1.0, 0.5)),
]


def double_exponential(integrand, nodes, step):
    """∫ by the rule tanh(π/2·sinh t) between neighbouring nodes: mpmath's rule in doubles, on all points of an interval at once."""
    t = np.arange(-4, 4 + step/2, step)
    share = 1/(1 + np.exp(-np.pi*np.sinh(t)))  # of an interval, below a point; exact to its last digit near zero
    weights = step*np.pi*np.cosh(t)*share*share[::-1]
    # each point counted from the nearer end, so that none is lost to rounding beside a long tail
    points = [np.where(t < 0, low + (high - low)*share, high - (high - low)*share[::-1]) for low, high in zip(nodes, nodes[1:])]
    return math.fsum(math.fsum((high - low)*weights*integrand(x)) for low, high, x in zip(nodes, nodes[1:], points))


@pytest.mark.parametrize(("p", "a", "q", "b"), PAIRS)
def test_divergences_beside_integrals(p, a, q, b):
    """∫ f_p log(f_p/f_q) by a rule with two steps, which agree, with SciPy's densities."""
    law, other = SCIPY[p][1](*a), SCIPY[q][1](*b)
    low, high = law.ppf(1e-13), law.ppf(1 - 1e-13)
    nodes = [low, *law.ppf([0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999]).tolist(), high]
    nodes = sorted({*nodes, *(x for x in (b[0],) if q == "Laplace" and low < x < high)})
    coarse, integral = (double_exponential(lambda x: law.pdf(x) * (law.logpdf(x) - other.logpdf(x)), nodes, step) for step in (1/32, 1/64))
    assert coarse == pytest.approx(integral, rel=1e-7, abs=1e-9)
    found = value(lambda: divergence(FAMILIES[p].right(a), FAMILIES[q].right(b)))
    assert found == pytest.approx(integral, rel=1e-5, abs=1e-7)


def test_supports_decide_where_a_divergence_is_infinite():
    def is_covered(p, a, q, b):
        return covers(FAMILIES[q].right(b), FAMILIES[p].right(a))

    assert is_covered("Uniform", (0.0, 1.0), "Beta", (2.0, 2.0)) and is_covered("Uniform", (0.0, 1.0), "Uniform", (0.0, 1.0))
    assert not is_covered("Uniform", (0.0, 1.5), "Beta", (2.0, 2.0)) and not is_covered("Uniform", (-0.5, 1.0), "Gamma", (2.0, 2.0))
    assert is_covered("Pareto", (2.0, 1.0), "Pareto", (2.0, 3.0)) and not is_covered("Pareto", (1.0, 1.0), "Pareto", (2.0, 3.0))
    assert is_covered("Bernoulli", (1.0,), "Poisson", (2.0,)) and not is_covered("Poisson", (2.0,), "Bernoulli", (0.5,))
    assert is_covered("Poisson", (0.0,), "Bernoulli", (0.5,)) and is_covered("Bernoulli", (0.0,), "Bernoulli", (0.0,))
    assert not is_covered("Normal", (0.0, 1.0), "Poisson", (1.0,))


triples = st.lists(st.floats(0.2, 9), min_size=3, max_size=3)


@given(triples, triples)
@settings(max_examples=25)
def test_vectors_beside_scipy(first, second):
    a, b = [exact(v) for v in first], [exact(v) for v in second]
    assert value(Dirichlet(a).entropy) == pytest.approx(stats.dirichlet(first).entropy(), rel=1e-9, abs=1e-9)
    x = np.array([0.2, 0.3, 0.5])
    assert value(lambda: Dirichlet(a).log_density([exact(v) for v in x])) == pytest.approx(stats.dirichlet(first).logpdf(x), abs=1e-9)
    assert [value(lambda k=k: Dirichlet(a).variance(k)) for k in range(3)] == pytest.approx(stats.dirichlet(first).var(), rel=1e-9)
    p, q = np.array(first) / sum(first), np.array(second) / sum(second)
    assert value(lambda: Categorical(a).divergence(Categorical(b))) == pytest.approx(float((p * np.log(p / q)).sum()), abs=1e-12)
    assert value(Multinomial(4, a).entropy) == pytest.approx(float(stats.multinomial(4, p).entropy()), rel=1e-9)
    assert value(lambda: Multinomial(4, a).log_density((1, 1, 2))) == pytest.approx(stats.multinomial(4, p).logpmf([1, 1, 2]), rel=1e-9)
    want = mpmath.log(mpmath.beta(second[0], second[1]) / mpmath.beta(first[0], first[1])) + sum(
        (u - v) * (mpmath.digamma(u) - mpmath.digamma(sum(first[:2]))) for u, v in zip(first[:2], second[:2]))
    assert value(lambda: Dirichlet(a[:2]).divergence(Dirichlet(b[:2]))) == pytest.approx(float(want), abs=1e-9)


@given(scale, place, scale, scale, st.floats(1.6, 9))
@settings(max_examples=25)
def test_matrices_beside_scipy(first, corner, second, other, degrees):
    factor = np.array([[first, 0], [corner, second]])
    covariance = factor @ factor.T
    rows = matrix([[exact(v) for v in row] for row in factor])
    balls, unit = rows * rows.transpose(), matrix([[exact(other), arb(0)], [arb(0), arb(1)]])
    normal = Gaussian([exact(0.5), exact(-1.0)], balls)
    joint = stats.multivariate_normal([0.5, -1.0], covariance)
    assert value(normal.entropy) == pytest.approx(joint.entropy(), rel=1e-8, abs=1e-8)
    assert value(lambda: normal.log_density([arb(1), arb(2)])) == pytest.approx(joint.logpdf([1, 2]), rel=1e-6)
    law, theirs = Wishart(exact(degrees), balls), stats.wishart(degrees, covariance) if degrees > 2 else None
    point = np.array([[2.0, 0.5], [0.5, 1.0]])
    if theirs:
        assert value(law.entropy) == pytest.approx(theirs.entropy(), rel=1e-7, abs=1e-7)
        assert value(lambda: law.log_density(matrix([[exact(v) for v in row] for row in point]))) == pytest.approx(theirs.logpdf(point), rel=1e-6)
    q = Wishart(exact(3.0), unit)
    cross = np.trace(np.linalg.inv(np.diag([other, 1.0])) @ covariance)
    mean_log_det = float(law.mean_log_det().mid())
    log_density = -0.5 * degrees * cross - 3 * math.log(2) - 1.5 * math.log(other) - float(mpmath.log(mpmath.sqrt(mpmath.pi) * mpmath.gamma(1.5) * mpmath.gamma(1)))
    assert value(lambda: law.divergence(q)) == pytest.approx(-value(law.entropy) - log_density, rel=1e-6, abs=1e-6)
    assert mean_log_det == pytest.approx(float(mpmath.digamma(degrees / 2) + mpmath.digamma((degrees - 1) / 2)) + math.log(4 * np.linalg.det(covariance)), abs=1e-6)


@given(st.floats(0.8, 3), inner)
@settings(max_examples=10, deadline=None)
def test_relaxed_and_correlation_densities_have_mass_one(temperature, share):
    def relaxed(x):
        p = exact(float(x))
        return math.exp(float(relaxed_one_hot(exact(temperature), [exact(share), 1 - exact(share)], [p, 1 - p]).value.mid()))

    logistic = mpmath.quad(lambda t: relaxed(1 / (1 + mpmath.exp(-t))) * mpmath.exp(-t) / (1 + mpmath.exp(-t)) ** 2, np.linspace(-30, 30, 13).tolist())
    assert float(logistic) == pytest.approx(1, abs=2e-5)
    correlation = mpmath.quad(
        lambda r: math.exp(float(lkj_cholesky(2, exact(1 + temperature), [arb(1), (1 - exact(float(r)) ** 2).sqrt()]).value.mid())), [1e-12 - 1, 0, 1 - 1e-12])
    assert float(correlation) == pytest.approx(1, abs=1e-6)


def test_composed_right_values_beside_other_routes():
    """Mixtures, logistic laws and broken sticks, as torch computes them in double precision at harmless points."""
    answered = 0
    for case in composed_questions():
        if case.right is not None and "TransformedDistribution" not in case.distribution and "-800" not in case.parameters:
            assert float(case.said()) == pytest.approx(value(case.right), rel=1e-9, abs=1e-12)
            answered += 1
    assert answered > 40


def test_precision_rises_until_the_ball_is_narrow():
    seen = []

    def cancelling():
        seen.append(ctx.prec)
        return only(1 + arb(10) ** -200 - 1)

    assert float((certified(cancelling).value * arb(10) ** 200).mid()) == pytest.approx(1)
    assert seen == sorted(seen) and len(seen) > 1


torch.set_default_dtype(torch.float64)
