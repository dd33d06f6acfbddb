"""The report on 2.1.12: its figure.  The gradient and the Markov blanket wait for their chapter."""

from derivations.reported.claim import not_checkable

not_checkable(
    "2.1.12-a", lines=(562, 562), kind="caption", says="Figure 5 shows the graphical model of the question.",
    why="The figure is missing from the text.  It is right if z has the one parent v, the children x_n, and the y_n as "
        "their other parents, which is the blanket that the text goes on to name.")
