"""Nothing says that x and z are independent."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="A joint density is a product")
def of_a_product(proof):
    proof.claim(p(x, z) == p(x)*p(z))
    proof.starts(p(x, z))
    proof.eq(p(x)*p(z), by=factorise)
