"""The runs of ``bbvi`` with vectorised arithmetic, in float32 too.

A run has either the same draws in the same order, or many chains at once with draws of the same laws. Parameters (loc,
log precision_scale, log shape, log rate) lie on the first axis here: (4, …).
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Generator, Tensor

from . import bbvi

Draws = tuple[Tensor, Tensor]


class Start(NamedTuple):
    """The data (…, N), the parameters (4, …) before the first step, and the generator of the later draws."""

    data: Tensor
    parameters: Tensor
    generator: Generator


def start(seed: int = bbvi.SEED, mu: float = bbvi.MU, tau: float = bbvi.TAU, size: int = bbvi.SIZE) -> Start:
    """The start that ``generate_data`` and then ``Family`` draw; torch's global generator is left as it was."""
    with torch.random.fork_rng(devices=[]):
        data = bbvi.generate_data(mu, tau, size, seed)
        parameters = bbvi.Family().parameters.detach()
        return Start(data, parameters, Generator().set_state(torch.get_rng_state()))


def starts(seeds: list[int], generator: Generator) -> Start:
    """The starts of C seeds together, data (C, N) and parameters (4, C), to be continued with one ``generator``."""
    each = [start(seed) for seed in seeds]
    return Start(torch.stack([s.data for s in each]), torch.stack([s.parameters for s in each], 1), generator)


def draw(parameters: Tensor, samples: int, generator: Generator) -> Draws:
    """S draws mu (S,) and tau (S,), bit for bit those that S calls of ``Family.sample`` return."""
    loc, scale, shape, rate = parameters[0], *parameters[1:].exp()
    noise = torch.empty(samples, dtype=bbvi.SINGLE)
    # A Gamma draw takes as many numbers from the generator as its rejections need, so the order cannot be changed.
    gammas = []
    for cell in noise.unbind():
        gammas.append(torch._standard_gamma(shape, generator))  # pyright: ignore[reportPrivateImportUsage]
        cell.normal_(generator=generator)
    tau = (torch.stack(gammas) / rate).clamp_(min=torch.finfo(bbvi.SINGLE).tiny)
    return noise.mul_(1.0 / torch.sqrt(scale * tau)).add_(loc), tau


def draw_together(parameters: Tensor, samples: int, generator: Generator) -> Draws:
    """S draws mu (S, …) and tau (S, …) for parameters (4, …): first every tau, then every mu."""
    loc, scale, shape, rate = parameters[0], *parameters[1:].exp()
    shapes = shape.expand(samples, *shape.shape)
    tau = torch._standard_gamma(shapes, generator) / rate  # pyright: ignore[reportPrivateImportUsage]
    noise = torch.empty_like(tau).normal_(generator=generator)
    return noise.div_(torch.sqrt(scale * tau)).add_(loc), tau


class Target:
    """log p(data, mu, tau) of data (…, N), from their sufficient statistics."""

    def __init__(self, data: Tensor) -> None:
        exact = data.double()
        centre = exact.mean(-1)
        self.count, self.centre = data.shape[-1], centre.to(data)
        self.spread = (exact - centre.unsqueeze(-1)).square().sum(-1).to(data)

    def log_joint(self, mu: Tensor, tau: Tensor, log_tau: Tensor) -> Tensor:
        """log p(data, mu, tau) at points mu (…), tau (…) and log tau (…): (…)."""
        loc, scale, shape, rate = bbvi.PRIOR.values()
        constant = 0.5 * (math.log(scale) - (self.count + 1) * math.log(2 * math.pi))
        constant += shape * math.log(rate) - math.lgamma(shape)
        misfit = self.spread + self.count * (mu - self.centre).square() + scale * (mu - loc).square()
        return constant + (0.5 * self.count + shape - 0.5) * log_tau - (rate + 0.5 * misfit) * tau


def estimate(target: Target, parameters: Tensor, draws: Draws, control_variate: bool) -> tuple[Tensor, Tensor]:
    """The "elbo" (…) and the gradient estimate (4, …) of a step that has drawn mu (S, …) and tau (S, …)."""
    mu, tau = draws
    loc, scale, shape, rate = parameters[0], *parameters[1:].exp()
    log_tau, log_rate, excess = tau.log(), parameters[3], mu - loc
    pull, surprise = scale * tau * excess, rate * tau
    distance = pull * excess
    log_q = shape * log_rate - shape.lgamma() + (shape - 0.5) * log_tau - surprise
    log_q = log_q + 0.5 * (parameters[1] - math.log(2 * math.pi) - distance)
    signal = target.log_joint(mu, tau, log_tau) - log_q
    h = torch.stack((pull, 0.5 - 0.5 * distance, shape * (log_rate - shape.digamma() + log_tau), shape - surprise))
    f = signal * h
    gradient = f.mean(1)
    if control_variate:
        centred = h - h.mean(1, keepdim=True)
        variance = centred.square().mean(1)
        coefficient = ((f - gradient.unsqueeze(1)) * centred).mean(1) / variance
        coefficient = torch.where(variance > bbvi.LEAST_VARIANCE, coefficient, 0.0)
        gradient = (f - coefficient.unsqueeze(1) * h).mean(1)
    return signal.mean(0), gradient


def steps(
    begin: Start, control_variate: bool, samples: int = bbvi.SAMPLES, step_size: float = bbvi.STEP_SIZE
) -> Iterator[tuple[Tensor, Tensor]]:
    """The steps of either run, without end: the "elbo" that each step records, and the parameters (4,) after it.

    The draws are those of ``bbvi.Reinforce`` and ``bbvi.ControlVariate``; the arithmetic agrees up to rounding.
    ValueError when the parameters are no longer finite.
    """
    target, parameters = Target(begin.data), begin.parameters
    while True:
        draws = draw(parameters, samples, begin.generator)
        elbo, gradient = estimate(target, parameters, draws, control_variate)
        parameters = parameters + step_size * gradient
        if not bool(parameters.isfinite().all()):  # the listing's distributions refuse such parameters too
            raise ValueError(f"step_size: parameters are not finite after a step of {step_size}")
        yield elbo, parameters
