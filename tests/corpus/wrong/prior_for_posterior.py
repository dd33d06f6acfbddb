"""The gap of the bound with the prior in the place of the posterior."""

from derivations import E, KL, Law, definition, integrable, linearity, log, logarithm, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) == log(p(x)) - KL[z](q(z), p(z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[q(z)](log(q(z)/p(z))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))))
    proof.eq(E[q(z)](log(p(x)*p(z)/q(z))), by=product_rule)  # wrong
    proof.eq(E[q(z)](log(p(x)) - log(q(z)/p(z))), by=logarithm)
    proof.eq(log(p(x)) - E[q(z)](log(q(z)/p(z))), by=linearity)
    proof.eq(log(p(x)) - KL[z](q(z), p(z)), by=definition)
