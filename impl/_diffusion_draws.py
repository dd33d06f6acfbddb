"""The terms of the bound by Monte Carlo, for any denoiser."""

import math
from collections.abc import Callable

import torch
from torch import Generator, Tensor

from . import _check
from ._diffusion_bound import BoundTerms, prior_term
from ._diffusion_chain import Levels, all_levels, levels
from ._diffusion_laws import Gaussian
from ._diffusion_steps import Denoiser, Form, check_form, error_factor, mean_at, target_at
from ._draws import standard_normal
from ._log_ratio import less_log

Decoder = Callable[[Tensor, Tensor, Tensor], Tensor]  # of x_0, a mean and a variance (…), with log-densities (…)


def draw_term(
    x0: Tensor,
    noise: Tensor,
    t: int | Tensor,
    betas: Tensor,
    denoiser: Denoiser,
    variance: Tensor,
    form: Form,
    decoder: Decoder | None = None,
) -> Tensor:
    """One draw of L_{t−1} at x_t = ``noised(x0, noise, t, betas)``, for t = 1 … T: x_0 and noise (…, D), t (…) → (…).

    Its mean over standard normal noise is the term, for t = 1 with −log p(x_0 | x_1). ``denoiser(xt, t)`` takes (…, D)
    and (…) and returns (…, D) in the given form; p(x_{t−1} | x_t) has the mean ``reverse_mean`` and the variance
    variance[t − 1], (T,) or (T, D). ``decoder(x0, mean, variance)`` returns log p(x_0 | x_1) dimension by dimension,
    (…, D): a normal density by default, or ``discretised_log_prob``. Dimensions are summed. Differentiable in whatever
    the functions depend on, so T times the term at a random t is a loss whose mean is the bound without L_T.

    >>> betas, variance = torch.tensor([0.36, 0.5]), torch.tensor([0.36, 0.5])
    >>> x0, noise = torch.tensor([1.0, -1.0]), torch.tensor([0.5, 0.25])
    >>> says_zero = lambda xt, t: torch.zeros_like(xt)
    >>> draw_term(x0, noise, 2, betas, says_zero, variance, "x0")
    tensor(0.8574)
    """
    check_form(form)
    _check.function("denoiser", denoiser)
    if decoder is not None:
        _check.function("decoder", decoder)
    _check.finite("x0", x0)
    _check.floats("x0", x0)
    _check.finite("noise", noise)
    at = levels(t, betas)
    _check_variance(variance, betas, x0)
    _check.same_kind("x0, noise, variance, betas", x0, noise, variance, betas)
    shape = _check.broadcast("x0, noise", x0.shape, noise.shape)
    batch = _check.broadcast("x0, t", shape[:-1], at.beta.shape)
    x0, noise = x0.expand(*batch, shape[-1]), noise.expand(*batch, shape[-1])
    return _term(x0, noise, torch.as_tensor(t, device=betas.device), at, denoiser, variance, form, decoder)


def draw_bound_terms(
    x0: Tensor,
    betas: Tensor,
    denoiser: Denoiser,
    variance: Tensor,
    form: Form,
    *,
    samples: int = 1,
    end: Gaussian | None = None,
    decoder: Decoder | None = None,
    generator: Generator | None = None,
) -> BoundTerms:
    """Draws of all terms for each x_0 (…, D) and any denoiser: L_T (…), which is exact, (S, …, T − 1) and (S, …).

    S = ``samples``; given x_0 the draws are independent, also over t, and ``monte_carlo.moments`` makes means and
    errors of them. The other arguments are those of ``draw_term``; ``end`` is p(x_T), N(0, 1) by default, and
    broadcasts with x_0.
    All t are one batch: noise (T, …, D) is drawn for each sample, and the denoiser takes (T, …, D) and (T, …).

    >>> data, betas = Gaussian(torch.tensor(0.0), torch.tensor(1.0)), torch.tensor([0.36, 0.5])
    >>> denoiser, variance = gaussian_denoiser(data, betas), exact_reverse(data, betas).variance
    >>> x0, generator = torch.tensor([0.5]), torch.Generator().manual_seed(0)
    >>> drawn = draw_bound_terms(x0, betas, denoiser, variance, "x0", samples=1000, generator=generator)
    >>> drawn.prior.shape, drawn.steps.shape, drawn.decoder.shape
    (torch.Size([]), torch.Size([1000, 1]), torch.Size([1000]))
    >>> exact = bound_terms(x0, betas, exact_reverse(data, betas)).total
    >>> (drawn.total.mean() - exact).abs() < 0.1
    tensor([True])
    """
    check_form(form)
    _check.count("samples", samples)
    _check.generator("generator", generator)
    _check.floats("x0", x0)
    _check.finite("x0", x0)
    at = all_levels(betas)
    prior = prior_term(at, x0.double(), torch.zeros_like(x0).double(), end, betas)
    prior = prior.sum(-1).to(x0.dtype)
    t = torch.arange(1, len(betas) + 1, device=betas.device).reshape(-1, *[1] * (x0.ndim - 1))
    drawn = []
    for _ in range(samples):
        noise = standard_normal(torch.Size((len(betas), *x0.shape)), x0, generator)
        drawn.append(draw_term(x0, noise, t, betas, denoiser, variance, form, decoder))
    terms = torch.stack(drawn).movedim(1, -1)
    return BoundTerms(prior, terms[..., 1:], terms[..., 0])


def _term(
    x0: Tensor,
    noise: Tensor,
    t: Tensor,
    at: Levels,
    denoiser: Denoiser,
    variance: Tensor,
    form: Form,
    decoder: Decoder | None,
) -> Tensor:
    columns = Levels(*(level.unsqueeze(-1) for level in at))
    xt = columns.root_signal.to(x0.dtype) * x0 + columns.noise.sqrt().to(x0.dtype) * noise
    output = _check.returned("denoiser", denoiser(xt, t.expand(xt.shape[:-1])), x0, xt.shape)
    wide = variance[t - 1] if variance.ndim == 2 else variance[t - 1].unsqueeze(-1)
    ratio = columns.back_variance / wide
    error = error_factor(columns, form).to(x0.dtype) * (target_at(columns, x0, noise, form) - output)
    found = (less_log(ratio - 1, ratio.clamp(min=torch.finfo(torch.float64).tiny)) + error.square() / wide) / 2
    first = (t == 1).unsqueeze(-1).expand(xt.shape)
    if bool(first.any()):
        mean = mean_at(columns, output, xt, form)
        points = x0[first], mean[first], wide.expand(xt.shape)[first]
        log_p = _normal_log_prob(*points) if decoder is None else decoder(*points)
        if decoder is not None:
            _check.returned("decoder", log_p, x0, points[0].shape)
        found = found.to(x0.dtype).masked_scatter(first, -log_p)
    return found.sum(-1).to(x0.dtype)


def _normal_log_prob(x0: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
    return -((2 * math.pi * variance).log() + (x0 - mean).square() / variance) / 2


def _check_variance(variance: Tensor, betas: Tensor, x0: Tensor) -> None:
    _check.finite("variance", variance)
    _check.all_positive("variance", variance)
    if variance.shape not in (betas.shape, (len(betas), x0.shape[-1])):
        raise ValueError(
            f"variance: expected ({len(betas)},) or ({len(betas)}, {x0.shape[-1]}), got shape {tuple(variance.shape)}"
        )
