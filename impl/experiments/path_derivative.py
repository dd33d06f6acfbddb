"""Where the score of q is worth keeping, and what it costs at the optimum.

The map: q = N(m, s²), posterior N(0, 1), variances of the gradient in (m, log s), summed. The runs: a linear-Gaussian
model with two correlated latents, climbed by plain stochastic gradient ascent in a family that holds the posterior and
in one that does not; REINFORCE is the score times log p(x, z) − log q(z), without a baseline.
"""

import math
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

import numpy as np
import torch
from rich.box import SIMPLE_HEAD
from rich.table import Table
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal

from .. import path_derivative as pd
from ..elbo import LinearGaussian, fit_full, fit_mean_field
from .run import Run, plain_array

SUMMARY = "variance of total and path gradients, where keeping the score wins"
COLOURS = {"REINFORCE": "tab:gray", "total": "tab:orange", "path": "tab:blue"}
BOUNDARY = math.sqrt(0.5)
LOCS = torch.linspace(-2, 2, 33, dtype=torch.float64)
SCALES = torch.logspace(-1, 0.5, 61, dtype=torch.float64)
STEP_SIZE, SAMPLES = 0.02, 10


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--draws", type=int, default=1000, metavar="N", help="at each point of the map (1000)")
    parser.add_argument("--steps", type=int, default=500, metavar="N", help="of each ascent (500)")
    parser.add_argument("--seeds", type=int, default=20, metavar="N", help="ascents for each estimator (20)")


def seconds(args: Namespace) -> float:
    return 2 + 3e-3 * args.draws + 0.4e-3 * args.steps * (20 + args.seeds / 20)


def compute(run: Run, args: Namespace) -> None:
    for name in "draws", "steps", "seeds":
        if getattr(args, name) < 2:
            raise ValueError(f"--{name}: expected at least 2, got {getattr(args, name)}")
    _map(run, args.draws)
    _counterexample(run)
    _train(run, args.steps, args.seeds)


def gaussian_transform(noise: Tensor, phi: Tensor) -> Tensor:
    """z = m + s ε, φ = (m, log s)."""
    return phi[..., 0] + phi[..., 1].exp() * noise


def gaussian_log_q(z: Tensor, phi: Tensor) -> Tensor:
    return Normal(phi[..., 0], phi[..., 1].exp(), validate_args=False).log_prob(z)


def gaussian_log_joint(z: Tensor) -> Tensor:
    """log N(z; 0, 1): the evidence is one."""
    return -0.5 * (z.square() + math.log(2 * math.pi))


def reinforce(log_joint, log_q, transform, phi: Tensor, noise: Tensor) -> Tensor:
    """The score of each draw times its log p(x, z) − log q(z): (S, …, P)."""
    z = transform(noise, phi)
    signal = log_joint(z) - log_q(z, phi)
    return pd.score(log_joint, log_q, transform, phi, noise) * signal.unsqueeze(-1)


ESTIMATORS = {"REINFORCE": reinforce, "total": pd.total, "path": pd.path}


def gaussian_variances(loc: Tensor, scale: Tensor) -> dict[str, Tensor]:
    """The exact variance of each estimator, and of the best mixture of total and path, (m, log s) summed."""
    found = {
        "REINFORCE": pd.gaussian_score_function_variance(loc, scale),
        "total": pd.gaussian_variance(loc, scale, 1.0),
        "path": pd.gaussian_variance(loc, scale),
        "best mixture": pd.gaussian_variance(loc, scale, pd.gaussian_coefficient(scale)),
    }
    return {name: variance.sum(-1) for name, variance in found.items()}


