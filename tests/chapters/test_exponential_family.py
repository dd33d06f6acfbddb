"""Exponential families of a few states: the chapter's own formulas beside autograd, and fractions beside both."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivations.attack.models import Models, random_models, signature
from derivations.chapters import exponential_family as chapter
from impl import gamma as impl
from tests.support.finite_models import Reading, assert_equal, case, log_table

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


class Drawn:
    """A model as tables for torch, the counting measure under it."""

    def __init__(self, model):
        self.model = model

    def number(self, name):
        thing = getattr(chapter, name)
        table = self.model.reals[thing] if thing in self.model.reals else self.model.functions[thing]
        return torch.tensor(np.asarray(table[0]).astype(float))

    h, t, u, eta, xi, a, b = (property(lambda self, name=name: self.number(name)) for name in ("h", "t", "u", "eta", "xi", "a", "b"))
    s = property(lambda self: log_table(self.model, chapter.s, "z").exp())

    def member(self, eta=None):
        """The log densities; a state without h has none."""
        return (self.h.log() + (self.eta if eta is None else eta)*self.t).log_softmax(-1)

    def normaliser(self, eta):
        return (self.h.log() + eta*self.t).logsumexp(-1)

    def mean(self, values, eta=None):
        return torch.where(self.h > 0, self.member(eta).exp()*values, 0).sum()

    def both(self, eta, xi):
        """The log-normaliser of two statistics."""
        return (self.h.log() + eta*self.t + xi*self.u).logsumexp(-1)

    def mean_of_both(self, values):
        return ((self.h.log() + self.eta*self.t + self.xi*self.u).softmax(-1)*values).sum()

    def cov(self, one, other):
        return self.mean_of_both((one - self.mean_of_both(one))*(other - self.mean_of_both(other)))


def moved(function, *at, orders=(0,)):
    """The derivative of a function of numbers in some of them, one after the other."""
    for place in orders:
        function = torch.func.jacrev(function, place)
    return function(*at)


def slope(m, order=1):
    return moved(m.normaliser, m.eta, orders=(0,)*order)


def spread(m):
    return m.mean((m.t - m.mean(m.t))**2)


def scores(m):
    return moved(m.member, m.eta)


def divergence(m, one, other):
    first, second = m.member(one), m.member(other)
    return torch.where(m.h > 0, first.exp()*torch.where(m.h > 0, first - second, 0), 0).sum()


def normaliser_slope(m, order):
    return moved(lambda eta: (m.h*(eta*m.t).exp()).sum(), m.eta, orders=(0,)*order)


@pytest.mark.parametrize(("theorem", "sides"), [
    case(evidence("exponential_family.log_density", kind="agreement"), lambda m: (m.member(), m.h.log() + m.eta*m.t - m.normaliser(m.eta))),
    case(evidence("exponential_family.mean_is_gradient", kind="agreement"), lambda m: (slope(m), m.mean(m.t))),
    case(evidence("exponential_family.hessian_is_variance", kind="agreement"), lambda m: (slope(m, 2), spread(m))),
    case(evidence("exponential_family.log_convex", kind="agreement"), lambda m: (
        normaliser_slope(m, 1)**2, normaliser_slope(m, 0)*normaliser_slope(m, 2))),
    case(evidence("exponential_family.score", kind="agreement"), lambda m: (scores(m), m.t - m.mean(m.t))),
    case(evidence("exponential_family.zero_score", kind="agreement"), lambda m: (m.mean(torch.nan_to_num(scores(m))), 0)),
    case(evidence("exponential_family.fisher_is_hessian", kind="agreement"), lambda m: (m.mean(torch.nan_to_num(scores(m))**2), slope(m, 2))),
    case(evidence("exponential_family.curvature", kind="agreement"), lambda m: (-moved(m.member, m.eta, orders=(0, 0)), slope(m, 2))),
    case(evidence("exponential_family.member_kl", kind="agreement"), lambda m: (
        divergence(m, m.eta, m.xi), m.normaliser(m.xi) - m.normaliser(m.eta) - (m.xi - m.eta)*m.mean(m.t))),
    case(evidence("exponential_family.bregman", kind="agreement"), lambda m: (
        divergence(m, m.eta, m.xi), m.normaliser(m.xi) - m.normaliser(m.eta) - (m.xi - m.eta)*slope(m))),
    case(evidence("exponential_family.above_tangent", kind="agreement"), lambda m: (
        m.normaliser(m.xi), m.normaliser(m.eta) + (m.xi - m.eta)*slope(m))),
    case(evidence("exponential_family.dual_value", kind="agreement"), lambda m: (
        m.eta*slope(m) - m.normaliser(m.eta), m.mean(torch.where(m.h > 0, m.member() - m.h.log(), 0)))),
    case(evidence("exponential_family.dual_bound", kind="agreement"), lambda m: (
        m.xi*slope(m) - m.normaliser(m.xi), m.eta*slope(m) - m.normaliser(m.eta))),
    case(evidence("exponential_family.fit_gradient", kind="agreement"), lambda m: (
        moved(lambda eta: eta*(m.s*m.t).sum() - m.normaliser(eta), m.eta), (m.s*m.t).sum() - m.mean(m.t))),
    case(evidence("exponential_family.better_fit", kind="agreement"), lambda m: (
        torch.where(m.s > 0, m.s*(m.member() - m.member(m.xi)), 0).sum(),
        divergence(m, m.eta, m.xi) + (m.eta - m.xi)*((m.s*m.t).sum() - m.mean(m.t)))),
    case(evidence("exponential_family.partial_is_mean", kind="agreement"), lambda m: (
        moved(m.both, m.eta, m.xi), m.mean_of_both(m.t))),
    case(evidence("exponential_family.partial_is_mean_second", kind="agreement"), lambda m: (
        moved(m.both, m.eta, m.xi, orders=(1,)), m.mean_of_both(m.u))),
    case(evidence("exponential_family.moves_by_covariance", kind="agreement"), lambda m: (
        moved(m.both, m.eta, m.xi, orders=(0, 1)), m.cov(m.t, m.u))),
    case(evidence("exponential_family.determinant", kind="agreement"), lambda m: (
        m.cov(m.t, m.u)**2, m.cov(m.t, m.t)*m.cov(m.u, m.u))),
])
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_sides_agree(theorem, sides, seed, states):
    sides_agree(theorem, sides, seed, states)


def sides_agree(theorem, sides, seed, states):
    statement, hypotheses = theorem.text.statement, [h for h, _ in theorem.text.hypotheses]
    drawn = random_models(signature(statement, *hypotheses), {"z": states}, {}, 1, np.random.default_rng(seed), 0.3)
    model = Models({"z": states}, {}, drawn.weights, drawn.functions, {}, {}, None, drawn.reals)
    reading = Reading(model, statement, *hypotheses)
    held = reading.held(hypotheses)
    assume(held.any())
    for side, value in zip(statement.args, sides(Drawn(model)), strict=True):
        if value is not None:
            assert_equal(torch.as_tensor(value).double(), reading.value(side), held)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.mean_is_gradient, lambda m: (normaliser_slope(m, 1), None)),
    (chapter.hessian_is_variance, lambda m: (None, m.mean(m.t**2))),
    (chapter.score, lambda m: (None, m.t)),
    (chapter.member_kl, lambda m: (divergence(m, m.xi, m.eta), None)),
    (chapter.bregman, lambda m: (None, m.normaliser(m.xi) - m.normaliser(m.eta))),
    (chapter.dual_value, lambda m: (None, m.mean(torch.nan_to_num(m.member(), neginf=0.0)))),
    (chapter.fit_gradient, lambda m: (None, (m.s*m.t).sum())),
    (chapter.moves_by_covariance, lambda m: (None, m.mean_of_both(m.t*m.u))),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    check = given(st.integers(0, 2**32))(lambda seed: sides_agree(theorem, sides, seed, 3))
    with pytest.raises(AssertionError):
        settings(database=None, phases=[Phase.generate], max_examples=200)(check)()


# --- in fractions -------------------------------------------------------------------------------------------------

STATES = st.lists(st.tuples(st.integers(1, 9), st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=4)
RATIOS = st.builds(Fraction, st.integers(1, 9), st.integers(1, 9))


def power(ratio, n):
    return Fraction(ratio)**n


def law(states, r, q=1):
    """The member at η = log r and ξ = log q, in fractions: exp(η t) is r to the power t."""
    weights = [h*power(r, t)*power(q, u) for h, t, u in states]
    return [w/sum(weights) for w in weights]


def mean(chances, values):
    return sum((c*v for c, v in zip(chances, values, strict=True)), Fraction(0))


def log(x):
    x = Fraction(x)
    return mp.log(mpf(x.numerator)) - mp.log(mpf(x.denominator))


def near(one, other):
    return abs(one - other) <= mpf(10)**-35*(1 + abs(one) + abs(other))


def jet(states, r, q=1):
    """The normaliser at log r, with its first two derivatives in log r: each brings a factor t down."""
    return [sum((h*power(r, t)*power(q, u)*Fraction(t)**k for h, t, u in states), Fraction(0)) for k in range(3)]


@evidence("exponential_family.mean_is_gradient", kind="exact")
@evidence("exponential_family.hessian_is_variance", kind="exact")
@evidence("exponential_family.log_convex", kind="exact")
@evidence("exponential_family.score", kind="exact")
@evidence("exponential_family.zero_score", kind="exact")
@evidence("exponential_family.fisher_is_hessian", kind="exact")
@evidence("exponential_family.curvature", kind="exact")
@evidence("exponential_family.fit_gradient", kind="exact")
@given(STATES, RATIOS, st.data())
def test_the_derivatives_in_fractions(states, r, data):
    """By the rules for quotients, from the derivatives of the normaliser; the moments as sums over the states."""
    z, first, second = jet(states, r)
    chances, t = law(states, r), [Fraction(t) for _, t, _ in states]
    centre = mean(chances, t)
    assert first/z == centre
    curved = (second*z - first**2)/z**2
    assert curved == mean(chances, [(x - centre)**2 for x in t]) >= 0 and first**2 <= z*second
    each = [(x*z - first)/z for x in t]  # the score: the derivative of h rᵗ/Z over h rᵗ/Z
    assert each == [x - centre for x in t] and mean(chances, each) == 0
    assert mean(chances, [x**2 for x in each]) == curved
    turned = [(x**2*z**2 - 2*x*first*z - second*z + 2*first**2)/z**2 - e**2 for x, e in zip(t, each, strict=True)]
    assert all(-one == curved for one in turned)
    counts = data.draw(st.lists(st.integers(0, 5), min_size=len(states), max_size=len(states)).filter(any))
    other = [Fraction(n, sum(counts)) for n in counts]
    assert mean(other, each) == mean(other, t) - centre


@evidence("exponential_family.log_density", kind="exact")
@evidence("exponential_family.member_kl", kind="exact")
@evidence("exponential_family.bregman", kind="exact")
@evidence("exponential_family.above_tangent", kind="exact")
@evidence("exponential_family.dual_value", kind="exact")
@evidence("exponential_family.dual_bound", kind="exact")
@evidence("exponential_family.better_fit", kind="exact")
@given(STATES, RATIOS, RATIOS, st.data())
def test_the_divergences_to_forty_digits(states, r, other, data):
    with mp.workdps(45):
        p, q, t = law(states, r), law(states, other), [t for _, t, _ in states]
        (z, first, _), (w, _, _) = jet(states, r), jet(states, other)
        number = lambda x: mpf(Fraction(x).numerator)/Fraction(x).denominator  # noqa: E731
        eta, xi, slope = log(r), log(other), number(first/z)
        for (h, x, _), chance in zip(states, p, strict=True):
            assert near(log(chance), log(h) + eta*x - log(z))
        between = mp.fsum(number(c)*log(c/d) for c, d in zip(p, q, strict=True))
        assert near(between, log(w) - log(z) - (xi - eta)*slope)
        assert log(w) >= log(z) + (xi - eta)*slope - mpf(10)**-38
        dual = mp.fsum(number(c)*log(c/h) for c, (h, _, _) in zip(p, states, strict=True))
        assert near(dual, eta*slope - log(z)) and xi*slope - log(w) <= dual + mpf(10)**-38
        counts = data.draw(st.lists(st.integers(0, 5), min_size=len(states), max_size=len(states)).filter(any))
        data_law = [Fraction(n, sum(counts)) for n in counts]
        better = mp.fsum(number(s)*log(c/d) for s, c, d in zip(data_law, p, q, strict=True))
        assert near(better, between + (eta - xi)*(number(mean(data_law, t)) - slope))


@evidence("exponential_family.partial_is_mean", kind="exact")
@evidence("exponential_family.partial_is_mean_second", kind="exact")
@evidence("exponential_family.moves_by_covariance", kind="exact")
@evidence("exponential_family.determinant", kind="exact")
@given(STATES, RATIOS, RATIOS)
def test_two_statistics_in_fractions(states, r, q):
    chances = law(states, r, q)
    total = {(j, k): sum((h*power(r, t)*power(q, u)*Fraction(t)**j*Fraction(u)**k for h, t, u in states), Fraction(0))
             for j, k in product(range(3), repeat=2)}
    t, u = [Fraction(t) for _, t, _ in states], [Fraction(u) for _, _, u in states]
    means = mean(chances, t), mean(chances, u)
    z = total[0, 0]
    assert (total[1, 0]/z, total[0, 1]/z) == means

    def cov(one, other):
        return mean(chances, [(x - mean(chances, one))*(y - mean(chances, other)) for x, y in zip(one, other, strict=True)])

    assert (total[1, 1]*z - total[1, 0]*total[0, 1])/z**2 == cov(t, u)  # the derivative in log r of total[0, 1]/z
    assert cov(t, u)**2 <= cov(t, t)*cov(u, u)


# --- the Gamma law is one of them ---------------------------------------------------------------------------------


@evidence("exponential_family.mean_is_gradient", kind="quadrature")
@evidence("exponential_family.hessian_is_variance", kind="quadrature")
@evidence("exponential_family.moves_by_covariance", kind="quadrature")
@pytest.mark.parametrize(("a", "s"), [(0.75, 2.0), (2.5, 0.5), (6.0, 1.25)])
def test_the_gamma_law_by_quadrature(a, s):
    """h = 1, t = x, u = log x, η = −1/s and ξ = a − 1, where states are the positive numbers: `impl.gamma` has the means and,
    in shape and scale, the Fisher information, of which the change of variables is written out."""
    with mp.workdps(25):
        weight = lambda x: mp.exp(-x/mpf(s) + (mpf(a) - 1)*mp.log(x))  # noqa: E731
        z, one, two, log_, log2, both = map(mpf, (
            mp.quad(lambda y, f=f: weight(mp.exp(y))*f(mp.exp(y))*mp.exp(y), [-90, -30, -8, -2, 1, 3, 5.5]) for f in (
                lambda x: 1, lambda x: x, lambda x: x*x, mp.log, lambda x: mp.log(x)**2, lambda x: x*mp.log(x))))
        found = [[two/z - (one/z)**2, both/z - one/z*log_/z], [both/z - one/z*log_/z, log2/z - (log_/z)**2]]
        torch.testing.assert_close(torch.tensor([float(one/z), float(log_/z)]), impl.mean_parameters(torch.tensor(a), torch.tensor(s)),
                                   rtol=1e-11, atol=1e-11)
    jacobian = torch.tensor([[0.0, 1.0], [s**2, 0.0]])  # of shape and scale in η and ξ
    want = jacobian.T @ impl.fisher_information(torch.tensor(a), torch.tensor(s)) @ jacobian
    torch.testing.assert_close(torch.tensor([[float(x) for x in row] for row in found]), want, rtol=1e-10, atol=1e-10)
