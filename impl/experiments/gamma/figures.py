"""The figures of the Gamma experiment, from the results so far."""

import numpy as np
import torch
from matplotlib.colors import ListedColormap, TwoSlopeNorm
from matplotlib.patches import Patch
from torch import Tensor

from ... import gamma
from ..results import plain_array
from .directions import draw_directions
from .results import Answers, GammaRun, LocalRate, Map

COLOURS = {"gd": "tab:orange", "ngd": "tab:blue"}
LINES = {"project": "-", "log": "--"}
LABELS = {"project": "", "log": " in logarithms"}
KEYS = [(name, chart) for chart in LINES for name in COLOURS]


def draw(run: GammaRun) -> None:
    """Draw every figure whose results the run has."""
    answers, local, map_ = run.exact.answers, run.exact.local, run.exact.map
    if answers is None:
        return
    if all(f"excess_{name}_{chart}" in run.series for name, chart in KEYS):
        draw_trajectories(run, answers)
        draw_directions(run)
    if local is not None and len(local) == len(KEYS):
        draw_rates(run, local)
    if all(f"seeds_{name}" in run.series for name in COLOURS):
        draw_seeds(run, answers)
    if map_ is not None:
        for chart in LINES:
            draw_map(run, answers, map_, chart)


def label(name: str, chart: str) -> str:
    """The label of a method in a chart."""
    return name.upper() + LABELS[chart]


def losses(answers: Answers, shape: Tensor, scale: Tensor) -> Tensor:
    """The excess at points, from the moments that the maximum of the likelihood matches."""
    best = [torch.as_tensor(float(value), dtype=torch.float64) for value in (answers.mle.shape, answers.mle.scale)]
    mean, mean_log = gamma.mean_parameters(best[0], best[1])
    found = gamma.Statistics(mean, mean_log, mean.log() - mean_log)
    return gamma.nll(shape, scale, found) - gamma.nll(best[0], best[1], found)


def draw_trajectories(run: GammaRun, answers: Answers) -> None:
    """Draw the paths in the plane, their excess, and both parameters over the epochs."""
    with run.figure("trajectories", 2, 2, (12, 9)) as ((plane, level), (shapes, scales)):
        x, y = np.geomspace(0.3, 12, 160), np.geomspace(0.3, 5, 160)
        scale, shape = (torch.as_tensor(v) for v in np.meshgrid(x, y))
        heights = plain_array(losses(answers, shape, scale))
        contours = plane.contour(x, y, heights, [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], colors="0.7", linewidths=0.8)
        plane.clabel(contours, fmt="%g", fontsize=8)
        for name, chart in KEYS:
            path = plain_array(run.series[f"path_{name}_{chart}"])
            style = dict(color=COLOURS[name], ls=LINES[chart], label=label(name, chart))
            plane.plot(path[:, 1], path[:, 0], marker=".", ms=4, markevery=5, **style)
            shapes.plot(path[:, 0], **style)
            scales.plot(path[:, 1], **style)
            level.semilogy(np.maximum(plain_array(run.series[f"excess_{name}_{chart}"]), 1e-16), **style)
        best = answers.mle
        plane.plot(float(best.scale), float(best.shape), "k*", ms=13, label="maximum likelihood")
        plane.plot(answers.true.scale, answers.true.shape, "kx", ms=8, label="true")
        plane.set(
            xscale="log",
            yscale="log",
            xlabel="scale",
            ylabel="shape",
            title="paths, a dot every 5 epochs; contours: excess in nats",
        )
        true = answers.true
        of_shape, of_scale = (shapes, "shape", best.shape, true.shape), (scales, "scale", best.scale, true.scale)
        for axes, key, at, truth in (of_shape, of_scale):
            axes.axhline(float(at), color="k", lw=1, label="maximum likelihood")
            axes.axhline(truth, color="k", lw=1, ls=":", label="true")
            axes.set(xlabel="epoch", ylabel=key, title=f"{key}, rate {answers.rate}")
        level.axhline(answers.tolerance, color="k", lw=0.8, ls=":")
        level.set(
            xlabel="epoch", ylabel="nats", ylim=(1e-13, 3), xlim=(0, 3500), title="excess over the minimum, longer runs"
        )
        for axes in plane, level, shapes, scales:
            axes.legend(fontsize=8)


