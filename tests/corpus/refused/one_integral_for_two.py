"""The square of an integral is not the integral of the square."""

from derivations import Function, Point, fubini, integrable, integral, points, theorem

(z,) = points("z")
v = Point("v", "z")
f = Function("f", z)


@theorem("corpus", title="An integral over the diagonal")
def diagonal(proof):
    proof.claim(integral[z, v](f(z)*f(v)) == integral[z](f(z)**2))
    proof.given(integrable[z](f(z)), integrable[z](f(z)**2), integrable[z, v](f(z)*f(v)))
    proof.starts(integral[z, v](f(z)*f(v)))
    proof.eq(integral[z](f(z)**2), by=fubini)
