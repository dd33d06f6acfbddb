"""From the posterior of the old model a larger ELBO is a larger evidence: the statement with the gain at least zero."""

from derivations import integrable, log, theorem
from derivations.chapters.elbo import ELBO, improving_the_model, m, p, posterior, x, z


@theorem("corpus", title="An EM step does not lose evidence")
def em_step(proof):
    proof.claim(ELBO(p(z | x), m(x, z)) - log(p(x)) <= log(m(x)) - log(p(x)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(m(x, z)/p(z | x))))
    proof.starts(ELBO(p(z | x), m(x, z)) - log(p(x)))
    proof.eq(ELBO(p(z | x), m(x, z)) - ELBO(p(z | x), p(x, z)), by=posterior)
    proof.le(log(m(x)) - log(p(x)), by=improving_the_model)
