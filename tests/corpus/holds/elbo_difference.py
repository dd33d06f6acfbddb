"""A difference of ELBOs is a difference of divergences with the sign turned."""

from derivations import KL, algebra, integrable, log, theorem
from derivations.chapters.elbo import ELBO, evidence, p, q, r, x, z


@theorem("corpus", title="What one law gains over another")
def gain(proof):
    proof.claim(ELBO(q(z), p(x, z)) - ELBO(r(z), p(x, z)) == KL[z](r(z), p(z | x)) - KL[z](q(z), p(z | x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[r(z)](log(p(x, z)/r(z))))
    proof.starts(ELBO(q(z), p(x, z)) - ELBO(r(z), p(x, z)))
    proof.eq(log(p(x)) - KL[z](q(z), p(z | x)) - ELBO(r(z), p(x, z)), by=evidence)
    proof.eq(log(p(x)) - KL[z](q(z), p(z | x)) - (log(p(x)) - KL[z](r(z), p(z | x))), by=evidence.at({q(z): r(z)}))
    proof.eq(KL[z](r(z), p(z | x)) - KL[z](q(z), p(z | x)), by=algebra)
