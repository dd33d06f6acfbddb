"""Tests of impl.monte_carlo against numpy, naive loops, and the exact law of small experiments."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from impl import monte_carlo
from impl.monte_carlo import MeanTest, confidence_sequence, estimate, merge, moments

torch.set_default_dtype(torch.float64)
numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=2, max_size=30), st.data())
def test_moments_of_parts_are_those_of_the_whole(rows, data):
    draws = torch.tensor(rows)
    cut = data.draw(st.integers(1, len(rows) - 1))
    got = merge(moments(draws[:cut]), moments(draws[cut:]))
    scale = np.abs(rows).max() + 1e-300
    assert got.count == len(rows)
    np.testing.assert_allclose(got.mean, np.mean(rows, 0), rtol=0, atol=1e-14 * scale)
    np.testing.assert_allclose(got.variance, np.var(rows, 0, ddof=1), rtol=1e-12, atol=1e-14 * scale**2 + 1e-300)
    np.testing.assert_allclose(got.standard_error, (got.variance / len(rows)).sqrt(), rtol=1e-15)


def test_variance_survives_a_large_mean():
    draws = torch.tensor([0.0, 1.0, 2.0, 3.0]) + 1e9
    assert merge(moments(draws[:1]), moments(draws[1:])).variance == pytest.approx(5 / 3, rel=1e-12)
    assert moments(draws[:1]).variance.isnan()


def naive_centre(draws, test):
    """The root of Catoni's equation, written from his paper with ε = false_alarm / 2."""
    n, v, nats = test.samples, test.variance, math.log(1 / (test.false_alarm / 2))
    radius = math.sqrt(2 * v * nats / (n * (1 - 2 * nats / n)))
    scale = math.sqrt(2 * nats / (n * (v + radius**2)))

    def influence(x):
        return math.log(1 + x + x * x / 2) if x >= 0 else -math.log(1 - x + x * x / 2)

    def total(centre):
        return sum(influence(scale * (x - centre)) for x in draws)

    return brentq(total, min(draws), max(draws), xtol=1e-13), radius


spread_out = st.lists(st.floats(-50, 50), min_size=12, max_size=40).filter(lambda x: max(x) > min(x))


@given(spread_out, st.floats(-60, 60))
def test_catoni_is_the_root_of_its_equation(draws, claimed):
    test = MeanTest(len(draws), 3.0, 0.01)
    centre, radius = naive_centre(draws, test)
    assert test.radius == pytest.approx(radius, rel=1e-13)
    assert float(test.estimate(torch.tensor(draws))) == pytest.approx(centre, abs=1e-11)
    if abs(abs(claimed - centre) - radius) > 1e-9:
        assert bool(test.accepts(torch.tensor(draws), claimed)) == (abs(claimed - centre) <= radius)


@pytest.mark.parametrize("law", [(0.5, 0.5), (0.95, 0.05), (0.9, 0.05, 0.05), (0.3, 0.4, 0.3)])
def test_mean_test_keeps_its_rate_exactly(law):
    """The rate is a sum over all outcomes of 30 draws from {0, 1, 4}. Half the radius would break it."""
    values = torch.tensor([0.0, 1.0, 4.0])[: len(law)]
    probabilities = torch.tensor(law)
    mean = float((probabilities * values).sum())
    variance = float((probabilities * (values - mean) ** 2).sum())
    test = MeanTest(30, variance, 0.3)
    counts = [c for c in itertools.product(range(31), repeat=len(law)) if sum(c) == 30]
    chance = torch.tensor([
        math.factorial(30) * math.prod(p**c / math.factorial(c) for p, c in zip(law, count, strict=True))
        for count in counts
    ])  # fmt: skip
    assert float(chance.sum()) == pytest.approx(1, abs=1e-12)
    draws = torch.stack([values.repeat_interleave(torch.tensor(count)) for count in counts], 1)
    alarm = float(chance[~test.accepts(draws, mean)].sum())
    miss = max(float(chance[test.accepts(draws, mean + s * 1.0001 * test.effect)].sum()) for s in (-1, 1))
    assert alarm <= 0.3
    assert miss <= 0.3
    if law == (0.5, 0.5):
        too_narrow = (test.estimate(draws) - mean).abs() > test.radius / 2
        assert float(chance[too_narrow].sum()) > 0.3


@given(st.floats(0.01, 10), st.floats(0.01, 100), st.floats(1e-12, 0.5))
def test_detecting_takes_as_few_draws_as_it_can(effect, variance, false_alarm):
    test = MeanTest.detecting(effect, variance, false_alarm)
    assert test.effect <= effect * (1 + 1e-9)
    if test.samples - 1 > 2 * math.log(2 / false_alarm):
        assert MeanTest(test.samples - 1, variance, false_alarm).effect >= effect * (1 - 1e-9)