def draw_rates(run: GammaRun, local: dict[str, LocalRate]) -> None:
    """Draw the factor of a small deviation in one epoch over the rate, derived and measured."""
    with run.figure("rates", 1, 2, (12, 5)) as panels:
        for axes, chart in zip(panels, LINES):
            rate = np.linspace(0, 2.5, 300)
            for name in COLOURS:
                found = local[f"{name}_{chart}"]
                for i, value in enumerate(plain_array(found.eigenvalues)[: 2 if name == "gd" else 1]):
                    axes.plot(
                        rate,
                        np.abs(1 - rate * value),
                        color=COLOURS[name],
                        ls=("-", "-.")[i],
                        label=f"{name.upper()}: |1 − {value:.3g} rate|",
                    )
                some, factors = (plain_array(v) for v in (found.other_rates.rate, found.other_rates.measured))
                style = dict(color=COLOURS[name], ms=5, mfc="none", label=f"{name.upper()}, measured")
                axes.plot(np.repeat(some, 2), np.abs(factors).ravel(), "o", **style)
                axes.axvline(
                    float(found.measured_limit),
                    color=COLOURS[name],
                    lw=1,
                    ls=":",
                    label=f"{name.upper()} grows beyond, measured",
                )
            axes.axhline(1, color="k", lw=0.8)
            axes.set(
                xlabel="rate",
                ylabel="factor of a deviation in one epoch",
                ylim=(0, 1.8),
                xlim=(0, 2.5),
                title="shape and scale" if chart == "project" else "their logarithms",
            )
            axes.legend(fontsize=8, loc="upper center", ncols=2)


def draw_seeds(run: GammaRun, answers: Answers) -> None:
    """Draw the excess on other data over the epochs."""
    with run.figure("data-sets") as axes:
        for name, colour in COLOURS.items():
            above = np.maximum(plain_array(run.series[f"seeds_{name}"]), 1e-16)
            low, middle, high = np.quantile(above, [0, 0.5, 1], axis=1)
            axes.semilogy(middle, color=colour, label=f"{name.upper()}, median and range of {above.shape[1]} data sets")
            axes.fill_between(np.arange(len(above)), low, high, color=colour, alpha=0.3)
        axes.axhline(answers.tolerance, color="k", lw=0.8, ls=":")
        axes.set(xlabel="epoch", ylabel="excess (nats)", title=f"other data, rate {answers.rate}", ylim=(1e-13, 3))
        axes.legend()


def draw_map(run: GammaRun, answers: Answers, map_: Map, chart: str) -> None:
    """Draw the ratio of the epochs of GD and NGD by start, one panel for each rate."""
    starts, rates, limit = (
        plain_array(run.series["map_starts"]),
        plain_array(run.series["map_rates"]),
        map_.epochs,
    )
    gd, ngd = (plain_array(run.series[f"map_{name}_{chart}"]) for name in COLOURS)
    best = answers.mle
    failures = ("0.75", "black", "#8fce8f")
    columns = min(5, len(rates))
    rows = -(-len(rates) // columns)
    with run.figure(f"map-{chart}", rows, columns, (3.2 * columns, 3.5 * rows)) as panels:
        panels = np.asarray(panels).reshape(rows, columns)
        for axes, rate, slow, fast in zip(panels.flat, rates, gd, ngd):
            ratio = np.log2(np.maximum(slow, 1) / np.maximum(fast, 1))
            mesh = axes.pcolormesh(starts, starts, ratio, cmap="RdBu", norm=TwoSlopeNorm(0, -6, 6))
            lost = np.where(fast > limit, np.where(slow > limit, 0, 1), np.where(slow > limit, 2, np.nan))
            axes.pcolormesh(starts, starts, lost, cmap=ListedColormap(failures), vmin=0, vmax=2)
            axes.plot(float(best.scale), float(best.shape), "*", color="gold", mec="k", ms=11)
            axes.set(
                xscale="log", yscale="log", title=f"rate {rate:g}", xlabel="starting scale", ylabel="starting shape"
            )
        bar = panels[0, 0].figure.colorbar(
            mesh, ax=panels, shrink=0.8, ticks=range(-6, 7, 2), label="epochs of GD / epochs of NGD"
        )
        bar.ax.set_yticklabels([f"1/{2**-k}" if k < 0 else str(2**k) for k in range(-6, 7, 2)])
        texts = f"neither arrives in {limit} epochs", "only GD arrives", "only NGD arrives"
        keys = [Patch(color=colour, label=text) for colour, text in zip(failures, texts)]
        parameters = "(shape, scale), projected" if chart == "project" else "(log shape, log scale)"
        panels[0, 0].figure.legend(
            handles=keys,
            loc="outside upper center",
            ncols=3,
            title=f"excess below {answers.tolerance}; steps in {parameters}",
        )
