"""Coordinate ascent in the Normal-Gamma model: its updates, its limit, its rate, and natural-gradient steps."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import kl_divergence

from impl import cavi, normal_gamma
from impl.normal_gamma import MeanField, NormalGamma
from tests.impl.test_normal_gamma_laws import laws, moderate

torch.set_default_dtype(torch.float64)
EPS = torch.finfo(torch.float64).eps
some_data = st.lists(st.floats(-4, 4), min_size=1, max_size=6).map(torch.tensor)


def with_mu(q, loc, precision):
    return MeanField(loc, precision, q.shape, q.rate)


def with_tau(q, shape, rate):
    return MeanField(q.loc, q.precision, shape, rate)


@given(laws, some_data, laws)
@pytest.mark.evidence("cavi.ascent", kind="agreement")
@pytest.mark.evidence("cavi.fixed_point", kind="agreement")
def test_ascent_to_the_closed_form(prior, data, start):
    """Every update equals its replay, none lowers the ELBO, and the end is the optimum to the last digits."""
    law, q = NormalGamma(*prior), MeanField(*start)
    run = cavi.cavi_normal_gamma(law, data, q)
    assert run.converged
    updates = [q]
    for step in range(1, len(run.trace)):
        updates.append((cavi.optimal_mu if step % 2 else cavi.optimal_tau)(updates[-1], law, data))
    evidence = normal_gamma.log_evidence(law, data)
    for value, replayed in zip(run.trace, updates, strict=True):
        gap = float(normal_gamma.gap(replayed, law, data))
        assert float(value) == pytest.approx(float(evidence) - gap, rel=1e-12, abs=1e-12)
    assert float(run.trace.diff().min()) >= -4 * EPS * float(1 + evidence.abs())
    want = normal_gamma.mean_field_optimum(law, data)
    assert run.q.parameters.tolist() == pytest.approx(want.parameters.tolist(), rel=4e-14, abs=4 * EPS)
    again = cavi.cavi_normal_gamma(law, data, want)
    assert len(again.trace) == 3
    torch.testing.assert_close(again.q.parameters, want.parameters, rtol=4 * EPS, atol=4 * EPS)


@given(laws, some_data, laws, st.sampled_from([torch.float64, torch.float32]))
def test_ascent_comes_to_rest_without_tolerance(prior, data, start, dtype):
    """Another sweep changes no bit: rounded operations keep the order, so the rate moves in one direction and stops."""
    law, q = (family(*(p.to(dtype) for p in torch.tensor(at))) for family, at in ((NormalGamma, prior), (MeanField, start)))
    run = cavi.cavi_normal_gamma(law, data.to(dtype), q, tolerance=0)
    assert run.converged
    again = cavi.cavi_normal_gamma(law, data.to(dtype), run.q, sweeps=1, tolerance=0)
    assert again.converged
    assert torch.equal(again.q.parameters, run.q.parameters)


@given(moderate, some_data, moderate)
def test_the_rate_of_a_sweep_is_the_derived_one(prior, data, start):
    """Each sweep but the first shrinks the distance of tau's rate by 1/(2 shape), and the gap by about its square: the next term
    is smaller by about 1.4 shape times the relative distance of the rate."""
    law, q = NormalGamma(*prior), MeanField(*start)
    best = normal_gamma.mean_field_optimum(law, data)
    factor = 1 / (2 * float(best.shape))
    rates, gaps = [], []
    for _ in range(5):
        q = cavi.optimal_tau(cavi.optimal_mu(q, law, data), law, data)
        rates.append(float(q.rate - best.rate))
        gaps.append(float(normal_gamma.gap(q, law, data) - normal_gamma.gap(best, law, data)))
    room = 1e-13 * float(best.rate)
    assert rates[1:] == pytest.approx([r * factor for r in rates[:-1]], rel=1e-9, abs=room)
    if abs(rates[2]) * float(best.shape) < 1e-2 * float(best.rate) and gaps[3] > 1e-12:
        assert gaps[3] == pytest.approx(gaps[2] * factor**2, rel=0.05)


@given(moderate, some_data, moderate, moderate)
@pytest.mark.evidence("cavi.completed", kind="agreement")
def test_an_update_gains_the_divergence_from_the_optimal_factor(prior, data, start, other):
    """ELBO(q) + KL(q(mu)‖q*(mu)) is the same for every q(mu), and likewise for tau; the updated law itself does not matter."""
    law, q, change = NormalGamma(*prior), MeanField(*start), MeanField(*other)
    for optimal, replaced in [
        (cavi.optimal_mu, with_mu(q, change.loc, change.precision)),
        (cavi.optimal_tau, with_tau(q, change.shape, change.rate)),
    ]:
        best = optimal(q, law, data)
        torch.testing.assert_close(optimal(replaced, law, data).parameters, best.parameters, rtol=0, atol=0)
        top = normal_gamma.elbo(best, law, data)
        for factor in q, replaced:
            total = normal_gamma.elbo(factor, law, data) + kl_divergence(factor, best)
            torch.testing.assert_close(total, top, rtol=1e-11, atol=1e-11)


def natural(q):
    """The natural parameters of both factors: (precision loc, −precision/2, shape − 1, −rate)."""
    return torch.stack((q.precision * q.loc, -q.precision / 2, q.shape - 1, -q.rate))


def law_of(eta):
    return MeanField(-eta[0] / (2 * eta[1]), -2 * eta[1], eta[2] + 1, -eta[3])


@given(moderate, some_data, moderate)
def test_an_update_is_a_natural_gradient_step_of_length_one(prior, data, start):
    """F⁻¹ ∇ ELBO in natural parameters leads from any q to both optimal factors at once; half of it does not."""
    law, q = NormalGamma(*prior), MeanField(*start)
    eta = natural(q).requires_grad_()
    (slope,) = torch.autograd.grad(normal_gamma.elbo(law_of(eta), law, data), eta)
    jacobian = torch.autograd.functional.jacobian(lambda e: law_of(e).parameters, eta.detach())
    information = jacobian.mT @ normal_gamma.fisher(q) @ jacobian
    step = torch.linalg.solve(information, slope)
    mu, tau = (natural(optimal(q, law, data)) for optimal in (cavi.optimal_mu, cavi.optimal_tau))
    want = torch.cat((mu[:2], tau[2:]))
    scale = eta.detach().abs() + want.abs() + 1e-3
    # The solution loses digits by the condition number of the information, some 10⁴ for Gamma laws of shape 100.
    torch.testing.assert_close((eta.detach() + step) / scale, want / scale, rtol=0, atol=1e-8)
    moved = ((want - eta.detach()) / scale).abs().max()
    if moved > 1e-4:
        assert float(((eta.detach() + step / 2 - want) / scale).abs().max()) > 1e-5


@pytest.mark.evidence("cavi.optimal_factor", kind="quadrature")
def test_no_other_product_of_densities_is_better():
    """Ascent on tables over free densities on a grid of (mu, log tau) ends in the closed form's family."""
    law, data = NormalGamma(0.2, 0.7, 1.5, 0.8), torch.tensor([0.5, -1.2, 0.9, 2.0])
    best = normal_gamma.mean_field_optimum(law, data)
    mu = float(best.loc) + torch.linspace(-9, 9, 301) * float(best.precision) ** -0.5
    log_tau = torch.linspace(-12, 4, 401)
    cell = (mu[1] - mu[0]).log() + (log_tau[1] - log_tau[0]).log()
    points = torch.stack(torch.broadcast_tensors(mu[:, None], log_tau.exp()), -1)
    table = normal_gamma.log_joint(law, data)(points) + log_tau + cell
    run = cavi.cavi(table, cavi.uniform(table, 2), tolerance=0)
    assert float(run.trace[-1]) == pytest.approx(float(normal_gamma.elbo(best, law, data)), rel=0, abs=1e-9)
    # The densities themselves, from the masses of the cells.
    got = run.factors[0][:, None] + run.factors[1] - cell
    want = best.log_prob(points) + log_tau
    likely = want > want.max() - 30
    torch.testing.assert_close(got[likely], want[likely], rtol=0, atol=1e-5)


