"""Figures as a run of the report's listings has them, rounded and by hand: which claims they bear out is typed beside.

What tables 1 and 2 print is not here: it is taken from the claims themselves.
"""

from typing import Any

from derivations.chapters import load_reported
from derivations.reported.rules import Printed

N = 32


def scattered(centre: float, spread: float) -> list[float]:
    """As many figures as there are seeds, with about this standard deviation."""
    return [centre + spread*(-1.0)**i*(0.5 + i/N) for i in range(N)]


PRINTED = {claim.decision.rule.figure: float(claim.decision.rule.printed) for claim in load_reported().values()
           if claim.decision is not None and isinstance(claim.decision.rule, Printed)}
NOISE = {"noise_elbo": (3.2, 3.5), "noise_mu": (6e-3, 6e-4), "noise_tau": (6e-3, 6e-4), "gap": (14.0, 16.0),
         "rise": (200.0, 195.0), "rise_1000": (300.0, 295.0)}  # of REINFORCE, and with the control variate

BBVI: dict[str, Any] = PRINTED | {
    "exact.data.count": 100, "exact.data.mean": PRINTED["tables.1.data_mean"],
    "exact.data.precision": PRINTED["tables.1.data_precision"],
    "exact.posterior.mu": PRINTED["tables.1.mu"] + 0.03, "exact.posterior.mu_sd": 0.15,
    "exact.posterior.tau": PRINTED["tables.1.tau"] - 0.06, "exact.posterior.tau_sd": 0.065,
    "runs.reinforce.structured.late_drift.mu": -0.03, "runs.reinforce.structured.late_drift.tau": -0.01,
    **{f"runs.{name}.structured.{figure}": PRINTED[f"tables.{table}.{figure}"]
       for name, table in (("reinforce", 1), ("control_variate", 2)) for figure in ("mu", "tau")},
    **{f"runs.{name}.structured.{figure}": 1.0 for name in ("reinforce", "control_variate")
       for figure in ("gap", "rise", "rise_1000", "noise.elbo", "noise.mu", "noise.tau")},
    **{f"exact.seeds.{name}.{figure}": scattered(NOISE[figure][i], 0.1*NOISE[figure][i])
       for figure in NOISE for i, name in enumerate(("reinforce", "control_variate"))},
    "exact.same_start.reinforce.mu": scattered(0.9, 0.02), "exact.same_start.control_variate.mu": scattered(0.9, 0.002),
    **{f"exact.step_sizes.{name}": [{"step_size": size, "gap": [0.9*gap, gap, 1.1*gap], "lost": lost}
                                    for size, gap, lost in rows] for name, rows in {
        "reinforce": ((1e-5, 14.0, 0), (1e-4, 2.0, 0), (1e-3, 1e-9, 9)),
        "control_variate": ((1e-5, 16.5, 0), (1e-4, 1.6, 0), (1e-3, 6e-3, 0))}.items()},
    **{f"exact.updates.{where}.{name}.{figure}": value for where in ("start", "half", "end") for name, found in {
        "reinforce": {"variance": 1e4, "variance_error": 200.0, "cosine": 0.1, "cosine_error": 5e-3},
        "control_variate": {"variance": 200.0, "variance_error": 5.0, "cosine": 0.7, "cosine_error": 3e-3}}.items()
       for figure, value in found.items()},
    **{"exact.listing." + name: value for name, value in {
        "iterations": 10_000, "records": 1001, "recorded_at": [1, 10, 20, 10_000], "record_lag": 4e-3,
        "first_small_change": 1, "first_small_change_2": 1, "least_positive": 0.9, "elbo_bias.mean": 0.2,
        "elbo_bias.sem": 0.2, "rate_first": 1e-5, "rate_last": 1e-5, "rate_first_2": 1e-5, "rate_last_2": 1e-5,
        "stored_error": 4e-8, "log_q_error": 2e-7, "log_joint_error": 3e-7, "signal_error": 3e-7, "gradient_error": 1e-5,
        "step_error": 6e-8, "f_error": 7e-5, "h_error": 8e-7, "full_signal_error": 7e-5, "coefficient_error": 2e-7,
        "control_gradient_error": 3e-6, "draws_per_iteration": 30, "signal_components": 1, "parameters": 4,
        "draw_pvalues.tau": 0.5, "draw_pvalues.mu": 0.1, "correlated.mu_variance_low_tau": 0.8,
        "correlated.mu_variance_high_tau": 0.2, "optimizer_steps": 0, "matrix_shape": [4, 30],
        "fit_arguments": ["max_iterations"], "family_arguments": [], "has_number_of_parameters": False,
        "starts_differ": True, "small_variance.variance": 4e-11, "small_variance.covariance": 4e-7,
        "small_variance.coefficient": 0.0}.items()},
}

