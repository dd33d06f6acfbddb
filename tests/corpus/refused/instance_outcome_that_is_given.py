"""A point that stands for an outcome of a law does not stand for a point that the law is given, too."""

from derivations import Law, Point, counts, integrable, integral, marginal, points, theorem

w, x, y, z = points("w x y z")
v = Point("v", "y")
(K,) = counts("K")
s, a = Law("s", z | x), Law("a", y, w)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](s(z | x)) == 1)
    proof.starts(integral[z](s(z | x)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="So has a density that does not depend on one of its points")
def constant_density(proof):
    proof.claim((K - 1)*(K - 2)*(K - 3)*integral[v, w](a(y, w)) == (K - 1)*(K - 2)*(K - 3))
    proof.given(integrable[v, w](a(y, w)))
    proof.starts((K - 1)*(K - 2)*(K - 3)*integral[v, w](a(y, w)))
    proof.eq((K - 1)*(K - 2)*(K - 3), by=mass.at({x: y, z: (y, w), s(z | x): a(y, w)}))
