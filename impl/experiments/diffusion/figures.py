"""The figures of the diffusion experiment, from the results so far."""

import numpy as np

from ..results import plain_array
from .evidence import LAST_RATIOS
from .results import DiffusionRun

COLOURS = {"linear": "tab:orange", "cosine": "tab:blue", "log-snr": "tab:green"}
WAYS = {"data": "data", "ddpm": "DDPM, 100 steps", "ddim": "DDIM, 100 steps", "short ddim": "DDIM, 10 steps",
        "best denoiser": "DDPM, best denoiser"}  # fmt: skip


def draw(run: DiffusionRun) -> None:
    """Draw every figure whose results the run has."""
    if set(run.exact.terms) == set(COLOURS):
        draw_terms(run)
    if run.exact.gaussian is not None and run.exact.mixture:
        draw_evidence(run)
    if run.runs:
        draw_training(run)
        draw_samples(run)


def draw_terms(run: DiffusionRun) -> None:
    """Draw the terms over t, with those of draws, and the errors of the draws."""
    with run.figure("terms", 1, 3, size=(15, 4.6)) as axes:
        for name, colour in COLOURS.items():
            exact, drawn, error = (
                plain_array(run.series[f"{kind} {name}"])[1:] for kind in ("exact", "drawn", "error")
            )
            t = np.arange(2, len(exact) + 2)
            ratio = plain_array(run.series[f"log-snr {name}"])
            axes[0].plot(np.arange(1, len(ratio) + 1), ratio, color=colour, label=name)
            axes[1].plot(t, exact, color=colour, lw=1.2, label=f"{name}, exact")
            axes[1].errorbar(t[::40], drawn[::40], 2 * error[::40], fmt="o", ms=3, color=colour, elinewidth=0.8)
            axes[2].plot(t, error / exact, color=colour, lw=0.7, label=name)
        draws = run.exact.terms["linear"].draws
        axes[0].set(xlabel="t", ylabel="log signal-to-noise ratio", title="schedules")
        axes[1].set(yscale="log", xlabel="t", ylabel="nats", title=f"$L_{{t-1}}$; dots: {draws} draws, ± 2 errors")
        axes[2].set(yscale="log", xlabel="t", ylabel="standard error / term", title="relative error of the draws")
        for axis in axes:
            axis.legend(fontsize=8)
        axes[0].figure.suptitle("Gaussian data, 1000 steps, the exact reversal")


def draw_evidence(run: DiffusionRun) -> None:
    """Draw the bound less −log p over x_0, and the bound of the mixture over the number of steps."""
    x0, truth = plain_array(run.series["x0"]), plain_array(run.series["−log p"])
    rows = run.exact.mixture
    steps = [row.steps for row in rows]
    entropy = float(rows[0].entropy)
    with run.figure("evidence", 1, 2, size=(11, 4.6)) as (points, bounds):
        for ratio in LAST_RATIOS:
            points.plot(x0, plain_array(run.series[f"bound to {ratio}"]) - truth, label=f"log ratio {ratio} at T")
        points.axhline(0, color="black", lw=0.8)
        points.set(xlabel="$x_0$", ylabel="bound − (−log p of the data), nats")
        points.set_title("Gaussian data, $p(x_T)$ = N(0, 1);\nzero everywhere for $p(x_T)$ = $q(x_T)$")
        points.legend()
        bounds.plot(steps, [float(row.bound) - entropy for row in rows], "o-", label="bound")
        bounds.plot(steps, [float(row.model_cross_entropy) - entropy for row in rows], "s-", label="model's −log p")
        bounds.set(xscale="log", yscale="log", xlabel="steps", ylabel="nats above the data's entropy")
        bounds.set_title("mixture of two laws, best denoiser\nand variances, by quadrature")
        bounds.set_xticks(steps, steps)
        bounds.minorticks_off()
        bounds.legend()


def draw_training(run: DiffusionRun) -> None:
    """Draw how far the networks' bounds are above the best denoisers' while they are trained."""
    steps = plain_array(run.series["training steps"])
    with run.figure("training", size=(7.5, 4.8)) as axis:
        for row in run.runs:
            excess, error = (plain_array(run.series[f"{kind} {row.data}"]) for kind in ("excess", "excess error"))
            axis.errorbar(
                steps + 1,
                excess,
                2 * error,
                fmt="o-",
                ms=4,
                capsize=2,
                label=f"{row.data}: optimum {float(row.optimum):.4f} nats",
            )
        axis.axhline(0.05, color="black", ls="--", lw=0.8, label="0.05 nats")
        axis.set(xscale="log", yscale="log", ylim=(1e-3, None), xlabel="steps + 1", ylabel="bound − optimum, nats")
        axis.set_title("networks trained by draws of the bound; ± 2 standard errors")
        axis.legend()


def draw_samples(run: DiffusionRun) -> None:
    """Draw the samples of each network."""
    with run.figure("samples", len(run.runs), len(WAYS), size=(3 * len(WAYS), 3.2 * len(run.runs))) as axes:
        for row, panels in zip(run.runs, np.reshape(axes, (-1, len(WAYS)))):
            reach = 1.15 * np.abs(plain_array(run.series[f"samples {row.data} data"])).max()
            for axis, (way, title) in zip(panels, WAYS.items()):
                points = plain_array(run.series[f"samples {row.data} {way}"])
                axis.plot(*points.T, ".", ms=2, alpha=0.5)
                out = int((np.abs(points) > reach).any(-1).sum())
                axis.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
                axis.set_title(f"{row.data}: {title}" + (f"\n{out} outside" if out else ""), fontsize=9)