def _map(run: Run, draws: int) -> None:
    loc, scale = torch.meshgrid(LOCS, SCALES, indexing="ij")
    exact = gaussian_variances(loc, scale)
    run.series |= {"loc": LOCS, "scale": SCALES}
    run.series |= {f"exact {name}": variance for name, variance in exact.items()}
    ratio = exact["path"] / exact["total"]
    run.exact |= {
        "map_chart": "(m, log s), posterior N(0, 1), variances summed over the two",
        "map_loc": [LOCS[0], LOCS[-1]], "map_scale": [SCALES[0], SCALES[-1]], "map_points": loc.numel(),
        "map_draws": draws,
        "boundary_scale": BOUNDARY,
        "share_of_map_where_path_has_lower_variance": (ratio < 1).double().mean(),
        "share_of_map_where_total_has_lower_variance": (ratio > 1).double().mean(),
        "largest_variance_ratio_path_to_total": ratio.max(),
        "smallest_variance_ratio_path_to_total": ratio.min(),
        "variances_at_the_posterior": gaussian_variances(LOCS.new_zeros(()), LOCS.new_ones(())),
        "best_coefficient": {f"{s:g}": 1 - s * s for s in (0.1, 0.5, 1.0, 2.0)},
    }
    generator = run.generator(0)
    measured: dict[str, list[Tensor]] = {name: [] for name in ESTIMATORS}
    with run.progress("map", len(LOCS)) as advance:
        for row in torch.stack((loc, scale.log()), -1):
            noise = torch.randn(draws, len(SCALES), dtype=torch.float64, generator=generator)
            for name, estimator in ESTIMATORS.items():
                values = estimator(gaussian_log_joint, gaussian_log_q, gaussian_transform, row, noise)
                measured[name].append(values.var(0).sum(-1))
            advance()
    variances = {name: torch.stack(rows) for name, rows in measured.items()}
    run.series |= {f"measured {name}": variance for name, variance in variances.items()}
    ratio = variances["path"] / variances["total"]
    crossings = torch.stack([_crossing(row) for row in ratio])
    run.series["measured boundary"] = crossings
    run.exact |= {
        "measured_share_of_map_where_path_has_lower_variance": (ratio < 1).double().mean(),
        "measured_boundary_scale": [crossings.min(), crossings.max()],
        "typical_relative_error_of_measured_variances": {
            name: (variance / exact[name] - 1).square().nanmean().sqrt() for name, variance in variances.items()
        },
    }


def _crossing(ratio: Tensor) -> Tensor:
    """The scale where the ratio of variances falls through one, by interpolating the logarithms."""
    last = int((ratio > 1).nonzero().max())
    above, below = ratio[last].log(), ratio[last + 1].log()
    low, high = SCALES[last].log(), SCALES[last + 1].log()
    return (low + (high - low) * above / (above - below)).exp()


def _counterexample(run: Run) -> None:
    """q = U(0, φ) at φ = 2, log p(x, z) = −z²/2: the support moves, and the score's mean is −1/φ."""
    places, mass = np.polynomial.legendre.leggauss(4)
    noise, weight = torch.tensor((places + 1) / 2), torch.tensor(mass / 2)
    arguments = (
        lambda z: -z.square() / 2, lambda z, phi: -phi[0].log() + 0 * z, lambda noise, phi: phi[0] * noise,
        torch.tensor([2.0], dtype=torch.float64), noise,
    )
    run.exact["moving_support"] = {
        "law": "q = U(0, 2), derivative in the upper end", "elbo_gradient": 1 / 2 - 2 / 3,
        "mean_of_score": weight @ pd.score(*arguments)[:, 0],
        "mean_of_total": weight @ pd.total(*arguments)[:, 0],
        "mean_of_path": weight @ pd.path(*arguments)[:, 0],
    }


def model() -> tuple[LinearGaussian, Tensor]:
    """Two latents whose posterior precision is ((3, 1.8), (1.8, 3)), so their correlation is −0.6; and an x."""
    precision = torch.tensor([[3, 1.8], [1.8, 3]], dtype=torch.float64)
    weight = torch.linalg.cholesky(precision - torch.eye(2, dtype=torch.float64)).mT
    ones = torch.ones(2, dtype=torch.float64)
    return LinearGaussian(weight, 0 * ones, ones), torch.tensor([0.7, -1.2], dtype=torch.float64)


def scale_tril(phi: Tensor) -> Tensor:
    """Of φ = (m₁, m₂, log l₁₁, log l₂₂) or (m₁, m₂, log l₁₁, log l₂₂, l₂₁): (…, 2, 2)."""
    below = phi[..., 4] if phi.shape[-1] == 5 else torch.zeros_like(phi[..., 0])
    zero = torch.zeros_like(below)
    entries = phi[..., 2].exp(), zero, below, phi[..., 3].exp()
    return torch.stack(entries, -1).unflatten(-1, (2, 2))


def transform(noise: Tensor, phi: Tensor) -> Tensor:
    return phi[..., :2] + (scale_tril(phi) @ noise.unsqueeze(-1)).squeeze(-1)


def log_q(z: Tensor, phi: Tensor) -> Tensor:
    below = phi[..., 4] if phi.shape[-1] == 5 else 0.0
    first = (z[..., 0] - phi[..., 0]) * (-phi[..., 2]).exp()
    second = (z[..., 1] - phi[..., 1] - below * first) * (-phi[..., 3]).exp()
    return -0.5 * (first.square() + second.square()) - phi[..., 2] - phi[..., 3] - math.log(2 * math.pi)


def law(phi: Tensor) -> MultivariateNormal:
    return MultivariateNormal(phi[..., :2], scale_tril=scale_tril(phi))


