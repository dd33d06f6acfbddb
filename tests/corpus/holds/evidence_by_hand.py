"""The log evidence is the lower bound and the divergence of q from the posterior, line by line."""

from derivations import KL, E, Law, definition, integrable, linearity, log, logarithm, points, product_rule, theorem

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="The evidence is the bound and a divergence")
def evidence(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) + KL[z](q(z), p(z | x)) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))) + KL[z](q(z), p(z | x)))
    proof.eq(E[q(z)](log(p(x, z)/q(z))) + E[q(z)](log(q(z)/p(z | x))), by=definition)
    proof.eq(E[q(z)](log(p(x, z)/q(z)) + log(q(z)/p(z | x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/p(z | x))), by=logarithm)
    proof.eq(E[q(z)](log(p(x))), by=product_rule)
    proof.eq(log(p(x)), by=linearity)
    proof.twin(E[q(z)](log(p(x, z)/q(z))) == log(p(x)), "forgetting the divergence")
