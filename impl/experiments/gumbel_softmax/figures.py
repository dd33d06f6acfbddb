"""The figures of relaxed draws, from the results so far."""

import math

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from torch import Tensor

from ... import gumbel_softmax as gs
from ..results import Number, plain
from ..typeset import typeset
from .gradients import PROBS
from .results import Expected, Gradient, GumbelRun, Samples

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, math.sqrt(0.75)]])
SHOWN_TEMPERATURES = 0.1, 0.5, 1.0, 5.0
SHOWN_DRAWS = 400  # the number of dots on the triangle
SHOWN_DENSITIES = 1e-3, 1e2  # the range of the lower panels
CUT_COLOURS = 0.05, 0.98  # the shares of all points of all triangles between which colours differ


def draw(run: GumbelRun) -> None:
    """Draw every figure whose results the run has."""
    samples = [entry for entry in run.runs if isinstance(entry, Samples)]
    if samples and run.exact.expected is not None:
        simplex(run, PROBS.log(), [e.temperature for e in samples])
        temperatures(run, samples, run.exact.expected)
    relaxed = [entry for entry in run.runs if isinstance(entry, Gradient)]
    if relaxed:
        gradients(run, relaxed)


def simplex(run: GumbelRun, logits: Tensor, temperatures: list[float]) -> None:
    """Draw the density on the triangle with some draws, and the density of one coordinate with its histogram.

    All triangles have one scale of colours and all histograms one pair of axes; where they are cut, it is said.
    """
    shown = [tau for tau in SHOWN_TEMPERATURES if tau in temperatures]
    images = [_log_density(logits, tau) for tau in shown]
    low, high = np.nanquantile(np.stack(images), CUT_COLOURS)
    with run.figure("densities", 2, len(shown), size=(3.4 * len(shown) + 0.6, 7.2)) as axes:
        axes = np.reshape(axes, (2, -1))
        for tau, image, (triangle, marginal) in zip(shown, images, axes.T):
            draws = run.series[f"draws at {tau:g}"]
            mesh = _triangle(triangle, image, (low, high), tau, plain(draws[:SHOWN_DRAWS]))
            y = torch.linspace(1e-4, 1 - 1e-4, 500, dtype=torch.float64)
            curve = _marginal(y, logits, tau)
            style = {"color": "tab:blue", "alpha": 0.4, "label": "draws"}
            marginal.hist(plain(draws[:, 2]), bins=50, range=(0, 1), density=True, **style)
            marginal.plot(y, curve, color="black", lw=1.5, label="density, by quadrature")
            marginal.set(yscale="log", xlabel="$y_3$", xlim=(0, 1), ylim=SHOWN_DENSITIES)
            marginal.set_title(f"{len(draws)} draws\n{_beyond(curve)}", fontsize=9)
        axes[1, 0].legend(fontsize=8, loc="upper center")
        axes[1, 0].set_ylabel("density of $y_3$, same axes in all panels")
        figure = axes[0, 0].figure
        figure.colorbar(mesh, ax=list(axes[0]), extend="both", shrink=0.8, label="log density, nats")
        share = f"{CUT_COLOURS[0]:.0%} and {1 - CUT_COLOURS[1]:.0%}"
        figure.suptitle(
            f"One scale of colours for all τ, cut at {typeset(low)} and {typeset(high)} nats: below and above lie "
            f"{share} of all points.\n"
            f"{SHOWN_DRAWS} draws as dots."
        )


def _beyond(curve: Tensor) -> str:
    """What of a curve lies outside the range that is shown."""
    (low, high), least, most = SHOWN_DENSITIES, float(curve.min()), float(curve.max())
    said = [f"cut at {typeset(high)}; the curve reaches {most:.0f}"] if most > high else []
    said += [f"cut at {typeset(low)}; the curve falls to {typeset(least, 1)}"] if least < low else []
    return ", ".join(said) or "nothing is cut"


def _log_density(logits: Tensor, tau: float) -> np.ndarray:
    """The log-density on a grid over the triangle, NaN outside it: (173, 200)."""
    x, height = np.meshgrid((np.arange(200) + 0.5) / 200, (np.arange(173) + 0.5) / 200)
    y3 = height / CORNERS[2, 1]
    y = torch.tensor(np.stack((1 - x - y3 / 2, x - y3 / 2, y3), -1))
    inside = y.amin(-1) > 0
    image = np.full(x.shape, np.nan)
    image[inside.numpy()] = gs.log_prob(y[inside], logits, tau).numpy()
    return image


def _triangle(
    axes: Axes, image: np.ndarray, limits: tuple[float, float], tau: float, draws: list[list[float]]
) -> AxesImage:
    """Draw the log-density by colour, from the lower limit to the upper one, and draws as dots."""
    low, high = limits
    mesh = axes.imshow(image, vmin=low, vmax=high, origin="lower", extent=(0, 1, 0, 173 / 200), cmap="viridis")
    dots = np.array(draws) @ CORNERS
    axes.plot(dots[:, 0], dots[:, 1], ".", color="white", ms=3, mec="black", mew=0.3)
    for i, corner in enumerate(CORNERS):
        axes.annotate(f"$e_{i + 1}$", corner, xytext=(0, -12 if i < 2 else 5), textcoords="offset points", ha="center")
    axes.set(title=f"τ = {tau:g}", aspect="equal", xlim=(-0.08, 1.08), ylim=(-0.1, 0.98))
    axes.axis("off")
    return mesh


