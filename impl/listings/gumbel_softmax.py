"""Sampling from a categorical law, directly and relaxed, as in the worked assignment, call for call.

Its behaviour, also where the assignment's text says otherwise; ``facts`` finds each point by running the listing:

- The relaxing function is defined under one name and called under another, so that the comparison as printed stops at
  a NameError; the line with the noise, as printed, has a closing parenthesis too many. Both are mended here.
- It sets ``requires_grad`` on the caller's tensor: a leaf is changed for good, and weights that are computed from
  parameters, for which gradients matter, are refused.
- ``eps``, inside the logarithm, changes none of the assignment's weights; a weight of 0 becomes eps, where the
  logarithm's slope is 1/eps.
- The direct draws are (N,), where the comment asks for N rows and one column.
- The noise is float32 from torch's global generator, for weights of every dtype.
- Weights in a batch raise an error, and temperatures that are not positive are not refused.
- The final comparison is of the arg max, which does not depend on the temperature and has no gradient.
"""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import scipy.stats
import torch
from torch import Tensor
from torch.distributions import Categorical, Gumbel

WEIGHTS = 0.1, 0.2, 0.5, 0.2
SAMPLES = 1000
TEMPERATURE = 0.1
EPS = 1e-20
SINGLE = torch.float32
DEFINED, CALLED, COMPARISON = "categorical_reparametrize", "categorical_reparameterize", "compare_samples"


def categorical_sampler(a: Tensor, N: int) -> Tensor:
    """N indices drawn from weights a (k,): (N,)."""
    law = Categorical(a)
    return law.sample((N,))


def categorical_reparametrize(a: Tensor, N: int, temp: float = TEMPERATURE, eps: float = EPS) -> Tensor:
    """N relaxed draws from weights a (k,): (N, k). Changes ``a.requires_grad``."""
    noise = gumbel((N, len(a)))
    a.requires_grad = True
    logits = torch.log(a + eps)
    return torch.softmax((logits + noise) / temp, dim=-1)


def hard(samples: Tensor) -> Tensor:
    """The arg max, which is compared with the direct draws: (N, k) → (N, 1)."""
    return samples.argmax(dim=1, keepdim=True)


def gumbel(shape: tuple[int, ...]) -> Tensor:
    """Gumbel noise of the given shape from torch's global generator, in float32, torch's usual default dtype."""
    loc, scale = torch.tensor([0.0, 1.0], dtype=SINGLE)
    return Gumbel(loc, scale).sample(shape)  # pyright: ignore[reportReturnType]


def weights() -> Tensor:
    """The weights of the comparison, as a new leaf (4,)."""
    return torch.tensor(WEIGHTS, dtype=SINGLE)


def facts() -> dict[str, Any]:
    """The behaviour of the listings, found by running them; torch's global generator is put back as it was."""
    with torch.random.fork_rng(devices=[]):
        return {**_names(), **_draws(), **_gradients(), **_eps(), **_domain()}


def _names() -> dict[str, Any]:
    names, relaxing = globals(), inspect.signature(categorical_reparametrize).parameters
    return {
        "direct_arguments": list(inspect.signature(categorical_sampler).parameters),
        "default_temperature": relaxing["temp"].default,
        "default_eps": relaxing["eps"].default,
        "defined_name": DEFINED,
        "called_name": CALLED,
        "called_name_defined": CALLED in names,
        "comparison_defined": COMPARISON in names,
        "call_as_printed": _raised(lambda: eval(CALLED, dict(names))),
        "noise_line_as_printed": _raised(lambda: ast.parse("g = noise((N, len(a)))\n)")),
    }


def _replayed(**changes: float) -> tuple[Tensor, Tensor]:
    """The listing's draws, and the noise from which they were made."""
    torch.manual_seed(0)
    noise = gumbel((SAMPLES, len(WEIGHTS)))
    torch.manual_seed(0)
    return categorical_reparametrize(weights(), SAMPLES, **changes).detach(), noise


