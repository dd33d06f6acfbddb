"""The behaviour of the listing of black-box variational inference, measured on it while it runs."""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from scipy import stats
from torch import Tensor

from ... import normal_gamma
from ...listings import bbvi, bbvi_fast
from ...normal_gamma import NormalGamma
from .exact import Model
from .reported_results import Correlation, SmallVariance, StepFacts
from .results import Moments

WATCHED_STEPS = 25  # the first steps of each listing, each compared with the step that it should be
LAW_DRAWS = 10_000  # the number of draws of the family that are tested against its law


class Moment(NamedTuple):
    """The state of a run before a step, parameters (4,) and the state of its generator, and the parameters after it."""

    step: int
    before: Tensor
    state: Tensor
    after: Tensor


class WatchedFamily(bbvi.CountedFamily):
    """A family that keeps its draws (mu, tau)."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[tuple[Tensor, Tensor]] = []

    def sample(self) -> tuple[Tensor, Tensor]:
        """One draw (mu, tau), which is also kept."""
        self.drawn.append(super().sample())
        return self.drawn[-1]


class Watched:
    """Some steps of one of the listings, compared with the right steps in float64 and by other code."""

    def __init__(self, control_variate: bool, seed: int) -> None:
        self.data = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE, seed)
        self.q = WatchedFamily()
        kind = bbvi.ControlVariate if control_variate else bbvi.Reinforce
        self.listing = kind(self.data, self.q, bbvi.SAMPLES, bbvi.STEP_SIZE)
        self.kept: list[tuple[Tensor, Tensor]] = []
        self.optimizer_steps = 0
        self.errors: dict[str, float] = {}
        plain_draw, plain_step = self.listing.draw, self.listing.optimizer.step

        def draw() -> tuple[Tensor, Tensor]:
            self.kept.append(plain_draw())
            return self.kept[-1]

        def step(*args: Any, **kwargs: Any) -> Any:
            self.optimizer_steps += 1
            return plain_step(*args, **kwargs)

        self.listing.draw, self.listing.optimizer.step = draw, step
        self.log_joint = Model(self.data).log_joint

    def see(self, name: str, got: Tensor | float, want: Tensor | float) -> None:
        """Keep the largest error |got − want| / (1 + |want|) under ``name``."""
        got, want = torch.as_tensor(got).detach().double(), torch.as_tensor(want).detach().double()
        error = ((got - want).abs() / (1 + want.abs())).max().item()
        self.errors[name] = max(error, self.errors.get(name, 0.0))

    def step(self) -> float:
        """Take one step and return the length of the move over that of the gradient estimate."""
        self.q.drawn.clear()
        self.kept.clear()
        before = self.q.parameters.detach().clone()
        exact = NormalGamma.from_parameters(before.double(), log_parameters=True)
        self.see("stored_error", torch.stack(self.q.actual()), exact.parameters)
        elbo = self.listing.step()
        z = torch.stack([torch.stack(pair) for pair in self.q.drawn]).double()
        log_q, log_p, score = exact.log_prob(z), self.log_joint(z), normal_gamma.score(exact, z, log_parameters=True)
        signal = torch.stack([signal for _, signal in self.kept])
        self.see("log_q_error", torch.stack([log_q for log_q, _ in self.kept]), log_q)
        joint = torch.stack([bbvi.log_joint(self.data, pair) for pair in self.q.drawn])
        self.see("log_joint_error", joint, log_p)
        self.see("signal_error", signal, log_p - log_q)
        self.see("elbo_error", elbo, (log_p - log_q).mean())
        if isinstance(self.listing, bbvi.ControlVariate):
            gradient = self._control_variate(self.listing, score, signal, log_p - log_q)
        else:
            assert self.q.parameters.grad is not None
            gradient = -self.q.parameters.grad
            self.see("gradient_error", gradient, (score * (log_p - log_q).unsqueeze(-1)).mean(0))
        move = self.q.parameters.detach() - before
        self.see("step_error", move, bbvi.STEP_SIZE * gradient)
        return (move.norm() / gradient.norm()).item()

    def _control_variate(self, listing: bbvi.ControlVariate, score: Tensor, signal: Tensor, full: Tensor) -> Tensor:
        f, h = listing.f.double(), listing.h.double()
        self.see("f_error", f, signal * score.T)
        self.see("h_error", h, score.T)
        self.see("full_signal_error", f, full * score.T)
        covariances = [torch.cov(torch.stack(rows), correction=0) for rows in zip(f, h)]
        wanted = torch.stack([c[0, 1] / c[1, 1] for c in covariances])
        used = torch.stack([torch.as_tensor(bbvi.coefficient(listing.f, listing.h, d)) for d in range(len(f))])
        self.see("coefficient_error", used, wanted)
        self.see("control_gradient_error", listing.gradient, (f - wanted.unsqueeze(1) * h).mean(1))
        return listing.gradient

    def at(self, moment: Moment) -> float:
        """Put the listing into the state of another run, take its step there, and compare the ends of both steps."""
        with torch.no_grad():
            self.q.parameters.copy_(moment.before)
        torch.set_rng_state(moment.state)
        rate = self.step()
        self.see("fast_error", moment.after, self.q.parameters)
        return rate


def facts(seed: int, moments: dict[bool, list[Moment]], advance: Callable[[], None]) -> StepFacts:
    """Facts about the listing's first steps, and about its step at each of the ``moments`` of both runs."""
    found: dict[str, Any] = {}
    for control_variate, suffix in (False, ""), (True, "_2"):
        watched = Watched(control_variate, seed)
        first = watched.step()
        for _ in range(WATCHED_STEPS - 1):
            watched.step()
            advance()
        found["rate_first" + suffix] = first
        for moment in moments[control_variate]:
            found["rate_last" + suffix] = watched.at(moment)
        for name, error in watched.errors.items():
            found[name] = max(error, found.get(name, 0.0))
        found["optimizer_steps" + ("" if control_variate else "_1")] = watched.optimizer_steps
        if isinstance(watched.listing, bbvi.ControlVariate):
            found["matrix_shape"] = list(watched.listing.f.shape)
        else:
            found["draws_per_iteration"] = len(watched.q.drawn)
            found["signal_components"] = watched.kept[0][1].numel()
            found["parameters"] = watched.q.parameters.numel()
            found["draws_carry_gradient"] = any(part.requires_grad for z in watched.q.drawn for part in z)
            found |= draws(watched.q)
    return StepFacts(**found, **arguments(), small_variance=small_variance())


