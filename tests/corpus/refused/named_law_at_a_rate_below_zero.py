"""There is no Gamma law at a rate below zero."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Gamma[a, b](x)](x) == a/b)
    proof.given(a > 0, b != 0)
    proof.starts(E[Gamma[a, b](x)](x))
    proof.eq(a/b, by=family)
