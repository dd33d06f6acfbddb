"""The report on 2.2.18: the statements that plot the histories.

The report's own figure is missing from the text.  So the statements of its listing are written again, call for call and with the
labels that it has, and run; what the figure of that run has is compared with what the line of the listing says: labels, colours,
styles, lengths, and the history whose values a curve has.
"""

from functools import partial

from derivations.reported.claim import from_listing, not_checkable
from derivations.reported.facts import Reads
from derivations.reported.rules import Between, Is, at_least, at_most, both
from derivations.reported.run_claim import from_runs

L = "exact.listing.plot."
BROKEN = Reads('x.x(x, x="", x="", x="\n                ")', instead="with the text on one line it is a statement",
               evident=Reads('x.x(x, x="", x="", x="")', instead=""))
statement = partial(from_runs, kind="listing", experiment="gamma")


def curve(id: str, lines: tuple[int, int], place: str, says: str, expected: str) -> None:
    """Register a statement that draws a curve or a level: its label, colour, style and length."""
    statement(id, lines=lines, says=says, rule=Is(f"{L}axes.{place}", expected), instead=f"it is {{{L}axes.{place}}}")


def drawn(id: str, line: int, kind: str, says: str) -> None:
    """Register a comment that says what a plot is of: the values of its two curves are those of the two histories."""
    statement(id, lines=(line, line), says=says, rule=Is(f"{L}axes.{kind}.drawn", [f"{kind} of gd", f"{kind} of ngd"]),
              instead=f"its curves are: {{{L}axes.{kind}.drawn}}")


def setting(id: str, line: int, place: str, says: str, expected: str | bool) -> None:
    """Register a statement that sets a label, a legend or a grid."""
    statement(id, lines=(line, line), says=says, rule=Is(f"{L}axes.{place}", expected), instead=f"it is {{{L}axes.{place}}}")


statement("2.2.18-di", lines=(1178, 1178), says="The history of GD is a table of 150 epochs with two columns.",
          rule=Is(L + "history_shape.gd", [150, 2]), instead="its shape is {exact.listing.plot.history_shape.gd}")

statement("2.2.18-dj", lines=(1179, 1179), says="The history of NGD is a table of 150 epochs with two columns.",
          rule=Is(L + "history_shape.ngd", [150, 2]), instead="its shape is {exact.listing.plot.history_shape.ngd}")

statement("2.2.18-dk", lines=(1180, 1180), says="The losses of GD are a list of 150.",
          rule=Is(L + "history_shape.gd_loss", [150]), instead="its shape is {exact.listing.plot.history_shape.gd_loss}")

statement("2.2.18-dl", lines=(1181, 1181), says="The losses of NGD are a list of 150.",
          rule=Is(L + "history_shape.ngd_loss", [150]), instead="its shape is {exact.listing.plot.history_shape.ngd_loss}")

statement("2.2.18-dm", lines=(1184, 1185), says="The figure has three plots one below the other, 12 by 10, which share the epochs.",
          rule=both(Is(L + "size", [12.0, 10.0]), Is(L + "shared_x", True)),
          instead="its size is {exact.listing.plot.size}; the epochs are shared: {exact.listing.plot.shared_x}")

# --- the shape ----------------------------------------------------------------------------------------------------------

drawn("2.2.18-dn", 1195, "shape", "The first plot is of α, the shape.")
curve("2.2.18-do", (1196, 1197), "shape.curves.0", "The shapes of GD are drawn in blue and dashed, as “GD alpha”.", "GD alpha, blue, --, 150 epochs")
curve("2.2.18-dp", (1198, 1198), "shape.curves.1", "The shapes of NGD are drawn in red, as “NGD alpha”.", "NGD alpha, red, -, 150 epochs")
from_listing("2.2.18-dq", lines=(1199, 1200), kind="listing", says="The level of the true shape has a label.", fact=BROKEN,
             printed="lines 1199 and 1200: a text in quotation marks broken over two numbered lines", right="the text on one line")
