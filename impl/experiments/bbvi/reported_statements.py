"""Single statements of the listing of black-box variational inference, each run alone."""

import inspect
import math
from dataclasses import dataclass
from typing import Any

import torch
from scipy import stats
from torch import Tensor

from ...listings import bbvi
from .reported_results import RecordErrors, StartPvalues, StatementFacts

LAW_DATA = 10_000  # the number of data that are tested against their law
STARTS = 1000  # the number of starts that are tested against their laws
FIT_STEPS, FIT_SAMPLES = 21, 2  # of a short fit, whose records are compared with its steps
POINTS = [(0.3, 0.2), (1.2, 0.7), (-0.5, 2.5)]  # (mu, tau) at which the parts of the joint are compared


@dataclass(frozen=True, kw_only=True)
class JointErrors:
    """The errors |got − want| / (1 + |want|) of the parts of the joint density, the largest of all points."""

    log_likelihood_error: float
    log_prior_mu_error: float
    log_prior_tau_error: float


def facts(seed: int) -> StatementFacts:
    """What single statements do; all draws are of torch's global generator, seeded here."""
    data = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE, seed)
    again = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE, seed)
    many = bbvi.generate_data(bbvi.MU, bbvi.TAU, LAW_DATA, seed).double().numpy()
    law = stats.norm(bbvi.MU, bbvi.TAU**-0.5)
    parts = joint_errors(data)
    return StatementFacts(
        data_repeat=torch.equal(data, again),
        data_pvalue=float(stats.kstest(many, law.cdf).pvalue),
        start_pvalues=start_pvalues(),
        log_likelihood_error=parts.log_likelihood_error,
        log_prior_mu_error=parts.log_prior_mu_error,
        log_prior_tau_error=parts.log_prior_tau_error,
        record_errors=record_errors(data, seed),
        **optimiser(data),
        **copies(),
        **defaults(),
    )


def start_pvalues() -> StartPvalues:
    """Tests of the random starts against the laws that they should have."""
    actual = torch.stack([torch.stack(bbvi.Family().actual()) for _ in range(STARTS)]).detach().double().numpy()
    laws = {
        "loc": stats.norm(),
        "precision_scale": stats.uniform(0.5, 2.0),
        "shape": stats.uniform(1.0, 3.0),
        "rate": stats.uniform(0.5, 3.0),
    }
    found = {name: float(stats.kstest(actual[:, i], law.cdf).pvalue) for i, (name, law) in enumerate(laws.items())}
    return StartPvalues(**found)


def joint_errors(data: Tensor) -> JointErrors:
    """The errors of the likelihood and of the two densities of the prior, each isolated from the others.

    Without data the likelihood is one; and at its mean the normal prior leaves that of tau and a known factor.
    """
    loc, scale, shape, rate = bbvi.PRIOR.values()
    errors: dict[str, list[float]] = {"likelihood": [], "mu": [], "tau": []}
    for point in POINTS:
        mu, tau = (torch.tensor(value, dtype=bbvi.SINGLE) for value in point)
        at, of_tau = mu.item(), tau.item()
        whole, prior = bbvi.log_joint(data, (mu, tau)).item(), bbvi.log_joint(data[:0], (mu, tau)).item()
        centred = bbvi.log_joint(data[:0], (torch.tensor(loc, dtype=bbvi.SINGLE), tau)).item()
        peak = 0.5 * math.log(scale * of_tau / (2 * math.pi))
        for name, got, want in (
            ("likelihood", whole - prior, stats.norm.logpdf(data.double().numpy(), at, of_tau**-0.5).sum()),
            ("mu", prior - centred, -0.5 * scale * of_tau * (at - loc) ** 2),
            ("tau", centred - peak, stats.gamma.logpdf(of_tau, shape, scale=1 / rate)),
        ):
            errors[name].append(abs(got - float(want)) / (1 + abs(float(want))))
    likelihood, of_mu, of_tau = (max(errors[name]) for name in ("likelihood", "mu", "tau"))
    return JointErrors(log_likelihood_error=likelihood, log_prior_mu_error=of_mu, log_prior_tau_error=of_tau)


def record_errors(data: Tensor, seed: int) -> RecordErrors:
    """The distances of the records of a short fit from what its steps compute, taken once more by hand."""
    torch.manual_seed(seed)
    history = bbvi.Reinforce(data, bbvi.Family(), FIT_SAMPLES, bbvi.STEP_SIZE).fit(FIT_STEPS)
    torch.manual_seed(seed)
    q = bbvi.Family()
    run = bbvi.Reinforce(data, q, FIT_SAMPLES, bbvi.STEP_SIZE)
    elbo, mu, tau = dict(history.elbo), dict(history.mu), dict(history.tau)
    errors = {"elbo": 0.0, "mu": 0.0, "tau": 0.0}
    for t in range(1, FIT_STEPS + 1):
        estimate = run.step().item()
        if t in elbo:
            loc, _, shape, rate = (value.item() for value in q.actual())
            for name, got, want in (
                ("elbo", elbo[t].item(), estimate),
                ("mu", mu[t], loc),
                ("tau", tau[t], shape / rate),
            ):
                errors[name] = max(errors[name], abs(got - want) / (1 + abs(want)))
    last = (history.parameters - q.parameters).abs().max().item()
    return RecordErrors(**errors, parameters=last)


def optimiser(data: Tensor) -> dict[str, Any]:
    """The optimiser and the tensors that it moves, and the signal of one draw."""
    q = bbvi.Family()
    run = bbvi.Reinforce(data, q, FIT_SAMPLES, bbvi.STEP_SIZE)
    before = q.stored()
    _, signal = run.draw()
    run.step()
    return {
        "optimizer": type(run.optimizer).__name__,
        "parameters_require_gradient": q.parameters.requires_grad and q.parameters.is_leaf,
        "parameters_moved": int((q.parameters != before).sum()),
        "signal_requires_gradient": signal.requires_grad,
    }


def copies() -> dict[str, bool]:
    """Whether the family hands out and takes its stored parameters as copies."""
    q, other = bbvi.Family(), bbvi.Family()
    taken = q.stored()
    same = torch.equal(taken, q.parameters)
    with torch.no_grad():
        q.parameters += 1
    apart = not torch.equal(taken, q.parameters)
    q.store(other.parameters)
    return {"stored_is_copy": same and apart, "store_sets": torch.equal(q.stored(), other.parameters)}


def defaults() -> dict[str, Any]:
    """The defaults of the arguments."""
    made, fit = (inspect.signature(one).parameters for one in (bbvi.Reinforce, bbvi.Reinforce.fit))
    return {
        "default_samples": made["samples"].default,
        "default_step_size": made["step_size"].default,
        "default_iterations": fit["max_iterations"].default,
    }
