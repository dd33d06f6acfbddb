"""Two effects of one cause are not independent unless the cause is given."""

from derivations import Law, factorise, points, theorem

x, y, z = points("x y z")
a, b, c = Law("a", z), Law("b", x | z), Law("c", y | z)
p = Law("p", x, y, z, product=(a(z), b(x | z), c(y | z)))


@theorem("corpus", title="Two effects")
def without_z(proof):
    proof.claim(p(x, y) == p(x)*p(y))
    proof.starts(p(x, y))
    proof.eq(p(x)*p(y), by=factorise)
