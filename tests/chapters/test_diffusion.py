"""The theorems about diffusion models: on chains of exact numbers, by adding up, and on Gaussian chains, by the code that runs."""

import math
import random
from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import diffusion
from tests.support.dense_chains import random_chain

evidence = pytest.mark.evidence
torch.set_default_dtype(torch.float64)

# --- exact chains -----------------------------------------------------------------------------------------------------


@st.composite
def two_chains(draw):
    """q, p, and the number of steps: chains of one or two states more than one, without zeros, and T from 1 to 4."""
    rng, size, steps = random.Random(draw(st.integers(0, 10**9))), draw(st.integers(2, 3)), draw(st.integers(1, 4))
    return random_chain(rng, size, steps), random_chain(rng, size, steps), steps


def paths(chain):
    return [dict(enumerate(path)) for path in chain.joint]


def after(path):
    return {t: s for t, s in path.items() if t}


@evidence("diffusion.forward_factors", kind="exact")
@evidence("diffusion.reverse_factors", kind="exact")
@evidence("diffusion.reversal", kind="exact")
@given(two_chains())
def test_the_law_of_a_path_is_a_product_in_both_directions(chains):
    q, _, last = chains
    for path in paths(q):
        forwards = math.prod(q.density({t: path[t]}, {t - 1: path[t - 1]}) for t in range(1, last + 1))
        backwards = math.prod(q.density({t - 1: path[t - 1]}, {t: path[t]}) for t in range(1, last + 1))
        assert q.density(after(path), {0: path[0]}) == forwards
        assert q.mass(path) == q.mass({last: path[last]})*backwards


@evidence("diffusion.past_forgotten", kind="exact")
@evidence("diffusion.one_step_back", kind="exact")
@evidence("diffusion.inverted", kind="exact")
@given(two_chains())
def test_a_step_back_is_the_step_and_two_marginal_laws(chains):
    q, _, last = chains
    for path in paths(q):
        x0 = {0: path[0]}
        for t in range(1, last):
            now, then = {t: path[t]}, {t + 1: path[t + 1]}
            step = q.density(then, now)
            assert q.density(then, {**now, **x0}) == step
            assert q.density(now, {**then, **x0}) == step*q.density(now, x0)/q.density(then, x0)
            assert step == q.density(now, {**then, **x0})*q.density(then, x0)/q.density(now, x0)


@evidence("diffusion.marginals_telescope", kind="exact")
@given(two_chains())
def test_the_marginal_laws_cancel_but_for_two(chains):
    """The sum of logarithms as the logarithm of a product of fractions, so that nothing is rounded."""
    q, _, last = chains
    for path in paths(q):
        law = [q.density({t: path[t]}, {0: path[0]}) for t in range(1, last + 1)]
        assert math.prod((a/b for a, b in zip(law, law[1:])), start=Fraction(1)) == law[0]/law[-1]


def bound_of(q, p, x0):
    """𝔼_{q(x_{1:T} | x_0)}[log p(x_{0:T})/q(x_{1:T} | x_0)] by adding over all paths from x_0."""
    from_there = [path for path in paths(q) if path[0] == x0]
    return math.fsum(q.density(after(path), {0: x0})*math.log(p.mass(path)/q.density(after(path), {0: x0})) for path in from_there)


def divergence(a, b):
    return math.fsum(u*math.log(u/v) for u, v in zip(a, b))


def terms_of(q, p, x0, last):
    """The expected log density of the data, the divergences for t = 2 … T, and that of x_T."""
    states = range(q.size)
    first = math.fsum(q.density({1: s}, {0: x0})*math.log(p.density({0: x0}, {1: s})) for s in states)
    steps = [math.fsum(q.density({t: s}, {0: x0})*divergence([q.density({t - 1: r}, {t: s, 0: x0}) for r in states],
                                                           [p.density({t - 1: r}, {t: s}) for r in states]) for s in states)
             for t in range(2, last + 1)]
    end = divergence([q.density({last: s}, {0: x0}) for s in states], [p.mass({last: s}) for s in states])
    return first, steps, end


@evidence("diffusion.averaged", kind="exact")
@evidence("diffusion.tight", kind="exact")
@given(two_chains())
def test_the_bound_of_the_chain_itself_is_tight_and_the_mean_of_any_is_a_bound(chains):
    q, p, _ = chains
    law = [q.mass({0: s}) for s in range(q.size)]
    for x0, mass in enumerate(law):
        assert math.isclose(bound_of(q, q, x0), math.log(mass), rel_tol=1e-11, abs_tol=1e-11)
    mean = math.fsum(mass*bound_of(q, p, x0) for x0, mass in enumerate(law))
    assert mean <= math.fsum(mass*math.log(p.mass({0: x0})) for x0, mass in enumerate(law)) + 1e-12


@evidence("diffusion.bound", kind="exact")
@evidence("diffusion.terms", kind="exact")
@given(two_chains())
def test_the_bound_is_one_and_falls_into_terms(chains):
    q, p, last = chains
    for x0 in range(q.size):
        value = bound_of(q, p, x0)
        first, steps, end = terms_of(q, p, x0, last)
        assert value <= math.log(p.mass({0: x0})) + 1e-12
        assert math.isclose(value, first - math.fsum(steps) - end, rel_tol=1e-11, abs_tol=1e-11)


