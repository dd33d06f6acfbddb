"""Tests of impl.cavi against brute-force sums, grids of competing factors, and models with a known answer."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import cavi
from impl.elbo import log_evidence, log_posterior

torch.set_default_dtype(torch.float64)


@st.composite
def models(draw, zeros=False, batch=()):
    """log p(x, z_1, …, z_n) with n up to three, and log-factors."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    seed = draw(st.integers(0, 2**32))
    random = np.random.default_rng(seed)
    table = random.normal(0, draw(st.sampled_from([0.1, 1, 5])), (*batch, *sizes))
    factors = [random.dirichlet(np.ones(size), batch or None).reshape(*batch, size) for size in sizes]
    if zeros:  # remove a value of one latent, from q and then from p
        i = draw(st.integers(0, len(sizes) - 1))
        if sizes[i] > 1:
            factors[i][..., 0] = 0
            factors[i] /= factors[i].sum(-1, keepdims=True)
            table[(..., 0, *[slice(None)] * (len(sizes) - 1 - i))] = draw(st.sampled_from([-np.inf, 3.0]))
    with np.errstate(divide="ignore"):
        return torch.tensor(table), [torch.tensor(np.log(f)) for f in factors]


def brute_elbo(table, factors):
    """Σ_z q(z) (log p(x, z) − log q(z)), one z after another."""
    total = 0.0
    for z in itertools.product(*(range(len(f)) for f in factors)):
        log_q = sum(float(f[i]) for f, i in zip(factors, z, strict=True))
        if log_q > -math.inf:
            total += math.exp(log_q) * (float(table[z]) - log_q)
    return total


def brute_factor(table, factors, i):
    """exp E_{−i}[log p] and its sum, one z after another."""
    scores = np.zeros(len(factors[i]))
    for z in itertools.product(*(range(len(f)) for f in factors)):
        mass = math.exp(sum(float(f[k]) for j, (f, k) in enumerate(zip(factors, z, strict=True)) if j != i))
        if mass:
            scores[z[i]] += mass * float(table[z])
    return scores


@given(st.booleans().flatmap(lambda zeros: models(zeros)))
def test_elbo_and_optimal_factor_are_their_definitions(model):
    table, factors = model
    room = 1e-13 * (10 + float(torch.where(table.isinf(), 0, table).abs().max()))
    want = brute_elbo(table, factors)
    assert float(cavi.mean_field_elbo(table, factors)) == pytest.approx(want, rel=0, abs=room)
    for i in range(len(factors)):
        scores = brute_factor(table, factors, i)
        normaliser = np.logaddexp.reduce(scores)
        factor, log_normaliser = cavi.optimal_factor(table, factors, i)
        assert float(log_normaliser) == pytest.approx(normaliser, rel=0, abs=room)
        np.testing.assert_allclose(factor, scores - normaliser, rtol=0, atol=2 * room)


@given(models(), st.data())
def test_optimal_factor_beats_every_other(model, data):
    """ELBO(q_i) = ELBO(q_i*) − KL(q_i‖q_i*) for every q_i on a grid, so none is better."""
    table, factors = model
    i = data.draw(st.integers(0, len(factors) - 1))
    best, _ = cavi.optimal_factor(table, factors, i)
    top = cavi.mean_field_elbo(table, [*factors[:i], best, *factors[i + 1 :]])
    size = len(factors[i])
    for counts in itertools.product(range(4), repeat=size):
        if sum(counts) == 3:
            other = (torch.tensor(counts) / 3.0).log()
            value = cavi.mean_field_elbo(table, [*factors[:i], other, *factors[i + 1 :]])
            pairs = [(float(a), float(b)) for a, b in zip(other, best, strict=True) if a > -math.inf]
            divergence = sum(math.exp(a) * (a - b) for a, b in pairs)
            room = 1e-12 * (10 + abs(float(top)) + divergence)
            assert float(value) == pytest.approx(float(top) - divergence, rel=0, abs=room)
            assert value <= top + room


