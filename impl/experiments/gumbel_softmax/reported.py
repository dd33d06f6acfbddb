"""The worked assignment's comparison of direct and relaxed draws, and the mistakes that it can notice.

The listing sets no seed, so its own run cannot be repeated; the seed of this run is used.
"""

import inspect
from argparse import Namespace
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from scipy import stats
from torch import Tensor

from ...listings import gumbel_softmax as listing
from .reported_results import Comparison, Histogram, Planted, Power, Repeated, ReportedRun

COMPARISONS = 400  # each has a seed of its own
REJECTED_BELOW = 0.01  # a p-value; the level of the tests
SHIFTS = 0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15  # the probability that moves from one class to another
PROBS = np.array(listing.WEIGHTS)


def _scores(a: Tensor, noise: Tensor) -> Tensor:
    return torch.log(a) + noise


def _shape() -> tuple[int, int]:
    return listing.SAMPLES, len(PROBS)


# The draws that are compared with the direct draws: those of the listing, and mistaken ones.
PLANTED: dict[str, Callable[[], Tensor]] = {
    "as_reported": lambda: listing.categorical_reparametrize(listing.weights(), listing.SAMPLES),
    "temperature_tenfold": lambda: listing.categorical_reparametrize(
        listing.weights(), listing.SAMPLES, 10 * listing.TEMPERATURE
    ),
    "temperature_hundredfold": lambda: listing.categorical_reparametrize(
        listing.weights(), listing.SAMPLES, 100 * listing.TEMPERATURE
    ),
    "gradient_detached": lambda: listing.categorical_reparametrize(listing.weights(), listing.SAMPLES).detach(),
    "no_softmax": lambda: _scores(listing.weights(), listing.gumbel(_shape())) / listing.TEMPERATURE,
    "normal_noise": lambda: _scores(listing.weights(), torch.randn(_shape(), dtype=listing.SINGLE)),
    "no_noise": lambda: _scores(listing.weights(), torch.zeros(_shape())),
    "probabilities_reversed": lambda: listing.categorical_reparametrize(listing.weights().flip(0), listing.SAMPLES),
}


def seconds(args: Namespace) -> float:
    """The expected duration on an idle core, in seconds."""
    return 5


def compute(run: ReportedRun, args: Namespace) -> None:
    """Make the comparison once as reported, then with many seeds and with planted mistakes; compute its power."""
    a, count = listing.weights(), listing.SAMPLES
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(run.seed)
        direct = counts(listing.categorical_sampler(a, count))
        soft = listing.categorical_reparametrize(a, count)
        warm = listing.categorical_reparametrize(listing.weights(), count, 10 * listing.TEMPERATURE)
    hard = counts(listing.hard(soft))
    run.series |= {"soft": soft.detach()}
    run.exact.comparison = Comparison(
        probabilities=PROBS,
        count=count,
        temperature=listing.TEMPERATURE,
        arguments=list(inspect.signature(listing.categorical_reparametrize).parameters),
        vertex_distance={"temperature": vertex_distance(soft), "temperature_tenfold": vertex_distance(warm)},
        direct=histogram(direct),
        hard=histogram(hard),
        two_sample_pvalue=two_sample(direct, hard),
        total_variation=variation(direct, hard),
        overlap=1 - variation(direct, hard),
        # This test is not in the assignment's comparison: the draws against their law at several temperatures.
        log_ratio_pvalue={
            name: log_ratio_pvalue(soft.detach(), factor * listing.TEMPERATURE)
            for name, factor in (("temperature", 1.0), ("temperature_1.2_times", 1.2), ("temperature_tenfold", 10.0))
        },
    )
    with run.progress("comparisons", COMPARISONS) as advance, torch.random.fork_rng(devices=[]):
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in PLANTED}
        for seed in range(COMPARISONS):
            torch.manual_seed(2**32 * (run.seed % 2**30) + seed + 1)
            for name, draws in PLANTED.items():
                pair = counts(listing.categorical_sampler(listing.weights(), count)), counts(listing.hard(draws()))
                found[name].append((two_sample(*pair), variation(*pair)))
            advance()
    pvalues = {name: [p for p, _ in pairs] for name, pairs in found.items()}
    rejected = {name: float(np.mean(np.array(p) < REJECTED_BELOW)) for name, p in pvalues.items()}
    run.exact.seeds = Repeated(
        two_sample_pvalue=pvalues["as_reported"],
        total_variation=[v for _, v in found["as_reported"]],
        rejected=rejected.pop("as_reported"),
        level=REJECTED_BELOW,
    )
    run.exact.planted = {
        name: Planted(rejected=share, total_variation=float(np.mean([v for _, v in found[name]])))
        for name, share in rejected.items()
    }
    run.exact.power = power(run)


def histogram(found: list[int]) -> Histogram:
    """The counts, and the p-value of their χ² test against the categorical law."""
    test: Any = stats.chisquare(found, sum(found) * PROBS)
    return Histogram(counts=found, pvalue=test.pvalue)


def counts(index: Tensor) -> list[int]:
    """The number of draws in each class, from their indices."""
    return torch.bincount(index.flatten(), minlength=len(PROBS)).tolist()


def vertex_distance(soft: Tensor) -> Tensor:
    """The mean total variation between a relaxed draw, (N, k), and the one-hot vector of its arg max.

    The arg max is categorical, so this bounds the distance between the law of the draws and the categorical law.
    """
    return 1 - soft.detach().double().amax(-1).mean()


def variation(a: list[int], b: list[int]) -> float:
    """The total variation between two histograms with equal numbers of draws."""
    return float(np.abs(np.subtract(a, b)).sum() / (2 * sum(a)))


def two_sample(a: Any, b: Any) -> Any:
    """The p-value of the χ² test that two histograms (…, k) with equal numbers of draws have one law: (…).

    Bins that are empty in both do not count.
    """
    a, b = np.asarray(a), np.asarray(b)
    both = a + b
    statistic = ((a - b) ** 2 / np.maximum(both, 1)).sum(-1)
    return stats.chi2.sf(statistic, (both > 0).sum(-1) - 1)


def log_ratio_pvalue(soft: Tensor, temperature: float) -> float:
    """The p-value of the Kolmogorov–Smirnov test of τ log(y_3/y_1) against the logistic law about log π_3 − log π_1.

    A coordinate that has underflowed in float32, in a few draws of ten thousand, is replaced by the smallest number.
    """
    log_y = soft.double().clamp(min=1e-45).log()
    shift = np.log(PROBS[2]) - np.log(PROBS[0])
    found: Any = stats.kstest(temperature * (log_y[:, 2] - log_y[:, 0]).numpy(), stats.logistic(shift).cdf)
    return float(found.pvalue)


def power(run: ReportedRun) -> Power:
    """The share of pairs of histograms that are told apart if SHIFTS moves from the third class to the first in one."""
    rng = np.random.default_rng([run.seed, 1])
    rates = []
    for shift in SHIFTS:
        pair = (rng.multinomial(listing.SAMPLES, p, 10_000) for p in (PROBS, PROBS + np.array([shift, 0, -shift, 0])))
        rates.append(np.mean(two_sample(*pair) < REJECTED_BELOW))
    return Power(total_variation=list(SHIFTS), rejected=rates, level=REJECTED_BELOW)
