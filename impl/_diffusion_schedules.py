"""Schedules β_1, …, β_T of a diffusion, each (T,), and the log signal-to-noise ratios that they lead to."""

import math

import torch
from torch import Tensor

from . import _check
from ._diffusion_chain import all_levels


def linear_betas(steps: int, first: float = 1e-4, last: float = 0.02, *, dtype: torch.dtype = torch.float64) -> Tensor:
    """β_t from ``first`` to ``last`` in equal steps: (T,), T = ``steps``. Ho, Jain & Abbeel (2020), section 4.

    >>> linear_betas(3, dtype=torch.float32)
    tensor([1.0000e-04, 1.0050e-02, 2.0000e-02])
    """
    _check.count("steps", steps)
    _check.probability("first", first)
    _check.probability("last", last)
    return torch.linspace(first, last, steps, dtype=torch.float64).to(dtype)


def cosine_betas(
    steps: int, offset: float = 0.008, most: float = 0.999, *, dtype: torch.dtype = torch.float64
) -> Tensor:
    """β_t for which ᾱ_t is about cos²(π/2 (t/T + offset)/(1 + offset)): (T,), T = ``steps``.

    With a_t for the angle, β_t = 1 − cos² a_t / cos² a_{t−1} = sin(a_t − a_{t−1}) sin(a_t + a_{t−1}) / cos² a_{t−1},
    which does not cancel, but no more than ``most``. Nichol & Dhariwal (2021), "Improved DDPM", equation 17.

    >>> cosine_betas(4, dtype=torch.float32)
    tensor([0.1530, 0.4170, 0.7079, 0.9990])
    """
    _check.count("steps", steps)
    _check.positive("offset", offset)
    _check.probability("most", most)
    quarter = math.pi / 2 / (1 + offset)
    before = quarter * (torch.arange(steps, dtype=torch.float64) / steps + offset)
    step = quarter / steps
    betas = math.sin(step) * (2 * before + step).sin() / before.cos().square()
    return betas.clamp(max=most).to(dtype)


def log_snr_betas(log_snr: Tensor) -> Tensor:
    """β_t with log ᾱ_t/(1 − ᾱ_t) = ``log_snr``, which has to fall strictly: (T,) → (T,), differentiable.

    ᾱ_t is the logistic function σ of λ_t, so β_1 = σ(−λ_1) and, without cancellation,

        β_t = 1 − σ(λ_t)/σ(λ_{t−1}) = σ(−λ_t) (1 − exp(λ_t − λ_{t−1})).

    ValueError also where a β_t rounds to 0 or 1. Kingma, Salimans, Poole & Ho (2021), "Variational diffusion models".

    >>> log_snr_betas(torch.tensor([0.5754, -0.7538]))
    tensor([0.3600, 0.5000])
    """
    _check.finite("log_snr", log_snr)
    if log_snr.ndim != 1:
        raise ValueError(f"log_snr: expected (T,), got shape {tuple(log_snr.shape)}")
    falls = log_snr.diff()
    if not bool((falls < 0).all()):
        raise ValueError("log_snr: expected strictly falling values")
    fall = torch.cat((-torch.ones_like(log_snr[:1]), torch.expm1(falls)))
    betas = -fall * (-log_snr).sigmoid()
    if not bool(((betas > 0) & (betas < 1)).all()):
        raise ValueError(f"log_snr: a beta rounds to 0 or 1 in {log_snr.dtype}")
    return betas


def log_snr(betas: Tensor) -> Tensor:
    """log ᾱ_t/(1 − ᾱ_t) for t = 1 … T: (T,) → (T,), the inverse of ``log_snr_betas``.

    >>> log_snr(torch.tensor([0.36, 0.5]))  # log 0.64/0.36 and log 0.32/0.68
    tensor([ 0.5754, -0.7538])
    """
    at = all_levels(betas)
    return (at.log_signal - at.noise.log()).to(betas.dtype)
