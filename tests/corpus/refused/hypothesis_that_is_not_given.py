"""What nobody gave cannot be the reason of a line."""

from derivations import Function, hypothesis, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="Squares that are in order")
def assumed(proof):
    proof.claim(f(z) <= g(z))
    proof.given(f(z)**2 <= g(z)**2)
    proof.starts(f(z))
    proof.le(g(z), by=hypothesis)
