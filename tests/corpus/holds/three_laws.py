"""Fubini for three laws: the function is integrable over all of them together."""

from derivations import E, Function, Law, fubini, integrable, points, theorem

x, y, z = points("x y z")
a, b, c, h = Law("a", x), Law("b", y), Law("c", z), Function("h", x, y, z)


@theorem("corpus", title="Three means in one")
def in_one(proof):
    proof.claim(E[a(x)](E[b(y), c(z)](h(x, y, z))) == E[c(z), b(y), a(x)](h(x, y, z)))
    proof.given(integrable[a(x), b(y), c(z)](h(x, y, z)))
    proof.starts(E[a(x)](E[b(y), c(z)](h(x, y, z))))
    proof.eq(E[c(z), b(y), a(x)](h(x, y, z)), by=fubini)
