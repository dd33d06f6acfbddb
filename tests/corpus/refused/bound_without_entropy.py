"""The expected log joint and the ELBO differ by the entropy of q."""

from derivations import E, integrable, log, logarithm, theorem
from derivations.chapters.elbo import p, q, x, z


@theorem("corpus", title="The expected log joint is the bound")
def without_entropy(proof):
    proof.claim(E[q(z)](log(p(x, z))) == E[q(z)](log(p(x, z)/q(z))))
    proof.given(integrable[q(z)](log(p(x, z))), integrable[q(z)](log(q(z))))
    proof.starts(E[q(z)](log(p(x, z))))
    proof.eq(E[q(z)](log(p(x, z)/q(z))), by=logarithm)
