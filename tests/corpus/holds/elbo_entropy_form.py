"""The ELBO is the expected log joint plus the entropy of q, as both are finite."""

from derivations import E, integrable, linearity, log, logarithm, theorem
from derivations.chapters.elbo import ELBO, p, q, x, z


@theorem("corpus", title="Expected log joint plus entropy")
def entropy_form(proof):
    proof.claim(ELBO(q(z), p(x, z)) == E[q(z)](log(p(x, z))) - E[q(z)](log(q(z))))
    proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](log(p(x, z)) - log(q(z))), by=logarithm)
    proof.eq(E[q(z)](log(p(x, z))) - E[q(z)](log(q(z))), by=linearity)
