"""The ELBO lies below the log evidence."""

from derivations import KL, integrable, log, theorem
from derivations.chapters.elbo import ELBO, evidence, gibbs, p, q, r, x, z


@theorem("corpus", title="The ELBO is an upper bound")
def upper(proof):
    proof.claim(log(p(x)) <= ELBO(q(z), p(x, z)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(ELBO(q(z), p(x, z)) + KL[z](q(z), p(z | x)), by=evidence)
    proof.le(ELBO(q(z), p(x, z)), by=gibbs.at({r(z): p(z | x)}))
