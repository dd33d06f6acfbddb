"""The evidence as the bound minus the divergence."""

from derivations import E, KL, Law, definition, integrable, linearity, log, logarithm, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(p(x)) == E[q(z)](log(p(x, z)/q(z))) - KL[z](q(z), p(z | x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(E[q(z)](log(p(x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/p(z | x))), by=product_rule)
    proof.eq(E[q(z)](log(p(x, z)/q(z)) - log(q(z)/p(z | x))), by=logarithm)  # wrong
    proof.eq(E[q(z)](log(p(x, z)/q(z))) - E[q(z)](log(q(z)/p(z | x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/q(z))) - KL[z](q(z), p(z | x)), by=definition)
