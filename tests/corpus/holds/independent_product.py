"""Declared independent coordinates: the mean of a product is the product of the means."""

from derivations import (
    E,
    Function,
    Law,
    definition,
    factorise,
    fubini,
    integrable,
    integral,
    linearity,
    points,
    theorem,
)

y, z = points("y z")
m = Law("m", y, z, independent=True)
f, g = Function("f", y), Function("g", z)


@theorem("corpus", title="The mean of a product of independent factors")
def product_of_means(proof):
    proof.claim(E[m(y, z)](f(y)*g(z)) == E[m(y)](f(y))*E[m(z)](g(z)))
    proof.given(integrable[m(y, z)](f(y)*g(z)), integrable[m(y), m(z)](f(y)*g(z)), integrable[m(y)](f(y)), integrable[m(z)](g(z)))
    proof.starts(E[m(y, z)](f(y)*g(z)))
    proof.eq(integral[y, z](m(y, z)*f(y)*g(z)), by=definition)
    proof.eq(integral[y, z](m(y)*m(z)*f(y)*g(z)), by=factorise)
    proof.eq(E[m(y), m(z)](f(y)*g(z)), by=definition)
    proof.eq(E[m(y)](E[m(z)](f(y)*g(z))), by=fubini)
    proof.eq(E[m(y)](f(y))*E[m(z)](g(z)), by=linearity)
