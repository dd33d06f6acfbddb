"""The Gamma experiment: its results are true of its runs, and its facts about the listing follow the listing."""

import json
import math

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
import torch

from impl import gamma
from impl.__main__ import main
from impl.experiments import gamma as experiment
from impl.experiments.arguments import Options
from impl.experiments.gamma import computed, convergence, local_rates, reported
from impl.experiments.gamma import reported_statements as statements
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import leaves, violations_in
from impl.listings import gamma as listing

torch.set_default_dtype(torch.float64)
FIGURES = {"trajectories", "directions", "rates", "data-sets", "map-project", "map-log"}


@pytest.fixture(scope="module")
def small():
    """A coarse map."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(computed, "MAP_STARTS", computed.MAP_STARTS[::8])
        patch.setattr(computed, "MAP_RATES", computed.MAP_RATES[::3])
        yield


@pytest.fixture(scope="module")
def out(tmp_path_factory, small):
    folder = tmp_path_factory.mktemp("gamma")
    assert main(["gamma", "--as-reported", "--out", str(folder), "--data-sets", "8"]) == 0
    return folder


@pytest.fixture(scope="module")
def metrics(out):
    return json.loads((out / "metrics.json").read_text())


@pytest.fixture(scope="module")
def data():
    return listing.draw().double().numpy()


def test_files(out):
    assert {path.stem for path in out.glob("*.png")} == FIGURES
    assert all(path.stat().st_size > 10_000 for path in out.glob("*.png"))


def test_the_results_follow_the_schema(out, tmp_path, small):
    assert violations_in(out) == []
    assert main(["gamma", "--out", str(tmp_path), "--epochs", "5", "--data-sets", "2"]) == 0
    assert violations_in(tmp_path) == []


def loss(data, shape, scale):
    return -scipy.stats.gamma.logpdf(data, shape, scale=scale).mean()


def test_exact_part(metrics, data):
    exact, (shape, _, scale) = metrics["exact"], scipy.stats.gamma.fit(data, floc=0)
    assert (exact["mle"]["shape"], exact["mle"]["scale"]) == pytest.approx((shape, scale), rel=1e-7)
    assert exact["mle"]["nll"] == pytest.approx(loss(data, shape, scale), rel=1e-12)
    assert exact["start_nll"] == pytest.approx(loss(data, 0.5, 8.0), rel=1e-12)
    assert exact["start_excess"] == pytest.approx(exact["start_nll"] - exact["mle"]["nll"], rel=1e-12)
    want = {"count": 1000, "mean": data.mean(), "variance": data.var(ddof=1), "minimum": data.min()}
    assert exact["data"] == pytest.approx(want, rel=1e-12)
    assert metrics["as_reported"] and exact["epochs"] == 150


def test_runs(metrics, data):
    """The two runs of the listing come first, then both methods in both charts; scipy's density gives the excess."""
    runs, best = metrics["runs"], metrics["exact"]["mle"]
    names = [(row["estimator"], row["family"]) for row in runs]
    assert names == [(name, chart) for chart in ("listing", "project", "log") for name in ("gd", "ngd")]
    for row in runs:
        assert row["nll"] == pytest.approx(loss(data, row["shape"], row["scale"]), rel=1e-11)
        assert row["excess"] == pytest.approx(row["nll"] - best["nll"], abs=1e-11)
    for ours, theirs in zip(runs[2:4], runs[:2], strict=True):
        assert (ours["shape"], ours["scale"]) == pytest.approx((theirs["shape"], theirs["scale"]), rel=1e-5)
        assert ours["epochs"] == theirs["epochs"]
    gd, ngd = runs[:2]
    assert gd["epochs"] == 151 and ngd["epochs"] < 60
    assert gd["excess"] > 0.1 and abs(ngd["excess"]) < 1e-6


