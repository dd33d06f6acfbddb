"""The forward chain q(x_t | x_{t−1}) = N(√(1 − β_t) x_{t−1}, β_t), t = 1 … T, and its levels at each t.

With ᾱ_t = (1 − β_1) … (1 − β_t), ᾱ_0 = 1, the marginal is q(x_t | x_0) = N(√ᾱ_t x_0, 1 − ᾱ_t). Levels are computed in
double precision. log ᾱ_t is a sum of log1p(−β_s), and 1 − ᾱ_t is β_t + (1 − β_t)(1 − ᾱ_{t−1}), which is β_1 for t = 1
to the last digit, with 1 − ᾱ_{t−1} from expm1: nothing cancels for tiny β, and nothing is lost where ᾱ_t underflows.
"""

from typing import NamedTuple

import torch
from torch import Tensor

from . import _check


class Levels(NamedTuple):
    """What the chain is at t, each of the shape of t, in double precision; ``before`` stands for t − 1."""

    beta: Tensor  # β_t
    kept: Tensor  # 1 − β_t
    log_signal: Tensor  # log ᾱ_t
    noise: Tensor  # 1 − ᾱ_t
    log_signal_before: Tensor
    noise_before: Tensor

    @property
    def root_signal(self) -> Tensor:
        """√ᾱ_t."""
        return (self.log_signal / 2).exp()

    @property
    def root_signal_before(self) -> Tensor:
        """√ᾱ_{t−1}."""
        return (self.log_signal_before / 2).exp()

    @property
    def of_x0(self) -> Tensor:
        """The coefficient √ᾱ_{t−1} β_t/(1 − ᾱ_t) of x_0 in the mean of q(x_{t−1} | x_t, x_0), 1 for t = 1."""
        return self.root_signal_before * (self.beta / self.noise)

    @property
    def of_xt(self) -> Tensor:
        """The coefficient √(1 − β_t) (1 − ᾱ_{t−1})/(1 − ᾱ_t) of x_t in that mean, 0 for t = 1."""
        return self.kept.sqrt() * (self.noise_before / self.noise)

    @property
    def back_variance(self) -> Tensor:
        """The variance β_t (1 − ᾱ_{t−1})/(1 − ᾱ_t) of q(x_{t−1} | x_t, x_0), 0 for t = 1."""
        return self.beta * (self.noise_before / self.noise)


def check_betas(betas: Tensor) -> None:
    """Refuse what is no schedule (T,) in (0, 1)."""
    _check.finite("betas", betas)
    if betas.ndim != 1:
        raise ValueError(f"betas: expected (T,), got shape {tuple(betas.shape)}")
    if not bool(((betas > 0) & (betas < 1)).all()):
        raise ValueError("betas: expected entries in (0, 1)")


def check_t(name: str, t: int | Tensor, least: int, most: int, like: Tensor) -> Tensor:
    """The integers as a tensor on the device of ``like``; refuse others than ``least`` … ``most``."""
    if isinstance(t, Tensor):
        if t.is_floating_point() or t.is_complex() or t.dtype == torch.bool or t.numel() == 0:
            raise ValueError(f"{name}: expected whole numbers, got {_check.describe(t)} of shape {tuple(t.shape)}")
        if t.device != like.device:
            raise ValueError(f"{name}, betas: expected one device, got {t.device} and {like.device}")
        low, high, found = int(t.min()), int(t.max()), t.long()
    else:
        _check.count(name, t, least)
        low = high = int(t)
        found = torch.tensor(min(low, most), device=like.device)  # a larger one is refused below, also beyond int64
    if low < least or high > most:
        raise ValueError(f"{name}: expected whole numbers from {least} to {most}, got {low if low < least else high}")
    return found


def levels(t: int | Tensor, betas: Tensor) -> Levels:
    """The levels at t, an int or integers (…) from 1 to T; both arguments are checked."""
    check_betas(betas)
    place = check_t("t", t, 1, len(betas), betas)
    return Levels(*(level[place - 1] for level in _all(betas)))


def all_levels(betas: Tensor) -> Levels:
    """The levels at t = 1 … T, each (T,); betas are checked."""
    check_betas(betas)
    return _all(betas)


def _all(betas: Tensor) -> Levels:
    betas = betas.double()
    log_signal = _sums((-betas).log1p())
    before = torch.cat((torch.zeros_like(log_signal[:1]), log_signal[:-1]))
    noise_before, kept = 0.0 - torch.expm1(before), 1 - betas  # 0 − 0 is 0, and −0 would have the reciprocal −∞
    return Levels(betas, kept, log_signal, torch.addcmul(betas, kept, noise_before), before, noise_before)


def _sums(values: Tensor) -> Tensor:
    """The sums of the first 1 … T values, in which the rounding of each addition is made up for: (T,) → (T,)."""
    rounded = values.cumsum(0)
    before = torch.cat((torch.zeros_like(values[:1]), rounded[:-1]))
    total = before + values
    taken = total - before
    lost = (before - (total - taken)) + (values - taken)  # Knuth's sum of two: exact
    return rounded + ((total - rounded) + lost).cumsum(0)
