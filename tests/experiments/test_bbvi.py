"""`python -m impl bbvi`: the results of short runs, and the exact answers beside them."""

import io
import json
import math
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import torch
from rich.console import Console
from scipy import integrate, special, stats

from impl.__main__ import main
from impl.experiments import SUMMARIES
from impl.experiments import bbvi as experiment
from impl.experiments.bbvi import computed, exact, gradients, reported_chains, reported_listing, tables
from impl.experiments.bbvi import reported as two_runs
from impl.experiments.bbvi.results import Answers, Exact, Fit, Law, Moments
from impl.experiments.run import Run
from impl.experiments.schema import violations_in
from impl.listings import bbvi, bbvi_fast
from impl.normal_gamma import MeanField, NormalGamma

STEPS = 40
ESTIMATES = ("reinforce", "control_variate")


def metrics(folder):
    return json.loads((folder / "metrics.json").read_text())


@pytest.fixture(scope="module")
def small():
    """Settings with fewer repetitions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reported_listing, "WATCHED_STEPS", 2)
        patch.setattr(reported_listing, "LAW_DRAWS", 400)
        patch.setattr(two_runs, "REPETITIONS", 300)
        patch.setattr(gradients, "REPETITIONS", 300)
        yield


@pytest.fixture
def no_figures(monkeypatch):
    monkeypatch.setattr(experiment, "draw", lambda run: None)


@pytest.fixture(scope="module")
def reported(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("reported")
    assert main(["bbvi", "--as-reported", "--steps", str(STEPS), "--seeds", "3", "--out", str(out)]) == 0
    return metrics(out), np.load(out / "series.npz"), out


@pytest.fixture(scope="module")
def fitted(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("fitted")
    assert main(["bbvi", "--steps", "150", "--seeds", "3", "--draws", "4000", "--out", str(out)]) == 0
    return metrics(out), np.load(out / "series.npz"), out


def data(seed=bbvi.SEED):
    return bbvi_fast.start(seed).data.double().numpy()


def log_evidence(x):
    """The log evidence, with mu integrated out by hand and tau numerically."""
    n, mean = len(x), x.mean()
    spread = ((x - mean) ** 2).sum() + 0.1 * n / (n + 0.1) * (mean - 1) ** 2

    def log_density(tau):
        return (n / 2) * math.log(tau / (2 * math.pi)) + 0.5 * math.log(0.1 / (n + 0.1)) - tau * spread / 2 \
            + math.log(2) - 2 * tau

    top = log_density((n / 2) / (spread / 2 + 2))
    return top + math.log(integrate.quad(lambda tau: math.exp(log_density(tau) - top), 0.05, 2, epsabs=1e-12)[0])


def test_tables_are_those_of_the_listing_itself(reported):
    found, series, _ = reported
    state = torch.get_rng_state()
    for number, kind in ("1", bbvi.Reinforce), ("2", bbvi.ControlVariate):
        x = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE)
        q = bbvi.CountedFamily()
        history = kind(x, q, bbvi.SAMPLES, bbvi.STEP_SIZE).fit(STEPS)
        table = found["tables"][number]
        assert table["mu"] == pytest.approx(history.mu[-1][1], abs=2e-6)
        assert table["tau"] == pytest.approx(history.tau[-1][1], abs=1e-5)
        assert table["data_mean"] == x.mean().item()
        assert table["data_precision"] == pytest.approx(1 / x.numpy().var(ddof=1), rel=1e-6)
        run = found["runs"][int(number) - 1]
        assert (run["mu"], run["tau"], run["table"], run["iterations"]) == (table["mu"], table["tau"], number, STEPS)
        recorded = series[f"{run['estimator']}/recorded"]
        np.testing.assert_allclose([recorded[t - 1] for t, _ in history.elbo], [e.item() for _, e in history.elbo], rtol=1e-5)
    torch.set_rng_state(state)
    assert found["seed"] == bbvi.SEED
    assert found["as_reported"]
    assert not found["interrupted"]


def test_the_results_follow_the_schema(reported, fitted):
    assert violations_in(reported[2]) == violations_in(fitted[2]) == []


def test_another_seed_is_another_run(reported, small, no_figures, tmp_path):
    assert main(["bbvi", "--as-reported", "--seed", "4", "--steps", "1", "--seeds", "2", "--out", str(tmp_path)]) == 0
    found = metrics(tmp_path)
    assert found["seed"] == 4
    assert found["tables"]["1"]["data_mean"] == pytest.approx(data(4).mean(), rel=1e-6)
    assert abs(found["tables"]["1"]["mu"] - reported[0]["tables"]["1"]["mu"]) > 1e-2


def test_exact_answers(reported, fitted):
    x = data()
    shape, scale, rate = 1 + 50, 100.1, 2 + 0.5 * (((x - x.mean()) ** 2).sum() + 10 / 100.1 * (x.mean() - 1) ** 2)
    for found in reported[0]["exact"], fitted[0]["exact"]:
        posterior, best = found["posterior"], found["mean_field"]
        assert posterior["mu"] == pytest.approx((0.1 + 100 * x.mean()) / scale, rel=1e-12)
        assert posterior["tau"] == best["tau"] == pytest.approx(shape / rate, rel=1e-12)
        assert posterior["tau_sd"] == pytest.approx(math.sqrt(shape) / rate, rel=1e-12)
        assert posterior["mu_sd"] == pytest.approx(math.sqrt(rate / (scale * (shape - 1))), rel=1e-12)
        assert found["log_evidence"] == pytest.approx(log_evidence(x), abs=1e-8)
        # E[log p] + H of the product, with the digamma of the Gamma law's shape
        a, b, precision = best["shape"], best["rate"], best["precision"]
        log_tau = special.digamma(a) - math.log(b)
        squares = ((x - best["mu"]) ** 2).sum() + 0.1 * (best["mu"] - 1) ** 2 + 100.1 / precision
        joint = 50.5 * log_tau + 0.5 * math.log(0.1) - 101 / 2 * math.log(2 * math.pi) + math.log(2) - a / b * (2 + squares / 2)
        entropy = stats.gamma(a, scale=1 / b).entropy() + 0.5 * math.log(2 * math.pi * math.e / precision)
        assert best["elbo"] == pytest.approx(joint + entropy, abs=1e-9)


def test_gaps_are_exact(reported):
    """The gap of the start is log p(x) − E_q[log p(x, z) − log q(z)] by quadrature over both coordinates."""
    found, series, _ = reported
    x = torch.tensor(data())
    loc, *logs = (float(v) for v in series["reinforce/parameters"][0])
    scale, shape, rate = (math.exp(v) for v in logs)
    node, weight = special.roots_genlaguerre(80, shape - 1)
    tau, w_tau = torch.tensor(node / rate), torch.tensor(weight / weight.sum())
    eps, w_mu = (torch.tensor(v) for v in special.roots_hermitenorm(20))
    mu = loc + eps[:, None] / (scale * tau).sqrt()
    log_p = torch.distributions.Normal(mu, tau.rsqrt().expand_as(mu)).log_prob(x[:, None, None]).sum(0)
    log_p += torch.distributions.Normal(1.0, (0.1 * tau).rsqrt()).log_prob(mu)
    log_p += math.log(2) - 2 * tau
    log_q = torch.distributions.Normal(loc, (scale * tau).rsqrt()).log_prob(mu)
    log_q += torch.tensor(stats.gamma(shape, scale=1 / rate).logpdf(tau.numpy()))
    elbo = ((w_mu / w_mu.sum())[:, None] * w_tau * (log_p - log_q)).sum()
    # log tau is no polynomial, so the quadrature is not exact
    assert series["reinforce/gap"][0] == pytest.approx(found["exact"]["log_evidence"] - float(elbo), abs=0.1)
    assert series["reinforce/gap"][0] == series["control_variate/gap"][0] == found["runs"][0]["start_gap"]
    for run in found["runs"]:
        assert run["gap"] == pytest.approx(series[f"{run['estimator']}/gap"][-1], rel=1e-12)
        assert run["elbo"] + run["gap"] == pytest.approx(found["exact"]["log_evidence"], rel=1e-12)


def test_facts_about_the_listing(reported):
    listing = reported[0]["exact"]["listing"]
    for name, error in listing.items():
        if name.endswith("_error"):
            assert error < 1e-3, name
    assert listing["fast_error"] < 1e-6
    assert listing["compared_at"] == [STEPS // 2 + 1, STEPS]
    for rate in "rate_first", "rate_last", "rate_first_2", "rate_last_2":
        assert listing[rate] == pytest.approx(1e-5, rel=2e-2)
    assert (listing["optimizer_steps"], listing["optimizer_steps_1"]) == (0, 4)  # two steps, and one where a run stood twice
    assert listing["recorded_at"] == [1, 10, 20, STEPS]
    assert (listing["records"], listing["iterations"]) == (1 + STEPS // 10, STEPS)
    assert (listing["fit_arguments"], listing["family_arguments"]) == (["max_iterations"], [])
    assert listing["small_variance"]["variance"] < 1e-8 < listing["small_variance"]["covariance"] * 1e2
    assert listing["small_variance"]["coefficient"] == 0
    assert not listing["draws_carry_gradient"]
    assert listing["correlated"]["mu_variance_low_tau"] > 1.5 * listing["correlated"]["mu_variance_high_tau"]
    assert listing["matrix_shape"] == [4, 30]


def test_records_are_made_after_the_step(reported):
    """The lag is the distance of a recorded E[mu] from that of the step's draws, replayed on the listing itself."""
    with torch.random.fork_rng(devices=[]):
        x = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE)
        q = bbvi.CountedFamily()
        run, before = bbvi.Reinforce(x, q, bbvi.SAMPLES, bbvi.STEP_SIZE), {}
        step = run.step

        def watched():
            before[len(before) + 1] = q.parameters[0].item()
            return step()

        run.step = watched
        lags = [abs(mu - before[t]) for t, mu in run.fit(STEPS).mu]
    assert max(lags) > 1e-4
    assert reported[0]["exact"]["listing"]["record_lag"] == pytest.approx(max(lags), abs=2e-6)