def test_epochs_rises_and_steps():
    """The epoch is the first from which on the excess stays small; a trajectory that passes the optimum has not arrived."""
    above = torch.tensor([[1.0, 1.0, 0.0, 1.0], [0.5, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 0.0, 1.0]])
    assert convergence.epochs(above, 0.1).tolist() == [2, 3, 0, 4]
    path = torch.tensor([[3.0, 2.0], [3.0, 1e-4], [1.0, 3.0], [3.0, 2.0]])
    points = torch.tensor([1.0, 5.0, 12.0])
    found = convergence.summary(path, points)
    assert found.rises == 1 and found.clamped == 1
    assert found.largest_step == pytest.approx(math.hypot(2.0, 2.9999))
    lost = torch.tensor([[3.0, 2.0], [math.nan, math.nan]])
    assert convergence.excess(lost, points)[1] == math.inf and convergence.excess(lost, points)[0] > 0


def test_local_rates_are_the_derived_ones(metrics):
    local = metrics["exact"]["local"]
    assert list(local) == ["gd_project", "ngd_project", "gd_log", "ngd_log"]
    for name, row in local.items():
        assert row["measured"] == pytest.approx(row["derived"], abs=1e-5)
        assert row["late"] == pytest.approx(max(map(abs, row["derived"])), rel=1e-4)
        assert row["measured_limit"] == pytest.approx(row["derived_limit"], rel=0.02)
        rate, measured = (np.array(row["other_rates"][key]) for key in ("rate", "measured"))
        np.testing.assert_allclose(measured, 1 - np.outer(rate, row["eigenvalues"]), atol=1e-4)
        if name.startswith("ngd"):
            assert row["eigenvalues"] == [1, 1] and row["derived_limit"] == 2


def test_conditioning_and_first_step(metrics):
    """A numerical Hessian gives the condition numbers; along an eigenvector the natural gradient is gradient/eigenvalue."""
    exact, best = metrics["exact"], metrics["exact"]["mle"]
    point = np.array([best["shape"], best["scale"]])
    kept = best["shape"] * best["scale"], math.log(best["scale"]) + scipy.special.digamma(best["shape"])

    def slope(p):
        return [math.log(p[1]) + scipy.special.digamma(p[0]) - kept[1], (p[0] - kept[0] / p[1]) / p[1]]

    hessian = scipy.optimize.approx_fprime(point, slope, 1e-7)
    scaled = hessian * np.outer(point, point)
    assert exact["condition"]["hessian"] == pytest.approx(np.linalg.cond(hessian), rel=1e-4)
    assert exact["condition"]["hessian_log"] == pytest.approx(np.linalg.cond(scaled), rel=1e-4)
    assert exact["condition"]["preconditioned"] == pytest.approx(1, abs=1e-6)
    shallow, steep = exact["first_step"]["shallow"], exact["first_step"]["steep"]
    for row in shallow, steep:
        assert row["factor"] == pytest.approx(1 / row["eigenvalue"], rel=1e-9)
        assert row["natural_gradient"] == pytest.approx(row["gradient"] * row["factor"], rel=1e-9)
    trigamma = scipy.special.polygamma(1, 0.5)
    assert shallow["eigenvalue"] + steep["eigenvalue"] == pytest.approx(trigamma + 0.5 / 64)
    assert shallow["eigenvalue"] * steep["eigenvalue"] == pytest.approx((0.5 * trigamma - 1) / 64)


def test_map_counts(metrics, out):
    found = metrics["exact"]["map"]
    with np.load(out / "series.npz") as series:
        gd, ngd = series["map_gd_project"], series["map_ngd_project"]
    assert gd.shape == (found["rates"], 4, 4) and found["starts"] == 16
    late = found["epochs"]
    assert found["ngd_wins"] == (ngd < gd).sum() and found["gd_wins"] == (gd < ngd).sum()
    assert found["both_fail"] == ((gd > late) & (ngd > late)).sum()
    assert found["ngd_fails"] == ((gd <= late) & (ngd > late)).sum()
    assert found["gd_fails"] == ((gd > late) & (ngd <= late)).sum()
    assert found["by_rate"]["ngd_wins"] == (ngd < gd).sum((1, 2)).tolist()
    for key in "ngd_wins", "gd_wins", "ngd_fails", "gd_fails":
        assert found[key] > 0
    row, column = 1, 2  # axes are rate, starting shape, starting scale
    start = torch.stack((computed.MAP_STARTS[row], computed.MAP_STARTS[column]))
    path = local_rates.gradient_descent(listing.draw().double(), start, float(computed.MAP_RATES[1]), late)
    assert gd[1, row, column] == convergence.epochs(convergence.excess(path, listing.draw().double()))


