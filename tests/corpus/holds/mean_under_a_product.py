"""The mean under a law that is named from a product is taken factor by factor."""

from derivations import E, Function, Law, integrable, points, theorem, total_expectation

x, z = points("x z")
a, b = Law("a", x), Law("b", z | x)
m, h = Law("m", x, z, product=(a(x), b(z | x))), Function("h", x, z)


@theorem("corpus", title="Ancestral sampling")
def ancestral(proof):
    proof.claim(E[m(x, z)](h(x, z)) == E[a(x)](E[b(z | x)](h(x, z))))
    proof.given(integrable[m(x, z)](h(x, z)))
    proof.starts(E[m(x, z)](h(x, z)))
    proof.eq(E[a(x)](E[b(z | x)](h(x, z))), by=total_expectation)
