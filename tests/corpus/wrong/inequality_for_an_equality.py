"""The lines show an inequality, and the claim is an equality, which is true."""

from derivations import E, Law, always, implies, integral, marginal, points, support, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))
    proof.given(always[z](implies(p(x, z) > 0, q(z) > 0)))
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.le(integral[z](p(x, z)), by=support)  # wrong
    proof.eq(p(x), by=marginal)
