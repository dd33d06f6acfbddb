"""The integral of a product of two functions over two copies of a space is a product of integrals."""

from derivations import Function, Point, integrable, integral, linearity, points, theorem

(z,) = points("z")
v = Point("v", "z")
f, g = Function("f", z), Function("g", z)


@theorem("corpus", title="An integral over two copies of a space")
def of_a_product(proof):
    proof.claim(integral[z](integral[v](f(z)*g(v))) == integral[z](f(z))*integral[z](g(z)))
    proof.given(integrable[z](f(z)), integrable[z](g(z)), integrable[z](integral[v](f(z)*g(v))))
    proof.starts(integral[z](integral[v](f(z)*g(v))))
    proof.eq(integral[z](f(z))*integral[z](g(z)), by=linearity)
