"""Theorems: the only place that makes them.

`instance` puts laws, functions and numbers into a theorem, `leaning` collects what the lines lean on, and `prover`
checks a derivation line by line.

Trusted.
"""
