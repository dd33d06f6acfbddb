"""How far each claim about runs goes: figures typed by hand, on either side of where its verdict turns."""

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.verdicts import adjudicate
from tests.support.listing_figures import WORLD, N, scattered
from tests.support.rule_figures import run

load()
CLAIMS = load_reported()
BBVI = WORLD["bbvi"]
LISTING, PLAIN, CONTROLLED = "exact.listing.", "exact.seeds.reinforce.", "exact.seeds.control_variate."
SECOND = "exact.second_listing."
GD, NGD = "exact.seeds.gd.", "exact.seeds.ngd."
MU, TAU = BBVI["exact.posterior.mu"], BBVI["exact.posterior.tau"]  # with standard deviations of 0.15 and 0.065
RUN_1, RUN_2 = "runs.reinforce.structured.", "runs.control_variate.structured."
LOW, HIGH = LISTING + "correlated.mu_variance_low_tau", LISTING + "correlated.mu_variance_high_tau"
PLANTED = [f"exact.planted.{name}.rejected" for name in ("temperature_tenfold", "gradient_detached", "no_softmax")]
STABLE = {GD + "rises": [1]*N, NGD + "rises": [0]*N, GD + "clamped": [1]*N, NGD + "clamped": [0]*N,
          GD + "largest_step": [0.3]*N, NGD + "largest_step": [0.2]*N, "exact.local.gd_project.measured_limit": 1.8}


def ratio(larger, smaller, value):
    """Two lists without noise."""
    return {larger: [value]*N, smaller: [1.0]*N}


def variances(value):
    """Of REINFORCE against 100 with the control variate, at all places."""
    return {f"exact.updates.{where}.{name}.{figure}": number for where in ("start", "half", "end") for name, found in (
        ("reinforce", value), ("control_variate", 100.0)) for figure, number in (("variance", found), ("variance_error", 1e-6))}


def no_bias(place, value):
    """p-values of one half with the control variate, and another one at a place."""
    return {f"exact.updates.{where}.control_variate.bias_pvalue": value if where == place else 0.5 for where in ("start", "half", "end")}


def step_sizes(gap):
    return {"exact.step_sizes.control_variate": [{"step_size": 1e-4, "gap": [0.9*gap, gap, 1.1*gap], "lost": 0}]}


def scatter(value):
    """Of REINFORCE against 1, in both readings."""
    return {path.format(name): scattered(100.0, width) for path in ("exact.same_start.{}.mu", "exact.seeds.{}.gap")
            for name, width in (("reinforce", value), ("control_variate", 1.0))}


def one(figure, *values):
    return tuple({figure: value} for value in values)


