"""Matrices: notation for tables of quantities, each of which is unfolded into its entries.

Trusted: what is proved of the entries is said of the matrix that an author typed.  No kernel module knows a matrix.
"""
