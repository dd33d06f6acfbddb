"""An equation between two laws' divergences does not replace a third one."""

from derivations import KL, Function, Law, exp, integrable, log, points, theorem
from derivations.chapters.elbo import self_divergence

x, z = points("x z")
q, r, b = Law("q", z), Law("r", z), Function("b", x)


@theorem("corpus", title="One of two is another divergence")
def several(proof):
    proof.claim(b(x)*KL[z](q(z), q(z)) + exp(2*KL[z](q(z), r(z))) == exp(0))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(b(x)*KL[z](q(z), q(z)) + exp(2*KL[z](q(z), r(z))))
    proof.eq(exp(0), by=self_divergence)
