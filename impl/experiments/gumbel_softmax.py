"""What a temperature changes in relaxed draws of a categorical law, and what it leaves alone.

Three categories. The arg max of a draw against the categorical law, which no temperature changes; the log-ratio of two
coordinates against the logistic law that the density gives it, which shows the temperature; and the gradient of
E[f(y)] in the logits, biased for that of the categorical E[f], its bias and variance by quadrature of the density and
from draws, beside the straight-through estimator's and REINFORCE's.
"""

import itertools
import math
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

import torch
from rich.box import SIMPLE_HEAD
from rich.table import Table
from torch import Tensor

from .. import gumbel_softmax as gs
from ..listings import gumbel_softmax as listing
from . import gumbel_figures, gumbel_reported
from .arguments import at_least
from .run import Run

PROBS = torch.tensor([0.2, 0.3, 0.5], dtype=torch.float64)
TEMPERATURES = 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0
LINE = torch.logspace(math.log10(0.05), 1, 15, dtype=torch.float64).tolist()  # where bias and variance are exact
WRONG = 1.2  # what a temperature is mistaken by
SLOPE = torch.tensor([2.0, -1.0, 0.5], dtype=torch.float64)
TARGET = torch.tensor([0.6, 0.1, 0.3], dtype=torch.float64)
FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda y: y @ SLOPE,
    "quadratic": lambda y: (y - TARGET).square().sum(-1),
}
SLOPES: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda y: SLOPE.expand_as(y),
    "quadratic": lambda y: 2 * (y - TARGET),
}

ESTIMATORS: dict[str, Callable[[Tensor], Tensor]] = {"relaxed": lambda y: y, "straight-through": gs.straight_through}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--draws", type=at_least(20), default=100_000, metavar="N", help="at each temperature (100000)")
    parser.add_argument("--repeats", type=at_least(2), default=20, metavar="N",
                        help="histograms they are divided into (20)")


def seconds(args: Namespace) -> float:
    if args.as_reported:
        return gumbel_reported.SECONDS
    return 4 + 3e-5 * args.draws


def compute(run: Run, args: Namespace) -> None:
    if args.draws < 10 * args.repeats:
        raise ValueError(f"--draws: expected at least ten for each repeat, got {args.draws}")
    run.exact["listing"] = listing.facts()
    if run.as_reported:
        return gumbel_reported.compute(run)
    _samples(run, args.draws, args.repeats)
    _gradients(run, args.draws)
    return None


def _samples(run: Run, draws: int, repeats: int) -> None:
    """Repeats of a histogram of arg max, and of the distribution of log(y_3/y_1), at each temperature."""
    size, logits, generator = draws // repeats, PROBS.log(), run.generator(0)
    run.exact |= {
        "probabilities": PROBS, "draws_each_histogram": size,
        "expected_total_variation": (2 * PROBS * (1 - PROBS) / (math.pi * size)).sqrt().sum() / 2,
        "expected_distance": math.sqrt(math.pi / 2) * math.log(2) / math.sqrt(size),  # Kolmogorov's law
        "wrong_temperature_factor": WRONG,
    }
    with run.progress("samples", len(TEMPERATURES)) as advance:
        for tau in TEMPERATURES:
            log_y = gs.log_sample(logits, tau, (repeats, size), generator=generator)
            counts = torch.nn.functional.one_hot(log_y.argmax(-1), 3).double().mean(1)
            variation = (counts - PROBS).abs().sum(-1) / 2
            right, wrong = (distance(log_y, logits, claimed) for claimed in (tau, WRONG * tau))
            run.runs.append({
                "estimator": "samples", "temperature": tau,
                "total_variation": variation.mean(), "total_variation_sd": variation.std(),
                "distance": right.mean(), "distance_sd": right.std(),
                "distance_at_wrong_temperature": wrong.mean(), "distance_at_wrong_temperature_sd": wrong.std(),
                "mean_largest_coordinate": log_y.amax(-1).exp().mean(),
            })
            run.series[f"draws at {tau:g}"] = log_y[0].exp()
            advance()


def distance(log_y: Tensor, logits: Tensor, tau: float) -> Tensor:
    """Largest distance between the distribution of log(y_3/y_1) in draws (…, n, k) and the law it should have: (…)."""
    ratio = (log_y[..., -1] - log_y[..., 0]).sort().values
    claimed = (tau * ratio - (logits[-1] - logits[0])).sigmoid()
    count = ratio.shape[-1]
    steps = torch.arange(count + 1, dtype=ratio.dtype) / count
    return torch.maximum((steps[1:] - claimed).amax(-1), (claimed - steps[:-1]).amax(-1))


def categorical_gradient(name: str) -> tuple[Tensor, Tensor]:
    """The exact gradient of Σ π_i f(e_i) in the logits (3,), and the variance of REINFORCE's, summed."""
    values = FUNCTIONS[name](torch.eye(3, dtype=torch.float64))
    score = torch.eye(3, dtype=torch.float64) - PROBS
    gradient = PROBS * (values - PROBS @ values)
    return gradient, PROBS @ (values.unsqueeze(-1) * score).square().sum(-1) - gradient.square().sum()


def pathwise(name: str, y: Tensor, tau: float) -> Tensor:
    """The gradient of f(y) in the logits at equal noise, written out: (…, k)."""
    slope = SLOPES[name](y)
    return y * (slope - (y * slope).sum(-1, keepdim=True)) / tau


