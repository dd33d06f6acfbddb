"""How fast the importance-weighted bound closes: a witness against each hypothesis, and near misses of the rules."""

import math
from fractions import Fraction

import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivations.attack.counterexamples import refute
from impl import iwelbo
from impl.elbo import log_evidence
from tests.support.exact_tables import laws, log
from tests.support.rule_examples import typed

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def moments(p, q):
    """μ₂, μ₃, μ₄ of the relative error, and the least relative weight, all rational."""
    d = [(chance, a/chance/sum(p) - 1) for a, chance in zip(p, q, strict=True) if chance]
    return *(sum(chance*x**n for chance, x in d) for n in (2, 3, 4)), 1 + min(x for _, x in d)


def gap(p, q, k):
    return float(log_evidence(log(p)) - iwelbo.exact(log(p), log(q), k))


@evidence("iwelbo_rate.rate_below", kind="exact")
@evidence("iwelbo_rate.rate_above", kind="exact")
@given(laws(4, zeros=False), laws(4, zeros=False), st.integers(1, 200))
def test_both_bounds_are_within_a_constant_over_k(p, q, k):
    """The constant in the prose of rate_above, exactly."""
    second, third, fourth, least = moments(p, q)
    below = -third/(3*k)
    above = below + (fourth + 3*(k - 1)*second**2)/(4*least*k**2)
    constant = abs(third)/3 + (fourth + 3*second**2)/(4*least)
    assert -constant/k <= below <= above <= constant/k


# --- witnesses against each hypothesis ----------------------------------------------------------------------------


def pareto_gap(a, k):
    """log 𝔼[w] − 𝔼[log of the average of k] for independent weights with P(w > t) = t⁻ᵃ, t ≥ 1.

    By log s = ∫ (e⁻ᵗ − e⁻ˢᵗ)/t dt and 𝔼[e⁻ˢʷ] = a E_{a+1}(s): one integral, whatever k is."""
    with mp.workdps(30):
        a = mpf(a)

        def integrand(u):  # t = eᵘ
            t = mp.e**u
            return mp.e**-t - (a*mp.expint(a + 1, t/k))**k
        value = mp.quad(integrand, [-60, -30, -15, -8, -4, -2, 0, 2, 4, 6])
        return float(mp.log(a/(a - 1)) - value)


def test_pareto_gap_where_it_is_known():
    """One weight: 𝔼[log w] = 1/a."""
    assert pareto_gap(2.5, 1) == pytest.approx(math.log(5/3) - 0.4, abs=1e-12)


@evidence("iwelbo_rate.rate_below", kind="quadrature")
def test_infinite_variance_has_no_rate():
    """Weights of at least a third of their mean, but with tails t^{-3/2}: K · gap grows like √K."""
    grown = [k*pareto_gap(1.5, k) for k in (10, 160, 2560)]
    assert grown[1] > 2.5*grown[0] and grown[2] > 2.5*grown[1]


@evidence("iwelbo_rate.rate_above", kind="quadrature")
def test_infinite_third_moment_has_a_limit_but_not_this_rate():
    """Tails t^{-5/2}, relative variance 4/5: K · gap does tend to 2/5, and K |K · gap − 2/5| grows without bound."""
    off = [abs(k*pareto_gap(2.5, k) - 0.4) for k in (10, 160, 2560)]
    assert off[0] > 2*off[1] > 4*off[2]
    assert 160*off[1] > 3*10*off[0] and 2560*off[2] > 3*160*off[1]


@evidence("iwelbo_rate.gap_above", kind="exact")
def test_one_tiny_weight_breaks_the_upper_bound():
    """All moments stay below one; the bound that would hold for weights of at least p/2 fails at every K."""
    tiny = Fraction(1, 10**300)
    p, q = [Fraction(1, 10)*tiny, 1 - Fraction(1, 10)*tiny], [Fraction(1, 10), Fraction(9, 10)]
    second, third, fourth, _ = moments(p, q)
    assert max(second, abs(third), fourth) < 1
    for k in (1, 2):
        assert gap(p, q, k) > float(second/(2*k) - third/(3*k**2) + (fourth + 3*(k - 1)*second**2)*2/(4*k**3))
    assert gap([Fraction(0), Fraction(1)], q, 9) == math.inf  # and with a weight of zero no bound is finite


