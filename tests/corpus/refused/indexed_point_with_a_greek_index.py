"""A point is called as a draw with an index is printed; the index is a Greek letter that looks alike."""

from derivations import E, Function, Law, Point, counts, iid, linearity, mean, points, theorem

z, = points("z")
K, k = counts("K k")
z_κ = Point("z_κ", "z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Every draw has the average value")
def one(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z_κ))) == f(z_κ))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z_κ))))
    proof.eq(f(z_κ), by=linearity)