@given(models(batch=(2, 3)))
def test_trace_is_the_elbo_after_each_update_and_never_falls(model):
    table, start = model
    kept = [f.clone() for f in start]
    run = cavi.cavi(table, start, sweeps=4, tolerance=0)
    n, factors = len(start), list(start)
    assert run.trace.shape[1:] == (2, 3)
    assert len(run.trace) % n == 1 % n
    scale = 1e-13 * (10 + float(table.abs().max()))
    for step, value in enumerate(run.trace):
        if step:
            factors[(step - 1) % n] = cavi.optimal_factor(table, factors, (step - 1) % n)[0]
        torch.testing.assert_close(value, cavi.mean_field_elbo(table, factors), rtol=0, atol=scale)
    for got, want in zip(run.factors, factors, strict=True):
        assert torch.equal(got, want)
    assert float(run.trace.diff(dim=0).min()) >= -scale
    assert bool((run.trace[-1] <= log_evidence(table.flatten(-n)) + scale).all())
    assert all(torch.equal(a, b) for a, b in zip(start, kept, strict=True))


@given(models(batch=(3,)))
def test_batches_are_their_rows(model):
    table, start = model
    whole = cavi.cavi(table, start, sweeps=3, tolerance=0)
    for row in range(3):
        alone = cavi.cavi(table[row], [f[row] for f in start], sweeps=3, tolerance=0)
        last = min(len(whole.trace), len(alone.trace))
        torch.testing.assert_close(whole.trace[:last, row], alone.trace[:last], rtol=1e-12, atol=1e-12)


@given(models())
def test_independent_latents_are_solved_in_one_sweep(model):
    """Where p factorises the optimum is the posterior, and the ELBO is log p(x)."""
    _, factors = model
    table = cavi.product(factors) - 2.5
    run = cavi.cavi(table, cavi.uniform(table, len(factors)))
    assert run.converged
    assert float(run.trace[len(factors)]) == pytest.approx(-2.5, abs=1e-12)
    for got, want in zip(run.factors, factors, strict=True):
        torch.testing.assert_close(got, want, rtol=0, atol=1e-12 * (10 + float(want.abs().max())))


def test_one_latent_is_the_posterior():
    table = torch.tensor([0.2, 0.05, 0.1]).log()
    run = cavi.cavi(table, cavi.uniform(table, 1))
    torch.testing.assert_close(run.factors[0], log_posterior(table), rtol=0, atol=1e-15)
    assert float(run.trace[1]) == pytest.approx(math.log(0.35), abs=1e-15)


def test_symmetric_table_has_a_saddle_at_the_uniform_start():
    """For two spins that tend to agree the uniform start is stationary, and a tilted start climbs to a mode."""
    table = torch.tensor([[0.49, 0.01], [0.01, 0.49]]).log()
    saddle = cavi.cavi(table, cavi.uniform(table, 2))
    tilted = cavi.cavi(table, [torch.tensor([0.6, 0.4]).log()] * 2)
    assert saddle.converged
    assert tilted.converged
    torch.testing.assert_close(saddle.factors[0].exp(), torch.tensor([0.5, 0.5]))
    assert float(tilted.trace[-1]) > float(saddle.trace[-1]) + 0.3
    t = tilted.factors[0].exp()
    # The fixed point of the mean-field equation logit(t) = log(49) (2 t − 1).
    assert float((t[0] / t[1]).log()) == pytest.approx(math.log(49) * float(2 * t[0] - 1), abs=1e-4)


def test_convergence_is_judged_over_a_whole_sweep():
    """The last latent has one value, so its update never raises the ELBO."""
    table = torch.tensor([[0.49, 0.01], [0.01, 0.49]]).log()
    start = [torch.tensor([0.6, 0.4]).log()] * 2
    want = cavi.cavi(table, start)
    run = cavi.cavi(table.unsqueeze(-1), [*start, torch.zeros(1)])
    assert float(run.trace[-1]) == pytest.approx(float(want.trace[-1]), rel=0, abs=1e-14)
    assert len(run.trace) - 1 == (len(want.trace) - 1) / 2 * 3


