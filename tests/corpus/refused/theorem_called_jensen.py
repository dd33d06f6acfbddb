"""A theorem takes the name of a rule, so by=jensen no longer says what it says."""

from derivations import integrable, log, theorem
from derivations.chapters.elbo import KL, q, r, z
from derivations.chapters.elbo import gibbs as jensen


@theorem("corpus", title="By Jensen, so it reads")
def positive(proof):
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.ge(0, by=jensen)
