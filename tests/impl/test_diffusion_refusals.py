"""The refusals of impl.diffusion: ValueErrors that name the argument."""

import math

import pytest
import torch

from impl import diffusion as d
from impl.diffusion import Gaussian

torch.set_default_dtype(torch.float64)
B = torch.tensor([0.1, 0.2, 0.3])
X, ONE = torch.zeros(4, 2), torch.ones(())
DATA = Gaussian(torch.zeros(2), torch.ones(2))
MODEL = d.exact_reverse(DATA, B)
DENOISER = d.gaussian_denoiser(DATA, B)


def denoiser(xt, t):
    return xt


def term(**changed):
    """A call of ``draw_term`` with some arguments changed."""
    given = {"x0": X, "noise": X, "t": 2, "betas": B, "denoiser": denoiser, "variance": B, "form": "v"}
    return lambda: d.draw_term(**(given | changed))


def terms(**changed):
    given = {"x0": X, "betas": B, "denoiser": denoiser, "variance": B, "form": "v"}
    return lambda: d.draw_bound_terms(**(given | changed))


LAWS = [
    lambda t, b: d.forward_marginal(X, t, b),
    lambda t, b: d.posterior_mean_variance(X, X, t, b),
    lambda t, b: d.ddim_mean_variance(X, X, t, b),
    lambda t, b: d.diffused(DATA, t, b),
    lambda t, b: d.noised(X, X, t, b),
    lambda t, b: d.target(X, X, t, b, "v"),
    lambda t, b: d.converted(X, X, t, b, "v", "x0"),
    lambda t, b: d.reverse_mean(X, X, t, b, "v"),
    lambda t, b: d.ddpm_step(X, X, t, b, "v"),
    lambda t, b: d.ddim_step(X, X, t, b, "v"),
    lambda t, b: term(t=t, betas=b)(),
]
BAD_TIMES = 0, 4, -1, 10**30, 1.0, True, torch.tensor(0), torch.tensor([1, 4]), torch.tensor(1.0), torch.tensor(True), torch.empty(0, dtype=torch.long), None
BAD_BETAS = (
    torch.tensor([0.1, 0.0, 0.2]), torch.tensor([0.1, 1.0, 0.2]), torch.tensor([0.1, -0.1, 0.2]), torch.tensor([0.1, math.nan, 0.2]),
    torch.tensor([[0.1, 0.2]]), torch.tensor(0.1), torch.empty(0), torch.tensor([1, 2]), [0.1, 0.2], None)


@pytest.mark.parametrize("law", LAWS)
def test_bad_times_and_schedules_are_named_by_every_law(law):
    for t in BAD_TIMES:
        with pytest.raises(ValueError, match=r"^t: "):
            law(t, B)
    for betas in BAD_BETAS:
        with pytest.raises(ValueError, match=r"^betas: "):
            law(1, betas)


@pytest.mark.parametrize("call", [d.log_snr, lambda b: d.exact_reverse(DATA, b), lambda b: d.gaussian_denoiser(DATA, b), lambda b: d.best_variance(B, b),
                                  lambda b: d.linear_reverse(B, B, B, b), lambda b: d.bound_terms(DATA, b, MODEL), lambda b: terms(betas=b)()])
def test_bad_schedules_are_named(call):
    for betas in BAD_BETAS:
        with pytest.raises(ValueError, match=r"^betas: "):
            call(betas)


