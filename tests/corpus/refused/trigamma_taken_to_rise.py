"""ψ′ falls: from f ≤ g follows ψ′(g) ≤ ψ′(f)."""

from derivations import Function, hypothesis, points, theorem, trigamma

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="A comparison below the trigamma function")
def compared(proof):
    proof.claim(trigamma(f(z)) <= trigamma(g(z)))
    proof.given(f(z) > 0, f(z) <= g(z))
    proof.starts(trigamma(f(z)))
    proof.le(trigamma(g(z)), by=hypothesis)
