"""The report on 2.2.13: Algorithm 2, and whether the listing does what it and its comments say.

The conventions are those of 1.2.5.  What the listing prints under one line number is one statement, though it may take
several lines of the page; a number of its own begins another.  A sequence of step sizes tends to zero, as every
Robbins–Monro sequence does, if the last of 10⁴ is a tenth of the first at most.  The subscript t of p and q, which line
621 tells the reader to ignore, is ignored.  The modules of the other statements, `q2_2_13_statements` and
`q2_2_13_statements_fit`, take their rules from here; `q2_2_13_words` has what is said of the signal and of the control variate.
"""

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Defined
from derivations.reported.q1_2_5 import DENSITY, HIGH, LAWFUL, LOW, MEAN_FIELD, L
from derivations.reported.rules import EveryReading, Is, IsNot, Names, Near, Ratio, at_least, at_most, both
from derivations.reported.run_claim import from_runs

S = "exact.second_listing."
DRAWN = Is(S + "draws_per_iteration", 30)
SHAPE = Is(L + "matrix_shape", [4, 30])
F, H = at_most(L + "f_error", 1e-4), at_most(L + "h_error", 1e-4)
FULL = at_most(L + "full_signal_error", 1e-4)
COEFFICIENT, GRADIENT = at_most(L + "coefficient_error", 1e-3), at_most(L + "control_gradient_error", 1e-3)
STEP = at_most(L + "step_error", 1e-6)
DECAYS = Ratio(L + "rate_last_2", L + "rate_first_2", most=0.1)
STOPS = Near(L + "iterations", L + "first_small_change_2")
SIGNAL = at_most(L + "signal_error", 1e-4)
ELBO = at_most(L + "elbo_error", 1e-4)
DRAWS = "{exact.second_listing.draws_per_iteration} draws; Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ " \
        "and {exact.listing.draw_pvalues.mu} for μ"
BLANK = "it is off by "
FAMILY = ("parameters", "get_actual_parameters", "get_parameters", "set_parameters", "sample", "log_prob")  # of 1.2.5

# --- the announcement, and Algorithm 2 ------------------------------------------------------------------------------

from_runs(
    "2.2.13-a", lines=(585, 585), kind="prose", experiment="bbvi", goal=True,
    says="The implementation is extended by the control variate of the paper: a coefficient Cov(f, h)/Var(h) a parameter.",
    rule=both(COEFFICIENT, GRADIENT),
    instead="its coefficient is off by {exact.listing.coefficient_error}, its gradient by "
            "{exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-b", lines=(585, 585), kind="prose", experiment="bbvi", goal=True,
    says="It is without Rao-Blackwellisation: every parameter's score is multiplied by the whole signal.", rule=FULL,
    instead=BLANK + "{exact.listing.full_signal_error}")

not_checkable(
    "2.2.13-c", lines=(585, 585), kind="prose", says="The plots of 1.2.5 are given here, too.",
    why="The figures are missing from the text.  It is right if there are three: ELBO, μ and τ.")

from_runs(
    "2.2.13-d", lines=(587, 587), kind="prose", experiment="bbvi", says="The number D of variational parameters is four.",
    rule=Is(L + "parameters", 4), instead="there are {exact.listing.parameters}")

from_runs(
    "2.2.13-e", lines=(597, 597), kind="listing", experiment="bbvi", says="The family is a mean field.", rule=MEAN_FIELD,
    instead="q(μ | τ) q(τ): the variance of μ is {" + LOW + "} for τ below its median and {" + HIGH + "} above",
    printed="line 597: q is a mean field", right="q(μ, τ) = q(μ | τ) q(τ)")

from_runs(
    "2.2.13-f", lines=(598, 598), kind="listing", experiment="bbvi", says="λ is initialised at random.",
    rule=Is(L + "starts_differ", True), instead="two seeds start at one λ")

from_runs(
    "2.2.13-g", lines=(600, 600), kind="listing", experiment="bbvi",
    says="Each iteration draws S times from the family's current law.", rule=both(DRAWN, LAWFUL), instead=DRAWS)

from_runs(
    "2.2.13-h", lines=(606, 606), kind="listing", experiment="bbvi",
    says="f is the score times log p − log q, one entry a parameter and a draw.", rule=FULL,
    instead=BLANK + "{exact.listing.full_signal_error}")

from_runs(
    "2.2.13-i", lines=(609, 609), kind="listing", experiment="bbvi",
    says="The coefficient is Cov(f, h)/Var(h) of the draws of this iteration.", rule=COEFFICIENT,
    instead=BLANK + "{exact.listing.coefficient_error}")

