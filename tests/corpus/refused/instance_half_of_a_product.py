"""One factor of a product is dropped by naming one point for two."""

from derivations import Law, integral, marginal, points, theorem

y, z, w = points("y z w")
q, r, a, b = Law("q", z), Law("r", z), Law("a", y), Law("b", w)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](q(z)) == 1)
    proof.starts(integral[z](q(z)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="Half of a law of pairs")
def half(proof):
    proof.claim(integral[y](a(y)*b(w)) == 1)
    proof.starts(integral[y](a(y)*b(w)))
    proof.eq(1, by=mass.at({q(z): [a(y), b(w)], z: y}))


@theorem("corpus", title="A law that does not occur")
def stranger(proof):
    proof.claim(integral[z](q(z)) == 1)
    proof.starts(integral[z](q(z)))
    proof.eq(1, by=mass.at({r(z): q(z), w: y}))
