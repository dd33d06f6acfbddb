"""The theorem is read before anything in it is declared."""

from derivations import Law, integral, marginal, points, theorem


@theorem("corpus", title="The evidence")
def evidence(proof):
    proof.claim(integral[z](p(x, z)) == p(x))
    proof.starts(integral[z](p(x, z)))
    proof.eq(p(x), by=marginal)


x, z = points("x z")
p = Law("p", x, z)
