"""Descent steps per second beside the rebuilt listing's, and fits per second beside scipy's.

A peer is right before it is timed: each ends where ours does. Within a group pytest-benchmark prints every median's
ratio to the fastest.
"""

import pytest
import scipy.stats
import torch

from impl import gamma
from impl.listings import gamma as listing
from impl.natural_gradient import gradient_descent, natural_gradient_descent

pytestmark = pytest.mark.bench
STEPS, FITS = 150, 1000
DATA = listing.draw().double()
START = torch.tensor(listing.START, dtype=torch.float64)
METHODS = {"GD": (gradient_descent, None), "NGD": (natural_gradient_descent, listing.natural)}


def measure(benchmark, function, unit, count):
    result = benchmark(function)
    benchmark.extra_info[f"{unit} per second"] = count / benchmark.stats["median"]
    return result


def ours(name, start=START):
    return METHODS[name][0](DATA, start, listing.RATE, STEPS)


def listed(name):
    """The steps of the listing alone, without its histories and its output."""
    data, (alpha, beta), direction = DATA.float(), listing.parameters(), METHODS[name][1]
    for _ in range(STEPS):
        listing.step(alpha, beta, data, listing.RATE, direction)
    return torch.stack((alpha, beta)).detach().double()


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.benchmark(group=f"{STEPS} descent steps on 1000 data")
def bench_listing(benchmark, name):
    end = measure(benchmark, lambda: listed(name), "steps", STEPS)
    torch.testing.assert_close(end, ours(name)[-1], rtol=1e-5, atol=0)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.benchmark(group=f"{STEPS} descent steps on 1000 data")
def bench_ours(benchmark, name):
    measure(benchmark, lambda: ours(name), "steps", STEPS)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.benchmark(group=f"{STEPS} descent steps on 1000 data, from 1000 starts at once")
def bench_thousand_starts(benchmark, name):
    start = START.expand(1000, 2)
    measure(benchmark, lambda: ours(name, start), "steps", STEPS * 1000)


def scipy_fit(points):
    shape, _, scale = scipy.stats.gamma.fit(points, floc=0)
    return shape, scale


@pytest.mark.benchmark(group="one fit of a Gamma law to 1000 data")
def bench_scipy_fit(benchmark):
    points = DATA.numpy()
    fit = measure(benchmark, lambda: scipy_fit(points), "fits", 1)
    assert fit == pytest.approx([float(v) for v in gamma.mle(DATA)], rel=1e-9)


@pytest.mark.benchmark(group="one fit of a Gamma law to 1000 data")
def bench_mle(benchmark):
    measure(benchmark, lambda: gamma.mle(DATA), "fits", 1)


def many(size):
    generator = torch.Generator().manual_seed(size)
    uniform = torch.rand(FITS, size, 3, dtype=torch.float64, generator=generator)
    return -2 * uniform.log().sum(-1)  # Gamma(3, scale 2)


@pytest.mark.parametrize("size", [10, 100, 1000])
@pytest.mark.benchmark(group="1000 fits of a Gamma law")
def bench_thousand_scipy_fits(benchmark, size):
    data = many(size)
    fits = measure(benchmark, lambda: [scipy_fit(points) for points in data.numpy()], "fits", FITS)
    torch.testing.assert_close(torch.tensor(fits), torch.stack(gamma.mle(data), -1), rtol=1e-8, atol=0, check_dtype=False)


@pytest.mark.parametrize("size", [10, 100, 1000])
@pytest.mark.benchmark(group="1000 fits of a Gamma law")
def bench_thousand_fits(benchmark, size):
    data = many(size)
    measure(benchmark, lambda: gamma.mle(data), "fits", FITS)


@pytest.mark.benchmark(group="1000 fits of a Gamma law")
def bench_thousand_fits_from_statistics(benchmark):
    found = gamma.statistics(many(1000))
    measure(benchmark, lambda: gamma.mle(found), "fits", FITS)
