"""A law is imported under a name that another module gave it."""

from derivations import KL, E, algebra, definition, linearity, log, logarithm, theorem
from derivations.reported.q1_1_3_update import first, there
from derivations.chapters.elbo import q, z


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(KL[z](q(z), first(z)) == 0)
    proof.starts(KL[z](q(z), first(z)))
    proof.eq(E[q(z)](log(q(z)/first(z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
