"""The report on 2.2.18: the statements of one epoch, first those of GD and then those of NGD, and what is printed.

A text that is broken over lines inside braces, as in lines 984, 1163 and 1166, is a statement from Python 3.12 on, and is
not held against the report.
"""

from functools import partial

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Reads
from derivations.reported.rules import Between, Is, at_most, both
from derivations.reported.run_claim import from_runs

L = "exact.listing."
PRINTED = [1, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150]
statement = partial(from_runs, kind="listing", experiment="gamma")


def clamped(method: str, parameter: str) -> Between:
    """The rule that a parameter below zero becomes 1e-4."""
    return Between(f"{L}clamped_to.{method}.{parameter}", 9.99e-5, 1.001e-4)


from_listing("2.2.18-az", lines=(1096, 1097), kind="listing", says="The rate and the number of epochs are printed first.",
             printed="lines 1096 and 1097: a text in quotation marks broken over two numbered lines",
             right="the text on one line",
             fact=Reads('x("\n        ")', instead="with the text on one line it is a statement", evident=Reads('x("")', instead="")))

statement("2.2.18-ba", lines=(1099, 1099), says="There are 150 epochs.", rule=Is(L + "recorded", 150),
          instead="there are {exact.listing.recorded}")

statement("2.2.18-bb", lines=(1103, 1104), says="An old gradient of GD's shape, where there is one, is made zero: nothing of it is in the next one.",
          rule=at_most(L + "old_gradient.gd.shape", 0.0),
          instead="{exact.listing.old_gradient.gd.shape} of it is")

statement("2.2.18-bc", lines=(1105, 1106), says="An old gradient of GD's scale, where there is one, is made zero: nothing of it is in the next one.",
          rule=at_most(L + "old_gradient.gd.scale", 0.0),
          instead="{exact.listing.old_gradient.gd.scale} of it is")

statement("2.2.18-bd", lines=(1108, 1108), says="The loss of GD is that of its parameters before the step.",
          rule=at_most(L + "loss_error.gd", 1e-5),
          instead="it is off by {exact.listing.loss_error.gd}")

statement("2.2.18-be", lines=(1110, 1110), says="The gradients of both parameters of GD are computed.",
          rule=both(at_most(L + "gradient_error_by.gd.shape", 1e-5), at_most(L + "gradient_error_by.gd.scale", 1e-5)),
          instead="that of the shape is off by {exact.listing.gradient_error_by.gd.shape}, that of the scale by {exact.listing.gradient_error_by.gd.scale}")

statement("2.2.18-bf", lines=(1112, 1112), says="The step of GD is no part of the graph: its parameters go on as leaves.",
          rule=Is(L + "stays_leaf.gd", True),
          instead="one of them is no leaf afterwards")

statement("2.2.18-bg", lines=(1113, 1113), says="The shape of GD moves by minus the rate times its gradient.",
          rule=at_most(L + "move_error.gd.shape", 1e-5),
          instead="its steps are off by {exact.listing.move_error.gd.shape}")

statement("2.2.18-bh", lines=(1114, 1114), says="The scale of GD moves by minus the rate times its gradient.",
          rule=at_most(L + "move_error.gd.scale", 1e-5),
          instead="its steps are off by {exact.listing.move_error.gd.scale}")

statement("2.2.18-bi", lines=(1116, 1116), says="A shape of GD that a step leads below 1e-4 becomes 1e-4.",
          rule=clamped("gd", "shape"),
          instead="it becomes {exact.listing.clamped_to.gd.shape}")

statement("2.2.18-bj", lines=(1117, 1117), says="A scale of GD that a step leads below 1e-4 becomes 1e-4.",
          rule=clamped("gd", "scale"),
          instead="it becomes {exact.listing.clamped_to.gd.scale}")

statement("2.2.18-bk", lines=(1119, 1119), says="The loss of each epoch is added to the history of GD's losses.",
          rule=Is(L + "records.gd_loss", 150),
          instead="it has {exact.listing.records.gd_loss} entries")

statement("2.2.18-bl", lines=(1120, 1120), says="Both parameters after each step are added to the history of GD.",
          rule=both(Is(L + "records.gd", 150), at_most(L + "alone_difference.gd", 0.0)),
          instead="it has {exact.listing.records.gd} entries, off by {exact.listing.alone_difference.gd}")

statement("2.2.18-bm", lines=(1124, 1125), says="An old gradient of NGD's shape, where there is one, is made zero: nothing of it is in the next one.",
          rule=at_most(L + "old_gradient.ngd.shape", 0.0),
          instead="{exact.listing.old_gradient.ngd.shape} of it is")

statement("2.2.18-bn", lines=(1126, 1127), says="An old gradient of NGD's scale, where there is one, is made zero: nothing of it is in the next one.",
          rule=at_most(L + "old_gradient.ngd.scale", 0.0),
          instead="{exact.listing.old_gradient.ngd.scale} of it is")

statement("2.2.18-bo", lines=(1129, 1129), says="The loss of NGD is that of its parameters before the step.",
          rule=at_most(L + "loss_error.ngd", 1e-5),
          instead="it is off by {exact.listing.loss_error.ngd}")

