"""The report on 2.2.13: Algorithm 2, and whether the listing does what it and its comments say.

The conventions are those of 1.2.5.  The bias of a coefficient that is estimated from the draws to which it is applied
waits for its chapter.
"""

from derivations.reported.claim import not_checkable
from derivations.reported.q1_2_5 import DENSITY, HIGH, JOINT, LAWFUL, LOW, MEAN_FIELD, L
from derivations.reported.rules import Is, IsNot, Names, Near, Ratio, at_most, both
from derivations.reported.run_claim import from_runs

SHAPE = Is(L + "matrix_shape", [4, 30])
F, H = at_most(L + "f_error", 1e-4), at_most(L + "h_error", 1e-4)
FULL = at_most(L + "full_signal_error", 1e-4)
COEFFICIENT, GRADIENT = at_most(L + "coefficient_error", 1e-3), at_most(L + "control_gradient_error", 1e-3)
STEP = at_most(L + "step_error", 1e-6)
DECAYS = Ratio(L + "rate_last_2", L + "rate_first_2", most=0.1)
STOPS = Near(L + "iterations", L + "first_small_change_2")
SIGNAL = at_most(L + "signal_error", 1e-4)
DRAWS = "{exact.listing.draws_per_iteration} draws; Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and " \
        "{exact.listing.draw_pvalues.mu} for μ"
BLANK = "it is off by "

# --- the announcement, and Algorithm 2 ------------------------------------------------------------------------------

from_runs(
    "2.2.13-a", lines=(585, 585), kind="prose", experiment="bbvi",
    says="The implementation is extended by the control variate of the paper: a coefficient Cov(f, h)/Var(h) a parameter.",
    rule=both(COEFFICIENT, GRADIENT),
    instead="its coefficient is off by {exact.listing.coefficient_error}, its gradient by "
            "{exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-b", lines=(585, 585), kind="prose", experiment="bbvi",
    says="It is without Rao-Blackwellisation: every parameter's score is multiplied by the whole signal.", rule=FULL,
    instead=BLANK + "{exact.listing.full_signal_error}")

not_checkable(
    "2.2.13-c", lines=(585, 585), kind="prose", says="The plots of 1.2.5 are given here, too.",
    why="The figures are missing from the text.  It is right if there are three: ELBO, μ and τ.")

from_runs(
    "2.2.13-d", lines=(587, 589), kind="prose", experiment="bbvi",
    says="There are D = 4 parameters; S draws of (μ, τ) make an estimate.",
    rule=both(Is(L + "parameters", 4), Is(L + "draws_per_iteration", 30)),
    instead="{exact.listing.parameters} parameters and {exact.listing.draws_per_iteration} draws")

from_runs(
    "2.2.13-e", lines=(593, 597), kind="listing", experiment="bbvi", says="The family is a mean field.", rule=MEAN_FIELD,
    instead="q(μ | τ) q(τ): the variance of μ is {" + LOW + "} for τ below its median and {" + HIGH + "} above")

from_runs(
    "2.2.13-f", lines=(598, 598), kind="listing", experiment="bbvi",
    says="With D for the printed n (2.2.13-bh): λ is initialised at random, in its D components.",
    rule=Is(L + "starts_differ", True), instead="two seeds start at one λ")

from_runs(
    "2.2.13-g", lines=(599, 603), kind="listing", experiment="bbvi",
    says="Each iteration draws S times from the family's current law.",
    rule=both(Is(L + "draws_per_iteration", 30), LAWFUL), instead=DRAWS)

from_runs(
    "2.2.13-h", lines=(604, 608), kind="listing", experiment="bbvi",
    says="With p for the printed p_t, and q at the current λ for q_t (2.2.13-bi): f is the score times log p − log q, and h "
         "the score, one entry a parameter and a draw.", rule=both(FULL, H),
    instead="f is off by {exact.listing.full_signal_error}, h by {exact.listing.h_error}")

from_runs(
    "2.2.13-i", lines=(609, 609), kind="listing", experiment="bbvi",
    says="The coefficient is Cov(f, h)/Var(h) of the draws of this iteration.", rule=COEFFICIENT,
    instead=BLANK + "{exact.listing.coefficient_error}")

