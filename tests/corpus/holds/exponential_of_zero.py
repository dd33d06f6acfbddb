"""The exponential of a logarithm of the Gamma function that is zero."""

from derivations import *

(x,) = positives("x")
(a,) = parameters("a")


@theorem(title="lgamma_of_one")
def lgamma_of_one(proof):
    proof.claim(integral[x](exp(-x)) == 1)
    proof.starts(integral[x](exp(-x)))
    proof.eq(exp(lgamma(1)), by=family)
    proof.eq(1, by=recurrence)
