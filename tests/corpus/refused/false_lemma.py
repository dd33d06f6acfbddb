"""The second theorem follows from the first, which is false where q misses mass of the joint."""

from derivations import E, algebra, integral, linearity, marginal, support, theorem
from derivations.chapters.iwelbo import p, q, w, x, z


@theorem("corpus", title="Weights are unbiased, whatever q is")
def unbiased(proof):
    proof.claim(E[q(z | x)](w(z)) == p(x))
    proof.starts(E[q(z | x)](w(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)


@theorem("corpus", title="Relative weights have mean one")
def mean_one(proof):
    proof.claim(E[q(z | x)](w(z)/p(x)) == 1)
    proof.given(p(x) > 0)
    proof.starts(E[q(z | x)](w(z)/p(x)))
    proof.eq(E[q(z | x)](w(z))/p(x), by=linearity)
    proof.eq(p(x)/p(x), by=unbiased)
    proof.eq(1, by=algebra)