def test_batches_are_their_rows():
    law = NormalGamma(torch.zeros(3, 1), torch.tensor([[0.5], [1.0], [2.0]]), 1.0, 1.0)
    data = torch.tensor([[0.3, -1.0, 2.2], [4.0, 4.5, 3.0]])
    start = MeanField(0.0, 1.0, 2.0, torch.tensor([[0.1], [1.0], [30.0]]))
    run = cavi.cavi_normal_gamma(law, data, start)
    assert run.q.batch_shape == (3, 2)
    assert run.trace.shape[1:] == (3, 2)
    assert run.converged
    for i in range(3):
        for j in range(2):
            alone = cavi.cavi_normal_gamma(NormalGamma(*law.parameters[i, 0]), data[j], MeanField(*start.parameters[i, 0]))
            torch.testing.assert_close(run.q.parameters[i, j], alone.q.parameters, rtol=1e-13, atol=1e-15)
            torch.testing.assert_close(run.trace[: len(alone.trace), i, j], alone.trace, rtol=1e-13, atol=1e-13)


def test_single_precision_and_too_few_sweeps():
    law, q = (family(*torch.tensor([0.0, 1.0, 1.0, 1.0]).float()) for family in (NormalGamma, MeanField))
    run = cavi.cavi_normal_gamma(law, torch.tensor([0.3, 1.2, -2.0]).float(), q)
    assert run.converged
    assert run.trace.dtype == torch.float32
    short = cavi.cavi_normal_gamma(law, torch.tensor([0.3, 1.2, -2.0]).float(), q, sweeps=1)
    assert not short.converged
    assert len(short.trace) == 3


