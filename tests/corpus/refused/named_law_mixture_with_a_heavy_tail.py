"""A normal number whose precision has the shape one half is a Cauchy variable, and has no mean."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Gamma[a, b](x), Normal[0, 1/x](y)](y) == 0)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x), Normal[0, 1/x](y)](y))
    proof.eq(E[Gamma[a, b](x)](E[Normal[0, 1/x](y)](y)), by=fubini)
    proof.eq(0, by=family)
