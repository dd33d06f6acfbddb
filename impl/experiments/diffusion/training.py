"""Networks trained by draws of the bound itself, on Gaussian data and on a ring, and their bound on the way.

The bound of a network is estimated beside that of the best denoiser, from the same draws of data and noise, so that the
difference has a small error. Where the data are Gaussian the best denoiser's own bound is exact.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from ... import diffusion, monte_carlo
from ...diffusion import Denoiser, Gaussian
from ..run import Advance
from .mixture import Mixture, plane_gaussian, ring
from .network import Network
from .optimum import bound_of, ring_errors
from .results import DiffusionRun, Training
from .sampling import samples

STEPS = 100  # T
RATE, BATCH, WARM = 4e-3, 512, 0.05
DATA: dict[str, Callable[[], Mixture]] = {"gaussian": plane_gaussian, "ring": ring}
ANGLE = 0.6  # by which the plane is turned for the network, so that the dimensions of Gaussian data are correlated
TURN = torch.tensor(
    [[math.cos(ANGLE), math.sin(ANGLE)], [-math.sin(ANGLE), math.cos(ANGLE)]], dtype=torch.float64
)  # applied to rows from the right


def schedule() -> Tensor:
    """β_t whose log signal-to-noise ratio falls from 7 to −7 in equal steps, (T,)."""
    return diffusion.log_snr_betas(torch.linspace(7, -7, STEPS, dtype=torch.float64))


def checkpoints(steps: int) -> list[int]:
    """The steps after which the bound is estimated: 0, 1, 3, 10, 30, … and the last one."""
    found = {factor * 10**power for power in range(7) for factor in (1, 3)}
    return [0, *sorted(one for one in found if one < steps), steps]


def trainings(run: DiffusionRun, steps: int, points: int) -> None:
    """Train a network on each data set, and keep its bound, its errors and its samples."""
    for number, name in enumerate(DATA):
        with run.progress(f"training, {name}", steps) as advance:
            train(run, name, 10 * (number + 1), steps, points, advance)


def train(run: DiffusionRun, name: str, stream: int, steps: int, points: int, advance: Advance) -> None:
    """Train one network by Adam on T times a term at a random t, with σ_t² = β_t."""
    data, betas, generator = DATA[name](), schedule(), run.generator(stream + 1)
    network = Network(betas, run.generator(stream))
    optimiser = torch.optim.Adam(network.parameters)

    def turned_back(xt: Tensor, t: Tensor) -> Tensor:
        """The network in the data's own coordinates; the chain is the same in all that are turned."""
        return network(xt @ TURN, t) @ TURN.mT

    judge = Judge(run, name, stream + 2, points)
    at, found = checkpoints(steps), []
    for step in range(steps + 1):
        if step in at:
            found.append(judge.excess(turned_back))
        if step == steps:
            break
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / (WARM * steps)) * (1 + math.cos(math.pi * step / steps)) / 2
        x0 = data.draw(BATCH, generator) @ TURN
        t = torch.randint(1, STEPS + 1, (BATCH,), generator=generator)
        noise = torch.randn(BATCH, 2, dtype=torch.float64, generator=generator)
        loss = STEPS * diffusion.draw_term(x0, noise, t, betas, network, betas, "v").mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        advance()
    excess, error = torch.tensor(found, dtype=torch.float64).unbind(-1)
    run.series |= {"training steps": torch.tensor(at), f"excess {name}": excess, f"excess error {name}": error}
    run.runs.append(
        Training(
            data=name,
            steps=steps,
            points=points,
            optimum=judge.optimum,
            entropy=judge.entropy,
            bound=judge.optimum + excess[-1],
            excess=excess[-1],
            excess_error=error[-1],
            first_excess=excess[0],
            samples=samples(
                run,
                name,
                data,
                {"network": (turned_back, judge.variance(turned_back)), "best": (judge.best, judge.best_variance)},
                betas,
                stream + 6,
            ),
        )
    )


class Judge:
    """Estimates by how much a denoiser's bound exceeds the best one's; each has the best variances for its errors."""

    def __init__(self, run: DiffusionRun, name: str, stream: int, points: int) -> None:
        self._run, self._stream, self._betas, self._data = run, stream, schedule(), DATA[name]()
        self._x0 = self._data.draw(points, run.generator(stream))
        if len(self._data.means) == 1:
            law = Gaussian(self._data.means[0], self._data.variances[0])
            reverse = diffusion.exact_reverse(law, self._betas)
            variance = reverse.variance.mT
            self.optimum = diffusion.bound_terms(law, self._betas, reverse).total.sum()
        else:
            errors = ring_errors(self._data, self._betas)
            variance = diffusion.best_variance(errors, self._betas)
            squares = (self._data.means.square() + self._data.variances).mean(0)
            self.optimum = bound_of(errors, squares, self._betas)
        self.best_variance = variance
        self._least = self._draws(self.best, variance)
        self.entropy = entropy(self._data)

    def best(self, xt: Tensor, t: Tensor) -> Tensor:
        """The best denoiser."""
        mean, _ = self._data.posterior(xt, t, self._betas)
        return diffusion.converted(mean, xt, t.unsqueeze(-1), self._betas, "x0", "v")

    def excess(self, denoiser: Denoiser) -> tuple[float, float]:
        """The mean of the difference of the bounds, and its standard error, in nats."""
        found = monte_carlo.moments(self._draws(denoiser, self.variance(denoiser)) - self._least)
        return float(found.mean), float(found.standard_error)

    def variance(self, denoiser: Denoiser) -> Tensor:
        """The best variances (T, 2) for a denoiser's squared errors, which are measured on other data."""
        x0 = self._data.draw(len(self._x0), self._run.generator(self._stream + 1))
        t = torch.arange(1, STEPS + 1).unsqueeze(-1)
        noise = torch.randn(STEPS, *x0.shape, dtype=x0.dtype, generator=self._run.generator(self._stream + 2))
        xt = diffusion.noised(x0, noise, t.unsqueeze(-1), self._betas)
        with torch.no_grad():
            output = denoiser(xt, t.expand(-1, len(x0)))
        guess = diffusion.converted(output, xt, t.unsqueeze(-1), self._betas, "v", "x0")
        return diffusion.best_variance((guess - x0).square().mean(1), self._betas)

    def _draws(self, denoiser: Denoiser, variance: Tensor) -> Tensor:
        generator = self._run.generator(self._stream + 3)
        with torch.no_grad():
            terms = diffusion.draw_bound_terms(self._x0, self._betas, denoiser, variance, "v", generator=generator)
        return terms.total[0]


def entropy(data: Mixture) -> float:
    """The entropy of a law of the plane in nats, by sums over a grid that is finer than its narrowest part."""
    line = torch.linspace(-8, 8, 641, dtype=torch.float64)
    total = 0.0
    for rows in line.split(100):
        log_p = data.log_density(torch.cartesian_prod(rows, line))
        total -= float((log_p.exp() * log_p).sum())
    return total * float(line[1] - line[0]) ** 2
