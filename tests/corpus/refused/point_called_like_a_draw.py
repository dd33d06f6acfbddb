"""A point is called as the first of several draws is printed."""

from derivations import E, Function, Law, Point, algebra, counts, iid, linearity, points, theorem

z, = points("z")
z_1 = Point("z_1", "z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The first of two draws has no spread")
def one(proof):
    proof.claim(E[iid(q(z), 2)](f(z_1)**2) == f(z_1)**2)
    proof.starts(E[iid(q(z), 2)](f(z_1)**2))
    proof.eq(f(z_1)**2, by=linearity)
