"""A theorem may be multiplied with a quantity that is never negative."""

from derivations import KL, Function, Law, integrable, log, points, theorem
from derivations.chapters.elbo import gibbs

x, z = points("x z")
q, r, b = Law("q", z), Law("r", z), Function("b", x)


@theorem("corpus", title="A larger weight of the divergence lowers the bound")
def tempered(proof):
    proof.claim(-b(x)*KL[z](q(z), r(z)) <= -KL[z](q(z), r(z)))
    proof.given(integrable[q(z)](log(q(z)/r(z))), 0 <= b(x) - 1)
    proof.starts(-b(x)*KL[z](q(z), r(z)))
    proof.le(-KL[z](q(z), r(z)), by=gibbs)
