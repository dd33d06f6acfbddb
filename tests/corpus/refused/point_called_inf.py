"""A point called inf, the word for an infimum."""

from derivations import Law, integral, marginal, points, theorem

inf, z = points("inf z")
p = Law("p", inf, z)


@theorem("corpus", title="The evidence of inf")
def evidence(proof):
    proof.claim(integral[z](p(inf, z)) == p(inf))
    proof.starts(integral[z](p(inf, z)))
    proof.eq(p(inf), by=marginal)
