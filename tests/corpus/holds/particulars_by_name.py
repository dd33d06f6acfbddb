"""What is put into a theorem may be called by its name."""

from derivations import KL, Law, integrable, log, points, theorem
from derivations.chapters.elbo import gibbs

x, z = points("x z")
s, r = Law("s", z | x), Law("r", z)


@theorem("corpus", title="A divergence for each x")
def conditional(proof):
    proof.claim(KL[z](s(z | x), r(z)) >= 0)
    proof.given(integrable[s(z | x)](log(s(z | x)/r(z))))
    proof.starts(KL[z](s(z | x), r(z)))
    proof.ge(0, by=gibbs.at(q=s(z | x), r=r(z)))
