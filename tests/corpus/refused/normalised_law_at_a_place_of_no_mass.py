"""d(z) = 0 at a z that the base measure does not count: exp log d is defined at almost every place, and not at that one."""

from derivations import Function, Point, always, exp, integrable, log, logarithm, points, proportional, theorem

(z,) = points("z")
v, u = Point("v", "z"), Point("u", "z")
d, f = Function("d", z, nonnegative=True), Function("f", z)


@theorem("corpus", title="It holds at almost every z")
def almost(proof):
    proof.claim(f(u)*proportional[v](exp(log(d(v))))(z) == f(u)*proportional[v](d(v))(z))
    proof.given(always[v](d(v) > 0), integrable[v](d(v)))
    proof.starts(f(u)*proportional[v](exp(log(d(v))))(z))
    proof.eq(f(u)*proportional[v](d(v))(z), by=logarithm)


@theorem("corpus", title="A pair of equal points is no pair like almost every other")
def diagonal(proof):
    proof.claim(f(z)*proportional[v](exp(log(d(v))))(z) == f(z)*proportional[v](d(v))(z))
    proof.given(always[v](d(v) > 0), integrable[v](d(v)))
    proof.starts(f(z)*proportional[v](exp(log(d(v))))(z))
    proof.eq(f(z)*proportional[v](d(v))(z), by=almost.at({u: z}))
