"""The report on 2.2.18: columns that a page break moves, and texts that are broken within their braces."""

from derivations.reported.claim import not_checkable
from derivations.reported.misprints import Agrees, misprint

COLUMN = "the column of the statements"
NEWER = ("The text is broken within braces, which Python reads from version 3.12 on and refuses before; which version is meant "
         "is not said.  It is right as one line, and as printed from 3.12 on.")

misprint(
    "2.2.18-en", (1016, 1016), "After the break of the listing the body of the function goes on in its column.", Agrees,
    (COLUMN, "7", "6", "lines 1009 and 1010"), (COLUMN, "6", "6", "lines 1009 and 1010"),
    printed="lines 1016 to 1026: one column further in", right="lines 1016 to 1026: in the column of lines 1009 and 1010",
    instead="as printed the indentation is an error; the lines have to stand one column further left")

misprint(
    "2.2.18-eo", (1135, 1135), "After the break of the listing the body of the loop goes on in its column.", Agrees,
    (COLUMN, "7", "10", "line 1129"), (COLUMN, "10", "10", "line 1129"),
    printed="lines 1135 to 1168: three columns further left", right="lines 1135 to 1170: in the column of line 1129",
    instead="as printed the indentation is an error; the lines have to stand three columns further in, and line 1170 with them")

not_checkable("2.2.18-ep", lines=(1163, 1164), kind="listing", says="Python reads the text that prints GD's parameters.", why=NEWER)

not_checkable("2.2.18-eq", lines=(1166, 1167), kind="listing", says="Python reads the text that prints NGD's parameters.", why=NEWER)
