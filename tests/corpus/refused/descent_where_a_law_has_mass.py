"""f may be negative where q has no mass."""

from derivations import Function, Law, always, descent, implies, points, theorem, trigamma

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="f ψ′(f) is larger than one everywhere")
def everywhere(proof):
    proof.claim(implies(always[q(z)](f(z) > 0), always[z](f(z)*trigamma(f(z)) > 1)))
    proof.starts(always[q(z)](f(z) > 0))
    proof.implies(always[z](f(z)*trigamma(f(z)) > 1), by=descent)
