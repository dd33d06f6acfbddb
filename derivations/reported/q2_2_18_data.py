"""The report on 2.2.18: the prose on its listings that is left, and the statements that set and draw its data."""

from functools import partial

from derivations.reported.claim import from_listing
from derivations.reported.facts import Defined
from derivations.reported.rules import Above, Between, Is, IsNot, Ratio, at_least, at_most, both, probable
from derivations.reported.run_claim import from_runs

L = "exact.listing."
IMPORTED = ("torch", "np", "plt", "Gamma")
MEAN, VARIANCE = Between("exact.data.mean", 5.45, 6.55), Between("exact.data.variance", 8.2, 15.8)
LAW = probable(L + "data_pvalue")
prose = partial(from_runs, kind="prose", experiment="gamma")
statement = partial(from_runs, kind="listing", experiment="gamma")

prose("2.2.18-ad", lines=(1046, 1046), says="The inverse of the Fisher information is what the gradient is multiplied by.",
      rule=at_most(L + "natural_gradient_error", 1e-4), instead="it is off by {exact.listing.natural_gradient_error}")

prose("2.2.18-ae", lines=(1092, 1092), says="The loop runs for the number of epochs that is set.",
      rule=both(Is(L + "recorded", 150), Is(L + "default_epochs", 150)),
      instead="it runs for {exact.listing.recorded} epochs, and {exact.listing.default_epochs} are set")

prose("2.2.18-af", lines=(1092, 1092), says="In each epoch the gradients are computed.",
      rule=at_most(L + "gradient_error", 1e-5), instead="they are off by {exact.listing.gradient_error}")

prose("2.2.18-ag", lines=(1092, 1092), says="The parameters are moved accordingly, those of either method by its own gradient.",
      rule=both(at_most(L + "step_error.gd", 1e-5), at_most(L + "step_error.ngd", 1e-4)),
      instead="steps of GD are off by {exact.listing.step_error.gd}, those of NGD by {exact.listing.step_error.ngd}")

from_listing("2.2.18-ah", lines=(944, 947), kind="listing", says="The modules and the class that this question's listings name are imported.",
             fact=Defined(("torch", "np", "plt", "Gamma"), IMPORTED, instead="one is not imported"))

statement("2.2.18-ai", lines=(954, 954), says="The parameters that follow are the true ones: the data have this law.", rule=LAW,
          instead="a test of the law gives p {exact.listing.data_pvalue}")

statement("2.2.18-aj", lines=(955, 955),
          says="3.0 is the shape: that of the data, as far as they tell it (within five standard errors).",
          rule=both(Is("exact.true.shape", 3.0), Between("exact.mle.shape", 2.36, 3.64)),
          instead="it is {exact.true.shape}, and {exact.mle.shape} fits the data best")

statement("2.2.18-ak", lines=(956, 956),
          says="2.0 is the scale: that of the data, as far as they tell it (within five standard errors).",
          rule=both(Is("exact.true.scale", 2.0), Between("exact.mle.scale", 1.54, 2.46)),
          instead="it is {exact.true.scale}, and {exact.mle.scale} fits the data best")

statement("2.2.18-al", lines=(958, 959), says="The number of observed points is 1000.", rule=Is("exact.data.count", 1000),
          instead="it is {exact.data.count}")

statement("2.2.18-am", lines=(961, 962), says="A parameter of the optimisation is its rate, 0.1.", rule=Is("exact.rate", 0.1),
          instead="it is {exact.rate}")

statement("2.2.18-an", lines=(963, 963), says="Another one is the number of epochs, 150.", rule=Is(L + "default_epochs", 150),
          instead="it is {exact.listing.default_epochs}")

statement("2.2.18-ao", lines=(965, 965), says="The first guess is wrong in both parameters, and positive.",
          rule=both(IsNot("exact.start.shape", 3.0), IsNot("exact.start.scale", 2.0), at_least(L + "started.gd.shape", 1e-300),
                    at_least(L + "started.gd.scale", 1e-300), Above("exact.start_nll", "exact.mle.nll", 1e-3)),
          instead="it is {exact.start.shape} and {exact.start.scale}")

statement("2.2.18-ap", lines=(966, 966), says="The first guess of the shape is 0.5.", rule=Is("exact.start.shape", 0.5),
          instead="it is {exact.start.shape}")

statement("2.2.18-aq", lines=(967, 967), says="The first guess of the scale is 8.0.", rule=Is("exact.start.scale", 8.0),
          instead="it is {exact.start.scale}")

statement("2.2.18-ar", lines=(969, 969), says="To fix the seed is optional: with another one the listing runs to its end as well.",
          rule=Is(L + "finite_with_other_seed", True), instead="then its numbers are not finite")

statement("2.2.18-as", lines=(976, 976), says="The parametrisation of the listings is by shape and scale.",
          rule=at_most(L + "nll_error", 1e-5), instead="their loss is off that one by {exact.listing.nll_error}")

statement("2.2.18-at", lines=(978, 978), says="The true rate is one over the scale, one half: the mean over the variance of the data.",
          rule=Ratio("exact.data.mean", "exact.data.variance", 0.35, 0.65),
          instead="the data have the mean {exact.data.mean} and the variance {exact.data.variance}")

statement("2.2.18-au", lines=(979, 980), says="The law has concentration 3 and rate one half.", rule=LAW,
          instead="a test of the data gives p {exact.listing.data_pvalue}")

statement("2.2.18-av", lines=(982, 982), says="The draws are one vector of 1000 entries.", rule=Is(L + "data_shape", [1000]),
          instead="their shape is {exact.listing.data_shape}")

statement("2.2.18-aw", lines=(984, 985),
          says="What is printed of the data is so: their number, and that they are of the Gamma law of the true shape and scale.",
          rule=both(Is("exact.data.count", 1000), LAW),
          instead="they are {exact.data.count}, and a test of their law gives p {exact.listing.data_pvalue}")

statement("2.2.18-ax", lines=(986, 986), says="The mean of the sample is printed, near to that of the law.", rule=MEAN,
          instead="it is {exact.data.mean}, where the law has 6")

statement("2.2.18-ay", lines=(987, 987), says="The variance of the sample is printed, near to that of the law.", rule=VARIANCE,
          instead="it is {exact.data.variance}, where the law has 12")
