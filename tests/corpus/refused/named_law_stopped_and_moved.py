"""A law whose shape is stopped does not move with the shape."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[a](E[Gamma[stop(a), b](x)](a*x)) == 2*a/b)
    proof.given(a > 0, b > 0)
    proof.starts(D[a](E[Gamma[stop(a), b](x)](a*x)))
    proof.eq(D[a](a*a/b), by=family)
    proof.eq(2*a/b, by=differentiate)
