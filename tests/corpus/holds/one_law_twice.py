"""Linearity asks nothing of which laws are drawn, so one law may be drawn twice."""

from derivations import E, Function, Law, Point, integrable, linearity, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, g, h = Law("q", z), Function("g", z, v), Function("h", z, v)


@theorem("corpus", title="Linearity under two draws of one law")
def sum_of_two(proof):
    proof.claim(E[q(z), q(v)](h(z, v) + g(z, v)) == E[q(z), q(v)](h(z, v)) + E[q(z), q(v)](g(z, v)))
    proof.given(integrable[q(z), q(v)](h(z, v)), integrable[q(z), q(v)](g(z, v)))
    proof.starts(E[q(z), q(v)](h(z, v) + g(z, v)))
    proof.eq(E[q(z), q(v)](h(z, v)) + E[q(z), q(v)](g(z, v)), by=linearity)