def test_a_lost_term_would_be_noticed():
    """The mistake of the sum that begins at t = 3: on these chains it changes the bound by far more than rounding does."""
    rng = random.Random(0)
    q, p = random_chain(rng, 2, 3), random_chain(rng, 2, 3)
    first, steps, end = terms_of(q, p, 0, 3)
    assert abs(bound_of(q, p, 0) - (first - math.fsum(steps[1:]) - end)) > 1e-4


# --- Gaussian chains --------------------------------------------------------------------------------------------------


def log_normal(x, mean, variance):
    return torch.distributions.Normal(mean, variance**0.5).log_prob(x)


@st.composite
def gaussian_paths(draw):
    """A schedule of two to six steps, and a path drawn from its chain; x_0 is N(m, v)."""
    betas = torch.tensor(draw(st.lists(st.floats(0.01, 0.9), min_size=2, max_size=6)))
    data = diffusion.Gaussian(torch.tensor(draw(st.floats(-2, 2))), torch.tensor(draw(st.floats(0.2, 3))))
    noise = torch.tensor(draw(st.lists(st.floats(-3, 3), min_size=len(betas) + 1, max_size=len(betas) + 1)))
    path = [data.mean + data.variance**0.5*noise[0]]
    for beta, one in zip(betas, noise[1:]):
        path.append((1 - beta)**0.5*path[-1] + beta**0.5*one)
    return betas, data, torch.stack(path)


def step(path, betas, t):
    """log q(x_t | x_{t−1})."""
    return log_normal(path[t], (1 - betas[t - 1])**0.5*path[t - 1], betas[t - 1])


def marginal(path, betas, t):
    """log q(x_t | x_0), by the code."""
    return log_normal(path[t], *diffusion.forward_marginal(path[0], t, betas))


def back(path, betas, t):
    """log q(x_{t−1} | x_t, x_0), by the code."""
    return log_normal(path[t - 1], *diffusion.posterior_mean_variance(path[0], path[t], t, betas))


@evidence("diffusion.one_step_back", kind="agreement")
@evidence("diffusion.inverted", kind="agreement")
@evidence("diffusion.past_forgotten", kind="agreement")
@given(gaussian_paths())
def test_the_code_steps_back_as_the_theorem_says(chain):
    """Both conditionals are of the code; that x_0 says nothing more of x_{t+1} is what makes the product a joint density."""
    betas, _, path = chain
    for t in range(2, len(betas) + 1):
        torch.testing.assert_close(back(path, betas, t), step(path, betas, t) + marginal(path, betas, t - 1) - marginal(path, betas, t),
                                   rtol=1e-9, atol=1e-9)


@evidence("diffusion.forward_factors", kind="agreement")
@evidence("diffusion.marginals_telescope", kind="agreement")
@given(gaussian_paths())
def test_the_path_of_the_code_factors_in_both_directions(chain):
    """Σ_t log q(x_t | x_{t−1}) is log q(x_T | x_0) and the steps back: the marginal laws in between cancel."""
    betas, _, path = chain
    last = len(betas)
    forwards = sum(step(path, betas, t) for t in range(1, last + 1))
    backwards = marginal(path, betas, last) + sum(back(path, betas, t) for t in range(2, last + 1))
    between = sum(marginal(path, betas, t - 1) - marginal(path, betas, t) for t in range(2, last + 1))
    torch.testing.assert_close(forwards, backwards, rtol=1e-9, atol=1e-9)
    torch.testing.assert_close(between, marginal(path, betas, 1) - marginal(path, betas, last), rtol=1e-9, atol=1e-9)


@evidence("diffusion.reverse_factors", kind="agreement")
@evidence("diffusion.reversal", kind="agreement")
@given(gaussian_paths())
def test_the_exact_reversal_has_the_law_of_the_chain(chain):
    """log q(x_0) and the steps are log q(x_T) and the reversed steps of the code."""
    betas, data, path = chain
    reverse = diffusion.exact_reverse(data, betas)
    back_there = log_normal(path[:-1], reverse.slope*path[1:] + reverse.offset, reverse.variance).sum()
    end = log_normal(path[-1], *diffusion.diffused(data, len(betas), betas))
    forwards = log_normal(path[0], *data) + sum(step(path, betas, t) for t in range(1, len(betas) + 1))
    torch.testing.assert_close(forwards, end + back_there, rtol=1e-9, atol=1e-9)


@evidence("diffusion.terms", kind="agreement")
@evidence("diffusion.bound", kind="agreement")
@evidence("diffusion.tight", kind="agreement")
@evidence("diffusion.averaged", kind="agreement")
@given(gaussian_paths(), st.floats(-0.5, 0.5), st.floats(0.5, 2))
def test_the_terms_of_the_code_are_those_of_the_theorem(chain, shift, factor):
    """One draw of the log ratio has the bound as its mean: with the exact reversal it is log q(x_0) for every path, and the
    terms of the code add up to that; with another model the terms are more by a divergence, never less."""
    betas, data, path = chain
    end = diffusion.diffused(data, len(betas), betas)
    exact = diffusion.exact_reverse(data, betas)
    terms = diffusion.bound_terms(path[0], betas, exact, end)
    torch.testing.assert_close(terms.total, -log_normal(path[0], *data), rtol=1e-8, atol=1e-8)
    other = diffusion.linear_reverse(exact.slope, exact.offset + shift, exact.variance*factor, betas)
    whole = diffusion.bound_terms(data, betas, other, end).total
    entropy = 0.5*torch.log(2*math.pi*math.e*data.variance)
    assert whole >= entropy - 1e-9
