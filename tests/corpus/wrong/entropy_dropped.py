"""The entropy of q is dropped from the bound."""

from derivations import E, KL, Law, definition, integrable, linearity, log, logarithm, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z))) + KL[z](q(z), p(z | x)) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(q(z))))
    proof.starts(E[q(z)](log(p(x, z))) + KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(p(x, z))) + E[q(z)](log(q(z)/p(z | x))), by=definition)
    proof.eq(E[q(z)](log(p(x, z)) + log(q(z)/p(z | x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/p(z | x))), by=logarithm)  # wrong
    proof.eq(E[q(z)](log(p(x))), by=product_rule)
    proof.eq(log(p(x)), by=linearity)
