"""The bound multiplied by minus two, and not turned round."""

from derivations import E, Law, integrable, log, points, theorem
from derivations.chapters.elbo import bound

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(-2*E[q(z)](log(p(x, z)/q(z))) <= -2*log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(-2*E[q(z)](log(p(x, z)/q(z))))
    proof.le(-2*log(p(x)), by=bound.at(p=p(x, z), q=q(z)))  # wrong
