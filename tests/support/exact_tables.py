"""Hypothesis strategies and slow, obvious references that several test modules share."""

from fractions import Fraction

import torch
from hypothesis import strategies as st
from mpmath import mp, mpf
from torch import Tensor


def weights(size: int, zeros: bool = True) -> st.SearchStrategy[list[int]]:
    """Non-negative integer weights, not all zero."""
    return st.lists(st.integers(0 if zeros else 1, 20), min_size=size, max_size=size).filter(any)


def laws(size: int, zeros: bool = True) -> st.SearchStrategy[list[Fraction]]:
    """Rational probabilities of ``size`` values."""
    return weights(size, zeros).map(lambda w: [Fraction(n, sum(w)) for n in w])


def log(table) -> Tensor:
    """The logarithms of nested lists of rationals, −∞ for zero."""
    if isinstance(table, list):
        return torch.stack([log(row) for row in table])
    return torch.tensor(float(exact_log(table)), dtype=torch.float64)


def exact_log(value: Fraction):
    """log of a rational to 50 digits, −∞ for zero."""
    with mp.workdps(50):
        return mp.log(mpf(value.numerator) / value.denominator) if value else mpf("-inf")


def mean_log_ratio(q: list[Fraction], p: list[Fraction]) -> float:
    """Σ q log(p / q) over the support of q, term by term to 50 digits."""
    with mp.workdps(50):
        pairs = [(a, b) for a, b in zip(q, p, strict=True) if a]
        return float(mp.fsum(mpf(a.numerator) / a.denominator * exact_log(b / a) for a, b in pairs))
