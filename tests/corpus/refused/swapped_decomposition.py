"""The gap of the ELBO is the divergence of q from the posterior, not the other one."""

from derivations import KL, definition, integrable, log, theorem
from derivations.chapters.elbo import ELBO, evidence, p, q, x, z


@theorem("corpus", title="The decomposition of the evidence")
def decomposition(proof):
    proof.claim(log(p(x)) == ELBO(q(z), p(x, z)) + KL[z](p(z | x), q(z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(ELBO(q(z), p(x, z)) + KL[z](q(z), p(z | x)), by=evidence)
    proof.eq(ELBO(q(z), p(x, z)) + KL[z](p(z | x), q(z)), by=definition)
