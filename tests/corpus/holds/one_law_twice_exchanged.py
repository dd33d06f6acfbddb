"""Two independent draws of one law are exchangeable."""

from derivations import E, Function, Law, Point, fubini, integrable, points, theorem

(z,) = points("z")
v = Point("v", "z")
q, h = Law("q", z), Function("h", z, v)


@theorem("corpus", title="Exchanging two draws of one law")
def exchanged(proof):
    proof.claim(E[q(z)](E[q(v)](h(z, v))) == E[q(z)](E[q(v)](h(v, z))))
    proof.given(integrable[q(z), q(v)](h(z, v)))
    proof.starts(E[q(z)](E[q(v)](h(z, v))))
    proof.eq(E[q(z)](E[q(v)](h(v, z))), by=fubini)
