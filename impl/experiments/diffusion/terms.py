"""All 1000 terms of the bound of Gaussian data for three schedules, in closed form and by draws."""

import math

import torch
from torch import Tensor

from ... import diffusion, monte_carlo
from ...diffusion import Gaussian
from .results import DiffusionRun, Terms

STEPS = 1000  # T
MEAN, VARIANCE = 0.3, 0.7


def schedules(steps: int = STEPS) -> dict[str, Tensor]:
    """The β_t of each schedule, (T,)."""
    return {
        "linear": diffusion.linear_betas(steps),
        "cosine": diffusion.cosine_betas(steps),
        "log-snr": diffusion.log_snr_betas(torch.linspace(9, -9, steps, dtype=torch.float64)),
    }


def gaussian() -> Gaussian:
    """The data's law."""
    return Gaussian(torch.tensor(MEAN, dtype=torch.float64), torch.tensor(VARIANCE, dtype=torch.float64))


def entropy(variance: float) -> float:
    """The entropy of a normal law, in nats."""
    return (math.log(2 * math.pi * variance) + 1) / 2


def terms(run: DiffusionRun, draws: int) -> None:
    """Compute the terms, averaged over the data, and estimate them from draws of data and noise."""
    data = gaussian()
    with run.progress("terms", 3) as advance:
        for stream, (name, betas) in enumerate(schedules().items()):
            reverse, generator = diffusion.exact_reverse(data, betas), run.generator(stream)
            exact = diffusion.bound_terms(data, betas, reverse)
            tight = diffusion.bound_terms(data, betas, reverse, diffusion.diffused(data, STEPS, betas))
            x0 = data.mean + data.variance.sqrt() * torch.randn(draws, 1, dtype=torch.float64, generator=generator)
            denoiser = diffusion.gaussian_denoiser(data, betas)
            drawn = diffusion.draw_bound_terms(x0, betas, denoiser, reverse.variance, "x0", generator=generator)
            found = monte_carlo.moments(torch.cat((drawn.decoder[0].unsqueeze(-1), drawn.steps[0]), -1))
            wanted = torch.cat((exact.decoder.view(1), exact.steps))
            scores = (found.mean - wanted) / found.standard_error
            run.series |= {
                f"beta {name}": betas,
                f"log-snr {name}": diffusion.log_snr(betas),
                f"exact {name}": wanted,
                f"drawn {name}": found.mean,
                f"error {name}": found.standard_error,
            }
            run.exact.terms[name] = Terms(
                prior=exact.prior,
                decoder=exact.decoder,
                bound=exact.total,
                tight_bound=tight.total,
                entropy=entropy(VARIANCE),
                draws=draws,
                drawn_bound=exact.prior + found.mean.sum(),
                drawn_bound_error=monte_carlo.moments(drawn.steps[0].sum(-1) + drawn.decoder[0]).standard_error,
                share_within_two_errors=(scores.abs() < 2).double().mean(),
                largest_score=scores.abs().max(),
            )
            advance()
