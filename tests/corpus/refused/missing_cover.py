"""Where q misses mass of r the mean ratio is less than one."""

from derivations import E, integral, marginal, support, theorem
from derivations.chapters.elbo import q, r, z


@theorem("corpus", title="The mean ratio is one")
def mean_ratio(proof):
    proof.claim(E[q(z)](r(z)/q(z)) == 1)
    proof.starts(E[q(z)](r(z)/q(z)))
    proof.eq(integral[z](r(z)), by=support)
    proof.eq(1, by=marginal)
