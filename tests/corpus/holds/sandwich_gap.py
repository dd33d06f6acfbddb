"""Upper bound less lower bound is the divergence one way plus the divergence the other way."""

from derivations import KL, E, definition, integrable, linearity, log, logarithm, product_rule, theorem
from derivations.chapters.elbo import ELBO, evidence, p, q, x, z


@theorem("corpus", title="The symmetric gap")
def symmetric_gap(proof):
    proof.claim(E[p(z | x)](log(p(x, z)/q(z))) - ELBO(q(z), p(x, z)) == KL[z](q(z), p(z | x)) + KL[z](p(z | x), q(z)))
    proof.given(integrable[p(z | x)](log(p(x, z)/q(z))), integrable[q(z)](log(p(x, z)/q(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(E[p(z | x)](log(p(x, z)/q(z))) - ELBO(q(z), p(x, z)))
    proof.eq(E[p(z | x)](log(p(x)*(p(z | x)/q(z)))) - ELBO(q(z), p(x, z)), by=product_rule)
    proof.eq(E[p(z | x)](log(p(x)) + log(p(z | x)/q(z))) - ELBO(q(z), p(x, z)), by=logarithm)
    proof.eq(log(p(x)) + E[p(z | x)](log(p(z | x)/q(z))) - ELBO(q(z), p(x, z)), by=linearity)
    proof.eq(KL[z](q(z), p(z | x)) + E[p(z | x)](log(p(z | x)/q(z))), by=evidence)
    proof.eq(KL[z](q(z), p(z | x)) + KL[z](p(z | x), q(z)), by=definition)
