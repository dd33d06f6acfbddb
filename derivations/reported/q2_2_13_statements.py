"""The report on 2.2.13: the other statements of the announcement, of Algorithm 2 and of the head of the class."""

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Defined
from derivations.reported.q1_2_5 import JOINT, LAWFUL, L
from derivations.reported.q2_2_13 import BLANK, DRAWN, DRAWS, S
from derivations.reported.rules import Above, Between, EveryReading, Is, Near, at_most, both
from derivations.reported.run_claim import from_runs

RUN = "runs.control_variate.structured."
ARGUMENTS = ("D", "log_joint_distribution", "variational_family_q", "S", "learning_rate")  # of the class
RECORDED = ("elbo", "final_params", "mu_expected", "tau_expected")
ROWS = Near(S + "rows_filled", L + "parameters")
TAKEN = Is(S + "short_fit_steps", 25)
RATE = Is(S + "optimizer_rate", 1e-5)
KEPT = "the class is made without it"

# --- the announcement -----------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-br", lines=(587, 587), kind="prose", experiment="bbvi",
    says="The variational parameters are μ_N, λ_N, α_N and β_N: those of the family's law, or those with respect to which "
         "the gradients are taken.",
    rule=EveryReading((at_most(L + "stored_error", 1e-6), at_most(S + "plain_score_error", 1e-4))),
    instead="the law's are off by {exact.listing.stored_error}, and the gradients by {exact.second_listing.plain_score_error}")

from_runs(
    "2.2.13-bs", lines=(588, 588), kind="prose", experiment="bbvi", says="What is drawn is μ and τ, of the family's law.",
    rule=LAWFUL, instead="Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and {exact.listing.draw_pvalues.mu} "
                         "for μ")

from_runs(
    "2.2.13-bt", lines=(589, 589), kind="prose", experiment="bbvi", says="S is the number of draws.", rule=DRAWN, instead=DRAWS)

# --- Algorithm 2 ----------------------------------------------------------------------------------------------------

not_checkable(
    "2.2.13-bu", lines=(593, 593), kind="listing", says="Algorithm 2 is the second black-box variational inference.",
    why="The paper, whose second algorithm this is, is not in the text.  It is right where 2.2.13-n is.")

from_listing(
    "2.2.13-bv", lines=(597, 597), kind="listing", says="The input is the data, the joint law and the variational family.",
    fact=Defined(("D", "log_joint_distribution", "variational_family_q"), ARGUMENTS, instead="the class takes other arguments"))

from_runs(
    "2.2.13-bw", lines=(598, 598), kind="listing", experiment="bbvi", says="The iterations are counted from t = 1.",
    rule=Is(S + "recorded_at.0", 1), instead="the first is numbered {exact.second_listing.recorded_at.0}")

from_runs(
    "2.2.13-bx", lines=(599, 599), kind="listing", experiment="bbvi", says="The step is repeated.", rule=TAKEN,
    instead="{exact.second_listing.short_fit_steps} steps are taken where 25 are asked for")

from_runs(
    "2.2.13-by", lines=(601, 603), kind="listing", experiment="bbvi", says="There are S draws, one after the other.", rule=DRAWN,
    instead=DRAWS)

from_runs(
    "2.2.13-bz", lines=(602, 602), kind="listing", experiment="bbvi", says="Each draw is one of the family's law.", rule=LAWFUL,
    instead="Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and {exact.listing.draw_pvalues.mu} for μ")

from_runs(
    "2.2.13-ca", lines=(604, 611), kind="listing", experiment="bbvi", says="f and h are filled for every parameter.", rule=ROWS,
    instead="{exact.second_listing.rows_filled} rows are, for {exact.listing.parameters} parameters")

from_runs(
    "2.2.13-cb", lines=(605, 608), kind="listing", experiment="bbvi", says="f and h are filled for every draw.",
    rule=Near(S + "columns_filled", S + "draws_per_iteration"),
    instead="{exact.second_listing.columns_filled} columns are, for {exact.second_listing.draws_per_iteration} draws")

