"""Lemmas: the named analytic lemmas by which conditions follow from others, each with its source.

`integrability`, `signs` and `comparisons` say to which conclusions and by which ways; `table` has all of them, with
those about guards, points and indices.  All of it is trusted.
"""
