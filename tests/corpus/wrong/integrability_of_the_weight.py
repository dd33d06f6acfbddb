"""The evidence and its bound, and nobody says that the bound is finite."""

from derivations import E, Law, always, log, points, theorem
from derivations.chapters.elbo import bound

x, z = points("x z")
p, q = Law("p", x, z), Law("q", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](log(p(x, z)/q(z))) <= log(p(x)))
    proof.given(p(x) > 0, always[z](p(x, z) > 0), always[z](q(z) > 0))  # wrong
    proof.starts(E[q(z)](log(p(x, z)/q(z))))  # needs
    proof.le(log(p(x)), by=bound.at(p=p(x, z), q=q(z)))
