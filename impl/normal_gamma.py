"""The model x_n | mu, tau ~ N(mu, 1/tau) under a Normal-Gamma prior, with exact results.

A point is (mu, tau) on the last axis, where tau is a precision; data are (…, N) with N ≥ 1, and their batch broadcasts
with that of the prior. All results are in nats. Bernardo & Smith (1994), "Bayesian Theory", 5.2; for the mean field
Bishop (2006), "Pattern Recognition and Machine Learning", 10.1.3.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from . import _check
from ._normal_gamma_laws import LOG_2PI, MeanField, NormalGamma, _binet, _check_law, _kl, fisher, score

__all__ = [
    "MeanField",
    "NormalGamma",
    "elbo",
    "fisher",
    "gap",
    "log_evidence",
    "log_joint",
    "log_likelihood",
    "mean_field_optimum",
    "posterior",
    "score",
]


def log_likelihood(data: Tensor) -> Callable[[Tensor], Tensor]:
    """log p(x | mu, tau) as a function of (mu, tau), (…, 2) → (…), whose cost does not grow with N.

    The function does not check its argument, and is differentiable in the point and in the data.

    >>> log_likelihood(torch.tensor([1.0, 3.0]))(torch.tensor([2.0, 1.0]))  # −1 − log 2π
    tensor(-2.8379)
    """
    _check.finite("data", data)
    _check.floats("data", data)
    n = data.shape[-1]
    centre, residue, deviation = _statistics(data)
    constant, half_deviation = -0.5 * n * LOG_2PI, 0.5 * deviation

    def at(value: Tensor) -> Tensor:
        mu, tau = value.unbind(-1)
        distance = mu - centre - residue
        return constant + 0.5 * n * tau.log() - half_deviation * tau - 0.5 * n * (distance * tau * distance)

    return at


def log_joint(prior: NormalGamma, data: Tensor) -> Callable[[Tensor], Tensor]:
    """log p(x, mu, tau) as a function of (mu, tau), (…, 2) → (…), whose cost does not grow with N.

    The function does not check its argument, and is differentiable in the point, the prior and the data.

    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> point = torch.tensor([2.0, 1.0])
    >>> log_joint(prior, data)(point)
    tensor(-6.7568)
    >>> log_likelihood(data)(point) + prior.log_prob(point)
    tensor(-6.7568)
    """
    update = _update(prior, data)
    n = data.shape[-1]
    constant = 0.5 * (prior.precision_scale.log() - (n + 1) * LOG_2PI) - prior.shape.lgamma()
    constant = constant + prior.shape * prior.rate.log()
    power, rate, scale = update.shape - 0.5, -update.rate, -0.5 * update.precision_scale

    def at(value: Tensor) -> Tensor:
        mu, tau = value.unbind(-1)
        distance = mu - update.loc - update.residue
        log_gamma = torch.addcmul(torch.addcmul(constant, power, tau.log()), rate, tau)
        return torch.addcmul(log_gamma, scale * distance, distance * tau)  # squared first, it could overflow

    return at


def posterior(prior: NormalGamma, data: Tensor) -> NormalGamma:
    """p(mu, tau | x), a Normal-Gamma over the common batch of prior and data; ValueError if squares overflow.

    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> p = posterior(prior, data)
    >>> p.loc, p.precision_scale, p.shape, p.rate
    (tensor(1.3333), tensor(3.), tensor(2.), tensor(3.3333))
    """
    update = _update(prior, data)
    return NormalGamma(update.loc, update.precision_scale, update.shape, update.rate)


def log_evidence(prior: NormalGamma, data: Tensor) -> Tensor:
    """log p(x): (…).

    log Γ(shape_N) − log Γ(shape) + shape log rate − shape_N log rate_N + ½ log(precision_scale / precision_scale_N)
    − ½ N log 2π, where index N marks the posterior's parameters, arranged so that no terms of a large shape cancel.

    >>> log_evidence(NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0]))
    tensor(-4.7951)
    """
    update = _update(prior, data)
    half = 0.5 * data.shape[-1]
    growth = (half / prior.shape).log1p()
    relative = prior.shape * (growth - (update.rise / prior.rate).log1p())
    bulk = half * ((update.shape / update.rate).log() - 1 - LOG_2PI)
    binet = _binet(update.shape) - _binet(prior.shape)
    return relative + bulk + binet - 0.5 * (growth + (2 * half / prior.precision_scale).log1p())


def mean_field_optimum(prior: NormalGamma, data: Tensor) -> MeanField:
    """The product of a law of mu and a law of tau with the highest ELBO: the only fixed point of coordinate ascent.

    It always exists. Ascent gives tau the shape a = shape_N + ½ and the rate b = rate_N + ½ precision_scale_N /
    precision, and mu the posterior's loc and the precision precision_scale_N a/b. So b = rate_N + b/2a, that is
    b = rate_N a / shape_N, and E[tau] is the posterior's. The fixed point is the maximum because its ``gap`` is least.

    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> q = mean_field_optimum(prior, data)
    >>> q.loc, q.precision, q.shape, q.rate
    (tensor(1.3333), tensor(1.8000), tensor(2.5000), tensor(4.1667))
    >>> q.mean - posterior(prior, data).mean  # both means are those of the posterior
    tensor([0., 0.])
    """
    update = _update(prior, data)
    shape = update.shape + 0.5
    precision = update.precision_scale * update.shape / update.rate
    return MeanField(update.loc, precision, shape, update.rate * (shape / update.shape))


def gap(q: NormalGamma | MeanField, prior: NormalGamma, data: Tensor) -> Tensor:
    """log p(x) − ELBO(q) = KL(q‖p(mu, tau | x)) ≥ 0 in closed form: (…), as a sum of positive terms.

    At the mean field's optimum it is ½ log(1 + 1/2a) + β(a) − β(a + ½), about 1/4a, where a is the posterior's shape
    and β Binet's function: it depends on a alone.

    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> gap(mean_field_optimum(prior, data), prior, data)  # about 1/4a of the posterior's shape a = 2
    tensor(0.1197)
    """
    _check_law("q", q)
    update = _update(prior, data)
    _check.same_kind("q, prior", q.loc, prior.loc)
    _check.broadcast("q, prior, data", q.batch_shape, update.loc.shape)
    exact = NormalGamma(update.loc, update.precision_scale, update.shape, update.rate, validate_args=False)
    return _kl(q, exact, q.loc - update.loc - update.residue)


def elbo(q: NormalGamma | MeanField, prior: NormalGamma, data: Tensor) -> Tensor:
    """E_q[log p(x, mu, tau)] + H(q) in closed form: (…), differentiable in q, prior and data.

    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> elbo(MeanField(loc=1.0, precision=1.0, shape=2.0, rate=2.0), prior, data)
    tensor(-5.8594)
    >>> elbo(posterior(prior, data), prior, data), log_evidence(prior, data)
    (tensor(-4.7951), tensor(-4.7951))
    """
    nats = gap(q, prior, data)
    return log_evidence(prior, data) - nats


class _Update(NamedTuple):
    """The posterior's parameters: loc + residue is its loc to twice the digits, ``rise`` its rate less the prior's."""

    loc: Tensor
    residue: Tensor
    precision_scale: Tensor
    shape: Tensor
    rate: Tensor
    rise: Tensor


def _update(prior: NormalGamma, data: Tensor) -> _Update:
    if not isinstance(prior, NormalGamma):
        raise ValueError(f"prior: expected a NormalGamma, got {_check.describe(prior)}")
    _check.finite("data", data)
    _check.floats("data", data)
    _check.same_kind("prior, data", prior.loc, data)
    _check.broadcast("prior, data", prior.batch_shape, data.shape[:-1])
    n = data.shape[-1]
    centre, residue, deviation = _statistics(data)
    scale = prior.precision_scale + n
    distance = (centre - prior.loc) + residue
    rise = 0.5 * (deviation + prior.precision_scale * (n / scale) * distance.square())
    if not bool(rise.detach().isfinite().all()):
        raise ValueError(f"data: squared distances overflow {data.dtype}")
    # The step starts from the nearer end, the prior's loc or the data's mean, because it is then shorter.
    from_prior = prior.precision_scale > n
    near = torch.where(from_prior, prior.loc, centre)
    step = torch.where(from_prior, distance * (n / scale), residue - distance * (prior.precision_scale / scale))
    loc = near + step
    rounded = loc - near
    lost = (near - (loc - rounded)) + (step - rounded)  # Knuth's sum of two: exact
    return _Update(*torch.broadcast_tensors(loc, lost, scale, prior.shape + 0.5 * n, prior.rate + rise, rise))


def _statistics(data: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The mean of data (…, N) as centre + residue, and the sum of squared deviations from it, each (…).

    Sums of deviations lose no digits where the mean is far from zero; the residue is the rounding error of the centre.
    """
    n = data.shape[-1]
    centre = data.mean(-1)
    deviations = data - centre.unsqueeze(-1)
    residue = deviations.sum(-1) / n
    return centre, residue, (deviations - residue.unsqueeze(-1)).square().sum(-1)
