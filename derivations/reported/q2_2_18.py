"""The report on 2.2.18: whether the listings of gradient descent (GD) and natural gradient descent (NGD) do what it says.

Arithmetic is in single precision.  The formulas for the Fisher information wait for their chapter.
"""

from derivations.reported.claim import not_checkable
from derivations.reported.rules import Above, Between, Is, Names, at_least, at_most, both
from derivations.reported.run_claim import from_runs

L = "exact.listing."
DATA = both(Is("exact.data.count", 1000), Between("exact.data.mean", 5.45, 6.55), Between("exact.data.variance", 8.2, 15.8))
DRAWN = "{exact.data.count} points of mean {exact.data.mean} and variance {exact.data.variance}"
NLL = at_most(L + "nll_error", 1e-5)
POSITIVE = at_least(L + "least_parameter", 9e-5)
INVERSE = at_most(L + "inverse_error", 1e-4)

from_runs(
    "2.2.18-a", lines=(939, 939), kind="prose", experiment="gamma",
    says="The data are 1000 points of a Gamma law of shape 3 and scale 2 (mean and variance within five standard errors of 6 "
         "and 12).",
    rule=DATA, instead=DRAWN)

from_runs(
    "2.2.18-b", lines=(939, 939), kind="prose", experiment="gamma",
    says="The initial guess is poor: its likelihood is at most a hundredth of the best one for a hundred points.",
    rule=Above("exact.start_nll", "exact.mle.nll", 0.046),
    instead="its average loss is {exact.start_nll} nats, the least {exact.mle.nll}")

from_runs(
    "2.2.18-c", lines=(939, 939), kind="prose", experiment="gamma", says="Both methods move the parameters.",
    rule=Is(L + "both_updated", True), instead="one of them leaves them in some epoch")

from_runs(
    "2.2.18-d", lines=(939, 939), kind="prose", experiment="gamma",
    says="Shape and scale stay positive throughout, not below 1e-4.", rule=POSITIVE,
    instead="the least on the way is {exact.listing.least_parameter}")

from_runs(
    "2.2.18-e", lines=(941, 972), kind="listing", experiment="gamma",
    says="Shape 3, scale 2, 1000 points, rate 0.1, 150 epochs; a wrong guess of 0.5 and 8, still positive.",
    rule=both(Is("exact.true.shape", 3.0), Is("exact.true.scale", 2.0), Is("exact.data.count", 1000), Is("exact.rate", 0.1),
              Is(L + "default_epochs", 150), Is("exact.start.shape", 0.5), Is("exact.start.scale", 8.0)),
    instead="shape {exact.true.shape}, scale {exact.true.scale}, {exact.data.count} points, rate {exact.rate}, "
            "{exact.listing.default_epochs} epochs, from {exact.start.shape} and {exact.start.scale}")

from_runs(
    "2.2.18-f", lines=(969, 970), kind="listing", experiment="gamma", says="A fixed seed makes the run reproducible.",
    rule=Is(L + "repeat_identical", True), instead="a second run differs")

from_runs(
    "2.2.18-g", lines=(976, 980), kind="listing", experiment="gamma",
    says="PyTorch's Gamma law takes a rate, the inverse of the scale (with the scale in its place the mean would be 1.5).",
    rule=Between("exact.data.mean", 5.45, 6.55), instead="the mean of the data is {exact.data.mean}")

from_runs(
    "2.2.18-h", lines=(974, 989), kind="listing", experiment="gamma",
    says="The announced data are drawn: 1000 points of shape 3 and scale 2.", rule=DATA, instead=DRAWN)

from_runs(
    "2.2.18-i", lines=(991, 991), kind="prose", experiment="gamma",
    says="The function is the negative log likelihood of the Gamma law.", rule=NLL,
    instead="it is off by {exact.listing.nll_error}")

from_runs(
    "2.2.18-j", lines=(993, 1026), kind="listing", experiment="gamma",
    says="It is the average of the negative log likelihood, for shape and scale.", rule=NLL,
    instead="it is off by {exact.listing.nll_error}")

from_runs(
    "2.2.18-k", lines=(1003, 1003), kind="listing", experiment="gamma",
    says="It clamps its parameters at 1e-4: minus one counts as 1e-4.", rule=at_most(L + "clamp_error", 0.0),
    instead="the losses differ by {exact.listing.clamp_error}")

from_runs(
    "2.2.18-l", lines=(1004, 1004), kind="listing", experiment="gamma",
    says="PyTorch's Gamma law has the concentration for the shape and a rate of one over the scale.", rule=NLL,
    instead="the function is off that law's by {exact.listing.nll_error}")

from_runs(
    "2.2.18-m", lines=(1006, 1006), kind="listing", experiment="gamma", says="It is the mean that is returned.", rule=NLL,
    instead="it is off by {exact.listing.nll_error}")

from_runs(
    "2.2.18-n", lines=(1016, 1018), kind="listing", experiment="gamma", says="Data that are no tensor are converted.",
    rule=Is(L + "accepts_list", True), instead="a list is refused")

