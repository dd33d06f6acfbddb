"""One law under two names: what stands outside the theorem, in a named quantity, is not looked at."""

from derivations import KL, E, algebra, definition, linearity, log, logarithm, theorem
from derivations.chapters.elbo import q, z
from derivations.chapters.elbo import q as r

divergence = KL[z](q(z), r(z))
log_ratio = log(q(z)/r(z))


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(divergence == 0)
    proof.starts(divergence)
    proof.eq(E[q(z)](log_ratio), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
