"""A factor of a law that is named from a product is not replaced without that law."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
a, b, n = Law("a", x), Law("b", z | x), Law("n", x)
m = Law("m", x, z, product=(a(x), b(z | x)))


@theorem("corpus", title="A step on the way")
def drawn(proof):
    proof.claim(m(x, z) == a(x)*b(z | x))
    proof.starts(m(x, z))
    proof.eq(a(x)*b(z | x), by=factorise)


@theorem("corpus", title="Another factor")
def other_factor(proof):
    proof.claim(m(x, z) == n(x)*b(z | x))
    proof.starts(m(x, z))
    proof.eq(n(x)*b(z | x), by=drawn.at(a=n(x)))
