"""Repeated means may exist in both orders and differ where nothing is integrable jointly."""

from derivations import E, Function, Law, always, fubini, integrable, points, theorem

y, z = points("y z")
a, b, h = Law("a", y), Law("b", z), Function("h", y, z)


@theorem("corpus", title="Two means in either order")
def either_order(proof):
    proof.claim(E[a(y)](E[b(z)](h(y, z))) == E[b(z)](E[a(y)](h(y, z))))
    proof.given(always[a(y)](integrable[b(z)](h(y, z))), integrable[a(y)](E[b(z)](h(y, z))),
                always[b(z)](integrable[a(y)](h(y, z))), integrable[b(z)](E[a(y)](h(y, z))))
    proof.starts(E[a(y)](E[b(z)](h(y, z))))
    proof.eq(E[b(z)](E[a(y)](h(y, z))), by=fubini)
