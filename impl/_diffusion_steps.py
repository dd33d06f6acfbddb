"""The three forms of a denoiser, and the steps of DDPM and DDIM.

What a denoiser says about x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε has one of three forms:

    "x0"        x_0
    "epsilon"   ε
    "v"         v = √ᾱ_t ε − √(1 − ᾱ_t) x_0
"""

from collections.abc import Callable
from typing import Literal, get_args

import torch
from torch import Generator, Tensor

from . import _check
from ._diffusion_chain import Levels
from ._diffusion_laws import cast, check_earlier, levels_for
from ._draws import standard_normal

Form = Literal["x0", "epsilon", "v"]
Denoiser = Callable[[Tensor, Tensor], Tensor]  # of x_t (…, D) and t (…), with values (…, D) in one of the forms


def noised(x0: Tensor, noise: Tensor, t: int | Tensor, betas: Tensor) -> Tensor:
    """x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε, a draw of q(x_t | x_0) from standard normal noise ε: (…).

    >>> noised(torch.tensor([1.0]), torch.tensor([0.5]), 1, torch.tensor([0.36, 0.5]))  # 0.8 · 1 + 0.6 · 0.5
    tensor([1.1000])
    """
    at = levels_for(t, betas, x0=x0, noise=noise)
    return cast(at.root_signal, x0) * x0 + cast(at.noise.sqrt(), x0) * noise


def target(x0: Tensor, noise: Tensor, t: int | Tensor, betas: Tensor, form: Form) -> Tensor:
    """What a denoiser of the form should say of ``noised(x0, noise, t, betas)``: (…).

    >>> x0, noise, betas = torch.tensor([1.0]), torch.tensor([0.5]), torch.tensor([0.36, 0.5])
    >>> [target(x0, noise, 1, betas, form) for form in ("x0", "epsilon", "v")]  # v = 0.8 · 0.5 − 0.6 · 1
    [tensor([1.]), tensor([0.5000]), tensor([-0.2000])]
    """
    check_form(form)
    at = levels_for(t, betas, x0=x0, noise=noise)
    return torch.broadcast_tensors(target_at(at, x0, noise, form), x0, noise)[0]


def converted(output: Tensor, xt: Tensor, t: int | Tensor, betas: Tensor, form: Form, to: Form) -> Tensor:
    """What a denoiser of the form ``form`` says, in the form ``to``: (…).

    Errors of the output grow by 1/√ᾱ_t from epsilon, and by 1/√(1 − ᾱ_t) from x0; from epsilon the result is not finite
    where √ᾱ_t underflows. ``reverse_mean`` and the steps do without conversion.

    >>> x0, noise, betas = torch.tensor([1.0]), torch.tensor([0.5]), torch.tensor([0.36, 0.5])
    >>> xt = noised(x0, noise, 2, betas)
    >>> converted(noise, xt, 2, betas, form="epsilon", to="x0")
    tensor([1.])
    >>> converted(x0, xt, 2, betas, form="x0", to="v"), target(x0, noise, 2, betas, form="v")
    (tensor([-0.5418]), tensor([-0.5418]))
    """
    check_form(form)
    check_form(to, "to")
    at = levels_for(t, betas, output=output, xt=xt)
    a, b = cast(at.root_signal, xt), cast(at.noise.sqrt(), xt)
    if form == to:
        return torch.broadcast_tensors(output, xt, a)[0]
    if to == "x0":
        return (xt - b * output) / a if form == "epsilon" else a * xt - b * output
    if to == "epsilon":
        return (xt - a * output) / b if form == "x0" else b * xt + a * output
    return (a * xt - output) / b if form == "x0" else (output - b * xt) / a


def reverse_mean(output: Tensor, xt: Tensor, t: int | Tensor, betas: Tensor, form: Form) -> Tensor:
    """The mean of q(x_{t−1} | x_t, x_0) with a denoiser's output, of the given form, for what it stands for: (…).

    From x0 it is that of ``posterior_mean_variance``, from epsilon (x_t − β_t/√(1 − ᾱ_t) ε)/√(1 − β_t), and from v
    √(1 − β_t) x_t − √ᾱ_{t−1} β_t/√(1 − ᾱ_t) v; the three are equal, and finite also where ᾱ_t underflows.

    >>> x0, noise, betas = torch.tensor([1.0]), torch.tensor([0.5]), torch.tensor([0.36, 0.5])
    >>> xt = noised(x0, noise, 2, betas)
    >>> reverse_mean(x0, xt, 2, betas, form="x0"), reverse_mean(noise, xt, 2, betas, form="epsilon")
    (tensor([0.9543]), tensor([0.9543]))
    >>> posterior_mean_variance(x0, xt, 2, betas).mean
    tensor([0.9543])
    """
    check_form(form)
    return mean_at(levels_for(t, betas, output=output, xt=xt), output, xt, form)


