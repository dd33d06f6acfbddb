"""The density of a normal law has half of the logarithm of its variance."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(log(Normal[m, v](y)) == -log(2*pi)/2 - log(v) - (y - m)**2/(2*v))
    proof.given(v > 0)
    proof.starts(log(Normal[m, v](y)))
    proof.eq(-log(2*pi)/2 - log(v) - (y - m)**2/(2*v), by=density)
