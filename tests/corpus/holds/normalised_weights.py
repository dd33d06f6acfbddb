"""With cover, a weight divided by the evidence has mean one."""

from derivations import E, algebra, always, implies, linearity, theorem
from derivations.chapters.iwelbo import p, q, unbiased_weight, w, x, z


@theorem("corpus", title="Relative weights have mean one")
def mean_one(proof):
    proof.claim(E[q(z | x)](w(z)/p(x)) == 1)
    proof.given(p(x) > 0, always[z](implies(p(x, z) > 0, q(z | x) > 0)))
    proof.starts(E[q(z | x)](w(z)/p(x)))
    proof.eq(E[q(z | x)](w(z))/p(x), by=linearity)
    proof.eq(p(x)/p(x), by=unbiased_weight)
    proof.eq(1, by=algebra)