from_runs(
    "2.2.13-j", lines=(610, 611), kind="listing", experiment="bbvi",
    says="The gradient is the average of f minus the coefficient times h.", rule=GRADIENT,
    instead=BLANK + "{exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-k", lines=(612, 612), kind="listing", experiment="bbvi",
    says="The step sizes form a Robbins–Monro sequence: they tend to zero, here to a tenth of the first at least.",
    rule=DECAYS, instead="the step size is {exact.listing.rate_first_2} at the first step and {exact.listing.rate_last_2} "
                         "at the last: constant")

from_runs(
    "2.2.13-l", lines=(613, 614), kind="listing", experiment="bbvi", says="λ moves by the step size times the gradient.",
    rule=STEP, instead=BLANK + "{exact.listing.step_error}")

from_runs(
    "2.2.13-m", lines=(615, 615), kind="listing", experiment="bbvi",
    says="The iteration stops once λ changes by less than 0.01.", rule=STOPS,
    instead="all {exact.listing.iterations} steps are taken; the rule would have stopped at step "
            "{exact.listing.first_small_change_2}")

not_checkable(
    "2.2.13-n", lines=(619, 619), kind="caption", says="Figure 6 is the second algorithm of the paper.",
    why="The paper is not in the text.  It is right except for the next line: there f and its coefficient use the "
        "factors of a parameter's Markov blanket only, here the whole joint.")

from_runs(
    "2.2.13-o", lines=(621, 621), kind="prose", experiment="bbvi",
    says="The restriction of p and q to a parameter's factors is ignored.", rule=FULL,
    instead=BLANK + "{exact.listing.full_signal_error}")

from_runs(
    "2.2.13-p", lines=(621, 621), kind="prose", experiment="bbvi", says="The data are generated as in 1.2.5.",
    rule=both(Near("tables.2.data_mean", "tables.1.data_mean"),
              Near("tables.2.data_precision", "tables.1.data_precision")),
    instead="they have mean {tables.2.data_mean} and precision {tables.2.data_precision}, those of 1.2.5 "
            "{tables.1.data_mean} and {tables.1.data_precision}")

# --- the listing --------------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-q", lines=(623, 777), kind="listing", experiment="bbvi",
    says="The class is black-box variational inference: it moves λ along estimates of the ELBO's gradient.",
    rule=both(GRADIENT, STEP), instead="its gradient is off by {exact.listing.control_gradient_error}, its step by "
                                       "{exact.listing.step_error}")

not_checkable(
    "2.2.13-r", lines=(631, 632), kind="listing", says="It is an implementation without any … (the sentence breaks off).",
    why="The words after `without any` are missing.  Read as `without any Rao-Blackwellisation` it is right where 2.2.13-b is; read as "
        "`without any variance reduction`, as in the class that it was taken from, it is wrong where 2.2.13-a is right.")

from_runs(
    "2.2.13-s", lines=(634, 641), kind="listing", experiment="bbvi",
    says="S is the number of draws of an estimate, the learning rate that of the steps.",
    rule=both(Is(L + "draws_per_iteration", 30), STEP),
    instead="{exact.listing.draws_per_iteration} draws for S = 30; steps off by {exact.listing.step_error}")

from_runs(
    "2.2.13-t", lines=(650, 652), kind="listing", experiment="bbvi", says="λ is fitted by stochastic gradient steps.",
    rule=STEP, instead=BLANK + "{exact.listing.step_error}")

from_runs(
    "2.2.13-u", lines=(654, 654), kind="listing", experiment="bbvi", says="The fit takes a threshold of convergence.",
    rule=Names(L + "fit_arguments", "threshold"),
    instead="it takes {exact.listing.fit_arguments} and compares nothing with a threshold")

from_runs(
    "2.2.13-v", lines=(663, 671), kind="listing", experiment="bbvi",
    says="The optimiser that is made, and whose gradients are cleared, takes the steps.",
    rule=IsNot(L + "optimizer_steps", 0),
    instead="it takes {exact.listing.optimizer_steps} of the steps; λ is moved by hand, and no gradient is there to clear")

not_checkable(
    "2.2.13-w", lines=(677, 679), kind="listing",
    says="The family has a method, which is called here, that tells the number of its parameters.",
    why="The family that is printed, in 1.2.5, has no such method; line 779 leaves out the rest of the code and refers to an "
        "appendix, which is not in the text.  It is right if the family there has it.")

