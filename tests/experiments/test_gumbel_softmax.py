"""`python -m impl gumbel-softmax` on a small budget: its figures against closed forms, enumeration and scipy."""

import json
import math
from argparse import Namespace
from typing import Any

import numpy as np
import pytest
import torch
from scipy import integrate, stats

from impl.experiments import gumbel_softmax as experiment
from impl.experiments.arguments import Options
from impl.experiments.gumbel_softmax import computed, gradients
from impl.experiments.gumbel_softmax import reported as comparison
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in
from impl.listings import gumbel_softmax as listing

torch.set_default_dtype(torch.float64)
ARGUMENTS = Namespace(draws=2000, repeats=5, as_reported=False)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gradients, "EXACT_TEMPERATURES", [0.2, 1.0, 10.0])
        run = Run("gumbel-softmax", tmp_path_factory.mktemp("gumbel"), seed=3, exact=experiment.results(False))
        experiment.compute(run, ARGUMENTS)
    return run


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparison, "COMPARISONS", 40)
        run = Run("gumbel-softmax", tmp_path_factory.mktemp("reported"), seed=3, exact=experiment.results(True), as_reported=True)
        experiment.compute(run, ARGUMENTS)
    return run


def kolmogorov(draws, cdf) -> Any:
    return stats.kstest(draws.double().numpy(), cdf)


def entries(run, estimator, name=None):
    return [entry for entry in plain(run.runs) if entry["estimator"] == estimator and entry.get("function") == name]


def test_samples_agree_with_both_laws_and_show_the_temperature(run):
    """There are five histograms of 400 draws: a bound fails for about one in 10⁹ seeds, and the seed is fixed."""
    found = entries(run, "samples")
    assert [entry["temperature"] for entry in found] == list(gradients.TEMPERATURES)
    for entry in found:
        assert entry["total_variation"] < 0.06
        assert entry["distance"] < 0.08 < entry["distance_at_wrong_temperature"] + 0.03
        assert entry["distance_at_wrong_temperature"] > entry["distance"]
    largest = [entry["mean_largest_coordinate"] for entry in found]
    assert largest == sorted(largest, reverse=True) and largest[0] > 0.95 and largest[-1] < 0.4


def test_the_distance_is_that_of_kolmogorov(run):
    draws = run.series["draws at 0.5"]
    for claimed in (0.5, 0.6):
        cdf = stats.logistic(math.log(0.5 / 0.2) / claimed, 1 / claimed).cdf
        want = kolmogorov((draws[:, 2] / draws[:, 0]).log(), cdf).statistic
        assert float(computed.distance(draws.log(), gradients.PROBS.log(), claimed)) == pytest.approx(want, rel=1e-9)


def test_expected_values_under_the_right_law(run):
    """They are the mean of Kolmogorov's distribution, and the mean absolute error of each normal frequency."""
    exact = plain(run.exact)
    mean: Any = stats.kstwobign.mean()
    assert exact["expected_distance"] == pytest.approx(mean / math.sqrt(400), rel=1e-9)
    errors = [stats.halfnorm(scale=math.sqrt(p * (1 - p) / 400)).mean() for p in (0.2, 0.3, 0.5)]
    assert exact["expected_total_variation"] == pytest.approx(sum(errors) / 2, rel=1e-12)


def test_the_categorical_gradient_by_autograd_and_enumeration():
    for name, function in gradients.FUNCTIONS.items():
        logits = gradients.PROBS.log().requires_grad_()
        (want,) = torch.autograd.grad(logits.softmax(-1) @ function(torch.eye(3)), logits)
        gradient, variance = gradients.categorical_gradient(name)
        torch.testing.assert_close(gradient, want, rtol=1e-12, atol=1e-15)
        draws = torch.stack([function(torch.eye(3)[i]) * (torch.eye(3)[i] - gradients.PROBS) for i in range(3)])
        assert float(variance) == pytest.approx(float(gradients.PROBS @ (draws - want).square().sum(-1)), rel=1e-12)


