"""A logarithm does not pass through an expectation."""

from derivations import E, always, implies, integrable, integral, jensen, log, marginal, support, theorem
from derivations.chapters.elbo import p, q, x, z


@theorem("corpus", title="The log evidence as a mean")
def through(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) == log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), always[z](implies(p(x, z) > 0, q(z) > 0)))
    proof.starts(E[q(z)](log(p(x, z)/q(z))))
    proof.eq(log(E[q(z)](p(x, z)/q(z))), by=jensen)
    proof.eq(log(integral[z](p(x, z))), by=support)
    proof.eq(log(p(x)), by=marginal)
