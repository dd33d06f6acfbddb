"""Fubini: the names of two points of one space may be exchanged under both integrals."""

from derivations import Function, Point, fubini, integrable, integral, points, theorem

(z,) = points("z")
v = Point("v", "z")
h = Function("h", z, v)


@theorem("corpus", title="Two integrals over one space, exchanged")
def exchanged(proof):
    proof.claim(integral[z, v](h(z, v)) == integral[z, v](h(v, z)))
    proof.given(integrable[z, v](h(z, v)))
    proof.starts(integral[z, v](h(z, v)))
    proof.eq(integral[z, v](h(v, z)), by=fubini)
