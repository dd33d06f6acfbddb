"""The figures of relaxed draws, from what a run has so far."""

import math

import numpy as np
import torch
from torch import Tensor

from ... import gumbel_softmax as gs
from ..run import Run, plain
from .gradients import PROBS

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, math.sqrt(0.75)]])
SHOWN = 0.1, 0.5, 1.0, 5.0
DOTS = 400


def draw(run: Run) -> None:
    samples = [entry for entry in run.runs if entry["estimator"] == "samples"]
    if samples:
        simplex(run, PROBS.log(), [e["temperature"] for e in samples])
        temperatures(run, samples)
    if any(entry["estimator"] == "relaxed" for entry in run.runs):
        gradients(run)


def simplex(run: Run, logits: Tensor, temperatures: list[float]) -> None:
    """The density on the triangle with some draws on it, and the law of one coordinate under its histogram."""
    shown = [tau for tau in SHOWN if tau in temperatures]
    with run.figure("densities", 2, len(shown), size=(3.4 * len(shown), 6.6)) as axes:
        for tau, (triangle, marginal) in zip(shown, np.reshape(axes, (2, -1)).T):
            draws = run.series[f"draws at {tau:g}"]
            _triangle(triangle, logits, tau, plain(draws[:DOTS]))
            y = torch.linspace(1e-4, 1 - 1e-4, 500, dtype=torch.float64)
            style = {"color": "tab:blue", "alpha": 0.4, "label": "draws"}
            marginal.hist(plain(draws[:, 2]), bins=50, range=(0, 1), density=True, **style)
            marginal.plot(y, _marginal(y, logits, tau), color="black", lw=1.5, label="density, by quadrature")
            marginal.set(yscale="log", xlabel="$y_3$", xlim=(0, 1), ylim=(1e-3, 1e2), title=f"{len(draws)} draws")
        np.reshape(axes, (2, -1))[1, 0].legend(fontsize=8, loc="upper center")
        np.reshape(axes, (2, -1))[1, 0].set_ylabel("density of $y_3$")


def _triangle(axes, logits: Tensor, tau: float, draws: list[list[float]]) -> None:
    """Log-density by colour, without its extreme fiftieths, and draws as dots."""
    x, height = np.meshgrid((np.arange(200) + 0.5) / 200, (np.arange(173) + 0.5) / 200)
    y3 = height / CORNERS[2, 1]
    y = torch.tensor(np.stack((1 - x - y3 / 2, x - y3 / 2, y3), -1))
    inside = y.amin(-1) > 0
    log_density = gs.log_prob(y[inside], logits, tau)
    low, high = torch.quantile(log_density, torch.tensor([0.02, 0.98], dtype=torch.float64)).tolist()
    image = np.full(x.shape, np.nan)
    image[inside.numpy()] = log_density.numpy()
    axes.imshow(image, vmin=low, vmax=high, origin="lower", extent=(0, 1, 0, 173 / 200), cmap="viridis")
    dots = np.array(draws) @ CORNERS
    axes.plot(dots[:, 0], dots[:, 1], ".", color="white", ms=3, mec="black", mew=0.3)
    for i, corner in enumerate(CORNERS):
        axes.annotate(f"$e_{i + 1}$", corner, xytext=(0, -12 if i < 2 else 5), textcoords="offset points", ha="center")
    axes.set(title=f"τ = {tau:g}", aspect="equal", xlim=(-0.08, 1.08), ylim=(-0.1, 0.98))
    axes.axis("off")


def _marginal(y: Tensor, logits: Tensor, tau: float) -> Tensor:
    """The density of the last of three coordinates, integrated over how the rest is shared: (n,) → (n,)."""
    step = 0.4 / tau
    share = torch.arange(-40 / tau, 40 / tau, step, dtype=y.dtype)
    rest, first, second = (-y).log1p(), torch.nn.functional.logsigmoid(share), torch.nn.functional.logsigmoid(-share)
    log_y = torch.stack(torch.broadcast_tensors(
        rest.unsqueeze(-1) + first, rest.unsqueeze(-1) + second, y.log().unsqueeze(-1)
    ), -1)
    cell = rest.unsqueeze(-1) + first + second + math.log(step)
    return (gs.log_prob_of_log(log_y, logits, tau) + cell).exp().sum(-1)


