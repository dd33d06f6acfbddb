"""The joint over the prior is the likelihood, not the evidence."""

from derivations import product_rule, theorem
from derivations.chapters.elbo import p, x, z


@theorem("corpus", title="Dividing the joint by the prior")
def divided(proof):
    proof.claim(p(x, z)/p(z) == p(x))
    proof.given(p(z) > 0)
    proof.starts(p(x, z)/p(z))
    proof.eq(p(x), by=product_rule)
