"""A density is not negative anyway, and a sum of two means needs only its parts."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))
    proof.given(q(z) >= 0, integrable[q(z)](f(z)), integrable[q(z)](g(z)), integrable[q(z)](f(z) + g(z)))
    proof.starts(E[q(z)](f(z) + g(z)))
    proof.eq(E[q(z)](f(z)) + E[q(z)](g(z)), by=linearity)
