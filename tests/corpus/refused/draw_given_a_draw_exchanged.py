"""The second draw is given the first, so they cannot be made in the other order."""

from derivations import E, Function, Law, fubini, integrable, points, theorem

z, y = points("z y")
q, c, h = Law("q", z), Law("c", y | z), Function("h", z, y)


@theorem("corpus", title="A draw and one given it, exchanged")
def exchanged(proof):
    proof.claim(E[q(z)](E[c(y | z)](h(z, y))) == E[c(y | z)](E[q(z)](h(z, y))))
    proof.given(integrable[q(z), c(y | z)](h(z, y)))
    proof.starts(E[q(z)](E[c(y | z)](h(z, y))))
    proof.eq(E[c(y | z)](E[q(z)](h(z, y))), by=fubini)
