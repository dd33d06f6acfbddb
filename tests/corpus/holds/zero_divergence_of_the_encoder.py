"""The equality case of Gibbs, for an encoder and the posterior, with the lemma put in by hand."""

from derivations import E, Law, always, iff, integrable, jensen_equality, log, rearrange, same_mass, theorem
from derivations.chapters.elbo import mean_ratio, p, x, z
from derivations.chapters.elbo import q as q0
from derivations.chapters.elbo import r as r0

q = Law("q", z | x)


@theorem("corpus", title="The encoder is the posterior just when no divergence is left")
def exact_encoder(proof):
    proof.claim(iff(E[q(z | x)](log(p(z | x)/q(z | x))) == 0, always[z](q(z | x) == p(z | x))))
    proof.given(integrable[q(z | x)](log(p(z | x)/q(z | x))))
    proof.starts(E[q(z | x)](log(p(z | x)/q(z | x))) == 0)
    proof.iff(always[q(z | x)](p(z | x)/q(z | x) == 1),
              by=jensen_equality.using(mean_ratio.at({q0(z): q(z | x), r0(z): p(z | x)})))
    proof.iff(always[q(z | x)](p(z | x) == q(z | x)), by=rearrange)
    proof.iff(always[z](q(z | x) == p(z | x)), by=same_mass)
