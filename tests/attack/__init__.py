"""Finite models, numbers in them, counterexamples and false twins."""
