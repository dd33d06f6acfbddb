"""What a Gaussian with independent coordinates loses on a Gaussian posterior, over correlations and dimensions.

The posterior has every pair of its d coordinates at correlation ρ. Its precision Λ has equal diagonal entries, in
units of 1/variance (1 + (d − 2) ρ)/((1 − ρ)(1 + (d − 1) ρ)), the best mean-field law has its mean and the variances
1/Λ_ii, and what that misses of log p(x) is ½ (Σ log Λ_ii − log det Λ): −½ log(1 − ρ²) for d = 2.
"""

import math
from argparse import ArgumentParser, Namespace

import numpy as np
import torch
from rich.box import SIMPLE_HEAD
from rich.table import Table
from torch import Tensor

from ..elbo import LinearGaussian, fit_full, fit_mean_field
from .arguments import at_least
from .run import Run, plain_array

DIMENSIONS = 2, 3, 5, 10
SHOWN = 0.0, 0.5, 0.9, 0.99
FAMILIES = {"mean-field": fit_mean_field, "full": fit_full}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--points", type=at_least(2), default=41, metavar="N", help="correlations a dimension (41)")


def seconds(args: Namespace) -> float:
    return 3 + 0.05 * args.points


def correlations(dimension: int, points: int) -> Tensor:
    """Evenly spaced in artanh ρ, from −0.99 for two coordinates and from 0 for more, with those shown in tables."""
    last = math.atanh(0.99)
    spread = torch.linspace(-last if dimension == 2 else 0, last, points, dtype=torch.float64).tanh()
    return torch.cat((spread, spread.new_tensor(SHOWN))).round(decimals=6).unique()


def variance_ratio(dimension: int, rho: Tensor) -> Tensor:
    """The best mean-field variance over the posterior's: (…)."""
    return (1 - rho) * (1 + (dimension - 1) * rho) / (1 + (dimension - 2) * rho)


def gap(dimension: int, rho: Tensor) -> Tensor:
    """log p(x) less the best mean-field ELBO, in nats: (…)."""
    log_det = (dimension - 1) * torch.log1p(-rho) + torch.log1p((dimension - 1) * rho)
    return 0.5 * (log_det - dimension * variance_ratio(dimension, rho).log())


def model(dimension: int, rho: Tensor) -> LinearGaussian:
    """Linear-Gaussian models whose posteriors have correlation ρ (B,) throughout."""
    eye = torch.eye(dimension, dtype=torch.float64)
    spread = eye + rho[:, None, None] * (1 - eye)
    # The prior adds one to every precision, so the posterior's must be above it.
    precision = torch.linalg.inv(spread) * 2 * torch.linalg.eigvalsh(spread)[:, -1, None, None]
    weight = torch.linalg.cholesky(precision - eye).mT
    ones = torch.ones(dimension, dtype=torch.float64)
    return LinearGaussian(weight, 0 * ones, ones)


def compute(run: Run, args: Namespace) -> None:
    run.exact["dimensions"] = []
    with run.progress("fits", len(DIMENSIONS) * len(FAMILIES)) as advance:
        for dimension in DIMENSIONS:
            rho = correlations(dimension, args.points)
            generative = model(dimension, rho)
            x = torch.randn(dimension, dtype=torch.float64, generator=run.generator(dimension))
            posterior, top, exact = generative.posterior(x), generative.log_evidence(x), gap(dimension, rho)
            found = {}
            for family, fit in FAMILIES.items():
                q = fit(generative, x)
                elbo = generative.elbo(x, q)
                found[family] = (q.variance / posterior.variance).mean(-1), elbo, top - elbo
                advance()
            run.exact["dimensions"].append(dimension)
            run.exact[f"dimension_{dimension}"] = {
                "largest_gap_error": (found["mean-field"][2] - exact).abs().max(),
                "largest_variance_ratio_error": (found["mean-field"][0] - variance_ratio(dimension, rho)).abs().max(),
                "largest_full_gap": found["full"][2].abs().max(),
                "exact_gap": {f"{r:g}": gap(dimension, torch.tensor(r, dtype=torch.float64)) for r in SHOWN},
                "exact_variance_ratio": {
                    f"{r:g}": variance_ratio(dimension, torch.tensor(r, dtype=torch.float64)) for r in SHOWN
                },
            }
            run.series |= {f"rho {dimension}": rho, f"log evidence {dimension}": top, f"exact gap {dimension}": exact}
            for family, (ratio, elbo, missing) in found.items():
                run.series |= {f"ratio {family} {dimension}": ratio, f"elbo {family} {dimension}": elbo}
                run.series[f"gap {family} {dimension}"] = missing
                for i in range(len(rho)):
                    run.runs.append({
                        "estimator": "newton", "family": family, "dimension": dimension, "correlation": rho[i],
                        "elbo": elbo[i], "log_evidence": top[i], "gap": missing[i], "variance_ratio": ratio[i],
                        "exact_gap": exact[i] if family == "mean-field" else 0.0,
                    })


