"""The behaviour of the assignment's second listing, that with the control variate, statement by statement."""

import inspect
from typing import Any

import torch
from torch import Tensor

from ... import normal_gamma
from ...listings import bbvi
from ...normal_gamma import NormalGamma
from .reported_listing import Watched
from .reported_results import MeanAndError
from .reported_second import Bias, SecondListing

SHORT_FIT = 25  # steps; the first, the tenth and the twentieth are recorded
STEPS = 3  # that are watched, each from where the last one ended


class Seen(Watched):
    """Some steps of the second listing, whose gradients of log q and matrices f are kept."""

    listing: bbvi.ControlVariate

    def __init__(self, seed: int) -> None:
        super().__init__(True, seed)
        self.scores: list[Tensor] = []
        self.matrices: dict[int, Tensor] = {}
        plain_draw, plain_score = self.listing.draw, self.listing.score

        def draw() -> tuple[Tensor, Tensor]:
            self.matrices[id(self.listing.f)] = self.listing.f
            return plain_draw()

        def score(log_q: Tensor) -> Tensor:
            self.scores.append(plain_score(log_q))
            return self.scores[-1]

        self.listing.draw, self.listing.score = draw, score

    def step(self) -> float:
        """Take one step, and compare what its statements leave with what they should."""
        self.scores.clear()
        self.matrices.clear()
        law = NormalGamma.from_parameters(self.q.parameters.detach().double(), log_parameters=True)
        length = super().step()
        z = torch.stack([torch.stack(pair) for pair in self.q.drawn]).double()
        f, h = self.listing.f.double(), self.listing.h.double()
        signal = torch.stack([signal for _, signal in self.kept]).double()
        self.see("loss_error", signal.mean(), -signal.mean())
        self.see("plain_score_error", h, normal_gamma.score(law, z).T)
        got = torch.stack([torch.stack(bbvi.statistics(self.listing.f, self.listing.h, d)) for d in range(len(f))])
        covariances = torch.stack([torch.cov(torch.stack(rows), correction=0) for rows in zip(f, h)])
        covariance, variance = covariances[:, 0, 1], covariances[:, 1, 1]
        wanted = {"f_mean": f.mean(1), "h_mean": h.mean(1), "covariance": covariance, "variance": variance}
        for values, (name, want) in zip(got.T, wanted.items()):
            self.see(name + "_error", values, want)
        ends_early = f.mean(1) - covariance / variance * h.T  # (S, P): the last factor at each of the draws
        off = (self.listing.gradient.double() - ends_early).abs() / (1 + ends_early.abs())
        least = off.amax(1).min().item()  # at the draw that suits it best
        self.errors["unbracketed_error"] = max(least, self.errors.get("unbracketed_error", 0.0))
        return length


def facts(seed: int, bias: MeanAndError, lag: float) -> SecondListing:
    """Facts about the second listing's statements; bias and lag are those of its whole run."""
    seen = Seen(seed)
    for _ in range(STEPS):
        seen.step()
    listing, parameters = seen.listing, seen.q.parameters
    filled = (listing.f != 0) & (listing.h != 0)
    errors = {name: seen.errors[name] for name in SecondListing.__annotations__ if name in seen.errors}
    return SecondListing(
        **errors,
        **_signature(),
        **_near_zero_variance(),
        **_short_fit(seed),
        optimizer_rate=listing.optimizer.param_groups[0]["lr"],
        draws_per_iteration=len(seen.q.drawn),
        matrices_f=len(seen.matrices),
        h_shape=list(listing.h.shape),
        rows_filled=int(filled.all(1).sum()),
        columns_filled=int(filled.all(0).sum()),
        score_components=seen.scores[-1].numel(),
        score_has_graph=any(score.requires_grad for score in seen.scores),
        signal_has_graph=any(signal.requires_grad for _, signal in seen.kept),
        gradient_shape=list(listing.gradient.shape),
        gradient_filled=int((listing.gradient != 0).sum()),
        update_has_graph=not (parameters.is_leaf and parameters.requires_grad),
        gradient_left=parameters.grad is not None and bool(parameters.grad.any()),
        elbo_bias=Bias(mean=bias.mean, sem=bias.sem),
        record_lag=lag,
    )


def _signature() -> dict[str, Any]:
    """The arguments that need not be given."""
    made, fitted = (inspect.signature(f).parameters for f in (bbvi.ControlVariate, bbvi.ControlVariate.fit))
    return {
        "default_draws": made["samples"].default,
        "default_rate": made["step_size"].default,
        "default_iterations": fitted["max_iterations"].default,
    }


def _near_zero_variance() -> dict[str, Any]:
    """What the coefficient is where the scores vary little or not at all; f is twice h, so that it should be two."""
    found = {}
    for name, variance in ("above", 2 * bbvi.LEAST_VARIANCE), ("below", bbvi.LEAST_VARIANCE / 2), ("at_zero", 0.0):
        h = 1 + variance**0.5 * torch.tensor([1.0, -1.0] * 15, dtype=torch.float64)
        found[name] = float(bbvi.coefficient(2 * h.unsqueeze(0), h.unsqueeze(0), 0))
        if name == "above":
            covariance, true = bbvi.statistics(2 * h.unsqueeze(0), h.unsqueeze(0), 0)[2:]
            found["added"] = (covariance / found[name] - true).item() if found[name] else torch.inf
    return {
        "added_to_variance": found["added"],
        "quotient_above": found["above"] != 0,
        "quotient_below": found["below"] != 0,
        "finite_at_zero": abs(found["at_zero"]) < torch.inf,
    }


def _short_fit(seed: int) -> dict[str, Any]:
    """What a fit of a few steps, of two draws each, records and returns, compared with what its steps leave."""
    q = bbvi.CountedFamily()
    listing = bbvi.ControlVariate(bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE, seed), q, 2, bbvi.STEP_SIZE)
    began, plain_step, steps = q.parameters.detach().clone(), listing.step, list[tuple[float, list[float]]]()

    def step() -> Tensor:
        elbo = plain_step()
        steps.append((elbo.item(), [value.item() for value in q.actual()]))
        return elbo

    listing.step = step
    history = listing.fit(SHORT_FIT)
    errors: dict[str, float] = dict.fromkeys(("elbo", "mu", "tau"), 0.0)
    for name, records in zip(errors, (history.elbo, history.mu, history.tau)):
        for t, value in records:
            elbo, (loc, _, shape, rate) = steps[t - 1]
            want = {"elbo": elbo, "mu": loc, "tau": shape / rate}[name]
            errors[name] = max(errors[name], abs(float(value) - want) / (1 + abs(want)))
    return {
        "short_fit_steps": len(steps),
        "moved": not torch.equal(began, q.parameters.detach()),
        "recorded_at": [t for t, _ in history.elbo],
        **{f"recorded_{name}_error": error for name, error in errors.items()},
        "returned": sum(len(part) > 0 for part in history),
        "returned_error": (history.parameters - q.parameters).abs().max().item(),
    }
