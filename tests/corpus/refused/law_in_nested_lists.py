"""A law has a second name through a list in a list."""

from derivations import KL, E, Law, algebra, definition, linearity, log, logarithm, points, theorem

(z,) = points("z")
q = Law("q", z)
r = [[q]]


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(KL[z](q(z), r[0][0](z)) == 0)
    proof.starts(KL[z](q(z), r[0][0](z)))
    proof.eq(E[q(z)](log(q(z)/r[0][0](z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
