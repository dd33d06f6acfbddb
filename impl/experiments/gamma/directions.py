"""The figure of the gradient beside the natural gradient, at the start and along the path of natural steps."""

import math

import numpy as np
import torch
from matplotlib.axes import Axes
from torch import Tensor

from ... import gamma
from ..results import plain_array
from .results import GammaRun

LENGTH = 0.05  # of the two arrows, and of the curve around the start, in the Fisher metric
STEPS = {"gradient": ("tab:orange", "−gradient"), "natural_gradient": ("tab:blue", "−natural gradient")}


def draw_directions(run: GammaRun) -> None:
    """Draw both directions at the start, and the natural gradient over the gradient along the Fisher eigenvectors."""
    path = torch.as_tensor(run.series["path_ngd_project"])
    fisher = gamma.fisher_information(path[:, 0], path[:, 1])
    values = torch.linalg.eigvalsh(fisher)
    steps = {name: -torch.as_tensor(plain_array(run.series[f"first_{name}"])) for name in STEPS}
    with run.figure("directions", 1, 2, (13, 5)) as (first, along):
        _at_the_start(first, path[0], fisher[0], steps)
        factors = plain_array(run.series["direction_factors"])
        for i, (name, colour) in enumerate((("shallow", "tab:green"), ("steep", "tab:red"))):
            along.semilogy(1 / values[:, i], color=colour, lw=1, label=f"1/eigenvalue, {name} direction")
            shown = np.arange(0, len(path), max(len(path) // 20, 1))
            along.plot(shown, factors[shown, i], "o", color=colour, ms=5, mfc="none", label="measured")
        along.axhline(1, color="k", lw=0.8)
        along.set(xlabel="epoch of NGD", ylabel="|natural gradient| / |gradient|", ylim=(0.1, 1000))
        along.set_title("along the eigenvectors of the Fisher information")
        along.legend(fontsize=8, ncols=2)


def angle(steps: dict[str, Tensor]) -> float:
    """The angle between the two steps in the plane of (shape, scale), in degrees."""
    a, b = steps.values()
    return math.degrees(math.acos(float((a @ b) / (a.norm() * b.norm()))))


def _at_the_start(axes: Axes, start: Tensor, fisher: Tensor, steps: dict[str, Tensor]) -> None:
    """Draw the steps as arrows of equal length in the Fisher metric, on axes with equal units."""
    values, vectors = torch.linalg.eigh(fisher)
    turn = torch.linspace(0, 2 * math.pi, 4000, dtype=torch.float64)
    sphere = LENGTH * vectors @ (values.rsqrt().unsqueeze(-1) * torch.stack((turn.cos(), turn.sin())))
    curve = plain_array(start[1] + sphere[1]), plain_array(start[0] + sphere[0])
    axes.plot(*curve, color="0.4", label="equal change of the law (Fisher metric)")
    reach = 0.0
    for name, (colour, text) in STEPS.items():
        move = LENGTH / float((steps[name] @ fisher @ steps[name]).sqrt()) * steps[name]
        tip, reach = start + move, max(reach, float(move.norm()))
        arrow = dict(arrowstyle="->", color=colour, lw=2, shrinkA=0, shrinkB=0)
        axes.annotate(
            "", xy=(float(tip[1]), float(tip[0])), xytext=(float(start[1]), float(start[0])), arrowprops=arrow
        )
        axes.plot([], [], color=colour, label=f"{text}, of that length")
    across = float(sphere[1].abs().max())
    axes.set(xlabel="scale", ylabel="shape", aspect="equal")
    axes.set_xlim(float(start[1]) - 1.5 * reach, float(start[1]) + 1.5 * reach)
    axes.set_ylim(float(start[0]) - reach, float(start[0]) + reach)
    axes.set_title(
        f"the two directions at the start, {angle(steps):.0f}° apart; equal units on both axes\n"
        f"the grey curve is cut: it reaches {across:.2f} to either side in scale"
    )
    axes.legend(fontsize=8, loc="lower left")
