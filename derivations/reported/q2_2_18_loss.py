"""The report on 2.2.18: the statements of the loss, of the parameters and of the inverse Fisher information."""

from functools import partial

from derivations.reported.claim import from_listing
from derivations.reported.facts import Reads
from derivations.reported.rules import Is, at_most, both
from derivations.reported.run_claim import from_runs

L = "exact.listing."
statement = partial(from_runs, kind="listing", experiment="gamma")
broken = partial(from_listing, kind="listing")

statement("2.2.18-ch", lines=(995, 995), says="The function that follows is the loss of both descents.",
          rule=both(at_most(L + "loss_error.gd", 1e-5), at_most(L + "loss_error.ngd", 1e-5)),
          instead="the losses of GD are off by {exact.listing.loss_error.gd}, those of NGD by {exact.listing.loss_error.ngd}")

statement("2.2.18-ci", lines=(1009, 1009), says="A shape below 1e-4 counts as 1e-4.", rule=at_most(L + "clamp_by.shape", 0.0),
          instead="the losses differ by {exact.listing.clamp_by.shape}")

statement("2.2.18-cj", lines=(1010, 1010), says="A scale below 1e-4 counts as 1e-4.", rule=at_most(L + "clamp_by.scale", 0.0),
          instead="the losses differ by {exact.listing.clamp_by.scale}")

broken("2.2.18-ck", lines=(1017, 1018), says="The data are the tensor that is given, or one made of what is given.",
       printed="lines 1017 and 1018: one statement on two numbered lines, with no bracket open",
       right="lines 1017 and 1018 as one line",
       fact=Reads("x = x.x(x) if not x.x\n        (x) else x", instead="on one line it is a statement",
                  evident=Reads("x = x.x(x) if not x.x(x) else x", instead="")))

statement("2.2.18-cl", lines=(1020, 1020), says="It is the mean of the data.", rule=at_most(L + "mean_error", 1e-5),
          instead="it is off by {exact.listing.mean_error} of itself")

statement("2.2.18-cm", lines=(1021, 1021), says="It is the mean of the logarithms of the data.",
          rule=at_most(L + "mean_log_error", 1e-5), instead="it is off by {exact.listing.mean_log_error}")

broken("2.2.18-cn", lines=(1022, 1023), says="The loss is a statement of two lines.",
       printed="lines 1022 and 1023: one statement on two numbered lines, with no bracket open",
       right="lines 1022 and 1023 as one line",
       fact=Reads("x = +x*x.x(x) + x.x(x) - (x-1)\n        *x + (1/x)*x", instead="on one line it is a statement",
                  evident=Reads("x = +x*x.x(x) + x.x(x) - (x-1)*x + (1/x)*x", instead="")))

statement("2.2.18-co", lines=(1022, 1023), says="The formula, read as one line, is the average of the negative log likelihood.",
          printed="α log β + log Γ(α) − (α − 1)·mean(log x) + (1/β)·mean(x)",
          rule=at_most(L + "nll_error", 1e-5), instead="it is off by {exact.listing.nll_error}")

statement("2.2.18-cp", lines=(1024, 1024), says="One number is returned.", rule=Is(L + "loss_dimensions", 0),
          instead="it has {exact.listing.loss_dimensions} dimensions")

# --- the parameters and the histories ---------------------------------------------------------------------------------

statement("2.2.18-cq", lines=(1030, 1030), says="The parameters that follow are those of GD alone.",
          rule=at_most(L + "alone_difference.gd", 0.0),
          instead="run alone, GD is elsewhere by {exact.listing.alone_difference.gd}")

statement("2.2.18-cr", lines=(1031, 1031), says="The shape of GD begins at the guess and requires a gradient.",
          rule=both(Is(L + "started.gd.shape", 0.5), Is(L + "leaves.gd.shape", True)),
          instead="it begins at {exact.listing.started.gd.shape}, and a gradient is required: {exact.listing.leaves.gd.shape}")

statement("2.2.18-cs", lines=(1032, 1032), says="The scale of GD begins at the guess and requires a gradient.",
          rule=both(Is(L + "started.gd.scale", 8.0), Is(L + "leaves.gd.scale", True)),
          instead="it begins at {exact.listing.started.gd.scale}, and a gradient is required: {exact.listing.leaves.gd.scale}")

