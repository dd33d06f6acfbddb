"""Two independent draws of one law may be made in either order."""

from derivations import E, Function, Law, Point, fubini, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="Two draws of one law in either order")
def either_order(proof):
    proof.claim(E[q(z)](E[q(v)](h(z, v))) == E[q(v)](E[q(z)](h(z, v))))
    proof.given(integrable[q(z), q(v)](h(z, v)))
    proof.starts(E[q(z)](E[q(v)](h(z, v))))
    proof.eq(E[q(v)](E[q(z)](h(z, v))), by=fubini)
