"""One law under two names: what stands in keyword arguments is not looked at."""

from derivations import KL, E, algebra, definition, linearity, log, logarithm, theorem
from derivations.chapters.elbo import q, z
from derivations.chapters.elbo import q as r


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(statement=KL[z](q(z), r(z)) == 0)
    proof.starts(expression=KL[z](q(z), r(z)))
    proof.eq(expression=E[q(z)](log(q(z)/r(z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
