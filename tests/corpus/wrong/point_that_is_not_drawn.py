"""What holds for almost every point that is drawn, used at a point that is not drawn."""

from derivations import Function, Law, always, hypothesis, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(f(z) <= g(z))
    proof.given(always[q(z)](f(z) <= g(z)))  # wrong
    proof.starts(f(z))
    proof.le(g(z), by=hypothesis)  # needs
