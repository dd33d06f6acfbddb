"""The report on 1.2.5: what the learning signal is said to represent."""

from derivations.reported.claim import not_checkable

not_checkable(
    "1.2.5-fh", lines=(264, 264), kind="prose",
    says="The signal represents how much better the draw explains the data, compared with the variational law.",
    why="Draws can be compared by the likelihood, but how well a variational law explains data has no measure in the text.  It "
        "is right if what is compared is how probable the draw is under the posterior and under q: the signal is the logarithm of "
        "their ratio plus the log evidence, which no draw changes.")
