"""Integrating z out of the joint leaves the law of x."""

from derivations import integral, marginal, theorem
from derivations.chapters.elbo import p, x, z


@theorem("corpus", title="A marginal")
def integrated(proof):
    proof.claim(integral[z](p(x, z)) == p(z))
    proof.starts(integral[z](p(x, z)))
    proof.eq(p(z), by=marginal)
