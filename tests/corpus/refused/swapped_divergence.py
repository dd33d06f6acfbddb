"""KL is not symmetric."""

from derivations import KL, E, definition, integrable, log, logarithm, theorem
from derivations.chapters.elbo import q, r, z


@theorem("corpus", title="A symmetric divergence")
def symmetric(proof):
    proof.claim(KL[z](q(z), r(z)) == KL[z](r(z), q(z)))
    proof.given(integrable[q(z)](log(q(z)/r(z))), integrable[r(z)](log(r(z)/q(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.eq(E[r(z)](log(r(z)/q(z))), by=logarithm)
    proof.eq(KL[z](r(z), q(z)), by=definition)
