"""The report on 2.2.13: misprints; a claim without the misprint stands where the line belongs."""

from derivations.reported.facts import Defined, Reads
from derivations.reported.misprints import Agrees, InLoop, misprint
from derivations.reported.q2_2_13 import H
from derivations.reported.run_claim import from_runs

NUMBER, ROWS = ("the number of parameters",), ("the index of the rows of f and h",)
IMPORTED = ("torch", "np", "plt", "Gamma", "Adam")  # by the listings of the text

misprint(
    "2.2.13-bh", (598, 598), "The components of λ are numbered from 1 to n.", Agrees, (*NUMBER, "n", "D", "line 587"),
    (*NUMBER, "D", "D", "line 587"), printed="line 598: λ_{1:n}", right="λ_{1:D}")

from_runs(
    "2.2.13-bi", lines=(607, 607), kind="listing", experiment="bbvi",
    says="h is the score of q at the current λ, one entry a parameter and a draw.", rule=H,
    instead="it is off by {exact.listing.h_error}")

misprint(
    "2.2.13-bj", (718, 718), "f_t and h_t are computed for this draw, t being the index of their rows.", Agrees,
    (*ROWS, "t", "d", "lines 604 to 611"), (*ROWS, "d", "d", "lines 604 to 611"), printed="line 718: f_t and h_t",
    right="f_d and h_d")

misprint(
    "2.2.13-bk", (753, 753), "The gradient for d is the average over the draws of f_i minus a_d times h_i.", Agrees,
    (*ROWS, "i", "d", "lines 604 to 611"), (*ROWS, "d", "d", "lines 604 to 611"),
    printed="line 753: ∇_λ ℒ ≈ (1/S) Σ [f_i[s] − a_d* h_i[s]]", right="∇_{λ_d} ℒ ≈ (1/S) Σ_s [f_d[s] − a_d* h_d[s]]")

misprint(
    "2.2.13-bl", (621, 621), "The marks of p and q that are ignored are prefixes.", Agrees,
    ("the mark of p and q", "prefix", "subscript", "lines 606 and 607"),
    ("the mark of p and q", "subscript", "subscript", "lines 606 and 607"), printed="line 621: the prefix of p and q",
    right="the subscript t of p and q", kind="prose")

misprint(
    "2.2.13-bm", (663, 664), "Python can read the statement with its comment, whose last word stands on a line of its own.", Reads,
    ("x = x.x\n                            x",), ("x = x.x",), printed="line 664: the last word of the comment, without #",
    right="lines 663–664: one comment", instead="the word belongs to the comment of the line before")

misprint(
    "2.2.13-bn", (665, 665), "The name by which the optimiser is called is one that the text defines.", Defined,
    (("optim",), IMPORTED), (("torch",), IMPORTED), printed="line 665: optim", right="torch.optim",
    instead="no listing imports it; it is the module of torch that line 1437 imports from")

misprint(
    "2.2.13-bo", (668, 677), "The rest of the step, after the break of the listing, is in the loop over the iterations.", InLoop,
    (8, 8), (8, 12), printed="lines 668 and 677: alike indented", right="lines 677 to 770: four columns further in",
    instead="it is as far left as the loop and as the return that ends the method, so that one step is taken at most; in the "
            "loop it stands four columns further in")

misprint(
    "2.2.13-bp", (690, 691), "Python can read the statement, whose arguments stand on a line of their own.", Reads,
    ("x = x.x.x\n    (x)",), ("x = x.x.x(x)",), printed="line 691: the arguments of line 690",
    right="lines 690–691: one line", instead="a statement does not go on in a line that is numbered anew")

misprint(
    "2.2.13-bq", (698, 699), "Python can read the statement, whose last call stands on a line of its own.", Reads,
    ("x = (x - x).\n    x()",), ("x = (x - x).x()",), printed="line 699: the call that ends line 698",
    right="lines 698–699: one line", instead="a statement does not go on in a line that is numbered anew")