not_checkable(
    "2.2.13-cc", lines=(609, 609), kind="listing", says="The coefficient is estimated from a few draws.",
    why="No measure of `a few` is given.  It is right if all draws of an iteration, of which there are 30, are a few.")

from_runs(
    "2.2.13-cd", lines=(614, 614), kind="listing", experiment="bbvi", says="t grows by one from iteration to iteration.",
    rule=Is(S + "recorded_at", [1, 10, 20]), instead="records are kept at {exact.second_listing.recorded_at} of 25 steps")

# --- the head of the class ------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-ce", lines=(628, 629), kind="listing", experiment="bbvi",
    says="Unless another is given, S is 10 and the learning rate 10⁻³.",
    rule=both(Is(S + "default_draws", 10), Is(S + "default_rate", 1e-3)),
    instead="they are {exact.second_listing.default_draws} and {exact.second_listing.default_rate}")

from_runs(
    "2.2.13-cf", lines=(634, 634), kind="listing", experiment="bbvi", says="D is the data set, of 100 values.",
    rule=Is("exact.data.count", 100), instead="there are {exact.data.count} values")

from_runs(
    "2.2.13-cg", lines=(635, 636), kind="listing", experiment="bbvi", says="The function computes the log joint density.",
    rule=JOINT, instead=BLANK + "{exact.listing.log_joint_error}")

from_runs(
    "2.2.13-ch", lines=(637, 638), kind="listing", experiment="bbvi", says="The family has parameters, which the fit changes.",
    rule=Is(S + "moved", True), instead="they are what they were before the fit")

from_runs(
    "2.2.13-ci", lines=(641, 641), kind="listing", experiment="bbvi", says="The learning rate is that of the optimiser.", rule=RATE,
    instead="the optimiser's is {exact.second_listing.optimizer_rate}")

from_listing(
    "2.2.13-cj", lines=(643, 643), kind="listing", says="The data set is kept.", fact=Defined(("D",), ARGUMENTS, instead=KEPT))

from_listing(
    "2.2.13-ck", lines=(644, 644), kind="listing", says="The log joint density is kept.",
    fact=Defined(("log_joint_distribution",), ARGUMENTS, instead=KEPT))

from_listing(
    "2.2.13-cl", lines=(645, 645), kind="listing", says="The family is kept.",
    fact=Defined(("variational_family_q",), ARGUMENTS, instead=KEPT))

from_listing(
    "2.2.13-cm", lines=(646, 646), kind="listing", says="The number of draws is kept.", fact=Defined(("S",), ARGUMENTS, instead=KEPT))

from_listing(
    "2.2.13-cn", lines=(647, 647), kind="listing", says="The learning rate is kept.",
    fact=Defined(("learning_rate",), ARGUMENTS, instead=KEPT))

from_runs(
    "2.2.13-co", lines=(649, 649), kind="listing", experiment="bbvi",
    says="Unless another is given, the number of iterations is 1000.", rule=Is(S + "default_iterations", 1000),
    instead="it is {exact.second_listing.default_iterations}")

from_runs(
    "2.2.13-cp", lines=(650, 651), kind="listing", experiment="bbvi",
    says="The parameters are fitted: the run raises the ELBO, by a nat at least.",
    rule=Above(RUN + "start_gap", RUN + "gap", 1.0),
    instead="it ends {" + RUN + "gap} nats below the maximum and began {" + RUN + "start_gap} below")

from_runs(
    "2.2.13-cq", lines=(655, 655), kind="listing", experiment="bbvi", says="There are at most as many iterations as are asked for.",
    rule=Between(S + "short_fit_steps", most=25),
    instead="{exact.second_listing.short_fit_steps} steps are taken where 25 are asked for")

from_listing(
    "2.2.13-cr", lines=(657, 662), kind="listing", says="The history has every entry that the fit fills later.",
    fact=Defined(RECORDED, RECORDED, instead="it lacks one"))
