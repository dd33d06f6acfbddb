"""Lines that are one side of the claim, written twice, say nothing of its other side."""

from derivations import *

z, = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="one side twice")
def one_side(proof):
    proof.claim(f(z) + g(z) == 2*g(z))
    proof.starts(f(z) + g(z))
    proof.eq(g(z) + f(z), by=algebra)
