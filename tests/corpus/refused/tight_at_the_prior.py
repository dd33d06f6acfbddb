"""The bound is tight at the posterior, not at the prior."""

from derivations import always, iff, integrable, log, theorem
from derivations.chapters.elbo import ELBO, p, q, tight, x, z


@theorem("corpus", title="When the bound is tight")
def at_the_prior(proof):
    proof.claim(iff(ELBO(q(z), p(x, z)) == log(p(x)), always[z](q(z) == p(z))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)) == log(p(x)))
    proof.iff(always[z](q(z) == p(z)), by=tight)
