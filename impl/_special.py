"""log Γ, ψ and ψ′ on x > 0, to nearly every digit and with derivatives of any order that are as good.

`torch.polygamma(1, ·)` is off by up to 5e-10, and so is every second derivative of `torch.lgamma`. Where the plain
difference cancels there is a function of its own: log x − ψ(x) and x ψ′(x) − 1, both about 1/2x for large x.

All of it goes from x up to y = x + 8, where Bernoulli's asymptotic series has converged (DLMF 5.11.2, 5.15.8), by
the recurrences of Γ, written so that nothing cancels:

    log x − ψ(x) = log y − ψ(y) + Σ_{k<8} 1/(x + k) − log(1 + 8/x)
    x ψ′(x) − 1 = (x/y)(y ψ′(y) − 1) + Σ_{k<8} x/((x + k)² (x + k + 1))

The last sum has positive terms only, so x ψ′(x) > 1. Shapes (…) → (…); the argument is not checked.
"""

import math

import torch
from torch import Tensor

SHIFT = 8
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)  # B_2, B_4, …, B_16


class _LogGamma(torch.autograd.Function):
    """log Γ whose derivative is ψ below."""

    generate_vmap_rule = True

    @staticmethod
    def forward(x: Tensor) -> Tensor:
        return torch.lgamma(x)

    @staticmethod
    def setup_context(ctx, inputs: tuple[Tensor], output: Tensor) -> None:
        ctx.save_for_backward(*inputs)
        ctx.save_for_forward(*inputs)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return gradient * digamma(x)

    @staticmethod
    def jvp(ctx, tangent: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return tangent * digamma(x)


def lgamma(x: Tensor) -> Tensor:
    """log Γ(x)."""
    return _LogGamma.apply(x)


def digamma(x: Tensor) -> Tensor:
    """ψ(x), off its root 1.4616… to 1e-12 relative, near it as an absolute error."""
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
    steps = torch.arange(SHIFT + 1, dtype=x.dtype, device=x.device)
    inverse = (x.unsqueeze(-1) + steps).reciprocal()
    below, last = inverse[..., :-1], inverse[..., -1]
    gap, excess = _series(last)
    gap = gap + (below.sum(-1) - (SHIFT / x).log1p())
    return gap, x * (excess * last + (below.square() * inverse[..., 1:]).sum(-1))


def _series(inverse):
    """Both functions at y from 1/y, for y ≥ 8; floats or tensors."""
    square = inverse * inverse
    gap = excess = 0.0
    for k in range(len(BERNOULLI), 0, -1):
        gap = (gap + BERNOULLI[k - 1] / (2 * k)) * square
        excess = (excess + BERNOULLI[k - 1]) * square
    return gap + inverse / 2, excess + inverse / 2


def at(x: float) -> tuple[float, float]:
    """`log_minus_digamma_and_excess` of one number, far faster than as a tensor."""
    if x >= SHIFT:
        return _series(1 / x)
    gap, terms, y = -math.log1p(SHIFT / x), 0.0, x
    for _ in range(SHIFT):
        gap += 1 / y
        terms += 1 / (y * y * (y + 1))
        y += 1
    above, excess = _series(1 / y)
    return above + gap, x * (excess / y + terms)
