"""A factor of a law that is named from a product may be named from a product itself, or have independent coordinates."""

from derivations import Law, factorise, points, theorem

w, x, y, z = points("w x y z")
a, b, c = Law("a", x), Law("b", z | x), Law("c", w, y, independent=True)
m = Law("m", x, z, product=(a(x), b(z | x)))
n = Law("n", x, z, w, y, product=(m(x, z), c(w, y)))


@theorem("corpus", title="All factors at once")
def at_once(proof):
    proof.claim(n(x, z, w, y) == a(x)*b(z | x)*c(w)*c(y))
    proof.starts(n(x, z, w, y))
    proof.eq(a(x)*b(z | x)*c(w)*c(y), by=factorise)


@theorem("corpus", title="One factor after the other")
def one_by_one(proof):
    proof.claim(n(x, z, w, y) == m(x, z)*c(w)*c(y))
    proof.starts(n(x, z, w, y))
    proof.eq(m(x, z)*c(w, y), by=factorise)
    proof.eq(m(x, z)*c(w)*c(y), by=factorise)
