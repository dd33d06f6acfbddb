"""Tests of impl.natural_gradient: replays of its steps, its local rates, its invariance; and of the listing."""

import math

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from impl import gamma
from impl.listings import gamma as listing
from impl.natural_gradient import MOST_ONE_BY_ONE, gradient_descent, natural_gradient_descent

torch.set_default_dtype(torch.float64)
BOTH = pytest.mark.parametrize("descend", [gradient_descent, natural_gradient_descent])
CHARTS = pytest.mark.parametrize("positivity", ["project", "log"])
DATA = torch.tensor([0.7, 2.0, 2.5, 9.0, 4.4, 1.2])
START = torch.tensor([0.5, 8.0])
STARTS = st.tuples(*[st.floats(-2, 2).map(lambda e: 10.0**e)] * 2)
RATES = st.floats(-3, -0.5).map(lambda e: 10.0**e)


def replayed(natural, points, start, rate, steps, positivity, floor=1e-4):
    """The path to 40 digits, by the Fisher matrix in the parameters that move and a linear solver, until it diverges."""
    with mp.workdps(40):
        points, path = [mpf(x) for x in points], [tuple(map(mpf, start))]
        mean, mean_log = mp.fsum(points) / len(points), mp.fsum(map(mp.log, points)) / len(points)
        for _ in range(steps):
            a, s = path[-1]
            if not all(1e-12 < v < 1e12 for v in (a, s)):
                path.append((a, s))
                continue
            slope = mp.matrix([mp.log(s) + mp.psi(0, a) - mean_log, a / s - mean / s**2])
            fisher = mp.matrix([[mp.psi(1, a), 1 / s], [1 / s, a / s**2]])
            if positivity == "log":
                jacobian = mp.diag([a, s])
                slope, fisher = jacobian * slope, jacobian * fisher * jacobian
            move = mp.lu_solve(fisher, slope) if natural else slope
            if positivity == "log":
                path.append((a * mp.exp(-rate * move[0]), s * mp.exp(-rate * move[1])))
            else:
                path.append((max(a - rate * move[0], mpf(floor)), max(s - rate * move[1], mpf(floor))))
        return torch.tensor([[float(v) for v in row] for row in path])


@BOTH
@CHARTS
@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=5), STARTS, RATES)
@example([2.0], (0.01, 0.01), 0.1)
def test_replayed_step_by_step(descend, positivity, points, start, rate):
    """The paths agree while digits are left: a gradient step multiplies an error by rate times the curvature."""
    want = replayed(descend is natural_gradient_descent, points, start, rate, 3, positivity)
    data, start = torch.tensor(points), torch.tensor(start)
    few = descend(data, start, rate, 3, positivity)
    many = descend(data, start.expand(MOST_ONE_BY_ONE + 1, 2), rate, 3, positivity)
    assert few.shape == (4, 2) and many.shape == (4, MOST_ONE_BY_ONE + 1, 2)
    assert torch.equal(few[0], start)
    for got in few, many[:, 5]:
        if not bool((want[1].isfinite() & (want[1] > 0)).all()):  # beyond the floats
            assert got[1:].isnan().all()
            continue
        torch.testing.assert_close(got[1], want[1], rtol=1e-11, atol=1e-11)
        sane = ((want[1:] > 1e-2) & (want[1:] < 1e3)).all(-1).cumprod(0).bool()
        torch.testing.assert_close(got[1:][sane], want[1:][sane], rtol=1e-9, atol=1e-9)


@BOTH
@CHARTS
def test_replayed_for_long(descend, positivity):
    want = replayed(descend is natural_gradient_descent, DATA.tolist(), START.tolist(), 0.1, 100, positivity)
    got = descend(DATA, START, 0.1, 100, positivity)
    torch.testing.assert_close(got, want, rtol=1e-12, atol=0)


@BOTH
@CHARTS
def test_batches_of_data_starts_and_rates(descend, positivity):
    """Each trajectory of a small or large batch is that of its own data, start and rate, also from the statistics."""
    data = torch.stack((DATA, DATA.flip(0) + 1, DATA * 3))
    starts = torch.tensor([[[0.5, 8.0]], [[3.0, 1.0]]])
    rates = torch.tensor([0.01, 0.1, 0.03]).reshape(3, 1, 1)
    paths = descend(data, starts, rates, 6, positivity)
    assert paths.shape == (7, 3, 2, 3, 2)
    assert MOST_ONE_BY_ONE < 18
    for r in range(3):
        for s in range(2):
            for d in range(3):
                alone = descend(gamma.statistics(data[d]), starts[s, 0], float(rates[r]), 6, positivity)
                torch.testing.assert_close(paths[:, r, s, d], alone, rtol=1e-13, atol=0)
    assert descend(data[:2], starts[0], 0.1, 6, positivity).shape == (7, 2, 2)
    assert torch.equal(descend(DATA, START, 0.1, 0, positivity), START.unsqueeze(0))


