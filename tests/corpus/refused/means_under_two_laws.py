"""Means under different laws are not joined."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, b, f = Law("q", z), Law("b", z), Function("f", z)


@theorem(title="Two laws")
def two_laws(proof):
    proof.claim(E[q(z)](f(z)) + E[b(z)](f(z)) == 2*E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)), integrable[b(z)](f(z)))
    proof.starts(E[q(z)](f(z)) + E[b(z)](f(z)))
    proof.eq(2*E[q(z)](f(z)), by=linearity)
