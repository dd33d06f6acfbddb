"""The bound is cited where the draws come from another law than the weight."""

from derivations import E, Law, integrable, log, points, theorem
from derivations.chapters.elbo import bound

x, z = points("x z")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[r(z)](log(p(x, z)/q(z))) <= log(p(x)))
    proof.given(p(x) > 0, integrable[r(z)](log(p(x, z))), integrable[r(z)](log(q(z))))
    proof.starts(E[r(z)](log(p(x, z)/q(z))))
    proof.le(log(p(x)), by=bound.at(p=p(x, z), q=r(z)))  # wrong
