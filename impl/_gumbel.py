"""Gumbel noise, and the relaxed draws made of it, with the categories as the slowest axis in memory.

The draws are differentiable in logits and temperature. Only the generator is checked here.
"""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Generator, Size, Tensor
from torch.autograd.forward_ad import unpack_dual

from . import _check

DRAWS_A_CHUNK = 1 << 17  # a chunk of this size stays in the cache
LEAST_FOR_FUNCTION = 1 << 15  # numbers; from this size on, new buffers cost more than the calls of a Function


class _Relax(torch.autograd.Function):
    """softmax(scores − noise/τ) over the first axis of fresh noise, (k, *shape).

    Values and gradients are autograd's, but made in one buffer forwards and one backwards: large new buffers can cost
    as much as the arithmetic.
    """

    @staticmethod
    def forward(scores: Tensor, temperature: Tensor, shape: Size, generator: Generator | None) -> Tensor:
        y = log_exponential(shape, scores, generator)
        torch.addcdiv(scores, y, temperature, value=-1, out=y)
        return torch.softmax(y, 0, out=y)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple, output: Tensor) -> None:
        ctx.save_for_backward(*inputs[:2], output)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        scores, temperature, y = ctx.saved_tensors
        if torch.is_grad_enabled():  # this gradient will be differentiated itself
            slope = gradients[0] * y
            slope = slope - y * slope.sum(0)
        else:
            slope = y * gradients[0]  # in this order the slope has the memory layout of y
            slope.addcmul_(y, slope.sum(0), value=-1)
        in_temperature = None
        if ctx.needs_input_grad[1]:  # noise/τ is scores − log y up to a constant, and slopes add up to zero
            noise = torch.where(y > 0, scores - torch.where(y > 0, y, 1).log(), 0)
            in_temperature = ((slope * noise).sum(0) / temperature).sum_to_size(temperature.shape)
        return slope.sum_to_size(scores.shape), in_temperature, None, None


def draw(logits: Tensor, temperature: Tensor, shape: Size, generator: Generator | None) -> Tensor:
    """Relaxed draws softmax((logits + G)/τ) of new Gumbel noise G: (*shape, …, k)."""
    scaled, full = _scaled(logits, temperature, shape)
    forward_mode = any(unpack_dual(values).tangent is not None for values in (logits, temperature))
    if forward_mode or math.prod(full) < LEAST_FOR_FUNCTION:
        return _scores(scaled, full, temperature, generator).softmax(0).movedim(0, -1)
    tracked = torch.is_grad_enabled() and (logits.requires_grad or temperature.requires_grad)
    y: Any = (_Relax.apply if tracked else _Relax.forward)(scaled, temperature, full, generator)
    return y.movedim(0, -1)


def scores(logits: Tensor, temperature: Tensor, shape: Size, generator: Generator | None) -> Tensor:
    """(logits + G)/τ up to a constant, categories first: (k, *shape, …)."""
    return _scores(*_scaled(logits, temperature, shape), temperature, generator)


def _scores(scaled: Tensor, shape: Size, temperature: Tensor, generator: Generator | None) -> Tensor:
    return torch.addcdiv(scaled, log_exponential(shape, scaled, generator), temperature, value=-1)


def _scaled(logits: Tensor, temperature: Tensor, shape: Size) -> tuple[Tensor, Size]:
    """logits/τ up to a constant, categories first, in axes that broadcast to (k, *shape, …); and that full shape."""
    batch = _check.broadcast("temperature, logits", temperature.shape, logits.shape[:-1])
    # The largest logit is 0, and so no score overflows upwards, nor do all of them downwards.
    shifted, tau = logits - logits.detach().amax(-1, keepdim=True), temperature.unsqueeze(-1)
    scaled = shifted / tau
    if temperature.requires_grad:  # its slope at a logit of −∞ would be 0 · ∞
        mass = shifted > -math.inf
        scaled = torch.where(mass, torch.where(mass, shifted, 0) / tau, -math.inf)
    first = scaled.movedim(-1, 0)[(slice(None), *[None] * (len(shape) + len(batch) - scaled.ndim + 1))]
    return first, Size((logits.shape[-1], *shape, *batch))


def log_exponential(shape: Sequence[int], like: Tensor, generator: Generator | None) -> Tensor:
    """log E of an exponential variable E, which is minus a standard Gumbel variable: draws of the given shape.

    E = −log(1 − u) is resolved most finely near 0, where a Gumbel variable is largest. u = (n + ½)/2^b of b = 31 or 63
    random bits, with a factor that keeps its rounding below 1, lies inside (0, 1), so no draw is infinite and none is
    clamped. A uniform draw of torch has 24 or 53 bits and can be 0; its exponential_ is several times slower without
    MKL.
    """
    _check.generator("generator", generator)
    noise, eps = torch.empty(math.prod(shape), dtype=like.dtype, device=like.device), torch.finfo(like.dtype).eps
    halves = 1 if like.dtype == torch.float64 else 2  # integers made of a word of 64 bits, without their sign bits
    width = 64 // halves - 1
    words = torch.empty(min(DRAWS_A_CHUNK, noise.numel() + 1) // halves, dtype=torch.int64, device=like.device)
    least = torch.tensor(-(0.5 ** (width + 1)), dtype=like.dtype, device=like.device)
    for part in noise.split(DRAWS_A_CHUNK):
        bits = words.random_(generator=generator)
        if halves == 2:
            bits = bits.view(torch.int32).bitwise_and_(2**31 - 1)
        part.copy_(bits[: len(part)])
        torch.add(least, part, alpha=-(1 - eps / 2) * 0.5**width, out=part)  # −u
        part.log1p_().neg_().log_()
    return noise.view(tuple(shape))
