"""`python -m impl diffusion` on a small budget: its figures against closed forms, sums over grids and plain loops."""

import json
import math
from argparse import Namespace

import numpy as np
import pytest
import torch
from scipy.stats import norm

from impl import diffusion
from impl.experiments import diffusion as experiment
from impl.experiments.arguments import Options
from impl.experiments.diffusion import evidence, optimum, terms, training
from impl.experiments.diffusion.mixture import Mixture, plane_gaussian, ring, two_laws
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in

torch.set_default_dtype(torch.float64)
ARGUMENTS = Namespace(draws=40, steps=300, points=80)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = Run("diffusion", tmp_path_factory.mktemp("diffusion"), seed=3, exact=experiment.results(False))
    experiment.compute(run, ARGUMENTS)
    return run


@pytest.fixture
def draws():
    """The same draws in every run, so that what is compared to six standard errors never fails by chance."""
    return torch.Generator().manual_seed(5)


@pytest.fixture(scope="module")
def trained(run):
    return {row["data"]: row for row in plain(run.runs)}


def test_the_terms(run):
    """The bound is the entropy where p(x_T) = q(x_T), and KL(q(x_T) ‖ N(0, 1)) more otherwise; draws agree with it."""
    want = norm.entropy(0.3, math.sqrt(0.7))
    for name, row in plain(run.exact.terms).items():
        assert row["tight_bound"] == pytest.approx(want, rel=1e-12) and row["entropy"] == pytest.approx(want, rel=1e-15)
        signal = math.exp(float(torch.log1p(-run.series[f"beta {name}"]).sum()))
        wide = signal * 0.7 + 1 - signal
        assert row["bound"] - want == pytest.approx((wide + signal * 0.09 - 1 - math.log(wide)) / 2, abs=1e-12)
        assert row["bound"] == pytest.approx(row["prior"] + float(run.series[f"exact {name}"].sum()), rel=1e-12)
        scores = (run.series[f"drawn {name}"] - run.series[f"exact {name}"]) / run.series[f"error {name}"]
        assert row["largest_score"] == pytest.approx(float(scores.abs().max()), rel=1e-12) and row["largest_score"] < 20
        assert row["share_within_two_errors"] == pytest.approx(float((scores.abs() < 2).double().mean()))
        assert abs(row["drawn_bound"] - row["bound"]) < 8 * row["drawn_bound_error"]


def test_the_bound_of_each_point(run):
    assert run.exact.gaussian is not None and run.exact.gaussian.largest_error_with_the_exact_end < 1e-12
    x0, truth = run.series["x0"], run.series["−log p"]
    np.testing.assert_allclose(truth, -norm.logpdf(x0, 0.3, math.sqrt(0.7)), rtol=1e-13)
    density = truth.neg().exp() * (x0[1] - x0[0])
    for ratio in evidence.LAST_RATIOS:
        signal = 1 / (1 + math.exp(-ratio))
        off = (signal * 0.7 - signal + signal * 0.09 - math.log(signal * 0.7 + 1 - signal)) / 2
        assert float(density @ (run.series[f"bound to {ratio}"] - truth)) == pytest.approx(off, abs=1e-4)


@pytest.mark.evidence("diffusion.bound", kind="quadrature")
@pytest.mark.evidence("diffusion.averaged", kind="quadrature")
def test_the_mixture_by_quadrature(run):
    """For one step the bound is −log p of the model plus what is left, and more steps never hurt; masses are one."""
    rows = plain(run.exact.mixture)
    assert [row["steps"] for row in rows] == list(evidence.COUNTS)
    grid = np.linspace(-9, 9, 200001)
    p = (norm.pdf(grid, -1, 0.3) + norm.pdf(grid, 1, 0.3)) / 2
    entropy = -np.sum(p * np.log(np.maximum(p, 1e-300))) * (grid[1] - grid[0])
    for row in rows:
        assert row["entropy"] == pytest.approx(entropy, abs=1e-9)
        assert row["mass_of_the_model"] == pytest.approx(1, abs=1e-6)
        assert row["entropy"] < row["model_cross_entropy"] <= row["bound"] + 1e-9
    bounds = [row["bound"] for row in rows]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-2] - entropy == pytest.approx(2 * (bounds[-1] - entropy), rel=0.05)  # the bound misses about 1/T


