"""An inequality near a value, with a margin that may be small."""

from derivations import *

t, a = parameters("t a")


@theorem(title="proved: the hypothesis is the one that the checker itself proposed, and is true for every a")
def t03(proof):
    proof.claim(implies(a > 0, near[t:1](t > 1 - a**4)))
    proof.given(implies(a > 0, a**4 > 0))
    proof.starts(a > 0)
    proof.implies(near[t:1](t > 1 - a**4), by=hypothesis)