def test_other_data_sets(metrics):
    seeds = metrics["exact"]["seeds"]
    for name in "gd", "ngd":
        assert set(seeds[name]) == {"excess", "epochs", "rises", "clamped", "largest_step"}
        assert all(len(values) == 8 for values in seeds[name].values())
        assert len(set(seeds[name]["excess"])) == 8
    assert min(seeds["gd"]["excess"]) > 1e-3 > max(seeds["ngd"]["excess"])
    drawn = computed.sample(torch.Generator().manual_seed(3), 20).flatten().numpy()
    assert scipy.stats.kstest(drawn, "gamma", (3, 0, 2)).pvalue > 1e-3  # the seed is fixed, so the p-value is always the same


def test_facts_about_the_listing(metrics):
    said = metrics["exact"]["listing"]
    assert said["printed_epochs"] == [1, *range(15, 151, 15)] and said["recorded"] == said["recorded_losses"] == 150
    assert said["printed_values"] == ["alpha", "beta", "loss"]
    assert min(said["printed_loss_gap"].values()) > 0.01
    assert said["repeat_identical"] and said["accepts_list"] and said["both_updated"] and not said["inverse_requires_grad"]
    assert said["moved"]["gd"] == 150 >= said["moved"]["ngd"] > 100
    assert said["clamped"] == {"gd": 0, "ngd": 0} and said["least_parameter"] > 0.5
    assert said["without_detach_difference"] == 0 == said["clamp_error"]
    assert said["attached_inverse_requires_grad"] and said["alone_difference"] == {"gd": 0, "ngd": 0}
    assert set(said["records"].values()) == {150} and len(said["records"]) == 4 and said["default_epochs"] == 150
    assert said["inverse_from_fisher"] > 0.5
    small = "nll_error", "inverse_error", "trigamma_error", "gradient_error", "natural_gradient_error"
    assert all(0 < said[name] < 1e-5 for name in small) and max(said["step_error"].values()) < 1e-5


@pytest.mark.parametrize(
    ("name", "replacement", "keys"),
    [
        ("gamma_nll", lambda a, b, data, old=listing.gamma_nll: old(a, b * 1.01, data), ["nll_error", "step_error"]),
        ("fisher_inverse", lambda a, b, d=True, old=listing.fisher_inverse: old(a, b * 1.01), ["inverse_error", "natural_gradient_error"]),
        ("draw", lambda *_: torch.rand(1000, dtype=torch.float32), ["repeat_identical"]),
    ],
)
def test_the_facts_follow_the_listing(monkeypatch, tmp_path, name, replacement, keys):
    """Another listing has other facts: none of them is typed in."""
    data = listing.draw()
    monkeypatch.setattr(listing, name, replacement)
    run = Run("gamma", tmp_path, 0, experiment.results(True), True)
    reported.run_listing(run, data, 20)
    said = plain(run.exact.listing)
    for key in keys:
        value = max(said[key].values()) if isinstance(said[key], dict) else said[key]
        assert value is False or float(value) > 1e-3


def numbers(facts):
    """The figures of a record, by path."""
    return {path.removeprefix("."): value for path, value in leaves(plain(facts), "")}


