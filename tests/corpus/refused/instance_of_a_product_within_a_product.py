"""o is drawn from c, through i, and stays so where b is put in for c: b(x) r(y) w(z) is the density of another law."""

from derivations import Law, factorise, points, theorem

x, y, z = points("x y z")
b, c, r, w = Law("b", x), Law("c", x), Law("r", y), Law("w", z)
i = Law("i", x, y, product=(c(x), r(y)))
o = Law("o", x, y, z, product=(i(x, y), w(z)))


@theorem("corpus", title="The factors of a factor")
def factors(proof):
    proof.claim(o(x, y, z) == c(x)*r(y)*w(z))
    proof.starts(o(x, y, z))
    proof.eq(c(x)*r(y)*w(z), by=factorise)


@theorem("corpus", title="Another factor of a factor")
def another(proof):
    proof.claim(o(x, y, z) == b(x)*r(y)*w(z))
    proof.starts(o(x, y, z))
    proof.eq(b(x)*r(y)*w(z), by=factors.at({c(x): b(x)}))
