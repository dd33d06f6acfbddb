"""Question 2.2.18: gradient and natural gradient descent on a Gamma likelihood, as in the listing.

The arithmetic is in single precision with one tensor for each number, and every loss takes a pass over the data. Each
epoch records the loss before its step and the parameters after it, so the two histories are one step apart.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
from matplotlib.figure import Figure
from torch import Generator, Tensor

SHAPE, SCALE, SIZE = 3.0, 2.0, 1000
START, RATE, EPOCHS, SEED, LEAST_PARAMETER = (0.5, 8.0), 0.1, 150, 0, 1e-4
Direction = Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]


class Histories(NamedTuple):
    """(shape, scale) after each epoch's step, (epochs, 2), and the loss before it, (epochs,)."""

    gd: Tensor
    ngd: Tensor
    gd_loss: Tensor
    ngd_loss: Tensor


def draw(seed: int = SEED) -> Tensor:
    """The data, (1000,), that `Gamma(3, rate=1/2).sample((1000,))` draws after `torch.manual_seed(seed)`."""
    concentration = torch.full((SIZE,), SHAPE, dtype=torch.float32)
    rate = torch.tensor(1 / SCALE, dtype=torch.float32)
    return (
        torch._standard_gamma(  # pyright: ignore[reportPrivateImportUsage]
            concentration, generator=Generator().manual_seed(seed)
        )
        / rate
    )


def gamma_nll(alpha: Tensor, beta: Tensor, data: Tensor | list[float]) -> Tensor:
    """The listing's loss; both parameters are clamped at 1e-4, below which it is constant and its gradient zero."""
    alpha, beta = alpha.clamp(min=LEAST_PARAMETER), beta.clamp(min=LEAST_PARAMETER)
    data = data if isinstance(data, Tensor) else torch.tensor(data)
    mean, mean_log = data.mean(), data.log().mean()
    return alpha * beta.log() + alpha.lgamma() - (alpha - 1) * mean_log + 1 / beta * mean


def fisher_inverse(alpha: Tensor, beta: Tensor, detached: bool = True) -> tuple[Tensor, Tensor, Tensor]:
    """The listing's entries (shape, shape), (shape, scale) and (scale, scale); it has both parameters ``detached``."""
    if detached:
        alpha, beta = alpha.detach(), beta.detach()
    factor = 1 / (alpha * torch.polygamma(1, alpha) - 1)
    return alpha * factor, -beta * factor, beta**2 * torch.polygamma(1, alpha) * factor


def natural(
    alpha: Tensor, beta: Tensor, in_alpha: Tensor, in_beta: Tensor, detached: bool = True
) -> tuple[Tensor, Tensor]:
    """The natural gradient: the inverse Fisher information times the gradient."""
    first, off, last = fisher_inverse(alpha, beta, detached)
    return first * in_alpha + off * in_beta, off * in_alpha + last * in_beta


def step(alpha: Tensor, beta: Tensor, data: Tensor, rate: float, direction: Direction | None = None) -> Tensor:
    """One epoch of one method: move both leaves and return the loss before the move."""
    for leaf in alpha, beta:
        if leaf.grad is not None:
            leaf.grad.zero_()
    loss = gamma_nll(alpha, beta, data)
    loss.backward()
    in_alpha, in_beta = (leaf.grad for leaf in (alpha, beta) if leaf.grad is not None)
    if direction:
        in_alpha, in_beta = direction(alpha, beta, in_alpha, in_beta)
    with torch.no_grad():
        alpha -= rate * in_alpha
        beta -= rate * in_beta
        alpha.clamp_(min=LEAST_PARAMETER)
        beta.clamp_(min=LEAST_PARAMETER)
    return loss


def parameters(start: tuple[float, float] = START) -> tuple[Tensor, Tensor]:
    """Two leaves, shape and scale, at the start of a descent."""
    shape, scale = (torch.tensor(value, dtype=torch.float32, requires_grad=True) for value in start)
    return shape, scale


def run(data: Tensor, start: tuple[float, float] = START, rate: float = RATE, epochs: int = EPOCHS) -> Histories:
    """Both methods from one start, in turn in every epoch; the first epoch and every fifteenth are printed."""
    methods = {"GD": (parameters(start), None), "NGD": (parameters(start), natural)}
    paths = {name: [] for name in methods}
    losses = {name: [] for name in methods}
    for epoch in range(1, epochs + 1):
        for name, ((alpha, beta), direction) in methods.items():
            loss = step(alpha, beta, data, rate, direction)
            losses[name].append(loss.item())
            paths[name].append((alpha.item(), beta.item()))
        if epoch % 15 == 0 or epoch == 1:
            print(f"epoch {epoch}")
            for name, path in paths.items():
                print(f"{name} alpha={path[-1][0]:.4f} beta={path[-1][1]:.4f} loss={losses[name][-1]:.4f}")
    return Histories(*(torch.tensor(kept[name], dtype=torch.float64) for kept in (paths, losses) for name in methods))


def plot(histories: Histories) -> Figure:
    """The listing's figure: shape, scale and loss by epoch, GD dashed and blue, NGD red, the true law dotted.

    Its labels are those of the listing, with the letters that are printed as formulas; the title has other words.  Its
    code has the title's end after the first of two texts, and three texts broken over lines; both are mended here.
    """
    figure = Figure(figsize=(12, 10))
    axes = figure.subplots(3, 1, sharex=True)
    figure.suptitle(f"gradient and natural gradient (rate {RATE}, {SIZE} points)", fontsize=16)
    columns = (
        ("alpha", "Shape parameter α", histories.gd[:, 0], histories.ngd[:, 0], SHAPE),
        ("beta", "Scale parameter β", histories.gd[:, 1], histories.ngd[:, 1], SCALE),
        ("NLL Loss", "NLL Loss", histories.gd_loss, histories.ngd_loss, None),
    )
    for one, (name, label, gd, ngd, true) in zip(axes, columns):
        one.plot(gd.numpy(), label=f"GD {name}", color="blue", linestyle="--")
        one.plot(ngd.numpy(), label=f"NGD {name}", color="red")
        if true is not None:
            one.axhline(true, color="black", linestyle=":", label=f"True {name} ({true})")
        if name != "alpha":
            one.set_xlabel("Epoch")
        one.set_ylabel(label)
        one.legend()
        one.grid(True)
    figure.tight_layout(rect=(0, 0.03, 1, 0.95))
    return figure
