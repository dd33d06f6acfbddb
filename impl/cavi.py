"""Coordinate ascent on the mean-field ELBO, of a finite table p(x, z_1, …, z_n) and of the Normal-Gamma model.

A table is (…, Z_1, …, Z_n) and factor i of q is (…, Z_i), both natural logarithms. As many of the table's last axes are
latent as there are factors. Bishop (2006), "Pattern Recognition and Machine Learning", 10.1.
"""

import math
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import torch
from torch import Tensor
from torch.distributions import kl_divergence

from . import _check
from .elbo import elbo, expectation
from .normal_gamma import MeanField, NormalGamma, log_evidence, posterior


class Cavi(NamedTuple):
    """The end of coordinate ascent: log-factors (…, Z_i), and the ELBO in nats at the start and after each update.

    >>> log_joint = torch.tensor([[0.4, 0.1], [0.1, 0.4]]).log()
    >>> found = cavi(log_joint, [torch.tensor([0.6, 0.4]).log(), torch.tensor([0.5, 0.5]).log()])
    >>> [factor.exp() for factor in found.factors]
    [tensor([0.5000, 0.5000]), tensor([0.5000, 0.5000])]
    >>> found.trace.diff().min() >= 0, found.converged
    (tensor(True), True)
    """

    factors: tuple[Tensor, ...]
    trace: Tensor  # (updates + 1, …)
    converged: bool


def product(factors: Sequence[Tensor]) -> Tensor:
    """The mean-field law Σ_i log q_i(z_i) on the whole table: factors (…, Z_i) → (…, Z_1, …, Z_n).

    >>> product([torch.tensor([0.4, 0.6]).log(), torch.tensor([0.2, 0.8]).log()]).exp()
    tensor([[0.0800, 0.3200],
            [0.1200, 0.4800]])
    """
    _check_batch("factors", factors)
    on_axes = (_on_axis(factor, i, len(factors)) for i, factor in enumerate(factors))
    return reduce(torch.add, on_axes)


def mean_field_elbo(log_joint: Tensor, factors: Sequence[Tensor]) -> Tensor:
    """The ELBO of a product of factors: (…, Z_1, …, Z_n), n factors (…, Z_i) → (…).

    >>> log_joint = torch.tensor([[0.4, 0.1], [0.1, 0.4]]).log()
    >>> mean_field_elbo(log_joint, uniform(log_joint, latents=2))  # log 0.8, and log p(x) = 0
    tensor(-0.2231)
    """
    _check_factors("factors", factors, log_joint)
    n = len(factors)
    return elbo(log_joint.flatten(-n), product(factors).flatten(-n))


def uniform(log_joint: Tensor, latents: int) -> tuple[Tensor, ...]:
    """Uniform factors over the last ``latents`` axes of a table.

    They are a stationary point if the table is symmetric, and have an ELBO of −∞ if the table has a zero.

    >>> uniform(torch.zeros(2, 3), latents=2)  # −log 2, −log 3
    (tensor([-0.6931, -0.6931]), tensor([-1.0986, -1.0986, -1.0986]))
    """
    _check.count("latents", latents)
    _check.log_values("log_joint", log_joint, axes=latents)
    batch, sizes = log_joint.shape[:-latents], log_joint.shape[-latents:]
    return tuple(log_joint.new_full((*batch, size), -math.log(size)) for size in sizes)


def optimal_factor(log_joint: Tensor, factors: Sequence[Tensor], i: int) -> tuple[Tensor, Tensor]:
    """The factor i that maximises the ELBO with the others held, and its log-normaliser: (…, Z_i), (…).

    log q_i* = E_{−i}[log p(x, z)] − log c, where log c is the ELBO at q_i* less the entropies of the others. The
    entries of factor i itself do not matter. ValueError where the ELBO is −∞ for every factor i.

    >>> log_joint = torch.tensor([[0.4, 0.1], [0.1, 0.4]]).log()
    >>> factors = [torch.tensor([0.5, 0.5]).log(), torch.tensor([1.0, 0.0]).log()]
    >>> factor, log_normaliser = optimal_factor(log_joint, factors, 0)
    >>> factor.exp(), log_normaliser  # p(z_1 | z_2 = 0), and log p(z_2 = 0)
    (tensor([0.8000, 0.2000]), tensor(-0.6931))
    """
    _check_factors("factors", factors, log_joint)
    n = len(factors)
    _check.count("i", i, least=0)
    if i >= n:
        raise ValueError(f"i: expected 0 to {n - 1}, got {i}")
    others = [f for j, f in enumerate(factors) if j != i]
    scores = log_joint.movedim(i - n, -n)
    if others:
        scores = expectation(product(others).flatten(1 - n).unsqueeze(-2), scores.flatten(1 - n))
    log_normaliser = scores.logsumexp(-1)
    if bool((log_normaliser == -math.inf).any()):
        raise ValueError(f"factors: for every factor {i} the others have mass where log_joint has none")
    return scores - log_normaliser.unsqueeze(-1), log_normaliser


