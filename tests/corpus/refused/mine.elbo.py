"""Under the name of elbo.bound stands the bound with the sign turned."""

from derivations import E, integrable, log, theorem
from derivations.chapters.elbo import bound as bound0
from derivations.chapters.elbo import p, q, x, z


@theorem("corpus", title="The ELBO is an upper bound")
def bound(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) >= log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(E[q(z)](log(p(x, z)/q(z))))
    proof.ge(log(p(x)), by=bound0)