statement("2.2.18-bp", lines=(1135, 1135), says="The gradients of both parameters of NGD are computed.",
          rule=both(at_most(L + "gradient_error_by.ngd.shape", 1e-5), at_most(L + "gradient_error_by.ngd.scale", 1e-5)),
          instead="that of the shape is off by {exact.listing.gradient_error_by.ngd.shape}, that of the scale by {exact.listing.gradient_error_by.ngd.scale}")

statement("2.2.18-bq", lines=(1137, 1137), says="It is the gradient of NGD's shape.",
          rule=at_most(L + "gradient_error_by.ngd.shape", 1e-5),
          instead="it is off by {exact.listing.gradient_error_by.ngd.shape}")

statement("2.2.18-br", lines=(1138, 1138), says="It is the gradient of NGD's scale.",
          rule=at_most(L + "gradient_error_by.ngd.scale", 1e-5),
          instead="it is off by {exact.listing.gradient_error_by.ngd.scale}")

statement("2.2.18-bs", lines=(1146, 1146), says="The entries of the inverse are those at NGD's parameters.",
          rule=at_most(L + "inverse_error", 1e-4),
          instead="they are off by {exact.listing.inverse_error} of themselves")

statement("2.2.18-bt", lines=(1148, 1148), says="The natural gradient of the shape is the first row of the inverse times the gradient.",
          rule=at_most(L + "natural_error_by.shape", 1e-4),
          instead="it is off by {exact.listing.natural_error_by.shape}")

statement("2.2.18-bu", lines=(1149, 1149), says="The natural gradient of the scale is the second row of the inverse times the gradient.",
          rule=at_most(L + "natural_error_by.scale", 1e-4),
          instead="it is off by {exact.listing.natural_error_by.scale}")

statement("2.2.18-bv", lines=(1151, 1151), says="The step of NGD is no part of the graph: its parameters go on as leaves.",
          rule=Is(L + "stays_leaf.ngd", True),
          instead="one of them is no leaf afterwards")

statement("2.2.18-bw", lines=(1152, 1152), says="The shape of NGD moves by minus the rate times its natural gradient.",
          rule=at_most(L + "move_error.ngd.shape", 1e-4),
          instead="its steps are off by {exact.listing.move_error.ngd.shape}")

statement("2.2.18-bx", lines=(1153, 1153), says="The scale of NGD moves by minus the rate times its natural gradient.",
          rule=at_most(L + "move_error.ngd.scale", 1e-4),
          instead="its steps are off by {exact.listing.move_error.ngd.scale}")

statement("2.2.18-by", lines=(1155, 1155), says="A shape of NGD that a step leads below 1e-4 becomes 1e-4.",
          rule=clamped("ngd", "shape"),
          instead="it becomes {exact.listing.clamped_to.ngd.shape}")

statement("2.2.18-bz", lines=(1156, 1156), says="A scale of NGD that a step leads below 1e-4 becomes 1e-4.",
          rule=clamped("ngd", "scale"),
          instead="it becomes {exact.listing.clamped_to.ngd.scale}")

statement("2.2.18-ca", lines=(1158, 1158), says="The loss of each epoch is added to the history of NGD's losses.",
          rule=Is(L + "records.ngd_loss", 150),
          instead="it has {exact.listing.records.ngd_loss} entries")

statement("2.2.18-cb", lines=(1159, 1159), says="Both parameters after each step are added to the history of NGD.",
          rule=both(Is(L + "records.ngd", 150), at_most(L + "alone_difference.ngd", 0.0)),
          instead="it has {exact.listing.records.ngd} entries, off by {exact.listing.alone_difference.ngd}")

statement("2.2.18-cc", lines=(1161, 1161), says="It is at the first epoch and at every fifteenth that something is printed.",
          rule=Is(L + "printed_epochs", PRINTED),
          instead="it is at epochs {exact.listing.printed_epochs}")

statement("2.2.18-cd", lines=(1162, 1162), says="Epochs are printed as counted from one.",
          rule=Is(L + "printed_epochs.0", 1),
          instead="the first has the number {exact.listing.printed_epochs.0}")

statement("2.2.18-ce", lines=(1163, 1165), says="Shape and scale of GD after the epoch are printed, to four places.",
          rule=at_most(L + "printed_parameter_gap.gd", 5.1e-5),
          instead="they are off by {exact.listing.printed_parameter_gap.gd}")

statement("2.2.18-cf", lines=(1166, 1168), says="Shape and scale of NGD after the epoch are printed, to four places.",
          rule=at_most(L + "printed_parameter_gap.ngd", 5.1e-5),
          instead="they are off by {exact.listing.printed_parameter_gap.ngd}")

not_checkable("2.2.18-cg", lines=(1170, 1170), kind="listing", says="That the optimisation has finished is printed after the last epoch.",
              why="The listing is broken by the end of a page, after which the last line stands as far in as those of the loop; then it "
                  "is printed in every epoch.  It is right if the line stands as far in as the loop's first line.")