def draws(q: bbvi.Family) -> dict[str, Any]:
    """Tests of many draws of the family against its laws, and the variance of mu for small and for large tau."""
    mu, tau = torch.stack([torch.stack(q.sample()) for _ in range(LAW_DRAWS)]).double().unbind(1)
    loc, scale, shape, rate = (v.item() for v in q.actual())
    noise = (mu - loc) * (scale * tau).sqrt()
    low = tau < tau.median()
    return {
        "draw_pvalues": Moments(
            tau=float(stats.kstest(tau.numpy(), stats.gamma(shape, scale=1 / rate).cdf).pvalue),
            mu=float(stats.kstest(noise.numpy(), stats.norm.cdf).pvalue),
        ),
        "correlated": Correlation(mu_variance_low_tau=mu[low].var().item(), mu_variance_high_tau=mu[~low].var().item()),
    }


def arguments() -> dict[str, Any]:
    """The arguments of the functions, and the steps at which a short fit keeps records."""
    data = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE)
    q = bbvi.Family()
    recorded = [t for t, _ in bbvi.Reinforce(data, q, 1, bbvi.STEP_SIZE).fit(25).mu]
    return {
        "fit_arguments": list(inspect.signature(bbvi.Reinforce.fit).parameters)[1:],
        "family_arguments": list(inspect.signature(bbvi.Family).parameters),
        "has_number_of_parameters": hasattr(bbvi.Family, "number_of_parameters"),
        "recorded_at": recorded,
        "starts_differ": not torch.equal(bbvi_fast.start(1).parameters, bbvi_fast.start(2).parameters),
    }


def small_variance() -> SmallVariance:
    """The coefficient that the listing uses where the scores hardly vary."""
    h = 1 + 1e-5 * torch.linspace(-1, 1, bbvi.SAMPLES, dtype=bbvi.SINGLE)
    f = 1e4 * h
    covariance = torch.cov(torch.stack((f, h)).double(), correction=0)
    used = float(bbvi.coefficient(f.unsqueeze(0), h.unsqueeze(0), 0))
    return SmallVariance(variance=covariance[1, 1].item(), covariance=covariance[0, 1].item(), coefficient=used)
