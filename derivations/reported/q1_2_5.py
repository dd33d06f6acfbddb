"""The report on 1.2.5: Algorithm 1, and whether the listings do what it and their comments say.

λ in the listings is (μ_N, log λ_N, log α_N, log β_N).  Arithmetic is in single precision: a density or a gradient is
right where its error is at most 1e-4 of one plus its size, a step (which is about 1e-3 long) where its error is at most
1e-6.  A recorded value is unbiased where a bias of 1.5 nats would have shown, a tenth of the final gap of the ELBO.  Of
the Robbins–Monro sequences in use, t^−κ with κ from 1/2 to 1, the last of 10⁴ values is at most a hundredth of the first;
a tenth is asked for.  Mean and precision of the data are those of their law within five standard errors.

As printed, statements are broken in two by the ends of lines, and those after a page break stand in other columns.  One
claim about each listing says that Python reads it so; the claims about its statements are decided by runs of their
evident reading.  What one listing of the text imports counts for all of them.
"""

from derivations.reported.claim import not_checkable
from derivations.reported.rules import Between, Is, IsNot, Names, Near, Ratio, at_least, at_most, both, probable
from derivations.reported.rules_noise import Unbiased
from derivations.reported.run_claim import from_runs

L = "exact.listing."
LOW, HIGH = L + "correlated.mu_variance_low_tau", L + "correlated.mu_variance_high_tau"
MEAN_FIELD = Ratio(LOW, HIGH, 0.9, 1.1)
DECAYS = Ratio(L + "rate_last", L + "rate_first", most=0.1)
STOPS = Near(L + "iterations", L + "first_small_change")
LAWFUL = both(probable(L + "draw_pvalues.tau"), probable(L + "draw_pvalues.mu"))
DENSITY, JOINT = at_most(L + "log_q_error", 1e-4), at_most(L + "log_joint_error", 1e-4)
GRADIENT, STEP = at_most(L + "gradient_error", 1e-4), at_most(L + "step_error", 1e-6)
SIGNAL, ELBO, STORED = (at_most(L + "signal_error", 1e-4), at_most(L + "elbo_error", 1e-4),
                        at_most(L + "stored_error", 1e-6))
DRAWS, DIFFER = Is(L + "draws_per_iteration", 30), Is(L + "starts_differ", True)
UNBIASED = Unbiased(L + "elbo_bias.mean", L + "elbo_bias.sem", 1.5)
RATES = "the step size is {exact.listing.rate_first} at the first step and {exact.listing.rate_last} at the last"
STOP = "all {exact.listing.iterations} steps are taken; the rule would have stopped at step " \
       "{exact.listing.first_small_change}, whose change of λ is below 0.01"

# --- Algorithm 1 --------------------------------------------------------------------------------------------------

from_runs(
    "1.2.5-a", lines=(126, 126), kind="prose", experiment="bbvi",
    says="The implementation is Algorithm 1, as lines 135 to 145 have it.", printed="Algorithm 1", goal=True,
    rule=both(MEAN_FIELD, DIFFER, DRAWS, *LAWFUL.rules, DECAYS, GRADIENT, STEP, STOPS),
    instead="only its gradient and its update are implemented: the family is structured (the variance of μ is {" + LOW +
            "} for τ below its median, {" + HIGH + "} above), " + RATES + ", and " + STOP)

from_runs(
    "1.2.5-b", lines=(127, 127), kind="prose", experiment="bbvi",
    says="A data set is generated: 100 draws of a normal law of mean 1 and precision 0.5.",
    rule=both(Is("exact.data.count", 100), Between("exact.data.mean", 0.293, 1.707),
              Between("exact.data.precision", 0.28, 1.0)),
    instead="{exact.data.count} draws of mean {exact.data.mean} and precision {exact.data.precision}")

from_runs(
    "1.2.5-c", lines=(135, 135), kind="listing", experiment="bbvi", says="The family is a mean field.", rule=MEAN_FIELD,
    printed="q(μ, τ) = q(μ) q(τ)", right="q(μ, τ) = q(μ | τ) q(τ)",
    instead="q(μ | τ) q(τ): the variance of μ is {" + LOW + "} for τ below its median and {" + HIGH + "} above")

from_runs(
    "1.2.5-d", lines=(136, 136), kind="listing", experiment="bbvi", says="λ is initialised at random.",
    rule=DIFFER, instead="two seeds start at one λ")

from_runs(
    "1.2.5-e", lines=(137, 141), kind="listing", experiment="bbvi",
    says="Each iteration draws S times from the family's current law.",
    rule=both(DRAWS, *LAWFUL.rules),
    instead="{exact.listing.draws_per_iteration} draws an iteration; Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} "
            "for τ and {exact.listing.draw_pvalues.mu} for μ")

