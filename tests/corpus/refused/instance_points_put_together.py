"""log h(x, z) − log h(w, z) cancels where one point is put in for both; h(x, z) > 0 was all that it was for."""

from derivations import E, Function, Law, Point, algebra, always, implies, integrable, log, points, theorem

x, z = points("x z")
w = Point("w", "x")
q, h, f = Law("q", z), Function("h", x, z, nonnegative=True), Function("f", x)


@theorem("corpus", title="Where log h(x, z) − log h(w, z) is integrable, h(x, z) is positive")
def one(proof):
    proof.claim(E[q(z)](h(x, z)/h(x, z)) == E[q(z)](1))
    proof.given(integrable[q(z)](log(h(x, z)) - log(h(w, z))))
    proof.starts(E[q(z)](h(x, z)/h(x, z)))
    proof.eq(E[q(z)](1), by=algebra)


@theorem("corpus", title="Nothing that is not negative is zero")
def everywhere(proof):
    proof.claim(E[q(z)](h(x, z)/h(x, z)) == E[q(z)](1))
    proof.given(implies(f(x) != 18/19, always[z](h(x, z) > 0)))
    proof.starts(E[q(z)](h(x, z)/h(x, z)))
    proof.eq(E[q(z)](1), by=one.at({w: x}))
