"""The draws of fits: their laws by simulation, and their equality with torch's own draws where they are few."""

import math

import numpy as np
import pytest
import torch
from scipy import stats

from impl import _draws
from impl.monte_carlo import MeanTest
from impl.normal_gamma import NormalGamma
from impl.score_function import fit

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


def test_few_gamma_draws_equal_those_of_torch():
    shape = torch.tensor([0.3, 5.0])
    got = _draws.standard_gamma(shape, 4, torch.Generator().manual_seed(0))
    assert torch.equal(got, torch._standard_gamma(shape.expand(4, 2), torch.Generator().manual_seed(0)))  # pyright: ignore[reportPrivateImportUsage]


@pytest.mark.parametrize("samples", [300, 3000])
@pytest.mark.parametrize(("dtype", "shape"), [(torch.float64, 0.005), (torch.float32, 0.03)])
def test_draws_too_small_for_the_dtype(samples, dtype, shape):
    """Both samplers return the least normal number for them, so logarithms, scores and a fit stay finite."""
    generator = torch.Generator().manual_seed(0)  # fixed, because their number is random
    g = _draws.standard_gamma(torch.full((2,), shape, dtype=dtype), samples, generator)
    tiny = torch.finfo(dtype).tiny
    assert g.amin() == tiny
    lost = stats.gamma(shape).cdf(tiny)
    assert 0.01 < lost < 0.1
    assert float((g == tiny).double().mean()) == pytest.approx(lost, abs=6 * (lost / (2 * samples)) ** 0.5)
    chart = torch.tensor([0.0, 0.0, math.log(shape), 0.0], dtype=dtype).unsqueeze(1).expand(4, 2)
    for structured in True, False:
        for part in _draws.draw(chart, structured, samples, generator):
            assert part.isfinite().all()
    q = NormalGamma(*chart[:, 0].exp().mul(torch.tensor([0, 1, 1, 1], dtype=dtype)))
    result = fit(q, lambda z: -z[..., 0].abs().log1p() - z[..., 1], "leave_one_out", 3, samples, 1e-3, generator)
    assert result.last.parameters.isfinite().all()


def test_shapes_need_not_be_contiguous():
    shapes = torch.tensor([[0.3, 2.0, 7.0], [1.0, 0.5, 3.0]])
    want = _draws.standard_gamma(shapes, 1000, torch.Generator().manual_seed(0))
    for other in shapes.mT.contiguous().mT, shapes.repeat_interleave(2, 1)[:, ::2]:
        assert not other.is_contiguous()
        assert torch.equal(_draws.standard_gamma(other, 1000, torch.Generator().manual_seed(0)), want)
    one = torch.tensor(0.4)
    same = _draws.standard_gamma(one.expand(2, 3), 1000, torch.Generator().manual_seed(0))
    assert torch.equal(same, _draws.standard_gamma(torch.full((2, 3), 0.4), 1000, torch.Generator().manual_seed(0)))


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_every_proposal_is_judged_by_the_whole_test(dtype, seed):
    """Accepted proposals are those with U < e^{d φ(w)}, in numpy, for the generator's own normals and uniforms."""
    shapes, size = torch.tensor([1.0, 1.2, 5.0], dtype=dtype), torch.Size((8000, 3))
    values, rejected = _draws._attempt(shapes, size, torch.Generator().manual_seed(seed))
    generator = torch.Generator().manual_seed(seed)
    noise = _draws.standard_normal(size, shapes, generator)
    d = shapes - 1 / 3
    w = (noise * (9 * d).rsqrt()).double().numpy()
    chance = torch.rand(size, dtype=dtype, generator=generator).double().numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        bound = d.double().numpy() * (3 * np.log1p(w) - 3 * w + 1.5 * w**2 - w**3)
        margin = np.where(w > -1, bound - np.log(chance), -np.inf)
    want = torch.tensor(margin <= 0).flatten()
    got = torch.zeros(want.shape, dtype=torch.bool)
    got[rejected] = True
    clear = torch.tensor(np.abs(margin) > 100 * torch.finfo(dtype).eps).flatten()
    assert torch.equal(got[clear], want[clear])
    assert clear.double().mean() > 0.99
    assert 0.01 < want.double().mean() < 0.1
    torch.testing.assert_close(values.double(), torch.tensor(d.double().numpy() * (1 + w) ** 3), rtol=1e-5, atol=0)


def test_draws_with_bad_shapes_end():
    """A draw that is NaN is returned, and not redrawn for ever."""
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