from_runs(
    "2.2.13-j", lines=(610, 610), kind="listing", experiment="bbvi",
    says="The gradient is the average over the draws of f minus the coefficient times h; or, as there are no parentheses, the "
         "average of f alone, minus the coefficient times h at some draw.",
    rule=EveryReading((GRADIENT, at_most(S + "unbracketed_error", 1e-3))),
    instead="it is neither: it is off by {exact.listing.control_gradient_error} and by "
            "{exact.second_listing.unbracketed_error}")

from_runs(
    "2.2.13-k", lines=(612, 612), kind="listing", experiment="bbvi",
    says="The step size is a term of a Robbins–Monro sequence.", rule=DECAYS,
    instead="the step size is {exact.listing.rate_first_2} at the first step and {exact.listing.rate_last_2} at the last: "
            "constant",
    printed="line 612: ρ is the t-th value of a Robbins–Monro sequence", right="ρ = 10⁻⁵ for every t")

from_runs(
    "2.2.13-l", lines=(613, 613), kind="listing", experiment="bbvi", says="λ moves by the step size times the gradient.",
    rule=STEP, instead=BLANK + "{exact.listing.step_error}")

from_runs(
    "2.2.13-m", lines=(615, 615), kind="listing", experiment="bbvi",
    says="The iteration stops once λ changes by less than 0.01.", rule=STOPS,
    instead="all {exact.listing.iterations} steps are taken; the rule would have stopped at step "
            "{exact.listing.first_small_change_2}",
    printed="line 615: until |Δλ| < 0.01", right="until t > 10⁴")

not_checkable(
    "2.2.13-n", lines=(619, 619), kind="caption", says="Figure 6 is the second algorithm of the paper.",
    why="The paper is not in the text.  It is right except for the next line: there f and its coefficient use the "
        "factors of a parameter's Markov blanket only, here the whole joint.")

from_runs(
    "2.2.13-o", lines=(621, 621), kind="prose", experiment="bbvi",
    says="The mark that p and q bear in the algorithm is ignored: they are the whole joint and the whole family.", rule=FULL,
    instead=BLANK + "{exact.listing.full_signal_error}")

from_runs(
    "2.2.13-p", lines=(621, 621), kind="prose", experiment="bbvi", says="The data are generated as in 1.2.5.",
    rule=both(Near("tables.2.data_mean", "tables.1.data_mean"),
              Near("tables.2.data_precision", "tables.1.data_precision")),
    instead="they have mean {tables.2.data_mean} and precision {tables.2.data_precision}, those of 1.2.5 "
            "{tables.1.data_mean} and {tables.1.data_precision}")

# --- the listing --------------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-q", lines=(625, 626), kind="listing", experiment="bbvi",
    says="The class is black-box variational inference: it moves λ along estimates of the ELBO's gradient.",
    rule=both(GRADIENT, STEP), instead="its gradient is off by {exact.listing.control_gradient_error}, its step by "
                                       "{exact.listing.step_error}")

not_checkable(
    "2.2.13-r", lines=(631, 632), kind="listing", says="It is an implementation without any … (the sentence breaks off).",
    why="The words after `without any` are missing.  Read as `without any Rao-Blackwellisation` it is right where 2.2.13-b is; read as "
        "`without any variance reduction`, as in the class that it was taken from, it is wrong where 2.2.13-a is right.")

from_runs(
    "2.2.13-s", lines=(639, 640), kind="listing", experiment="bbvi", says="S is the number of draws of an estimate.",
    rule=DRAWN, instead="{exact.second_listing.draws_per_iteration} draws for S = 30")

from_runs(
    "2.2.13-t", lines=(652, 652), kind="listing", experiment="bbvi", says="λ is fitted by stochastic gradient steps.",
    rule=STEP, instead=BLANK + "{exact.listing.step_error}")

from_runs(
    "2.2.13-u", lines=(654, 654), kind="listing", experiment="bbvi", says="The fit takes a threshold of convergence.",
    rule=Names(L + "fit_arguments", "threshold"),
    instead="it takes {exact.listing.fit_arguments} and compares nothing with a threshold",
    printed="line 654: fit has the argument threshold", right="fit has the argument max_iterations only")

from_runs(
    "2.2.13-v", lines=(665, 666), kind="listing", experiment="bbvi",
    says="The optimiser that is made here for λ takes the steps.", rule=IsNot(L + "optimizer_steps", 0),
    instead="it takes {exact.listing.optimizer_steps} of the steps; λ is moved by hand, and no gradient is there to clear",
    printed="lines 665–666: an SGD optimiser for λ", right="no optimiser: lines 758–759 move λ")

