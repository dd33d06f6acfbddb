"""The report on 3.1.20: whether the listings do what it says, and what the comparison of samples shows.

The density, the limits and the Gumbel-max trick wait for their chapter.
"""

from functools import partial

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Defined, Reads
from derivations.reported.rules import Between, EveryReading, Is, Names, at_least, at_most, both, probable
from derivations.reported.run_claim import from_runs

L = "exact.listing."
RELAXED = at_most(L + "softmax_error", 1e-4)
WRONG = ("temperature_tenfold", "gradient_detached", "no_softmax")
FUNCTIONS = ("categorical_sampler", "categorical_reparametrize")
LAW = both(RELAXED, probable("exact.log_ratio_pvalue.temperature"))
ANY_TENSOR = Is(L + "nonleaf_error", "")
statement = partial(from_runs, kind="listing", experiment="gumbel-softmax")

from_runs(
    "3.1.20-a", lines=(1265, 1265), kind="prose", experiment="gumbel-softmax", goal=True,
    says="The function draws N samples of the categorical law a.",
    rule=both(probable("exact.direct.pvalue"), Is("exact.count", 1000)),
    instead="χ² p {exact.direct.pvalue} for {exact.count} draws")

statement(
    "3.1.20-b", lines=(1269, 1269), says="The sampler's draws are of the categorical law a.",
    rule=probable("exact.direct.pvalue"), instead="χ² p {exact.direct.pvalue}")

statement(
    "3.1.20-c", lines=(1271, 1271), says="The returned tensor is N by 1.", printed="samples: N × 1", right="samples: N",
    rule=Is(L + "direct_shape", [1000, 1]), instead="its shape is {exact.listing.direct_shape}")

from_runs(
    "3.1.20-d", lines=(1274, 1274), kind="prose", experiment="gumbel-softmax",
    says="Each row, a sample, sums to one.",
    rule=at_most(L + "row_sum_error", 1e-5), instead="rows are off one by up to {exact.listing.row_sum_error}")

statement(
    "3.1.20-e", lines=(1277, 1278),
    says="The categorical law is approximated by Gumbel-softmax samples: the arg max of a sample has it, and a sample is "
         "within a tenth (of total variation, on average) of the one-hot vector of its arg max.",
    rule=both(probable("exact.hard.pvalue"), at_most("exact.vertex_distance.temperature", 0.1)),
    instead="χ² p {exact.hard.pvalue} for the arg max; samples are {exact.vertex_distance.temperature} from one-hot vectors")

statement(
    "3.1.20-f", lines=(1279, 1280),
    says="ε, as the temperature, is a hyperparameter for Gumbel-softmax: an argument of the sampler, or a quantity that its "
         "law depends on.",
    rule=EveryReading((Names("exact.arguments", "eps"), at_least(L + "eps_effect", 1e-12))),
    instead="the arguments are {exact.arguments}, and without ε samples change by {exact.listing.eps_effect}")

from_listing(
    "3.1.20-g", lines=(1285, 1286), kind="listing", says="The noise is one Gumbel variable a sample and a category.",
    printed="line 1286: a closing parenthesis that opens nowhere", right="line 1286 left out",
    fact=Reads("x = x.x.x(0,1).x((x, x(x)))\n)", instead="without the last parenthesis it is a statement",
               evident=Reads("x = x.x.x(0,1).x((x, x(x)))", instead="")))

statement(
    "3.1.20-h", lines=(1292, 1293),
    says="The implementation lets gradients pass back; as no case is named, also to parameters from which the class "
         "probabilities are computed, as in training.",
    printed="line 1287: a, which may be computed, is made to require a gradient", right="line 1287 left out: a is as it is given",
    rule=ANY_TENSOR,
    instead="for those it raises {exact.listing.nonleaf_error}; and it changes the tensor that it is given, which required a "
            "gradient before: {exact.listing.requires_grad_before}, after: {exact.listing.requires_grad_after}")

statement(
    "3.1.20-i", lines=(1290, 1290), says="Samples are the softmax of log a plus the noise, over the temperature.", rule=RELAXED,
    printed="softmax((log(a + ε) + g)/τ)", instead="they are off by {exact.listing.softmax_error}")

statement(
    "3.1.20-j", lines=(1292, 1293),
    says="The same words, read of the call in the report: the gradient passes back to the class probabilities that the "
         "function is given, a tensor that is not computed.",
    rule=at_most(L + "leaf_gradient_error", 1e-4), instead="it is off by {exact.listing.leaf_gradient_error}")

from_listing(
    "3.1.20-k", lines=(1304, 1305), kind="listing", says="The comparison calls the function that was defined.",
    printed="categorical_reparameterize", right="categorical_reparametrize",
    fact=Defined(("categorical_reparameterize",), FUNCTIONS, instead="the function that is meant is spelt without the last e but one",
                 evident=Defined(("categorical_reparametrize",), FUNCTIONS, instead="")))

statement(
    "3.1.20-l", lines=(1307, 1308), says="The arg max of each relaxed sample makes one hard sample, N by 1.",
    rule=Is(L + "hard_shape", [1000, 1]), instead="their shape is {exact.listing.hard_shape}")

not_checkable(
    "3.1.20-m", lines=(1309, 1309), kind="listing", says="The samples are compared in a histogram of four bins.",
    why="The function that compares is not in the text.  It is right if it counts each class once, for samples of shapes N "
        "and N by 1 alike.")

from_runs(
    "3.1.20-n", lines=(1315, 1315), kind="prose", experiment="gumbel-softmax", goal=True,
    says="Both samplers yield similar histograms: at most a tenth of the samples is in other classes.",
    rule=at_most("exact.total_variation", 0.1), instead="their total variation is {exact.total_variation}")

not_checkable(
    "3.1.20-o", lines=(1315, 1315), kind="prose", says="Mostly orange is to be seen.",
    why="The figure is missing from the text, and so is the function that draws it: which samples are orange, and whether "
        "bars are opaque, is not said.  It is right if orange bars are drawn last and opaque, or if orange is the overlap's "
        "colour and the total variation as small as in the run (3.1.20-n).")

from_runs(
    "3.1.20-p", lines=(1315, 1315), kind="prose", experiment="gumbel-softmax", goal=True,
    says="That the histograms agree validates the relaxed sampler: wrong ones would mostly show.",
    printed="similar histograms of arg max y  ⇒  y is right",
    right="similar histograms of arg max y  ⇒  arg max y is right, at every temperature τ",
    rule=both(*(Between(f"exact.planted.{wrong}.rejected", 0.5, 1.0) for wrong in WRONG)),
    instead="the arg max does not depend on the temperature and has no gradient: a sampler of ten times the temperature is "
            "noticed in {exact.planted.temperature_tenfold.rejected} of the runs, one without gradient in "
            "{exact.planted.gradient_detached.rejected}, one without softmax in {exact.planted.no_softmax.rejected}")

not_checkable(
    "3.1.20-q", lines=(1320, 1320), kind="caption",
    says="Figure 10 compares directly drawn samples with Gumbel-softmax samples.",
    why="The figure is missing from the text.  The listing compares the arg max of the latter, which is categorical at every "
        "temperature; it would be right if the relaxed samples themselves were shown.")

not_checkable(
    "3.1.20-r", lines=(1315, 1315), kind="prose", says="That mostly orange is to be seen means that the histograms overlap.",
    why="It depends on the meaning of orange, which is not explained.  It is right if orange is the colour of the overlap alone; it is "
        "wrong if orange bars are opaque and drawn last, for then they hide the others wherever they are as high, also where "
        "the others are much lower.")
