"""Chains: sums and products over time, and the densities of a Markov chain.

`telescoping` compares sums and products by their ends, `markov` writes a density of a chain by those of single points
and of pairs of points, and `terms` writes a few terms out.

Trusted.
"""
