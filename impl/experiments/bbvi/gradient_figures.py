"""The panels of the gradients' variance and bias, of one family."""

import numpy as np
from matplotlib.axes import Axes

from ..typeset import typeset
from .gradients import ESTIMATORS, REPETITIONS, SAMPLES
from .labels import COLOURS, NAMES
from .results import Place, Spread

PLACES = {"start": "start", "half": "half way", "optimum": "optimum"}
CERTAIN = 1e-6  # a p-value; a bias below it is certain
TICKS = (-100, -10, -2, 0, 2, 10, 100)  # standard errors
LEAST = 1e-6  # a variance below this is drawn as zero


def draw_gradients(axes: np.ndarray, family: str, places: dict[str, Place]) -> None:
    """Draw the variances as bars, and the estimates of the bias in their own standard errors."""
    variance, bias = axes
    for i, name in enumerate(ESTIMATORS):
        for at, place in enumerate(PLACES):
            x, entry = at + 0.16 * (i - 2), places[place].estimators[name]
            height = max(entry.fisher_variance or 0.0, LEAST)
            variance.bar(x, height, 0.15, color=COLOURS[name], label=NAMES[name] if at == 0 else None)
            if height <= LEAST:
                variance.annotate("0", (x, LEAST), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8)
            _bias(bias, x, name, entry, places[place].gradient)
    variance.set(yscale="log", ylim=(LEAST, 1e8), ylabel="variance, $\\mathrm{tr}(F^{-1}\\,\\mathrm{Cov})$")
    variance.set_title(f"{family} family: variance of the mean of {SAMPLES} draws")
    bias.axhspan(-2, 2, color="0.85", zorder=0)
    bias.axhline(0, color="black", lw=0.8)
    bias.set_yscale("symlog", linthresh=5)
    bias.set_yticks(TICKS, list(map(typeset, TICKS)))
    found = [standardised(entry) for place in places.values() for entry in place.estimators.values()]
    reach = 2 * max(100.0, *(float(np.abs(each).max(initial=0)) for each in found))
    bias.set(ylim=(-reach, reach), ylabel="estimated bias / its standard error")
    bias.set_title(
        f"bias of each of the four parameters over {REPETITIONS} estimates, ± 2 standard errors\n"
        f"filled, with its share of the gradient: certain (p < {typeset(CERTAIN)}); without bias 95 % lie in the band",
        fontsize=9,
    )
    for ax in axes:
        ax.set_xticks(range(len(PLACES)), list(PLACES.values()))
    variance.legend(fontsize=8, ncols=3, loc="upper center")


def standardised(entry: Spread) -> np.ndarray:
    """The estimated bias of each parameter in its standard errors (4,); empty where all is rounding."""
    if entry.bias_pvalue is None:
        return np.empty(0)
    return np.array(entry.bias) / np.array(entry.bias_error)


def _bias(axes: Axes, x: float, name: str, entry: Spread, gradient: list[float]) -> None:
    """Draw a point for each parameter, with two standard errors; say where there is no noise at all."""
    found = standardised(entry)
    if not len(found):
        axes.annotate("0", (x, 0), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8)
        return
    certain = (entry.bias_pvalue or 0.0) < CERTAIN
    at = x + 0.035 * (np.arange(len(found)) - 1.5)
    fill = COLOURS[name] if certain else "white"
    axes.errorbar(at, found, 2, fmt="o", ms=3.5, mfc=fill, color=COLOURS[name], lw=1, capsize=0)
    if certain and (length := np.linalg.norm(gradient)) > 0:
        share = f"{np.linalg.norm(entry.bias) / length:.0%}"
        top = (x, float(found.max()) + 2)
        axes.annotate(share, top, xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8)
