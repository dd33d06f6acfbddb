"""That a divisor is not zero does not make a quotient positive."""

from derivations import *

(phi,) = parameters("phi")
g = Function("g", phi)


@theorem("corpus", title="t")
def of_a_quotient(proof):
    proof.claim(D[phi](log(1/g(phi))) == -D[phi](g(phi))/g(phi))
    proof.given(g(phi) != 0)
    proof.starts(D[phi](log(1/g(phi))))
    proof.eq(-D[phi](g(phi))/g(phi), by=differentiate)