def temperatures(run: Run, samples: list[dict]) -> None:
    """What a histogram of arg max sees of the temperature, and what the law of a log-ratio sees."""
    exact, samples = plain(run.exact), plain(samples)
    tau = [entry["temperature"] for entry in samples]
    with run.figure("temperatures", 1, 2, size=(11, 4.2)) as (left, right):
        _band(left, tau, samples, "total_variation", "tab:orange", "draws, mean ± sd over histograms")
        left.axhline(exact["expected_total_variation"], color="black", ls="--", lw=1, label="expected of the right law")
        left.set(title="arg max against the categorical law", ylabel="total variation", ylim=(0, None))
        _band(right, tau, samples, "distance", "tab:blue", "claimed τ is right")
        wrong = f"claimed τ is {exact['wrong_temperature_factor']:g} times too high"
        _band(right, tau, samples, "distance_at_wrong_temperature", "tab:red", wrong)
        right.axhline(exact["expected_distance"], color="black", ls="--", lw=1, label="expected of the right law")
        right.set(title="$\\log(y_3/y_1)$ against its law", ylabel="distance of distribution functions", ylim=(0, None))
        for axes in (left, right):
            axes.set(xscale="log", xlabel="temperature τ")
            axes.legend(fontsize=8)


def _band(axes, tau: list[float], entries: list[dict], key: str, colour: str, label: str) -> None:
    axes.errorbar(tau, [e[key] for e in entries], [e[key + "_sd"] for e in entries], fmt="o-", ms=4, lw=1, capsize=3,
                  color=colour, label=label)


def gradients(run: Run) -> None:
    """Bias and standard deviation over the temperature, exact lines under measured points."""
    exact, runs = plain(run.exact), plain(run.runs)
    names = [name for name in ("linear", "quadratic") if any(e.get("function") == name for e in runs)]
    with run.figure("gradients", 2, len(names), size=(5.6 * len(names), 7.4)) as axes:
        for name, (above, below) in zip(names, np.reshape(axes, (2, -1)).T):
            line = exact[f"{name}_gradient"]
            size = math.hypot(*line["categorical"])
            for axes_, values in ((above, [b / size for b in line["bias"]]), (below, line["variance"])):
                axes_.plot(line["temperature"], values, color="tab:blue", lw=1, label="relaxed, exact")
            for estimator, marker, colour in (("relaxed", "o", "tab:blue"), ("straight-through", "s", "tab:orange")):
                found = [e for e in runs if e.get("function") == name and e["estimator"] == estimator]
                tau = [e["temperature"] for e in found]
                style = {"fmt": marker, "ms": 4 if marker == "o" else 6, "mfc": colour if marker == "o" else "none",
                         "color": colour, "capsize": 3, "lw": 1, "label": f"{estimator}, draws"}
                biases, errors = ([e[key] for e in found] for key in ("relative_bias", "relative_bias_error"))
                above.errorbar(tau, biases, [2 * error for error in errors], **style)
                below.errorbar(tau, [e["variance"] for e in found], **style)
            below.axhline(line["reinforce_variance"], color="black", ls="--", lw=1, label="REINFORCE, exact, unbiased")
            above.set(title=f"f {name}", ylabel="|bias| / |exact gradient|, ± 2 sd", ylim=(0, None))
            below.set(yscale="log", ylabel="variance of one draw's gradient")
            for axes_ in (above, below):
                axes_.set(xscale="log", xlabel="temperature τ")
                axes_.legend(fontsize=8)