@pytest.mark.parametrize("tau", [0.5, 1.0])
def test_the_relaxed_gradient_by_quadrature_of_the_noise(tau):
    """The check uses autograd of E f over two log-ratios of exponential variables, by adaptive quadrature."""
    shift = math.log(0.2 / 0.5), math.log(0.3 / 0.5)

    def density(u, v):  # the joint density of G_1 − G_3 and G_2 − G_3
        return 2 * math.exp(-u - v) / (1 + math.exp(-u) + math.exp(-v)) ** 3

    def first(u, v):
        x = (shift[0] + u) / tau, (shift[1] + v) / tau, 0
        y = [math.exp(a - max(x)) for a in x]
        y = [a / sum(y) for a in y]
        slope = [2 * (a - t) for a, t in zip(y, (0.6, 0.1, 0.3))]
        return y[0] * (slope[0] - sum(map(math.prod, zip(y, slope)))) / tau * density(u, v)

    want = integrate.dblquad(first, -16, 16, -16, 16, epsabs=1e-4)[0]
    mean, _ = gradients.relaxed_gradients(tau)["quadratic"]
    assert float(mean[0]) == pytest.approx(want, abs=2e-4)
    assert float(mean.sum()) == pytest.approx(0, abs=1e-10)


def test_bias_and_variance_of_draws_are_those_of_the_quadrature(run):
    for name in gradients.FUNCTIONS:
        exact, size = plain(run.exact)[f"{name}_gradient"], 2000
        found = {entry["temperature"]: entry for entry in entries(run, "relaxed", name)}
        for tau, bias, variance in zip(exact["temperature"], exact["bias"], exact["variance"]):
            entry = found[tau]
            assert abs(entry["bias"] - bias) < 6 * math.sqrt(variance / size)
            assert entry["variance"] == pytest.approx(variance, rel=0.5)
            assert entry["bias_error"] == pytest.approx(math.sqrt(entry["variance"] / size), rel=1e-9)
            assert entry["variance_over_reinforce"] == pytest.approx(entry["variance"] / exact["reinforce_variance"])
            length = math.hypot(*exact["categorical"])
            assert entry["relative_bias"] == pytest.approx(entry["bias"] / length, rel=1e-9)
            assert entry["relative_bias_error"] == pytest.approx(entry["bias_error"] / length, rel=1e-9)
        assert exact["bias"] == sorted(exact["bias"]) and exact["variance"] == sorted(exact["variance"], reverse=True)
    for one, other in zip(entries(run, "relaxed", "linear"), entries(run, "straight-through", "linear")):
        assert one["bias"] == pytest.approx(other["bias"], rel=1e-9)


def test_noise_is_no_bias():
    """As E|mean − truth|² = bias² + variance/n, 500 corrected squares of means of 40 draws average to bias², to 1/30."""
    truth, offset = torch.tensor([0.4, -0.1, -0.3]), torch.tensor([0.1, 0.0, -0.2])
    slopes = truth + offset + torch.randn(500, 40, 3, generator=torch.Generator().manual_seed(0))
    squares = [
        float(gradients._entry("linear", "relaxed", 1.0, each, truth, truth.new_ones(())).bias) ** 2 for each in slopes
    ]
    naive = float((slopes.mean(1) - truth).square().sum(-1).mean())
    assert naive == pytest.approx(0.05 + 3 / 40, abs=0.03)
    assert np.mean(squares) == pytest.approx(0.05, abs=0.02)
    repeated = gradients._entry("linear", "relaxed", 1.0, slopes[0] - slopes[0].mean(0) + truth, truth, truth.new_ones(()))
    assert float(repeated.bias) == 0


