"""𝔼 over (z, v) and over (v, z) is one and the same mean, if h is integrable."""

from derivations import E, Function, Law, Point, fubini, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="The order of two draws in one expectation")
def order(proof):
    proof.claim(E[q(z), q(v)](h(z, v)) == E[q(v), q(z)](h(z, v)))
    proof.given(integrable[q(z), q(v)](h(z, v)))
    proof.starts(E[q(z), q(v)](h(z, v)))
    proof.eq(E[q(v), q(z)](h(z, v)), by=fubini)
