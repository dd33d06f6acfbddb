"""One point stands for two coordinates of a law."""

from derivations import E, Function, Law, Point, exp, integrable, integral, log, logarithm, marginal, points, proportional, tangent, theorem

y, z, w = points("y z w")
v = Point("v", "y")
q, q2, a, b = Law("q", z), Law("q2", z, w), Law("a", y), Law("b", y)
g = Function("g", y, y, nonnegative=True)


@theorem("corpus", title="A law has mass one")
def mass(proof):
    proof.claim(integral[z](q(z)) == 1)
    proof.starts(integral[z](q(z)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="Two")
def mass2(proof):
    proof.claim(integral[z, w](q2(z, w)) == 1)
    proof.starts(integral[z, w](q2(z, w)))
    proof.eq(1, by=marginal)


@theorem("corpus", title="the diagonal")
def diagonal(proof):
    proof.claim(9*integral[y](proportional[y, v](a(y)*b(v))(y, y)) <= exp(9) - 1)
    proof.given(integrable[y](proportional[y, v](a(y)*b(v))(y, y)), integrable[y, v](a(y)*b(v)), integral[y, v](a(y)*b(v)) > 0)
    proof.starts(9*integral[y](proportional[y, v](a(y)*b(v))(y, y)))
    proof.eq(9, by=mass.at({q(z): proportional[y, v](a(y)*b(v))(y, y)}))
    proof.eq(log(exp(9)), by=logarithm)
    proof.le(exp(9) - 1, by=tangent)


@theorem("corpus", title="one outcome for two coordinates")
def twice(proof):
    proof.claim(9*integral[y, v](a(y)*b(y)) <= exp(9) - 1)
    proof.given(integrable[y, v](a(y)*b(y)))
    proof.starts(9*integral[y, v](a(y)*b(y)))
    proof.eq(9, by=mass2.at({q2(z, w): [a(y), b(y)]}))
    proof.eq(log(exp(9)), by=logarithm)
    proof.le(exp(9) - 1, by=tangent)
