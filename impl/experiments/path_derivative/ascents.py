"""Three estimators climb a linear-Gaussian model's ELBO, in a family with the posterior and in one without it.

Each is stochastic gradient ascent with a constant step, all seeds at once. The variances and means of the estimators
are exact.
"""

import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from ...elbo import LinearGaussian, fit_full, fit_mean_field
from .results import Ascent, AscentSetting, PathDerivativeRun
from .variance_map import ESTIMATORS

STEP_SIZE, SAMPLES = 0.02, 10
CHART = "two means, the logarithms of two scales, and in the full family the factor's entry below its diagonal"
VARIANCE_UNIT = "nats², since this model's latents have no unit"


def model() -> tuple[LinearGaussian, Tensor]:
    """A model of two latents with posterior precision ((3, 1.8), (1.8, 3)), so correlation −0.6; and an x (2,)."""
    precision = torch.tensor([[3, 1.8], [1.8, 3]], dtype=torch.float64)
    weight = torch.linalg.cholesky(precision - torch.eye(2, dtype=torch.float64)).mT
    ones = torch.ones(2, dtype=torch.float64)
    return LinearGaussian(weight, 0 * ones, ones), torch.tensor([0.7, -1.2], dtype=torch.float64)


def scale_tril(phi: Tensor) -> Tensor:
    """The factor L of the covariance L Lᵀ for φ = (m₁, m₂, log l₁₁, log l₂₂) or (…, log l₂₂, l₂₁): (…, 2, 2)."""
    below = phi[..., 4] if phi.shape[-1] == 5 else torch.zeros_like(phi[..., 0])
    zero = torch.zeros_like(below)
    entries = phi[..., 2].exp(), zero, below, phi[..., 3].exp()
    return torch.stack(entries, -1).unflatten(-1, (2, 2))


def transform(noise: Tensor, phi: Tensor) -> Tensor:
    """z = m + L ε: (…, 2)."""
    return phi[..., :2] + (scale_tril(phi) @ noise.unsqueeze(-1)).squeeze(-1)


def log_q(z: Tensor, phi: Tensor) -> Tensor:
    """log q(z; φ) of z (…, 2): (…)."""
    below = phi[..., 4] if phi.shape[-1] == 5 else 0.0
    first = (z[..., 0] - phi[..., 0]) * (-phi[..., 2]).exp()
    second = (z[..., 1] - phi[..., 1] - below * first) * (-phi[..., 3]).exp()
    return -0.5 * (first.square() + second.square()) - phi[..., 2] - phi[..., 3] - math.log(2 * math.pi)


def law(phi: Tensor) -> MultivariateNormal:
    """The law q at φ."""
    return MultivariateNormal(phi[..., :2], scale_tril=scale_tril(phi))


def parameters(q: MultivariateNormal, full: bool) -> Tensor:
    """The φ of a law q: (5,) in the full family, (4,) in the mean field."""
    scale = q.scale_tril
    return torch.cat((q.loc, scale.diagonal().log(), scale[1, :1] if full else scale[1, :0]))


def exact_gradient(generative: LinearGaussian, x: Tensor, phi: Tensor) -> Tensor:
    """The ELBO's gradient in φ, from its closed form: (P,)."""
    leaf = phi.clone().requires_grad_()
    return torch.autograd.grad(generative.elbo(x, law(leaf)), leaf)[0]


def nodes(count: int) -> tuple[Tensor, Tensor]:
    """Noise (S, 2) and weights (S,) that are exact for polynomials of degree 2 · count − 1 in each of two normals."""
    places, mass = np.polynomial.hermite_e.hermegauss(count)
    grid = np.stack(np.meshgrid(places, places, indexing="ij"), -1).reshape(-1, 2)
    return torch.tensor(grid), torch.tensor(np.outer(mass, mass).ravel() / mass.sum() ** 2)


def ascents(run: PathDerivativeRun, steps: int, seeds: int) -> None:
    """Ascend in both families by each estimator, and compute the estimators' variance and bias at four points."""
    generative, x = model()
    top = float(generative.log_evidence(x))
    families: dict[str, Callable] = {"full": fit_full, "mean-field": fit_mean_field}
    sizes = {family: parameters(fit(generative, x), family == "full").numel() for family, fit in families.items()}
    run.exact.ascents = AscentSetting(
        model="a linear-Gaussian model",
        data=1,
        latents=generative.weight.shape[-1],
        parameters=sizes,
        chart=CHART,
        variance_unit=VARIANCE_UNIT,
        log_evidence=top,
        step_size=STEP_SIZE,
        samples_a_step=SAMPLES,
        steps=steps,
        seeds=seeds,
    )
    noise, weight = nodes(5)  # exact for squares of polynomials of degree four
    with run.progress("ascents", len(families) * len(ESTIMATORS) * steps) as advance:
        for family, fit in families.items():
            best = parameters(fit(generative, x), family == "full")
            start = torch.zeros_like(best)
            start[:2] = torch.tensor([1.5, 1.5])
            optimum = float(generative.elbo(x, law(best)))
            run.exact.optimum_elbo[f"{family}_optimum_elbo"] = optimum
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
                last = optimum - elbo[-steps // 4 :].mean(0)  # a mean, because single iterates of a walk are noisy
                exact = {place: estimator(*arguments, phi, noise) for place, phi in points.items()}
                means = {place: weight @ values for place, values in exact.items()}
                run.runs.append(
                    Ascent(
                        estimator=name,
                        family=family,
                        elbo=elbo[-1].median(),
                        gap=top - elbo[-1].median(),
                        below_optimum_last_quarter=last.median(),
                        below_optimum_last_quarter_range=[last.min(), last.max()],
                        gradient_variance={
                            place: (weight @ (values - means[place]).square()).sum() for place, values in exact.items()
                        },
                        largest_gradient_bias=max(
                            float((means[place] - exact_gradient(generative, x, phi)).abs().max())
                            for place, phi in points.items()
                        ),
                    )
                )
