"""What reads as x is the latent z."""

from derivations import Law, integral, marginal, points, theorem

z, x = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The evidence")
def evidence(proof):
    proof.claim(integral[z](p(x, z)) == p(x))
    proof.starts(integral[z](p(x, z)))
    proof.eq(p(x), by=marginal)
