"""A small network that denoises points of the plane, in the form v."""

import math

import torch
from torch import Generator, Tensor

from ... import diffusion

WIDTHS = (11, 64, 64, 64, 2)
FREQUENCIES = 4


class Network:
    """Three hidden layers of 64 units on x_t and on waves of its log signal-to-noise ratio: (…, 2), (…) → (…, 2)."""

    def __init__(self, betas: Tensor, generator: Generator) -> None:
        ratio = diffusion.log_snr(betas)
        low, high = ratio[-1], ratio[0]
        place = ((2 * ratio - low - high) / (high - low)).unsqueeze(-1)  # from 1 down to −1
        angles = place * torch.arange(1, FREQUENCIES + 1, dtype=place.dtype) * (math.pi / 2)
        self._waves = torch.cat((place, angles.sin(), angles.cos()), -1)
        self.parameters: list[Tensor] = []
        for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
            weight = torch.randn(outputs, inputs, dtype=betas.dtype, generator=generator) / math.sqrt(inputs)
            self.parameters += [weight.requires_grad_(), torch.zeros_like(weight[:, 0]).requires_grad_()]

    def __call__(self, xt: Tensor, t: Tensor) -> Tensor:
        """What the network says of v at x_t."""
        units = torch.cat((xt, self._waves[t - 1]), -1)
        pairs = list(zip(self.parameters[::2], self.parameters[1::2]))
        for weight, bias in pairs[:-1]:
            units = torch.nn.functional.silu(torch.nn.functional.linear(units, weight, bias))
        return torch.nn.functional.linear(units, *pairs[-1])
