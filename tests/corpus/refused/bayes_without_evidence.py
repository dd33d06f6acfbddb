"""Likelihood times prior is the joint, which is the posterior only after dividing by the evidence."""

from derivations import product_rule, theorem
from derivations.chapters.elbo import p, x, z


@theorem("corpus", title="Bayes")
def bayes(proof):
    proof.claim(p(z | x) == p(x | z)*p(z))
    proof.given(p(x) > 0, p(z) > 0)
    proof.starts(p(z | x))
    proof.eq(p(x | z)*p(z), by=product_rule)
