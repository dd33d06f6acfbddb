"""A line is hidden from the eye behind a carriage return."""

from derivations import KL, E, Law, algebra, definition, linearity, log, logarithm, points, theorem

z, = points("z")
q = Law("q", z)


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    # x    proof.claim(KL[z](q(z), 𝐪(z)) == 0)
    # x    proof.starts(KL[z](q(z), 𝐪(z)))
    # x    proof.eq(E[q(z)](log(q(z)/𝐪(z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
