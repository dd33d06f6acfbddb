"""Averaged over the data, the log evidence is the average ELBO plus the average divergence."""

from derivations import KL, E, Law, always, integrable, log, theorem
from derivations.chapters.elbo import ELBO, evidence, p, x, z
from derivations.chapters.elbo import q as q0

q, d = Law("q", z | x), Law("d", x)


@theorem("corpus", title="The average decomposition")
def averaged(proof):
    proof.claim(E[d(x)](log(p(x))) == E[d(x)](ELBO(q(z | x), p(x, z)) + KL[z](q(z | x), p(z | x))))
    proof.given(always[d(x)](integrable[q(z | x)](log(p(x, z)/q(z | x)))), integrable[d(x)](log(p(x))))
    proof.starts(E[d(x)](log(p(x))))
    proof.eq(E[d(x)](ELBO(q(z | x), p(x, z)) + KL[z](q(z | x), p(z | x))), by=evidence.at({q0(z): q(z | x)}))
