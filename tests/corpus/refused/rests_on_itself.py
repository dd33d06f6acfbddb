"""The theorem's reason is the theorem."""

from derivations import integrable, log, theorem
from derivations.chapters.elbo import ELBO, p, q, x, z


@theorem("corpus", title="The ELBO is the log evidence")
def circular(proof):
    proof.claim(ELBO(q(z), p(x, z)) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(log(p(x)), by=circular)
