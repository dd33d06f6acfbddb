"""The law proportional to p(x, z) in z is the posterior: the normaliser is the evidence."""

from derivations import Law, definition, integral, marginal, points, product_rule, proportional, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The posterior is proportional to the joint")
def posterior(proof):
    proof.claim(proportional[z](p(x, z))(z) == p(z | x))
    proof.given(p(x) > 0, integral[z](p(x, z)) > 0)
    proof.starts(proportional[z](p(x, z))(z))
    proof.eq(p(x, z)/integral[z](p(x, z)), by=definition)
    proof.eq(p(x, z)/p(x), by=marginal)
    proof.eq(p(z | x), by=product_rule)