from_runs(
    "1.2.5-f", lines=(142, 142), kind="listing", experiment="bbvi",
    says="The step size of iteration t is the t-th value of a Robbins–Monro sequence.",
    printed="ρ = t-th value of a Robbins–Monro sequence", right="ρ = 10⁻⁵ for every t",
    rule=DECAYS, instead=RATES + ": constant, so that its squares do not sum, and λ keeps moving with the noise")

from_runs(
    "1.2.5-g", lines=(143, 143), kind="listing", experiment="bbvi",
    says="λ moves by the step size times the average of score times signal.", rule=both(GRADIENT, STEP),
    instead="the gradient is off by {exact.listing.gradient_error}, the step by {exact.listing.step_error}")

from_runs(
    "1.2.5-h", lines=(145, 145), kind="listing", experiment="bbvi",
    says="The iteration goes on until λ changes by less than 0.01.", rule=STOPS, instead=STOP,
    printed="until change of λ is less than 0.01", right="until t is the greatest number of iterations, 10⁴")

# --- the listings -------------------------------------------------------------------------------------------------

from_runs(
    "1.2.5-i", lines=(154, 154), kind="listing", experiment="bbvi",
    says="The scale of the draws is one over the root of their precision.", rule=Between("exact.data.precision", 0.28, 1.0),
    instead="the data's precision is {exact.data.precision}, not near 0.5")

from_runs(
    "1.2.5-j", lines=(171, 172), kind="listing", experiment="bbvi",
    says="The class is black-box variational inference: it moves λ along estimates of the ELBO's gradient.",
    rule=both(GRADIENT, STEP), instead="its gradient is off by {exact.listing.gradient_error}, its step by "
                                       "{exact.listing.step_error}")

not_checkable(
    "1.2.5-k", lines=(177, 178), kind="listing", says="It is an implementation without any … (the sentence breaks off).",
    why="The words after `without any` are missing.  Read as `without any variance reduction` it is right where 1.2.4-b is.")

from_runs(
    "1.2.5-l", lines=(185, 186), kind="listing", experiment="bbvi",
    says="S is the number of draws of an estimate, the learning rate that of the optimiser.",
    rule=both(DRAWS, STEP),
    instead="{exact.listing.draws_per_iteration} draws for S = 30; steps off by {exact.listing.step_error}")

from_runs(
    "1.2.5-m", lines=(196, 196), kind="listing", experiment="bbvi",
    says="λ is fitted by stochastic gradient descent on the loss.", rule=STEP,
    instead="steps are off rate times gradient by {exact.listing.step_error}")

from_runs(
    "1.2.5-n", lines=(198, 198), kind="listing", experiment="bbvi", says="The fit takes a threshold of convergence.",
    rule=Names(L + "fit_arguments", "threshold"),
    printed="line 198: threshold is an argument of the fit", right="line 194: max_iterations is its only argument",
    instead="it takes {exact.listing.fit_arguments} and compares nothing with a threshold")

from_runs(
    "1.2.5-o", lines=(221, 223), kind="listing", experiment="bbvi", says="log q of the draw is computed.", rule=DENSITY,
    instead="it is off by {exact.listing.log_q_error}")

from_runs(
    "1.2.5-p", lines=(225, 227), kind="listing", experiment="bbvi", says="log p of data and draw is computed.",
    rule=JOINT, instead="it is off by {exact.listing.log_joint_error}")

from_runs(
    "1.2.5-q", lines=(229, 229), kind="listing", experiment="bbvi",
    says="What is computed here is the score function, one component a parameter.",
    printed="∇_λ log q(z[s]; λ)", right="log p(x, z[s]) − log q(z[s]; λ)",
    rule=Near(L + "signal_components", L + "parameters"), evident=SIGNAL,
    instead="the signal log p − log q is, one number (off by {exact.listing.signal_error}); the score of "
            "{exact.listing.parameters} components only arises when the loss is differentiated")

from_runs(
    "1.2.5-r", lines=(233, 235), kind="listing", experiment="bbvi",
    says="The loss is one whose gradient is minus the average of score times signal.", rule=GRADIENT,
    instead="its gradient is off by {exact.listing.gradient_error}")

from_runs(
    "1.2.5-s", lines=(243, 245), kind="listing", experiment="bbvi",
    says="The ELBO and the parameters are recorded at the first iteration and at every tenth.",
    rule=both(Is(L + "records", 1001), Is(L + "recorded_at", [1, 10, 20, 10000])),
    instead="{exact.listing.records} records, at {exact.listing.recorded_at}")

from_runs(
    "1.2.5-t", lines=(243, 244), kind="listing", experiment="bbvi",
    says="The ELBO is computed: what is recorded as ELBO estimates it without bias.", rule=UNBIASED,
    instead="it is off by {exact.listing.elbo_bias.mean} on average, standard error {exact.listing.elbo_bias.sem}")

from_runs(
    "1.2.5-u", lines=(248, 248), kind="listing", experiment="bbvi",
    says="The ELBO that is recorded under t is the one that iteration t computes.",
    rule=at_most(L + "record_errors.elbo", 1e-6), instead="it is off by {exact.listing.record_errors.elbo}")