from_listing(
    "2.2.13-w", lines=(677, 679), kind="listing",
    says="The family has the method that is called here, which tells the number of its parameters.",
    fact=Defined(("get_number_of_parameters",), FAMILY,
                 instead="the family, which is printed in 1.2.5, has no such method, so that the listing stops here; line 779 "
                         "refers to an appendix, which is not in the text"),
    printed="lines 677–679: the family's method get_number_of_parameters", right="D = 4, the length of λ")

from_runs(
    "2.2.13-x", lines=(681, 682), kind="listing", experiment="bbvi",
    says="f has one row a parameter and one column a draw.", rule=SHAPE,
    instead="its shape is {exact.listing.matrix_shape}")

from_runs(
    "2.2.13-y", lines=(689, 691), kind="listing", experiment="bbvi", says="log q of the draw is computed.", rule=DENSITY,
    instead=BLANK + "{exact.listing.log_q_error}")

from_runs(
    "2.2.13-z", lines=(697, 697), kind="listing", experiment="bbvi",
    says="The score function is computed here, one component a parameter.",
    rule=Near(L + "signal_components", L + "parameters"), evident=SIGNAL,
    instead="the signal log p − log q is, one number (off by {exact.listing.signal_error}); the score follows below",
    printed="line 697: score function ∇_λ log q(z[s]; λ)", right="learning signal log p(D, z[s]) − log q(z[s]; λ)")

from_runs(
    "2.2.13-aa", lines=(704, 705), kind="listing", experiment="bbvi",
    says="The gradient of log q with respect to every parameter is computed.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-ab", lines=(719, 719), kind="listing", experiment="bbvi",
    says="The entry of f for this parameter and draw is the signal times the score's component.", rule=F,
    instead=BLANK + "{exact.listing.f_error}")

from_runs(
    "2.2.13-ac", lines=(734, 734), kind="listing", experiment="bbvi",
    says="The coefficient is the covariance of f and h over the variance of h.", rule=COEFFICIENT,
    instead=BLANK + "{exact.listing.coefficient_error}")

from_runs(
    "2.2.13-ad", lines=(746, 747), kind="listing", experiment="bbvi", says="A small ε is added.",
    rule=at_least(S + "added_to_variance", 1e-15),
    instead="{exact.second_listing.added_to_variance} is added to the variance: at a variance of "
            "{exact.listing.small_variance.variance} and a covariance of {exact.listing.small_variance.covariance} the "
            "coefficient is {exact.listing.small_variance.coefficient}, the control variate is left out",
    printed="line 746: Var(h_d) + ε", right="â_d* = 0 where Var(h_d) ≤ 10⁻⁸")

from_runs(
    "2.2.13-ae", lines=(754, 755), kind="listing", experiment="bbvi",
    says="The gradient is the average of f_d minus the coefficient times h_d.", rule=GRADIENT,
    instead=BLANK + "{exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-af", lines=(761, 762), kind="listing", experiment="bbvi",
    says="The ELBO and the parameters are recorded at the first iteration and at every tenth.",
    rule=both(Is(L + "records", 1001), Is(L + "recorded_at", [1, 10, 20, 10000])),
    instead="{exact.listing.records} records, at {exact.listing.recorded_at}")

not_checkable(
    "2.2.13-ag", lines=(779, 779), kind="prose", says="The rest of the code has the structure of that of 1.2.5.",
    why="The rest is not in the text.  It is right if the family there has one method more than the printed one (2.2.13-w), "
        "and the calls are those of 1.2.5.")

# --- the explanation ----------------------------------------------------------------------------------------------

from_runs(
    "2.2.13-ah", lines=(783, 783), kind="prose", experiment="bbvi",
    says="For each draw two matrices are computed: two for each; or, for each, its entries of two.",
    rule=EveryReading((Near(S + "matrices_f", S + "draws_per_iteration"), both(F, H))),
    instead="{exact.second_listing.matrices_f} matrix f is made for {exact.second_listing.draws_per_iteration} draws; f is "
            "off by {exact.listing.f_error}, h by {exact.listing.h_error}")

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
    "2.2.13-am", lines=(793, 793), kind="line", experiment="bbvi", says="h is the score.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-an", lines=(795, 795), kind="prose", experiment="bbvi",
    says="The matrices have as many rows as there are parameters and S columns.", rule=both(SHAPE, Is(S + "h_shape", [4, 30])),
    instead="their shapes are {exact.listing.matrix_shape} and {exact.second_listing.h_shape}")