def _draws() -> dict[str, Any]:
    (soft, noise), direct = _replayed(), categorical_sampler(weights(), SAMPLES)
    scores = weights().double().log() + noise.double()
    want = (scores / TEMPERATURE).softmax(-1)
    at_one = _replayed(temp=1.0)[0].double().log()
    columns = soft.sum(0)
    return {
        "direct_shape": list(direct.shape),
        "soft_shape": list(soft.shape),
        "hard_shape": list(hard(soft).shape),
        "row_sum_error": (soft.double().sum(-1) - 1).abs().max().item(),
        "column_sum_spread": (columns.max() - columns.min()).item(),
        "score_error": ((at_one - at_one[:, :1]) - (scores - scores[:, :1])).abs().max().item(),
        "noise_shape": list(noise.shape),
        "noise_pvalue": float(scipy.stats.kstest(noise.double().flatten().numpy(), "gumbel_r").pvalue),
        "softmax_error": (soft - want).abs().max().item(),
        "noise_dtype": str(noise.dtype),
        "soft_dtype_of_float64_weights": str(categorical_reparametrize(weights().double(), 1).dtype),
        "hard_changes_with_temperature": any(
            not torch.equal(hard(soft), hard(_replayed(temp=temperature)[0])) for temperature in (0.05, 0.5, 5.0)
        ),
    }


def _gradients() -> dict[str, Any]:
    """The effect on the caller's tensor, and the gradient of Σ_n w·y_n for some w."""
    a, (y, _), w = weights(), _replayed(), torch.tensor([1.0, -2.0, 0.5, 3.0], dtype=SINGLE)
    before = a.requires_grad
    torch.manual_seed(0)
    soft = categorical_reparametrize(a, SAMPLES)
    (slope,) = torch.autograd.grad((soft @ w).sum(), a)
    y, w = y.double(), w.double()
    want = (y * (w - (y @ w).unsqueeze(-1))).sum(0) / TEMPERATURE / weights().double()
    logits = torch.zeros(4, dtype=SINGLE, requires_grad=True)
    return {
        "requires_grad_before": before,
        "requires_grad_after": a.requires_grad,
        "leaf_gradient_error": ((slope - want).abs().max() / want.abs().max()).item(),
        "soft_requires_grad": soft.requires_grad,
        "nonleaf_error": _raised(lambda: categorical_reparametrize(logits.softmax(-1), 2)),
        "computed_without_grad_error": _raised(lambda: categorical_reparametrize(logits.detach().softmax(-1), 2)),
        "hard_requires_grad": hard(soft).requires_grad,
    }


def _eps() -> dict[str, Any]:
    zero = torch.zeros((), dtype=SINGLE, requires_grad=True)
    logarithm = torch.log(zero + EPS)
    (slope,) = torch.autograd.grad(logarithm, zero)
    return {
        "eps_effect": (_replayed()[0] - _replayed(eps=0.0)[0]).abs().max().item(),
        "eps_changes_weights_float32": bool((weights() + EPS != weights()).any()),
        "eps_changes_weights_float64": bool((weights().double() + EPS != weights().double()).any()),
        "logit_of_zero_weight": logarithm.item(),
        "slope_at_zero_weight": slope.item(),
    }


def _domain() -> dict[str, Any]:
    """The behaviour for batches, and for temperatures and weights outside their domain."""
    batch, integers = torch.full((3, 4), 0.25, dtype=SINGLE), torch.tensor([1, 2])
    negative = torch.tensor([-0.5, 1.5], dtype=SINGLE)
    return {
        "batch_error": _raised(lambda: categorical_reparametrize(batch, SAMPLES)),
        "temperature_zero_error": _raised(lambda: categorical_reparametrize(weights(), 2, 0.0)),
        "temperature_zero_is_nan": bool(categorical_reparametrize(weights(), 2, 0.0).isnan().all()),
        "negative_temperature_error": _raised(lambda: categorical_reparametrize(weights(), 2, -1.0)),
        "negative_weight_error": _raised(lambda: categorical_reparametrize(negative, 2)),
        "integer_weights_error": _raised(lambda: categorical_reparametrize(integers, 2)),
    }


def _raised(call: Callable[[], object]) -> str:
    """The name of the error that a call raises, or "" if it raises none."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return ""
