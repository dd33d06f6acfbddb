"""The figures of the mean field's gap, from the results so far."""

import math

import numpy as np
import torch

from ..results import plain_array
from ..typeset import typeset
from .computed import FAMILIES, SHOWN_CORRELATIONS, gap, model, variance_ratio
from .results import ElboRun


def draw(run: ElboRun) -> None:
    """Draw the gaps over the correlations, and some laws in the plane."""
    if not run.exact.dimensions:
        return
    _draw_gap(run, run.exact.dimensions)
    _draw_laws(run)


def _draw_gap(run: ElboRun, dimensions: list[int]) -> None:
    with run.figure("gap", 1, 3, size=(14, 4.6)) as axes:
        for i, dimension in enumerate(dimensions):
            rho, colour = plain_array(run.series[f"rho {dimension}"]), f"C{i}"
            fine = torch.linspace(float(rho[0]), 0.99, 800, dtype=torch.float64)
            for axis, name, exact in zip(axes, ("gap", "ratio"), (gap, variance_ratio)):
                axis.plot(fine.numpy(), exact(dimension, fine).numpy(), color=colour, label=f"d = {dimension}")
                axis.plot(rho, plain_array(run.series[f"{name} mean-field {dimension}"]), ".", ms=4, color=colour)
        axes[0].set(ylabel="log p(x) − ELBO, nats", title="Gap of the mean field", ylim=(0, 4))
        axes[1].set(ylabel="variance of q / posterior variance", title="The mean field is too narrow", yscale="log")
        rho = plain_array(run.series["rho 2"])
        axes[2].plot(rho, plain_array(run.series["log evidence 2"]), color="black", label="log p(x)")
        for family, style in (("full", "o"), ("mean-field", ".")):
            axes[2].plot(rho, plain_array(run.series[f"elbo {family} 2"]), style, mfc="none", label=family)
        axes[2].set(title="ELBO of both families, one x, d = 2", ylabel="nats")
        for axis in axes:
            axis.set_xlabel("correlation ρ of each pair under the posterior")
        axes[0].legend(loc="upper left")
        axes[2].legend(loc="lower center")
        axes[0].figure.suptitle("Lines: exact.  Dots: fitted by climbing the ELBO")


def _draw_laws(run: ElboRun) -> None:
    angle = np.linspace(0, 2 * math.pi, 200)
    circle = 2 * np.stack((np.cos(angle), np.sin(angle)))
    rho = torch.tensor(SHOWN_CORRELATIONS[1:], dtype=torch.float64)
    generative = model(2, rho)
    x = torch.zeros(len(rho), 2, dtype=torch.float64)
    laws = {"posterior": generative.posterior(x)} | {family: fit(generative, x) for family, fit in FAMILIES.items()}
    styles = {
        "posterior": {"color": "black", "lw": 3, "alpha": 0.35},
        "mean-field": {"color": "tab:blue"},
        "full": {"color": "tab:orange", "ls": "--"},
    }
    with run.figure("laws", 1, len(rho), size=(12, 4.4)) as axes:
        for i, axis in enumerate(axes):
            unit = float(laws["posterior"].variance[i, 0].sqrt())
            for name, law in laws.items():
                edge = law.scale_tril[i].numpy() @ circle / unit
                axis.plot(*edge, label=name, **styles[name])
            axis.set(
                title=f"ρ = {typeset(float(rho[i]))}: {float(gap(2, rho[i])):.3g} nats lost",
                aspect="equal",
                xlabel="z₁ / σ",
            )
        axes[0].set_ylabel("z₂ / σ")
        axes[0].legend(loc="upper left")
        axes[0].figure.suptitle("Two standard deviations of each law")
