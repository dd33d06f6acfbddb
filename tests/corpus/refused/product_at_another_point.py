"""A factor of a law that is named from a product is taken at the points of that law, not at others of their spaces."""

from derivations import Law, Point, factorise, points, theorem

x, z = points("x z")
u = Point("u", "x")
a, b = Law("a", x), Law("b", z | x)
m = Law("m", x, z, product=(a(x), b(z | u)))


@theorem("corpus", title="What is shown of the law is not what it means")
def drawn(proof):
    proof.claim(m(x, z) == a(x)*b(z | x))
    proof.starts(m(x, z))
    proof.eq(a(x)*b(z | x), by=factorise)