def relaxed_gradients(tau: float) -> dict[str, tuple[Tensor, Tensor]]:
    """Mean (3,) and summed variance of each function's relaxed gradient, by the trapezoidal rule on the density.

    On log-ratios times τ the density does not depend on τ and falls like e^−|v|; f(y) is analytic within πτ of the
    real line, and so a step of τ leaves an error of e^(−2π²).
    """
    step = min(tau, 0.5)
    axis = torch.arange(-32, 32, step, dtype=torch.float64) / tau
    ratios = torch.cartesian_prod(axis, axis)
    log_y = torch.cat((ratios, torch.zeros(len(ratios), 1, dtype=torch.float64)), -1).log_softmax(-1)
    cell = log_y.sum(-1) + 2 * math.log(step / tau)
    weight, y, found = (gs.log_prob_of_log(log_y, PROBS.log(), tau) + cell).exp(), log_y.exp(), {}
    for name in FUNCTIONS:
        values = pathwise(name, y, tau)
        mean = weight @ values
        found[name] = mean, weight @ values.square().sum(-1) - mean.square().sum()
    return found


def _gradients(run: Run, draws: int) -> None:
    generator, truths = run.generator(1), {name: categorical_gradient(name) for name in FUNCTIONS}
    for name, (truth, reinforce) in truths.items():
        lists: dict[str, list] = {"temperature": [], "bias": [], "variance": []}
        run.exact[f"{name}_gradient"] = {"categorical": truth, "reinforce_variance": reinforce, **lists}
    with run.progress("gradients", len(LINE) + len(TEMPERATURES)) as advance:
        for tau in LINE:
            for name, (mean, variance) in relaxed_gradients(tau).items():
                found = {"temperature": tau, "bias": (mean - truths[name][0]).norm(), "variance": variance}
                for key, value in found.items():
                    run.exact[f"{name}_gradient"][key].append(value)
            advance()
        for tau in TEMPERATURES:
            rows = PROBS.log().expand(draws, 3).clone().requires_grad_()
            soft = gs.sample(rows, tau, generator=generator)
            for name, estimator in itertools.product(FUNCTIONS, ESTIMATORS):
                y = ESTIMATORS[estimator](soft)
                (slopes,) = torch.autograd.grad(FUNCTIONS[name](y).sum(), rows, retain_graph=True)
                run.runs.append(_entry(name, estimator, tau, slopes, *truths[name]))
            advance()


def _entry(name: str, estimator: str, tau: float, slopes: Tensor, truth: Tensor, reinforce: Tensor) -> dict:
    """What is measured of draws (n, 3): the square of the bias without the variance/n that noise adds to it."""
    variance = slopes.var(0).sum()
    noise = variance / len(slopes)
    bias = ((slopes.mean(0) - truth).square().sum() - noise).clamp(min=0).sqrt()
    return {
        "estimator": estimator, "function": name, "temperature": tau,
        "bias": bias, "bias_error": noise.sqrt(),
        "relative_bias": bias / truth.norm(), "relative_bias_error": noise.sqrt() / truth.norm(),
        "variance": variance, "variance_over_reinforce": variance / reinforce,
    }


def draw(run: Run) -> None:
    if run.as_reported:
        return gumbel_reported.draw(run)
    samples = [entry for entry in run.runs if entry["estimator"] == "samples"]
    if samples:
        gumbel_figures.simplex(run, PROBS.log(), [e["temperature"] for e in samples])
        gumbel_figures.temperatures(run, samples)
    if any(entry["estimator"] == "relaxed" for entry in run.runs):
        gumbel_figures.gradients(run)
    return None


def report(run: Run) -> None:
    if run.as_reported:
        return gumbel_reported.report(run)
    samples = [entry for entry in run.runs if entry["estimator"] == "samples"]
    if not samples:
        return None
    size = run.exact["draws_each_histogram"]
    title = f"arg max, and the law of log(y₃/y₁), in {size} draws: mean ± sd"
    table = _table(title, "τ", "total variation", "distance", f"at {WRONG} τ", "largest y")
    for entry in samples:
        keys = "total_variation", "distance", "distance_at_wrong_temperature"
        pairs = (f"{entry[key]:.4f} ± {entry[key + '_sd']:.4f}" for key in keys)
        table.add_row(f"{entry['temperature']:g}", *pairs, f"{entry['mean_largest_coordinate']:.3f}")
    table.add_row("expected", *(f"{run.exact['expected_' + key]:.4f}" for key in ("total_variation", "distance")))
    run.console.print(table)
    for name in FUNCTIONS:
        found = {(e["temperature"], e["estimator"]): e for e in run.runs if e.get("function") == name}
        if not found:
            continue
        title = f"gradient of a mean, {name}: |bias| / |exact|, variance / REINFORCE's"
        headings = (f"{what}\n{estimator}" for what in ("bias", "variance") for estimator in ESTIMATORS)
        table = _table(title, "τ", *headings)
        for tau in sorted({tau for tau, _ in found}):
            row = [found[tau, estimator] for estimator in ESTIMATORS]
            biases = (f"{e['relative_bias']:.3f} ± {e['relative_bias_error']:.3f}" for e in row)
            table.add_row(f"{tau:g}", *biases, *(f"{e['variance_over_reinforce']:.3g}" for e in row))
        run.console.print(table)
    run.console.print("The arg max is categorical at every temperature: its histogram says nothing of the temperature, "
                      "which the law of log(y₃/y₁) shows.")
    return None


def _table(title: str, *columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title)
    for column in columns:
        table.add_column(column, justify="right")
    return table