def test_chains_have_all_their_entries(reported):
    exact = reported[0]["exact"]
    assert exact["seeds"]["seeds"] == [11, 12, 13]
    for group in "seeds", "same_start":
        for name in ESTIMATES:
            chains = exact[group][name]
            assert len(chains["mu"]) == len(chains["tau"]) == len(chains["gap"]) == 3
            assert len(set(chains["mu"])) == 3
            assert not any(chains["lost"])
    spread = {name: np.std(exact["same_start"][name]["mu"]) for name in ESTIMATES}
    assert spread["control_variate"] < spread["reinforce"] < 0.1 < np.std(exact["seeds"]["reinforce"]["mu"])
    grid = exact["step_sizes"]
    assert [row["step_size"] for row in grid["reinforce"]] == list(reported_chains.STEP_SIZES)
    assert grid["reinforce"][-1]["lost"] > 0 == grid["reinforce"][0]["lost"]
    for name in ESTIMATES:
        kept = [row for row in grid[name] if not row["lost"]]
        assert exact["best_step"][name]["gap"] == min(row["gap"][1] for row in kept)
    for place in "start", "half", "end":
        both = exact["updates"][place]
        assert both["control_variate"]["variance"] < 0.5 * both["reinforce"]["variance"]
        assert both["control_variate"]["cosine"] > both["reinforce"]["cosine"]


