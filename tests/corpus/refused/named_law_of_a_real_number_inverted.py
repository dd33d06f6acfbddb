"""One over a normal number has no mean: near zero its density is a constant."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Normal[0, 1](y)](1/y) - E[Normal[0, 1](y)](1/y) == 0)
    proof.given(always[y](y != 0))
    proof.starts(E[Normal[0, 1](y)](1/y) - E[Normal[0, 1](y)](1/y))
    proof.eq(0, by=algebra)
