"""The law that is put in stands twice in the dict, once with another law: a reader takes the first for what is meant."""

from derivations import KL, Law, points, theorem
from derivations.chapters.elbo import gibbs, q as q0, r as r0, z as z0

z, = points("z")
p, q, r = Law("p", z), Law("q", z), Law("r", z)


@theorem("1", title="Gibbs")
def another(proof):
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.starts(KL[z](q(z), r(z)))
    proof.ge(0, by=gibbs.at({q0(z0): p(z), q0(z0): q(z), r0(z0): r(z)}))
