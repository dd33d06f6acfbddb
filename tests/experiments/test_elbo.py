"""`python -m impl elbo`: its closed forms against determinants and divergences, its fits against both, and its files."""

import json
import math
from argparse import Namespace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import MultivariateNormal, kl_divergence

from impl.experiments import elbo as experiment
from impl.experiments.arguments import Options
from impl.experiments.elbo import computed
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in

torch.set_default_dtype(torch.float64)


@given(st.integers(2, 12), st.floats(0, 1), st.booleans())
def test_closed_forms(dimension, share, negative):
    """For any ρ in (−1/(d − 1), 1) the gap is the divergence of the law with the precision's diagonal, by determinants."""
    rho = -share * 0.99 / (dimension - 1) if negative else share * 0.99
    spread = np.full((dimension, dimension), rho)
    np.fill_diagonal(spread, 1)
    diagonal = np.diag(np.linalg.inv(spread))
    _, log_det = np.linalg.slogdet(spread)
    assert float(computed.gap(dimension, torch.tensor(rho))) == pytest.approx((np.log(diagonal).sum() + log_det) / 2, rel=1e-9, abs=1e-13)
    assert float(computed.variance_ratio(dimension, torch.tensor(rho))) == pytest.approx(1 / diagonal[0], rel=1e-9)
    best = MultivariateNormal(torch.zeros(dimension), torch.tensor(1 / diagonal).diag())
    divergence = kl_divergence(best, MultivariateNormal(torch.zeros(dimension), torch.tensor(spread)))
    assert float(computed.gap(dimension, torch.tensor(rho))) == pytest.approx(float(divergence), rel=1e-9, abs=1e-12)
    if dimension == 2:
        assert float(computed.gap(2, torch.tensor(rho))) == pytest.approx(-math.log1p(-(rho**2)) / 2, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("dimension", computed.DIMENSIONS)
def test_models_have_the_given_correlation(dimension):
    rho = computed.correlations(dimension, 5)
    assert set(computed.SHOWN_CORRELATIONS) <= set(rho.tolist())
    posterior = computed.model(dimension, rho).posterior(torch.ones(dimension))
    scale = posterior.variance.sqrt()
    correlation = posterior.covariance_matrix / scale.unsqueeze(-1) / scale.unsqueeze(-2)
    want = rho[:, None, None].expand(-1, dimension, dimension).clone()
    want.diagonal(dim1=-2, dim2=-1).fill_(1)
    torch.testing.assert_close(correlation, want, rtol=0, atol=1e-12)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = Run("elbo", tmp_path_factory.mktemp("elbo"), seed=5, exact=experiment.results(False))
    experiment.compute(run, Namespace(points=5))
    return run


def test_the_fits_meet_the_closed_forms(run):
    exact = plain(run.exact)
    for dimension in computed.DIMENSIONS:
        found = exact[f"dimension_{dimension}"]
        assert found["exact_gap"]["0"] == 0
        for name in "largest_gap_error", "largest_variance_ratio_error", "largest_full_gap":
            assert found[name] < 1e-10
    for entry in plain(run.runs):
        assert entry["gap"] == pytest.approx(entry["log_evidence"] - entry["elbo"], abs=1e-12)
        assert entry["gap"] == pytest.approx(entry["exact_gap"], abs=1e-10)
        below = entry["family"] == "mean-field" and entry["correlation"] != 0
        assert (entry["gap"] > 1e-10) == below
        assert (entry["variance_ratio"] < 1 - 1e-10) == below


def test_files_and_summary(run, capsys):
    run.write()
    experiment.draw(run)
    experiment.report(run)
    printed = capsys.readouterr().out
    assert "1.959" in printed  # −½ log(1 − 0.99²)
    assert "(0.020)" in printed  # 1 − 0.99²
    for name in "gap", "laws":
        assert run.out.joinpath(f"{name}.png").read_bytes().startswith(b"\x89PNG")
    metrics = json.loads(run.out.joinpath("metrics.json").read_text())
    assert violations_in(run.out) == []
    assert metrics["exact"]["dimensions"] == list(computed.DIMENSIONS)


def test_an_interrupted_run_and_arguments(tmp_path, capsys):
    empty = Run("elbo", tmp_path, seed=0, exact=experiment.results(False))
    experiment.draw(empty)
    experiment.report(empty)
    assert list(tmp_path.iterdir()) == []
    parser = Options()
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 20
    with pytest.raises(SystemExit):
        parser.parse_args(["--points", "1"])
    assert "--points: expected a whole number from 2 to 10000, got 1" in capsys.readouterr().err