def parameters(q: MultivariateNormal, full: bool) -> Tensor:
    scale = q.scale_tril
    return torch.cat((q.loc, scale.diagonal().log(), scale[1, :1] if full else scale[1, :0]))


def exact_gradient(generative: LinearGaussian, x: Tensor, phi: Tensor) -> Tensor:
    """The ELBO's gradient in φ, from its closed form: (P,)."""
    leaf = phi.clone().requires_grad_()
    return torch.autograd.grad(generative.elbo(x, law(leaf)), leaf)[0]


def nodes(count: int) -> tuple[Tensor, Tensor]:
    """Noise (S, 2) and weights (S,) that integrate polynomials of degree 2 · count − 1 in each of two normals."""
    places, mass = np.polynomial.hermite_e.hermegauss(count)
    grid = np.stack(np.meshgrid(places, places, indexing="ij"), -1).reshape(-1, 2)
    return torch.tensor(grid), torch.tensor(np.outer(mass, mass).ravel() / mass.sum() ** 2)


def _train(run: Run, steps: int, seeds: int) -> None:
    generative, x = model()
    top = float(generative.log_evidence(x))
    run.exact |= {"log_evidence": top, "step_size": STEP_SIZE, "samples_a_step": SAMPLES}
    run.exact |= {"steps": steps, "seeds": seeds}
    families: dict[str, Callable] = {"full": fit_full, "mean-field": fit_mean_field}
    noise, weight = nodes(5)  # squares of polynomials of degree four
    with run.progress("ascents", len(families) * len(ESTIMATORS) * steps) as advance:
        for family, fit in families.items():
            best = parameters(fit(generative, x), family == "full")
            start = torch.zeros_like(best)
            start[:2] = torch.tensor([1.5, 1.5])
            optimum = float(generative.elbo(x, law(best)))
            run.exact[f"{family}_optimum_elbo"] = optimum
            narrow = best.clone()  # the optimum with its scale divided by e²
            narrow[2:4] -= 2
            narrow[4:] *= math.exp(-2)
            points = {"narrow": narrow, "start": start, "half way": (start + best) / 2, "optimum": best}
            arguments = (lambda z: generative.log_joint(x, z)), log_q, transform
            for stream, (name, estimator) in enumerate(ESTIMATORS.items()):
                generator, phi = run.generator(1 + stream), start.expand(seeds, -1)
                iterates = [phi]
                for _ in range(steps):
                    draws = torch.randn(SAMPLES, seeds, 2, dtype=torch.float64, generator=generator)
                    phi = phi + STEP_SIZE * estimator(*arguments, phi, draws).mean(0)
                    iterates.append(phi)
                    advance()
                elbo = generative.elbo(x, law(torch.stack(iterates)))
                run.series[f"elbo {family} {name}"] = elbo
                last = optimum - elbo[-steps // 4:].mean(0)  # averaged: one iterate of a noisy walk says little
                exact = {place: estimator(*arguments, phi, noise) for place, phi in points.items()}
                means = {place: weight @ values for place, values in exact.items()}
                run.runs.append({
                    "estimator": name, "family": family, "elbo": elbo[-1].median(), "gap": top - elbo[-1].median(),
                    "below_optimum_last_quarter": last.median(),
                    "below_optimum_last_quarter_range": [last.min(), last.max()],
                    "gradient_variance": {
                        place: (weight @ (values - means[place]).square()).sum() for place, values in exact.items()
                    },
                    "largest_gradient_bias": max(
                        float((means[place] - exact_gradient(generative, x, phi)).abs().max())
                        for place, phi in points.items()
                    ),
                })


def draw(run: Run) -> None:
    if "measured path" in run.series:
        _draw_map(run)
        _draw_slices(run)
    if run.runs:
        _draw_training(run)


def _draw_map(run: Run) -> None:
    locs, scales = LOCS.numpy(), SCALES.numpy()

    def ratio(kind: str, name: str) -> np.ndarray:
        values = plain_array(run.series[f"{kind} {name}"] / run.series[f"{kind} total"]).T
        return np.log10(np.maximum(values, 1e-9))

    panels = (
        (ratio("exact", "path"), "path / total, closed form"),
        (ratio("measured", "path"), f"path / total, {run.exact['map_draws']} draws a point"),
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


def _draw_slices(run: Run) -> None:
    fine = torch.logspace(-1, 0.5, 600, dtype=torch.float64)
    with run.figure("variance-slices", 1, 2, size=(11, 4.6)) as axes:
        for axis, index in zip(axes, (16, 24)):
            exact = {name: values.numpy() for name, values in gaussian_variances(LOCS[index], fine).items()}
            for name, colour in COLOURS.items():
                measured = plain_array(run.series[f"measured {name}"])[index]
                axis.plot(fine.numpy(), exact[name], color=colour, label=name)
                axis.plot(SCALES[::3].numpy(), measured[::3], "o", ms=3.5, color=colour)
            if LOCS[index] != 0:  # at m = 0 it has no variance at all
                axis.plot(fine.numpy(), exact["best mixture"], color="black", ls="--", label="path − (1 − s²) score")
            axis.axvline(BOUNDARY, color="black", lw=0.8)
            axis.set(xscale="log", yscale="log", xlabel="s", title=f"m = {float(LOCS[index]):g}", ylim=(1e-3, 1e4))
            axis.legend()
        axes[0].set_ylabel("variance of one draw, (m, log s) summed")
        axes[0].figure.suptitle("Lines: closed form.  Dots: measured.  Upright: s = 1/√2")


def _draw_training(run: Run) -> None:
    families = [f for f in ("full", "mean-field") if any(r["family"] == f for r in run.runs)]
    with run.figure("training", len(families), 2, size=(11, 4.2 * len(families))) as axes:
        for (traces, bars), family in zip(np.reshape(axes, (-1, 2)), families):
            optimum = run.exact[f"{family}_optimum_elbo"]
            for name, colour in COLOURS.items():
                if (elbo := run.series.get(f"elbo {family} {name}")) is None:
                    continue
                below = np.maximum(optimum - plain_array(elbo), 1e-16)
                low, middle, high = np.quantile(below, (0.1, 0.5, 0.9), axis=1)
                traces.plot(middle, color=colour, label=name)
                traces.fill_between(np.arange(len(middle)), low, high, color=colour, alpha=0.2, lw=0)
            traces.set(yscale="log", xlabel="step", ylabel="optimum − ELBO, nats")
            traces.set_title(f"{family} family: median and 10–90 % of {run.exact['seeds']} seeds")
            traces.legend()
            found = [r for r in run.runs if r["family"] == family]
            places = list(found[0]["gradient_variance"])
            for i, entry in enumerate(found):
                name = entry["estimator"]
                at = np.arange(len(places)) + 0.27 * (i - 1)
                heights = [float(entry["gradient_variance"][place]) for place in places]
                bars.bar(at, np.maximum(heights, 1e-2), 0.25, color=COLOURS[name], label=name)
                for x, height in zip(at, heights):
                    if height < 1e-20:
                        bars.annotate("0", (x, 1e-2), xytext=(0, 3), textcoords="offset points", ha="center")
            bars.set(yscale="log", ylabel="variance of one draw, summed", ylim=(1e-2, 1e5))
            bars.set(title="exact gradient variance", xlabel="narrow: the optimum with its scale divided by e²")
            bars.set_xticks(range(len(places)), places)
            bars.legend(loc="upper right", ncols=3)


def report(run: Run) -> None:
    exact, print_ = run.exact, run.console.print
    if "measured_boundary_scale" in exact:
        low, high = exact["measured_boundary_scale"]
        share = [float(exact[f"{kind}share_of_map_where_path_has_lower_variance"]) for kind in ("", "measured_")]
        print_(
            "path has the lower variance just where s² > 1/2, whatever m: "
            f"{share[0]:.1%} of the map, measured {share[1]:.1%}\n"
            f"the boundary is s = {BOUNDARY:.4f}, measured {low:.4f} to {high:.4f}; at s = {SCALES[0]:g} path has "
            f"up to {exact['largest_variance_ratio_path_to_total']:.2g} times the variance of total"
        )
    if "moving_support" in exact:
        moving = exact["moving_support"]
        print_(
            f"where q's support moves with φ ({moving['law']}): exact gradient {moving['elbo_gradient']:.4f}, total "
            f"{float(moving['mean_of_total']):.4f}, path {float(moving['mean_of_path']):.4f}; the score's mean is "
            f"{float(moving['mean_of_score']):.4f}"
        )
    if not run.runs:
        return
    places = list(run.runs[0]["gradient_variance"])
    table = Table("family", "estimator", *places, "bias", "floor", box=SIMPLE_HEAD, title=(
        "Variance and bias of one draw's gradient at four points (exact), and\n"
        "how far below the optimum the ascents stay (nats, median of seeds)"
    ))
    for entry in run.runs:
        figures = [*entry["gradient_variance"].values()]
        figures += [entry["largest_gradient_bias"], entry["below_optimum_last_quarter"]]
        table.add_row(entry["family"], entry["estimator"], *(f"{float(figure):.0e}" for figure in figures))
    print_(table)
