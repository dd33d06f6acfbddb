"""Theorems: the only place that makes them.

`instance` puts laws, points and numbers into a theorem, `leaning` keeps the conditions that a proof leaned on, and
`prover` checks a derivation line by line.

Trusted: all of it.
"""
