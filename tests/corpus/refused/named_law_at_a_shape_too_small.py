"""One over an exponential variable has no mean: the shape has to be above one."""

from derivations import *

a, b, c, d, m, v, phi = parameters("a b c d m v phi")
x, w = positives("x w")
y, u = reals("y u")
z, s = points("z s")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[Gamma[a, b](x)](1/x) == b/(a - 1))
    proof.given(a > 0, b > 0, a != 1)
    proof.starts(E[Gamma[a, b](x)](1/x))
    proof.eq(b/(a - 1), by=family)
