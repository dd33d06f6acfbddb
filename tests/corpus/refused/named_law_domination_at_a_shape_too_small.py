"""Where the mean of one over the number is infinite, it has no derivative."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[a](E[Gamma[a, b](x)](1/x)) == integral[x](D[a](Gamma[a, b](x)/x)))
    proof.given(a > 0, b > 0)
    proof.starts(D[a](E[Gamma[a, b](x)](1/x)))
    proof.eq(integral[x](D[a](Gamma[a, b](x)/x)), by=leibniz)
