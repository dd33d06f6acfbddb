"""A likelihood is no law of the latent: its integral over z may be anything."""

from derivations import always, integrable, integral, marginal, theorem
from derivations.chapters.elbo import p, x, z


@theorem("corpus", title="The likelihood integrates to one")
def likelihood(proof):
    proof.claim(integral[z](p(x | z)) == 1)
    proof.given(always[z](p(z) > 0), integrable[z](p(x | z)))
    proof.starts(integral[z](p(x | z)))
    proof.eq(1, by=marginal)
