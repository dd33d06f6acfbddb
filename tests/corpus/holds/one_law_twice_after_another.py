"""The same linearity, after a theorem about another law that has nothing to do with it."""

from derivations import E, Function, Law, Point, integrable, linearity, points, theorem

y, z = points("y z")
v, u = Point("v", "z"), Point("u", "z")
a, q, g, h, f = Law("a", y), Law("q", z), Function("g", z, v), Function("h", z, v), Function("f", y, z)


@theorem("corpus", title="Something unrelated")
def unrelated(proof):
    proof.claim(E[a(y), q(z)](2*f(y, z)) == 2*E[a(y), q(z)](f(y, z)))
    proof.given(integrable[a(y), q(z)](f(y, z)))
    proof.starts(E[a(y), q(z)](2*f(y, z)))
    proof.eq(2*E[a(y), q(z)](f(y, z)), by=linearity)


@theorem("corpus", title="Linearity under two draws of one law")
def sum_of_two(proof):
    proof.claim(E[q(z), q(v)](h(z, v) + g(z, v)) == E[q(z), q(v)](h(z, v)) + E[q(z), q(v)](g(z, v)))
    proof.given(integrable[q(z), q(v)](h(z, v)), integrable[q(z), q(v)](g(z, v)))
    proof.starts(E[q(z), q(v)](h(z, v) + g(z, v)))
    proof.eq(E[q(z), q(v)](h(z, v)) + E[q(z), q(v)](g(z, v)), by=linearity)
