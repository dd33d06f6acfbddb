"""The report on 2.2.13: the other statements of the fit, of its explanation and of its figures and table."""

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Reads
from derivations.reported.q1_2_5 import JOINT, LAWFUL, L
from derivations.reported.q2_2_13 import BLANK, COEFFICIENT, DRAWN, DRAWS, ELBO, GRADIENT, H, SIGNAL, STEP, S
from derivations.reported.q2_2_13_results import MU
from derivations.reported.q2_2_13_statements import RATE, ROWS, TAKEN
from derivations.reported.rules import Is, Near, at_most, both
from derivations.reported.rules_noise import Unbiased
from derivations.reported.run_claim import from_runs


def statement(id: str, first: int, last: int, says: str, rule, instead: str, **more) -> None:
    """Register a statement of the listing that is decided from the runs."""
    from_runs(id, lines=(first, last), kind="listing", experiment="bbvi", says=says, rule=rule, instead=instead, **more)


# --- before the draws -----------------------------------------------------------------------------------------------

statement("2.2.13-cs", 663, 663, "The optimiser's rate is the class's.", RATE, "it is {exact.second_listing.optimizer_rate}")

not_checkable(
    "2.2.13-ct", lines=(663, 664), kind="listing", says="The learning rate is a small one.",
    why="No measure of `small` is given.  It is right if 10⁻⁵, which is a hundred times less than the default, is small.")

statement("2.2.13-cu", 668, 668, "There are as many iterations as are asked for.", TAKEN,
          "{exact.second_listing.short_fit_steps} steps are taken where 25 are asked for")

statement("2.2.13-cv", 669, 669, "The sum of the signals begins at zero in every iteration.", ELBO,
          "the value that is recorded of it is off by {exact.listing.elbo_error}")

from_listing("2.2.13-cw", lines=(670, 670), kind="listing", says="The loss is set by a statement that Python reads.",
             fact=Reads("x=0", instead="Python cannot read it"))

statement("2.2.13-cx", 671, 671, "The gradients of the parameters are cleared: none is left.", Is(S + "gradient_left", False),
          "one is left")

statement("2.2.13-cy", 683, 684, "h has one row a parameter and one column a draw.", Is(S + "h_shape", [4, 30]),
          "its shape is {exact.second_listing.h_shape}")

# --- the draws ------------------------------------------------------------------------------------------------------

statement("2.2.13-cz", 686, 686, "There are S draws.", DRAWN, DRAWS)

statement("2.2.13-da", 687, 687, "Each draw is one of the family's law.", LAWFUL,
          "Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau} for τ and {exact.listing.draw_pvalues.mu} for μ")

statement("2.2.13-db", 693, 695, "The log joint density of data and draw is computed.", JOINT,
          BLANK + "{exact.listing.log_joint_error}")

statement("2.2.13-dc", 698, 699, "The signal is log p − log q, a constant for the gradients.",
          both(SIGNAL, Is(S + "signal_has_graph", False)),
          BLANK + "{exact.listing.signal_error}; part of the graph: {exact.second_listing.signal_has_graph}")

statement("2.2.13-dd", 701, 701, "What the next line sums is the loss, minus the ELBO.", at_most(S + "loss_error", 1e-4),
          "it is the ELBO, from which the loss is off by {exact.second_listing.loss_error}; the loss stays zero",
          evident=ELBO, printed="line 701: the loss", right="the ELBO")

statement("2.2.13-de", 702, 702, "The signals are summed.", ELBO,
          "the value that is recorded of the sum is off by {exact.listing.elbo_error}")

statement("2.2.13-df", 706, 710, "The gradient has one component a parameter, and no graph of its own.",
          both(Is(S + "score_components", 4), Is(S + "score_has_graph", False)),
          "{exact.second_listing.score_components} components; a graph: {exact.second_listing.score_has_graph}")

statement("2.2.13-dg", 712, 714, "Every parameter has its turn.", ROWS,
          "{exact.second_listing.rows_filled} rows are filled, for {exact.listing.parameters} parameters")

statement("2.2.13-dh", 715, 715, "The control variate, the score, is computed in what follows.", H, BLANK + "{exact.listing.h_error}")

statement("2.2.13-di", 716, 716, "The component of the score that belongs to this parameter is taken.", H,
          BLANK + "{exact.listing.h_error}")

statement("2.2.13-dj", 720, 720, "The entry of h for this parameter and draw is the score's component.", H,
          BLANK + "{exact.listing.h_error}")

statement("2.2.13-dk", 722, 722, "The sum of the signals is divided by S.", ELBO, BLANK + "{exact.listing.elbo_error}")

# --- the gradient ---------------------------------------------------------------------------------------------------

statement("2.2.13-dl", 728, 729, "The gradient with control variates is computed for every parameter.", GRADIENT,
          BLANK + "{exact.listing.control_gradient_error}")

statement("2.2.13-dm", 730, 731, "The gradient has one entry a parameter.", Is(S + "gradient_shape", [4]),
          "its shape is {exact.second_listing.gradient_shape}")

statement("2.2.13-dn", 733, 733, "The gradient is filled for every parameter.", Near(S + "gradient_filled", L + "parameters"),
          "{exact.second_listing.gradient_filled} of its entries are, for {exact.listing.parameters} parameters")

statement("2.2.13-do", 736, 736, "The mean of f over the draws is computed.", at_most(S + "f_mean_error", 1e-4),
          BLANK + "{exact.second_listing.f_mean_error}")

