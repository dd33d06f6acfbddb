"""The estimators of ``score_function`` without their checks: score (S, …, P), signal (S, …, 1) or (S, …, P) → (…, P)."""

import torch
from torch import Tensor


def reinforce(score: Tensor, signal: Tensor) -> Tensor:
    return (score * signal).mean(0)


def same_sample(score: Tensor, signal: Tensor) -> Tensor:
    """What is taken off the signal comes off the coefficient: ``reinforce`` where that is not determined."""
    middle = signal.mean(0)
    signal = signal - middle
    return (score * (signal - slope(score, signal, otherwise=-middle))).mean(0)


def slope(score: Tensor, signal: Tensor, otherwise: Tensor) -> Tensor:
    """Cov(h w, h) / Var(h), about sample means and over one S, or ``otherwise`` where no two scores differ."""
    centred = score - score[0]  # exactly zero where all are equal, also after rounding
    centred = centred - centred.mean(0)
    spread = centred.square().mean(0)
    varies = spread > 0
    return torch.where(varies, (score * signal * centred).mean(0) / torch.where(varies, spread, 1), otherwise)


def leave_one_out(score: Tensor, signal: Tensor) -> Tensor:
    signal = signal - signal.mean(0)
    weights = score.square()
    shares, totals = without_own(weights * signal), without_own(weights)
    others = -signal / (len(score) - 1)  # the signals sum to zero
    some = totals > 0
    return (score * (signal - torch.where(some, shares / torch.where(some, totals, 1), others))).mean(0)


def without_own(terms: Tensor) -> Tensor:
    """Σ_{t≠s} of (S, …) terms for each s, from both ends: taking a term off the total would cancel."""
    before, after = terms.cumsum(0), terms.flip(0).cumsum(0).flip(0)
    zero = torch.zeros_like(terms[:1])
    return torch.cat((zero, before[:-1])) + torch.cat((after[1:], zero))


def leave_one_out_baseline(score: Tensor, signal: Tensor) -> Tensor:
    return (score * (signal - signal.mean(0))).sum(0) / (len(score) - 1)
