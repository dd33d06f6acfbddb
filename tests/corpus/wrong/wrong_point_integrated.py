"""The latent is integrated out, and the density of the latent is left."""

from derivations import Law, integral, marginal, points, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(integral[z](p(x, z)) == p(z))
    proof.starts(integral[z](p(x, z)))
    proof.eq(p(z), by=marginal)  # wrong
