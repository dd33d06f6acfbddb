"""An exponential of a square is integrable only where it falls."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(integral[y](exp(a*y**2/2)) == exp(log(2*pi)/2 - log(a)/2))
    proof.given(a > 0)
    proof.starts(integral[y](exp(a*y**2/2)))
    proof.eq(integral[y](exp(log(2*pi)/2 - log(a)/2)*Normal[0, 1/a](y)), by=density)
    proof.eq(exp(log(2*pi)/2 - log(a)/2), by=marginal)
