"""The gradients that a fit ascends, one for each estimator, in the chart (loc, log second, log shape, log rate)."""

from collections.abc import Callable

import torch
from torch import Generator, Size, Tensor

from . import _check, _draws, _estimators
from ._fit_divergence import Unusable
from .normal_gamma import MeanField, NormalGamma

Estimator = Callable[[Tensor, Tensor], Tensor]
LogJoint = Callable[[Tensor], Tensor]
Gradient = Callable[[Tensor, Generator | None, bool], tuple[Tensor, Tensor | None]]

ON_SCORES: dict[str, Estimator] = {
    "reinforce": _estimators.reinforce,
    "control_variate": _estimators.same_sample,
    "leave_one_out": _estimators.leave_one_out,
    "leave_one_out_baseline": _estimators.leave_one_out_baseline,
    "rao_blackwell": _estimators.reinforce,
    "rao_blackwell_leave_one_out": _estimators.leave_one_out,
}
ESTIMATORS = (*ON_SCORES, "path_derivative")


def law(family: type, chart: Tensor) -> NormalGamma | MeanField:
    """The law of a family at a point (4, …) of the chart."""
    return family.from_parameters(chart.movedim(0, -1), log_parameters=True, validate_args=False)


def gradient_of(
    estimator: str | Estimator, family: type, log_joint: LogJoint, blanket: LogJoint | None, samples: int
) -> Gradient:
    """A function (chart, generator, whether to give an ELBO) → (gradient in the chart (4, …), estimated ELBO or None).

    ValueError for an unknown estimator, and for a blanket or a number of samples that it cannot use.
    """
    structured = family is NormalGamma
    _check.function("log_joint", log_joint)
    if estimator == "path_derivative":
        on_scores, local = _estimators.reinforce, False
    elif isinstance(estimator, str):
        if estimator not in ON_SCORES:
            raise ValueError(f"estimator: expected one of {', '.join(ESTIMATORS)} or a function, got {estimator!r}")
        on_scores, local = ON_SCORES[estimator], estimator.startswith("rao_blackwell")
    elif callable(estimator):
        on_scores, local = _parameters_first(estimator), False
    else:
        raise ValueError(f"estimator: expected a name or a function, got {_check.describe(estimator)}")
    if blanket is not None and not (local and callable(blanket)):
        raise ValueError("blanket: a function for the Rao-Blackwell estimators only")
    if samples < 2 and isinstance(estimator, str):
        if "leave_one_out" in estimator:
            raise ValueError(f"samples: leaving one out needs at least 2, got {samples}")
        if estimator == "control_variate":
            raise ValueError(f"samples: a coefficient that is estimated from the draws needs at least 2, got {samples}")

    def plain(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        draws = _draws.draw(chart, structured, samples, generator)
        signal = _evaluated("log_joint", log_joint, draws.value, draws.log_mu.shape) - (draws.log_mu + draws.log_tau)
        return on_scores(draws.score, signal), signal.mean(0) if wanted else None

    def rao_blackwell(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        value, log_mu, log_tau, score = _draws.draw(chart, structured, samples, generator)
        shape, elbo = log_mu.shape, None
        if blanket is None or wanted:
            log_p = _evaluated("log_joint", log_joint, value, shape)
            elbo = (log_p - log_mu - log_tau).mean(0) if wanted else None
        if blanket is None:
            of_mu = of_tau = log_p
        else:
            of_mu, of_tau = _evaluated("blanket", blanket, value, Size((*shape, 2))).unbind(-1)
        # Given tau the score of (loc, second) has mean zero, so log q(tau) drops; log q(mu | tau) depends on tau.
        in_mu, in_tau = of_mu - log_mu, of_tau - log_tau - log_mu if structured else of_tau - log_tau
        return on_scores(score, torch.stack((in_mu, in_mu, in_tau, in_tau))), elbo

    def path_derivative(chart: Tensor, generator: Generator | None, wanted: bool) -> tuple[Tensor, Tensor | None]:
        with torch.enable_grad():
            leaf = chart.clone().requires_grad_()
            value = law(family, leaf).rsample((samples,), generator)
            held = law(family, chart).log_prob(value)
            signal = _evaluated("log_joint", log_joint, value, held.shape) - held
            (slope,) = torch.autograd.grad(signal.sum(), leaf)
        return slope / samples, signal.detach().mean(0) if wanted else None

    if estimator == "path_derivative":
        return path_derivative
    return rao_blackwell if local else plain


def _parameters_first(estimator: Estimator) -> Estimator:
    """An estimator of scores (S, …, P) for scores (P, S, …)."""

    def on_scores(score: Tensor, signal: Tensor) -> Tensor:
        score = score.movedim(0, -1)
        if not bool(score.isfinite().all() & signal.isfinite().all()):
            raise Unusable("log_joint: it, or the score of q, is NaN or infinite")
        try:
            gradient = estimator(score, signal)
        except ValueError as error:
            draws = "1 draw" if len(score) == 1 else f"{len(score)} draws"
            raise Unusable(f"estimator: it refuses the scores and signals of {draws} (samples): {error}") from error
        return _check.returned("estimator", gradient, score, score.shape[1:]).movedim(-1, 0)

    return on_scores


def _evaluated(name: str, function: LogJoint, value: Tensor, shape: Size) -> Tensor:
    return _check.returned(name, function(value), value, shape)
