"""The report on 2.2.18: what it says of its listings of gradient descent (GD) and natural gradient descent (NGD).

Arithmetic is in single precision.  The single statements of the listings follow in `q2_2_18_data`, `q2_2_18_epochs`,
`q2_2_18_loss` and `q2_2_18_plot`, the formulas for the Fisher information in `q2_2_18_theory`.
"""

from derivations.reported.claim import from_listing
from derivations.reported.facts import Reads
from derivations.reported.rules import Above, Between, Is, Names, at_least, at_most, both
from derivations.reported.run_claim import from_runs

L = "exact.listing."
DATA = both(Is("exact.data.count", 1000), Between("exact.data.mean", 5.45, 6.55), Between("exact.data.variance", 8.2, 15.8))
DRAWN = "{exact.data.count} points of mean {exact.data.mean} and variance {exact.data.variance}"
NLL = at_most(L + "nll_error", 1e-5)
POSITIVE = both(at_least(L + "least_parameter", 1e-300), *(at_least(f"{L}clamped_to.{method}.{parameter}", 1e-300)
                for method in ("gd", "ngd") for parameter in ("shape", "scale")))
INVERSE = at_most(L + "inverse_error", 1e-4)

from_runs(
    "2.2.18-a", lines=(939, 939), kind="prose", experiment="gamma",
    says="The data are 1000 points of a Gamma law of shape 3 and scale 2 (mean and variance within five standard errors of 6 "
         "and 12).",
    rule=DATA, instead=DRAWN, goal=True)

from_runs(
    "2.2.18-b", lines=(939, 939), kind="prose", experiment="gamma",
    says="The initial guess is poor: its likelihood is at most a hundredth of the best one for a hundred points.",
    rule=Above("exact.start_nll", "exact.mle.nll", 0.046),
    instead="its average loss is {exact.start_nll} nats, the least {exact.mle.nll}")

from_runs(
    "2.2.18-c", lines=(939, 939), kind="prose", experiment="gamma", says="Both methods are used: each moves its parameters.",
    rule=Is(L + "both_updated", True), goal=True, instead="one of them leaves them in some epoch")

from_runs(
    "2.2.18-d", lines=(939, 939), kind="prose", experiment="gamma",
    says="Shape and scale are kept positive: they are so throughout, and also after a step that leads below zero.",
    rule=POSITIVE, goal=True,
    instead="the least on the way is {exact.listing.least_parameter}; after a step below zero, GD has shape "
            "{exact.listing.clamped_to.gd.shape} and scale {exact.listing.clamped_to.gd.scale}, NGD "
            "{exact.listing.clamped_to.ngd.shape} and {exact.listing.clamped_to.ngd.scale}")

from_runs(
    "2.2.18-e", lines=(941, 941), kind="prose", experiment="gamma",
    says="The listing that follows sets the hyperparameters and the model: shape 3, scale 2, 1000 points, rate 0.1, 150 "
         "epochs, a first guess of 0.5 and 8.",
    rule=both(Is("exact.true.shape", 3.0), Is("exact.true.scale", 2.0), Is("exact.data.count", 1000), Is("exact.rate", 0.1),
              Is(L + "default_epochs", 150), Is("exact.start.shape", 0.5), Is("exact.start.scale", 8.0)),
    instead="shape {exact.true.shape}, scale {exact.true.scale}, {exact.data.count} points, rate {exact.rate}, "
            "{exact.listing.default_epochs} epochs, from {exact.start.shape} and {exact.start.scale}")

from_runs(
    "2.2.18-f", lines=(969, 970), kind="listing", experiment="gamma", says="A fixed seed makes the run reproducible.",
    rule=Is(L + "repeat_identical", True), instead="a second run differs")

from_runs(
    "2.2.18-g", lines=(976, 977), kind="listing", experiment="gamma",
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
    "2.2.18-j", lines=(996, 1000), kind="listing", experiment="gamma",
    says="The function is the average of the negative log likelihood, of a shape and a scale.", rule=NLL,
    instead="it is off by {exact.listing.nll_error}")

from_runs(
    "2.2.18-k", lines=(1003, 1003), kind="listing", experiment="gamma",
    says="It makes its parameters positive by a clamp at 1e-4: minus one counts as 1e-4.", rule=at_most(L + "clamp_error", 0.0),
    instead="the losses differ by {exact.listing.clamp_error}")

from_runs(
    "2.2.18-l", lines=(1004, 1004), kind="listing", experiment="gamma",
    says="PyTorch's Gamma law takes the shape for its concentration and one over the scale for its rate.",
    rule=at_most(L + "torch_nll_error", 1e-5), instead="the function is off that law's by {exact.listing.torch_nll_error}")

from_runs(
    "2.2.18-m", lines=(1006, 1006), kind="listing", experiment="gamma", says="It is the mean over the points that is returned.",
    rule=at_most(L + "mean_of_losses_error", 1e-5),
    instead="it is off the mean of the losses of single points by {exact.listing.mean_of_losses_error}")

