"""A control variate with a mean shifts the estimate by it."""

from derivations import E, Function, Law, algebra, integrable, linearity, points, theorem

x, z = points("x z")
q, c, f, g = Law("q", z), Function("c", x), Function("f", z), Function("g", z)


@theorem("corpus", title="A control variate leaves the mean alone")
def unchanged(proof):
    proof.claim(E[q(z)](f(z) - c(x)*g(z)) == E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(z) - c(x)*g(z)))
    proof.eq(E[q(z)](f(z)) - c(x)*E[q(z)](g(z)), by=linearity)
    proof.eq(E[q(z)](f(z)), by=algebra)
