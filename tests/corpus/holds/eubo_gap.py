"""What the upper bound misses is the divergence of the posterior from q."""

from derivations import KL, E, definition, integrable, linearity, log, logarithm, product_rule, theorem
from derivations.chapters.elbo import p, q, x, z


@theorem("corpus", title="What the upper bound misses is the reversed divergence")
def upper_gap(proof):
    proof.claim(E[p(z | x)](log(p(x, z)/q(z))) == log(p(x)) + KL[z](p(z | x), q(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(p(x, z)/q(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(E[p(z | x)](log(p(x, z)/q(z))))
    proof.eq(E[p(z | x)](log(p(x)*(p(z | x)/q(z)))), by=product_rule)
    proof.eq(E[p(z | x)](log(p(x)) + log(p(z | x)/q(z))), by=logarithm)
    proof.eq(log(p(x)) + E[p(z | x)](log(p(z | x)/q(z))), by=linearity)
    proof.eq(log(p(x)) + KL[z](p(z | x), q(z)), by=definition)
