"""A second law moves the point of the first one."""

from derivations import Law, Point, exp, integrable, integral, log, logarithm, marginal, points, tangent, theorem

(z,) = points("z")
v = Point("v", "z")
q, r, b, c = Law("q", z), Law("r", z), Law("b", z), Law("c", z)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](r(z))*integral[z](q(z)) == 1)
    proof.starts(integral[z](r(z))*integral[z](q(z)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="No density is large")
def small(proof):
    proof.claim(9*integral[v](b(z)) <= exp(9) - 1)
    proof.given(integrable[v](b(z)))
    proof.starts(9*integral[v](b(z)))
    proof.eq(9*integral[v](b(z))*integral[z](c(z)), by=marginal)
    proof.eq(9, by=mass.at({r(z): b(z), q(z): c(v)}))
    proof.eq(log(exp(9)), by=logarithm)
    proof.le(exp(9) - 1, by=tangent)
