"""b(x) = 0: minus b times the divergence is larger than minus the divergence."""

from derivations import KL, Function, Law, integrable, log, points, theorem
from derivations.chapters.elbo import gibbs

x, z = points("x z")
q, r, b = Law("q", z), Law("r", z), Function("b", x, nonnegative=True)


@theorem("corpus", title="A weight that may be small")
def tempered(proof):
    proof.claim(-b(x)*KL[z](q(z), r(z)) <= -KL[z](q(z), r(z)))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(-b(x)*KL[z](q(z), r(z)))
    proof.le(-KL[z](q(z), r(z)), by=gibbs)