@evidence("iwelbo_rate.centred", kind="exact")
@evidence("iwelbo.covered_bound", kind="agreement")
def test_without_cover_the_gap_stays_open():
    p, q = [Fraction(1, 3), Fraction(1, 2), Fraction(1, 6)], [Fraction(3, 5), Fraction(2, 5), Fraction(0)]
    assert sum(b*(a/b - 1) for a, b in zip(p, q, strict=True) if b) == Fraction(-1, 6)
    left = math.log(6/5)
    assert all(left < gap(p, q, k) for k in (1, 10, 100))
    assert gap(p, q, 1000) == pytest.approx(left, abs=2e-4)


@evidence("iwelbo.sure_to_be_positive", kind="agreement")
@given(laws(3), laws(3), st.integers(1, 5))
def test_finite_exactly_where_p_has_mass(p, q, k):
    finite = float(iwelbo.exact(log(p), log(q), k)) > -math.inf
    assert finite == all(a > 0 for a, b in zip(p, q, strict=True) if b)


# --- near misses of the rules -------------------------------------------------------------------------------------

CENTRED = "E[q(z)](f(z)) == 0"
FOURTH = "log(1 + f(z)) >= f(z) - f(z)**2/2 + f(z)**3/3 - f(z)**4/2"


@pytest.mark.parametrize(("hypotheses", "statement"), [
    ([CENTRED], "E[iid(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K"),
    ([CENTRED], "E[iid(q(z), K)](mean[k:K](f(z[k]))**3) == E[q(z)](f(z)**3)/K**2"),
    ([CENTRED], "E[iid(q(z), K)](mean[k:K](f(z[k]))**4) == (E[q(z)](f(z)**4) + 3*(K - 1)*E[q(z)](f(z)**2)**2)/K**3"),
    ([], "E[iid(q(z), K)](mean[k:K](f(z[k]))**3) == (E[q(z)](f(z)**3) + 3*(K - 1)*E[q(z)](f(z)**2)*E[q(z)](f(z))"
         " + (K - 1)*(K - 2)*E[q(z)](f(z))**3)/K**2"),
    (["2*(1 + f(z)) >= 1"], FOURTH),
    (["d(z) > 0"], "log(d(z)) <= (d(z) - 1) - (d(z) - 1)**2/2 + (d(z) - 1)**3/3"),
])
def test_rules_hold_in_small_models(hypotheses, statement):
    assert refute([typed(h) for h in hypotheses], typed(statement), levels=2, limit=4_000) is None


@pytest.mark.parametrize(("hypotheses", "statement"), [
    ([CENTRED], "E[identical(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K"),
    ([], "E[iid(q(z), K)](mean[k:K](f(z[k]))**2) == E[q(z)](f(z)**2)/K"),
    ([CENTRED], "E[iid(q(z), K)](mean[k:K](f(z[k]))**3) == E[q(z)](f(z)**3)/K"),
    ([CENTRED], "E[iid(q(z), K)](mean[k:K](f(z[k]))**4) == E[q(z)](f(z)**4)/K**3"),
    (["1 + f(z) > 0"], "log(1 + f(z)) >= f(z) - f(z)**2/2 + f(z)**3/3"),
    (["1 + f(z) > 0"], "log(1 + f(z)) <= f(z) - f(z)**2/2"),
    (["d(z) > 0"], "log(d(z)) >= (d(z) - 1) - (d(z) - 1)**2/2 + (d(z) - 1)**3/3 - (d(z) - 1)**4/8"),
])
def test_near_misses_are_refuted(hypotheses, statement):
    found = refute([typed(h) for h in hypotheses], typed(statement), levels=3)
    assert found is not None and found.certified == "exact"


def test_the_fourth_order_bound_needs_its_floor():
    """At 1 + t = 10⁻³ and b = 2 it fails; at 1 + t ≥ ½ it is an equality only at t = 0."""
    def slack(t):
        return math.log(1 + t) - (t - t**2/2 + t**3/3 - t**4/2)
    assert slack(-0.999) < 0 <= slack(-0.5)
    assert all(slack(t) > 0 for t in (-0.5, -0.1, 0.1, 1.0, 10.0))


@given(st.fractions(Fraction(1, 50), 50), st.integers(1, 60))
def test_both_taylor_bounds(u, b):
    assume(b*u >= 1)
    t = mpf(u.numerator)/u.denominator - 1
    polynomial = t - t**2/2 + t**3/3
    assert polynomial - b*t**4/4 - 1e-12 <= mp.log1p(t) <= polynomial + 1e-12
