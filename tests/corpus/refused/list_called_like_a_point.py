"""A list of points is called like a point, so that its items look like draws."""

from derivations import E, Function, Law, iid, linearity, points, theorem

z = points("z y")
q, f = Law("q", z[0]), Function("f", z[0])
g = Function("g", z[1])


@theorem("corpus", title="The value at one of two draws has no spread")
def one(proof):
    proof.claim(E[iid(q(z[0]), 2)](g(z[1])) == g(z[1]))
    proof.starts(E[iid(q(z[0]), 2)](g(z[1])))
    proof.eq(g(z[1]), by=linearity)
