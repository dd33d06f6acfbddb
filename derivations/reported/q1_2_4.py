"""The report on 1.2.4: the claims of its introduction about the runs.  The densities and scores wait for their chapter."""

from derivations.reported.claim import not_checkable
from derivations.reported.rules import Ratio, at_most
from derivations.reported.run_claim import from_runs

from_runs(
    "1.2.4-a", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The laws that the run infers form a mean field, q(μ) q(τ).",
    rule=Ratio("exact.listing.correlated.mu_variance_low_tau", "exact.listing.correlated.mu_variance_high_tau", 0.9, 1.1),
    instead="μ is drawn given τ: its variance is {exact.listing.correlated.mu_variance_low_tau} where τ is below its "
            "median and {exact.listing.correlated.mu_variance_high_tau} above; in a mean field it is one and the same")

from_runs(
    "1.2.4-b", lines=(79, 79), kind="prose", experiment="bbvi",
    says="The gradient is estimated by plain REINFORCE: score times signal, averaged over the draws, nothing else.",
    rule=at_most("exact.listing.gradient_error", 1e-4),
    instead="the gradient that is followed is off that average by {exact.listing.gradient_error}")

not_checkable(
    "1.2.4-c", lines=(84, 84), kind="caption", says="Figure 1 shows the Bayesian network of the Normal-Gamma model.",
    why="The figure is missing from the text.  It is right if it has arrows from τ to μ and from both to every "
        "observation, with the four hyperparameters as constants.")
