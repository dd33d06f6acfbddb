"""A mean of a sum is taken apart, and nobody says that the parts have means."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z) + g(z)) == E[q(z)](f(z)) + E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z) + g(z)))  # wrong
    proof.starts(E[q(z)](f(z) + g(z)))
    proof.eq(E[q(z)](f(z)) + E[q(z)](g(z)), by=linearity)  # needs
