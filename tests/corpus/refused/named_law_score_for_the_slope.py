"""The derivative of a density is the density times the score."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(D[a](Gamma[a, b](x)) == log(b) - digamma(a) + log(x))
    proof.given(a > 0, b > 0)
    proof.starts(D[a](Gamma[a, b](x)))
    proof.eq(log(b) - digamma(a) + log(x), by=differentiate)
