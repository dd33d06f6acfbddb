"""A second name for a law makes one law look like two."""

from derivations import KL, E, Law, algebra, definition, linearity, log, logarithm, points, theorem

(z,) = points("z")
q = Law("q", z)
r = q


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(KL[z](q(z), r(z)) == 0)
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)