def test_fits_and_their_entries(fitted):
    found, series, out = fitted
    assert found["seed"] == 0
    assert [(run["family"], run["estimator"]) for run in found["runs"]] == [
        (family, name) for family in ("structured", "mean-field") for name in gradients.ESTIMATORS
    ]
    for run in found["runs"]:
        best = found["exact"]["posterior" if run["family"] == "structured" else "mean_field"]
        key = f"{run['family']}/{run['estimator']}"
        assert run["gap"] == pytest.approx(run["to_optimum"] + best["gap"], rel=1e-9, abs=1e-15)
        assert run["elbo"] == pytest.approx(found["exact"]["log_evidence"] - run["gap"], rel=1e-12)
        assert run["within_target"] == (run["to_optimum"] <= 1e-3)
        assert len(run["to_optimum_by_seed"]) == len(run["mu_by_seed"]) == run["chains"] == 3
        # A chain near the optimum takes no further draws, another one does.
        assert ("first" in run) == (run["estimator"] in ("reinforce", "rao_blackwell"))
        assert run["draws"] == 150 * 30 + (4000 if "first" in run else 0)
        assert run.get("first", {"to_optimum": 1})["to_optimum"] > 1e-3
        draws, gaps = series[f"{key}/draws"], series[f"{key}/to_optimum"]
        assert (draws[0], draws[-1]) == (0, run["draws"])
        assert (np.diff(draws) > 0).all()
        assert gaps.shape == (len(draws), 3)
        assert gaps[0] == pytest.approx(gaps[0, 0])
        assert run["mu"] == pytest.approx(best["mu"], abs=0.5)
        if run["estimator"] in ("control_variate", "leave_one_out", "path_derivative"):
            assert run["within_target"]
            assert run["draws_to"]["1"] < 4500
    assert sorted(path.name for path in out.glob("*.png")) == ["gap.png", "gradients.png", "moments.png"]


