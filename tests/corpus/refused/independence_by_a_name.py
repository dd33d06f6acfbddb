"""The independence of x and z is said by a name that does not look like it."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
p = Law("p", x, z, independent=x)


@theorem("corpus", title="A joint density is a product")
def of_a_product(proof):
    proof.claim(p(x, z) == p(x)*p(z))
    proof.starts(p(x, z))
    proof.eq(p(x)*p(z), by=factorise)
