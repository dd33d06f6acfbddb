"""Two divergences, neither negative, have a sum that is not negative."""

from derivations import KL, integrable, log, theorem
from derivations.chapters.elbo import gibbs, q, r, z


@theorem("corpus", title="The symmetrised divergence is never negative")
def jeffreys(proof):
    proof.claim(KL[z](q(z), r(z)) + KL[z](r(z), q(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))), integrable[r(z)](log(r(z)/q(z))))
    proof.starts(KL[z](q(z), r(z)) + KL[z](r(z), q(z)))
    proof.ge(KL[z](q(z), r(z)), by=gibbs.at({q(z): r(z), r(z): q(z)}))
    proof.ge(0, by=gibbs)
