"""The mean under a law that is named from a product is taken factor by factor."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
a, b = Law("a", x), Law("b", z | x)
m, h, g = Law("m", x, z, product=(a(x), b(z | x))), Function("h", x, z), Function("g", z)


@theorem("corpus", title="Ancestral sampling")
def ancestral(proof):
    proof.claim(E[m(x, z)](h(x, z)) == E[a(x)](E[b(z | x)](h(x, z))))
    proof.given(integrable[m(x, z)](h(x, z)))
    proof.starts(E[m(x, z)](h(x, z)))
    proof.eq(E[a(x)](E[b(z | x)](h(x, z))), by=total_expectation)


@theorem("corpus", title="The marginal of a law that is named from a product")
def aggregate(proof):
    proof.claim(E[a(x), b(z | x)](g(z)) == E[m(z)](g(z)))
    proof.given(integrable[m(z)](g(z)))
    proof.starts(E[a(x), b(z | x)](g(z)))
    proof.eq(E[m(z)](g(z)), by=total_expectation)
