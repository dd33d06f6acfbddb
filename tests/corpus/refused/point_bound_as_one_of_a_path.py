"""Two densities that agree almost everywhere need not agree at z, which is no point of a path beside the bound z[1]."""

from derivations import Law, always, points, theorem

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem("corpus", title="A point and one of a path of one name")
def one_name(proof):
    proof.claim(q(z) == r(z))
    proof.given(always[z[1]](q(z) == r(z)))
