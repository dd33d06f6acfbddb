"""The joint density divided by the density of z, taken for the evidence."""

from derivations import E, Law, always, integrable, linearity, log, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)/p(z))) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(p(z))), always[q(z)](p(z) > 0), p(x) > 0)
    proof.starts(E[q(z)](log(p(x, z)/p(z))))
    proof.eq(E[q(z)](log(p(x))), by=product_rule)  # wrong
    proof.eq(log(p(x)), by=linearity)
