"""The point whose draw is meant is written with another letter: ν for v."""

from derivations import E, Function, Law, Point, counts, iid, linearity, mean, points, theorem

v, = points("v")
K, k = counts("K k")
ν_k = Point("ν_k", "v")
ν_1 = Point("ν_1", "v")
q, f = Law("q", v), Function("f", v)


@theorem("corpus", title="The first of K draws has no spread")
def one(proof):
    proof.claim(E[iid(q(v), K)](f(ν_1)**2) == f(ν_1)**2)
    proof.starts(E[iid(q(v), K)](f(ν_1)**2))
    proof.eq(f(ν_1)**2, by=linearity)
