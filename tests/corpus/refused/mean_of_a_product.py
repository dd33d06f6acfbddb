"""The mean of a product is the product of means only for independent factors."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", z)


@theorem("corpus", title="A mean of a product")
def of_a_product(proof):
    proof.claim(E[q(z)](f(z)*g(z)) == E[q(z)](f(z))*E[q(z)](g(z)))
    proof.given(integrable[q(z)](f(z)), integrable[q(z)](g(z)), integrable[q(z)](f(z)*g(z)))
    proof.starts(E[q(z)](f(z)*g(z)))
    proof.eq(E[q(z)](f(z))*E[q(z)](g(z)), by=linearity)
