"""What holds for almost every point, used at a point."""

from derivations import Function, always, hypothesis, points, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(f(z) <= g(z))  # wrong
    proof.given(always[z](f(z) <= g(z)))
    proof.starts(f(z))
    proof.le(g(z), by=hypothesis)  # needs
