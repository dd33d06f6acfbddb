"""Diffusion models: the chain q(x_t | x_{t−1}) = N(√(1 − β_t) x_{t−1}, β_t), t = 1 … T, its reversal, and the bound.

A schedule betas is (T,) with entries in (0, 1), betas[t − 1] = β_t, and ᾱ_t = (1 − β_1) … (1 − β_t). Laws of dimensions
are independent. Densities are by mean and variance, and everything is in nats. A bad argument raises ValueError with
its name. Ho, Jain & Abbeel (2020), "Denoising diffusion probabilistic models", unless another source is named.

    schedules     linear_betas, cosine_betas, log_snr_betas, log_snr
    laws          forward_marginal, diffused, posterior_mean_variance, ddim_mean_variance
    denoisers     noised, target, converted, reverse_mean, in the forms x0, epsilon and v
    samplers      ddpm_step, ddim_step
    decoder       discretised_log_prob
    reverse       exact_reverse, linear_reverse, best_variance, gaussian_denoiser
    bound         bound_terms in closed form; draw_bound_terms and draw_term by Monte Carlo
"""

from ._diffusion_bound import BoundTerms, bound_terms
from ._diffusion_decoder import discretised_log_prob
from ._diffusion_draws import Decoder, draw_bound_terms, draw_term
from ._diffusion_laws import Gaussian, ddim_mean_variance, diffused, forward_marginal, posterior_mean_variance
from ._diffusion_reverse import (
    GaussianReverse,
    best_variance,
    exact_reverse,
    gaussian_denoiser,
    linear_reverse,
)
from ._diffusion_schedules import cosine_betas, linear_betas, log_snr, log_snr_betas
from ._diffusion_steps import (
    Denoiser,
    Form,
    converted,
    ddim_step,
    ddpm_step,
    noised,
    reverse_mean,
    target,
)

__all__ = [
    "BoundTerms",
    "Decoder",
    "Denoiser",
    "Form",
    "Gaussian",
    "GaussianReverse",
    "best_variance",
    "bound_terms",
    "converted",
    "cosine_betas",
    "ddim_mean_variance",
    "ddim_step",
    "ddpm_step",
    "diffused",
    "discretised_log_prob",
    "draw_bound_terms",
    "draw_term",
    "exact_reverse",
    "forward_marginal",
    "gaussian_denoiser",
    "linear_betas",
    "linear_reverse",
    "log_snr",
    "log_snr_betas",
    "noised",
    "posterior_mean_variance",
    "reverse_mean",
    "target",
]
