"""Repeated integrals may exist in both orders and differ."""

from derivations import Function, Point, always, fubini, integrable, integral, points, theorem

(z,) = points("z")
v = Point("v", "z")
h = Function("h", z, v)


@theorem("corpus", title="Two integrals in either order")
def either_order(proof):
    proof.claim(integral[z](integral[v](h(z, v))) == integral[v](integral[z](h(z, v))))
    proof.given(always[z](integrable[v](h(z, v))), integrable[z](integral[v](h(z, v))),
                always[v](integrable[z](h(z, v))), integrable[v](integral[z](h(z, v))))
    proof.starts(integral[z](integral[v](h(z, v))))
    proof.eq(integral[v](integral[z](h(z, v))), by=fubini)
