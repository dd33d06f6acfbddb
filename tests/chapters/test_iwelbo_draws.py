"""impl.iwelbo by draws: gradients replayed, bounds by quadrature and by simulation."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import iwelbo
from impl.elbo import LinearGaussian
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

MODEL = LinearGaussian(torch.tensor([[1.3, -0.2], [0.4, 0.9], [0.1, 0.5]]), torch.tensor([0.1, -0.2, 0.3]),
                       torch.tensor([0.5, 0.8, 1.5]))
X = torch.tensor([1.0, 0.7, -0.4])


# --- gradients, draw by draw --------------------------------------------------------------------------------------


def log_weights(noise, phi, density):
    """log w of z = m + exp(s) ε, ε (K, 2), under a q whose density has parameters of its own."""
    z = phi[0] + phi[1].exp()*noise
    log_q = -0.5*((z - density[0])/density[1].exp()).square() - density[1] - 0.5*math.log(2*math.pi)
    return MODEL.log_joint(X, z) - log_q.sum(-1)


def written_out(noise, m, s):
    """Shares of the weights, ∇_z log p and ∇_z log q, all (K, …), one draw after another in numpy."""
    w, b, v = (t.numpy() for t in (MODEL.weight, MODEL.bias, MODEL.noise_variance))
    log_w, in_p, in_q = [], [], []
    for e in noise:
        z = m + np.exp(s)*e
        residual = X.numpy() - b - w@z
        log_p = -0.5*np.sum(residual**2/v + np.log(2*np.pi*v)) - 0.5*z@z - np.log(2*np.pi)
        log_w.append(log_p + 0.5*e@e + s.sum() + np.log(2*np.pi))
        in_p.append(w.T@(residual/v) - z)
        in_q.append(-(z - m)/np.exp(2*s))
    share = np.exp(log_w - np.logaddexp.reduce(log_w))[:, None]
    return share, np.array(in_p), np.array(in_q)


pairs = st.lists(st.floats(-2, 2), min_size=2, max_size=2).map(np.array)


@given(st.lists(pairs, min_size=1, max_size=6).map(np.array), pairs, pairs)
def test_gradients_replayed_draw_by_draw(noise, m, s):
    """Of the bound: Σ ŵ ∇_z log p in m, with the entropy's 1 in s.  Doubly reparameterised, without any score:
    Σ ŵ² (∇_z log p − ∇_z log q) dz/dφ."""
    share, in_p, in_q = written_out(noise, m, s)
    steps = np.exp(s)*noise
    phi = torch.tensor(np.stack([m, s]), requires_grad=True)
    (got,) = torch.autograd.grad(iwelbo.iwelbo(log_weights(torch.tensor(noise), phi, phi)), phi)
    want = np.stack([(share*in_p).sum(0), (share*in_p*steps).sum(0) + 1])
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-10*(1 + abs(want).max()))
    (got,) = torch.autograd.grad(iwelbo.dreg(log_weights(torch.tensor(noise), phi, phi.detach())), phi)
    twice = np.stack([(share**2*(in_p - in_q)).sum(0), (share**2*(in_p - in_q)*steps).sum(0)])
    np.testing.assert_allclose(got, twice, rtol=1e-10, atol=1e-10*(1 + abs(twice).max()))


# --- one latent: everything known by quadrature -------------------------------------------------------------------

LINE = LinearGaussian(torch.tensor([[1.3], [0.4]]), torch.tensor([0.1, -0.2]), torch.tensor([0.5, 0.8]))
Y = torch.tensor([1.0, 0.7])
LOC, SCALE = 0.1, 0.9


def draw_weights(noise):
    z = LOC + SCALE*noise
    log_q = -0.5*noise.square() - math.log(SCALE) - 0.5*math.log(2*math.pi)
    return LINE.log_joint(Y, z.unsqueeze(-1)) - log_q


def grid():
    """All three draws of K = 3 on a grid, and their probabilities, by the trapezoidal rule."""
    axis = torch.linspace(-8, 8, 121)
    density = (-0.5*axis.square()).softmax(0)
    return torch.cartesian_prod(axis, axis, axis).T, torch.einsum("i,j,k->ijk", *[density]*3).flatten()


@evidence("iwelbo.more", kind="quadrature")
@evidence("iwelbo.bound_iid", kind="quadrature")
@evidence("iwelbo.above_one", kind="quadrature")
@evidence("iwelbo.more", kind="monte-carlo")
@evidence("iwelbo.above_one", kind="monte-carlo")
@evidence("iwelbo.bound_iid", kind="monte-carlo")
def test_bounds_of_a_gaussian_model(generator, spend):
    """Quadrature: L_1 < L_2 < L_3 < log p(x).  Simulation, of log p(x) − L_2, L_2 − L_1 and L_3 − L_2: the null is the
    value by quadrature, planted are no gain at all, and the gain with its sign turned.  Variances are by quadrature."""
    noise, chance = grid()
    rows = iwelbo.all_k(draw_weights(noise))
    one, two, three = (float(v) for v in rows@chance)
    top = float(LINE.log_evidence(Y))
    assert one < two < three < top
    coarse = chance.reshape(121, 121, 121)[::2, ::2, ::2].flatten()
    again = rows.reshape(3, 121, 121, 121)[:, ::2, ::2, ::2].flatten(1)@(coarse/coarse.sum())
    torch.testing.assert_close(again, torch.tensor([one, two, three]), rtol=0, atol=1e-6)  # the coarse grid's error

    def gains(rows):
        return torch.stack([top - rows[1], rows[1] - rows[0], rows[2] - rows[1]])

    values = gains(rows)
    truth = values@chance
    for index, (gain, squares) in enumerate(zip(truth, values.square()@chance, strict=True)):
        test = spend(MeanTest.detecting(0.9*float(gain), float(squares - gain**2)*(1 + 1e-6), 1e-8))
        draws = gains(iwelbo.all_k(draw_weights(torch.randn(3, test.samples, generator=generator))))[index]
        assert test.accepts(draws, float(gain))
        assert not test.accepts(draws, 0.0)
        assert not test.accepts(draws, -float(gain))
