"""The second moment of a weight is the integral of p²/q where q has mass everywhere."""

from derivations import E, Law, algebra, always, definition, integrable, integral, points, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem("corpus", title="The second moment of a weight")
def second_moment(proof):
    proof.claim(E[q(z)]((p(x, z)/q(z))**2) == integral[z](p(x, z)**2/q(z)))
    proof.given(always[z](q(z) > 0), integrable[z](p(x, z)**2/q(z)))
    proof.starts(E[q(z)]((p(x, z)/q(z))**2))
    proof.eq(integral[z](q(z)*(p(x, z)/q(z))**2), by=definition)
    proof.eq(integral[z](p(x, z)**2/q(z)), by=algebra)
