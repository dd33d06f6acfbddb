"""The figures of the fits, from the results so far."""

import numpy as np
from matplotlib.axes import Axes

from .computed import TARGET_GAP
from .exact import FAMILIES
from .gradient_figures import draw_gradients
from .gradients import SAMPLES
from .labels import COLOURS, NAMES
from .results import Answers, Fit, FitsRun, Spread

ROUNDING = 1e-12  # nats; a gap below this is rounding


def draw(run: FitsRun) -> None:
    """Draw the gaps and moments over the draws, and the bars of the gradients."""
    answers, gradients = run.exact.answers, run.exact.gradients
    done = [entry for entry in run.runs if f"{entry.family}/{entry.estimator}/draws" in run.series]
    if done and answers is not None and gradients is not None:
        with run.figure("gap", 1, 2, (13, 5.5)) as axes:
            for ax, family in zip(axes, FAMILIES):
                spread = gradients[family]["optimum"].estimators["reinforce"]
                _gaps(run, ax, family, answers, spread, [entry for entry in done if entry.family == family])
        with run.figure("moments", 2, 2, (13, 7.5)) as axes:
            for column, family in zip(axes.T, FAMILIES):
                _moments(run, column, family, answers, [entry for entry in done if entry.family == family])
    if gradients:
        with run.figure("gradients", 2, 2, (13, 7.5)) as axes:
            for column, family in zip(axes.T, FAMILIES):
                draw_gradients(column, family, gradients[family])


def _gaps(run: FitsRun, ax: Axes, family: str, answers: Answers, spread: Spread, entries: list[Fit]) -> None:
    for entry in entries:
        name, key = entry.estimator, f"{family}/{entry.estimator}"
        draws = np.asarray(run.series[f"{key}/draws"])[1:]
        gaps = np.maximum(np.asarray(run.series[f"{key}/to_optimum"])[1:], ROUNDING)
        low, middle, high = np.nanquantile(gaps, (0.1, 0.5, 0.9), axis=1)
        ax.plot(draws, middle, color=COLOURS[name], label=NAMES[name])
        ax.fill_between(draws, low, high, color=COLOURS[name], alpha=0.2, lw=0)
        ax.plot(draws[-1], max(entry.to_optimum, ROUNDING), "o", color=COLOURS[name], ms=6, mec="black", mew=0.6)
    noise = (spread.curvature_variance or 0.0) * SAMPLES
    reach = np.geomspace(1e4, 2e8, 20)
    label = "gap by REINFORCE's noise, ∝ 1/draws"
    ax.plot(reach, 0.5 * noise / reach, ":", color=COLOURS["reinforce"], lw=1.2, label=label)
    ax.axhline(TARGET_GAP, color="black", lw=0.8, ls="--")
    ax.text(320, TARGET_GAP * 1.4, f"{TARGET_GAP:g} nats", fontsize=8)
    best = answers.optimum(family).gap
    note = "contains the posterior" if family == "structured" else f"at best {best:.4f} nats below the evidence"
    title = f"{family} family ({note})\niterates: median and 10–90 % of seeds; dots: the returned law"
    ax.set(xscale="log", yscale="log", ylim=(ROUNDING / 2, 1e3), title=title)
    ax.set(xlabel="draws of a chain", ylabel="optimum − ELBO, nats (exact)")
    ax.legend(fontsize=8, loc="lower right")


def _moments(run: FitsRun, axes: np.ndarray, family: str, answers: Answers, entries: list[Fit]) -> None:
    optimum, posterior = answers.optimum(family), answers.posterior
    moments = ("μ", optimum.mu, posterior.mu_sd), ("τ", optimum.tau, posterior.tau_sd)
    for index, (ax, (moment, exact, sd)) in enumerate(zip(axes, moments)):
        for entry in entries:
            name, key = entry.estimator, f"{family}/{entry.estimator}"
            draws = np.asarray(run.series[f"{key}/draws"])[1:]
            values = np.asarray(run.series[f"{key}/mean"])[1:, :, index]
            low, middle, high = np.nanquantile(values, (0.1, 0.5, 0.9), axis=1)
            ax.plot(draws, middle, color=COLOURS[name], label=NAMES[name])
            ax.fill_between(draws, low, high, color=COLOURS[name], alpha=0.2, lw=0)
        ax.axhline(exact, color="black", ls="--", lw=1.2, label=f"exact, {exact:.4f}")
        ax.set(
            xscale="log",
            ylim=(exact - 2 * sd, exact + 4 * sd),
            xlabel="draws of a chain",
            ylabel=f"mean of {moment}",
            title=f"{family} family: mean of {moment}, median and 10–90 % of seeds",
        )
    axes[0].legend(fontsize=8, loc="upper right")
