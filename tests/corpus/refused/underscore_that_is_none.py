"""A character that Python reads as an underscore makes one law look like two."""

from derivations import KL, E, Law, algebra, definition, linearity, log, logarithm, points, theorem

z, = points("z")
q_ = Law("q_", z)


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(KL[z](q_(z), q﹏(z)) == 0)
    proof.starts(KL[z](q_(z), q﹏(z)))
    proof.eq(E[q_(z)](log(q_(z)/q﹏(z))), by=definition)
    proof.eq(E[q_(z)](log(1)), by=algebra)
    proof.eq(E[q_(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
