"""The importance-weighted bound L_K = E[log (1/K) Σ_k w_k], w_k = p(x, z_k) / q(z_k), z_k ~ q, in nats.

Burda, Grosse & Salakhutdinov (2016), "Importance weighted autoencoders". A log-weight of −∞ is a draw where p
has no mass.
"""

import math
from collections.abc import Sequence
from functools import reduce
from itertools import combinations

import torch
from torch import Generator, Size, Tensor
from torch.distributions import MultivariateNormal

from . import _check
from ._draws import standard_normal
from .elbo import LinearGaussian, expectation

MOST_MULTISETS = 2_000_000
LOG_WEIGHTS_A_BLOCK = 1 << 16  # log-weights that ``simulate`` makes at a time; a cache holds them


def iwelbo(log_w: Tensor) -> Tensor:
    """log (1/K) Σ_k w_k of the log-weights of K draws: (K, …) → (…), unbiased for L_K.

    It is −∞ where every weight is zero; the gradient does not exist there and is NaN.

    >>> iwelbo(torch.tensor([1.0, 3.0]).log())  # log 2
    tensor(0.6931)
    """
    _check.floats("log_w", log_w)
    total = log_w.logsumexp(0)
    _check.log_values("log_w", total, axes=0)  # the sum carries a NaN or +∞ of the table
    return total - math.log(log_w.shape[0])


