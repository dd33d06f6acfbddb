"""Under an expectation over y the law put in depends on the y that is averaged: 0/0 at every y."""

from derivations import (
    E,
    Function,
    Law,
    Point,
    abbreviation,
    algebra,
    always,
    integrable,
    integral,
    points,
    theorem,
)

y, z = points("y z")
yy = Point("yy", "y")
q, r, d = Law("q", z), Law("r", z | y), Law("d", y)
f, g, h = Function("f", y), Function("g", z), Function("h", y)


@abbreviation
def u(y, q):
    return f(y) - E[q](g(z))


@abbreviation
def ratios(y, q):
    return u(y, q)/u(y, q) + integral[yy](h(yy)*(u(yy, q)/u(yy, q)))


@theorem("corpus", title="For every law, almost every y")
def general(proof):
    proof.claim(ratios(y, q(z)) == 1 + integral[yy](h(yy)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](u(yy, q(z)) != 0))
    proof.starts(ratios(y, q(z)))
    proof.eq(u(y, q(z))/u(y, q(z)) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="Averaged over y, the law chosen by y")
def diagonal(proof):
    proof.claim(E[d(y)](ratios(y, r(z | y))) == E[d(y)](1 + integral[yy](h(yy))))
    proof.given(always[d(y)](integrable[r(z | y)](g(z))), integrable[y](h(y)), always[d(y), yy](u(yy, r(z | y)) != 0))
    proof.starts(E[d(y)](ratios(y, r(z | y))))
    proof.eq(E[d(y)](1 + integral[yy](h(yy))), by=general.at({q(z): r(z | y)}))
