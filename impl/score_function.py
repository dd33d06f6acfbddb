"""Score-function estimators of the ELBO's gradient: REINFORCE, its control variates, and black-box fits with them.

    ∇ E_q[log p(x, z) − log q(z; λ)] = E_q[h(z) w(z)],   h = ∇_λ log q(z; λ),   w = log p(x, z) − log q(z; λ)

h is the score and has mean zero, w is the learning signal. Any coefficient a that does not depend on the draws may be
subtracted: E[h (w − a)] is the same gradient for every a, one for each coordinate, and the variance is least at

    a* = Cov(h w, h) / Var(h) = E[h² w] / E[h²].

Shapes: score (S, …, P) with the S draws first and the P parameters last; signal (S, …), or (S, …, P) where each
parameter has a signal of its own, as Rao-Blackwellisation gives; gradients (…, P). Signals are in nats. The estimators
are differentiable. ValueError where a product or a sum overflows. Williams (1992), "Simple statistical
gradient-following algorithms for connectionist reinforcement learning"; Ranganath, Gerrish & Blei (2014), "Black box
variational inference".
"""

from collections.abc import Sequence

from torch import Tensor

from . import _check, _estimators
from ._fit import ESTIMATORS, Estimator, Fit, Trace, fit
from .rao_blackwell import Factor, check_graph, local_signals, scores

__all__ = [
    "ESTIMATORS",
    "Fit",
    "Trace",
    "control_variate",
    "estimated_coefficient",
    "fit",
    "leave_one_out",
    "leave_one_out_baseline",
    "rao_blackwell",
    "reinforce",
]


