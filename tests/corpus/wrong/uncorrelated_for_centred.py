"""The mean square of a sum of two centred functions, as if they were uncorrelated."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)]((f(z) + g(z))**2) == E[q(z)](f(z)**2) + E[q(z)](g(z)**2))
    proof.given(E[q(z)](f(z)) == 0, E[q(z)](g(z)) == 0, integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(E[q(z)]((f(z) + g(z))**2))
    proof.eq(E[q(z)](f(z)**2) + E[q(z)](g(z)**2), by=linearity)  # wrong
