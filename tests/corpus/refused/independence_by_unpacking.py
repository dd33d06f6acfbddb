"""The independence of x and z hides in a dictionary that is unpacked: an ordinary joint is no product."""

from derivations import Law, factorise, points, theorem

x, z = points("x z")
how = {"independent": True}
p = Law("p", x, z, **how)


@theorem("corpus", title="A joint density is a product")
def of_a_product(proof):
    proof.claim(p(x, z) == p(x)*p(z))
    proof.starts(p(x, z))
    proof.eq(p(x)*p(z), by=factorise)
