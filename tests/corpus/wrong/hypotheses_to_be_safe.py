"""Hypotheses that no line needs."""

from derivations import E, Law, always, integrable, integral, marginal, points, support, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) <= p(x))
    proof.given(p(x) > 0, always[z](q(z) > 0), integrable[q(z)](p(x, z)/q(z)))
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.le(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
