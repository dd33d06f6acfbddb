"""The lines stop before the other side of the claim."""

from derivations import E, Law, always, implies, integral, points, support, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))  # wrong
    proof.given(always[z](implies(p(x, z) > 0, q(z) > 0)))
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.eq(integral[z](p(x, z)), by=support)