def test_noise_is_blamed_only_where_it_is_to_blame(fitted):
    """An ascent far above the gap by noise has not arrived, and needs no fewer draws than it had."""
    found, console = fitted[0], Console(file=io.StringIO(), width=200)
    far, near = (dict(found["runs"][0]) for _ in range(2))
    assert not far["within_target"]
    for run in found["runs"]:
        assert run["arrived"] == (run["to_optimum"] <= max(10 * run["predicted"], 1e-3))
        assert run["arrived"] or run["draws_to_target"] >= run["draws"]
    moments = "mu", "tau", "mu_sd", "tau_sd", "log_evidence", "elbo", "gap"
    far |= {"arrived": False, "to_optimum": 36.0, "draws": 1800}
    near |= {"arrived": True, "draws_to_target": 7e7}
    laws = {name: Law(parameters={}, **{key: found["exact"][name][key] for key in moments}) for name in ("posterior", "mean_field")}
    answers = Answers(true=Moments(mu=1.0, tau=0.5), log_evidence=found["exact"]["log_evidence"], prior={}, **laws)
    run = SimpleNamespace(runs=[Fit(**far), Fit(**near)], exact=Exact(answers=answers), console=console)
    tables.report(cast(Any, run))
    *_, first, second = console.file.getvalue().strip().splitlines()  # pyright: ignore[reportAttributeAccessIssue]
    assert "has not arrived, 3.6e+01 nats away after 1.8e+03 draws (--steps, --draws)" in first and "noise" not in first
    assert "noise keeps it" in second and "7.0e+07 draws" in second


def test_an_ascent_cut_short(small, no_figures, tmp_path, capsys):
    assert main(["bbvi", "--steps", "2", "--seeds", "1", "--draws", "60", "--out", str(tmp_path)]) == 0
    for run in metrics(tmp_path)["runs"]:
        assert not run["arrived"]
        assert run["draws_to_target"] >= run["draws"] == 120
    shown = capsys.readouterr().out
    assert "has not arrived" in shown and "noise keeps" not in shown


def test_one_draw_is_refused_at_the_start(tmp_path, capsys):
    """Some estimators of the continued fits leave one out."""
    with pytest.raises(SystemExit) as left:
        main(["bbvi", "--draws", "1", "--out", str(tmp_path)])
    assert left.value.code == 2
    said = capsys.readouterr()
    assert "--draws: expected a whole number from 2 to 1000000000000, got 1" in said.err
    assert said.out == ""


