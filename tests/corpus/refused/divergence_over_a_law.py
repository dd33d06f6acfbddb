"""KL takes points in its brackets, not a law: it is read as KL over z of q against r."""

from derivations import KL, integrable, log, theorem
from derivations.chapters.elbo import gibbs, q, r, z


@theorem("corpus", title="A divergence under another law")
def positive(proof):
    proof.claim(KL[r(z)](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[r(z)](q(z), r(z)))
    proof.ge(0, by=gibbs)
