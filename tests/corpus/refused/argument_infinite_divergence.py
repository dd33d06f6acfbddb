"""The divergence may be infinite, and then its function is no number that could be subtracted."""

from derivations import KL, Function, Law, algebra, counts, points, theorem

(z,) = points("z")
k = counts("k")[0]
q, r, a = Law("q", z), Law("r", z), Function("a", k)


@theorem("corpus", title="A function of a divergence")
def vanishing(proof):
    proof.claim(a(KL[z](q(z), r(z))) - a(KL[z](q(z), r(z))) == 0)
    proof.starts(a(KL[z](q(z), r(z))) - a(KL[z](q(z), r(z))))
    proof.eq(0, by=algebra)
