"""A real number has a logarithm only where it is positive."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(exp(log(y)) == y)
    proof.starts(exp(log(y)))
    proof.eq(y, by=logarithm)
