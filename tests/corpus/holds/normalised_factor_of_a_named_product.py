"""A normalised law may stand for a factor of a law that is named from a product, if it stands in the product, too."""

from derivations import E, Function, Law, Point, integrable, integral, points, proportional, theorem, total_expectation

x, z = points("x z")
v = Point("v", "x")
c, s = Law("c", x), Law("s", z | x)
o = Law("o", x, z, product=(c(x), s(z | x)))
d, f = Function("d", x, nonnegative=True), Function("f", z)


@theorem("corpus", title="A mean under a product")
def of_a_product(proof):
    proof.claim(E[o(x, z)](f(z)) == E[c(x)](E[s(z | x)](f(z))))
    proof.given(integrable[o(x, z)](f(z)))
    proof.starts(E[o(x, z)](f(z)))
    proof.eq(E[c(x)](E[s(z | x)](f(z))), by=total_expectation)


@theorem("corpus", title="The same for a normalised law")
def normalised(proof):
    proof.claim(E[proportional[v](d(v))(x), s(z | x)](f(z)) == E[proportional[v](d(v))(x)](E[s(z | x)](f(z))))
    proof.given(integrable[proportional[v](d(v))(x), s(z | x)](f(z)), integrable[x](d(x)), integral[x](d(x)) > 0)
    proof.starts(E[proportional[v](d(v))(x), s(z | x)](f(z)))
    proof.eq(E[proportional[v](d(v))(x)](E[s(z | x)](f(z))),
             by=of_a_product.at({c(x): proportional[v](d(v))(x), o(x, z): [proportional[v](d(v))(x), s(z | x)]}))
