"""`python -m impl cavi`: its fixed points and rates against closed forms, the runs against both, and its files."""

import json
import math
from argparse import Namespace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl.cavi import cavi, mean_field_elbo
from impl.elbo import log_evidence
from impl.experiments import cavi as experiment
from impl.experiments.arguments import Options
from impl.experiments.cavi import computed, fixed_points
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in
from impl.monte_carlo import MeanTest

torch.set_default_dtype(torch.float64)


@given(st.lists(st.floats(0.05, 1), min_size=2, max_size=4), st.floats(0.5, 0.99), st.integers(1, 3))
def test_mixtures_are_laws(weights, shown, latents):
    """A mixture is normalised, and the first latent shows each cause with the right probability."""
    shares = [w / sum(weights) for w in weights]
    table = computed.mixture(tuple(shares), shown, latents)
    assert table.shape == (len(shares),) * latents
    assert float(log_evidence(table.flatten())) == pytest.approx(0, abs=1e-13)
    first = table.exp().flatten(1).sum(1) if latents > 1 else table.exp()
    other = (1 - shown) / (len(shares) - 1)
    assert first.tolist() == pytest.approx([shown * s + other * (1 - s) for s in shares], rel=1e-12)


def couplings(table):
    """The (a, b, c) with logit q₁ = a + b q₂, logit q₂ = c + b q₁ at the fixed points of a 2 × 2 table."""
    (p, q), (r, s) = table.tolist()
    return q - s, p - q - r + s, r - s


@given(st.lists(st.floats(0.02, 1), min_size=4, max_size=4))
def test_stationary_points_and_radii_of_two_by_two_tables(weights):
    """Each solves both equations; the radius is b² q₁(1 − q₁) q₂(1 − q₂), and ascent stays there if it is below 1."""
    table = torch.tensor(weights).reshape(2, 2).log()
    a, b, c = couplings(table)
    points = fixed_points.stationary(table)
    assert len(points) in (1, 3)
    for q1, q2 in points.tolist():
        assert math.log(q1 / (1 - q1)) == pytest.approx(a + b * q2, abs=1e-9)
        assert math.log(q2 / (1 - q2)) == pytest.approx(c + b * q1, abs=1e-9)
        radius = b * b * q1 * (1 - q1) * q2 * (1 - q2)
        if 0.01 < radius < 0.9:
            near = [torch.tensor([q, 1 - q]).log() for q in (q1 * 0.999, q2 * 0.999)]
            near = [f.log_softmax(-1) for f in near]
            optimum = fixed_points.polish(table, tuple(near))
            assert optimum.radius == pytest.approx(radius, rel=1e-8)
            assert optimum.residual < 1e-13
            assert [f[0].exp().item() for f in optimum.factors] == pytest.approx([q1, q2], rel=1e-9)


@given(st.floats(0.05, 0.9), st.floats(1e-6, 10))
def test_measured_radius(radius, first):
    gaps = first * radius ** (2 * torch.arange(200.0))
    assert computed.measured_radius(gaps) == pytest.approx(radius, rel=1e-9)
    assert computed.measured_radius(torch.tensor([1.0, 1e-5, 1e-13])) is None


def test_starts_are_uniform_on_the_simplex(generator, spend):
    """Null: each of three probabilities is Beta(1, 2), with mean square 1/6 and E p⁴ = 1/15. Planted: u_i / Σ u."""
    test = spend(MeanTest.detecting(0.02, 1 / 15 - 1 / 36, 1e-10), means=3)
    first, second = computed.random_factors((3, 2), test.samples, generator)
    assert second.shape == (test.samples, 2)
    torch.testing.assert_close(first.logsumexp(-1), torch.zeros(test.samples), rtol=0, atol=1e-12)
    assert test.accepts(first.exp().square(), 1 / 6).all()
    planted = torch.rand(test.samples, 3, generator=generator)
    assert not test.accepts((planted / planted.sum(-1, keepdim=True)).square(), 1 / 6).any()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = Run("cavi", tmp_path_factory.mktemp("cavi"), seed=5, exact=experiment.results(False))
    experiment.compute(run, Namespace(starts=40))
    return run


