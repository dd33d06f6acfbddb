"""Black-box variational inference as the worked assignment runs it, call for call.

Its behaviour, also where the assignment's text says otherwise:

- Arithmetic is in float32; the parameters are (loc, log precision_scale, log shape, log rate).
- The family is q(mu | tau) q(tau), mu | tau ~ N(loc, 1/(precision_scale tau)), tau ~ Gamma(shape, rate): the form of
  the exact posterior, not a mean field.
- The step size is constant, which is no Robbins–Monro sequence, and a run ends only after all its steps.
- Draws are taken one at a time from torch's global generator: tau, then mu, each time.
- The recorded "elbo" is the mean signal of a step's own draws, at the parameters before the step; E[mu] and E[tau] are
  recorded after it, at the first step and every tenth.
- The control variate's coefficient, one for each parameter, is estimated from the draws that it is applied to.

``bbvi_fast`` takes the same draws in the same order, with the arithmetic vectorised.
"""

from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.distributions import Gamma, Normal

SEED = 10
MU, TAU, SIZE = 1, 0.5, 100  # mean and precision of the law of the data, and the number of data
SAMPLES = 30
STEP_SIZE = 1e-5
ITERATIONS = 10_000
PRIOR = {"loc": 1.0, "precision_scale": 0.1, "shape": 1.0, "rate": 2.0}
EVERY = 10  # steps from one record to the next
LEAST_VARIANCE = 1e-8  # a score that varies less has no control variate
SINGLE = torch.float32
ZERO: Any = 0  # the start of sums of tensors


def generate_data(mu: float, tau: float, size: int, seed: int = SEED) -> Tensor:
    """(size,) float32 draws of N(mu, 1/tau). Seeds torch's global generator, with which the run then continues."""
    torch.linspace(-10, 10, size, dtype=SINGLE)  # the listing makes this tensor and does not use it
    sigma = 1 / torch.sqrt(torch.tensor(tau, dtype=SINGLE))
    torch.manual_seed(seed)
    return torch.normal(mu, sigma.item(), size=(size,), dtype=SINGLE)


class Family:
    """q(mu | tau) q(tau) with a random start: ``parameters`` are (loc, log precision_scale, log shape, log rate)."""

    def __init__(self) -> None:
        loc = torch.randn(1, dtype=SINGLE).item()
        ranges = (2, 0.5), (3, 1.0), (3, 0.5)
        scale, shape, rate = (torch.rand(1, dtype=SINGLE).item() * width + least for width, least in ranges)
        logs = [torch.log(torch.tensor(value, dtype=SINGLE)) for value in (scale, shape, rate)]
        self.parameters = torch.tensor([loc, *logs], dtype=SINGLE, requires_grad=True)

    def actual(self) -> tuple[Tensor, ...]:
        """The parameters (loc, precision_scale, shape, rate)."""
        return self.parameters[0], *(torch.exp(self.parameters[i]) for i in (1, 2, 3))

    def stored(self) -> Tensor:
        """A copy of the stored parameters."""
        return self.parameters.clone()

    def store(self, parameters: Tensor) -> None:
        """Take a copy of other stored parameters; an optimiser that was made before keeps moving the old ones."""
        self.parameters = parameters.clone()

    def sample(self) -> tuple[Tensor, Tensor]:
        """One draw (mu, tau)."""
        loc, scale, shape, rate = self.actual()
        tau = Gamma(shape, rate).sample()
        return Normal(loc, 1.0 / torch.sqrt(scale * tau)).sample(), tau

    def log_prob(self, z: tuple[Tensor, Tensor]) -> Tensor:
        """log q(mu, tau)."""
        mu, tau = z
        loc, scale, shape, rate = self.actual()
        return Gamma(shape, rate).log_prob(tau) + Normal(loc, 1.0 / torch.sqrt(scale * tau)).log_prob(mu)


class CountedFamily(Family):
    """A family with the method that the second listing calls and no listing shows."""

    def number_of_parameters(self) -> int:
        """The number of parameters, 4."""
        return len(self.parameters)


