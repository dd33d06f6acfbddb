"""A joint density in z has mass p(x), not one, so the divergence from it may be negative."""

from derivations import KL, integrable, log, theorem
from derivations.chapters.elbo import gibbs, p, q, r, x, z


@theorem("corpus", title="The divergence from the joint is never negative")
def from_the_joint(proof):
    proof.claim(KL[z](q(z), p(x, z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/p(x, z))))
    proof.starts(KL[z](q(z), p(x, z)))
    proof.ge(0, by=gibbs.at({r(z): p(x, z)}))
