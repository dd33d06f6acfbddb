"""There is no normal law at a variance below zero."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Normal[m, v](y)](y**2) == m**2 + v)
    proof.given(v != 0)
    proof.starts(E[Normal[m, v](y)](y**2))
    proof.eq(m**2 + v, by=family)
