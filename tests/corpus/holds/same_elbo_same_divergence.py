"""Two laws have one ELBO just when they diverge equally from the posterior: the sums are log p(x)."""

from derivations import KL, iff, integrable, log, rearrange, theorem
from derivations.chapters.elbo import ELBO, evidence, p, q, r, x, z


@theorem("corpus", title="Equal bounds are equal divergences")
def equal_bounds(proof):
    proof.claim(iff(ELBO(q(z), p(x, z)) == ELBO(r(z), p(x, z)), KL[z](q(z), p(z | x)) == KL[z](r(z), p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[r(z)](log(p(x, z)/r(z))))
    proof.starts(ELBO(q(z), p(x, z)) == ELBO(r(z), p(x, z)))
    proof.iff(log(p(x)) - KL[z](q(z), p(z | x)) == ELBO(r(z), p(x, z)), by=evidence)
    proof.iff(log(p(x)) - KL[z](q(z), p(z | x)) == log(p(x)) - KL[z](r(z), p(z | x)), by=evidence.at({q(z): r(z)}))
    proof.iff(KL[z](q(z), p(z | x)) == KL[z](r(z), p(z | x)), by=rearrange)