BOUNDS = [  # a claim, figures for which it holds, and for which it does not
    ("1.2.4-a", {LOW: 0.219, HIGH: 0.2}, {LOW: 0.221, HIGH: 0.2}),
    ("1.2.5-b", *one("exact.data.mean", 0.294, 0.292)), ("1.2.5-b", *one("exact.data.mean", 1.706, 1.708)),
    ("1.2.5-b", *one("exact.data.precision", 0.281, 0.279)), ("1.2.5-b", *one("exact.data.precision", 0.99, 1.01)),
    ("1.2.5-i", *one("exact.data.precision", 0.281, 0.279)), ("1.2.5-i", *one("exact.data.precision", 0.99, 1.01)),
    ("1.2.5-c", {LOW: 0.219, HIGH: 0.2}, {LOW: 0.221, HIGH: 0.2}),
    ("1.2.5-c", {LOW: 0.181, HIGH: 0.2}, {LOW: 0.179, HIGH: 0.2}),
    ("2.2.13-e", {LOW: 0.219, HIGH: 0.2}, {LOW: 0.221, HIGH: 0.2}),
    ("1.2.5-e", *one(LISTING + "draw_pvalues.tau", 1.1e-6, 0.9e-6)), ("1.2.5-ac", *one(LISTING + "draw_pvalues.mu", 1.1e-6, 0.9e-6)),
    ("1.2.5-f", *one(LISTING + "rate_last", 0.99e-6, 1.01e-6)), ("2.2.13-k", *one(LISTING + "rate_last_2", 0.99e-6, 1.01e-6)),
    ("1.2.5-h", *one(LISTING + "first_small_change", 10_000, 9999)), ("2.2.13-m", *one(LISTING + "first_small_change_2", 10_000, 9999)),
    ("1.2.5-ae", *one(LISTING + "least_positive", 1.1e-30, 0.9e-30)),
    ("1.2.5-ai", *one(LISTING + "rate_first", 0.991e-5, 0.989e-5)), ("1.2.5-ai", *one(LISTING + "rate_first", 1.009e-5, 1.011e-5)),
    ("1.2.5-u", *one(LISTING + "record_errors.elbo", 0.9e-6, 1.1e-6)),
    ("1.2.4-g", variances(100.001), variances(99.999)),
    ("1.2.5-bh", *one(LISTING + "data_pvalue", 1.1e-6, 0.9e-6)), ("1.2.5-cr", *one("exact.posterior.gap", 0.9e-9, 1.1e-9)),
    *((claim, *one(LISTING + "start_pvalues." + name, 1.1e-6, 0.9e-6)) for claim, name in (
        ("1.2.5-cv", "loc"), ("1.2.5-cw", "precision_scale"), ("1.2.5-cx", "shape"), ("1.2.5-cy", "rate"))),
    *((claim, *one(LISTING + "draw_pvalues." + name, 1.1e-6, 0.9e-6)) for claim, name in (
        ("1.2.5-cs", "mu"), ("1.2.5-ct", "tau"), ("1.2.5-dg", "tau"), ("1.2.5-dj", "mu"))),
    ("1.2.5-bw", *one(LISTING + "rate_first", 1.009e-5, 1.011e-5)), ("1.2.5-bm", *one(LISTING + "default_step_size", 1e-3, 1e-4)),
    ("1.2.5-al", *one(RUN_1 + "mu", MU - 0.0149, MU - 0.0151)), ("1.2.5-am", *one(RUN_1 + "tau", TAU + 0.0064, TAU + 0.0066)),
    ("1.2.5-ap", *one(RUN_1 + "tau", TAU + 0.0064, TAU + 0.0066)), ("2.2.13-aq", *one(RUN_2 + "tau", TAU - 0.0064, TAU - 0.0066)),
    ("1.2.5-ao", *one(RUN_1 + "tau", TAU + 0.0064, TAU + 0.0066)),
    ("1.2.5-et", *one(LISTING + "elbo_bias.mean", 0.79, 0.81)),
    ("2.2.13-ek", *one(RUN_2 + "mu", MU + 0.0149, MU + 0.0151)), ("2.2.13-cp", *one(RUN_2 + "start_gap", 2.01, 1.99)),  # to 1.0
    ("2.2.13-ad", *one(SECOND + "added_to_variance", 1.1e-15, 0.9e-15)), ("2.2.13-cq", *one(SECOND + "short_fit_steps", 25, 26)),
    ("2.2.13-dd", *one(SECOND + "loss_error", 0.99e-4, 1.01e-4)),
    ("2.2.13-eb", *one(SECOND + "elbo_bias.mean", 0.79, 0.81)),
    ("1.2.5-t", *one(LISTING + "elbo_bias.mean", 0.79, 0.81)), ("1.2.5-ak", *one(LISTING + "elbo_bias.mean", -0.79, -0.81)),
    ("2.2.13-az", variances(100.1), variances(99.9)),
    *(("2.2.13-eq", no_bias("start", 0.5), no_bias(place, 0.9e-6)) for place in ("start", "half", "end")),
    ("2.2.13-eq", no_bias("half", 1.1e-6), no_bias("half", 0.9e-6)),
    ("2.2.13-bb", ratio(CONTROLLED + "rise", PLAIN + "rise", 1.01) | ratio(CONTROLLED + "rise_1000", PLAIN + "rise_1000", 1.01),
     ratio(CONTROLLED + "rise", PLAIN + "rise", 0.99) | ratio(CONTROLLED + "rise_1000", PLAIN + "rise_1000", 0.99)),
    ("2.2.13-bc", *(ratio(PLAIN + "noise_elbo", CONTROLLED + "noise_elbo", x) | ratio(PLAIN + "noise_mu", CONTROLLED + "noise_mu", y)
                    for x, y in ((1.01, 1.01), (0.99, 0.99)))),
    ("2.2.13-bd", *(ratio(PLAIN + "noise_mu", CONTROLLED + "noise_mu", x) for x in (1.01, 0.99))),
    ("2.2.13-bd", *(ratio(PLAIN + "noise_tau", CONTROLLED + "noise_tau", x) for x in (1.01, 0.99))),
    ("2.2.13-be", *(ratio(PLAIN + "gap", CONTROLLED + "gap", x) for x in (1.01, 0.99))),
    ("2.2.13-bf", step_sizes(0.81), step_sizes(1.23)),  # against 2.0, quartiles 1.8 and 2.2
    ("2.2.13-bg", scatter(4.2), scatter(0.96)),  # twice, times or over e^(4/√31)
    ("2.2.18-a", *one("exact.data.mean", 5.46, 5.44)), ("2.2.18-a", *one("exact.data.mean", 6.54, 6.56)),
    ("2.2.18-h", *one("exact.data.variance", 8.3, 8.1)), ("2.2.18-h", *one("exact.data.variance", 15.7, 15.9)),
    ("2.2.18-g", *one("exact.data.mean", 5.46, 5.44)), ("2.2.18-g", *one("exact.data.mean", 6.54, 6.56)),
    ("2.2.18-b", *one("exact.start_nll", 2.5461, 2.5459)),
    ("2.2.18-d", *one(LISTING + "least_parameter", 1e-4, 0.0)), ("2.2.18-d", *one(LISTING + "clamped_to.ngd.scale", 1e-4, -1.0)),
    ("2.2.18-aj", *one("exact.mle.shape", 2.37, 2.35)), ("2.2.18-aj", *one("exact.mle.shape", 3.63, 3.65)),
    ("2.2.18-ak", *one("exact.mle.scale", 1.55, 1.53)), ("2.2.18-ak", *one("exact.mle.scale", 2.45, 2.47)),
    *((f"2.2.18-{name}", *one(LISTING + "data_pvalue", 1.1e-6, 0.9e-6)) for name in ("ai", "au", "aw")),
    ("2.2.18-at", {"exact.data.mean": 6.0, "exact.data.variance": 17.1}, {"exact.data.mean": 6.0, "exact.data.variance": 17.2}),
    ("2.2.18-ax", *one("exact.data.mean", 5.46, 5.44)), ("2.2.18-ay", *one("exact.data.variance", 15.7, 15.9)),
    ("2.2.18-el", *one(LISTING + "plot.top", 0.95, 0.951)), ("2.2.18-el", *one(LISTING + "plot.bottom", 0.03, 0.029)),
    ("2.2.18-y", *({LISTING + "printed_loss_gap.gd": gap, LISTING + "printed_loss_gap.ngd": 0.0} for gap in (4.9e-5, 5.1e-5))),
    ("2.2.18-y", *({LISTING + "printed_loss_gap.ngd": gap, LISTING + "printed_loss_gap.gd": 0.0} for gap in (4.9e-5, 5.1e-5))),
    ("2.2.18-ac", *one(LISTING + "inverse_from_fisher", 0.99e-4, 1.01e-4)),
    ("2.2.19-b", *one("runs.gd.listing.epochs", 48, 47)), ("2.2.19-b", *(ratio(GD + "epochs", NGD + "epochs", x) for x in (1.01, 0.99))),
    ("2.2.19-a", *one(LISTING + "plot.axes.loss.curves.1", "NGD NLL Loss, red, -, 150 epochs", "NGD NLL Loss, red, -, 149 epochs")),
    ("2.2.19-c", *one("exact.map.gd_wins", 0, 1)), ("2.2.19-e", *one("exact.map.ngd_fails", 0, 1)),
    ("2.2.19-f", *({"exact.first_step.shallow.factor": x, "exact.first_step.steep.factor": 1/x} for x in (0.99, 1.01))),
    ("2.2.19-g", *one("exact.condition.hessian", 1.002, 1.0)),
    ("2.2.19-i", *({"exact.first_step.shallow.factor": x, "exact.first_step.steep.factor": 1.0} for x in (1.002, 1.0))),
    *(("3.1.20-p", *(dict.fromkeys(PLANTED, 1.0) | {path: x} for x in (0.5, 0.49))) for path in PLANTED),
    ("3.1.20-a", *one("exact.direct.pvalue", 1.1e-6, 0.9e-6)), ("3.1.20-b", *one("exact.direct.pvalue", 1.1e-6, 0.9e-6)),
    ("3.1.20-e", *one("exact.hard.pvalue", 1.1e-6, 0.9e-6)), ("3.1.20-w", *one(LISTING + "noise_pvalue", 1.1e-6, 0.9e-6)),
    ("3.1.20-t", *one(LISTING + "column_sum_spread", 1.01, 0.99)),
    ("3.1.20-af", *one("exact.log_ratio_pvalue.temperature", 1.1e-6, 0.9e-6)),
]
DISAGREE = [  # figures for which it holds, and for which its readings disagree or noise hides the answer
    ("1.2.5-t", *one(LISTING + "elbo_bias.sem", 0.374, 0.376)), ("1.2.5-ak", *one(LISTING + "elbo_bias.sem", 0.374, 0.376)),
    ("2.2.13-j", *one(SECOND + "unbracketed_error", 0.99e-3, 1.01e-3)), ("2.2.13-br", *one(SECOND + "plain_score_error", 0.99e-4, 1.01e-4)),
    ("2.2.13-ah", *one(SECOND + "matrices_f", 30, 1)), ("2.2.13-eb", *one(SECOND + "elbo_bias.sem", 0.374, 0.376)),
    ("2.2.13-bc", *(ratio(PLAIN + "noise_elbo", CONTROLLED + "noise_elbo", x) for x in (1.01, 0.99))),
    ("2.2.13-az", variances(120.0), variances(120.0) | {"exact.updates.half.reinforce.variance": 95.0}),
    *(("2.2.13-bb", ratio(CONTROLLED + "rise", PLAIN + "rise", 2.0) | ratio(CONTROLLED + "rise_1000", PLAIN + "rise_1000", 2.0),
       ratio(CONTROLLED + "rise", PLAIN + "rise", x) | ratio(CONTROLLED + "rise_1000", PLAIN + "rise_1000", 3 - x)) for x in (1, 2)),
    ("2.2.13-bf", step_sizes(0.81), step_sizes(0.83)), ("2.2.13-bf", step_sizes(0.81), step_sizes(1.21)),
    ("2.2.13-bg", scatter(4.2), scatter(4.0)),
    ("2.2.19-d", *(STABLE | {"exact.map.gd_fails": 501, "exact.local.ngd_project.measured_limit": x} for x in (1.837, 1.835))),
    ("2.2.19-d", *(STABLE | {"exact.map.gd_fails": x, "exact.local.ngd_project.measured_limit": 2.0} for x in (501, 500))),
    *(("2.2.19-d", STABLE, STABLE | {GD + figure: [0]*N}) for figure in ("rises", "clamped", "largest_step")),
    ("3.1.20-f", *one(LISTING + "eps_effect", 1.1e-12, 0.9e-12)),
    ("3.1.20-v", *one("exact.vertex_distance.temperature_tenfold", 0.14, 0.12)),
    ("3.1.20-ah", *one(LISTING + "nonleaf_error", "", "RuntimeError")),
]


@pytest.mark.parametrize(("name", "within", "without", "other"), [
    pytest.param(*case, other, id=f"{case[0]}-{other}-{i}")
    for other, cases in (("contradicted", BOUNDS), ("not checkable", DISAGREE)) for i, case in enumerate(cases)])
def test_where_a_verdict_turns(name, within, without, other):
    decision = CLAIMS[name].decision
    assert decision is not None
    found = []
    for figures in (within, without):
        ran = run(decision.experiment, WORLD[decision.experiment] | figures)
        found.append(adjudicate(CLAIMS[name], runs={ran.key: ran}).verdict)
    assert found == ["supported", other]