@BOTH
@CHARTS
@given(RATES)
def test_maximum_is_a_fixed_point(descend, positivity, rate):
    best = torch.stack(gamma.mle(DATA))
    torch.testing.assert_close(descend(DATA, best, rate, 3, positivity)[-1], best, rtol=1e-12, atol=0)


def multiplier(descend, rate, positivity, direction):
    """The factor of a small deviation from the maximum in one step."""
    best = torch.stack(gamma.mle(DATA))
    there = (best + 1e-6 * direction, best - 1e-6 * direction)
    plus, minus = (descend(DATA, point, rate, 1, positivity)[-1] for point in there)
    return (plus - minus) / 2e-6


@CHARTS
@pytest.mark.parametrize("rate", [0.01, 0.3, 1.0, 1.9, 2.5])
def test_natural_gradient_shrinks_every_deviation_alike(positivity, rate):
    """The factor is 1 − rate in every direction and both charts: at the maximum the Hessian is the Fisher information."""
    for direction in torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, -2.0]]):
        got = multiplier(natural_gradient_descent, rate, positivity, direction)
        torch.testing.assert_close(got, (1 - rate) * direction, rtol=0, atol=1e-7)


@CHARTS
def test_gradient_shrinks_by_the_eigenvalues_of_the_fisher_information(positivity):
    best = torch.stack(gamma.mle(DATA))
    fisher = gamma.fisher_information(*best)
    chart = torch.diag(best) if positivity == "log" else torch.eye(2)
    values, vectors = torch.linalg.eigh(chart @ fisher @ chart)
    for value, vector in zip(values, vectors.T, strict=True):
        direction = chart @ vector
        got = multiplier(gradient_descent, 0.1, positivity, direction)
        torch.testing.assert_close(got, (1 - 0.1 * value) * direction, rtol=0, atol=1e-6)


@BOTH
@CHARTS
def test_stability_limit(descend, positivity):
    """Below 2 over the largest eigenvalue, 1 for the natural gradient, a deviation shrinks; above it, it does not."""
    best = torch.stack(gamma.mle(DATA))
    chart = torch.diag(best) if positivity == "log" else torch.eye(2)
    largest = torch.linalg.eigvalsh(chart @ gamma.fisher_information(*best) @ chart)[-1].item()
    limit = 2 / largest if descend is gradient_descent else 2.0
    for rate, dies in (0.98 * limit, True), (1.02 * limit, False):
        path = descend(DATA, best * torch.tensor([1.001, 0.9995]), rate, 2000, positivity)
        assert bool((path[-1] - best).abs().max() < 1e-8) == dies


def velocity(descend, start, positivity):
    """The derivative of (shape, scale) after one step in the rate, at rate zero."""
    rate = torch.tensor(1e-15, requires_grad=True)
    point = descend(DATA, start, rate, 1, positivity)[-1]
    return torch.stack([torch.autograd.grad(entry, rate, retain_graph=True)[0] for entry in point])


@given(STARTS)
def test_natural_direction_is_the_same_in_both_charts(start):
    project, log = (velocity(natural_gradient_descent, torch.tensor(start), chart) for chart in ("project", "log"))
    torch.testing.assert_close(project, log, rtol=1e-9, atol=0)


def test_gradient_direction_is_not_the_same_in_both_charts():
    project, log = (velocity(gradient_descent, torch.tensor([2.0, 3.0]), chart) for chart in ("project", "log"))
    assert (project / project.norm() - log / log.norm()).abs().max() > 0.1


@given(STARTS)
def test_natural_gradient_in_natural_parameters_is_the_gradient_in_mean_parameters(start):
    """The velocity of η is −(E(x, log x) less the data's mean), without any curvature."""
    start = torch.tensor(start)
    jacobian = torch.tensor([[0.0, 1 / float(start[1]) ** 2], [1.0, 0.0]])
    towards = torch.linalg.solve(jacobian.T, gamma.fisher_information(start[0], start[1]))
    got = towards @ velocity(natural_gradient_descent, start, "log")
    means, found = gamma.mean_parameters(start[0], start[1]), gamma.statistics(DATA)
    room = 1e-10 * (towards.abs() @ velocity(natural_gradient_descent, start, "log").abs())
    assert ((got + means - torch.stack((found.mean, found.mean_log))).abs() <= room).all()


