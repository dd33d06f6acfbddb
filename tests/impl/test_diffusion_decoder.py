"""Tests of the discretised decoder of impl.diffusion against high precision, over its whole domain."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl.diffusion import discretised_log_prob

torch.set_default_dtype(torch.float64)


def exact(level, levels, mean, variance):
    """log of the mass of the bin, to 60 digits, from the tails that lie on the side of the bin."""
    half, scale = mpf(1) / (levels - 1), mp.sqrt(mpf(variance))
    lower, upper = ((2 * half * level - 1 + side * half - mpf(mean)) / scale for side in (-1, 1))
    if level == 0:
        return mp.log(mp.ncdf(upper))
    if level == levels - 1:
        return mp.log(mp.ncdf(-lower))
    if lower + upper > 0:
        lower, upper = -upper, -lower
    if upper > 0:  # the mass is near one, or the bin is narrow; 60 digits are enough for both
        return mp.log1p(-mp.ncdf(lower) - mp.ncdf(-upper))
    return mp.log(mp.ncdf(upper) - mp.ncdf(lower))


@given(st.integers(2, 1000), st.floats(0, 1), st.floats(-1.5, 1.5), st.floats(-6, 2))
def test_every_level_has_nearly_all_digits(levels, share, mean, log_scale):
    level, variance = round(share * (levels - 1)), 10 ** (2 * log_scale)
    got = discretised_log_prob(torch.tensor(2 * level / (levels - 1) - 1), torch.tensor(mean), torch.tensor(variance), levels).item()
    with mp.workdps(60):
        distance = abs(mpf(level) * 2 / (levels - 1) - 1 - mpf(mean)) / mp.sqrt(mpf(variance))
        if distance < 1e4:  # mpmath's tail is slow beyond
            want = exact(level, levels, mean, variance)
            # The distance from the mean is rounded to the last digit of one, which moves log p by the square of the tail.
            room = 3e-16 / math.sqrt(variance) * float(distance + 1)
            assert abs(mpf(got) - want) <= 1e-13 * abs(want) + room


@pytest.mark.parametrize("levels", [2, 3, 256])
@pytest.mark.parametrize("variance", [1e-8, 1e-4, 0.01, 1.0, 100.0])
def test_masses_sum_to_one(levels, variance):
    grid = torch.linspace(-1, 1, levels)
    for mean in -3.0, -0.4, 0.0, 1 / 255, 0.99:
        masses = discretised_log_prob(grid, torch.tensor(mean), torch.tensor(variance), levels).exp()
        assert masses.sum() == pytest.approx(1, abs=1e-12)


def test_each_formula_meets_the_next():
    """Across the borders where the bin becomes wide or leaves the mean, in a grid fine enough to straddle each of them."""
    means, log_scales = torch.linspace(-1, 1, 81), torch.linspace(-4, 0, 161)
    variance = torch.exp(2 * log_scales).unsqueeze(-1)
    got = discretised_log_prob(torch.tensor(0.2), means, variance, 11)
    with mp.workdps(40):
        for i in range(0, 161, 8):
            for j in range(0, 81, 2):
                want = exact(6, 11, means[j].item(), variance[i].item())
                assert abs(got[i, j].item() - want) <= 1e-12 * abs(want) + 1e-14


def test_gradients_are_those_of_the_mass(seed):
    """Also where a formula that was not chosen has none; against differences."""
    draw = torch.Generator().manual_seed(seed)
    level = torch.randint(0, 9, (40,), generator=draw)
    mean, variance = 2 * torch.rand(40, generator=draw) - 1, 10 ** (-5 * torch.rand(40, generator=draw))
    x0, step = level / 4 - 1, 1e-6
    for which in 0, 1:
        leaves = [mean.clone().requires_grad_(), variance.clone().requires_grad_()]
        discretised_log_prob(x0, leaves[0], leaves[1], 9).sum().backward()
        moved = [[mean, variance] for _ in range(2)]
        moved[0][which], moved[1][which] = (part * (1 + side * step) for part, side in zip([moved[0][which]] * 2, (1, -1), strict=True))
        up, down = (discretised_log_prob(x0, pair[0], pair[1], 9) for pair in moved)
        want = (up - down) / (2 * step * (mean, variance)[which])
        torch.testing.assert_close(leaves[which].grad, want, rtol=1e-4, atol=1e-3)


def test_levels_in_single_precision():
    x0 = (torch.arange(256, dtype=torch.float32) / 127.5) - 1
    got = discretised_log_prob(x0, torch.zeros(1, dtype=torch.float32), torch.full((1,), 0.1, dtype=torch.float32))
    want = discretised_log_prob(torch.linspace(-1, 1, 256), torch.zeros(1), torch.full((1,), 0.1))
    assert got.dtype == torch.float32
    torch.testing.assert_close(got.double(), want, rtol=1e-4, atol=1e-5)