@pytest.mark.parametrize(("option", "opens"), [("--as-reported", "}, as reported; about "), ("--steps=3", "}; about ")])
def test_the_headline_says_which_run_it_is(option, opens, tmp_path, capsys, monkeypatch):
    for name in "compute", "draw", "report":
        monkeypatch.setattr(experiment, name, lambda *_: None)
    assert main(["bbvi", option, "--out", str(tmp_path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert opens.replace("}", SUMMARIES["bbvi"]) in shown


def test_gradients_of_the_fits(fitted):
    for family, places in fitted[0]["exact"]["gradients"].items():
        law = {"structured": NormalGamma, "mean-field": MeanField}[family]
        model = exact.Model(bbvi_fast.start().data)
        for place in "start", "half":
            chart, step = torch.tensor(places[place]["chart"], dtype=torch.float64), 1e-6
            slopes = [
                -(model.chart_gap(chart + step * e, law) - model.chart_gap(chart - step * e, law)).item() / (2 * step)
                for e in torch.eye(4, dtype=torch.float64)
            ]
            np.testing.assert_allclose(places[place]["gradient"], slopes, rtol=1e-6, atol=1e-5)
        for name in gradients.ESTIMATORS:
            for place in "start", "half", "optimum":
                estimate = places[place][name]
                if family == "mean-field" or place != "optimum":
                    assert all(abs(b) < 12 * e for b, e in zip(estimate["bias"], estimate["bias_error"])) or (
                        name == "control_variate"
                    )
        optimum = places["optimum"]
        assert optimum["leave_one_out"]["fisher_variance"] < 1e-3 * optimum["rao_blackwell"]["fisher_variance"]
        assert optimum["rao_blackwell"]["fisher_variance"] < 0.5 * optimum["reinforce"]["fisher_variance"]
        curvature = optimum["reinforce"]["curvature_variance"]
        assert curvature == pytest.approx(optimum["reinforce"]["fisher_variance"], rel=0.05)


def test_starts_and_blankets(small, no_figures, tmp_path, monkeypatch):
    """Both families start with the same mean precision of mu; only Rao-Blackwell gets a blanket."""
    fit, seen = computed.score_function.fit, {}

    def recorded(state, log_joint, name, *args, **kwargs):
        if isinstance(state, NormalGamma | MeanField):
            seen.setdefault((type(state), name), (state, kwargs["blanket"]))
        return fit(state, log_joint, name, *args, **kwargs)

    monkeypatch.setattr(computed.score_function, "fit", recorded)
    assert main(["bbvi", "--steps", "2", "--seeds", "1", "--draws", "1000", "--out", str(tmp_path)]) == 0
    loc, scale, shape, rate = (v.item() for v in (bbvi_fast.start().parameters[0], *bbvi_fast.start().parameters[1:].exp()))
    for (family, name), (state, blanket) in seen.items():
        second = scale if family is NormalGamma else scale * shape / rate
        np.testing.assert_allclose(state.parameters[0], [loc, second, shape, rate], rtol=1e-6)
        assert (blanket is not None) == (name == "rao_blackwell")
    assert len(seen) == 2 * len(gradients.ESTIMATORS)


def test_a_run_interrupted_between_chunks_keeps_its_results(small, no_figures, tmp_path, monkeypatch):
    """The interrupt comes after the first hundred steps of the second fit."""
    fit, calls = computed.score_function.fit, []

    def interrupted(*args, **kwargs):
        calls.append(1)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return fit(*args, **kwargs)

    monkeypatch.setattr(computed.score_function, "fit", interrupted)
    assert main(["bbvi", "--steps", "200", "--seeds", "2", "--draws", "2000", "--out", str(tmp_path)]) == 130
    found = metrics(tmp_path)
    assert found["interrupted"]
    assert [(run["estimator"], run["draws"]) for run in found["runs"]] == [("reinforce", 6000), ("control_variate", 3000)]


def test_interrupted_among_the_gradients_leaves_no_half_of_them(no_figures, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(computed, "gradients", interrupted)
    assert main(["bbvi", "--out", str(tmp_path)]) == 130
    found = metrics(tmp_path)
    assert "gradients" not in found["exact"] and "posterior" in found["exact"] and found["runs"] == []
    assert violations_in(tmp_path) == []


def test_control_c_keeps_the_run_and_exits_130(tmp_path):
    command = [sys.executable, "-m", "impl", "bbvi", "--as-reported", "--steps", "1000000", "--seeds", "10", "--out", str(tmp_path)]
    for wait in 2, 8, 32:  # on a busy machine the first step may come late
        child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
        )
        assert child.stdout is not None
        assert child.stdout.readline()  # printed once torch is loaded
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
        assert child.returncode == 130, err
        assert "interrupted" in out
        assert "Traceback" not in err
        found = metrics(tmp_path)
        assert found["interrupted"]
        if found["runs"]:
            break
    (run,) = found["runs"]
    assert 0 < run["iterations"] < 1_000_000
    assert found["tables"]["1"]["mu"] == run["mu"]
    assert (tmp_path / "runs.png").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [bbvi.Reinforce, bbvi.ControlVariate])
def test_the_whole_listing_ends_where_the_fast_path_does(kind):
    with torch.random.fork_rng(devices=[]):
        x = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE)
        q = bbvi.CountedFamily()
        history = kind(x, q, bbvi.SAMPLES, bbvi.STEP_SIZE).fit(bbvi.ITERATIONS)
    steps = bbvi_fast.steps(bbvi_fast.start(), kind is bbvi.ControlVariate)
    for _ in range(bbvi.ITERATIONS):
        _, parameters = next(steps)
    assert history.mu[-1][0] == bbvi.ITERATIONS
    assert parameters[0].item() == pytest.approx(history.mu[-1][1], abs=1e-5)
    assert (parameters[2] - parameters[3]).exp().item() == pytest.approx(history.tau[-1][1], abs=1e-5)


def test_the_streams_of_a_run_are_apart(tmp_path):
    run = Run("bbvi", tmp_path, 3, experiment.results(False))
    states = [tuple(run.generator(stream).get_state().tolist()) for stream in (0, 1, 2, 100)]
    assert len(set(states)) == 4
