"""Fubini: the function is integrable over both laws together."""

from derivations import E, Function, Law, fubini, integrable, points, theorem

y, z = points("y z")
a, b, h = Law("a", y), Law("b", z), Function("h", y, z)


@theorem("corpus", title="Two means in either order")
def either_order(proof):
    proof.claim(E[a(y)](E[b(z)](h(y, z))) == E[b(z)](E[a(y)](h(y, z))))
    proof.given(integrable[a(y), b(z)](h(y, z)))
    proof.starts(E[a(y)](E[b(z)](h(y, z))))
    proof.eq(E[a(y), b(z)](h(y, z)), by=fubini)
    proof.eq(E[b(z)](E[a(y)](h(y, z))), by=fubini)