statement("2.2.13-dp", 737, 737, "The mean of h over the draws is computed.", at_most(S + "h_mean_error", 1e-4),
          BLANK + "{exact.second_listing.h_mean_error}")

statement("2.2.13-dq", 739, 741, "The covariance of f and h over the draws is computed.", at_most(S + "covariance_error", 1e-4),
          BLANK + "{exact.second_listing.covariance_error}")

statement("2.2.13-dr", 743, 744, "The variance of h over the draws is computed.", at_most(S + "variance_error", 1e-4),
          BLANK + "{exact.second_listing.variance_error}")

statement("2.2.13-ds", 746, 747, "Division by zero is avoided.", Is(S + "finite_at_zero", True),
          "where the variance is zero the coefficient is not finite")

statement("2.2.13-dt", 748, 748, "It is asked whether the variance is above 10⁻⁸.",
          both(Is(S + "quotient_above", True), Is(S + "quotient_below", False)),
          "there is a quotient at a variance of 2·10⁻⁸: {exact.second_listing.quotient_above}, and at 5·10⁻⁹: "
          "{exact.second_listing.quotient_below}")

statement("2.2.13-du", 749, 749, "The coefficient is the quotient then.", COEFFICIENT, BLANK + "{exact.listing.coefficient_error}")

statement("2.2.13-dv", 750, 751, "Otherwise the coefficient is zero.", Is(L + "small_variance.coefficient", 0.0),
          "it is {exact.listing.small_variance.coefficient}")

# --- the step and its records ---------------------------------------------------------------------------------------

statement("2.2.13-dw", 757, 757, "The step is no part of the graph.", Is(S + "update_has_graph", False), "it is")

statement("2.2.13-dx", 758, 759, "λ moves by the learning rate times the gradient.", STEP, BLANK + "{exact.listing.step_error}")

statement("2.2.13-dy", 763, 763, "There is a record of the first iteration and of every tenth.", Is(S + "recorded_at", [1, 10, 20]),
          "there are records at {exact.second_listing.recorded_at} of 25 steps")

statement("2.2.13-dz", 764, 766, "The four parameters of the law are taken.", at_most(L + "stored_error", 1e-6),
          "they are off by {exact.listing.stored_error}")

statement("2.2.13-ea", 767, 767, "The number of the iteration and the average of its signals are recorded.",
          at_most(S + "recorded_elbo_error", 1e-6), "the average is off by {exact.second_listing.recorded_elbo_error}")

statement("2.2.13-eb", 767, 767, "The value recorded as ELBO estimates it without bias (at λ before the step).",
          Unbiased(S + "elbo_bias.mean", S + "elbo_bias.sem", 1.5),
          "it is off by {exact.second_listing.elbo_bias.mean} on average, standard error {exact.second_listing.elbo_bias.sem}")

statement("2.2.13-ec", 768, 768, "μ_N is recorded as E[μ].", at_most(S + "recorded_mu_error", 1e-6),
          BLANK + "{exact.second_listing.recorded_mu_error}")

statement("2.2.13-ed", 769, 770, "α_N/β_N is recorded as E[τ].", at_most(S + "recorded_tau_error", 1e-6),
          BLANK + "{exact.second_listing.recorded_tau_error}")

statement("2.2.13-ee", 767, 770, "What is recorded under t is the average and the two expectations of iteration t.",
          both(*(at_most(f"{S}recorded_{name}_error", 1e-6) for name in ("elbo", "mu", "tau"))),
          "they are off by {exact.second_listing.recorded_elbo_error}, {exact.second_listing.recorded_mu_error} and "
          "{exact.second_listing.recorded_tau_error}")

statement("2.2.13-ef", 772, 773, "A copy of the last parameters is kept.", at_most(S + "returned_error", 0.0),
          BLANK + "{exact.second_listing.returned_error}")

statement("2.2.13-eg", 775, 775, "The history is returned, with four entries that are filled.", Is(S + "returned", 4),
          "{exact.second_listing.returned} entries are filled")

# --- the explanation, a figure and the table ------------------------------------------------------------------------

not_checkable(
    "2.2.13-eh", lines=(779, 779), kind="prose", says="The entire code is in the appendix.",
    why="There is no appendix in the text.  It is right if there is one, and it has the family's method (2.2.13-w).")

from_runs(
    "2.2.13-ei", lines=(791, 791), kind="prose", experiment="bbvi", says="h keeps the score alone, without the signal.", rule=H,
    instead=BLANK + "{exact.listing.h_error}")

from_runs(
    "2.2.13-ej", lines=(795, 795), kind="prose", experiment="bbvi",
    says="The matrices hold all that the gradient is computed from.", rule=GRADIENT,
    instead="the gradient that is computed from them is off by {exact.listing.control_gradient_error}")

from_runs(
    "2.2.13-ek", lines=(809, 809), kind="caption", experiment="bbvi",
    says="Figure 8, read as that of μ (2.2.13-ap), shows E[μ] converge.", rule=MU,
    instead="E[μ] ends on {runs.control_variate.structured.mu} instead of {exact.posterior.mu} (standard deviation "
            "{exact.posterior.mu_sd})")

from_runs(
    "2.2.13-el", lines=(816, 816), kind="table", experiment="bbvi",
    says="The last column has the parameters that the data were generated with, and summaries of the data.",
    rule=both(Near("tables.2.data_mean", "exact.data.mean"), Near("tables.2.data_precision", "exact.data.precision")),
    instead="the data have mean {exact.data.mean} and precision {exact.data.precision}")
