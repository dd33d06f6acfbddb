"""Of two draws, one of which is drawn given the other, the mean of a product is not the product of the means."""

from derivations import E, Function, Law, independent_means, integrable, points, theorem

x, z = points("x z")
c, s = Law("c", x), Law("s", z | x)
f, g = Function("f", x), Function("g", z)


@theorem("corpus", title="The mean of a product")
def of_a_product(proof):
    proof.claim(E[c(x), s(z | x)](f(x)*g(z)) == E[c(x)](f(x))*E[c(x), s(z | x)](g(z)))
    proof.given(integrable[c(x), s(z | x)](f(x)*g(z)), integrable[c(x)](f(x)), integrable[c(x), s(z | x)](g(z)))
    proof.starts(E[c(x), s(z | x)](f(x)*g(z)))
    proof.eq(E[c(x)](f(x))*E[c(x), s(z | x)](g(z)), by=independent_means)