@given(STARTS)
def test_natural_gradient_moves_the_mean_straight_to_the_mean_of_the_data(start):
    """shape·scale and shape are orthogonal, and the mean's own Fisher information is that of its estimate."""
    start = torch.tensor(start)
    mean = start.prod()
    moved = mean * (velocity(natural_gradient_descent, start, "project") / start).sum()
    room = 1e-10 * mean * (velocity(natural_gradient_descent, start, "project") / start).abs().sum()
    assert (moved - (DATA.mean() - mean)).abs() <= room


def test_projection_stops_at_the_floor():
    path = gradient_descent(DATA, torch.tensor([3.0, 0.3]), 5.0, 4, floor=0.05)
    assert float(path.min()) == 0.05 and path.isfinite().all()
    many = gradient_descent(DATA, torch.tensor([3.0, 0.3]).expand(MOST_ONE_BY_ONE + 1, 2), 5.0, 4, floor=0.05)
    torch.testing.assert_close(many[:, 0], path, rtol=1e-12, atol=0)


@BOTH
@given(st.floats(-12, 3).map(lambda e: 10.0**e), st.floats(0.1, 10))
def test_the_floor_is_for_the_projection_alone(descend, floor, start):
    """Steps in the logarithms may start below the floor, and go below it, as if there were none."""
    point = torch.tensor([start, 1.0])
    path = descend(DATA, point, 0.1, 2, "log", floor)
    torch.testing.assert_close(path, descend(DATA, point, 0.1, 2, "log", 1e-300), rtol=0, atol=0, equal_nan=True)
    if floor > min(start, 1.0):
        with pytest.raises(ValueError, match="start: below the floor"):
            descend(DATA, point, 0.1, 2, "project", floor)


@BOTH
@pytest.mark.parametrize("rate", [50.0, 1e3, 1e300])
def test_trajectory_that_leaves_the_floats_ends_as_nan(descend, rate):
    few = descend(DATA, START, rate, 5, "log")
    many = descend(DATA, START.expand(MOST_ONE_BY_ONE + 1, 2), rate, 5, "log")[:, 0]
    assert torch.equal(few[0], START) and few[-1].isnan().all()
    assert torch.equal(few.isnan(), many.isnan())
    assert torch.equal(few.isnan().any(-1), few.isnan().all(-1))
    assert (few.isnan().int().diff(dim=0) >= 0).all()


@BOTH
@pytest.mark.parametrize("rate", [50.0, 1e3, 1e30, 3e38])
@pytest.mark.parametrize("positivity", ["project", "log"])
def test_trajectory_that_leaves_single_precision_does_not_return(descend, positivity, rate):
    """Few trajectories are computed in double precision, which may return from values that single precision cannot hold."""
    for start in START.float(), START.float().expand(MOST_ONE_BY_ONE + 1, 2):
        lost = descend(DATA.float(), start, rate, 6, positivity).isnan()
        assert torch.equal(lost.any(-1), lost.all(-1))
        assert (lost.int().diff(dim=0) >= 0).all()


@BOTH
@CHARTS
def test_differentiable_through_all_steps(descend, positivity):
    """The end can be differentiated in data, start and rate."""
    arguments = [t.clone().requires_grad_() for t in (DATA, torch.tensor([2.0, 3.0]), torch.tensor(0.1))]
    assert torch.autograd.gradcheck(lambda d, s, r: descend(d, s, r, 3, positivity)[-1], arguments)


@BOTH
def test_nothing_of_the_caller_changes(descend):
    start, data = START.clone().requires_grad_(), DATA.clone()
    path = descend(data, start * 1, torch.tensor(0.1), 5)
    with torch.no_grad():
        torch.testing.assert_close(descend(data, start, 0.1, 5), path, rtol=1e-13, atol=0)
    assert torch.equal(start, START) and torch.equal(data, DATA) and start.grad is None and not data.requires_grad


def test_single_precision_stays_single():
    for many in START.float(), START.float().expand(MOST_ONE_BY_ONE + 1, 2):
        path = natural_gradient_descent(DATA.float(), many, 0.1, 50)
        assert path.dtype == torch.float32
        want = natural_gradient_descent(DATA, many.double(), 0.1, 50)
        torch.testing.assert_close(path.double(), want, rtol=1e-4, atol=0)


@pytest.fixture(scope="module")
def histories():
    return listing.run(listing.draw())


def test_listing_draws_what_torch_draws():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        law = torch.distributions.Gamma(torch.tensor(3.0).float(), torch.tensor(0.5).float())
        assert torch.equal(listing.draw(), law.sample((1000,)))
    assert not torch.equal(listing.draw(1), listing.draw())


