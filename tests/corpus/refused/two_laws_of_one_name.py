"""Two laws called q: what reads as KL(q ‖ q) is a divergence between different laws."""

from derivations import KL, Law, integrable, log, theorem
from derivations.chapters.elbo import gibbs, q, r, x, z

s = Law("q", z | x)


@theorem("corpus", title="A divergence that reads as zero")
def positive(proof):
    proof.claim(KL[z](q(z), s(z | x)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/s(z | x))))
    proof.starts(KL[z](q(z), s(z | x)))
    proof.ge(0, by=gibbs.at({r(z): s(z | x)}))
