"""Linearity under six draws of one law."""

from derivations import E, Function, Law, Point, integrable, linearity, points, theorem

(z,) = points("z")
za, zb, zc, zd, ze, zf = Point("za", "z"), Point("zb", "z"), Point("zc", "z"), Point("zd", "z"), Point("ze", "z"), Point("zf", "z")
q = Law("q", z)
f = Function("f", z, z, z, z, z, z)
g = Function("g", z, z)


@theorem("corpus", title="Slow")
def slow(proof):
    proof.claim(E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](f(za, zb, zc, zd, ze, zf) + g(za, zb)) == E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](f(za, zb, zc, zd, ze, zf)) + E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](g(za, zb)))
    proof.given(integrable[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](f(za, zb, zc, zd, ze, zf)), integrable[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](g(za, zb)))
    proof.starts(E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](f(za, zb, zc, zd, ze, zf) + g(za, zb)))
    proof.eq(E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](f(za, zb, zc, zd, ze, zf)) + E[q(za), q(zb), q(zc), q(zd), q(ze), q(zf)](g(za, zb)), by=linearity)

