"""Two draws of different laws cannot change places."""

from derivations import E, Function, Law, Point, fubini, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, r, h = Law("q", z), Law("r", z), Function("h", z, v)


@theorem("corpus", title="Two laws over one space, exchanged")
def exchanged(proof):
    proof.claim(E[q(z), r(v)](h(z, v)) == E[q(z), r(v)](h(v, z)))
    proof.given(integrable[q(z), r(v)](h(z, v)), integrable[q(z), r(v)](h(v, z)))
    proof.starts(E[q(z), r(v)](h(z, v)))
    proof.eq(E[q(z), r(v)](h(v, z)), by=fubini)
