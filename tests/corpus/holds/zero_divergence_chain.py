"""KL(q ‖ r) = 0 just when 𝔼_q[log r/q] = 0, just when the laws agree almost everywhere."""

from derivations import E, always, iff, integrable, jensen_equality, log, rearrange, same_mass, theorem
from derivations.chapters.elbo import mean_ratio, q, r, z


@theorem("corpus", title="A vanishing mean log ratio")
def vanishing(proof):
    proof.claim(iff(E[q(z)](log(r(z)/q(z))) == 0, always[z](q(z) == r(z))))
    proof.given(integrable[q(z)](log(r(z)/q(z))))
    proof.starts(E[q(z)](log(r(z)/q(z))) == 0)
    proof.iff(always[q(z)](r(z)/q(z) == 1), by=jensen_equality.using(mean_ratio))
    proof.iff(always[q(z)](r(z) == q(z)), by=rearrange)
    proof.iff(always[z](q(z) == r(z)), by=same_mass)
