"""The logarithm is concave: its mean is below the logarithm of the mean, not above."""

from derivations import E, integrable, jensen, log, theorem
from derivations.chapters.elbo import q, r, z


@theorem("corpus", title="The mean log ratio is never negative")
def wrong_way(proof):
    proof.claim(E[q(z)](log(r(z)/q(z))) >= log(E[q(z)](r(z)/q(z))))
    proof.given(integrable[q(z)](log(r(z)/q(z))))
    proof.starts(E[q(z)](log(r(z)/q(z))))
    proof.ge(log(E[q(z)](r(z)/q(z))), by=jensen)