curve("2.2.18-dr", (1199, 1200), "shape.curves.2", "Read as one line, it draws the true shape, 3, as a level in black and dotted.",
      "True alpha (3.0), black, :, at 3.0")
not_checkable("2.2.18-ds", lines=(1201, 1201), kind="listing", says="The axis is labelled as the shape, with its letter.",
              why="In the text the letter stands as a formula.  It is right if the listing has the letter itself, or its command in "
                  "a raw text; in any other text the command begins with an escape, which is a bell, and the letter is missing.")
setting("2.2.18-dt", 1202, "shape.legend", "The first plot has a legend.", True)
setting("2.2.18-du", 1203, "shape.grid", "The first plot has a grid.", True)

# --- the scale ----------------------------------------------------------------------------------------------------------

drawn("2.2.18-dv", 1205, "scale", "The second plot is of β, the scale.")
curve("2.2.18-dw", (1206, 1207), "scale.curves.0", "The scales of GD are drawn in blue and dashed, as “GD beta”.", "GD beta, blue, --, 150 epochs")
curve("2.2.18-dx", (1208, 1208), "scale.curves.1", "The scales of NGD are drawn in red, as “NGD beta”.", "NGD beta, red, -, 150 epochs")
from_listing("2.2.18-dy", lines=(1209, 1210), kind="listing", says="The level of the true scale has a label.", fact=BROKEN,
             printed="lines 1209 and 1210: a text in quotation marks broken over two numbered lines", right="the text on one line")
curve("2.2.18-dz", (1209, 1210), "scale.curves.2", "Read as one line, it draws the true scale, 2, as a level in black and dotted.",
      "True beta (2.0), black, :, at 2.0")
setting("2.2.18-ea", 1211, "scale.x_label", "The second plot is labelled “Epoch” below.", "Epoch")
not_checkable("2.2.18-eb", lines=(1212, 1212), kind="listing", says="The axis is labelled as the scale, with its letter.",
              why="In the text the letter stands as a formula.  It is right if the listing has the letter itself, or its command in "
                  "a raw text; in any other text the command begins with an escape, a backspace, and the letter is missing.")
setting("2.2.18-ec", 1213, "scale.legend", "The second plot has a legend.", True)
setting("2.2.18-ed", 1214, "scale.grid", "The second plot has a grid.", True)

# --- the loss -----------------------------------------------------------------------------------------------------------

statement("2.2.18-ee", lines=(1216, 1216), says="The third plot is of the negative log likelihood.",
          rule=both(Is(L + "axes.loss.drawn", ["loss of gd", "loss of ngd"]), at_most("exact.listing.nll_error", 1e-5)),
          instead="it is of {exact.listing.plot.axes.loss.drawn}; the loss is off by {exact.listing.nll_error}")
curve("2.2.18-ef", (1217, 1218), "loss.curves.0", "The losses of GD are drawn in blue and dashed, as “GD NLL Loss”.", "GD NLL Loss, blue, --, 150 epochs")
curve("2.2.18-eg", (1219, 1219), "loss.curves.1", "The losses of NGD are drawn in red, as “NGD NLL Loss”.", "NGD NLL Loss, red, -, 150 epochs")
setting("2.2.18-eh", 1220, "loss.x_label", "The third plot is labelled “Epoch” below.", "Epoch")
setting("2.2.18-ei", 1221, "loss.y_label", "Its other axis is labelled “NLL Loss”.", "NLL Loss")
setting("2.2.18-ej", 1222, "loss.legend", "The third plot has a legend.", True)
setting("2.2.18-ek", 1223, "loss.grid", "The third plot has a grid.", True)

statement("2.2.18-el", lines=(1225, 1225), says="The plots are kept within the bounds that are given.",
          rule=both(at_least(L + "bottom", 0.03), Between(L + "top", most=0.95)),
          instead="they reach from {exact.listing.plot.bottom} to {exact.listing.plot.top}")
not_checkable("2.2.18-em", lines=(1226, 1226), kind="listing", says="The figure is shown.",
              why="The figure is missing from the text.  It is right if it has the three plots above one another.")
