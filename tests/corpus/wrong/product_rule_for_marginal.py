"""Integrating the latent out goes by the name of the product rule."""

from derivations import Law, integral, log, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(integral[z](p(x, z))) == log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(log(integral[z](p(x, z))))
    proof.eq(log(p(x)), by=product_rule)  # wrong
