"""The evidence is the mean likelihood under the prior."""

from derivations import E, Law, always, definition, integral, marginal, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The evidence is a prior mean")
def prior_mean(proof):
    proof.claim(E[p(z)](p(x | z)) == p(x))
    proof.given(always[z](p(z) > 0))
    proof.starts(E[p(z)](p(x | z)))
    proof.eq(integral[z](p(z)*p(x | z)), by=definition)
    proof.eq(integral[z](p(x, z)), by=product_rule)
    proof.eq(p(x), by=marginal)
