"""f(z) may be as large as it likes."""

from derivations import Function, descent, points, theorem, trigamma

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="ψ′ from below, times a function")
def from_below(proof):
    proof.claim(f(z)/g(z) <= trigamma(g(z)))
    proof.given(g(z) > 0)
    proof.starts(f(z)/g(z))
    proof.le(trigamma(g(z)), by=descent)
