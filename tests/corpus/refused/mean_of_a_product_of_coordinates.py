"""Nothing says that the coordinates of m are independent."""

from derivations import E, Function, Law, definition, factorise, fubini, integrable, integral, points, theorem

y, z = points("y z")
m = Law("m", y, z)
f, g = Function("f", y), Function("g", z)


@theorem("corpus", title="Means of two coordinates")
def of_a_product(proof):
    proof.claim(E[m(y, z)](f(y)*g(z)) == E[m(y)](f(y))*E[m(z)](g(z)))
    proof.given(integrable[m(y, z)](f(y)*g(z)), integrable[m(y)](f(y)), integrable[m(z)](g(z)))
    proof.starts(E[m(y, z)](f(y)*g(z)))
    proof.eq(integral[y, z](m(y, z)*f(y)*g(z)), by=definition)
    proof.eq(integral[y, z](m(y)*m(z)*f(y)*g(z)), by=factorise)
    proof.eq(E[m(y)](f(y))*E[m(z)](g(z)), by=fubini)