GAMMA: dict[str, Any] = {
    "exact.true.shape": 3.0, "exact.true.scale": 2.0, "exact.start.shape": 0.5, "exact.start.scale": 8.0, "exact.rate": 0.1,
    "exact.epochs": 150, "exact.data.count": 1000, "exact.data.mean": 6.1, "exact.data.variance": 11.9,
    "exact.start_nll": 3.2, "exact.mle.nll": 2.5,
    "exact.first_step.shallow.factor": 200.0, "exact.first_step.steep.factor": 0.2, "exact.condition.hessian": 28.0,
    "exact.condition.preconditioned": 1.0, "exact.map.starts": 900, "exact.map.rates": 10, "exact.map.ngd_wins": 4000,
    "exact.map.gd_wins": 500, "exact.map.ngd_fails": 500, "exact.map.gd_fails": 3000,
    "exact.local.ngd_project.measured_limit": 2.0, "exact.local.gd_project.measured_limit": 1.8,
    **{f"runs.{name}.listing.{figure}": value for name, found in {
        "gd": {"epochs": 151, "rises": 0, "largest_step": 0.15}, "ngd": {"epochs": 47, "rises": 0, "largest_step": 0.3}}.items()
       for figure, value in found.items()},
    "exact.seeds.gd.epochs": [151]*N, "exact.seeds.ngd.epochs": scattered(47.0, 1.0), "exact.seeds.gd.rises": [0]*N,
    "exact.seeds.ngd.rises": [0]*N, "exact.seeds.gd.clamped": [0]*N, "exact.seeds.ngd.clamped": [0]*N,
    "exact.seeds.gd.largest_step": scattered(0.15, 0.01), "exact.seeds.ngd.largest_step": scattered(0.3, 0.01),
    **{"exact.listing." + name: value for name, value in {
        "nll_error": 4e-7, "clamp_error": 0.0, "accepts_list": True, "inverse_error": 1e-6, "trigamma_error": 2e-7,
        "inverse_requires_grad": False, "natural_gradient_error": 1e-6, "step_error.gd": 5e-7, "step_error.ngd": 9e-7,
        "repeat_identical": True, "without_detach_difference": 0.0, "least_parameter": 0.5, "recorded": 150,
        "printed_epochs": [1, *range(15, 151, 15)], "printed_values": ["alpha", "beta", "loss"], "both_updated": True,
        "printed_loss_gap.gd": 0.2, "printed_loss_gap.ngd": 0.05}.items()},
}

GUMBEL: dict[str, Any] = {
    "exact.count": 1000, "exact.direct.pvalue": 0.2, "exact.total_variation": 0.03,
    **{f"exact.planted.{name}.rejected": 0.01 for name in ("temperature_tenfold", "gradient_detached", "no_softmax")},
    **{"exact.listing." + name: value for name, value in {
        "direct_shape": [1000], "hard_shape": [1000, 1], "row_sum_error": 2e-7, "softmax_error": 4e-7,
        "called_name_defined": False, "requires_grad_before": False, "requires_grad_after": True,
        "leaf_gradient_error": 1e-7, "nonleaf_error": "RuntimeError", "eps_effect": 0.0}.items()},
}

WORLD = {"bbvi": BBVI, "gamma": GAMMA, "gumbel-softmax": GUMBEL}
CONTRADICTED = {
    "1.2.4-a",  # structured, no mean field
    "1.2.5-a", "1.2.5-c", "1.2.5-f", "1.2.5-h",  # Algorithm 1: family, step sizes, stop
    "1.2.5-n", "1.2.5-q", "1.2.5-u", "1.2.5-ab",  # threshold, score, records, dimension
    "1.2.5-al", "1.2.5-am", "1.2.5-ax",  # convergence, caption
    "2.2.13-e", "2.2.13-k", "2.2.13-m",  # Algorithm 2
    "2.2.13-u", "2.2.13-v", "2.2.13-w", "2.2.13-z", "2.2.13-ad",  # threshold, optimiser, method, score, ε
    "2.2.13-ay", "2.2.13-bb", "2.2.13-bc", "2.2.13-be",  # caption, steeper, noise of the ELBO, efficient
    "2.2.18-p", "2.2.18-y", "2.2.18-z",  # detach, printed loss, printed gradients
    "2.2.19-c", "2.2.19-d", "2.2.19-e", "2.2.19-f",  # faster and more stable in general, stable here, directions
    "3.1.20-c", "3.1.20-f", "3.1.20-h", "3.1.20-k", "3.1.20-p",  # N by 1, ε, any tensor, name, validates
}
UNSETTLED = {"2.2.13-bg"}  # reliable: its readings disagree
