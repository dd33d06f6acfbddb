"""For two draws of one law a function and its transpose have one mean, so its symmetric part has it too."""

from derivations import E, Function, Law, Point, algebra, fubini, integrable, linearity, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="The symmetric part has the same mean")
def symmetric_part(proof):
    proof.claim(E[q(z), q(v)](h(z, v)/2 + h(v, z)/2) == E[q(z), q(v)](h(z, v)))
    proof.given(integrable[q(z), q(v)](h(z, v)))
    proof.starts(E[q(z), q(v)](h(z, v)/2 + h(v, z)/2))
    proof.eq(E[q(z), q(v)](h(z, v))/2 + E[q(z), q(v)](h(v, z))/2, by=linearity)
    proof.eq(E[q(z), q(v)](h(z, v))/2 + E[q(v), q(z)](h(v, z))/2, by=fubini)
    proof.eq(E[q(z), q(v)](h(z, v)), by=algebra)
