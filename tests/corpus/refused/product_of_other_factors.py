"""A theorem about a law that is named from a product is not one about any law."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
a, b, n = Law("a", x), Law("b", z | x), Law("n", x, z)
m = Law("m", x, z, product=(a(x), b(z | x)))


@theorem("corpus", title="A step on the way")
def drawn(proof):
    proof.claim(m(x, z) == a(x)*b(z | x))
    proof.starts(m(x, z))
    proof.eq(a(x)*b(z | x), by=factorise)


@theorem("corpus", title="Any joint law as a product")
def any_law(proof):
    proof.claim(n(x, z) == a(x)*b(z | x))
    proof.starts(n(x, z))
    proof.eq(a(x)*b(z | x), by=drawn.at({m(x, z): n(x, z)}))
