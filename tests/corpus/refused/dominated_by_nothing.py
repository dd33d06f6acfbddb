"""A hypothesis that nothing satisfies: v² x has an integral for v = 0 alone."""

from derivations import *

(x,) = positives("x")
(y,) = reals("y")
(v,) = parameters("v")


@theorem(title="vacuous")
def vacuous(proof):
    proof.claim(D[v](integral[x](v**2*x)) == integral[x](2*v*x))
    proof.given(dominated[x](v, v**2*x))
    proof.starts(D[v](integral[x](v**2*x)))
    proof.eq(integral[x](D[v](v**2*x)), by=leibniz)
    proof.eq(integral[x](2*v*x), by=differentiate)
