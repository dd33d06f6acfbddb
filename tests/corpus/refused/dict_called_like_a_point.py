"""A dict of points is called like a point, so that its items look like draws."""

from derivations import E, Function, Law, iid, linearity, points, theorem

v, y = points("v y")
z = {1: v, 2: y}
q, g = Law("q", v), Function("g", y)


@theorem("corpus", title="The value at one of two draws has no spread")
def one(proof):
    proof.claim(E[iid(q(z[1]), 2)](g(z[2])) == g(z[2]))
    proof.starts(E[iid(q(z[1]), 2)](g(z[2])))
    proof.eq(g(z[2]), by=linearity)
