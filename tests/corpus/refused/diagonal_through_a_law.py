"""With q chosen by y, u(y, q) may be zero at every y, and the left side is 0/0."""

from derivations import E, Function, Law, Point, abbreviation, algebra, always, integrable, integral, points, theorem

y, z = points("y z")
yy = Point("yy", "y")
q, r = Law("q", z), Law("r", z | y)
f, g, h = Function("f", y), Function("g", z), Function("h", y)


@abbreviation
def u(y, q):
    return f(y) - E[q](g(z))


@theorem("corpus", title="For every law, almost every y")
def general(proof):
    proof.claim(u(y, q(z))/u(y, q(z)) + integral[yy](h(yy)*(u(yy, q(z))/u(yy, q(z)))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](u(yy, q(z)) != 0))
    proof.starts(u(y, q(z))/u(y, q(z)) + integral[yy](h(yy)*(u(yy, q(z))/u(yy, q(z)))))
    proof.eq(u(y, q(z))/u(y, q(z)) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="With the law chosen by y")
def diagonal(proof):
    proof.claim(u(y, r(z | y))/u(y, r(z | y)) + integral[yy](h(yy)*(u(yy, r(z | y))/u(yy, r(z | y)))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[r(z | y)](g(z)), integrable[y](h(y)), always[yy](u(yy, r(z | y)) != 0))
    proof.starts(u(y, r(z | y))/u(y, r(z | y)) + integral[yy](h(yy)*(u(yy, r(z | y))/u(yy, r(z | y)))))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({q(z): r(z | y)}))