def test_the_bound_of_the_mixture_by_draws(draws):
    """Its 16 steps against ``draw_bound_terms`` with the best denoiser, to six standard errors."""
    mixture, betas = two_laws(), evidence.schedule(16)
    x0 = mixture.draw(4000, draws)
    t = torch.arange(1, 17).unsqueeze(-1)
    _, spread = mixture.posterior(evidence.GRID.expand(16, -1).unsqueeze(-1), t.expand(-1, len(evidence.GRID)), betas)
    errors = evidence.integral(evidence.diffused_density(betas) * spread.squeeze(-1)).unsqueeze(-1)
    exact = optimum.bound_of(errors, torch.tensor([1.09]), betas)
    denoiser = lambda xt, t: mixture.posterior(xt, t, betas)[0]  # noqa: E731
    got = diffusion.draw_bound_terms(x0, betas, denoiser, diffusion.best_variance(errors, betas), "x0", generator=draws).total[0]
    assert abs(got.mean() - exact) < 6 * got.std() / math.sqrt(len(got))
    assert got.std() / math.sqrt(len(got)) < 0.04


def test_the_posterior_of_a_mixture_by_sums():
    """The mean and the variance of x_0 given x_t, on a grid of x_0."""
    mixture = Mixture(torch.tensor([[-1.0], [0.5]]), torch.tensor([[0.09], [0.3]]))
    betas, grid = torch.tensor([0.2, 0.6]), torch.linspace(-8, 8, 40001)
    for t, signal in (1, 0.8), (2, 0.32):
        weight = mixture.log_density(grid.unsqueeze(-1)).exp() * torch.exp(-(0.4 - math.sqrt(signal) * grid).square() / (2 * (1 - signal)))
        weight = weight / weight.sum()
        mean, variance = mixture.posterior(torch.tensor([0.4]), torch.tensor(t), betas)
        assert float(mean) == pytest.approx(float(weight @ grid), rel=1e-9)
        assert float(variance) == pytest.approx(float(weight @ (grid - weight @ grid).square()), rel=1e-9)


def test_the_errors_of_the_ring_and_its_bound(draws):
    """By a grid, against draws of x_0 and x_t; and one law alone has the exact bound of Gaussian data."""
    betas = training.schedule()
    errors = optimum.ring_errors(ring(), betas)
    x0 = ring().draw(20_000, draws)
    for t in 5, 40, 70:
        xt = diffusion.noised(x0, torch.randn(x0.shape, generator=draws), t, betas)
        squares = (ring().posterior(xt, torch.full((len(x0),), t), betas)[0] - x0).square().mean(-1)
        assert abs(squares.mean() - errors[t - 1, 0]) < 6 * squares.std() / math.sqrt(len(squares))
    law = plane_gaussian()
    signal = (1 - betas).cumprod(0).unsqueeze(-1)
    exact = law.variances[0] * (1 - signal) / (signal * law.variances[0] + 1 - signal)
    data = diffusion.Gaussian(law.means[0], law.variances[0])
    want = diffusion.bound_terms(data, betas, diffusion.exact_reverse(data, betas)).total.sum()
    assert optimum.bound_of(exact, law.means[0].square() + law.variances[0], betas) == pytest.approx(float(want), rel=1e-12)


