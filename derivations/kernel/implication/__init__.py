"""Implication: which conditions follow from others, so that hypotheses need not repeat them.

`lemmas` are the named analytic lemmas, each with its source, and `checker` accepts an inference only by one of them
or by a fact that a step established.  `search` and `linear_combination` propose inferences.

Trusted: `lemmas`, `checker`, and of `search` the function `implied`, which lets the checker decide.  All else in the
last two modules is a proposal, and is checked.
"""