def test_the_report_is_reproduced_by_its_listing(reported):
    exact = plain(reported.exact)
    a = torch.tensor([0.1, 0.2, 0.5, 0.2], dtype=torch.float32)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        direct = torch.distributions.Categorical(a).sample((1000,))
        noise: Any = torch.distributions.Gumbel(torch.tensor(0).float(), torch.tensor(1).float()).sample((1000, 4))
    hard = (a.log() + noise).argmax(-1)
    for name, index in (("direct", direct), ("hard", hard)):
        counts = [int((index == i).sum()) for i in range(4)]
        assert exact[name]["counts"] == counts
        assert exact[name]["pvalue"] == pytest.approx(stats.chisquare(counts, [100, 200, 500, 200]).pvalue, rel=1e-6)
    tables = np.array([exact["direct"]["counts"], exact["hard"]["counts"]])
    assert exact["two_sample_pvalue"] == pytest.approx(stats.chi2_contingency(tables, correction=False).pvalue, rel=1e-9)
    assert exact["total_variation"] == pytest.approx(np.abs(tables[0] - tables[1]).sum() / 2000)
    assert exact["count"] == 1000 and exact["temperature"] == 0.1 and exact["probabilities"] == [0.1, 0.2, 0.5, 0.2]
    assert exact["arguments"] == ["a", "N", "temp", "eps"]
    scores = stats.gumbel_r.rvs(loc=np.log([0.1, 0.2, 0.5, 0.2]), size=(20_000, 4), random_state=0)
    for name, temperature in (("temperature", 0.1), ("temperature_tenfold", 1.0)):
        relaxed = np.exp(scores / temperature)
        distance = 1 - (relaxed.max(-1) / relaxed.sum(-1))
        error = 6 * distance.std() / math.sqrt(1000)
        assert exact["vertex_distance"][name] == pytest.approx(distance.mean(), abs=error)
        assert error < 0.04
    assert exact["vertex_distance"]["temperature"] < 0.1 < exact["vertex_distance"]["temperature_tenfold"]
    want = kolmogorov(torch.log(a[2] / a[0]) + noise[:, 2] - noise[:, 0], stats.logistic(math.log(5)).cdf)
    assert exact["log_ratio_pvalue"]["temperature"] == pytest.approx(want.pvalue, rel=1e-3)
    assert exact["log_ratio_pvalue"]["temperature_tenfold"] < 1e-50


def test_the_comparison_is_blind_to_temperature_and_gradient(reported):
    exact = plain(reported.exact)
    assert len(exact["seeds"]["two_sample_pvalue"]) == len(exact["seeds"]["total_variation"]) == 40
    assert exact["seeds"]["rejected"] <= 0.15
    for name in "temperature_tenfold", "temperature_hundredfold", "gradient_detached", "no_softmax":
        assert exact["planted"][name]["rejected"] <= 0.15
    for name in "probabilities_reversed", "no_noise":
        assert exact["planted"][name]["rejected"] == 1
    power = exact["power"]["rejected"]
    assert power == sorted(power) and power[0] < 0.02 and power[-1] > 0.99


def test_bins_that_are_empty_in_both_do_not_count():
    pairs = np.array([[3, 0, 7], [5, 0, 5]])
    want = stats.chi2_contingency(pairs[:, [0, 2]], correction=False).pvalue
    assert float(comparison.two_sample(*pairs)) == pytest.approx(want, rel=1e-12)


def test_facts_about_the_listings():
    state = torch.random.get_rng_state()
    facts = listing.facts()
    assert torch.equal(torch.random.get_rng_state(), state)
    assert {name: value for name, value in facts.items() if not isinstance(value, float)} == {
        "defined_name": "categorical_reparametrize", "called_name": "categorical_reparameterize",
        "called_name_defined": False, "comparison_defined": False,
        "call_as_printed": "NameError", "noise_line_as_printed": "SyntaxError",
        "direct_arguments": ["a", "N"], "direct_shape": [1000], "soft_shape": [1000, 4], "hard_shape": [1000, 1],
        "noise_shape": [1000, 4], "soft_requires_grad": True, "noise_dtype": "torch.float32", "soft_dtype_of_float64_weights": "torch.float64",
        "hard_changes_with_temperature": False,
        "requires_grad_before": False, "requires_grad_after": True,
        "nonleaf_error": "RuntimeError", "computed_without_grad_error": "", "hard_requires_grad": False,
        "eps_changes_weights_float32": False, "eps_changes_weights_float64": False,
        "batch_error": "RuntimeError", "temperature_zero_error": "", "temperature_zero_is_nan": True,
        "negative_temperature_error": "", "negative_weight_error": "", "integer_weights_error": "RuntimeError",
    }
    assert facts["row_sum_error"] < 1e-6 < 100 < facts["column_sum_spread"]
    assert (facts["default_temperature"], facts["default_eps"]) == (0.1, 1e-20)
    assert facts["score_error"] < 1e-5 and facts["noise_pvalue"] > 1e-3
    assert facts["softmax_error"] < 1e-5 and facts["leaf_gradient_error"] < 1e-5 and facts["eps_effect"] == 0
    assert facts["logit_of_zero_weight"] == pytest.approx(-20 * math.log(10), rel=1e-6)
    assert facts["slope_at_zero_weight"] == pytest.approx(1e20, rel=1e-6)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(5)
        soft = listing.categorical_reparametrize(listing.weights(), 3, temp=0.5, eps=1.0)
        torch.manual_seed(5)
        want = (((listing.weights() + 1).log() + listing.gumbel((3, 4))) / 0.5).softmax(-1)
    torch.testing.assert_close(soft, want)