@pytest.mark.parametrize(("descend", "name"), [(gradient_descent, "gd"), (natural_gradient_descent, "ngd")])
def test_listing_does_what_the_module_does(histories, descend, name, capsys):
    """The listing's parameters after a step, and its loss before that step, agree to single precision."""
    data = listing.draw().double()
    path = descend(data, START, listing.RATE, listing.EPOCHS)
    torch.testing.assert_close(getattr(histories, name), path[1:], rtol=2e-5, atol=0)
    losses = gamma.nll(path[:, 0], path[:, 1], data)
    recorded = getattr(histories, f"{name}_loss")
    torch.testing.assert_close(recorded, losses[:-1], rtol=1e-6, atol=0)
    assert (recorded[0] - losses[1]).abs() > 1e-3


@pytest.mark.parametrize(("start", "column"), [((6.0, 20.0), 0), ((30.0, 1.0), 1)])
def test_listing_stays_at_its_clamp(start, column):
    """A step of plain descent that would leave the positive numbers ends at the clamp."""
    data, leaves = listing.draw(), listing.parameters(start)
    listing.step(*leaves, data, 10.0)
    want = gradient_descent(data.double(), torch.tensor(start), 10.0, 1)[1]
    torch.testing.assert_close(torch.stack(leaves).detach().double(), want, rtol=1e-4, atol=0)
    assert float(want[column]) == 1e-4


def test_listing_prints_every_fifteenth_epoch(capsys):
    listing.run(listing.draw(), epochs=31)
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("epoch")] == ["epoch 1", "epoch 15", "epoch 30"]
    assert len(lines) == 9


def test_listing_loss_is_flat_below_its_clamp():
    data, low = listing.draw(), torch.tensor(-1.0, dtype=torch.float32, requires_grad=True)
    one = torch.tensor(1.0, dtype=torch.float32)
    for loss in listing.gamma_nll(low, one, data), listing.gamma_nll(one, low, data):
        (slope,) = torch.autograd.grad(loss, low)
        assert float(slope) == 0
    assert torch.equal(listing.gamma_nll(low, one, data), listing.gamma_nll(one * 1e-4, one, data))
    assert listing.gamma_nll(one, one, [1.0, 2.0]) == pytest.approx(1.5)


def test_listing_inverse(histories):
    shape, scale = histories.ngd.unbind(-1)
    got = torch.stack(listing.fisher_inverse(shape.float(), scale.float()), -1)
    want = gamma.inverse_fisher(shape, scale).flatten(-2)[:, [0, 1, 3]]
    np.testing.assert_allclose(got.double(), want, rtol=1e-4)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        *(("start", {"start": torch.tensor([1.0, v])}) for v in (math.nan, math.inf, 0.0, -1.0)),
        ("start", {"start": torch.tensor([1, 2])}),
        ("start", {"start": torch.tensor(1.0)}),
        ("start", {"start": torch.ones(3)}),
        ("start", {"start": torch.empty(0, 2)}),
        ("start", {"start": (1.0, 2.0)}),
        ("start", {"start": torch.tensor([1.0, 1e-5])}),
        *(("rate", {"rate": v}) for v in (math.nan, math.inf, 0.0, -1.0, "fast", None, True)),
        *(("rate", {"rate": torch.tensor([0.1, v])}) for v in (math.nan, math.inf, 0.0, -1.0)),
        ("rate", {"rate": torch.tensor(1)}),
        *(("rate", {"data": DATA.float(), "start": START.float(), "rate": v}) for v in (1e60, 1e-60, 3.5e38, 10**5000)),
        ("rate", {"rate": 10**400}),
        *(("steps", {"steps": v}) for v in (-1, 1.5, None, True)),
        *(("floor", {"floor": v}) for v in (0.0, -1.0, math.nan, None)),
        *(("positivity", {"positivity": v}) for v in ("clamp", None)),
        *(("data", {"data": torch.tensor([1.0, v])}) for v in (math.nan, math.inf, 0.0, -1.0)),
        ("data", {"data": torch.empty(0)}),
        ("data", {"data": torch.tensor([1, 2])}),
        ("data", {"data": torch.tensor(1.0)}),
        ("data", {"data": [1.0]}),
        ("data, start, rate", {"data": DATA.float()}),
        ("data, start, rate", {"rate": torch.tensor(0.1).float()}),
        ("data, start, rate", {"rate": torch.full((3,), 0.1), "start": torch.ones(2, 2)}),
        ("data, start, rate", {"data": torch.ones(3, 4), "start": torch.ones(2, 2)}),
    ],
)
@BOTH
def test_bad_input_is_named(descend, name, change):
    with pytest.raises(ValueError, match=f"^{name}: "):
        descend(**({"data": DATA, "start": START, "rate": 0.1, "steps": 3} | change))
