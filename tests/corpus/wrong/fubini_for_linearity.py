"""Linearity goes by the name of Fubini."""

from derivations import E, Function, Law, fubini, integrable, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](f(z) + 2*g(z)) == E[q(z)](f(z)) + 2*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z) + 2*g(z)))
    proof.eq(E[q(z)](f(z)) + 2*E[q(z)](g(z)), by=fubini)  # wrong
