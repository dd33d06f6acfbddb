"""Refusals that the modules share: each names the argument and what is wrong with it."""

from torch import Tensor, finfo


def log_values(name: str, values: Tensor, axes: int = 1) -> None:
    """Refuse what is not a floating tensor of at least ``axes`` axes with entries in [−∞, ∞)."""
    if not isinstance(values, Tensor) or not values.is_floating_point():
        raise ValueError(f"{name}: expected a tensor of floats, got {describe(values)}")
    if values.ndim < axes:
        raise ValueError(f"{name}: expected at least {axes} axes, got shape {tuple(values.shape)}")
    if values.numel() == 0:
        raise ValueError(f"{name}: empty, shape {tuple(values.shape)}")
    if not bool(values.detach().amax() < float("inf")):  # amax carries a NaN, so one pass sees both
        raise ValueError(f"{name}: contains NaN or +inf")


def log_law(name: str, log_q: Tensor) -> None:
    """Refuse what is not a table of log-probabilities over the last axis."""
    log_values(name, log_q)
    excess = log_q.detach().logsumexp(-1).abs().amax().item()
    if not excess <= finfo(log_q.dtype).eps ** 0.5:
        raise ValueError(f"{name}: not normalised over the last axis, off by {excess:.3g} nats")


def finite(name: str, values: Tensor) -> None:
    """Refuse what is not a non-empty tensor of finite floats."""
    log_values(name, values, axes=0)
    if not bool(values.detach().isfinite().all()):
        raise ValueError(f"{name}: contains an infinite entry")


def same_last_axis(names: str, a: Tensor, b: Tensor) -> None:
    """Refuse two tables over spaces of different sizes, which broadcasting would otherwise join."""
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"{names}: {a.shape[-1]} and {b.shape[-1]} entries on the last axis")


def probability(name: str, value: float) -> None:
    """Refuse what is not in (0, 1)."""
    if not 0 < value < 1:
        raise ValueError(f"{name}: expected a number in (0, 1), got {value}")


def positive(name: str, value: float) -> None:
    """Refuse what is not a positive number."""
    if not value > 0:
        raise ValueError(f"{name}: expected a positive number, got {value}")


def describe(value: object) -> str:
    """A value's type, or a tensor's dtype, for an error message."""
    return f"a {value.dtype} tensor" if isinstance(value, Tensor) else type(value).__name__
