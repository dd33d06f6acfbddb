"""Linearity under five draws of one law."""

from derivations import E, Function, Law, Point, integrable, linearity, points, theorem

(z,) = points("z")
za, zb, zc, zd, ze = Point("za", "z"), Point("zb", "z"), Point("zc", "z"), Point("zd", "z"), Point("ze", "z")
q = Law("q", z)
f = Function("f", z, z, z, z, z)
g = Function("g", z, z)


@theorem("corpus", title="Slow")
def slow(proof):
    proof.claim(E[q(za), q(zb), q(zc), q(zd), q(ze)](f(za, zb, zc, zd, ze) + g(za, zb)) == E[q(za), q(zb), q(zc), q(zd), q(ze)](f(za, zb, zc, zd, ze)) + E[q(za), q(zb), q(zc), q(zd), q(ze)](g(za, zb)))
    proof.given(integrable[q(za), q(zb), q(zc), q(zd), q(ze)](f(za, zb, zc, zd, ze)), integrable[q(za), q(zb), q(zc), q(zd), q(ze)](g(za, zb)))
    proof.starts(E[q(za), q(zb), q(zc), q(zd), q(ze)](f(za, zb, zc, zd, ze) + g(za, zb)))
    proof.eq(E[q(za), q(zb), q(zc), q(zd), q(ze)](f(za, zb, zc, zd, ze)) + E[q(za), q(zb), q(zc), q(zd), q(ze)](g(za, zb)), by=linearity)