def cavi(log_joint: Tensor, start: Sequence[Tensor], sweeps: int = 1000, tolerance: float = 1e-10) -> Cavi:
    """Update each factor in turn until a sweep raises no ELBO of the batch by more than ``tolerance`` nats.

    The limit is a stationary point that depends on ``start``; ``converged`` says whether ``sweeps`` were enough.

    >>> log_joint = torch.tensor([[0.06, 0.14], [0.24, 0.56]]).log()  # the posterior is a product
    >>> found = cavi(log_joint, uniform(log_joint, latents=2))
    >>> [factor.exp() for factor in found.factors]
    [tensor([0.2000, 0.8000]), tensor([0.3000, 0.7000])]
    >>> found.trace[:2]  # at the start, and after the first update
    tensor([-0.3103, -0.0872])
    >>> found.trace[-1].abs() < 1e-6, found.converged  # the bound is tight: log p(x) = 0
    (tensor(True), True)
    """
    _check.count("sweeps", sweeps)
    _check.not_negative("tolerance", tolerance)
    batch, n = _check_factors("start", start, log_joint), len(start)
    log_joint = log_joint.expand(*batch, *log_joint.shape[-n:])
    factors = [factor.expand(*batch, -1) for factor in start]
    trace = [mean_field_elbo(log_joint, factors)]
    converged = False
    for _ in range(sweeps):
        for i in range(n):
            factors[i], log_normaliser = optimal_factor(log_joint, factors, i)
            entropies = (-expectation(f, f) for j, f in enumerate(factors) if j != i)
            trace.append(log_normaliser + sum(entropies))
        converged = bool((trace[-1] - trace[-1 - n] <= tolerance).all())
        if converged:
            break
    return Cavi(tuple(factors), torch.stack(trace), converged)


class NormalGammaCavi(NamedTuple):
    """The end of coordinate ascent in the Normal-Gamma model; the ELBO in nats at the start and after each update.

    >>> from impl.normal_gamma import MeanField, NormalGamma
    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> found = cavi_normal_gamma(prior, data, MeanField(loc=0.0, precision=1.0, shape=1.0, rate=1.0))
    >>> found.q.mean, found.trace[:3], found.converged
    (tensor([1.3333, 0.6000]), tensor([-8.7037, -5.5863, -4.9618]), True)
    """

    q: MeanField
    trace: Tensor  # (updates + 1, …)
    converged: bool


def optimal_mu(q: MeanField, prior: NormalGamma, data: Tensor) -> MeanField:
    """q with the law of mu that maximises the ELBO while the law of tau is held; q's own law of mu does not matter.

    log q*(mu) = E_q(tau)[log p(x, mu, tau)] + const: N(loc_N, 1/(precision_scale_N E[tau])), where index N marks the
    posterior's parameters. It is a step of length one along the natural gradient of the ELBO in the law's natural
    parameters (precision loc, −precision/2).

    >>> from impl.normal_gamma import MeanField, NormalGamma
    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> q = optimal_mu(MeanField(loc=0.0, precision=1.0, shape=2.0, rate=4.0), prior, data)
    >>> q.loc, q.precision  # the mean of tau is ½, and there are three data with that of the prior
    (tensor(1.3333), tensor(1.5000))
    >>> q.shape, q.rate
    (tensor(2.), tensor(4.))
    """
    exact = posterior(prior, data)
    return _optimal_mu(_mean_field("q", q, exact), exact)


def optimal_tau(q: MeanField, prior: NormalGamma, data: Tensor) -> MeanField:
    """q with the law of tau that maximises the ELBO while the law of mu is held; q's own law of tau does not matter.

    log q*(tau) = E_q(mu)[log p(x, mu, tau)] + const: a Gamma of shape shape_N + ½ and rate
    rate_N + ½ precision_scale_N E[(mu − loc_N)²]. It is a step of length one along the natural gradient of the ELBO in
    the law's natural parameters (shape − 1, −rate).

    >>> from impl.normal_gamma import MeanField, NormalGamma
    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> q = optimal_tau(MeanField(loc=4 / 3, precision=1.0, shape=1.0, rate=1.0), prior, data)
    >>> q.shape, q.rate  # 2 + ½, and 10/3 + ½ · 3
    (tensor(2.5000), tensor(4.8333))
    >>> q.loc, q.precision
    (tensor(1.3333), tensor(1.))
    """
    exact = posterior(prior, data)
    return _optimal_tau(_mean_field("q", q, exact), exact)


