"""Where the density of a pair is zero on the diagonal, what is said of the points with mass there says nothing."""

from derivations import Function, Point, algebra, always, implies, integrable, integral, log, points, proportional, theorem

x, z = points("x z")
v, w = Point("v", "z"), Point("w", "z")
f, g = Function("f", x), Function("g", v, w, nonnegative=True)


@theorem("corpus", title="A guard that may hold nowhere")
def diagonal(proof):
    proof.claim(2*log(f(x)) == log(f(x)) + log(f(x)))
    proof.given(integrable[v, w](g(v, w)), integral[v, w](g(v, w)) > 0,
                always[z](implies(proportional[v, w](g(v, w))(z, z) > 0, f(x) > 0)))
    proof.starts(2*log(f(x)))
    proof.eq(log(f(x)) + log(f(x)), by=algebra)
