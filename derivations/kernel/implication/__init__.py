"""Implication: which conditions follow from others, so that hypotheses need not repeat them.

`checker` accepts an inference only by a lemma of `kernel/lemmas`, or by a fact that a step established.  `search` and
the modules that it uses propose inferences.

Trusted: `checker`, and of `search` the function `implied`, which lets the checker decide.  All else is a proposal, and
is checked.
"""
