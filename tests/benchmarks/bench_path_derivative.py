"""Gradients of single draws per second: ours, torch.func's, and a backward pass for each draw.

Two latents and four parameters, or ten and twenty; 300 draws. ``vmap`` wants functions that never look at a value, so
its densities are unvalidated; ours takes the same ones.
"""

import pytest
import torch
from torch.distributions import Normal
from torch.func import grad, vmap

from impl import path_derivative as pd

pytestmark = pytest.mark.bench
torch.set_default_dtype(torch.float64)
DRAWS = 300


def setting(latents):
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(latents, latents, generator=generator)
    x, phi = torch.randn(latents, generator=generator), torch.randn(2 * latents, generator=generator) / 3

    def log_joint(z):
        return -0.5 * ((x - z @ weight.mT).square().sum(-1) + z.square().sum(-1))

    def log_q(z, phi):
        return Normal(phi[:latents], phi[latents:].exp(), validate_args=False).log_prob(z).sum(-1)

    def transform(noise, phi):
        return phi[:latents] + phi[latents:].exp() * noise

    return log_joint, log_q, transform, phi, torch.randn(DRAWS, latents, generator=generator)


def held(log_joint, log_q, transform, phi, noise):
    """The signal log p(x, z) − log q(z; φ′) at z = t(ε, φ), as a function of φ, with φ′ = φ held."""
    z = transform(noise, phi)
    return log_joint(z) - log_q(z, phi.detach())


def one_pass_a_draw(log_joint, log_q, transform, phi, noise):
    leaf = phi.clone().requires_grad_()
    values = held(log_joint, log_q, transform, leaf, noise)
    return torch.stack([torch.autograd.grad(value, leaf, retain_graph=True)[0] for value in values])


def by_vmap(log_joint, log_q, transform, phi, noise):
    def one(moved, phi, noise):
        z = transform(noise, moved)
        return log_joint(z) - log_q(z, phi)

    return vmap(grad(one), (None, None, 0))(phi, phi, noise)


WAYS = {"path": pd.path, "vmap(grad)": by_vmap, "a pass for each draw": one_pass_a_draw}


@pytest.mark.parametrize("latents", [2, 10])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.benchmark(group=f"path derivative, {DRAWS} draws", min_rounds=3)
def bench_path(benchmark, way, latents):
    arguments = setting(latents)
    benchmark.group += f", {2 * latents} parameters"
    found = benchmark(WAYS[way], *arguments)
    benchmark.extra_info["draws per second"] = DRAWS / benchmark.stats["median"]
    torch.testing.assert_close(found, pd.total(*arguments) + pd.score(*arguments), rtol=1e-9, atol=1e-9)
