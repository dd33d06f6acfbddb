"""The integral of one counts the points at which a density is zero, too, and that of a mean times the density does not."""

from derivations import E, Function, Law, integrable, integral, linearity, points, theorem

x, z = points("x z")
p, f, d = Law("p", x, z), Function("f", x, z), Function("d", x)


@theorem(title="A density that moves into a conditional mean, inside an integral")
def moved(proof):
    proof.claim(integral[x](p(x)*E[p(z | x)](f(x, z) + d(x)/p(x))) == integral[x](p(x)*E[p(z | x)](f(x, z)) + d(x)))
    proof.given(integrable[p(x, z)](f(x, z)), integrable[x](d(x)), integrable[x](p(x)*E[p(z | x)](f(x, z)) + d(x)),
                integrable[x](p(x)*E[p(z | x)](f(x, z) + d(x)/p(x))))
    proof.starts(integral[x](p(x)*E[p(z | x)](f(x, z) + d(x)/p(x))))
    proof.eq(integral[x](p(x)*E[p(z | x)](f(x, z)) + d(x)), by=linearity)