def test_every_statement_is_as_it_should_be(metrics):
    said = dict(leaves(metrics["exact"]["listing"]))
    small = "loss_error", "old_gradient", "gradient_error_by", "natural_error_by", "move_error", "entry_error", "clamp_by", "mean_error"
    assert all(value < 1e-5 for path, value in said.items() if path.split(".")[0] in small)
    assert max(said[name] for name in ("torch_nll_error", "mean_of_losses_error", "mean_log_error", "factor_error")) < 1e-5
    assert all(value is True for path, value in said.items() if path.startswith(("leaves", "stays_leaf")))
    assert not said["requires_grad_of.shape"] and not said["requires_grad_of.scale"] and said["finite_with_other_seed"]
    assert all(value == pytest.approx(1e-4) for path, value in said.items() if path.startswith("clamped_to"))
    assert {path: value for path, value in said.items() if path.startswith("started")} == {
        f"started.{method}.{name}": value for method in ("gd", "ngd") for name, value in (("shape", 0.5), ("scale", 8.0))}
    assert said["data_pvalue"] > 1e-3 and (said["entries"], said["loss_dimensions"], said["data_shape.*"]) == (3, 0, 1000)
    assert max(said["printed_parameter_gap.gd"], said["printed_parameter_gap.ngd"]) <= 5e-5 + 1e-9
    plot = metrics["exact"]["listing"]["plot"]
    assert plot["history_shape"] == {"gd": [150, 2], "ngd": [150, 2], "gd_loss": [150], "ngd_loss": [150]}
    assert plot["shared_x"] and plot["size"] == [12, 10] and 0.03 <= plot["bottom"] < plot["top"] <= 0.95
    assert [len(one["curves"]) for one in plot["axes"].values()] == [3, 3, 2]
    assert {name: one["drawn"] for name, one in plot["axes"].items()} == {
        name: [f"{name} of gd", f"{name} of ngd"] for name in ("shape", "scale", "loss")}
    assert [one["y_label"] for one in plot["axes"].values()] == ["Shape parameter α", "Scale parameter β", "NLL Loss"]  # as lines 1201, 1212 and 1221 have it
    assert all(one["legend"] and one["grid"] for one in plot["axes"].values()) and plot["axes"]["shape"]["x_label"] == ""


def no_zero(alpha, beta, data, rate, direction=None, original=listing.step):
    """A step that leaves old gradients in place."""
    kept = [0 if leaf.grad is None else leaf.grad.clone() for leaf in (alpha, beta)]
    loss = original(alpha, beta, data, rate, direction)
    alpha.grad, beta.grad = alpha.grad + kept[0], beta.grad + kept[1]
    return loss


def no_clamp(alpha, beta, data, rate, direction=None):
    alpha.grad = beta.grad = None
    loss = listing.gamma_nll(alpha, beta, data)
    loss.backward()
    moves = direction(alpha, beta, alpha.grad, beta.grad) if direction else (alpha.grad, beta.grad)
    with torch.no_grad():
        alpha -= rate * moves[0]
        beta -= rate * moves[1]
    return loss


@pytest.mark.parametrize(
    ("name", "replacement", "paths"),
    [
        ("step", no_zero, ["old_gradient.gd.shape", "old_gradient.ngd.scale"]),
        ("step", no_clamp, ["-clamped_to.gd.shape", "-clamped_to.ngd.scale"]),
        ("RATE", 0.2, ["move_error.gd.shape", "move_error.ngd.scale"]),
        ("natural", lambda a, b, g, h, d=True: (h, g), ["natural_error_by.shape", "natural_error_by.scale"]),
        ("gamma_nll", lambda a, b, data, old=listing.gamma_nll: old(a, 1 / b, data), ["torch_nll_error"]),
        ("fisher_inverse", lambda a, b, d=True, old=listing.fisher_inverse: (old(a, b)[0], -old(a, b)[1], old(a, b)[2]), ["entry_error.mixed"]),
        ("fisher_inverse", lambda a, b, d=True, old=listing.fisher_inverse: old(a, b, False), ["requires_grad_of.shape", "requires_grad_of.scale"]),
    ],
)
def test_another_statement_has_another_fact(monkeypatch, name, replacement, paths):
    """For each, the figures that a run by itself shows."""
    histories, data = listing.run(listing.draw(), epochs=16), listing.draw()
    monkeypatch.setattr(listing, name, replacement)
    if name in ("RATE", "natural"):
        monkeypatch.setattr(statements, "DIRECTIONS", {"gd": None, "ngd": listing.natural})
    said = numbers(statements.step_facts(data, histories, PRINTED)) | numbers(statements.loss_statements(data))
    said |= numbers(statements.entry_facts(histories.ngd))
    for path in paths:
        value = said[path.lstrip("-")]
        assert value < -1 if path.startswith("-") else value is True or value > 1e-3, path


