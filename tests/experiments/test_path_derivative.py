"""`python -m impl path-derivative` on a small budget: its figures against the model's closed forms, and its files."""

import json
import math
from argparse import Namespace
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import norm

from impl.experiments import path_derivative as experiment
from impl.experiments.arguments import Options
from impl.experiments.path_derivative import ascents
from impl.experiments.path_derivative import variance_map as grid
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in

torch.set_default_dtype(torch.float64)
ARGUMENTS = Namespace(draws=200, steps=60, seeds=3)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = Run("path-derivative", tmp_path_factory.mktemp("path"), seed=3, exact=experiment.results(False))
    experiment.compute(run, ARGUMENTS)
    return run


def test_the_map_is_the_variance_of_one_draw(run):
    """REINFORCE, total and path at a few points of the map, from scipy's densities on a fine grid of noise."""
    noise = np.linspace(-12, 12, 40001)
    weight = norm.pdf(noise) / norm.pdf(noise).sum()
    for i, j in ((0, 0), (16, 40), (20, 25), (32, 60)):
        m, s = float(grid.LOCS[i]), float(grid.SCALES[j])
        z = m + s * noise
        signal = norm.logpdf(z) - norm.logpdf(z, m, s)
        score = np.stack((noise / s, noise**2 - 1))
        path = np.stack((-z + noise / s, (-z + noise / s) * s * noise))
        for name, draws in (("REINFORCE", score * signal), ("total", path - score), ("path", path)):
            variance = ((draws - (draws @ weight)[:, None]) ** 2 @ weight).sum()
            assert float(run.series[f"exact {name}"][i, j]) == pytest.approx(variance, rel=1e-9, abs=1e-20)


def test_the_boundary_and_the_shares(run):
    exact = plain(run.exact)
    assert exact["boundary_scale"] == pytest.approx(math.sqrt(0.5), rel=1e-15)
    above = (grid.SCALES**2 > 0.5).double().mean()
    assert exact["share_of_map_where_path_has_lower_variance"] == pytest.approx(float(above), rel=1e-15)
    assert exact["share_of_map_where_total_has_lower_variance"] == pytest.approx(1 - float(above), rel=1e-15)
    s = 0.1  # at m = 0 the variances are (1/s − s)² + 2 (1 − s²)² and s² + 2 s⁴
    assert exact["largest_variance_ratio_path_to_total"] == pytest.approx(((1 / s - s) ** 2 + 2 * (1 - s**2) ** 2) / (s**2 + 2 * s**4), rel=1e-12)
    assert exact["smallest_variance_ratio_path_to_total"] < 1e-20
    assert exact["variances_at_the_posterior"] == pytest.approx({"REINFORCE": 0, "total": 3, "path": 0, "best mixture": 0}, abs=1e-15)


def test_the_measured_map_follows_the_closed_form(run):
    """A replay of one row of the map gives the same variances from the same draws, by the formulas written out."""
    exact = plain(run.exact)
    assert exact["typical_relative_error_of_measured_variances"]["path"] < 0.4  # 200 draws: (2…8 / 200)^½
    low, high = exact["measured_boundary_scale"]
    assert 0.5 < low <= high < 1
    noise = torch.randn(ARGUMENTS.draws, len(grid.SCALES), generator=run.generator(0))
    m, s = grid.LOCS[0], grid.SCALES
    path = torch.stack((-m + (1 / s - s) * noise, -m * s * noise + (1 - s**2) * noise**2))
    score = torch.stack((noise / s, noise**2 - 1))
    for name, draws in (("path", path), ("total", path - score)):
        torch.testing.assert_close(run.series[f"measured {name}"][0], draws.var(1).sum(0), rtol=1e-9, atol=0)


def test_the_moving_support(run):
    moving = plain(run.exact)["moving_support"]
    assert moving["mean_of_score"] == pytest.approx(-0.5, rel=1e-12)
    assert moving["mean_of_total"] == pytest.approx(moving["elbo_gradient"], rel=1e-12)
    assert moving["mean_of_path"] == pytest.approx(moving["elbo_gradient"] - 0.5, rel=1e-12)