def cavi_normal_gamma(
    prior: NormalGamma, data: Tensor, start: MeanField, sweeps: int = 1000, tolerance: float = 1e-14
) -> NormalGammaCavi:
    """Update the laws of mu and tau in turn until a sweep moves E[tau] by no more than ``tolerance`` of itself.

    Data are (…, N). After the first sweep, each sweep shrinks the distance of the rate from that of
    ``mean_field_optimum`` by the factor 1/(2 shape), shape = shape_N + ½, and the gap of the ELBO by the square of this
    factor, at most a quarter. The rate moves in one direction only, also when rounded, so it comes to rest even at
    tolerance 0.

    >>> from impl.normal_gamma import MeanField, NormalGamma, mean_field_optimum
    >>> prior, data = NormalGamma(loc=0.0, precision_scale=1.0, shape=1.0, rate=1.0), torch.tensor([1.0, 3.0])
    >>> q = cavi_normal_gamma(prior, data, MeanField(loc=0.0, precision=1.0, shape=1.0, rate=1.0)).q
    >>> q.rate, mean_field_optimum(prior, data).rate
    (tensor(4.1667), tensor(4.1667))
    """
    _check.count("sweeps", sweeps)
    _check.not_negative("tolerance", tolerance)
    exact, evidence = posterior(prior, data), log_evidence(prior, data)
    q = _mean_field("start", start, exact)
    divergences, converged = [kl_divergence(q, exact)], False
    for _ in range(sweeps):
        before = q.mean[..., 1]
        for update in _optimal_mu, _optimal_tau:
            q = update(q, exact)
            divergences.append(kl_divergence(q, exact))
        after = q.mean[..., 1]
        converged = bool(((after - before).abs() <= tolerance * after).all())
        if converged:
            break
    return NormalGammaCavi(q, evidence - torch.stack(divergences), converged)


def _optimal_mu(q: MeanField, exact: NormalGamma) -> MeanField:
    precision = exact.precision_scale * (q.shape / q.rate)
    return MeanField(exact.loc, precision, q.shape, q.rate, validate_args=False)


def _optimal_tau(q: MeanField, exact: NormalGamma) -> MeanField:
    scatter = (q.loc - exact.loc).square() + q.precision.reciprocal()
    rate = exact.rate + 0.5 * exact.precision_scale * scatter
    return MeanField(q.loc, q.precision, exact.shape + 0.5, rate, validate_args=False)


def _mean_field(name: str, q: MeanField, exact: NormalGamma) -> MeanField:
    """The checked q, expanded to the common batch of q and the posterior."""
    if not isinstance(q, MeanField):
        raise ValueError(f"{name}: expected a MeanField, got {_check.describe(q)}")
    _check.same_kind(f"{name}, data", q.loc, exact.loc)
    return q.expand(_check.broadcast(f"{name}, prior, data", q.batch_shape, exact.batch_shape))


def _on_axis(factor: Tensor, i: int, n: int) -> Tensor:
    """A (…, Z_i) factor as (…, 1, …, Z_i, …, 1), with n latent axes."""
    return factor.reshape(*factor.shape[:-1], *[1] * i, -1, *[1] * (n - 1 - i))


def _check_batch(name: str, factors: Sequence[Tensor], batch: Sequence[int] = ()) -> torch.Size:
    """The common batch shape of the factors and ``batch``."""
    if not isinstance(factors, Sequence):
        raise ValueError(f"{name}: expected a sequence of tensors, got {_check.describe(factors)}")
    if not factors:
        raise ValueError(f"{name}: none given")
    together = torch.Size(batch)
    for i, factor in enumerate(factors):
        _check.floats(f"{name}[{i}]", factor)
        _check.same_kind(f"{name}[{i}]", factor, factors[0])
        together = _check.broadcast(f"{name}[{i}]", factor.shape[:-1], together)
    return together


def _check_factors(name: str, factors: Sequence[Tensor], log_joint: Tensor) -> torch.Size:
    """The common batch shape of a table and its factors."""
    _check_batch(name, factors)
    n = len(factors)
    _check.log_values("log_joint", log_joint, axes=n)
    _check.same_kind(f"log_joint, {name}", log_joint, factors[0])
    for i, factor in enumerate(factors):
        _check.log_law(f"{name}[{i}]", factor)
        size = log_joint.shape[i - n]
        if factor.shape[-1] != size:
            raise ValueError(f"{name}[{i}]: {factor.shape[-1]} entries, log_joint has {size} on that axis")
    return _check_batch(name, factors, log_joint.shape[:-n])