def simulate(
    model: LinearGaussian,
    x: Tensor,
    q: MultivariateNormal,
    draws: int,
    samples: int,
    generator: Generator | None = None,
) -> Tensor:
    """``iwelbo`` of K = draws new draws of q, ``samples`` times over: (samples, …), without a graph.

    x (…, D) and q over (M,) as in ``model.elbo``. With q's scale L and Lᵀ (posterior precision) L = U diag(a) Uᵀ, the
    draws z = loc + L U ε, ε ~ N(0, I), have log w = log w(loc) + Σ_i (b_i + ½ (1 − a_i) ε_i) ε_i, where b is the ELBO's
    gradient in ε at 0. The cost of a draw does not grow with D, and the draws are made in blocks that a cache holds.

    >>> from impl.elbo import LinearGaussian
    >>> model = LinearGaussian(weight=torch.ones(1, 1), bias=torch.zeros(1), noise_variance=torch.ones(1))
    >>> x, generator = torch.tensor([1.0]), torch.Generator().manual_seed(0)
    >>> q = model.posterior(x)  # where every weight is p(x)
    >>> simulate(model, x, q, draws=3, samples=2, generator=generator)
    tensor([-1.5155, -1.5155])
    """
    if not isinstance(model, LinearGaussian):
        raise ValueError(f"model: expected a LinearGaussian, got {_check.describe(model)}")
    _check.count("draws", draws)
    _check.count("samples", samples)
    _check.generator("generator", generator)
    with torch.no_grad():
        in_mean, _ = model.elbo_gradient(x, q)
        scale, at_loc = q.scale_tril, model.log_joint(x, q.loc) - q.log_prob(q.loc)
        a, turn = torch.linalg.eigh(scale.mT @ model.precision @ scale)
        slopes = ((scale @ turn).mT @ in_mean.unsqueeze(-1)).squeeze(-1).unbind(-1)
        curvatures = (0.5 * (1 - a)).unbind(-1)
        group = max(1, LOG_WEIGHTS_A_BLOCK // (min(draws, 64) * at_loc.numel()))
        sizes = (Size((min(group, samples - start), *at_loc.shape)) for start in range(0, samples, group))
        sums = [_log_sum(slopes, curvatures, draws, size, generator) for size in sizes]
        return torch.cat(sums).add_(at_loc - math.log(draws))


def _log_sum(
    slopes: Sequence[Tensor], curvatures: Sequence[Tensor], draws: int, size: Size, generator: Generator | None
) -> Tensor:
    """log Σ_k exp Σ_i (slope_i + curvature_i ε_ki) ε_ki for new standard normal ε, as a tensor of shape ``size``."""
    rows, parts = max(1, LOG_WEIGHTS_A_BLOCK // size.numel()), []
    for start in range(0, draws, rows):
        shape = Size((min(rows, draws - start), *size))
        terms = (
            torch.mul(noise, curvature).add_(slope).mul_(noise)
            for slope, curvature in zip(slopes, curvatures, strict=True)
            for noise in [standard_normal(shape, slope, generator)]
        )
        log_w = reduce(Tensor.add_, terms)
        top = log_w.amax(0)
        parts.append(log_w.sub_(top).exp_().sum(0).log_().add_(top))
    return parts[0] if len(parts) == 1 else torch.stack(parts).logsumexp(0)


def all_k(log_w: Tensor) -> Tensor:
    """All K bounds for the cost of one: (K, …) → (K, …), row k−1 is ``iwelbo`` of the first k draws.

    Each average of weights is accurate to about K + |log w| units in its last place, however far apart the weights are.
    Row k−1 is unbiased for L_k; the rows are correlated because they share their draws.

    >>> all_k(torch.tensor([2.0, 4.0, 9.0]).log())  # log 2, log 3, log 5
    tensor([0.6931, 1.0986, 1.6094])
    """
    _check.floats("log_w", log_w)
    counts = torch.arange(1, log_w.shape[0] + 1, dtype=log_w.dtype, device=log_w.device)
    return _log_cumulative_sum(log_w).sub_(counts.log_().reshape(-1, *[1] * (log_w.ndim - 1)))


def _log_cumulative_sum(log_w: Tensor) -> Tensor:
    """log Σ_{i≤k} w_i in every row k, shifted by the largest weight, which is faster than logcumsumexp."""
    fixed = log_w.detach()
    top = fixed.amax(0)
    _check.log_values("log_w", top, axes=0)  # the largest of each column carries a NaN or +∞ of the table
    shift = torch.where(top.isinf(), 0, top)
    sums = (log_w - shift).exp_()
    # Autograd needs its tensors unchanged; without it all steps work in one table of memory.
    sums = sums.cumsum(0) if sums.requires_grad else sums.cumsum_(0)
    # A row too far below the largest weight loses digits to the shift. Such rows are the first ones, if any.
    reach = math.log(torch.finfo(log_w.dtype).eps / torch.finfo(log_w.dtype).tiny)
    if bool((top - fixed[0] <= reach).all()):
        return (sums.log() if sums.requires_grad else sums.log_()).add_(shift)
    far = top - fixed.cummax(0).values > reach
    kept = (sums > 0) & ~far
    # The inner where keeps the gradient of an unused log(0) from turning into NaN.
    logs = torch.where(kept, torch.where(kept, sums, 1).log() + shift, -math.inf)
    rows = int(far.flatten(1).any(1).sum()) if far.ndim > 1 else int(far.sum())
    if rows == 0:
        return logs
    # A column leaves out the rows that it already has, so that its digits do not depend on the other columns.
    left = torch.where(far[:rows], log_w[:rows], -math.inf)
    first = torch.where(far[:rows], _log_cumulative_sum(left), logs[:rows])
    return torch.cat((first, logs[rows:]))


def dreg(log_w: Tensor) -> Tensor:
    """A surrogate, (K, …) → (…), that equals ``iwelbo`` and has the doubly reparameterised gradient.

    That gradient is Σ_k (w_k / Σ_j w_j)² ∂log w_k/∂z_k ∂z_k/∂φ. ``log_w`` must depend on φ through the draws
    z_k alone: detach φ in log q, never in z. It is the gradient in φ only, not in the parameters of p.
    Tucker, Lawson, Gu & Maddison (2018), "Doubly reparameterized gradient estimators".

    >>> log_w = torch.tensor([1.0, 3.0]).log().requires_grad_()
    >>> bound = dreg(log_w)
    >>> bound.backward()
    >>> bound.detach(), log_w.grad  # log 2, and the squared shares of the weights
    (tensor(0.6931), tensor([0.0625, 0.5625]))
    """
    _check.log_values("log_w", log_w)
    fixed = log_w.detach()
    bound = iwelbo(fixed)
    if bool((bound == -math.inf).any()):
        raise ValueError("log_w: every weight is zero, so the bound has no gradient")
    # The change is zero, so the surrogate equals the bound; for a draw of zero weight it would be −∞ − (−∞).
    change = torch.where(fixed > -math.inf, log_w - fixed, 0)
    return bound + (fixed.softmax(0).square() * change).sum(0)


def exact(log_joint: Tensor, log_q: Tensor, draws: int) -> Tensor:
    """L_K itself for K = draws on two (…, Z) tables: (…), over all multisets of K draws.

    There are C(K + Z − 1, K) multisets; ValueError for more than two million.

    >>> log_joint, log_q = torch.tensor([0.1, 0.3]).log(), torch.tensor([0.5, 0.5]).log()
    >>> exact(log_joint, log_q, draws=1)  # the ELBO
    tensor(-1.0601)
    >>> exact(log_joint, log_q, draws=2)  # ¼ log 0.2 + ½ log 0.4 + ¼ log 0.6
    tensor(-0.9882)
    """
    _check.log_values("log_joint", log_joint)
    _check.log_law("log_q", log_q)
    _check.tables("log_joint, log_q", log_joint, log_q)
    counts = _multisets(log_q.shape[-1], draws).to(log_q)
    ways = math.lgamma(draws + 1) - (counts + 1).lgamma().sum(-1)
    # A value that is not drawn has count 0, and 0 · (−∞) must be 0 for it.
    log_probability = ways + torch.where(counts > 0, counts * log_q.unsqueeze(-2), 0).sum(-1)
    log_w = torch.where(log_q > -math.inf, log_joint - log_q, 0)
    bounds = (counts.log() + log_w.unsqueeze(-2)).logsumexp(-1) - math.log(draws)
    return expectation(log_probability, bounds)


def _multisets(values: int, draws: int) -> Tensor:
    """The count of each value in each multiset of draws: (C(draws + values − 1, draws), values)."""
    _check.count("draws", draws)
    total = math.comb(draws + values - 1, draws)
    if total > MOST_MULTISETS:
        raise ValueError(f"draws: {draws} of {values} values make {total} multisets, too many to enumerate")
    slots = draws + values - 1
    bars = torch.tensor(list(combinations(range(slots), values - 1)), dtype=torch.long).reshape(total, -1)
    edges = torch.nn.functional.pad(bars, (1, 0), value=-1)
    edges = torch.nn.functional.pad(edges, (0, 1), value=slots)
    return edges.diff(dim=-1) - 1
