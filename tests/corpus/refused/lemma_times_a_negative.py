"""b(x) = −1: a multiple of what is not negative may be negative."""

from derivations import KL, Function, Law, integrable, log, points, theorem
from derivations.chapters.elbo import gibbs

x, z = points("x z")
q, r, b = Law("q", z), Law("r", z), Function("b", x)


@theorem("corpus", title="A multiple of any sign")
def scaled(proof):
    proof.claim(b(x)*KL[z](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(b(x)*KL[z](q(z), r(z)))
    proof.ge(0, by=gibbs)