from_runs(
    "2.2.18-o", lines=(1028, 1044), kind="listing", experiment="gamma",
    says="Either method has parameters of its own, which begin at the guess, and histories of its own.",
    rule=both(Is("exact.start.shape", 0.5), Is("exact.start.scale", 8.0), at_most(L + "alone_difference.gd", 0.0),
              at_most(L + "alone_difference.ngd", 0.0), Is(L + "records.gd", 150), Is(L + "records.ngd", 150)),
    instead="they begin at {exact.start.shape} and {exact.start.scale}; run alone, GD is elsewhere by "
            "{exact.listing.alone_difference.gd} and NGD by {exact.listing.alone_difference.ngd}; histories of "
            "{exact.listing.records.gd} and {exact.listing.records.ngd} entries")

from_runs(
    "2.2.18-p", lines=(1046, 1046), kind="prose", experiment="gamma",
    says="Detaching keeps the inverse Fisher information out of the graph, in which it would be otherwise (whether the run "
         "would be another then is not said).",
    rule=both(Is(L + "inverse_requires_grad", False), Is(L + "attached_inverse_requires_grad", True)),
    instead="the inverse requires a gradient with the parameters detached: {exact.listing.inverse_requires_grad}, and "
            "without: {exact.listing.attached_inverse_requires_grad}")

from_runs(
    "2.2.18-q", lines=(1068, 1068), kind="listing", experiment="gamma",
    says="The function called is the trigamma function.", rule=at_most(L + "trigamma_error", 1e-5),
    instead="it is off by {exact.listing.trigamma_error} of itself")

from_runs(
    "2.2.18-r", lines=(1069, 1070), kind="listing", experiment="gamma", says="The inverse is no part of the graph.",
    rule=Is(L + "inverse_requires_grad", False), instead="it requires a gradient")

from_runs(
    "2.2.18-s", lines=(1048, 1090), kind="listing", experiment="gamma",
    says="The function returns the entries of the inverse Fisher information in shape and scale, at every point of the run.",
    rule=INVERSE, instead="they are off by {exact.listing.inverse_error} of themselves")

from_runs(
    "2.2.18-t", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="Each epoch has a step of either method.", rule=both(Is(L + "both_updated", True), Is(L + "recorded", 150)),
    instead="{exact.listing.recorded} entries; both move in every epoch: {exact.listing.both_updated}")

from_runs(
    "2.2.18-u", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="Parameters and losses are printed at regular intervals: at the first epoch and every fifteenth.",
    rule=Is(L + "printed_epochs", [1, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150]),
    instead="they are printed at epochs {exact.listing.printed_epochs}")

from_runs(
    "2.2.18-v", lines=(1094, 1129), kind="listing", experiment="gamma",
    says="Part A is gradient descent: a step of the rate times the gradient, then the clamp.",
    rule=at_most(L + "step_error.gd", 1e-5), instead="its steps are off by {exact.listing.step_error.gd}")

from_runs(
    "2.2.18-w", lines=(1122, 1172), kind="listing", experiment="gamma",
    says="Part B is natural gradient descent: a step of the rate times the natural gradient, then the clamp.",
    rule=at_most(L + "step_error.ngd", 1e-4), instead="its steps are off by {exact.listing.step_error.ngd}")

from_runs(
    "2.2.18-x", lines=(1139, 1148), kind="listing", experiment="gamma",
    says="The natural gradient is the inverse Fisher information times the gradient.",
    rule=at_most(L + "natural_gradient_error", 1e-4), instead="it is off by {exact.listing.natural_gradient_error}")

from_runs(
    "2.2.18-y", lines=(1160, 1168), kind="listing", experiment="gamma",
    says="The loss that is printed is that of the parameters that are printed beside it.",
    rule=both(at_most(L + "printed_loss_gap.gd", 5e-5), at_most(L + "printed_loss_gap.ngd", 5e-5)),
    instead="it is the loss before the step that led to them: at the first epoch {exact.listing.printed_loss_gap.gd} off "
            "for GD and {exact.listing.printed_loss_gap.ngd} for NGD")

from_runs(
    "2.2.18-z", lines=(1174, 1174), kind="prose", experiment="gamma",
    says="The gradients of the first epoch are printed, for both methods.", rule=Names(L + "printed_values", "grad"),
    instead="the printed values are {exact.listing.printed_values}; plots follow")

from_runs(
    "2.2.18-aa", lines=(1176, 1228), kind="listing", experiment="gamma",
    says="Of shape, scale and loss of either method, which are plotted here, there is a value an epoch.",
    rule=both(*(Is(L + "records." + name, 150) for name in ("gd", "ngd", "gd_loss", "ngd_loss"))),
    instead="GD has {exact.listing.records.gd} and {exact.listing.records.gd_loss} values, NGD {exact.listing.records.ngd} and "
            "{exact.listing.records.ngd_loss}")

not_checkable(
    "2.2.18-ab", lines=(1184, 1193), kind="listing", says="The figure gets a title of two parts, rate and N in the second.",
    why="As the text has it the parenthesis closes before the second part, which is then a syntax error; whether the author "
        "or the extraction from pages put it there cannot be told.  It is right without that parenthesis.")

from_runs(
    "2.2.18-ac", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="In each epoch the Fisher information matrix is formed for NGD.",
    rule=at_most(L + "inverse_from_fisher", 1e-4),
    instead="the matrix that is formed is away from that one by {exact.listing.inverse_from_fisher} times its norm at least: it is three "
            "entries of its inverse, written down directly (off by {exact.listing.inverse_error} of themselves)")
