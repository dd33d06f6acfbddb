"""The importance weight has the evidence as its mean, whatever q covers."""

from derivations import E, Law, integral, marginal, points, support, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))  # wrong
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.eq(integral[z](p(x, z)), by=support)  # needs
    proof.eq(p(x), by=marginal)
