"""Gradients of single draws by autograd: what depends on what, and one gradient for each of S draws."""

import warnings
from collections.abc import Callable

import torch
from torch import Tensor
from torch.func import grad, vmap


def depends(values: Tensor, *leaves: Tensor) -> bool:
    """Whether autograd's graph leads from the values back to one of the leaves, which require a gradient."""
    wanted, seen, left = {id(leaf) for leaf in leaves}, set(), [values.grad_fn]
    if id(values) in wanted:
        return True
    while left:
        node = left.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if id(getattr(node, "variable", None)) in wanted:
            return True
        left += [parent for parent, _ in node.next_functions]
    return False


def slope(values: Tensor, at: Tensor) -> Tensor:
    """The gradient of each value in its own part of ``at``, in one pass: no other value depends on that part."""
    if not values.requires_grad:
        return torch.zeros_like(at)
    (found,) = torch.autograd.grad(values.sum(), at, materialize_grads=True)
    return found


def pulled_back(
    transform: Callable[[Tensor, Tensor], Tensor], noise: Tensor, phi: Tensor, z: Tensor, slope: Tensor
) -> Tensor | None:
    """Σ_i slope_si ∂z_si/∂φ_p of z = transform(noise, phi), for each draw s in one vectorised pass: (S, …, P).

    The transform then gets one draw at a time, noise (1, …), under ``torch.vmap``. None where that is not possible:
    where the transform looks at values or has an operation without a batching rule, and where its draws are then not
    ``z``, because it knows which draw it makes.
    """

    def one(noise: Tensor, slope: Tensor) -> tuple[Tensor, Tensor]:
        def along(phi: Tensor) -> tuple[Tensor, Tensor]:
            value = transform(noise.unsqueeze(0), phi)
            return (value * slope.unsqueeze(0)).sum(), value

        return grad(along, has_aux=True)(phi)

    try:
        with warnings.catch_warnings():  # vmap warns where it goes through the draws in a loop, which takes long
            warnings.filterwarnings("error", message="There is a performance drop")
            gradients, again = vmap(one)(noise.detach(), slope)
    except Exception:  # whatever a transform raises here, it has already returned its draws without vmap
        return None
    again = again.squeeze(1)
    room = torch.finfo(z.dtype).eps ** 0.5
    same = again.shape == z.shape and bool(torch.isclose(again, z, rtol=room, atol=room).all())
    return gradients if same else None


def gradients(function: Callable[[Tensor], Tensor], phi: Tensor) -> Tensor:
    """∂f_s/∂φ_p of function(phi): (…, P) → (S, …), as (S, …, P).

    Σ_s w_s ∂f_s/∂φ_p is linear in the weights w, and its derivative in w is column p. So P backward passes serve all S
    draws, instead of one pass for each draw.
    """
    with torch.enable_grad():
        phi = phi.detach().clone().requires_grad_()
        values = function(phi)
        weights = torch.zeros_like(values, requires_grad=True)
        columns = [torch.zeros_like(values)] * phi.shape[-1]
        (weighted,) = torch.autograd.grad(values, phi, weights, create_graph=True, materialize_grads=True)
        if weighted.requires_grad:
            sums = weighted.reshape(-1, phi.shape[-1]).sum(0)
            columns = [
                torch.autograd.grad(entry, weights, retain_graph=True, materialize_grads=True)[0]
                for entry in sums.unbind()
            ]
    return torch.stack(columns, -1)
