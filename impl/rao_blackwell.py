"""Discrete graphical models given by their factors, and the scores and local signals of a mean-field law on them.

A model is log p(x, z) = Σ_f table_f(z_scope) + constant over variables 0, …, n − 1, with the observed values already
put into the tables. A factor is (scope, table): indices of distinct variables, and a table (…, K_i, K_j, …) of finite
log-values in the order of the scope. q has one tensor of logits (…, K_i) for each variable; samples (S, …, n) hold
values 0 … K_i − 1.
"""

from collections.abc import Sequence
from numbers import Integral

import torch
from torch import Generator, Size, Tensor

from . import _check

Factor = tuple[Sequence[int], Tensor]


def draw(q: Sequence[Tensor], samples: int, generator: Generator | None = None) -> Tensor:
    """Independent values of all variables from the mean-field law with logits q: n tensors (…, K_i) → (S, …, n).

    >>> logits = [torch.tensor([0.0, -1000.0]), torch.tensor([-1000.0, 0.0])]  # of two variables that are certain
    >>> draw(logits, 3, torch.Generator().manual_seed(0))
    tensor([[0, 1],
            [0, 1],
            [0, 1]])
    """
    _check.count("samples", samples)
    _check.generator("generator", generator)
    batch = _check_logits(q)
    values = []
    for logits in q:
        edges = logits.detach().softmax(-1).cumsum(-1)[..., :-1]
        uniform = torch.rand((samples, *batch, 1), dtype=logits.dtype, device=logits.device, generator=generator)
        values.append((uniform >= edges).sum(-1))
    return torch.stack(values, -1)


def local_signals(factors: Sequence[Factor], q: Sequence[Tensor], samples: Tensor, batch: Size) -> Tensor:
    """Σ_{f: i ∈ scope_f} table_f(z_scope) − log q_i(z_i) of every variable i: (S, …, n).

    >>> factors = [((0,), torch.tensor([0.5, 1.5])), ((0, 1), torch.tensor([[1.0, 2.0], [3.0, 4.0]]))]
    >>> q, samples = [torch.zeros(2), torch.zeros(2)], torch.tensor([[0, 1], [1, 0]])
    >>> local_signals(factors, q, samples, batch=torch.Size())  # such as 0.5 + 2 + log 2
    tensor([[3.1931, 2.6931],
            [5.1931, 3.6931]])
    """
    shape = (samples.shape[0], *batch)
    z = samples.expand(*shape, len(q))
    signals = [-_at(logits.log_softmax(-1), z[..., i]) for i, logits in enumerate(q)]
    for scope, table in factors:
        sizes, index = table.shape[table.ndim - len(scope) :], torch.zeros_like(z[..., 0])
        for i, size in zip(scope, sizes):
            index = index * size + z[..., i]
        values = _at(table.reshape(*table.shape[: table.ndim - len(scope)], -1), index)
        for i in scope:
            signals[i] = signals[i] + values
    return torch.stack(signals, -1)


def scores(q: Sequence[Tensor], samples: Tensor, batch: Size) -> list[Tensor]:
    """The gradient of log q_i(z_i) in the logits, one-hot less probabilities, of every variable: n of (S, …, K_i).

    >>> scores([torch.tensor([1.0, 3.0]).log()], torch.tensor([[0], [1]]), batch=torch.Size())
    [tensor([[ 0.7500, -0.7500],
            [-0.2500,  0.2500]])]
    """
    z = samples.expand(samples.shape[0], *batch, len(q))
    one_hot = (torch.nn.functional.one_hot(z[..., i], logits.shape[-1]) for i, logits in enumerate(q))
    return [hot - logits.softmax(-1) for hot, logits in zip(one_hot, q)]


def check_graph(factors: Sequence[Factor], q: Sequence[Tensor], samples: Tensor) -> Size:
    """The common batch shape of factors, logits and samples; refuse arguments that do not fit each other.

    >>> q, samples = [torch.zeros(2), torch.zeros(3)], torch.tensor([[[0, 2]]]).expand(4, 5, 2)
    >>> check_graph([((0, 1), torch.zeros(5, 2, 3))], q, samples)
    torch.Size([5])
    >>> check_graph([((0, 1), torch.zeros(3, 2))], q, samples)
    Traceback (most recent call last):
        ...
    ValueError: factors[0]: expected (…, 2, 3), got (3, 2)
    """
    batch = _check_logits(q)
    if not isinstance(factors, Sequence) or not factors:
        raise ValueError(f"factors: expected a non-empty sequence of (scope, table), got {_check.describe(factors)}")
    for number, factor in enumerate(factors):
        name = f"factors[{number}]"
        if not isinstance(factor, Sequence) or len(factor) != 2:
            raise ValueError(f"{name}: expected (scope, table), got {_check.describe(factor)}")
        scope, table = factor
        if not _is_scope(scope, len(q)):
            raise ValueError(f"{name}: expected distinct variables 0 to {len(q) - 1}, got {scope!r}")
        _check.floats(name, table, axes=len(scope))
        _check.finite(name, table)
        _check.same_kind(name, table, q[0])
        sizes = tuple(q[i].shape[-1] for i in scope)
        if table.shape[table.ndim - len(scope) :] != sizes:
            raise ValueError(f"{name}: expected (…, {', '.join(map(str, sizes))}), got {tuple(table.shape)}")
        batch = _check.broadcast(name, table.shape[: table.ndim - len(scope)], batch)
    return _check_samples(samples, q, batch)


def _is_scope(scope: object, variables: int) -> bool:
    if not isinstance(scope, Sequence) or not all(isinstance(i, Integral) and not isinstance(i, bool) for i in scope):
        return False
    return 0 < len(set(scope)) == len(scope) and all(0 <= i < variables for i in scope)


def _check_logits(q: Sequence[Tensor]) -> Size:
    if not isinstance(q, Sequence) or not q:
        raise ValueError(f"q: expected a non-empty sequence of logits, got {_check.describe(q)}")
    batch = Size()
    for i, logits in enumerate(q):
        _check.floats(f"q[{i}]", logits)
        _check.finite(f"q[{i}]", logits)
        _check.same_kind(f"q[{i}]", logits, q[0])
        batch = _check.broadcast(f"q[{i}]", logits.shape[:-1], batch)
    return batch


def _check_samples(samples: Tensor, q: Sequence[Tensor], batch: Size) -> Size:
    if not isinstance(samples, Tensor) or samples.dtype != torch.long:
        raise ValueError(f"samples: expected an int64 tensor, got {_check.describe(samples)}")
    if samples.ndim < 2 or samples.shape[-1] != len(q) or samples.numel() == 0:
        raise ValueError(f"samples: expected (S, …, {len(q)}), got {tuple(samples.shape)}")
    sizes = torch.tensor([logits.shape[-1] for logits in q], device=samples.device)
    if not bool(((samples >= 0) & (samples < sizes)).all()):
        raise ValueError(f"samples: expected values from 0 to below {sizes.tolist()}")
    together = _check.broadcast("samples", samples.shape[1:-1], batch)
    if samples.ndim != len(together) + 2:
        raise ValueError(f"samples: expected {len(together)} batch axes, got shape {tuple(samples.shape)}")
    return together


def _at(table: Tensor, index: Tensor) -> Tensor:
    """The entries of a (…, M) table that (S, …) indices point at: (S, …)."""
    return table.expand(*index.shape, table.shape[-1]).gather(-1, index.unsqueeze(-1)).squeeze(-1)
