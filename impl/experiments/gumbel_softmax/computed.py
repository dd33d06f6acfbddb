"""Relaxed draws at each temperature, compared with the categorical law and with the law of their log-ratios."""

import math
from argparse import Namespace

import torch
from torch import Tensor

from ... import gumbel_softmax as gs
from .gradients import PROBS, TEMPERATURES, measure_gradients
from .results import Expected, GumbelRun, Samples

WRONG_FACTOR = 1.2  # a wrong claimed temperature over the right one


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 4 + 3e-5 * args.draws


def compute(run: GumbelRun, args: Namespace) -> None:
    """Measure the draws and their gradients at each temperature."""
    measure_samples(run, args.draws, args.repeats)
    measure_gradients(run, args.draws)


def measure_samples(run: GumbelRun, draws: int, repeats: int) -> None:
    """Repeat a histogram of the arg max, and the distribution of log(y_3/y_1), at each temperature."""
    size, logits, generator = draws // repeats, PROBS.log(), run.generator(0)
    run.exact.expected = Expected(
        probabilities=PROBS,
        draws_each_histogram=size,
        expected_total_variation=(2 * PROBS * (1 - PROBS) / (math.pi * size)).sqrt().sum() / 2,
        expected_distance=math.sqrt(math.pi / 2) * math.log(2) / math.sqrt(size),  # Kolmogorov's law
        wrong_temperature_factor=WRONG_FACTOR,
    )
    with run.progress("samples", len(TEMPERATURES)) as advance:
        for tau in TEMPERATURES:
            log_y = gs.log_sample(logits, tau, (repeats, size), generator=generator)
            counts = torch.nn.functional.one_hot(log_y.argmax(-1), 3).double().mean(1)
            variation = (counts - PROBS).abs().sum(-1) / 2
            right, wrong = (distance(log_y, logits, claimed) for claimed in (tau, WRONG_FACTOR * tau))
            run.runs.append(
                Samples(
                    temperature=tau,
                    total_variation=variation.mean(),
                    total_variation_sd=variation.std(),
                    distance=right.mean(),
                    distance_sd=right.std(),
                    distance_at_wrong_temperature=wrong.mean(),
                    distance_at_wrong_temperature_sd=wrong.std(),
                    mean_largest_coordinate=log_y.amax(-1).exp().mean(),
                )
            )
            run.series[f"draws at {tau:g}"] = log_y[0].exp()
            advance()


def distance(log_y: Tensor, logits: Tensor, tau: float) -> Tensor:
    """The largest distance between the distribution of log(y_3/y_1) in draws (…, n, k) and its law at τ: (…)."""
    ratio = (log_y[..., -1] - log_y[..., 0]).sort().values
    claimed = (tau * ratio - (logits[-1] - logits[0])).sigmoid()
    count = ratio.shape[-1]
    steps = torch.arange(count + 1, dtype=ratio.dtype) / count
    return torch.maximum((steps[1:] - claimed).amax(-1), (claimed - steps[:-1]).amax(-1))
