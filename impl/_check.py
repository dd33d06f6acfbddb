"""Checks of arguments that the modules share: each raises a ValueError that names the argument and its fault."""

import math
from numbers import Integral, Real

from torch import Generator, Size, Tensor, broadcast_shapes, finfo


def floats(name: str, values: Tensor, axes: int = 1) -> None:
    """Refuse a value that is not a non-empty floating tensor of at least ``axes`` axes."""
    if not isinstance(values, Tensor) or not values.is_floating_point():
        raise ValueError(f"{name}: expected a tensor of floats, got {describe(values)}")
    if values.ndim < axes:
        raise ValueError(f"{name}: expected at least {axes} axes, got shape {tuple(values.shape)}")
    if values.numel() == 0:
        raise ValueError(f"{name}: empty, shape {tuple(values.shape)}")


def log_values(name: str, values: Tensor, axes: int = 1) -> None:
    """Refuse a value that is not a floating tensor of at least ``axes`` axes with entries in [−∞, ∞)."""
    floats(name, values, axes)
    if not bool(values.detach().amax() < float("inf")):  # amax carries a NaN, so one pass sees both
        raise ValueError(f"{name}: contains NaN or +inf")


def log_law(name: str, log_q: Tensor) -> None:
    """Refuse a table that does not hold log-probabilities over the last axis."""
    log_values(name, log_q)
    excess = log_q.detach().logsumexp(-1).abs().amax().item()
    if not excess <= finfo(log_q.dtype).eps ** 0.5:
        raise ValueError(f"{name}: not normalised over the last axis, off by {excess:.3g} nats")


def finite(name: str, values: Tensor) -> None:
    """Refuse a value that is not a non-empty tensor of finite floats."""
    floats(name, values, axes=0)
    if not bool(values.detach().isfinite().all()):
        log_values(name, values, axes=0)
        raise ValueError(f"{name}: contains an infinite entry")


def same_kind(names: str, *tensors: Tensor) -> None:
    """Refuse tensors of several dtypes, which arithmetic would promote, or on several devices."""
    if len({(t.dtype, t.device) for t in tensors}) > 1:
        kinds = " and ".join(f"{t.dtype} on {t.device}" for t in tensors)
        raise ValueError(f"{names}: expected one dtype and device, got {kinds}")


def broadcast(names: str, *shapes: Size) -> Size:
    """The common shape of batch shapes; refuse shapes that do not broadcast."""
    try:
        return broadcast_shapes(*shapes)
    except RuntimeError:
        listed = " and ".join(str(tuple(shape)) for shape in shapes)
        raise ValueError(f"{names}: batch shapes {listed} do not broadcast") from None


def tables(names: str, a: Tensor, b: Tensor) -> None:
    """Refuse two tables of different dtypes, devices or last axes, or of batch shapes that do not broadcast."""
    for name, table in zip(names.split(", "), (a, b)):
        floats(name, table)
    same_kind(names, a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"{names}: {a.shape[-1]} and {b.shape[-1]} entries on the last axis")
    broadcast(names, a.shape[:-1], b.shape[:-1])


def number(name: str, value: float) -> None:
    """Refuse a value that is not a finite number."""
    if not isinstance(value, Real) or isinstance(value, bool) or not -math.inf < value < math.inf:
        raise ValueError(f"{name}: expected a finite number, got {value!r}")


def count(name: str, value: int, least: int = 1) -> None:
    """Refuse a value that is not a whole number of at least ``least``."""
    if not isinstance(value, Integral) or isinstance(value, bool) or not value >= least:
        raise ValueError(f"{name}: expected a whole number of at least {least}, got {value!r}")


def probability(name: str, value: float) -> None:
    """Refuse a value that is not a number in (0, 1)."""
    number(name, value)
    if not 0 < value < 1:
        raise ValueError(f"{name}: expected a number in (0, 1), got {value}")


def positive(name: str, value: float) -> None:
    """Refuse a value that is not a finite positive number."""
    number(name, value)
    if not value > 0:
        raise ValueError(f"{name}: expected a positive number, got {value}")


def not_negative(name: str, value: float) -> None:
    """Refuse a value that is not a finite number of at least 0."""
    number(name, value)
    if value < 0:
        raise ValueError(f"{name}: expected at least 0, got {value}")


def all_positive(name: str, values: Tensor) -> None:
    """Refuse a tensor with an entry that is not positive."""
    if not bool((values > 0).all()):
        raise ValueError(f"{name}: not positive")


def generator(name: str, value: Generator | None) -> None:
    """Refuse a value that is neither a generator nor None, which stands for torch's global generator."""
    if value is not None and not isinstance(value, Generator):
        raise ValueError(f"{name}: expected a torch.Generator or None, got {describe(value)}")


def function(name: str, value: object) -> None:
    """Refuse a value that cannot be called."""
    if not callable(value):
        raise ValueError(f"{name}: expected a function, got {describe(value)}")


def returned(name: str, values: Tensor, like: Tensor, shape: Size) -> Tensor:
    """The values that the function ``name`` returned; refuse another shape, or another dtype than that of ``like``."""
    if not isinstance(values, Tensor) or values.shape != shape or values.dtype != like.dtype:
        got = describe(values) + (f" of shape {tuple(values.shape)}" if isinstance(values, Tensor) else "")
        raise ValueError(f"{name}: expected {like.dtype} of shape {tuple(shape)}, got {got}")
    return values


def describe(value: object) -> str:
    """A value's type, or a tensor's dtype, for an error message."""
    return f"a {value.dtype} tensor" if isinstance(value, Tensor) else type(value).__name__
