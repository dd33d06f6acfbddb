"""The rows of the accuracy table for `impl.diffusion`: what each function computes and the same by ball arithmetic."""

from functools import cache

import torch
from flint import arb
from torch import Tensor

from impl import diffusion
from impl.diffusion import Gaussian

STEPS = 1000
BETAS = diffusion.linear_betas(STEPS)


def constant_schedules(beta: Tensor, steps: Tensor) -> Tensor:
    """The laws at the last step of schedules of one β, for x_0 = 1 and x_T = 2, of their means and variances."""
    found = []
    for value, count in zip(beta, steps.long().tolist()):
        betas = value.repeat(count)
        one = torch.ones_like(value)
        found.append(torch.stack((*diffusion.forward_marginal(one, count, betas), *diffusion.posterior_mean_variance(one, 2 * one, count, betas))))
    return torch.stack(found)


def constant_schedule(beta: float, steps: float) -> list:
    kept = 1 - arb(beta)
    signal, before = kept ** int(steps), kept ** (int(steps) - 1)
    of_x0, of_xt = before.sqrt() * arb(beta) / (1 - signal), kept.sqrt() * (1 - before) / (1 - signal)
    return [signal.sqrt(), 1 - signal, of_x0 + 2 * of_xt, (1 - before) / (1 - signal) * arb(beta)]


def cosine_schedules(steps: Tensor, t: Tensor) -> Tensor:
    return torch.stack([diffusion.cosine_betas(int(count))[int(step) - 1] for count, step in zip(steps.tolist(), t.tolist())])


def cosine_schedule(steps: float, t: float) -> list:
    at, before = ((((arb(k) / arb(steps) + arb(0.008)) / (1 + arb(0.008))) * arb.pi() / 2).cos() ** 2 for k in (t, t - 1))
    return [1 - at / before]


def log_snr_schedules(first: Tensor, fall: Tensor) -> Tensor:
    return torch.stack([diffusion.log_snr_betas(pair) for pair in torch.stack((first, first - fall), -1)])


def log_snr_schedule(first: float, fall: float) -> list:
    one, two = (1 / (1 + (-arb(value)).exp()) for value in (first, first - fall))
    return [1 - one, 1 - two / one]


def bound(mean: Tensor, variance: Tensor) -> Tensor:
    data = Gaussian(mean, variance)
    prior, steps, decoder = diffusion.bound_terms(data, BETAS, diffusion.exact_reverse(data, BETAS))
    return torch.cat((prior.unsqueeze(-1), steps, decoder.unsqueeze(-1)), -1)


@cache
def signals() -> list:
    found = [arb(1)]
    for beta in BETAS.tolist():
        found.append(found[-1] * (1 - arb(beta)))
    return found


def exact_bound(mean: float, variance: float) -> list:
    """The average of each term for the exact reversal, whose steps are ½ log of (1 − ᾱ_t) w_{t−1} / ((1 − ᾱ_{t−1}) w_t)."""
    signal = signals()
    noise = [1 - one for one in signal]
    wide = [one * arb(variance) + rest for one, rest in zip(signal, noise)]
    prior = (signal[-1] * (arb(mean) ** 2 + arb(variance)) - signal[-1] - noise[-1].log()) / 2
    steps = [(noise[t] * wide[t - 1] / noise[t - 1] / wide[t]).log() / 2 for t in range(2, STEPS + 1)]
    log_spread = (2 * arb.pi() * arb(variance) * noise[1] / wide[1]).log()
    return [prior, *steps, ((log_spread + 1) / 2, (abs(log_spread) + 1) / 2)]


def decoder(level: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
    return diffusion.discretised_log_prob(level / 127.5 - 1, mean, variance)


def exact_decoder(level: float, mean: float, variance: float) -> list:
    """Relative to log p and to what one rounding of x_0 − mean changes, which is the tail's slope times the last digit."""
    half, scale = 1 / arb(255), arb(variance).sqrt()
    lower, upper = ((2 * half * arb(level) - 1 + side * half - arb(mean)) / scale for side in (-1, 1))
    beyond = lambda x: (x / arb(2).sqrt()).erfc() / 2  # noqa: E731
    below = arb(0) if level == 0 else beyond(-lower)
    above = arb(0) if level == 255 else beyond(upper)
    from_above = level == 255 or (level > 0 and lower > 0)  # where no digits are lost
    mass = beyond(lower) - above if from_above else beyond(-upper) - below
    value = mass.log() if mass < 0.5 else (-below - above).log1p()
    distance = max(abs(float(lower.mid())), abs(float(upper.mid()))) + 1
    return [(value, abs(value) + arb(1e-3) * distance / scale)]


PAIRS = tuple(zip(*((b, n) for b in (1e-12, 1e-6, 1e-3, 0.02, 0.3, 0.9, 1 - 1e-6) for n in (1.0, 2.0, 7.0, 40.0)), strict=True))
COSINES = tuple(zip(*((n, t) for n in (10.0, 1000.0) for t in (1.0, 2.0, n / 2, n - 1)), strict=True))
RATIOS = tuple(zip(*((a, f) for a in (-20.0, -3.0, 0.0, 1.0, 12.0) for f in (0.25, 1.0, 8.0, 2.0**-30)), strict=True))
DATA = tuple(zip(*((m, v) for m in (0.0, 1.0, -30.0) for v in (1e-6, 1e-3, 0.5, 1.0, 7.0, 1e4)), strict=True))
BINS = tuple(
    zip(*((k, m, v) for k in (0.0, 1.0, 100.0, 128.0, 254.0, 255.0) for m in (-0.9, 0.0, 0.004, 1.0) for v in (1e-6, 1e-4, 0.01, 1.0, 100.0)), strict=True)
)
ROWS = (
    ("forward_marginal`, `posterior_mean_variance`", constant_schedules, constant_schedule, PAIRS, "relative", ("β", "T")),
    ("cosine_betas`", cosine_schedules, cosine_schedule, COSINES, "relative", ("T", "t")),
    ("log_snr_betas`", log_snr_schedules, log_snr_schedule, RATIOS, "relative", ("λ", "fall")),
    ("bound_terms`, each of 1001", bound, exact_bound, DATA, "relative", ("mean", "variance")),
    ("discretised_log_prob`", decoder, exact_decoder, BINS, "terms", ("level", "mean", "variance")),
)
