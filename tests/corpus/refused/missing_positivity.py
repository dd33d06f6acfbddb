"""Without p(x) > 0 there is no posterior, and nothing to divide by."""

from derivations import product_rule, theorem
from derivations.chapters.elbo import p, x, z


@theorem("corpus", title="The posterior")
def posterior(proof):
    proof.claim(p(z | x)*p(x)/p(x) == p(x, z)/p(x))
    proof.starts(p(z | x)*p(x)/p(x))
    proof.eq(p(x, z)/p(x), by=product_rule)
