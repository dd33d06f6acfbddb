"""The cross entropy exceeds the entropy by a divergence, which is never negative."""

from derivations import KL, E, definition, integrable, linearity, log, logarithm, theorem
from derivations.chapters.elbo import gibbs, q, r, z


@theorem("corpus", title="No code is shorter on average than the right one")
def cross_entropy(proof):
    proof.claim(-E[q(z)](log(r(z))) >= -E[q(z)](log(q(z))))
    proof.given(integrable[q(z)](log(r(z))), integrable[q(z)](log(q(z))))
    proof.starts(-E[q(z)](log(r(z))))
    proof.eq(E[q(z)](log(q(z)) - log(r(z))) - E[q(z)](log(q(z))), by=linearity)
    proof.eq(E[q(z)](log(q(z)/r(z))) - E[q(z)](log(q(z))), by=logarithm)
    proof.eq(KL[z](q(z), r(z)) - E[q(z)](log(q(z))), by=definition)
    proof.ge(-E[q(z)](log(q(z))), by=gibbs)
