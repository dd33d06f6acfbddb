"""What is divided by a positive parameter is positive near its value, so that its logarithm has a derivative."""

from derivations import *

(phi,) = parameters("phi")
g = Function("g", phi)


@theorem("corpus", title="t")
def of_a_quotient(proof):
    proof.claim(D[phi](log(g(phi)/phi)) == D[phi](g(phi))/g(phi) - 1/phi)
    proof.given(phi > 0, g(phi) > 0)
    proof.starts(D[phi](log(g(phi)/phi)))
    proof.eq(D[phi](g(phi))/g(phi) - 1/phi, by=differentiate)
