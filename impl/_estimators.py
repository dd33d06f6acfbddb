"""The estimators of ``score_function`` without their checks, on tensors with the parameters before the draws.

Each takes a score h (P, S, …) and a signal w (S, …) or (P, S, …) and returns (P, …). In this order of the axes
arithmetic on a batch runs along the batch.
"""

import torch
from torch import Tensor


def reinforce(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s w_s."""
    return (score * signal).mean(1)


def same_sample(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s (w_s − a), where a is the ``coefficient`` of the same draws."""
    # Only differences of signals matter, unless no two scores differ: then the coefficient is zero.
    middle = _mean(score, signal)
    centred = signal - middle
    return (score * (centred - _slope(score, centred, otherwise=-middle))).mean(1)


def coefficient(score: Tensor, signal: Tensor) -> Tensor:
    """a = Cov(h w, h) / Var(h), both about sample means; zero where no two scores differ."""
    middle = _mean(score, signal)
    return (middle + _slope(score, signal - middle, otherwise=-middle)).squeeze(1)


def _slope(score: Tensor, signal: Tensor, otherwise: Tensor) -> Tensor:
    """Cov(h w, h) / Var(h) about sample means: (P, 1, …); ``otherwise`` where no two scores differ."""
    centred = score - score[:, :1]  # exactly zero where all scores are equal, also after rounding
    centred = centred - centred.mean(1, keepdim=True)
    spread = centred.square().mean(1, keepdim=True)
    varies = spread > 0
    shared = (score * signal * centred).mean(1, keepdim=True)
    return torch.where(varies, shared / torch.where(varies, spread, 1), otherwise)


def leave_one_out(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s (w_s − a_s), where a_s comes from the other draws."""
    signal = signal - _mean(score, signal)
    weights = score.square()
    total = weights.sum(1, keepdim=True)
    # One draw may have most of the weight. Its subtraction from the total would cancel, so the others are summed anew.
    rest, dominates = total - weights, weights > 0.5 * total
    shares = weights * signal
    shares_rest = shares.sum(1, keepdim=True) - shares
    if bool(dominates.any()):
        rest = torch.where(dominates, weights.masked_fill(dominates, 0).sum(1, keepdim=True), rest)
        shares_rest = torch.where(dominates, shares.masked_fill(dominates, 0).sum(1, keepdim=True), shares_rest)
    if bool(rest.all()):
        return (score * (signal - shares_rest / rest)).mean(1)
    some, others = rest > 0, -signal / (score.shape[1] - 1)  # the signals sum to zero
    return (score * (signal - torch.where(some, shares_rest / torch.where(some, rest, 1), others))).mean(1)


def leave_one_out_baseline(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s (w_s − mean of the other signals)."""
    return (score * (signal - _mean(score, signal))).sum(1) / (score.shape[1] - 1)


def _mean(score: Tensor, signal: Tensor) -> Tensor:
    """The signal's mean over the draws, whose axis is kept, whether or not the signal has an axis of parameters."""
    return signal.mean(1 - score.ndim, keepdim=True)
