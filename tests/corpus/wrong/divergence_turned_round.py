"""The evidence lower bound with the divergence the wrong way round."""

from derivations import E, KL, Law, definition, integrable, linearity, log, logarithm, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) + KL[z](p(z | x), q(z)) == log(p(x)))
    proof.given(p(x) > 0, integrable[q(z)](log(p(x, z)/q(z))), integrable[p(z | x)](log(q(z)/p(z | x))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))) + KL[z](p(z | x), q(z)))
    proof.eq(E[q(z)](log(p(x, z)/q(z))) + E[q(z)](log(q(z)/p(z | x))), by=definition)  # wrong
    proof.eq(E[q(z)](log(p(x, z)/q(z)) + log(q(z)/p(z | x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/p(z | x))), by=logarithm)
    proof.eq(E[q(z)](log(p(x))), by=product_rule)
    proof.eq(log(p(x)), by=linearity)
