"""For almost every y: with g = y/(y² + z²) on the unit square, and 1/z at y = 0, nothing is integrable at y = 0."""

from derivations import Function, algebra, integrable, integral, points, proportional, theorem

y, z = points("y z")
g = Function("g", y, z, nonnegative=True)


@theorem("corpus", title="A section of a law")
def section(proof):
    proof.claim(2*integral[z](proportional[y, z](g(y, z))(y, z))
                == integral[z](proportional[y, z](g(y, z))(y, z)) + integral[z](proportional[y, z](g(y, z))(y, z)))
    proof.given(integrable[y, z](g(y, z)), integral[y, z](g(y, z)) > 0)
    proof.starts(2*integral[z](proportional[y, z](g(y, z))(y, z)))
    proof.eq(integral[z](proportional[y, z](g(y, z))(y, z)) + integral[z](proportional[y, z](g(y, z))(y, z)), by=algebra)
