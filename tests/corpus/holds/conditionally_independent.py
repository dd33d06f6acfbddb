"""A law that is named from a product says which points are independent given others."""

from derivations import Law, factorise, points, theorem

x, y, z = points("x y z")
a, b, c = Law("a", z), Law("b", x | z), Law("c", y | z)
p = Law("p", x, y, z, product=(a(z), b(x | z), c(y | z)))


@theorem("corpus", title="Two points with one cause")
def given_z(proof):
    proof.claim(p(x, y | z) == p(x | z)*p(y | z))
    proof.given(p(z) > 0)
    proof.starts(p(x, y | z))
    proof.eq(p(x | z)*p(y | z), by=factorise)