def reinforce(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s w_s: (S, …, P), (S, …) → (…, P). Unbiased.

    >>> score, signal = torch.tensor([[1.0], [-1.0], [0.5]]), torch.tensor([2.0, 1.0, 3.0])
    >>> reinforce(score, signal)  # (2 − 1 + 1.5)/3
    tensor([0.8333])
    """
    return _finished(_estimators.reinforce(*_parameters_first(score, signal)))


def control_variate(score: Tensor, signal: Tensor, coefficient: Tensor | None = None) -> Tensor:
    """(1/S) Σ_s h_s (w_s − a): (S, …, P), (S, …), a (…, P) → (…, P).

    Unbiased for a ``coefficient`` that is fixed or comes from other draws. Without one, a is
    ``estimated_coefficient`` of the same draws, as in algorithm 2 of Ranganath, Gerrish & Blei, and the mean is off
    by −Cov(a, (1/S) Σ_s h_s). With r = h w − E[h w] − a* h, the part of h w that is uncorrelated with h, that is

        −E[r h²] / (S Var h) + O(1/S²).

    ValueError for one draw without a ``coefficient``: its variance about its own mean is zero, so that it says nothing
    about a. Two draws are enough, unless all their scores are equal; then a is zero.

    >>> score, signal = torch.tensor([[1.0], [-1.0], [0.5]]), torch.tensor([2.0, 1.0, 3.0])
    >>> control_variate(score, signal, torch.tensor([2.0]))  # (0 + 1 + ½)/3
    tensor([0.5000])
    >>> control_variate(score, signal)
    tensor([0.5769])
    """
    h, w = _parameters_first(score, signal)
    if coefficient is None:
        _several(score, "a coefficient that is estimated from the draws")
        return _finished(_estimators.same_sample(h, w), h - h[:, :1])
    _check.finite("coefficient", coefficient)
    _check.same_kind("coefficient", coefficient, score)
    shape = score.shape[1:]
    if _check.broadcast("coefficient, score", coefficient.shape, shape) != shape:
        raise ValueError(f"coefficient: expected {tuple(shape)}, got {tuple(coefficient.shape)}")
    return _finished(_estimators.reinforce(h, w - coefficient.expand(shape).movedim(-1, 0).unsqueeze(1)))


def estimated_coefficient(score: Tensor, signal: Tensor) -> Tensor:
    """a = Cov(h w, h) / Var(h) over the S draws, both about their sample means: (S, …, P), (S, …) → (…, P).

    Zero where no two of at least two scores differ, so that the draws say nothing about a.

    >>> score, signal = torch.tensor([[1.0], [-1.0], [0.5]]), torch.tensor([2.0, 1.0, 3.0])
    >>> estimated_coefficient(score, signal)
    tensor([1.5385])
    >>> estimated_coefficient(score, torch.tensor([5.0, 5.0, 5.0]))
    tensor([5.])
    """
    h, w = _parameters_first(score, signal)
    _several(score, "a coefficient that is estimated from the draws")
    return _finished(_estimators.coefficient(h, w), h - h[:, :1])


def leave_one_out(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s (w_s − a_s), where a_s comes from the other S − 1 draws: (S, …, P), (S, …) → (…, P).

    a_s = Σ_{t≠s} h_t² w_t / Σ_{t≠s} h_t², which uses that the score's mean is known to be zero. Unbiased for S ≥ 2,
    since a_s does not depend on draw s. It is a mean of the other signals with weights h_t² and never leaves their
    range. About sample means, as in ``estimated_coefficient``, one other draw would give 0/0, and two a quotient of
    differences whose variance need not be finite. Where all other scores are zero the weights are equal.

    >>> score, signal = torch.tensor([[1.0], [-1.0], [0.5]]), torch.tensor([2.0, 1.0, 3.0])
    >>> leave_one_out(score, signal)
    tensor([0.8500])
    >>> leave_one_out(score, torch.tensor([5.0, 5.0, 5.0])).abs() < 1e-6  # of a constant signal nothing is left
    tensor([True])
    """
    h, w = _parameters_first(score, signal)
    _several(score, "leaving one out")
    return _finished(_estimators.leave_one_out(h, w), h)


def leave_one_out_baseline(score: Tensor, signal: Tensor) -> Tensor:
    """(1/S) Σ_s h_s (w_s − mean of the other signals): (S, …, P), (S, …) → (…, P). Unbiased for S ≥ 2.

    One coefficient for all parameters. Kool, van Hoof & Welling (2019), "Buy 4 REINFORCE samples, get a baseline for
    free!".

    >>> score, signal = torch.tensor([[1.0], [-1.0], [0.5]]), torch.tensor([2.0, 1.0, 3.0])
    >>> leave_one_out_baseline(score, signal)  # (1 · 0 + 1 · 1.5 + ½ · 1.5)/3
    tensor([0.7500])
    """
    h, w = _parameters_first(score, signal)
    _several(score, "leaving one out")
    return _finished(_estimators.leave_one_out_baseline(h, w))


def rao_blackwell(
    factors: Sequence[Factor], q: Sequence[Tensor], samples: Tensor, estimator: Estimator = reinforce
) -> tuple[Tensor, ...]:
    """The gradient in each variable's logits from the factors in which it occurs: n tensors (…, K_i).

    The model is log p(x, z) = Σ_f table_f(z_scope) up to a constant, over n discrete variables; each factor is
    (scope, table) with the variables' indices and a table (…, K_i, K_j, …) in the order of the scope. q has logits
    (…, K_i) of each variable; samples (S, …, n) holds values drawn from q. The signal of variable i is

        w_i = Σ_{f: i ∈ scope_f} table_f(z_scope) − log q_i(z_i),

    with h_i the score of q_i, and depends only on i and its Markov blanket. The terms left out do not depend on z_i, so
    their product with h_i has mean zero, and h_i w_i has the mean of h_i w. It is not the conditional mean of h_i w
    given z_i and its blanket, but that mean less h_i E[w − w_i | blanket]. So its variance may also be larger than that
    of h_i w: where the terms left out cancel a part of w_i that does not depend on z_i. ``estimator`` is any function
    of this module that takes (score, signal).

    >>> factors = [((0,), torch.tensor([0.5, 1.5])), ((0, 1), torch.tensor([[1.0, 2.0], [3.0, 4.0]]))]
    >>> q, samples = [torch.zeros(2), torch.zeros(2)], torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> rao_blackwell(factors, q, samples)  # each value once, so these are the exact gradients of the ELBO
    (tensor([-0.7500,  0.7500]), tensor([-0.2500,  0.2500]))
    """
    _check.function("estimator", estimator)
    batch = check_graph(factors, q, samples)
    pairs = zip(scores(q, samples, batch), local_signals(factors, q, samples, batch).unbind(-1))
    return tuple(_check.returned("estimator", estimator(h, w), h, h.shape[1:]) for h, w in pairs)


def _parameters_first(score: Tensor, signal: Tensor) -> tuple[Tensor, Tensor]:
    """The checked score and signal, as (P, S, …) and (S, …) or (P, S, …)."""
    _check.floats("score", score, axes=2)
    _check.finite("score", score)
    _check.finite("signal", signal)
    _check.same_kind("score, signal", score, signal)
    score_first = score.movedim(-1, 0)
    if signal.shape == score.shape:
        return score_first, signal.movedim(-1, 0)
    if signal.shape == score.shape[:-1]:
        return score_first, signal
    raise ValueError(f"signal: expected {tuple(score.shape[:-1])} or {tuple(score.shape)}, got {tuple(signal.shape)}")


def _finished(values: Tensor, squared: Tensor | None = None) -> Tensor:
    """Values (P, …) as (…, P); refuse them if they overflowed, or if the sum of the squares of ``squared`` did."""
    ways = [values] if squared is None else [values, squared.detach().square().sum(1)]
    if not all(bool(way.detach().isfinite().all()) for way in ways):
        raise ValueError("score, signal: too large, their products or sums overflow")
    return values.movedim(0, -1)


def _several(score: Tensor, what: str) -> None:
    """Refuse a single draw."""
    if len(score) < 2:
        raise ValueError(f"score: {what} needs at least 2 draws, got 1")
