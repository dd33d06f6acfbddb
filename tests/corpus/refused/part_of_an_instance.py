"""A theorem with laws put in has no parts: the first of them would be the theorem without what was put in."""

from derivations import KL, Law, theorem
from derivations.chapters.elbo import gibbs, q, r, z

p = Law("p", z)


@theorem("1", title="Gibbs")
def the_same(proof):
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.starts(KL[z](q(z), r(z)))
    proof.ge(0, by=gibbs.at({q(z): p(z)})[0])