def _marginal(y: Tensor, logits: Tensor, tau: float) -> Tensor:
    """The density of the last of three coordinates, by integration over the ratio of the other two: (n,) → (n,)."""
    step = 0.4 / tau
    share = torch.arange(-40 / tau, 40 / tau, step, dtype=y.dtype)
    rest, first, second = (-y).log1p(), torch.nn.functional.logsigmoid(share), torch.nn.functional.logsigmoid(-share)
    log_y = torch.stack(
        torch.broadcast_tensors(rest.unsqueeze(-1) + first, rest.unsqueeze(-1) + second, y.log().unsqueeze(-1)), -1
    )
    cell = rest.unsqueeze(-1) + first + second + math.log(step)
    return (gs.log_prob_of_log(log_y, logits, tau) + cell).exp().sum(-1)


def temperatures(run: GumbelRun, samples: list[Samples], expected: Expected) -> None:
    """Draw the total variation of a histogram of the arg max, and the distance of a log-ratio from its law."""
    tau = [entry.temperature for entry in samples]
    with run.figure("temperatures", 1, 2, size=(11, 4.2)) as (left, right):
        pairs = [(e.total_variation, e.total_variation_sd) for e in samples]
        _band(left, tau, pairs, "tab:orange", "draws, mean ± sd over histograms")
        level = float(expected.expected_total_variation)
        left.axhline(level, color="black", ls="--", lw=1, label="expected under the right law")
        left.set(title="arg max against the categorical law", ylabel="total variation", ylim=(0, None))
        _band(right, tau, [(e.distance, e.distance_sd) for e in samples], "tab:blue", "claimed τ is right")
        pairs = [(e.distance_at_wrong_temperature, e.distance_at_wrong_temperature_sd) for e in samples]
        _band(right, tau, pairs, "tab:red", f"claimed τ is {expected.wrong_temperature_factor:g} times too high")
        level = expected.expected_distance
        right.axhline(level, color="black", ls="--", lw=1, label="expected under the right law")
        right.set(title="$\\log(y_3/y_1)$ against its law", ylabel="distance of distribution functions", ylim=(0, None))
        for axes in (left, right):
            axes.set(xscale="log", xlabel="temperature τ")
            axes.legend(fontsize=8)


def _band(axes: Axes, tau: list[float], pairs: list[tuple[Number, Number]], colour: str, label: str) -> None:
    """Draw means with their standard deviations over the temperatures."""
    means, deviations = zip(*plain(pairs))
    axes.errorbar(tau, means, deviations, fmt="o-", ms=4, lw=1, capsize=3, color=colour, label=label)


def gradients(run: GumbelRun, entries: list[Gradient]) -> None:
    """Draw bias and variance over the temperature: exact values as lines, measured ones as points."""
    names = [name for name in ("linear", "quadratic") if any(e.function == name for e in entries)]
    with run.figure("gradients", 2, len(names), size=(5.6 * len(names), 7.4)) as axes:
        for name, (above, below) in zip(names, np.reshape(axes, (2, -1)).T):
            line = run.exact.gradients[f"{name}_gradient"]
            size, biases = math.hypot(*plain(line.categorical)), plain(line.bias)
            above.plot(line.temperature, [b / size for b in biases], color="tab:blue", lw=1, label="relaxed, exact")
            below.plot(line.temperature, plain(line.variance), color="tab:blue", lw=1, label="relaxed, exact")
            for estimator, marker, colour in (("relaxed", "o", "tab:blue"), ("straight-through", "s", "tab:orange")):
                found = [e for e in entries if e.function == name and e.estimator == estimator]
                tau = [e.temperature for e in found]
                style = {
                    "fmt": marker,
                    "ms": 4 if marker == "o" else 6,
                    "mfc": colour if marker == "o" else "none",
                    "color": colour,
                    "capsize": 3,
                    "lw": 1,
                    "label": f"{estimator}, draws",
                }
                errors = [2 * float(e.relative_bias_error) for e in found]
                above.errorbar(tau, [float(e.relative_bias) for e in found], errors, **style)
                below.errorbar(tau, [float(e.variance) for e in found], **style)
            level = float(line.reinforce_variance)
            below.axhline(level, color="black", ls="--", lw=1, label="REINFORCE, exact, unbiased")
            above.set(title=f"f {name}", ylabel="|bias| / |exact gradient|, ± 2 sd", ylim=(0, None))
            below.set(yscale="log", ylabel="variance of one draw's gradient")
            for panel in (above, below):
                panel.set(xscale="log", xlabel="temperature τ")
                panel.legend(fontsize=8)
