"""Theorems: a function under `@theorem` is one, or one for each entry of a matrix.  And files, which hold them.

Trusted: all of it, since what is proved has to be what stands in the file, with no entry of a matrix forgotten.
"""
