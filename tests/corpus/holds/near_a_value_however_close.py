"""A strict inequality holds near a value, however close that has to be."""

from derivations import *

(x,) = positives("x")
(z,) = points("z")
a, phi = parameters("a phi")
h = Function("h", z, phi)


@theorem(title="open_fault_of_the_kernel")
def open_fault_of_the_kernel(proof):
    proof.claim(implies(1 - 1000*a > 0, near[a](1 - 1000*a > 0)))
    proof.given(implies(1 - 1000*a > 0, 1 - 1000*a > 0))
    proof.starts(1 - 1000*a > 0)
    proof.implies(near[a](1 - 1000*a > 0), by=hypothesis)
