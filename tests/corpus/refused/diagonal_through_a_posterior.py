"""The law put in is the posterior at y itself; the hypothesis is about all other points."""

from derivations import E, Function, Law, Point, algebra, always, integrable, integral, points, theorem

y, z = points("y z")
yy = Point("yy", "y")
q, p = Law("q", z), Law("p", y, z)
f, g, h = Function("f", y), Function("g", z), Function("h", y)


@theorem("corpus", title="For every law, almost every y")
def general(proof):
    proof.claim((f(y) - E[q(z)](g(z)))/(f(y) - E[q(z)](g(z)))
                + integral[yy](h(yy)*((f(yy) - E[q(z)](g(z)))/(f(yy) - E[q(z)](g(z))))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](f(yy) - E[q(z)](g(z)) != 0))
    proof.starts((f(y) - E[q(z)](g(z)))/(f(y) - E[q(z)](g(z)))
                 + integral[yy](h(yy)*((f(yy) - E[q(z)](g(z)))/(f(yy) - E[q(z)](g(z))))))
    proof.eq((f(y) - E[q(z)](g(z)))/(f(y) - E[q(z)](g(z))) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="At the posterior of y")
def diagonal(proof):
    proof.claim((f(y) - E[p(z | y)](g(z)))/(f(y) - E[p(z | y)](g(z)))
                + integral[yy](h(yy)*((f(yy) - E[p(z | y)](g(z)))/(f(yy) - E[p(z | y)](g(z))))) == 1 + integral[yy](h(yy)))
    proof.given(p(y) > 0, integrable[p(z | y)](g(z)), integrable[y](h(y)), always[yy](f(yy) - E[p(z | y)](g(z)) != 0))
    proof.starts((f(y) - E[p(z | y)](g(z)))/(f(y) - E[p(z | y)](g(z)))
                 + integral[yy](h(yy)*((f(yy) - E[p(z | y)](g(z)))/(f(yy) - E[p(z | y)](g(z))))))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({q(z): p(z | y)}))
