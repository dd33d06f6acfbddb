"""The base measure may have more mass than one, and an integral is no mean."""

from derivations import Function, integrable, integral, points, sum_of_squares, theorem

(z,) = points("z")
f = Function("f", z)


@theorem(title="The square of an integral")
def square(proof):
    proof.claim(integral[z](f(z))**2 <= integral[z](f(z)**2))
    proof.given(integrable[z](f(z)), integrable[z](f(z)**2))
    proof.starts(integral[z](f(z))**2)
    proof.le(integral[z](f(z)**2), by=sum_of_squares)