def ddpm_step(
    output: Tensor,
    xt: Tensor,
    t: int | Tensor,
    betas: Tensor,
    form: Form,
    *,
    variance: Tensor | None = None,
    generator: Generator | None = None,
) -> Tensor:
    """A draw of p(x_{t−1} | x_t) = N(``reverse_mean``, variance) from a denoiser's output: (…).

    The variance (…) is that of ``posterior_mean_variance`` unless it is given; so for t = 1 the mean is returned.
    Ho, Jain & Abbeel (2020), algorithm 2.

    >>> x0, xt, betas = torch.tensor([1.0]), torch.tensor([0.5]), torch.tensor([0.36, 0.5])
    >>> generator = torch.Generator().manual_seed(0)
    >>> ddpm_step(x0, xt, 1, betas, "x0", generator=generator)  # the last step adds no noise
    tensor([1.])
    >>> ddpm_step(x0, xt, 2, betas, "x0", variance=torch.tensor([0.0]), generator=generator)
    tensor([0.7754])
    >>> reverse_mean(x0, xt, 2, betas, "x0")
    tensor([0.7754])
    """
    check_form(form)
    _check.generator("generator", generator)
    at = levels_for(t, betas, output=output, xt=xt)
    mean = mean_at(at, output, xt, form)
    spread = cast(at.back_variance, xt)
    if variance is not None:
        _check.finite("variance", variance)
        if bool((variance < 0).any()):
            raise ValueError("variance: negative")
        _check.same_kind("xt, variance", xt, variance)
        _check.broadcast("xt, variance", mean.shape, variance.shape)
        spread = variance
    return mean + spread.sqrt() * standard_normal(mean.shape, mean, generator)


def ddim_step(
    output: Tensor,
    xt: Tensor,
    t: int | Tensor,
    betas: Tensor,
    form: Form,
    *,
    earlier: int | Tensor | None = None,
    sigma: float | Tensor = 0.0,
    generator: Generator | None = None,
) -> Tensor:
    """A draw of x_s, s = ``earlier`` or t − 1, from ``ddim_mean_variance`` at a denoiser's x_0: (…).

    With σ = 0 no noise is drawn and the step is deterministic. Song, Meng & Ermon (2021), equation 12.

    >>> x0, noise, betas = torch.tensor([1.0]), torch.tensor([0.5]), torch.tensor([0.36, 0.5])
    >>> xt = noised(x0, noise, 2, betas)
    >>> ddim_step(noise, xt, 2, betas, "epsilon")
    tensor([1.1000])
    >>> noised(x0, noise, 1, betas)  # the step keeps the noise
    tensor([1.1000])
    """
    check_form(form)
    _check.generator("generator", generator)
    at = levels_for(t, betas, output=output, xt=xt)
    before, rest, sigma = check_earlier(t, betas, sigma, earlier, xt)
    root, noise_root = cast(at.root_signal, xt), cast(at.noise.sqrt(), xt)
    if form == "epsilon":
        growth = cast(((before.log_signal_before - at.log_signal) / 2).exp(), xt)
        noise, kept = output, growth * (xt - noise_root * output)
    else:
        x0 = output if form == "x0" else root * xt - noise_root * output
        noise = (xt - root * x0) / noise_root if form == "x0" else noise_root * xt + root * output
        kept = cast(before.root_signal_before, xt) * x0
    mean = kept + cast(rest.sqrt(), xt) * noise
    if not bool(sigma.any()):
        return mean
    return mean + cast(sigma, xt) * standard_normal(mean.shape, mean, generator)


def check_form(form: str, name: str = "form") -> None:
    """Refuse what is no form."""
    if form not in get_args(Form):
        raise ValueError(f"{name}: expected x0, epsilon or v, got {form!r}")


def target_at(at: Levels, x0: Tensor, noise: Tensor, form: Form) -> Tensor:
    """``target`` at checked levels."""
    if form == "v":
        return cast(at.root_signal, x0) * noise - cast(at.noise.sqrt(), x0) * x0
    return x0 if form == "x0" else noise


def mean_at(at: Levels, output: Tensor, xt: Tensor, form: Form) -> Tensor:
    """``reverse_mean`` at checked levels."""
    if form == "x0":
        return cast(at.of_x0, xt) * output + cast(at.of_xt, xt) * xt
    if form == "epsilon":
        return (xt - cast(at.beta / at.noise.sqrt(), xt) * output) / cast(at.kept.sqrt(), xt)
    return cast(at.kept.sqrt(), xt) * xt - cast(at.root_signal_before * (at.beta / at.noise.sqrt()), xt) * output


def error_factor(at: Levels, form: Form) -> Tensor:
    """By what the error of a denoiser's output is multiplied in the mean of p(x_{t−1} | x_t), up to its sign."""
    if form == "x0":
        return at.of_x0
    root = at.beta / at.noise.sqrt()
    return root / at.kept.sqrt() if form == "epsilon" else root * at.root_signal_before
