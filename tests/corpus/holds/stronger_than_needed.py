"""A stronger hypothesis still makes a theorem: a law that is positive everywhere covers every other."""

from derivations import E, Law, always, integral, marginal, points, support, theorem

x, z = points("x z")
p = Law("p", x, z)
q = Law("q", z)


@theorem("corpus", title="Importance weights under a law that is positive everywhere")
def weights(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))
    proof.given(always[z](q(z) > 0), p(x) > 0)
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
