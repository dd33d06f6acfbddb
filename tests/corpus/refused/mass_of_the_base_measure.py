"""A constant leaves a mean as it is, but not an integral."""

from derivations import Function, integrable, integral, linearity, points, theorem

(z,) = points("z")
f = Function("f", z)


@theorem(title="A constant in an integral")
def constant(proof):
    proof.claim(integral[z](f(z) + 1) == integral[z](f(z)) + 1)
    proof.given(integrable[z](f(z)), integrable[z](f(z) + 1), integrable[z](1))
    proof.starts(integral[z](f(z) + 1))
    proof.eq(integral[z](f(z)) + 1, by=linearity)