def test_every_start_climbs_to_an_exact_fixed_point_at_the_derived_rate(run):
    models, runs = plain(run.exact.models), plain(run.runs)
    assert set(models) == {*computed.TABLES, *(f"Normal-Gamma N={n}" for n in computed.DATA_COUNTS)}
    for name, model in models.items():
        trace, gaps = run.series[f"trace {name}"], run.series[f"gap {name}"]
        scale = max(1, abs(model["log_evidence"]))
        assert model["largest_fall"] <= 4e-15 * scale
        assert float(trace.diff(dim=0).amin()) >= -4e-15 * scale
        assert model["off_fixed_point"] < 1e-12
        assert float(gaps[-1].abs().amax()) < 1e-14 * scale
        assert float(gaps.amin()) > -1e-14 * scale
        entries = [entry for entry in runs if entry["model"] == name]
        assert sum(entry["starts"] for entry in entries) == 40
        assert [entry["elbo"] for entry in entries] == sorted((entry["elbo"] for entry in entries), reverse=True)
        for entry in entries:
            assert entry["gap"] > 0
            if entry["radius_measured"] is not None:
                assert entry["radius_measured"] == pytest.approx(entry["radius_derived"], rel=0.03)
    assert len([entry for entry in runs if entry["model"] == "two latents"]) == 2
    assert len([entry for entry in runs if entry["model"] == "three latents"]) >= 3
    for count in computed.DATA_COUNTS:  # the shape is shape_N + ½ = ½ + N/2 + ½
        assert models[f"Normal-Gamma N={count}"]["radius"] == [pytest.approx(1 / (count + 2), rel=1e-14)]
        (entry,) = (entry for entry in runs if entry["model"] == f"Normal-Gamma N={count}")
        loc, _, shape, rate = models[f"Normal-Gamma N={count}"]["parameters"]
        assert (entry["mu"], entry["tau"]) == pytest.approx((loc, shape / rate), rel=1e-12)


def test_optima_are_the_stationary_points_that_bisection_finds(run):
    """The optima are two of the three points: ascent does not end at the saddle between them."""
    points, found = run.series["landscape stationary"], run.series["landscape optima"]
    assert points.shape == (3, 2)
    order = found[:, 0].argsort()
    torch.testing.assert_close(points[[0, 2]], found[order], rtol=0, atol=1e-12)
    table = run.series["landscape"]
    heights = [float(mean_field_elbo(table, [torch.stack((q, 1 - q)).log() for q in point])) for point in points]
    assert heights[1] < min(heights[0], heights[2])
    torch.testing.assert_close(run.series["elbo two latents"], torch.tensor(sorted((heights[0], heights[2]), reverse=True)))


def test_paths_are_the_updates(run):
    start = run.series["landscape paths"][0, :3]
    factors = [torch.stack((start[:, i], 1 - start[:, i]), -1).log() for i in range(2)]
    want = cavi(run.series["landscape"], factors, sweeps=4, tolerance=0)
    for i in range(2):
        torch.testing.assert_close(run.series["landscape paths"][8, :3, i], want.factors[i][:, 0].exp(), rtol=0, atol=1e-13)


def test_files_and_summary(run, capsys):
    run.write()
    experiment.draw(run)
    experiment.report(run)
    printed = capsys.readouterr().out
    assert "0.3333" in printed  # N = 1: 1/(1 + 2)
    assert "…" not in printed
    for name in "gaps", "traces", "landscape":
        assert run.out.joinpath(f"{name}.png").read_bytes().startswith(b"\x89PNG")
    metrics = json.loads(run.out.joinpath("metrics.json").read_text())
    assert violations_in(run.out) == []
    assert {"estimator", "family", "elbo", "gap", "model", "radius_derived"} <= set(metrics["runs"][0])


def test_an_interrupted_run_and_arguments(tmp_path, capsys):
    empty = Run("cavi", tmp_path, seed=0, exact=experiment.results(False))
    experiment.draw(empty)
    experiment.report(empty)
    assert list(tmp_path.iterdir()) == []
    computed._table(empty, "two latents", computed.mixture(*computed.TABLES["two latents"]), 8, 0)
    experiment.draw(empty)
    experiment.report(empty)
    assert tmp_path.joinpath("landscape.png").exists()
    parser = Options()
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 20
    with pytest.raises(SystemExit):
        parser.parse_args(["--starts", "0"])
    assert "--starts: expected a whole number from 1 to 100000, got 0" in capsys.readouterr().err