from_runs(
    "2.2.18-n", lines=(1016, 1016), kind="listing", experiment="gamma", says="Data that are no tensor are converted.",
    rule=Is(L + "accepts_list", True), instead="a list is refused")

from_runs(
    "2.2.18-o", lines=(1030, 1042), kind="listing", experiment="gamma",
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
    "2.2.18-s", lines=(1050, 1054), kind="listing", experiment="gamma",
    says="The function is the inverse Fisher information of the Gamma law in shape and scale, at every point of the run.",
    rule=INVERSE, goal=True, instead="they are off by {exact.listing.inverse_error} of themselves")

from_runs(
    "2.2.18-t", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="Each epoch has a step of either method.", rule=both(Is(L + "both_updated", True), Is(L + "recorded", 150)),
    instead="{exact.listing.recorded} entries; both move in every epoch: {exact.listing.both_updated}")

from_runs(
    "2.2.18-u", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="Parameters and losses are logged at regular intervals: they are printed at every fifteenth epoch, and at the first.",
    rule=both(Is(L + "printed_epochs", [1, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150]),
              Is(L + "printed_values", ["alpha", "beta", "loss"])),
    instead="{exact.listing.printed_values} are printed, at epochs {exact.listing.printed_epochs}")

from_runs(
    "2.2.18-v", lines=(1101, 1101), kind="listing", experiment="gamma",
    says="Part A is gradient descent: a step of the rate times the gradient, then the clamp.",
    rule=at_most(L + "step_error.gd", 1e-5), instead="its steps are off by {exact.listing.step_error.gd}")

from_runs(
    "2.2.18-w", lines=(1122, 1122), kind="listing", experiment="gamma",
    says="Part B is natural gradient descent: a step of the rate times the natural gradient, then the clamp.",
    rule=at_most(L + "step_error.ngd", 1e-4), instead="its steps are off by {exact.listing.step_error.ngd}")

from_runs(
    "2.2.18-x", lines=(1140, 1144), kind="listing", experiment="gamma",
    says="The natural gradient is the inverse Fisher information times the gradient.",
    rule=at_most(L + "natural_gradient_error", 1e-4), instead="it is off by {exact.listing.natural_gradient_error}")

from_runs(
    "2.2.18-y", lines=(1161, 1168), kind="listing", experiment="gamma",
    printed="epoch t: ℒ(α_{t−1}, β_{t−1}) beside α_t, β_t", right="epoch t: ℒ(α_t, β_t) beside α_t, β_t",
    says="At an epoch, α, β and Loss are printed in one line: read as the loss at these α and β, since no others are named.",
    rule=both(at_most(L + "printed_loss_gap.gd", 5e-5), at_most(L + "printed_loss_gap.ngd", 5e-5)),
    instead="it is the loss before the step that led to them: at the first epoch {exact.listing.printed_loss_gap.gd} off "
            "for GD and {exact.listing.printed_loss_gap.ngd} for NGD")

from_runs(
    "2.2.18-z", lines=(1174, 1174), kind="prose", experiment="gamma",
    says="The gradients of the first epoch are printed, for both methods.", rule=Names(L + "printed_values", "grad"),
    printed="printed at epoch 1: α₁, β₁ and the loss of both methods",
    right="printed at epoch 1: ∇ℒ(α₀, β₀) and F⁻¹(α₀, β₀)∇ℒ(α₀, β₀)",
    instead="the printed values are {exact.listing.printed_values}; plots follow")

from_runs(
    "2.2.18-aa", lines=(1176, 1228), kind="listing", experiment="gamma",
    says="Of shape, scale and loss of either method, which are plotted here, there is a value an epoch.",
    rule=both(*(Is(L + "records." + name, 150) for name in ("gd", "ngd", "gd_loss", "ngd_loss"))),
    instead="GD has {exact.listing.records.gd} and {exact.listing.records.gd_loss} values, NGD {exact.listing.records.ngd} and "
            "{exact.listing.records.ngd_loss}")

from_listing(
    "2.2.18-ab", lines=(1186, 1193), kind="listing", says="The figure gets a title of two parts, rate and N in the second.",
    printed="lines 1186 and 1193: the parenthesis of the title closes before its second part",
    right="line 1186: no parenthesis at the end",
    fact=Reads('x.x("")\n        "", x=16)', instead="without the parenthesis after the first part it is a statement",
               evident=Reads('x.x(""\n        "", x=16)', instead="")))

from_runs(
    "2.2.18-ac", lines=(1092, 1092), kind="prose", experiment="gamma",
    says="In each epoch the Fisher information matrix is formed for NGD.", printed="F(α, β)", right="F⁻¹(α, β)",
    rule=at_most(L + "inverse_from_fisher", 1e-4), evident=INVERSE,
    instead="the matrix that is formed is away from that one by {exact.listing.inverse_from_fisher} times its norm at least: it is three "
            "entries of its inverse, written down directly (off by {exact.listing.inverse_error} of themselves)")