def test_mean_test_on_exponential_draws(generator, spend):
    """Null: the mean is 1, which it is. Planted: 0.95 and 1.05. Exact rate: the variance is known, 1."""
    test = spend(MeanTest.detecting(0.05, 1.0, 1e-8))
    draws = torch.empty(test.samples).exponential_(generator=generator)
    assert test.accepts(draws, 1.0)
    assert not test.accepts(draws, 0.95)
    assert not test.accepts(draws, 1.05)


def naive_sequence(draws, false_alarm):
    """Waudby-Smith & Ramdas, equations (13) to (15), one draw after another, on [0, 1]."""
    mean, variance, lower, upper = 0.5, 0.25, 0.0, 1.0
    total = deviation = weight = weighted = spread = 0.0
    for t, x in enumerate(draws, 1):
        bet = min(math.sqrt(2 * math.log(2 / false_alarm) / (variance * t * math.log(1 + t))), 0.5)
        weight, weighted = weight + bet, weighted + bet * x
        spread += 4 * (x - mean) ** 2 * (-math.log(1 - bet) - bet) / 4
        radius = (math.log(2 / false_alarm) + spread) / weight
        lower, upper = max(lower, weighted / weight - radius), min(upper, weighted / weight + radius)
        total += x
        mean = (0.5 + total) / (t + 1)
        deviation += (x - mean) ** 2
        variance = (0.25 + deviation) / (t + 1)
    return lower, upper


@given(st.lists(st.floats(0, 1), min_size=2, max_size=60), st.integers(1), st.floats(-5, 5), st.floats(1, 9))
@example([1.0] * 40 + [0.0] * 20, 50, 0.0, 1.0)  # the bounds of the last draw are not the tightest
@example([0.0] * 40 + [1.0] * 20, 30, 0.0, 1.0)
def test_confidence_sequence_is_the_papers_whole_or_in_parts(draws, cut, low, width):
    lower, upper = naive_sequence(draws, 0.05)
    cut = min(cut, len(draws) - 1)
    scaled = (low + width * torch.tensor(draws)).clamp(low, low + width)
    whole = confidence_sequence(scaled, low, low + width, 0.05)
    first = confidence_sequence(scaled[:cut], low, low + width, 0.05)
    parts = confidence_sequence(scaled[cut:], low, low + width, 0.05, first)
    for got in whole, parts:
        assert got.count == len(draws)
        assert float(got.lower) == pytest.approx(low + width * lower, abs=1e-11)
        assert float(got.upper) == pytest.approx(low + width * upper, abs=1e-11)


@pytest.mark.parametrize("p", [0.5, 0.1, 0.97])
@pytest.mark.parametrize("n", [1, 5, 12])
def test_confidence_sequence_rests_on_a_supermartingale(p, n):
    """Over all sequences of n coin tosses E exp(Σ bet·(x − p) − spread) ≤ 1, exactly, with x and with 1 − x."""
    tosses = torch.tensor(list(itertools.product((0.0, 1.0), repeat=n))).T
    chance = (tosses * p + (1 - tosses) * (1 - p)).prod(0)
    run = confidence_sequence(tosses, 0, 1, 0.2)
    for sign in 1, -1:
        capital = sign * (run.weighted - p * run.weight) - run.spread
        assert float((chance * capital.exp()).sum()) <= 1 + 1e-12
        assert float((chance * (capital + run.spread).exp()).sum()) > 1  # a forgotten spread breaks the bound
    assert float(chance[(run.lower > p) | (run.upper < p)].sum()) <= 0.2


@dataclass
class Sequence:
    false_alarm: float

    def __str__(self):
        return f"confidence sequence, n = 30000, false alarm ≤ {self.false_alarm} (exact), detects 0.05"


def test_confidence_sequence_excludes_a_planted_mean(generator, spend):
    """Null: mean 1/2. The rate is exact, the draws bounded. Planted 0.45 lies outside after 30 000 draws."""
    design = spend(Sequence(1e-8))
    run = confidence_sequence(torch.rand(30_000, generator=generator), 0, 1, design.false_alarm)
    assert run.lower <= 0.5 <= run.upper
    assert not run.lower <= 0.45 <= run.upper
    assert run.upper - run.lower < 0.05


def uniform(n, generator):
    return torch.rand(n, 2, generator=generator)


def test_estimate_spends_its_samples_and_replays():
    calls = []
    one, two = (
        estimate(
            uniform, 25, batch=10, generator=torch.Generator().manual_seed(3), progress=lambda *a:
            calls.append(a)
        )
        for _ in range(2)
    )
    draws = torch.cat([uniform(n, g) for g in [torch.Generator().manual_seed(3)] for n in (10, 10, 5)])
    assert calls == [(10, 25), (20, 25), (25, 25)] * 2
    assert one.stopped == "samples"
    assert one.interval is None
    assert one.moments.count == 25
    assert torch.equal(one.moments.mean, two.moments.mean)
    torch.testing.assert_close(one.moments.mean, draws.mean(0), rtol=1e-14, atol=0)
    torch.testing.assert_close(one.moments.variance, draws.var(0), rtol=1e-13, atol=0)