def draw(run: Run) -> None:
    if not run.exact.get("dimensions"):
        return
    _draw_gap(run)
    _draw_laws(run)


def _draw_gap(run: Run) -> None:
    with run.figure("gap", 1, 3, size=(14, 4.6)) as axes:
        for i, dimension in enumerate(run.exact["dimensions"]):
            rho, colour = plain_array(run.series[f"rho {dimension}"]), f"C{i}"
            fine = torch.linspace(float(rho[0]), 0.99, 800, dtype=torch.float64)
            for axis, name, exact in zip(axes, ("gap", "ratio"), (gap, variance_ratio)):
                axis.plot(fine.numpy(), exact(dimension, fine).numpy(), color=colour, label=f"d = {dimension}")
                axis.plot(rho, plain_array(run.series[f"{name} mean-field {dimension}"]), ".", ms=4, color=colour)
        axes[0].set(ylabel="log p(x) − ELBO, nats", title="What the mean field misses", ylim=(0, 4))
        axes[1].set(ylabel="variance of q / posterior variance", title="It is too narrow", yscale="log")
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


def _draw_laws(run: Run) -> None:
    angle = np.linspace(0, 2 * math.pi, 200)
    circle = 2 * np.stack((np.cos(angle), np.sin(angle)))
    rho = torch.tensor(SHOWN[1:], dtype=torch.float64)
    generative = model(2, rho)
    x = torch.zeros(len(rho), 2, dtype=torch.float64)
    laws = {"posterior": generative.posterior(x)} | {family: fit(generative, x) for family, fit in FAMILIES.items()}
    styles = {"posterior": {"color": "black", "lw": 3, "alpha": 0.35}, "mean-field": {"color": "tab:blue"},
              "full": {"color": "tab:orange", "ls": "--"}}
    with run.figure("laws", 1, len(rho), size=(12, 4.4)) as axes:
        for i, axis in enumerate(axes):
            unit = float(laws["posterior"].variance[i, 0].sqrt())
            for name, law in laws.items():
                edge = law.scale_tril[i].numpy() @ circle / unit
                axis.plot(*edge, label=name, **styles[name])
            axis.set(title=f"ρ = {rho[i]:g}: {float(gap(2, rho[i])):.3g} nats lost", aspect="equal", xlabel="z₁ / σ")
        axes[0].set_ylabel("z₂ / σ")
        axes[0].legend(loc="upper left")
        axes[0].figure.suptitle("Two standard deviations of each law")


def report(run: Run) -> None:
    if not run.exact.get("dimensions"):
        return
    columns = (f"ρ = {rho:g}" for rho in SHOWN)
    table = Table("d", *columns, "gap off by", "variance off by", "full gap", box=SIMPLE_HEAD, title=(
        "What the best mean-field law misses of log p(x), in nats, and of the\n"
        "posterior variance (its share): exact, and how far the fits are off"
    ))
    for dimension in run.exact["dimensions"]:
        exact = run.exact[f"dimension_{dimension}"]
        cells = [
            f"{float(missing):.3f} ({float(ratio):.3f})"
            for missing, ratio in zip(exact["exact_gap"].values(), exact["exact_variance_ratio"].values())
        ]
        errors = (exact[f"largest_{name}"] for name in ("gap_error", "variance_ratio_error", "full_gap"))
        table.add_row(str(dimension), *cells, *(f"{float(error):.0e}" for error in errors))
    run.console.print(table)