def test_the_ascents(run):
    runs = {(entry["family"], entry["estimator"]): entry for entry in plain(run.runs)}
    assert len(runs) == 6
    for entry in runs.values():
        assert entry["largest_gradient_bias"] < 1e-12
        low, high = entry["below_optimum_last_quarter_range"]
        assert -1e-12 < low <= entry["below_optimum_last_quarter"] <= high
        below = run.exact.optimum_elbo[f"{entry['family']}_optimum_elbo"] - run.series[f"elbo {entry['family']} {entry['estimator']}"]
        assert entry["below_optimum_last_quarter"] == pytest.approx(float(below[-15:].mean(0).median()), abs=1e-12)
    variance = {key: entry["gradient_variance"] for key, entry in runs.items()}
    assert variance["full", "path"]["optimum"] < 1e-20
    assert variance["full", "total"]["optimum"] > 1
    assert variance["mean-field", "path"]["optimum"] > 1
    for family in "full", "mean-field":
        assert variance[family, "total"]["narrow"] < variance[family, "path"]["narrow"] / 100
        for place in "start", "half way", "optimum":
            assert variance[family, "path"][place] < variance[family, "total"][place] < variance[family, "REINFORCE"][place]
    # The exact variance of total at the full optimum is the trace of q's Fisher information there.
    generative, x = ascents.model()
    scale = generative.posterior(x).scale_tril
    inverse = torch.linalg.inv(scale)
    fisher = generative.precision.trace() + 2 + 2 + inverse[1, 1] ** 2 + inverse[1, 0] ** 2 * scale[0, 0] ** 2
    assert variance["full", "total"]["optimum"] == pytest.approx(float(fisher), rel=1e-11)


def test_the_exact_optima(run):
    generative, x = ascents.model()
    assert run.exact.optimum_elbo["full_optimum_elbo"] == pytest.approx(float(generative.log_evidence(x)), abs=1e-12)
    gap = run.exact.ascents.log_evidence - run.exact.optimum_elbo["mean-field_optimum_elbo"]
    assert gap == pytest.approx(-math.log1p(-(0.6**2)) / 2, abs=1e-10)


def test_the_same_seed_gives_the_same_run(run, tmp_path):
    for seed, same in ((3, True), (4, False)):
        again = Run("path-derivative", tmp_path, seed=seed, exact=experiment.results(False))
        grid.variance_map(again, ARGUMENTS.draws)
        assert torch.equal(run.series["measured path"], again.series["measured path"]) == same


def test_files_and_summary(run, capsys):
    run.write()
    experiment.draw(run)
    experiment.report(run)
    assert "s² > 1/2" in capsys.readouterr().out
    for name in "variance-map", "variance-slices", "training":
        assert run.out.joinpath(f"{name}.png").read_bytes().startswith(b"\x89PNG")
    metrics = json.loads(run.out.joinpath("metrics.json").read_text())
    assert violations_in(run.out) == []
    assert metrics["exact"]["moving_support"]


def test_an_interrupted_run_is_drawn_and_reported(tmp_path, capsys):
    empty = Run("path-derivative", tmp_path / "empty", seed=0, exact=experiment.results(False))
    experiment.draw(empty)
    experiment.report(empty)
    assert list(empty.out.iterdir()) == []
    partial = Run("path-derivative", tmp_path / "partial", seed=0, exact=experiment.results(False))
    grid.variance_map(partial, 50)
    experiment.draw(partial)
    experiment.report(partial)
    assert sorted(path.name for path in partial.out.iterdir()) == ["variance-map.png", "variance-slices.png"]


@pytest.mark.parametrize(("above", "bracketed"), [([], False), ([60], False), ([5], True), ([5, 60], False), ([5, 40], True)])
def test_a_boundary_that_few_draws_do_not_show(above, bracketed):
    """There is no boundary where no ratio is above one, or the last one is."""
    ratio = torch.full_like(grid.SCALES, 0.5)
    ratio[above] = 2.0
    found = float(grid._crossing(ratio))
    if bracketed:
        assert found == pytest.approx(math.sqrt(grid.SCALES[above[-1]] * grid.SCALES[above[-1] + 1]), rel=1e-12)
    else:
        assert math.isnan(found)


def test_a_map_of_two_draws_a_point(tmp_path, capsys):
    run = Run("path-derivative", tmp_path, seed=1, exact=experiment.results(False))
    grid.variance_map(run, 2)
    boundary = run.series["measured boundary"]
    assert 0 < boundary.isnan().sum() < len(boundary)
    met = boundary[boundary.isfinite()].tolist()
    assert plain(run.exact)["measured_boundary_scale"] == [min(met), max(met)]
    experiment.draw(run)
    experiment.report(run)
    assert f"measured {min(met):.4f} to" in " ".join(capsys.readouterr().out.split())
    run.exact.measured_map = replace(run.exact.measured_map, measured_boundary_scale=[boundary.new_tensor(math.nan)] * 2)
    experiment.report(run)
    assert "nowhere measured" in " ".join(capsys.readouterr().out.split())


def test_arguments(capsys):
    parser = Options()
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 20
    for name in "draws", "steps", "seeds":
        with pytest.raises(SystemExit):
            parser.parse_args([f"--{name}", "1"])
        assert f"--{name}: expected a whole number from 2 to " in capsys.readouterr().err