# --- the explanation ----------------------------------------------------------------------------------------------

from_runs(
    "1.2.5-v", lines=(262, 262), kind="prose", experiment="bbvi",
    says="S latent variables are drawn from the current variational law.", rule=both(DRAWS, *LAWFUL.rules),
    instead="{exact.listing.draws_per_iteration} draws; Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and "
            "{exact.listing.draw_pvalues.mu} for μ")

from_runs(
    "1.2.5-w", lines=(263, 263), kind="prose", experiment="bbvi", says="For each draw log q and log p are computed.",
    rule=both(DENSITY, JOINT), instead="off by {exact.listing.log_q_error} and {exact.listing.log_joint_error}")

from_runs(
    "1.2.5-x", lines=(264, 264), kind="prose", experiment="bbvi", says="The learning signal is log p − log q.",
    rule=SIGNAL, instead="it is off by {exact.listing.signal_error}")

from_runs(
    "1.2.5-y", lines=(266, 266), kind="prose", experiment="bbvi",
    says="The gradient is estimated with the score function.", rule=GRADIENT,
    instead="it is off by {exact.listing.gradient_error}")

from_runs(
    "1.2.5-z", lines=(267, 267), kind="prose", experiment="bbvi",
    says="λ is updated by stochastic gradient steps along the averaged gradient.", rule=STEP,
    instead="steps are off by {exact.listing.step_error}")

# --- the family and the joint -------------------------------------------------------------------------------------

from_runs(
    "1.2.5-aa", lines=(276, 279), kind="listing", experiment="bbvi",
    says="The family is q(μ | τ) q(τ) with μ | τ normal of precision λ_N τ and τ Gamma of shape α_N and rate β_N.",
    rule=both(DENSITY, *LAWFUL.rules), instead="its log density is off by {exact.listing.log_q_error}; Kolmogorov–Smirnov p "
                                        "{exact.listing.draw_pvalues.tau} for τ and {exact.listing.draw_pvalues.mu} for μ")

from_runs(
    "1.2.5-ab", lines=(283, 284), kind="listing", experiment="bbvi",
    says="The family is initialised with the dimension of the latent variable.", rule=IsNot(L + "family_arguments", []),
    printed="line 284: the dimension of the latent variable is an argument", right="line 283: there is no argument",
    instead="it takes no argument; the four parameters are drawn at random")

from_runs(
    "1.2.5-ac", lines=(311, 313), kind="listing", experiment="bbvi", says="Samples are draws of the variational law.",
    rule=LAWFUL, instead="Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and {exact.listing.draw_pvalues.mu} "
                         "for μ")

from_runs(
    "1.2.5-ad", lines=(333, 336), kind="listing", experiment="bbvi", says="The method returns log q(μ, τ | λ).",
    rule=DENSITY, instead="it is off by {exact.listing.log_q_error}")

from_runs(
    "1.2.5-ae", lines=(356, 356), kind="prose", experiment="bbvi",
    says="Logarithms of parameters are stored, and these parameters stay strictly positive.",
    rule=both(STORED, at_least(L + "least_positive", 1e-30)),
    instead="the stored values are off the logarithms by {exact.listing.stored_error}; the least value on the way is "
            "{exact.listing.least_positive}")

not_checkable(
    "1.2.5-af", lines=(356, 356), kind="prose",
    says="So the optimiser works effectively over the whole range of real numbers.",
    why="No measure of `effectively` is given.  Any real number is admitted as a logarithm unless it overflows in single "
        "precision; it would be right in the strong sense if the run converged from every start.")

from_runs(
    "1.2.5-ag", lines=(401, 401), kind="listing", experiment="bbvi",
    says="The sum log p(D | μ, τ) + log p(μ | τ) + log p(τ) of the Normal-Gamma model with prior 1, 0.1, 1, 2 is returned.",
    rule=JOINT, instead="it is off by {exact.listing.log_joint_error}")

not_checkable(
    "1.2.5-ah", lines=(405, 405), kind="prose", says="The prior's parameters are those of the previous assignment.",
    why="That assignment is not in the text.  It is right if its prior was 1, 0.1, 1, 2; they are the prior's parameters, "
        "and not initial ones, which are drawn at random.")

from_runs(
    "1.2.5-ai", lines=(406, 428), kind="listing", experiment="bbvi",
    says="The model is fitted with S = 30 and a rate of 1e-5 in 10⁴ iterations to data of mean 1 and precision 0.5.",
    rule=both(DRAWS, Between(L + "rate_first", 0.99e-5, 1.01e-5), Is(L + "iterations", 10000),
              Is("exact.true.mu", 1.0), Is("exact.true.tau", 0.5)),
    instead="{exact.listing.draws_per_iteration} draws, rate {exact.listing.rate_first}, {exact.listing.iterations} "
            "iterations, data of mean {exact.true.mu} and precision {exact.true.tau}")
