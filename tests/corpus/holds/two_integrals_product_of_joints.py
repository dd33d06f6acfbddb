"""A joint density integrated over both its latents, twice over one space, is a product of evidences."""

from derivations import Law, Point, integrable, integral, marginal, points, theorem

x, z = points("x z")
v = Point("v", "z")
p = Law("p", x, z)


@theorem("corpus", title="The integral of a product of joints")
def squared(proof):
    proof.claim(integral[z, v](p(x, z)*p(x, v)) == p(x)**2)
    proof.given(integrable[z, v](p(x, z)*p(x, v)))
    proof.starts(integral[z, v](p(x, z)*p(x, v)))
    proof.eq(p(x)**2, by=marginal)
