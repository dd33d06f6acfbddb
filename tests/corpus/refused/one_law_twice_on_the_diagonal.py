"""Two draws of one law are not one draw."""

from derivations import E, Function, Law, Point, integrable, marginal, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="Two draws for one")
def diagonal(proof):
    proof.claim(E[q(z), q(v)](h(z, v)) == E[q(z)](h(z, z)))
    proof.given(integrable[q(z), q(v)](h(z, v)), integrable[q(z)](h(z, z)))
    proof.starts(E[q(z), q(v)](h(z, v)))
    proof.eq(E[q(z)](h(z, z)), by=marginal)
