"""The log ratio is averaged under r, the divergence under q."""

from derivations import KL, E, definition, integrable, log, theorem
from derivations.chapters.elbo import q, r, z


@theorem("corpus", title="A divergence under the other law")
def other_law(proof):
    proof.claim(KL[z](q(z), r(z)) == E[r(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))), integrable[r(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[r(z)](log(q(z)/r(z))), by=definition)
