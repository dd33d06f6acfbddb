"""An implication stands between two quantities."""

from derivations import *
x, z = points("x z")
f = Function("f", z)
g = Function("g", z)

@theorem(title="crash")
def crash(proof):
    proof.claim(f(z) == g(z))
    proof.starts(-2*log(f(z)))
    proof.iff(-2*log(g(z)), by=algebra)