def test_estimate_stops_when_narrow_enough_and_not_before():
    def run(samples):
        seeded = torch.Generator().manual_seed(1)
        return estimate(uniform, samples, batch=1000, bounds=(0, 1), width=0.1, generator=seeded)

    stopped = run(10**6)
    assert stopped.stopped == "width"
    assert stopped.interval is not None
    assert bool((stopped.interval.upper - stopped.interval.lower <= 0.1).all())
    assert run(stopped.moments.count - 1000).stopped == "samples"


def test_estimate_stops_when_out_of_time(monkeypatch):
    clock = itertools.count(step=2.0)
    monkeypatch.setattr(monte_carlo.time, "monotonic", lambda: next(clock))
    run = estimate(uniform, 10**6, batch=10, seconds=5)
    assert (run.stopped, run.moments.count) == ("seconds", 30)


BEFORE = confidence_sequence(torch.zeros(3), 0, 1, 0.1)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("draws", lambda: moments(torch.empty(0, 2))),
        ("draws", lambda: moments(torch.tensor([1.0, math.nan]))),
        ("draws", lambda: moments(torch.tensor(1.0))),
        ("draws", lambda: moments(torch.tensor([1, 2]))),
        ("samples", lambda: MeanTest(10, 1.0, 1e-9)),
        ("variance", lambda: MeanTest(100, 0.0, 1e-9)),
        ("false_alarm", lambda: MeanTest(100, 1.0, 1.0)),
        ("effect", lambda: MeanTest.detecting(0.0, 1.0, 0.1)),
        ("draws", lambda: MeanTest(100, 1.0, 0.1).accepts(torch.zeros(99), 0.0)),
        ("draws", lambda: MeanTest(100, 1.0, 0.1).estimate(torch.full((100,), math.inf))),
        ("draws", lambda: confidence_sequence(torch.tensor([0.5, 1.1]), 0, 1, 0.1)),
        ("low, high", lambda: confidence_sequence(torch.tensor([0.5]), 1, 1, 0.1)),
        ("false_alarm", lambda: confidence_sequence(torch.tensor([0.5]), 0, 1, 0)),
        ("samples", lambda: estimate(uniform, 0)),
        ("batch", lambda: estimate(uniform, 10, batch=0)),
        ("seconds", lambda: estimate(uniform, 10, seconds=-1)),
        ("width", lambda: estimate(uniform, 10, width=0.1)),
        ("draw", lambda: estimate(lambda n, g: torch.rand(n + 1), 10)),
        ("draw", lambda: estimate(None, 10)),
        ("draw", lambda: estimate(lambda n, g: None, 10)),
        ("draw", lambda: estimate(lambda n, g: torch.rand(n, n), 10, batch=7)),
        ("samples", lambda: estimate(uniform, 2.5)),
        ("batch", lambda: estimate(uniform, 10, batch=2.5)),
        ("false_alarm", lambda: estimate(uniform, 10, false_alarm="a")),
        ("a, b", lambda: merge(moments(torch.rand(3)), moments(torch.rand(3, 2)))),
        ("a, b", lambda: merge(moments(torch.rand(3)), moments(torch.rand(3).float()))),
        ("effect", lambda: MeanTest.detecting(1e-200, 1.0, 0.1)),
        ("variance", lambda: MeanTest.detecting(1.0, math.inf, 0.1)),
        ("claimed", lambda: MeanTest(100, 1.0, 0.1).accepts(torch.zeros(100), math.nan)),
        ("claimed", lambda: MeanTest(100, 1.0, 0.1).accepts(torch.zeros(100), torch.zeros(100))),
        ("claimed", lambda: MeanTest(100, 1.0, 0.1).accepts(torch.zeros(100, 2), torch.zeros(3))),
        ("claimed", lambda: MeanTest(100, 1.0, 0.1).accepts(torch.zeros(100), torch.tensor(0.0).float())),
        ("low", lambda: confidence_sequence(torch.zeros(3), -math.inf, math.inf, 0.1)),
        ("high", lambda: confidence_sequence(torch.zeros(3), 0, math.inf, 0.1)),
        ("low, high", lambda: confidence_sequence(torch.zeros(3), -1e308, 1e308, 0.1)),
        ("before", lambda: confidence_sequence(torch.zeros(3), 0, 1, 0.1, 5)),
        ("before", lambda: confidence_sequence(torch.zeros(3, 2), 0, 1, 0.1, BEFORE)),
        ("before", lambda: confidence_sequence(torch.zeros(3).float(), 0, 1, 0.1, BEFORE)),
    ]
    + [("samples", lambda n=n: MeanTest(n, 1.0, 0.1)) for n in (math.inf, 100.5, "100", True, None)]
    + [("variance", lambda v=v: MeanTest(100, v, 0.1)) for v in (math.inf, math.nan, -1.0, "a", 1e308)]
    + [("false_alarm", lambda a=a: MeanTest(100, 1.0, a)) for a in (0, math.nan, "a", None)]
    + [("width", lambda w=w: estimate(uniform, 10, bounds=(0, 1), width=w)) for w in (math.nan, -1, "a")],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
