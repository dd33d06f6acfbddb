"""A point is called like a draw of a sum of indices, z_{k+1}, or with two."""

from derivations import E, Function, Law, Point, counts, iid, linearity, mean, points, theorem

z, = points("z")
K, k = counts("K k")
z_k1 = Point("z_k1", "z")
z_1_ = Point("z_1_", "z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="t")
def one(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z_k1))*f(z_1_)) == f(z_k1)*f(z_1_))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z_k1))*f(z_1_)))
    proof.eq(f(z_k1)*f(z_1_), by=linearity)