NAN, SINGLE = torch.tensor([math.nan, 0.0]), torch.zeros(2, dtype=torch.float32)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("steps", lambda: d.linear_betas(0)),
        ("first", lambda: d.linear_betas(3, 0.0)),
        ("last", lambda: d.linear_betas(3, 0.1, 1.0)),
        ("steps", lambda: d.cosine_betas(2.5)),
        ("offset", lambda: d.cosine_betas(3, 0.0)),
        ("most", lambda: d.cosine_betas(3, 0.1, 1.0)),
        ("log_snr", lambda: d.log_snr_betas(torch.tensor([1.0, 1.0]))),
        ("log_snr", lambda: d.log_snr_betas(torch.tensor([1.0, math.inf]))),
        ("log_snr", lambda: d.log_snr_betas(torch.tensor(1.0))),
        ("log_snr", lambda: d.log_snr_betas(torch.tensor([800.0, 1.0]))),
        ("log_snr", lambda: d.log_snr_betas(torch.tensor([1.0, -800.0]))),
        ("x0", lambda: d.forward_marginal(NAN, 1, B)),
        ("x0, betas", lambda: d.forward_marginal(SINGLE, 1, B)),
        ("x0, t", lambda: d.forward_marginal(torch.zeros(4, 2), torch.tensor([1, 2, 3]), B)),
        ("xt", lambda: d.posterior_mean_variance(X, NAN, 1, B)),
        ("x0, xt, t", lambda: d.posterior_mean_variance(X, torch.zeros(3), 1, B)),
        ("data", lambda: d.diffused((X, X), 1, B)),
        ("data.variance", lambda: d.diffused(Gaussian(ONE, 0 * ONE), 1, B)),
        ("data.mean", lambda: d.exact_reverse(Gaussian(NAN, ONE), B)),
        ("data.mean, data.variance", lambda: d.exact_reverse(Gaussian(torch.zeros(3), torch.ones(2)), B)),
        ("data, betas", lambda: d.exact_reverse(Gaussian(SINGLE, SINGLE + 1), B)),
        ("sigma", lambda: d.ddim_mean_variance(X, X, 2, B, -0.1)),
        ("sigma", lambda: d.ddim_mean_variance(X, X, 2, B, 0.32)),
        ("sigma", lambda: d.ddim_mean_variance(X, X, 1, B, 0.1)),
        ("sigma", lambda: d.ddim_mean_variance(X, X, 1, B, math.nan)),
        ("sigma", lambda: d.ddim_step(X, X, 2, B, "v", sigma=NAN)),
        ("sigma, betas", lambda: d.ddim_step(X, X, 2, B, "v", sigma=SINGLE)),
        ("xt, t, earlier, sigma", lambda: d.ddim_step(X, X, 2, B, "v", sigma=torch.zeros(3))),
        ("earlier", lambda: d.ddim_mean_variance(X, X, 2, B, 0.0, 2)),
        ("earlier", lambda: d.ddim_mean_variance(X, X, 2, B, 0.0, -1)),
        ("earlier", lambda: d.ddim_mean_variance(X, X, 2, B, 0.0, 0.5)),
        ("earlier", lambda: d.ddim_step(X, X, 2, B, "v", earlier=3)),
        ("t, earlier", lambda: d.ddim_step(X, X, torch.tensor([1, 2]), B, "v", earlier=torch.tensor([0, 0, 0]))),
        ("form", lambda: d.target(X, X, 1, B, "score")),
        ("form", lambda: d.reverse_mean(X, X, 1, B, None)),
        ("form", lambda: d.ddpm_step(X, X, 1, B, "eps")),
        ("form", lambda: d.ddim_step(X, X, 1, B, "eps")),
        ("to", lambda: d.converted(X, X, 1, B, "v", "eps")),
        ("output", lambda: d.reverse_mean(NAN, X, 1, B, "v")),
        ("generator", lambda: d.ddpm_step(X, X, 1, B, "v", generator=3)),
        ("generator", lambda: d.ddim_step(X, X, 1, B, "v", generator=3)),
        ("variance", lambda: d.ddpm_step(X, X, 1, B, "v", variance=-ONE)),
        ("xt, variance", lambda: d.ddpm_step(X, X, 1, B, "v", variance=torch.ones(3))),
        ("x0", lambda: d.discretised_log_prob(torch.tensor(0.01), ONE, ONE)),
        ("x0", lambda: d.discretised_log_prob(torch.tensor(1.2), ONE, ONE, 11)),
        ("levels", lambda: d.discretised_log_prob(ONE, ONE, ONE, 1)),
        ("mean", lambda: d.discretised_log_prob(ONE, NAN, ONE)),
        ("variance", lambda: d.discretised_log_prob(ONE, ONE, 0 * ONE)),
        ("x0, mean, variance", lambda: d.discretised_log_prob(ONE, SINGLE, ONE)),
        ("slope", lambda: d.linear_reverse(torch.zeros(2), B, B, B)),
        ("offset", lambda: d.linear_reverse(B, B * math.inf, B, B)),
        ("variance", lambda: d.linear_reverse(B, B, -B, B)),
        ("slope, offset, variance", lambda: d.linear_reverse(B.expand(2, 3), B.expand(5, 3), B, B)),
        ("squared_error", lambda: d.best_variance(torch.ones(2), B)),
        ("squared_error", lambda: d.best_variance(-B, B)),
        ("squared_error", lambda: d.best_variance(torch.tensor([0.0, 1.0, 1.0]), B)),
        ("xt", lambda: DENOISER(NAN, torch.tensor(1))),
        ("t", lambda: DENOISER(X, torch.tensor([4]))),
        ("reverse", lambda: d.bound_terms(DATA, B, None)),
        ("reverse", lambda: d.bound_terms(DATA, B[:2], MODEL)),
        ("data", lambda: d.bound_terms(NAN, B, MODEL)),
        ("data", lambda: d.bound_terms(None, B, MODEL)),
        ("data, betas", lambda: d.bound_terms(SINGLE, B, MODEL)),
        ("data, reverse", lambda: d.bound_terms(torch.zeros(3), B, MODEL)),
        ("end", lambda: d.bound_terms(DATA, B, MODEL, (ONE, ONE))),
        ("end.variance", lambda: d.bound_terms(DATA, B, MODEL, Gaussian(ONE, -ONE))),
        ("data, end", lambda: d.bound_terms(DATA, B, MODEL, Gaussian(torch.zeros(3), ONE))),
        ("denoiser", term(denoiser=None)),
        ("denoiser", term(denoiser=lambda xt, t: xt[..., :1])),
        ("decoder", term(decoder=3)),
        ("decoder", term(t=1, decoder=lambda x, m, v: x.sum())),
        ("variance", term(variance=torch.ones(2))),
        ("variance", term(variance=-B)),
        ("x0", term(x0=ONE)),
        ("noise", term(noise=NAN)),
        ("x0, noise", term(noise=torch.zeros(3))),
        ("x0, t", term(t=torch.tensor([1, 2, 3]))),
        ("form", term(form="eps")),
        ("samples", terms(samples=0)),
        ("generator", terms(generator=0)),
        ("form", terms(form="eps")),
        ("denoiser", terms(denoiser=3)),
        ("variance", terms(variance=torch.ones(3, 3))),
        ("end", terms(end=3)),
        ("x0", terms(x0=ONE)),
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
