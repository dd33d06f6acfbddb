"""The figures of the path-derivative experiment, from the results so far."""

import numpy as np
import torch

from ..results import plain_array
from ..typeset import typeset
from .floors import ends
from .results import PathDerivativeRun
from .variance_map import BOUNDARY, LOCS, SCALES, gaussian_variances

COLOURS = {"REINFORCE": "tab:gray", "total": "tab:orange", "path": "tab:blue"}


def draw(run: PathDerivativeRun) -> None:
    """Draw every figure whose results the run has."""
    if "measured path" in run.series and run.exact.map is not None:
        draw_map(run, run.exact.map.map_draws)
        draw_slices(run)
    if run.runs and run.exact.ascents is not None:
        draw_training(run, run.exact.ascents.seeds)


def draw_map(run: PathDerivativeRun, draws: int) -> None:
    """Draw the ratios of variances over the map."""
    locs, scales = LOCS.numpy(), SCALES.numpy()

    def ratio(kind: str, name: str) -> np.ndarray:
        values = plain_array(run.series[f"{kind} {name}"] / run.series[f"{kind} total"]).T
        return np.log10(np.maximum(values, 1e-9))

    panels = (
        (ratio("exact", "path"), "path / total, closed form"),
        (ratio("measured", "path"), f"path / total, {draws} draws a point"),
        (ratio("exact", "REINFORCE"), "REINFORCE / total, closed form"),
    )
    with run.figure("variance-map", 1, 3, size=(14, 4.6)) as axes:
        for axis, (values, title) in zip(axes, panels):
            mesh = axis.pcolormesh(locs, scales, values, cmap="RdBu_r", vmin=-2, vmax=2, shading="nearest")
            axis.plot(0, 1, "*", color="gold", markeredgecolor="black", ms=13)
            axis.set(yscale="log", xlabel="m", title=title)
            axis.grid(False)
        for axis in axes[:2]:
            axis.axhline(BOUNDARY, color="black", lw=1.5, label="s = 1/√2, exact")
        boundary = plain_array(run.series["measured boundary"])
        axes[1].plot(locs, boundary, color="black", ls=":", lw=2.5, label="measured")
        axes[2].contour(locs, scales, panels[2][0], levels=[0], colors="black", linewidths=1.5)
        axes[0].set_ylabel("s")
        axes[1].legend(loc="lower right")
        figure = axes[0].figure
        figure.colorbar(mesh, ax=list(axes), label="log₁₀ of the ratio of variances", extend="both")
        figure.suptitle("q = N(m, s²), posterior N(0, 1) (star).  Blue: lower variance than total.  Black line: equal")


def draw_slices(run: PathDerivativeRun) -> None:
    """Draw the variances over s at two values of m."""
    fine = torch.logspace(-1, 0.5, 600, dtype=torch.float64)
    with run.figure("variance-slices", 1, 2, size=(11, 4.6)) as axes:
        for axis, index in zip(axes, (16, 24)):
            exact = {name: values.numpy() for name, values in gaussian_variances(LOCS[index], fine).items()}
            for name, colour in COLOURS.items():
                measured = plain_array(run.series[f"measured {name}"])[index]
                axis.plot(fine.numpy(), exact[name], color=colour, label=name)
                axis.plot(SCALES[::3].numpy(), measured[::3], "o", ms=3.5, color=colour)
            if LOCS[index] != 0:  # the best mixture has no variance at m = 0
                axis.plot(fine.numpy(), exact["best mixture"], color="black", ls="--", label="path − (1 − s²) score")
            axis.axvline(BOUNDARY, color="black", lw=0.8)
            axis.set(
                xscale="log", yscale="log", xlabel="s", title=f"m = {typeset(float(LOCS[index]))}", ylim=(1e-3, 1e4)
            )
            axis.legend()
        axes[0].set_ylabel("variance of one draw, (m, log s) summed")
        axes[0].figure.suptitle("Lines: closed form.  Dots: measured.  Upright: s = 1/√2")


def draw_training(run: PathDerivativeRun, seeds: int) -> None:
    """Draw the ascents, and the variances of the estimators at four points."""
    found_ends = ends(run.series, run.exact.optimum_elbo)
    families = [f for f in ("full", "mean-field") if any(r.family == f for r in run.runs)]
    with run.figure("training", len(families), 2, size=(11, 4.2 * len(families))) as axes:
        for (traces, bars), family in zip(np.reshape(axes, (-1, 2)), families):
            optimum = run.exact.optimum_elbo[f"{family}_optimum_elbo"]
            for name, colour in COLOURS.items():
                if (elbo := run.series.get(f"elbo {family} {name}")) is None:
                    continue
                below = np.maximum(optimum - plain_array(elbo), 1e-16)
                low, middle, high = np.quantile(below, (0.1, 0.5, 0.9), axis=1)
                traces.plot(middle, color=colour, label=f"{name}, {found_ends[family, name]} in the last quarter")
                traces.fill_between(np.arange(len(middle)), low, high, color=colour, alpha=0.2, lw=0)
            traces.set(yscale="log", xlabel="step", ylabel="optimum − ELBO, nats")
            traces.set_title(f"{family} family: median and 10–90 % of {seeds} seeds")
            traces.legend(fontsize=8)
            found = [r for r in run.runs if r.family == family]
            places = list(found[0].gradient_variance)
            for i, entry in enumerate(found):
                name = entry.estimator
                at = np.arange(len(places)) + 0.27 * (i - 1)
                heights = [float(entry.gradient_variance[place]) for place in places]
                bars.bar(at, np.maximum(heights, 1e-2), 0.25, color=COLOURS[name], label=name)
                for x, height in zip(at, heights):
                    if height < 1e-20:
                        bars.annotate("0", (x, 1e-2), xytext=(0, 3), textcoords="offset points", ha="center")
            bars.set(yscale="log", ylabel="variance of one draw, summed", ylim=(1e-2, 1e5))
            bars.set(title="exact gradient variance", xlabel="narrow: the optimum with its scale divided by e²")
            bars.set_xticks(range(len(places)), places)
            bars.legend(loc="upper right", ncols=3)
