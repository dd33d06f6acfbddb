"""The decomposition of the evidence holds for every law of z, so for one that depends on the data."""

from derivations import KL, Law, integrable, log, theorem
from derivations.chapters.elbo import ELBO, bound, evidence, p, x, z
from derivations.chapters.elbo import q as q0

q = Law("q", z | x)


@theorem("corpus", title="The decomposition with an encoder")
def decomposition(proof):
    proof.claim(log(p(x)) == ELBO(q(z | x), p(x, z)) + KL[z](q(z | x), p(z | x)))
    proof.given(integrable[q(z | x)](log(p(x, z)/q(z | x))))
    proof.starts(log(p(x)))
    proof.eq(ELBO(q(z | x), p(x, z)) + KL[z](q(z | x), p(z | x)), by=evidence.at({q0(z): q(z | x)}))


@theorem("corpus", title="The bound with an encoder")
def encoder_bound(proof):
    proof.claim(ELBO(q(z | x), p(x, z)) <= log(p(x)))
    proof.given(integrable[q(z | x)](log(p(x, z)/q(z | x))))
    proof.starts(ELBO(q(z | x), p(x, z)))
    proof.le(log(p(x)), by=bound.at({q0(z): q(z | x)}))
