"""The draws that fits make: their laws by simulation, torch's own where there are few."""

import math

import pytest
import torch
from scipy import stats

from impl import _draws
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)


@pytest.mark.parametrize("shapes", [(3.0, 0.97, 0.2), (40.0, 1.3, 1.0)], ids=["below 1", "from 1"])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_gamma_draws_by_simulation(shapes, dtype, generator, spend):
    """Null: P(g ≤ x) at five quantiles x is scipy's, variance p (1 − p). Planted: 0.02 more, and a shape 20 % larger."""
    levels = torch.tensor([0.05, 0.3, 0.5, 0.8, 0.97])
    test = spend(MeanTest.detecting(0.02, 0.25, 2e-11), means=15)
    g = _draws.standard_gamma(torch.tensor(shapes, dtype=dtype), test.samples, generator)
    assert g.shape == (test.samples, 3) and g.dtype == dtype
    for draws, shape in zip(g.double().unbind(1), shapes):
        quantiles = stats.gamma(shape).ppf(levels)
        below = (draws[:, None] <= torch.tensor(quantiles)).double()
        assert test.accepts(below, levels).all()
        assert not test.accepts(below, levels + 0.02).any()
        assert not test.accepts(below, torch.tensor(stats.gamma(1.2 * shape).cdf(quantiles)))[1:4].any()


def test_few_gamma_draws_are_torchs():
    shape = torch.tensor([0.3, 5.0])
    got = _draws.standard_gamma(shape, 4, torch.Generator().manual_seed(0))
    assert torch.equal(got, torch._standard_gamma(shape.expand(4, 2), torch.Generator().manual_seed(0)))  # pyright: ignore[reportPrivateImportUsage]


def test_bad_shapes_end():
    """What is not a number is returned and not drawn for ever."""
    assert _draws.standard_gamma(torch.tensor([math.nan, 2.0]), 1000, None)[:, 0].isnan().all()


def test_normal_draws_by_simulation(generator, spend):
    """Null: P(ε ≤ x), and P(ε_s ε_t > 0) = ½ of the two halves that share their radii. Planted: 0.02 more."""
    levels = torch.tensor([0.02, 0.3, 0.5, 0.9])
    test = spend(MeanTest.detecting(0.02, 0.25, 1e-10), means=6)
    noise = _draws.standard_normal(torch.Size((2, test.samples)), torch.empty(()), generator)
    quantiles = torch.tensor(stats.norm.ppf(levels))
    first, second = noise
    events = first[:, None] <= quantiles, first * second > 0, first.abs() > second.abs()
    for draws in (event.double() for event in events):
        claimed = levels if draws.ndim == 2 else 0.5
        assert test.accepts(draws, claimed).all()
        assert not test.accepts(draws, claimed + 0.02).any()