statement("2.2.18-ct", lines=(1034, 1034), says="The parameters that follow are those of NGD alone.",
          rule=at_most(L + "alone_difference.ngd", 0.0),
          instead="run alone, NGD is elsewhere by {exact.listing.alone_difference.ngd}")

statement("2.2.18-cu", lines=(1035, 1035), says="The shape of NGD begins at the guess and requires a gradient.",
          rule=both(Is(L + "started.ngd.shape", 0.5), Is(L + "leaves.ngd.shape", True)),
          instead="it begins at {exact.listing.started.ngd.shape}, and a gradient is required: {exact.listing.leaves.ngd.shape}")

statement("2.2.18-cv", lines=(1036, 1036), says="The scale of NGD begins at the guess and requires a gradient.",
          rule=both(Is(L + "started.ngd.scale", 8.0), Is(L + "leaves.ngd.scale", True)),
          instead="it begins at {exact.listing.started.ngd.scale}, and a gradient is required: {exact.listing.leaves.ngd.scale}")

statement("2.2.18-cw", lines=(1038, 1039), says="A history of GD's parameters is kept, with an entry an epoch.",
          rule=Is(L + "records.gd", 150), instead="it has {exact.listing.records.gd} entries")

statement("2.2.18-cx", lines=(1040, 1040), says="A history of NGD's parameters is kept, with an entry an epoch.",
          rule=Is(L + "records.ngd", 150), instead="it has {exact.listing.records.ngd} entries")

statement("2.2.18-cy", lines=(1041, 1041), says="A history of GD's losses is kept, with an entry an epoch.",
          rule=Is(L + "records.gd_loss", 150), instead="it has {exact.listing.records.gd_loss} entries")

statement("2.2.18-cz", lines=(1042, 1042), says="A history of NGD's losses is kept, with an entry an epoch.",
          rule=Is(L + "records.ngd_loss", 150), instead="it has {exact.listing.records.ngd_loss} entries")

# --- the inverse Fisher information -----------------------------------------------------------------------------------

statement("2.2.18-da", lines=(1079, 1079), says="The shape is detached: no entry requires a gradient of it.",
          rule=Is(L + "requires_grad_of.shape", False), instead="an entry requires a gradient of the shape")

statement("2.2.18-db", lines=(1080, 1080), says="The scale is detached: no entry requires a gradient of it.",
          rule=Is(L + "requires_grad_of.scale", False), instead="an entry requires a gradient of the scale")

statement("2.2.18-dc", lines=(1082, 1083), says="The common factor is one over shape times trigamma of the shape, less one.",
          printed="1/(α ψ₁(α) − 1)", rule=at_most(L + "factor_error", 1e-4),
          instead="it is off by {exact.listing.factor_error} of itself")

statement("2.2.18-dd", lines=(1084, 1084), says="The entry of shape and shape is the shape times the factor.",
          rule=at_most(L + "entry_error.shape", 1e-4), instead="it is off by {exact.listing.entry_error.shape} of itself")

statement("2.2.18-de", lines=(1085, 1085), says="The entry of shape and scale is minus the scale times the factor.",
          rule=at_most(L + "entry_error.mixed", 1e-4), instead="it is off by {exact.listing.entry_error.mixed} of itself")

broken("2.2.18-df", lines=(1086, 1087), says="The last entry is a statement of two lines.",
       printed="lines 1086 and 1087: one statement on two numbered lines, with no bracket open",
       right="lines 1086 and 1087 as one line",
       fact=Reads("x = x**2 * x.x(1, x)\n        * x", instead="on one line it is a statement",
                  evident=Reads("x = x**2 * x.x(1, x) * x", instead="")))

statement("2.2.18-dg", lines=(1086, 1087),
          says="Read as one line, the entry of scale and scale is the squared scale times trigamma of the shape times the factor.",
          rule=at_most(L + "entry_error.scale", 1e-4), instead="it is off by {exact.listing.entry_error.scale} of itself")

statement("2.2.18-dh", lines=(1088, 1088), says="Three entries are returned, those on and above the diagonal.",
          rule=Is(L + "entries", 3), instead="{exact.listing.entries} are returned")
