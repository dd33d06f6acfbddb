"""Exchanging two draws of one law turns the sign of h(z, v) − h(v, z) and leaves its mean, which is zero."""

from derivations import E, Function, Law, Point, algebra, fubini, integrable, linearity, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="An antisymmetric function has mean zero")
def antisymmetric(proof):
    proof.claim(E[q(z), q(v)](h(z, v) - h(v, z)) == 0)
    proof.given(integrable[q(z), q(v)](h(z, v)))
    proof.starts(E[q(z), q(v)](h(z, v) - h(v, z)))
    proof.eq(E[q(z), q(v)](h(z, v)) - E[q(z), q(v)](h(v, z)), by=linearity)
    proof.eq(E[q(z), q(v)](h(z, v)) - E[q(v), q(z)](h(v, z)), by=fubini)
    proof.eq(0, by=algebra)