@pytest.mark.evidence("diffusion.averaged", kind="training")
def test_trained_on_gaussian_data_the_bound_is_within_a_twentieth_of_a_nat(run, trained):
    """Already after 300 of 3000 steps; the network starts a nat above the exact optimum."""
    row = trained["gaussian"]
    law = plane_gaussian()
    assert row["entropy"] == pytest.approx(sum(norm.entropy(0, math.sqrt(float(v))) for v in law.variances[0]), abs=1e-7)
    assert 0 < row["optimum"] - row["entropy"] < 1e-3
    assert row["first_excess"] > 0.8
    assert row["excess"] < 0.05 and row["excess_error"] < 0.02
    assert row["excess"] > -4 * row["excess_error"]
    assert row["bound"] == pytest.approx(row["optimum"] + row["excess"])


def test_trained_on_the_ring(run, trained):
    row = trained["ring"]
    assert row["entropy"] == pytest.approx(math.log(8) + 2 * norm.entropy(0, 0.1), abs=1e-4)
    assert row["entropy"] < row["optimum"] < row["entropy"] + 0.1
    assert row["excess"] < row["first_excess"] - 0.3
    best = row["samples"]["best_denoiser"]
    assert best["share_within_three_deviations"] > 0.96 and 0.07 < best["smallest_share_of_a_law"] < best["largest_share_of_a_law"] < 0.19
    assert row["samples"]["data"]["share_within_three_deviations"] > 0.97


def test_the_judge_sees_a_worse_denoiser(run):
    """The best one has no excess; one that adds 0.1 to each dimension of v has Σ_t k_t²/(2 s_t) 0.01 to both dimensions."""
    judge = training.Judge(run, "gaussian", 50, 2000)
    found, error = judge.excess(judge.best)
    assert abs(found) < 6 * error + 1e-3
    worse, error = judge.excess(lambda xt, t: judge.best(xt, t) + 0.1)
    variance, betas = judge.best_variance, training.schedule()
    signal = (1 - betas).cumprod(0)
    before = torch.cat((torch.ones(1), signal[:-1]))
    factor = before * betas.square() / (1 - signal) * 0.01  # of the squared error in the mean
    rise = (torch.log1p(factor.unsqueeze(-1) / variance) / 2).sum()  # the best variance takes the error in
    assert worse == pytest.approx(float(rise), abs=6 * error) and worse > 6 * error


def test_checkpoints():
    assert training.checkpoints(31) == [0, 1, 3, 10, 30, 31] and training.checkpoints(1) == [0, 1]


def test_the_same_seed_gives_the_same_run(run, tmp_path):
    for seed, same in ((3, True), (4, False)):
        again = Run("diffusion", tmp_path, seed=seed, exact=experiment.results(False))
        terms.terms(again, ARGUMENTS.draws)
        assert torch.equal(run.series["drawn linear"], again.series["drawn linear"]) == same


def test_files_and_summary(run, capsys):
    run.write()
    experiment.draw(run)
    run.write()
    experiment.report(run)
    assert "by draws" in capsys.readouterr().out
    for name in "terms", "evidence", "training", "samples":
        assert run.out.joinpath(f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert violations_in(run.out) == []
    assert json.loads(run.out.joinpath("metrics.json").read_text())["exact"]["gaussian"]["points"] == 161


def test_an_interrupted_run_is_drawn_and_reported(tmp_path, capsys):
    partial = Run("diffusion", tmp_path, seed=0, exact=experiment.results(False))
    terms.terms(partial, 5)
    experiment.draw(partial)
    experiment.report(partial)
    partial.interrupted = True
    partial.write()
    assert sorted(path.name for path in partial.out.iterdir()) == ["metrics.json", "series.npz", "terms.png"]
    assert violations_in(partial.out) == []


def test_arguments(capsys):
    parser = Options()
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 120
    for name, least in ("draws", 2), ("steps", 1), ("points", 2):
        with pytest.raises(SystemExit):
            parser.parse_args([f"--{name}", "0"])
        assert f"--{name}: expected a whole number from {least} to " in capsys.readouterr().err
