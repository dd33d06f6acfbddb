"""The ELBO's gradient for each draw z = t(ε, φ): with the score of q, without it, and the score alone.

    total   d/dφ [log p(x, t(ε, φ)) − log q(t(ε, φ); φ)]                φ moves the draw and q's density
    path    ∇_z [log p(x, z) − log q(z; φ)] ∂t(ε, φ)/∂φ, z = t(ε, φ)    φ moves the draw, q's density is held
    score   ∇_φ log q(z; φ), z = t(ε, φ)                                φ moves q's density, the draw is held

total = path − score, and the mean of both is the ELBO's gradient wherever the mean of the score is zero: where ∫ and
∂/∂φ may be swapped, so not where q's support moves with φ. Roeder, Wu & Duvenaud (2017), "Sticking the landing: simple,
lower-variance gradient estimators for variational inference".

Log-densities are in nats. The ``gaussian_`` functions are exact.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from . import _check, _draw_gradients

LogJoint = Callable[[Tensor], Tensor]
LogQ = Callable[[Tensor, Tensor], Tensor]
Transform = Callable[[Tensor, Tensor], Tensor]


def total(log_joint: LogJoint, log_q: LogQ, transform: Transform, phi: Tensor, noise: Tensor) -> Tensor:
    """d/dφ [log p(x, t(ε_s, φ)) − log q(t(ε_s, φ); φ)] of each of S draws: (S, P). φ moves the draw and the density.

    phi (P,), noise (S, …), transform(noise, phi) → z (S, …), log_joint(z) → (S,), log_q(z, phi) → (S,), all of one
    dtype. The value of a draw may not depend on other draws. A batch of points phi (…, P) gives (S, …, P) if the
    functions keep its axes: z (S, …, event), densities (S, …). Autograd differentiates all three functions twice, in P
    passes; the result carries no graph. ValueError where a density or a gradient is not finite, and where a function
    has detached its argument: in autograd's graph z has to depend on phi, log_joint on z, and log_q on z or phi.

    >>> log_joint = lambda z: -z.square() / 2
    >>> log_q = lambda z, phi: -((z - phi[0]) / phi[1].exp()).square() / 2 - phi[1]
    >>> transform = lambda noise, phi: phi[0] + phi[1].exp() * noise
    >>> total(log_joint, log_q, transform, torch.tensor([1.0, 0.0]), torch.tensor([-2.0, 1.5]))  # path − score
    tensor([[ 1.0000, -1.0000],
            [-2.5000, -2.7500]])
    """
    _check_arguments(log_joint, log_q, transform, phi, noise)

    def signal(phi: Tensor) -> Tensor:
        z = _draws(transform, noise, phi)
        return _signal(log_joint, log_q, z, phi, phi)

    return _finite(_draw_gradients.gradients(signal, phi))


def path(log_joint: LogJoint, log_q: LogQ, transform: Transform, phi: Tensor, noise: Tensor) -> Tensor:
    """∇_z [log p(x, z) − log q(z; φ)] ∂t(ε_s, φ)/∂φ of each of S draws: (S, P). φ is held in q's density.

    The arguments and the refusals are those of ``total``; the densities are differentiated once, in z alone. The
    transform is called again under ``torch.vmap``, with noise (1, …) for each draw. Where it cannot be, for example
    because it looks at values, autograd differentiates it twice, in P passes.

    >>> log_joint = lambda z: -z.square() / 2
    >>> log_q = lambda z, phi: -((z - phi[0]) / phi[1].exp()).square() / 2 - phi[1]
    >>> transform = lambda noise, phi: phi[0] + phi[1].exp() * noise
    >>> path(log_joint, log_q, transform, torch.tensor([1.0, 0.0]), torch.tensor([-2.0, 1.5]))
    tensor([[-1.0000,  2.0000],
            [-1.0000, -1.5000]])
    """
    _check_arguments(log_joint, log_q, transform, phi, noise)
    held = phi.detach()
    with torch.enable_grad():
        leaf = held.clone().requires_grad_()
        z = _draws(transform, noise, leaf).detach().requires_grad_()
        slope = _draw_gradients.slope(_signal(log_joint, log_q, z, leaf, z), z)
    if (found := _draw_gradients.pulled_back(transform, noise, held, z.detach(), slope)) is not None:
        return _finite(found)

    def projected(phi: Tensor) -> Tensor:
        moved = slope * _draws(transform, noise, phi)
        return moved.reshape(*moved.shape[: phi.ndim], -1).sum(-1)

    return _finite(_draw_gradients.gradients(projected, held))


def score(log_joint: LogJoint, log_q: LogQ, transform: Transform, phi: Tensor, noise: Tensor) -> Tensor:
    """∇_φ log q(z_s; φ) at z_s = t(ε_s, φ) of each of S draws: (S, P). φ is held in the draw.

    The arguments are those of ``total``; ``log_joint`` is not called. ValueError also where autograd finds no way from
    phi to log_q.

    >>> log_joint = lambda z: -z.square() / 2
    >>> log_q = lambda z, phi: -((z - phi[0]) / phi[1].exp()).square() / 2 - phi[1]
    >>> transform = lambda noise, phi: phi[0] + phi[1].exp() * noise
    >>> score(log_joint, log_q, transform, torch.tensor([1.0, 0.0]), torch.tensor([-2.0, 1.5]))  # ε, ε² − 1
    tensor([[-2.0000,  3.0000],
            [ 1.5000,  1.2500]])
    """
    _check_arguments(log_joint, log_q, transform, phi, noise)
    with torch.no_grad():
        z = _finite_draws(transform, noise, phi.detach())

    def density(phi: Tensor) -> Tensor:
        return _attached("log_q", _values("log_q", log_q(z, phi), z, phi), "phi", phi)

    return _finite(_draw_gradients.gradients(density, phi))


def gaussian_variance(loc: Tensor, scale: Tensor, coefficient: Tensor | float = 0.0) -> Tensor:
    """Variance of path − a · score in (m, log s) for q = N(m, s²) and posterior N(0, 1): (…), (…) → (…, 2).

    loc m (…), scale s (…), a standard deviation, and coefficient a (…): a = 0 is path, a = 1 is total. With z = m + s ε
    the estimator is

        −m + ((1 − a)/s − s) ε   and   a − m s ε + (1 − a − s²) ε²,

    ε and ε² are uncorrelated with variances 1 and 2, so the variances are

        ((1 − a)/s − s)²   and   m² s² + 2 (1 − a − s²)².

    Both are least at a = 1 − s², and total (a = 1) has the smaller variance in both exactly where s² < 1/2, for every
    m. In (m, s) the second is divided by s²; for posterior N(μ, σ²) take ((m − μ)/σ, s/σ) and divide the first by σ².

    >>> loc, scale = torch.tensor(0.5), torch.tensor(0.6)
    >>> gaussian_variance(loc, scale)  # of the path derivative
    tensor([1.1378, 0.9092])
    >>> gaussian_variance(loc, scale, 1.0)  # of the total one, which is better so far from the posterior
    tensor([0.3600, 0.3492])
    >>> gaussian_variance(loc, scale, gaussian_coefficient(scale))  # the least
    tensor([0.0000, 0.0900])
    """
    loc, scale, a = _check_gaussian(loc, scale, coefficient=coefficient)
    excess = 1 - a - scale.square()
    second = (loc * scale).square() + 2 * excess.square()
    return torch.stack(torch.broadcast_tensors((excess / scale).square(), second), -1)


def gaussian_coefficient(scale: Tensor) -> Tensor:
    """The a of ``gaussian_variance`` that makes both variances least, 1 − s²: (…) → (…), 0 at the posterior.

    >>> gaussian_coefficient(torch.tensor([0.6, 1.0]))
    tensor([0.6400, 0.0000])
    """
    _check_scale(scale)
    return (1 - scale) * (1 + scale)


def gaussian_score_function_variance(loc: Tensor, scale: Tensor, log_evidence: Tensor | float = 0.0) -> Tensor:
    """Variance of score · (log p(x, z) − log q(z)) in (m, log s), q and posterior as in ``gaussian_variance``: (…, 2).

    The score is (ε/s, ε² − 1), the signal A + B ε + D ε² with A = log p(x) + log s − m²/2, B = −m s and
    D = (1 − s²)/2; E ε², ε⁴, ε⁶, ε⁸ = 1, 3, 15, 105 and the means −m and 1 − s² give

        (A² + 3 (B² + 2 A D) + 15 D²)/s² − m²   and   2 A² + 10 (B² + 2 A D) + 78 D² − (1 − s²)².

    >>> gaussian_score_function_variance(torch.tensor(0.5), torch.tensor(1.0))
    tensor([0.5156, 2.5312])
    >>> gaussian_variance(torch.tensor(0.5), torch.tensor(1.0))  # of the path derivative
    tensor([0.0000, 0.2500])
    """
    loc, scale, log_evidence = _check_gaussian(loc, scale, log_evidence=log_evidence)
    a = log_evidence + scale.log() - loc.square() / 2
    b, d = -loc * scale, (1 - scale) * (1 + scale) / 2
    # Sums of squares; the terms of the docstring cancel where the signal is nearly constant.
    first = ((a + 3 * d).square() + 2 * b.square() + 6 * d.square()) / scale.square()
    second = 2 * (a + 5 * d).square() + 10 * b.square() + 24 * d.square()
    return torch.stack(torch.broadcast_tensors(first, second), -1)


def _check_arguments(log_joint: LogJoint, log_q: LogQ, transform: Transform, phi: Tensor, noise: Tensor) -> None:
    for name, function in ("log_joint", log_joint), ("log_q", log_q), ("transform", transform):
        _check.function(name, function)
    for name, values in ("phi", phi), ("noise", noise):
        _check.floats(name, values)
        _check.finite(name, values)
    _check.same_kind("phi, noise", phi, noise)


def _check_scale(scale: Tensor) -> None:
    _check.finite("scale", scale)
    _check.all_positive("scale", scale)


def _check_gaussian(loc: Tensor, scale: Tensor, **number: Tensor | float) -> tuple[Tensor, Tensor, Tensor]:
    ((name, value),) = number.items()
    _check.finite("loc", loc)
    _check_scale(scale)
    if isinstance(value, Tensor):
        _check.finite(name, value)
        third = value
    else:
        _check.number(name, value)
        third = scale.new_tensor(value)
    _check.same_kind(f"loc, scale, {name}", loc, scale, third)
    _check.broadcast(f"loc, scale, {name}", loc.shape, scale.shape, third.shape)
    return loc, scale, third


def _draws(transform: Transform, noise: Tensor, phi: Tensor) -> Tensor:
    """z = t(ε, φ), refused unless it has S finite draws for each point, which autograd can follow back to φ."""
    return _attached("transform", _finite_draws(transform, noise, phi), "phi", phi)


def _finite_draws(transform: Transform, noise: Tensor, phi: Tensor) -> Tensor:
    z = transform(noise.detach(), phi)
    _check.finite("transform", z)
    _check.same_kind("transform", z, phi)
    leading = (len(noise), *phi.shape[:-1])
    if z.shape[: phi.ndim] != leading:
        listed = ", ".join(map(str, leading))
        raise ValueError(f"transform: expected ({listed}, …), returned shape {tuple(z.shape)}")
    return z


def _signal(log_joint: LogJoint, log_q: LogQ, z: Tensor, phi: Tensor, leaf: Tensor) -> Tensor:
    """log p(x, z) − log q(z; φ), where ``leaf`` is the tensor on which z depends."""
    log_p = _attached("log_joint", _values("log_joint", log_joint(z), z, phi), "its draws z", leaf)
    return log_p - _attached("log_q", _values("log_q", log_q(z, phi), z, phi), "its draws z or on phi", leaf, phi)


def _attached(name: str, values: Tensor, on: str, *leaves: Tensor) -> Tensor:
    """The values of a function, refused unless autograd's graph leads from them back to one of the leaves."""
    if not _draw_gradients.depends(values, *leaves):
        raise ValueError(
            f"{name}: its result does not depend on {on} for autograd, as after detach() or under no_grad(), so its "
            "gradient would be zero; where that is meant, add 0 times the argument"
        )
    return values


def _values(name: str, values: Tensor, z: Tensor, phi: Tensor) -> Tensor:
    """A log-density's values, refused unless there is a finite one for each draw."""
    _check.finite(name, values)
    _check.same_kind(name, values, phi)
    if values.shape != z.shape[: phi.ndim]:
        raise ValueError(f"{name}: expected shape {tuple(z.shape[: phi.ndim])}, returned {tuple(values.shape)}")
    return values


def _finite(gradients: Tensor) -> Tensor:
    if not bool(gradients.isfinite().all()):
        raise ValueError("log_joint, log_q, transform: a gradient is NaN or infinite")
    return gradients
