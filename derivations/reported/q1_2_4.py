"""The report on 1.2.4: the claims of its introduction about the runs.  The densities and scores follow in `q1_2_4_densities`.

Which variance is high is not said.  It is read as a higher one than that of the estimator with the control variate of 2.2.13, at the
start, half-way and at the end of the run.
"""

from derivations.reported.claim import not_checkable
from derivations.reported.rules import Ratio, at_most, both
from derivations.reported.rules_noise import Exceeds
from derivations.reported.run_claim import from_runs

VARIANCE = "exact.updates.{}.{}.variance"

from_runs(
    "1.2.4-a", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The laws that the run infers form a mean field, q(μ) q(τ).",
    printed="q(μ, τ) = q(μ) q(τ)", right="q(μ, τ) = q(μ | τ) q(τ)", goal=True,
    rule=Ratio("exact.listing.correlated.mu_variance_low_tau", "exact.listing.correlated.mu_variance_high_tau", 0.9, 1.1),
    instead="μ is drawn given τ: its variance is {exact.listing.correlated.mu_variance_low_tau} where τ is below its "
            "median and {exact.listing.correlated.mu_variance_high_tau} above; in a mean field it is one and the same")

from_runs(
    "1.2.4-b", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The gradient is estimated by REINFORCE in its basic form: the average of score times signal.",
    rule=at_most("exact.listing.gradient_error", 1e-4), goal=True,
    instead="the gradient that is followed is off that average by {exact.listing.gradient_error}")

not_checkable(
    "1.2.4-c", lines=(84, 84), kind="caption", says="Figure 1 shows the Bayesian network of the Normal-Gamma model.",
    why="The figure is missing from the text.  It is right if it has arrows from τ to μ and from both to every "
        "observation, with the four hyperparameters as constants.")

from_runs(
    "1.2.4-d", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The model that is analysed has a normal likelihood and a Normal-Gamma prior.",
    rule=at_most("exact.listing.log_joint_error", 1e-4),
    instead="its log density is off that model's by {exact.listing.log_joint_error}")

not_checkable(
    "1.2.4-e", lines=(79, 79), kind="prose", says="The model is that of 1E.3.",
    why="That exercise is not in the text.  It is right if its model had this likelihood and this prior (1.2.4-d).")

from_runs(
    "1.2.4-f", lines=(79, 79), kind="prose", experiment="bbvi",
    says="Black-box variational inference is used and not coordinate ascent: λ moves by steps along gradient estimates.",
    rule=at_most("exact.listing.step_error", 1e-6), goal=True,
    instead="its moves are off the rate times the estimate by {exact.listing.step_error}")

from_runs(
    "1.2.4-g", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The basic form of the estimator has a high variance.",
    rule=both(*(Exceeds(VARIANCE.format(where, "reinforce"), VARIANCE.format(where, "control_variate"))
                for where in ("start", "half", "end"))),
    instead="at the end it is {exact.updates.end.reinforce.variance}, with the control variate "
            "{exact.updates.end.control_variate.variance}")