def test_start_is_broadcast_over_the_batch():
    tilted = torch.tensor([[0.6, 0.4], [0.3, 0.7]]).log()
    table = torch.tensor([[0.49, 0.01], [0.02, 0.48]]).log()
    run = cavi.cavi(table, [tilted, tilted[0]], sweeps=2)
    for row in range(2):
        torch.testing.assert_close(run.trace[:, row], cavi.cavi(table, [tilted[row], tilted[0]], sweeps=2).trace)


def test_a_batch_has_converged_where_each_of_its_rows_has():
    """One row is stationary from the start on; the other needs several sweeps, wherever it stands in the batch."""
    table = torch.tensor([[0.49, 0.01], [0.01, 0.49]]).log()
    rows = [torch.tensor([0.5, 0.5]).log(), torch.tensor([0.51, 0.49]).log()]
    still, moves = (cavi.cavi(table, [row] * 2) for row in rows)
    assert len(still.trace) == 3 and len(moves.trace) > 7
    for order in rows, rows[::-1]:
        start = [torch.stack(order)] * 2
        run = cavi.cavi(table, start)
        assert run.converged and len(run.trace) == len(moves.trace)
        assert not cavi.cavi(table, start, sweeps=2).converged


def test_too_few_sweeps_are_reported():
    table = torch.tensor([[0.49, 0.01], [0.01, 0.49]]).log()
    run = cavi.cavi(table, [torch.tensor([0.6, 0.4]).log()] * 2, sweeps=1)
    assert not run.converged
    assert len(run.trace) == 3


TABLE = torch.zeros(2, 3)
START = cavi.uniform(TABLE, 2)
DIAGONAL = torch.eye(2).log()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("log_joint", lambda: cavi.cavi(torch.full((2, 3), math.nan), START)),
        ("log_joint", lambda: cavi.cavi(torch.zeros(3), START)),
        ("log_joint", lambda: cavi.uniform(torch.zeros(3), 2)),
        ("latents", lambda: cavi.uniform(TABLE, 0)),
        ("start", lambda: cavi.cavi(TABLE, [])),
        ("start", lambda: cavi.cavi(TABLE, None)),
        ("factors", lambda: cavi.product(None)),
        ("factors", lambda: cavi.product([])),
        (r"start\[0\]", lambda: cavi.cavi(TABLE, [START[1], START[0]])),
        (r"start\[1\]", lambda: cavi.cavi(TABLE, [START[0], START[1] + 1])),
        (r"start\[1\]", lambda: cavi.cavi(TABLE, [START[0].expand(2, 2), START[1].expand(3, 3)])),
        (r"start\[0\]", lambda: cavi.cavi(TABLE.expand(3, 2, 3), [START[0].expand(2, 2), START[1]])),
        (r"start\[1\]", lambda: cavi.cavi(TABLE, [START[0], START[1].float()])),
        ("log_joint, start", lambda: cavi.cavi(TABLE.float(), START)),
        (r"factors\[1\]", lambda: cavi.mean_field_elbo(TABLE, [START[0], START[1] + 1])),
        ("factors", lambda: cavi.cavi(DIAGONAL, cavi.uniform(DIAGONAL, 2))),
        ("i", lambda: cavi.optimal_factor(TABLE, START, 2)),
        ("i", lambda: cavi.optimal_factor(TABLE, START, -1)),
        ("i", lambda: cavi.optimal_factor(TABLE, START, 1.0)),
        ("latents", lambda: cavi.uniform(TABLE, 1.5)),
    ]
    + [("sweeps", lambda n=n: cavi.cavi(TABLE, START, sweeps=n)) for n in (0, math.nan, 1.5, True, None)]
    + [("tolerance", lambda t=t: cavi.cavi(TABLE, START, tolerance=t)) for t in (math.nan, math.inf, -1.0, "a", None)],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
