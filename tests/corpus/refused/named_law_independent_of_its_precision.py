"""A normal number depends on the precision that was drawn for it."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Gamma[a, b](x), Normal[0, 1/x](y)](x*y**2) == E[Gamma[a, b](x)](x)*E[Gamma[a, b](x), Normal[0, 1/x](y)](y**2))
    proof.given(a > 1, b > 0)
    proof.starts(E[Gamma[a, b](x), Normal[0, 1/x](y)](x*y**2))
    proof.eq(E[Gamma[a, b](x)](x)*E[Gamma[a, b](x), Normal[0, 1/x](y)](y**2), by=independent_means)