PRIOR, DATA, Q = NormalGamma(0.0, 1.0, 1.0, 1.0), torch.tensor([0.3, 1.2]), MeanField(0.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize("call", [cavi.optimal_mu, cavi.optimal_tau, lambda q, p, x: cavi.cavi_normal_gamma(p, x, q)])
@pytest.mark.parametrize(
    ("name", "q", "prior", "data"),
    [
        ("(q|start)", PRIOR, PRIOR, DATA),
        ("(q|start)", None, PRIOR, DATA),
        ("(q|start), data", MeanField(*torch.ones(4).float()), PRIOR, DATA),
        ("(q|start), prior, data", Q.expand((3,)), PRIOR, DATA.expand(2, 2)),
        ("prior", Q, Q, DATA),
        ("prior, data", Q, NormalGamma(*torch.ones(4).float()), DATA),
        ("data", Q, PRIOR, torch.empty(0)),
        ("data", Q, PRIOR, torch.tensor([math.nan])),
        ("data", Q, PRIOR, torch.tensor([math.inf])),
        ("data", Q, PRIOR, torch.tensor([1])),
        ("data", Q, PRIOR, torch.tensor(1.0)),
        ("data", Q, PRIOR, None),
    ],
)
def test_bad_input_is_named(call, name, q, prior, data):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call(q, prior, data)


@pytest.mark.parametrize(
    ("name", "settings"),
    [("sweeps", {"sweeps": n}) for n in (0, 1.5, True, None)]
    + [("tolerance", {"tolerance": t}) for t in (math.nan, -1.0, "a", None)],
)
def test_bad_settings_are_named(name, settings):
    with pytest.raises(ValueError, match=f"^{name}: "):
        cavi.cavi_normal_gamma(PRIOR, DATA, Q, **settings)
