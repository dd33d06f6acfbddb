"""Fubini for two integrals over one space: h is integrable over both together."""

from derivations import Function, Point, always, fubini, integrable, integral, points, theorem

(z,) = points("z")
v = Point("v", "z")
h = Function("h", z, v)


@theorem("corpus", title="Two integrals over one space in either order")
def either_order(proof):
    proof.claim(integral[z](integral[v](h(z, v))) == integral[v](integral[z](h(z, v))))
    proof.given(integrable[z, v](h(z, v)), always[z](integrable[v](h(z, v))), integrable[z](integral[v](h(z, v))),
                always[v](integrable[z](h(z, v))), integrable[v](integral[z](h(z, v))))
    proof.starts(integral[z](integral[v](h(z, v))))
    proof.eq(integral[z, v](h(z, v)), by=fubini)
    proof.eq(integral[v](integral[z](h(z, v))), by=fubini)
