"""Two laws of one point are put in for one law, so that a product of densities would have mass one."""

from derivations import Law, exp, integrable, integral, log, logarithm, marginal, points, tangent, theorem

y, z = points("y z")
q, a, b = Law("q", z), Law("a", y), Law("b", y)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](q(z)) == 1)
    proof.starts(integral[z](q(z)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="A product of two densities has mass one")
def twice(proof):
    proof.claim(9*integral[y](a(y)*b(y)) <= exp(9) - 1)
    proof.given(integrable[y](a(y)*b(y)))
    proof.starts(9*integral[y](a(y)*b(y)))
    proof.eq(9, by=mass.at({q(z): [a(y), b(y)]}))
    proof.eq(log(exp(9)), by=logarithm)
    proof.le(exp(9) - 1, by=tangent)
