"""A precision has to be drawn before the number whose precision it is."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Normal[0, 1/x](y), Gamma[a, b](x)](x*y**2) == 1)
    proof.given(a > 0, b > 0)
    proof.starts(E[Normal[0, 1/x](y), Gamma[a, b](x)](x*y**2))
    proof.eq(1, by=family)
