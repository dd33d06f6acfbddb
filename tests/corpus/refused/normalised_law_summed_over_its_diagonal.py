"""With g = 1 on the unit square, but 1/z on its diagonal, which is a null set, the pair has a law, and 1/z no integral."""

from derivations import Function, Point, algebra, integrable, integral, points, proportional, theorem

(z,) = points("z")
v, w = Point("v", "z"), Point("w", "z")
g = Function("g", v, w, nonnegative=True)


@theorem("corpus", title="An integral over the diagonal")
def diagonal(proof):
    proof.claim(2*integral[z](proportional[v, w](g(v, w))(z, z))
                == integral[z](proportional[v, w](g(v, w))(z, z)) + integral[z](proportional[v, w](g(v, w))(z, z)))
    proof.given(integrable[v, w](g(v, w)), integral[v, w](g(v, w)) > 0)
    proof.starts(2*integral[z](proportional[v, w](g(v, w))(z, z)))
    proof.eq(integral[z](proportional[v, w](g(v, w))(z, z)) + integral[z](proportional[v, w](g(v, w))(z, z)), by=algebra)
