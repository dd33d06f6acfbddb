"""The report on 3.1.20: the single statements of its listings, and the words on them that are left."""

from functools import partial

from derivations.reported.claim import from_listing
from derivations.reported.facts import Defined, Reads
from derivations.reported.q3_1_20 import ANY_TENSOR, FUNCTIONS, LAW
from derivations.reported.rules import Above, EveryReading, Is, Names, at_least, at_most, both, probable
from derivations.reported.run_claim import from_runs

L = "exact.listing."
statement = partial(from_runs, kind="listing", experiment="gumbel-softmax")

statement("3.1.20-s", lines=(1268, 1268), says="The sampler takes the class probabilities and the number of samples.",
          rule=Is(L + "direct_arguments", ["a", "N"]), instead="it takes {exact.listing.direct_arguments}")

from_runs("3.1.20-t", lines=(1274, 1274), kind="prose", experiment="gumbel-softmax",
          says="The softmax is over the categories, for each sample: not over the samples.",
          rule=both(Is(L + "soft_shape", [1000, 4]), at_least(L + "column_sum_spread", 1.0)),
          instead="samples have the shape {exact.listing.soft_shape}, and sums over them differ by {exact.listing.column_sum_spread}")

statement("3.1.20-u", lines=(1279, 1279), says="The relaxed sampler takes probabilities, number, temperature (0.1) and ε (1e-20).",
          rule=both(Is("exact.arguments", ["a", "N", "temp", "eps"]), Is(L + "default_temperature", 0.1), Is(L + "default_eps", 1e-20)),
          instead="it takes {exact.arguments}, by default {exact.listing.default_temperature} and {exact.listing.default_eps}")

statement("3.1.20-v", lines=(1279, 1280),
          says="The temperature is a hyperparameter for Gumbel-softmax: an argument of the sampler, or a quantity that its law "
               "depends on.",
          rule=EveryReading((Names("exact.arguments", "temp"),
                             Above("exact.vertex_distance.temperature_tenfold", "exact.vertex_distance.temperature", 0.1))),
          instead="the arguments are {exact.arguments}; samples are {exact.vertex_distance.temperature} from one-hot vectors, and "
                  "{exact.vertex_distance.temperature_tenfold} with ten times the temperature")

statement("3.1.20-w", lines=(1285, 1285), says="Read without the parenthesis: the noise is N by the number of classes, and Gumbel.",
          rule=both(Is(L + "noise_shape", [1000, 4]), probable(L + "noise_pvalue")),
          instead="its shape is {exact.listing.noise_shape}, and a test of its law gives p {exact.listing.noise_pvalue}")

statement("3.1.20-x", lines=(1287, 1287), says="The class probabilities that are given require a gradient from here on.",
          rule=both(Is(L + "requires_grad_before", False), Is(L + "requires_grad_after", True)),
          instead="they required one before: {exact.listing.requires_grad_before}; after: {exact.listing.requires_grad_after}")

statement("3.1.20-y", lines=(1288, 1288), says="It is the logarithm of the class probabilities plus the noise, up to ε.",
          printed="log(a + ε) + g", rule=at_most(L + "score_error", 1e-4),
          instead="differences of its entries are off by {exact.listing.score_error}")

from_listing("3.1.20-z", lines=(1292, 1293), kind="listing", says="A comment on the returned samples goes on in the next line.",
             printed="line 1293: the end of a comment, without the sign of a comment", right="line 1293 with the sign, or one line",
             fact=Reads("return x\n               x x x", instead="with the comment on one line it is a statement",
                        evident=Reads("return x # x", instead="")))

statement("3.1.20-aa", lines=(1292, 1292), says="The relaxed samples are returned, with their graph.",
          rule=both(Is(L + "soft_shape", [1000, 4]), Is(L + "soft_requires_grad", True)),
          instead="their shape is {exact.listing.soft_shape}, and they require a gradient: {exact.listing.soft_requires_grad}")

from_runs("3.1.20-ab", lines=(1297, 1297), kind="prose", experiment="gumbel-softmax",
          says="Samples are compared: as many of one kind as of the other, one by one class.",
          rule=both(Is(L + "direct_shape", [1000]), Is(L + "hard_shape", [1000, 1])),
          instead="their shapes are {exact.listing.direct_shape} and {exact.listing.hard_shape}")

statement("3.1.20-ac", lines=(1301, 1301), says="The class probabilities are 0.1, 0.2, 0.5 and 0.2.",
          rule=Is("exact.probabilities", [0.1, 0.2, 0.5, 0.2]), instead="they are {exact.probabilities}")

statement("3.1.20-ad", lines=(1302, 1302), says="There are 1000 samples of each kind.", rule=Is("exact.count", 1000),
          instead="there are {exact.count}")

statement("3.1.20-ae", lines=(1303, 1303), says="The direct samples are 1000 of the categorical law.",
          rule=both(Is(L + "direct_shape", [1000]), probable("exact.direct.pvalue")),
          instead="their shape is {exact.listing.direct_shape}, χ² p {exact.direct.pvalue}")

statement("3.1.20-af", lines=(1304, 1305), says="With the name read as that of the function: 1000 relaxed samples, of temperature 0.1.",
          rule=both(Is(L + "soft_shape", [1000, 4]), Is("exact.temperature", 0.1), probable("exact.log_ratio_pvalue.temperature")),
          instead="their shape is {exact.listing.soft_shape} at temperature {exact.temperature}, and a test of their law gives p "
                  "{exact.log_ratio_pvalue.temperature}")

from_listing("3.1.20-ag", lines=(1309, 1309), kind="listing", says="A function that is defined compares the samples.",
             printed="compare_samples: defined nowhere", right="a definition of compare_samples",
             fact=Defined(("compare_samples",), FUNCTIONS, instead="no function of that name, nor a similar one, is in the text"))

from_runs("3.1.20-ah", lines=(1315, 1315), kind="prose", experiment="gumbel-softmax", goal=True,
          says="The implementation works: its samples have their law; or they have it and gradients pass back wherever they are "
               "needed.",
          rule=EveryReading((both(ANY_TENSOR, LAW), LAW)),
          instead="a test of the law gives p {exact.log_ratio_pvalue.temperature}, and class probabilities that are computed raise "
                  "{exact.listing.nonleaf_error}")
