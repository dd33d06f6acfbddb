"""The point of a law is moved after the law was put in."""

from derivations import Law, Point, exp, integrable, integral, log, logarithm, marginal, points, tangent, theorem

(z,) = points("z")
v = Point("v", "z")
r, b = Law("r", z), Law("b", z)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](r(z)) == 1)
    proof.starts(integral[z](r(z)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="No density is large: the second line takes the integral of a constant, b(z), for that of a law")
def small(proof):
    proof.claim(9*integral[v](b(z)) <= exp(9) - 1)
    proof.given(integrable[v](b(z)))
    proof.starts(9*integral[v](b(z)))
    proof.eq(9, by=mass.at({r(z): b(z), z: v}))
    proof.eq(log(exp(9)), by=logarithm)
    proof.le(exp(9) - 1, by=tangent)
