"""For almost every z: where x is uniform on (0, 1) and z uniform on [0, x], the integral is infinite at z = 0."""

from derivations import Law, factorise, integral, linearity, marginal, points, product_rule, theorem

x, z = points("x z")
c = Law("c", x)
s = Law("s", z | x)
o = Law("o", x, z, product=(c(x), s(z | x)))


@theorem("corpus", title="The evidence of a named product at a fixed point")
def evidence(proof):
    proof.claim(integral[x](c(x)*s(z | x)) == o(z))
    proof.given(o(z) > 0)
    proof.starts(o(z))
    proof.eq(o(z)*integral[x](o(x | z)), by=marginal)
    proof.eq(integral[x](o(z)*o(x | z)), by=linearity)
    proof.eq(integral[x](o(x, z)), by=product_rule)
    proof.eq(integral[x](c(x)*s(z | x)), by=factorise)