def log_joint(data: Tensor, z: tuple[Tensor, Tensor]) -> Tensor:
    """log p(data, mu, tau), summed over the data."""
    mu, tau = z
    likelihood = Normal(mu, 1 / torch.sqrt(tau)).log_prob(data).sum()
    prior_mu = Normal(PRIOR["loc"], 1.0 / torch.sqrt(PRIOR["precision_scale"] * tau)).log_prob(mu)
    shape, rate = (torch.tensor(PRIOR[name], dtype=SINGLE) for name in ("shape", "rate"))
    return likelihood + prior_mu + Gamma(shape, rate).log_prob(tau)


class History(NamedTuple):
    """The record of a run: (step, value) pairs, and the last parameters."""

    elbo: list[tuple[int, Tensor]]
    mu: list[tuple[int, float]]
    tau: list[tuple[int, float]]
    parameters: Tensor


class Reinforce:
    """The first listing: plain REINFORCE by stochastic gradient descent on a surrogate loss."""

    def __init__(self, data: Tensor, q: Family, samples: int = 10, step_size: float = 1e-3) -> None:
        self.data, self.q, self.samples, self.step_size = data, q, samples, step_size
        self.optimizer = torch.optim.SGD([q.parameters], lr=step_size)

    def draw(self) -> tuple[Tensor, Tensor]:
        """log q of one draw, with its graph, and the draw's signal log p − log q, without a graph."""
        z = self.q.sample()
        log_q = self.q.log_prob(z)
        return log_q, (log_joint(self.data, z) - log_q).detach()

    def step(self) -> Tensor:
        """Move ``q`` by one step and return the "elbo" that is recorded for it."""
        elbo, loss = ZERO, ZERO
        self.optimizer.zero_grad()
        for _ in range(self.samples):
            log_q, signal = self.draw()
            elbo += signal
            loss += -log_q * signal
        elbo /= self.samples
        loss /= self.samples
        loss.backward()
        self.optimizer.step()
        return elbo

    def fit(self, max_iterations: int = 1000) -> History:
        """Take all ``max_iterations`` steps and return their record."""
        history = History([], [], [], self.q.parameters)
        for t in range(1, max_iterations + 1):
            elbo = self.step()
            if t % EVERY == 0 or t == 1:
                loc, _, shape, rate = self.q.actual()
                history.elbo.append((t, elbo))
                history.mu.append((t, loc.item()))
                history.tau.append((t, (shape / rate).item()))
        return history._replace(parameters=self.q.stored())


class ControlVariate(Reinforce):
    """The second listing: a control variate for each parameter, with a coefficient from the same draws."""

    q: CountedFamily

    def score(self, log_q: Tensor) -> Tensor:
        """The gradient of log q with respect to the parameters, (P,)."""
        return torch.autograd.grad(log_q, self.q.parameters, retain_graph=True, create_graph=False)[0]

    def step(self) -> Tensor:
        """Move ``q`` by one step and return the "elbo" that is recorded for it."""
        elbo = ZERO
        self.optimizer.zero_grad()  # clears gradients that the listing never uses
        size = self.q.number_of_parameters()
        self.f = torch.zeros((size, self.samples), dtype=SINGLE)
        self.h = torch.zeros((size, self.samples), dtype=SINGLE)
        for s in range(self.samples):
            log_q, signal = self.draw()
            elbo += signal
            score = self.score(log_q)
            for d in range(size):
                own = score[d]
                self.f[d, s] += signal * own
                self.h[d, s] += own
        elbo /= self.samples
        self.gradient = torch.zeros(size, dtype=SINGLE)
        for d in range(size):
            a = coefficient(self.f, self.h, d)
            self.gradient[d] = (self.f[d] - a * self.h[d]).mean()
        with torch.no_grad():
            self.q.parameters += self.step_size * self.gradient
        return elbo


def coefficient(f: Tensor, h: Tensor, d: int) -> Tensor | float:
    """Cov(f_d, h_d) / Var(h_d) over the draws of (P, S), or 0 where the scores hardly vary."""
    _, _, covariance, variance = statistics(f, h, d)
    return covariance / variance if variance > LEAST_VARIANCE else 0.0


def statistics(f: Tensor, h: Tensor, d: int) -> tuple[Tensor, ...]:
    """The means of f_d and h_d over the draws of (P, S), their covariance, and the variance of h_d."""
    f_mean, h_mean = f[d].mean(), h[d].mean()
    return f_mean, h_mean, ((f[d] - f_mean) * (h[d] - h_mean)).mean(), ((h[d] - h_mean) ** 2).mean()
