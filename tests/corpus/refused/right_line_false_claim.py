"""Every line holds; the claim is about the other law."""

from derivations import E, linearity, log, theorem
from derivations.chapters.elbo import p, q, x, z


@theorem("corpus", title="A claim that the lines do not show")
def other_claim(proof):
    proof.claim(E[q(z)](log(p(x))) == log(p(z)))
    proof.starts(E[q(z)](log(p(x))))
    proof.eq(log(p(x)), by=linearity)