from_runs(
    "2.2.13-x", lines=(681, 684), kind="listing", experiment="bbvi",
    says="f and h have one row a parameter and one column a draw.", rule=SHAPE,
    instead="their shape is {exact.listing.matrix_shape}")

from_runs(
    "2.2.13-y", lines=(689, 695), kind="listing", experiment="bbvi", says="log q and log p of the draw are computed.",
    rule=both(DENSITY, JOINT), instead="they are off by {exact.listing.log_q_error} and {exact.listing.log_joint_error}")

from_runs(
    "2.2.13-z", lines=(697, 699), kind="listing", experiment="bbvi",
    says="The score function is computed here, one component a parameter.",
    rule=Near(L + "signal_components", L + "parameters"),
    instead="the signal log p − log q is, one number (off by {exact.listing.signal_error}); the score follows below")

from_runs(
    "2.2.13-aa", lines=(704, 710), kind="listing", experiment="bbvi",
    says="The gradient of log q with respect to every parameter is computed.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-ab", lines=(715, 720), kind="listing", experiment="bbvi",
    says="With d for the printed t (2.2.13-bj): for this draw f_d and h_d are filled in, parameter by parameter.",
    rule=both(F, H),
    instead="f is off by {exact.listing.f_error}, h by {exact.listing.h_error}")

from_runs(
    "2.2.13-ac", lines=(728, 744), kind="listing", experiment="bbvi",
    says="The coefficient is the covariance of f and h over the variance of h.", rule=COEFFICIENT,
    instead=BLANK + "{exact.listing.coefficient_error}")

from_runs(
    "2.2.13-ad", lines=(746, 751), kind="listing", experiment="bbvi",
    says="A small ε is added to the variance, against division by zero (so that the coefficient stays a quotient).",
    rule=IsNot(L + "small_variance.coefficient", 0.0),
    instead="nothing is added: at a variance of {exact.listing.small_variance.variance} and a covariance of "
            "{exact.listing.small_variance.covariance} the coefficient is {exact.listing.small_variance.coefficient}, the "
            "control variate is left out")

from_runs(
    "2.2.13-ae", lines=(753, 755), kind="listing", experiment="bbvi",
    says="With d for the printed i (2.2.13-bk): the gradient is the average of f_d minus the coefficient times h_d.",
    rule=GRADIENT, instead=BLANK + "{exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-af", lines=(761, 770), kind="listing", experiment="bbvi",
    says="The ELBO and the parameters are recorded at the first iteration and at every tenth.",
    rule=both(Is(L + "records", 1001), Is(L + "recorded_at", [1, 10, 20, 10000])),
    instead="{exact.listing.records} records, at {exact.listing.recorded_at}")

not_checkable(
    "2.2.13-ag", lines=(779, 779), kind="prose",
    says="The rest of the code is as before, and all of it is in the appendix.",
    why="There is no appendix in the text.  It is right if the family there has one method more than the printed one "
        "(2.2.13-w).")

# --- the explanation ----------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-ah", lines=(783, 783), kind="prose", experiment="bbvi",
    says="Every draw yields its column of two matrices.", rule=both(SHAPE, F, H),
    instead="shape {exact.listing.matrix_shape}; f is off by {exact.listing.f_error}, h by {exact.listing.h_error}")

from_runs(
    "2.2.13-ai", lines=(785, 785), kind="prose", experiment="bbvi", says="f is the signal times the gradient.", rule=F,
    instead=BLANK + "{exact.listing.f_error}")

from_runs(
    "2.2.13-aj", lines=(787, 787), kind="prose", experiment="bbvi", says="The signal is log p − log q.", rule=SIGNAL,
    instead=BLANK + "{exact.listing.signal_error}")

from_runs(
    "2.2.13-ak", lines=(788, 788), kind="prose", experiment="bbvi",
    says="Automatic differentiation yields the gradient of log q for all parameters.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-al", lines=(789, 789), kind="prose", experiment="bbvi",
    says="For each parameter, f is the signal times its component.", rule=F, instead=BLANK + "{exact.listing.f_error}")

from_runs(
    "2.2.13-am", lines=(791, 793), kind="line", experiment="bbvi", says="h is the score.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-an", lines=(795, 795), kind="prose", experiment="bbvi",
    says="The matrices have as many rows as there are parameters and S columns.", rule=SHAPE,
    instead="their shape is {exact.listing.matrix_shape}")