@pytest.mark.parametrize(
    ("name", "replacement", "fact", "holds"),
    [
        ("gumbel", lambda shape: torch.randn(shape, dtype=torch.float32), "noise_pvalue", lambda p: p < 1e-6),
        ("EPS", 1e-2, "score_error", lambda error: error > 1e-3),
        ("TEMPERATURE", 0.2, "softmax_error", lambda error: error > 1e-3),
    ],
)
def test_other_statements_have_other_facts(monkeypatch, name, replacement, fact, holds):
    original = listing.categorical_reparametrize
    if name == "EPS":
        monkeypatch.setattr(listing, "categorical_reparametrize", lambda a, N, temp=0.1, eps=1e-2: original(a, N, temp, 1e-2))
    monkeypatch.setattr(listing, name, replacement)
    assert holds(listing.facts()[fact])


def test_the_same_seed_gives_the_same_run(run, tmp_path):
    for seed, same in ((3, True), (4, False)):
        again = Run("gumbel-softmax", tmp_path, seed=seed, exact=experiment.results(False))
        computed.measure_samples(again, 2000, 5)
        assert torch.equal(run.series["draws at 0.5"], again.series["draws at 0.5"]) == same


def test_files_and_summary(run, reported, capsys):
    for each, names, words in (
        (run, ("densities", "temperatures", "gradients"), "does not show the temperature"),
        (reported, ("comparison",), "at ten times the temperature"),
    ):
        each.write()
        experiment.draw(each)
        experiment.report(each)
        assert words in " ".join(capsys.readouterr().out.split())
        for name in names:
            assert each.out.joinpath(f"{name}.png").read_bytes().startswith(b"\x89PNG")
        metrics = json.loads(each.out.joinpath("metrics.json").read_text())
        assert metrics["exact"]["listing"]["direct_shape"] == [1000]
        assert violations_in(each.out) == []


def test_an_interrupted_run_is_drawn_and_reported(tmp_path):
    for as_reported in (False, True):
        empty = Run("gumbel-softmax", tmp_path / str(as_reported), seed=0, exact=experiment.results(as_reported), as_reported=as_reported)
        experiment.draw(empty)
        experiment.report(empty)
        assert list(empty.out.iterdir()) == []
    partial = Run("gumbel-softmax", tmp_path / "partial", seed=0, exact=experiment.results(False))
    computed.measure_samples(partial, 100, 5)
    experiment.draw(partial)
    experiment.report(partial)
    assert sorted(path.name for path in partial.out.iterdir()) == ["densities.png", "temperatures.png"]


def test_the_comparison_of_an_interrupted_run_is_drawn_and_reported(tmp_path, capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    run = Run("gumbel-softmax", tmp_path, seed=3, exact=experiment.results(True), as_reported=True)
    monkeypatch.setitem(comparison.PLANTED, "no_noise", stop)
    with pytest.raises(KeyboardInterrupt):
        experiment.compute(run, ARGUMENTS)
    experiment.draw(run)
    experiment.report(run)
    assert str(plain(run.exact)["hard"]["counts"]) in " ".join(capsys.readouterr().out.split())
    assert [path.name for path in tmp_path.iterdir()] == ["comparison.png"]


def test_arguments(capsys):
    parser = Options()
    parser.add_argument("--as-reported", action="store_true")
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 20
    assert experiment.seconds(parser.parse_args(["--as-reported"])) < 20
    for name, value in (("repeats", "1"), ("draws", "19"), ("draws", "x")):
        with pytest.raises(SystemExit):
            parser.parse_args([f"--{name}", value])
        assert f"--{name}: " in capsys.readouterr().err
    with pytest.raises(SystemExit):
        parser.parse_args(["--draws", "49", "--repeats", "5"])
    assert "--draws: expected at least 10 for each repeat, got 49 for 5" in capsys.readouterr().err
