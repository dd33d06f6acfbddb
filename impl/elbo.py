"""The evidence lower bound: exact on finite tables and in the linear-Gaussian model, and estimated from draws.

A table holds logarithms over its last axis, the values of z; −∞ stands for a probability of zero. All results are in
nats. Jordan, Ghahramani, Jaakkola & Saul (1999), "An introduction to variational methods for graphical models".
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from . import _check


def expectation(log_q: Tensor, values: Tensor) -> Tensor:
    """E_q[values] of two (…, Z) tables: (…), with values in [−∞, ∞).

    Values where q has no mass do not count, even NaN; one value of −∞ where q has mass makes the mean −∞.

    >>> expectation(torch.tensor([1 / 3, 2 / 3]).log(), torch.tensor([4.0, 8.0]))
    tensor(6.6667)
    >>> expectation(torch.tensor([1.0, 0.0]).log(), torch.tensor([-2.5, torch.nan]))
    tensor(-2.5000)
    """
    _check.log_law("log_q", log_q)
    _check.tables("log_q, values", log_q, values)
    values = torch.where(log_q > -math.inf, values, 0)
    _check.log_values("values", values)
    infinite = values.isinf()
    mean = (log_q.exp() * torch.where(infinite, 0, values)).sum(-1)
    return torch.where(infinite.any(-1), -math.inf, mean)


def elbo(log_joint: Tensor, log_q: Tensor) -> Tensor:
    """E_q[log p(x, z) − log q(z)] of two (…, Z) tables: (…).

    It is −∞ where q has mass and p has none; q need not have mass wherever p has.

    >>> log_joint = torch.tensor([0.1, 0.3]).log()
    >>> elbo(log_joint, torch.tensor([0.5, 0.5]).log())  # ½ log 0.2 + ½ log 0.6
    tensor(-1.0601)
    >>> elbo(log_joint, torch.tensor([0.25, 0.75]).log())  # at the posterior it is log 0.4
    tensor(-0.9163)
    """
    _check.log_values("log_joint", log_joint)
    _check.tables("log_joint, log_q", log_joint, log_q)
    return expectation(log_q, log_joint - log_q)


def estimate(log_joint: Tensor, log_q: Tensor) -> Tensor:
    """Mean of log p(x, z_s) − log q(z_s) over S draws z_s from q: (S, …), (S, …) → (…).

    Unbiased for the ELBO of any pair of log-densities whenever that ELBO is finite. Both tensors must have the same
    number of axes, so that the first axis of each is that of the draws.

    >>> estimate(log_joint=torch.tensor([-1.0, -2.0]), log_q=torch.tensor([-0.4, -0.7]))
    tensor(-0.9500)
    """
    _check.log_values("log_joint", log_joint)
    _check.finite("log_q", log_q)  # a draw from q has positive density
    _check.same_kind("log_joint, log_q", log_joint, log_q)
    if log_joint.ndim != log_q.ndim:
        raise ValueError(f"log_joint, log_q: {log_joint.ndim} and {log_q.ndim} axes")
    if log_joint.shape[0] != log_q.shape[0]:
        raise ValueError(f"log_joint, log_q: {log_joint.shape[0]} and {log_q.shape[0]} draws")
    _check.broadcast("log_joint, log_q", log_joint.shape[1:], log_q.shape[1:])
    return (log_joint - log_q).mean(0)


def log_evidence(log_joint: Tensor) -> Tensor:
    """log p(x) = log Σ_z p(x, z) of a (…, Z) table: (…).

    >>> log_evidence(torch.tensor([0.1, 0.3]).log())  # log 0.4
    tensor(-0.9163)
    """
    _check.log_values("log_joint", log_joint)
    return log_joint.logsumexp(-1)


def log_posterior(log_joint: Tensor) -> Tensor:
    """log p(z | x) of a (…, Z) table: (…, Z). ValueError where p(x) = 0, for then there is no posterior.

    >>> log_posterior(torch.tensor([0.1, 0.3]).log()).exp()
    tensor([0.2500, 0.7500])
    """
    evidence = log_evidence(log_joint)
    if bool((evidence == -math.inf).any()):
        raise ValueError("log_joint: p(x) = 0, so there is no posterior")
    return log_joint - evidence.unsqueeze(-1)


def kl(log_q: Tensor, log_p: Tensor) -> Tensor:
    """KL(q‖p) = E_q[log q(z) − log p(z)] of two (…, Z) tables: (…), +∞ where q has mass and p none.

    >>> kl(torch.tensor([0.5, 0.5]).log(), torch.tensor([0.25, 0.75]).log())  # log 2 − ½ log 3
    tensor(0.1438)
    >>> kl(torch.tensor([0.5, 0.5]).log(), torch.tensor([1.0, 0.0]).log())
    tensor(inf)
    """
    _check.log_law("log_p", log_p)
    _check.tables("log_q, log_p", log_q, log_p)
    return -expectation(log_q, log_p - log_q)


def gap(log_joint: Tensor, log_q: Tensor) -> Tensor:
    """log p(x) − ELBO = KL(q‖p(z | x)): (…), computed as the divergence.

    >>> log_joint, log_q = torch.tensor([0.1, 0.3]).log(), torch.tensor([0.5, 0.5]).log()
    >>> gap(log_joint, log_q)
    tensor(0.1438)
    >>> log_evidence(log_joint) - elbo(log_joint, log_q)
    tensor(0.1438)
    """
    posterior = log_posterior(log_joint)
    _check.tables("log_joint, log_q", log_joint, log_q)
    return kl(log_q, posterior)


@dataclass(frozen=True, eq=False)
class LinearGaussian:
    """The model x | z ~ N(W z + b, diag(noise_variance)), z ~ N(0, I), whose results are exact.

    weight W (…, D, M), bias b (…, D), noise_variance (…, D); x is (…, D), z is (…, M); batch shapes broadcast.
    ValueError for a noise_variance that is not positive. Tipping & Bishop (1999), "Probabilistic principal component
    analysis", here with one variance for each coordinate.

    >>> from torch.distributions import MultivariateNormal
    >>> model = LinearGaussian(weight=torch.ones(1, 1), bias=torch.zeros(1), noise_variance=torch.ones(1))
    >>> x = torch.tensor([1.0])
    >>> posterior = model.posterior(x)
    >>> posterior.mean, posterior.variance, model.precision
    (tensor([0.5000]), tensor([0.5000]), tensor([[2.]]))
    >>> model.log_evidence(x)  # log N(1; 0, 2)
    tensor(-1.5155)
    >>> model.elbo(x, posterior)
    tensor(-1.5155)
    >>> prior = MultivariateNormal(torch.zeros(1), torch.eye(1))
    >>> model.elbo(x, prior), model.elbo_gradient(x, prior)
    (tensor(-1.9189), (tensor([1.]), tensor([[-0.5000]])))
    >>> model.log_joint(x, z=torch.tensor([0.5]))
    tensor(-2.0879)
    """

    weight: Tensor
    bias: Tensor
    noise_variance: Tensor

    def __post_init__(self) -> None:
        _check.finite("weight", self.weight)
        _check.finite("bias", self.bias)
        _check.finite("noise_variance", self.noise_variance)
        if self.weight.ndim < 2:
            raise ValueError(f"weight: expected (…, D, M), got shape {tuple(self.weight.shape)}")
        for name in "bias", "noise_variance":
            if getattr(self, name).shape[-1:] != self.weight.shape[-2:-1]:
                raise ValueError(f"{name}: expected {self.weight.shape[-2]} entries on the last axis")
            _check.same_kind(name, getattr(self, name), self.weight)
        _check.broadcast("bias", self.bias.shape[:-1], self.weight.shape[:-2])
        _check.broadcast("noise_variance", self.noise_variance.shape[:-1], self.weight.shape[:-2], self.bias.shape[:-1])
        _check.all_positive("noise_variance", self.noise_variance)

    @property
    def precision(self) -> Tensor:
        """The posterior's precision I + Wᵀ diag(1/noise_variance) W: (…, M, M), the same for every x."""
        scaled = self.weight / self.noise_variance.unsqueeze(-1)
        eye = torch.eye(self.weight.shape[-1], dtype=self.weight.dtype, device=self.weight.device)
        return eye + self.weight.mT @ scaled

    def log_joint(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x, z): (…)."""
        residual = self._residual(x, z)
        constants = (x.shape[-1] + z.shape[-1]) * math.log(2 * math.pi)
        likelihood = (residual.square() / self.noise_variance + self.noise_variance.log()).sum(-1)
        return -0.5 * (likelihood + z.square().sum(-1) + constants)

    def log_evidence(self, x: Tensor) -> Tensor:
        """log p(x) = log N(x; b, W Wᵀ + diag(noise_variance)): (…).

        Computed as log p(x, z) − log p(z | x) at the posterior's mean: the inverse of W Wᵀ + diag(noise_variance) would
        lose more digits the smaller the noise is.
        """
        posterior = self.posterior(x)
        return self.log_joint(x, posterior.loc) - posterior.log_prob(posterior.loc)

    def posterior(self, x: Tensor) -> MultivariateNormal:
        """p(z | x), a Gaussian over (M,)."""
        self._check_x(x)
        information = self.weight.mT @ ((x - self.bias) / self.noise_variance).unsqueeze(-1)
        loc = torch.linalg.solve(self.precision, information).squeeze(-1)
        return MultivariateNormal(loc, precision_matrix=self.precision)

    def elbo(self, x: Tensor, q: MultivariateNormal) -> Tensor:
        """E_q[log p(x, z)] + H(q) of a Gaussian q over (M,), in closed form: (…)."""
        self._check_q(x, q)
        at_mean = self.log_joint(x, q.loc)
        spread = ((self.weight @ q.scale_tril).square().sum(-1) / self.noise_variance).sum(-1)
        return at_mean - 0.5 * (spread + q.scale_tril.square().sum((-2, -1))) + q.entropy()

    def elbo_gradient(self, x: Tensor, q: MultivariateNormal) -> tuple[Tensor, Tensor]:
        """The ELBO's gradient in q's mean, (…, M), and in its covariance, (…, M, M), with all entries free."""
        self._check_q(x, q)
        residual = self._residual(x, q.loc) / self.noise_variance
        in_mean = (self.weight.mT @ residual.unsqueeze(-1)).squeeze(-1) - q.loc
        return in_mean, 0.5 * (q.precision_matrix - self.precision)

    def _batch(self) -> torch.Size:
        vectors = self.bias, self.noise_variance
        return torch.broadcast_shapes(self.weight.shape[:-2], *(v.shape[:-1] for v in vectors))

    def _check_x(self, x: Tensor) -> torch.Size:
        return self._check_vector("x", x, self.bias.shape[-1], self._batch())

    def _check_q(self, x: Tensor, q: MultivariateNormal) -> None:
        if not isinstance(q, MultivariateNormal):
            raise ValueError(f"q: expected a MultivariateNormal, got {_check.describe(q)}")
        batch = self._check_x(x)
        self._check_vector("q", q.loc, self.weight.shape[-1], batch)
        _check.same_kind("q", q.scale_tril, self.weight)

    def _check_vector(self, name: str, vector: Tensor, size: int, batch: torch.Size) -> torch.Size:
        _check.finite(name, vector)
        if vector.shape[-1:] != (size,):
            raise ValueError(f"{name}: expected {size} entries on the last axis")
        _check.same_kind(name, vector, self.weight)
        return _check.broadcast(name, vector.shape[:-1], batch)

    def _residual(self, x: Tensor, z: Tensor) -> Tensor:
        self._check_vector("z", z, self.weight.shape[-1], self._check_x(x))
        return x - self.bias - (self.weight @ z.unsqueeze(-1)).squeeze(-1)


def fit_mean_field(model: LinearGaussian, x: Tensor) -> MultivariateNormal:
    """The Gaussian with diagonal covariance of highest ELBO, found by climbing the ELBO: a law over (…, M).

    RuntimeError if 200 steps of Newton's method are not enough.

    >>> model = LinearGaussian(weight=torch.ones(1, 2), bias=torch.zeros(1), noise_variance=torch.ones(1))
    >>> q = fit_mean_field(model, torch.tensor([1.0]))
    >>> q.mean
    tensor([0.3333, 0.3333])
    >>> q.variance  # of the posterior it is 2/3: the mean field is too narrow
    tensor([0.5000, 0.5000])
    """
    return _fit(model, x, full=False)


def fit_full(model: LinearGaussian, x: Tensor) -> MultivariateNormal:
    """The Gaussian of highest ELBO, found by climbing the ELBO without the known posterior: a law over (…, M).

    RuntimeError if 200 steps of Newton's method are not enough.

    >>> model = LinearGaussian(weight=torch.ones(1, 2), bias=torch.zeros(1), noise_variance=torch.ones(1))
    >>> q = fit_full(model, torch.tensor([1.0]))
    >>> q.mean
    tensor([0.3333, 0.3333])
    >>> q.covariance_matrix
    tensor([[ 0.6667, -0.3333],
            [-0.3333,  0.6667]])
    """
    return _fit(model, x, full=True)


def _fit(model: LinearGaussian, x: Tensor, full: bool) -> MultivariateNormal:
    """Climb the ELBO in the mean and the lower or diagonal entries of the scale by Newton's method.

    The negative ELBO is a quadratic in the mean plus a quadratic less logarithms in the scale. That function of the
    scale is self-concordant, so steps of 1 / (1 + decrement) keep the scale positive and converge from every start:
    Nesterov & Nemirovskii (1994), "Interior-point polynomial algorithms in convex programming".
    """
    if not isinstance(model, LinearGaussian):
        raise ValueError(f"model: expected a LinearGaussian, got {_check.describe(model)}")
    batch, size = model._check_x(x), model.weight.shape[-1]
    free = torch.ones(size, size, device=x.device).tril() if full else torch.eye(size, device=x.device)
    entries = free.nonzero(as_tuple=True)

    def law(point: Tensor) -> MultivariateNormal:
        scale = point.new_zeros(*batch, size, size)
        scale[..., entries[0], entries[1]] = point[..., size:]
        return MultivariateNormal(point[..., :size], scale_tril=scale)

    def slope_and_curvature(point: Tensor) -> tuple[Tensor, Tensor]:
        point = point.requires_grad_()
        loss = -model.elbo(x, law(point)).sum()
        (slope,) = torch.autograd.grad(loss, point, create_graph=True)
        # Each term of the loss depends on one point of the batch, so a sum over the batch keeps the curvatures apart.
        rows = [torch.autograd.grad(s.sum(), point, retain_graph=True)[0] for s in slope.unbind(-1)]
        return slope.detach(), torch.stack(rows, -2)

    unit = torch.cat((x.new_zeros(size), (entries[0] == entries[1]).to(x))).expand(*batch, -1).clone()
    _, curvature = slope_and_curvature(unit)
    steepest = curvature.diagonal(dim1=-2, dim2=-1)[..., :size].amax(-1, keepdim=True)
    point = unit.detach() / (2 * steepest.sqrt())  # a scale that is too small grows geometrically
    for _ in range(200):
        slope, curvature = slope_and_curvature(point)
        step = torch.linalg.solve(curvature, slope)
        gains = (slope * step).clamp(min=0)
        decrement = gains[..., size:].sum(-1, keepdim=True).sqrt()
        step[..., size:] /= torch.where(decrement > 0.25, 1 + decrement, 1)
        point = point.detach() - step
        if bool((gains.sum(-1) <= torch.finfo(x.dtype).eps).all()):
            return law(point)
    raise RuntimeError(f"fit: 200 steps were not enough, the last one was to gain {gains.sum(-1).max():.3g} nats")