PRINTED = "epoch 1\nGD alpha=0.6516 beta=8.0032 loss=3.1866\nNGD alpha=0.5340 beta=7.8695 loss=3.1866\n"


def test_methods_with_one_pair_of_parameters_are_noticed(monkeypatch, tmp_path):
    data, shared, original = listing.draw(), listing.parameters(), listing.run

    def together(data, epochs=150):
        with monkeypatch.context() as patch:
            patch.setattr(listing, "parameters", lambda *_: shared)
            return original(data, epochs=epochs)

    monkeypatch.setattr(listing, "run", together)
    run = Run("gamma", tmp_path, 0, experiment.results(True), True)
    reported.run_listing(run, data, 5)
    assert min(float(value) for value in plain(run.exact.listing)["alone_difference"].values()) > 1e-3


def test_a_matrix_that_is_the_fisher_information_is_noticed(monkeypatch, tmp_path):
    def matrix(a, b, detached=True):
        formed = gamma.fisher_information(a.detach().double(), b.detach().double()).float()
        return formed[..., 0, 0], formed[..., 0, 1], formed[..., 1, 1]

    data = listing.draw()
    monkeypatch.setattr(listing, "fisher_inverse", matrix)
    run = Run("gamma", tmp_path, 0, experiment.results(True), True)
    reported.run_listing(run, data, 3)
    assert float(plain(run.exact.listing)["inverse_from_fisher"]) < 1e-6


def test_seeds_differ_and_repeat(tmp_path, small):
    """--seed decides the data, and the same seed gives the same run."""
    found = []
    for number, seed in enumerate((1, 1, 2)):
        run = Run("gamma", tmp_path / str(number), seed, experiment.results(False))
        parser = Options()
        experiment.arguments(parser)
        args = parser.parse_args(["--epochs", "20", "--data-sets", "2"])
        assert 1 < experiment.seconds(args) < 60
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(computed, "every_start", lambda *_: None)
            patch.setattr(computed, "rates", lambda *_: None)
            experiment.compute(run, args)
        assert len(run.runs) == 4
        found.append(plain(run.runs[3]))
    assert found[0] == found[1] != found[2]


def test_an_interrupted_run_keeps_its_results(monkeypatch, tmp_path, small):
    def stop(*_):
        raise KeyboardInterrupt

    for stage, figures in (("rates", {"trajectories", "directions"}), ("trajectories", set())):
        monkeypatch.setattr(computed, stage, stop)
        out = tmp_path / stage
        assert main(["gamma", "--out", str(out), "--epochs", "5"]) == 130
        kept = json.loads((out / "metrics.json").read_text())
        assert kept["interrupted"] and kept["exact"]["mle"]["shape"] > 2 and not kept["as_reported"]
        assert {path.stem for path in out.glob("*.png")} == figures


@pytest.mark.parametrize("words", [["--epochs", "1"], ["--data-sets", "0"], ["--epochs", "-3"], ["--epochs", "x"]])
def test_bad_arguments_end_before_anything_is_written(words, tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["gamma", "--out", str(tmp_path / "new"), *words])
    shown = capsys.readouterr()
    assert left.value.code == 2 and words[0] in shown.err and shown.out == ""
    assert not (tmp_path / "new").exists()


def test_unwritable_folder_ends_in_one_line(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["gamma", "--out", str(tmp_path / "file" / "below")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
