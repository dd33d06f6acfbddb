"""An equation may be used in several places of a line at once."""

from derivations import KL, Function, Law, exp, points, theorem
from derivations.chapters.elbo import self_divergence

x, z = points("x z")
q, b = Law("q", z), Function("b", x)


@theorem("corpus", title="Nothing diverges from itself")
def several(proof):
    proof.claim(b(x)*KL[z](q(z), q(z)) + exp(2*KL[z](q(z), q(z))) == exp(0))
    proof.starts(b(x)*KL[z](q(z), q(z)) + exp(2*KL[z](q(z), q(z))))
    proof.eq(exp(0), by=self_divergence)
