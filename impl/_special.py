"""log Γ, ψ and ψ′ on x > 0, accurate to nearly every digit, as are their derivatives of any order.

`torch.polygamma(1, ·)` is off by up to 5e-10, and so is every second derivative of `torch.lgamma`. The differences
log x − ψ(x) and x ψ′(x) − 1, both about 1/2x for large x, would cancel and have functions of their own.

The recurrences of Γ lead from x up to y = x + 8, where the asymptotic series in Bernoulli numbers has converged
(DLMF 5.11.2, 5.15.8). They are written so that no terms cancel:

    log x − ψ(x) = log y − ψ(y) + Σ_{k<8} 1/(x + k) − log(1 + 8/x)
    x ψ′(x) − 1 = (x/y)(y ψ′(y) − 1) + Σ_{k<8} x/((x + k)² (x + k + 1))

The last sum has positive terms only, and with infinitely many terms it is the whole of x ψ′(x) − 1, so x ψ′(x) > 1.
Shapes are (…) → (…); the argument is not checked. Values are finite where 8/x is a float, derivatives of order n where
1/x^(n + 1) is one.
"""

import math
from functools import lru_cache

import torch
from torch import Tensor

SHIFT = 8
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)  # B_2, B_4, …, B_16
# Coefficients of y^−2k in log y − ψ(y) and in y ψ′(y) − 1.
SERIES = tuple((b / (2 * k), b) for k, b in enumerate(BERNOULLI, 1))


def lgamma(x: Tensor) -> Tensor:
    """log Γ(x): torch's value, with the derivatives of Stirling's series at x + 8 less log x + … + log(x + 7)."""
    steps, _ = _constants(x.dtype, x.device, x.ndim)
    points = x + steps
    y = points[-1]
    stirling = (y - 0.5) * y.log() - y + stirling_series(y.square().reciprocal()) / y - points[:-1].log().sum(0)
    return torch.lgamma(x.detach()) + (stirling - stirling.detach())


def stirling_series(square: Tensor) -> Tensor:
    """Σ_k B_2k / (2k (2k − 1)) y^(2 − 2k) at ``square`` = 1/y²: y times the correction to Stirling's formula."""
    series = torch.zeros_like(square)
    for k in range(len(BERNOULLI), 0, -1):
        series = series * square + BERNOULLI[k - 1] / (2 * k * (2 * k - 1))
    return series


def digamma(x: Tensor) -> Tensor:
    """ψ(x), with a relative error of 1e-12 away from its root 1.4616…, and an absolute one near it."""
    return x.log() - log_minus_digamma(x)


def trigamma(x: Tensor) -> Tensor:
    """ψ′(x)."""
    return (1 + trigamma_excess(x)) / x


def log_minus_digamma(x: Tensor) -> Tensor:
    """log x − ψ(x) > 0."""
    return log_minus_digamma_and_excess(x)[0]


def trigamma_excess(x: Tensor) -> Tensor:
    """x ψ′(x) − 1 > 0, which is also −x times the derivative of log x − ψ(x)."""
    return log_minus_digamma_and_excess(x)[1]


def log_minus_digamma_and_excess(x: Tensor) -> tuple[Tensor, Tensor]:
    """log x − ψ(x) and x ψ′(x) − 1 for little more than the price of one."""
    steps, coefficients = _constants(x.dtype, x.device, x.ndim)
    inverse = (x + steps).reciprocal()
    below, last = inverse[:-1], inverse[-1]
    square, series = last.square(), coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        series = torch.addcmul(coefficient, series, square)
    gap, excess = torch.addcmul(last / 2, series, square).unbind()
    gap = gap + (below.sum(0) - (SHIFT * inverse[0]).log1p())
    # The first term of the sum stands by itself, without 1/x², which can overflow.
    return gap, x * last * excess + inverse[0] * inverse[1] + x * (inverse[1:-1].square() * inverse[2:]).sum(0)


@lru_cache
def _constants(dtype: torch.dtype, device: torch.device, axes: int) -> tuple[Tensor, tuple[Tensor, ...]]:
    """The steps 0 … 8, and the coefficients of each power of 1/y² in both series, on an axis before those of x."""
    with torch.inference_mode(False):  # the cached tensors must serve autograd later
        steps = torch.arange(SHIFT + 1, dtype=dtype, device=device)
        coefficients = torch.tensor(SERIES, dtype=dtype, device=device)
        return steps.reshape(-1, *[1] * axes), coefficients.reshape(-1, 2, *[1] * axes).unbind()


def at(x: float) -> tuple[float, float]:
    """`log_minus_digamma_and_excess` of one number, far faster than for a tensor."""
    shift, terms, y = 0.0, 0.0, x
    if x < 2 * SHIFT:
        shift = -math.log1p(SHIFT / x)
        for _ in range(SHIFT):
            shift += 1 / y
            terms += x / y / y / (y + 1)
            y += 1
    square = 1 / (y * y)
    gap = excess = 0.0
    for in_gap, in_excess in reversed(SERIES):
        gap = (gap + in_gap) * square
        excess = (excess + in_excess) * square
    return gap + 0.5 / y + shift, x / y * (excess + 0.5 / y) + terms
