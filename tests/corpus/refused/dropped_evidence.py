"""The ELBO is minus the divergence from the posterior only up to the log evidence."""

from derivations import KL, E, definition, integrable, linearity, log, logarithm, product_rule, theorem
from derivations.chapters.elbo import ELBO, p, q, x, z


@theorem("corpus", title="The ELBO as a divergence")
def as_divergence(proof):
    proof.claim(ELBO(q(z), p(x, z)) == -KL[z](q(z), p(z | x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](log(p(z | x)/q(z))), by=product_rule)
    proof.eq(E[q(z)](-log(q(z)/p(z | x))), by=logarithm)
    proof.eq(-E[q(z)](log(q(z)/p(z | x))), by=linearity)
    proof.eq(-KL[z](q(z), p(z | x)), by=definition)
