"""What follows from what: how hypotheses need not repeat what others imply.

`lemmas` are the named analytic lemmas, each with its source, and `checker` accepts an inference only by one of them
or by a fact that a step established.  `search` and `linear_combination` propose inferences.

Trusted: `lemmas` and `checker`.  What the other two propose is checked.
"""
