"""The ELBO is the expected log likelihood less the divergence from the prior, by the product rule."""

from derivations import KL, E, definition, integrable, linearity, log, logarithm, product_rule, theorem
from derivations.chapters.elbo import ELBO, p, q, x, z


@theorem("corpus", title="Reconstruction less divergence from the prior")
def prior_form(proof):
    proof.claim(ELBO(q(z), p(x, z)) == E[q(z)](log(p(x | z))) - KL[z](q(z), p(z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[q(z)](log(p(x | z))), integrable[q(z)](log(q(z)/p(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](log(p(x | z)*p(z)/q(z))), by=product_rule)
    proof.eq(E[q(z)](log(p(x | z)) - log(q(z)/p(z))), by=logarithm)
    proof.eq(E[q(z)](log(p(x | z))) - E[q(z)](log(q(z)/p(z))), by=linearity)
    proof.eq(E[q(z)](log(p(x | z))) - KL[z](q(z), p(z)), by=definition)
