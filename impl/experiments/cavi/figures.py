"""The figures of coordinate ascent, from the results so far."""

import numpy as np
import torch

from ...cavi import mean_field_elbo
from ..results import plain_array
from .results import CaviRun, Model


def draw(run: CaviRun) -> None:
    """Draw the gaps, the traces, and the landscape of the table with two latents."""
    models = run.exact.models
    if not models:
        return
    _draw_gaps(run, models)
    _draw_traces(run, models)
    if "landscape" in run.series:
        _draw_landscape(run)


def _draw_gaps(run: CaviRun, models: dict[str, Model]) -> None:
    with run.figure("gaps", 2, 3, size=(14, 8)) as axes:
        for axis, name in zip(axes.flat, models):
            model, gaps = models[name], plain_array(run.series[f"gap {name}"])
            reached, factors = plain_array(run.series[f"reached {name}"]), model.factors
            sweeps = [i / factors for i in range(len(gaps))]
            for k, radius in enumerate(model.radius):
                own = gaps[:, reached == k]
                axis.plot(sweeps, own.clip(1e-18), color=f"C{k}", lw=0.6, alpha=0.25)
                slow = own[::factors].max(-1)
                anchor = int((slow > 1e-3).sum())
                if anchor < len(slow):  # the derived slope, drawn just above the slowest start once it is near
                    line = [3 * slow[anchor] * radius ** (2 * t) for t in range(len(slow) - anchor)]
                    line = [value for value in line if value > 1e-16]
                    ahead = range(anchor, anchor + len(line))
                    axis.plot(ahead, line, "--", color=f"C{k}", lw=2, label=f"derived: ρ² = {radius**2:.2g} a sweep")
            last = int((gaps[::factors].max(-1) > 1e-14).sum())
            axis.set(title=name, yscale="log", ylim=(1e-16, 1e3), xlim=(0, last + 1))
            axis.legend(loc="upper right")
        _finish(axes, len(models), "own optimum − ELBO, nats")
        axes[0, 0].figure.suptitle("Each start climbs to a fixed point, at the rate of the Jacobian there")


def _draw_traces(run: CaviRun, models: dict[str, Model]) -> None:
    with run.figure("traces", 2, 3, size=(14, 8)) as axes:
        for axis, name in zip(axes.flat, models):
            model, trace = models[name], plain_array(run.series[f"trace {name}"])
            reached = plain_array(run.series[f"reached {name}"])
            sweeps = [i / model.factors for i in range(len(trace))]
            for k, value in enumerate(model.elbo):
                own = trace[:, reached == k]
                axis.plot(sweeps, own, color=f"C{k}", lw=0.6, alpha=0.3)
                axis.axhline(float(value), color=f"C{k}", ls="--", label=f"optimum, {own.shape[1]} starts")
            axis.axhline(model.log_evidence, color="black", label="log p(x)")
            top, bottom = model.log_evidence, min(float(v) for v in model.elbo)
            depth = max(top - bottom, 0.5)
            axis.set(title=name, xlim=(0, 8), ylim=(bottom - 1.5 * depth, top + 0.2 * depth))
            axis.legend(loc="lower right")
        _finish(axes, len(models), "ELBO, nats")


def _finish(axes: np.ndarray, used: int, label: str) -> None:
    """Label the outer axes of panels over sweeps, and hide the panels that are not used."""
    for axis in axes[-1]:
        axis.set_xlabel("sweeps")
    for axis in axes[:, 0]:
        axis.set_ylabel(label)
    for axis in axes.flat[used:]:
        axis.set_axis_off()


def _draw_landscape(run: CaviRun) -> None:
    table, paths = (torch.as_tensor(plain_array(run.series[f"landscape{part}"])) for part in ("", " paths"))
    axis_values = torch.linspace(0.002, 0.998, 150, dtype=torch.float64)
    law = torch.stack((axis_values, 1 - axis_values), -1).log()
    heights = mean_field_elbo(table, (law[:, None], law[None])).T
    reached = plain_array(run.series["reached two latents"])
    with run.figure("landscape", size=(7.5, 6.5)) as axis:
        filled = axis.contourf(axis_values, axis_values, heights, levels=30, cmap="Greys_r")
        axis.figure.colorbar(filled, ax=axis, label="ELBO, nats")
        for i in range(min(paths.shape[1], 60)):
            axis.plot(*paths[:, i].T, color=f"C{reached[i]}", lw=0.8, alpha=0.8)
            axis.plot(*paths[0, i], ".", color=f"C{reached[i]}", ms=4)
        axis.plot(
            *plain_array(run.series["landscape stationary"]).T,
            "x",
            color="black",
            ms=9,
            mew=2,
            label="stationary, by bisection",
        )
        for k, point in enumerate(plain_array(run.series["landscape optima"])):
            axis.plot(*point, "*", color=f"C{k}", ms=18, mec="black", zorder=1.9, label=f"optimum {k + 1}")
        axis.set(
            xlabel="q₁(first value)",
            ylabel="q₂(first value)",
            xlim=(0, 1),
            ylim=(0, 1),
            title="Two latents that agree: the start decides which optimum ascent ends in",
        )
        axis.legend(loc="lower right")
