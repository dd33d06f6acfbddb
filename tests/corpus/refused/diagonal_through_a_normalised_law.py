"""The law put in is proportional to a function of y and z, so it moves with y: 0/0 wherever f is its mean."""

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
    proportional,
    theorem,
)

y, z = points("y z")
yy = Point("yy", "y")
q, k = Law("q", z), Function("k", y, z, nonnegative=True)
f, g, h = Function("f", y), Function("g", z), Function("h", y)


@abbreviation
def u(y, q):
    return f(y) - E[q](g(z))


@abbreviation
def ratios(y, q):
    return u(y, q)/u(y, q) + integral[yy](h(yy)*(u(yy, q)/u(yy, q)))


@abbreviation
def tilted(z):
    return proportional[z](k(y, z))(z)


@theorem("corpus", title="For every law, almost every y")
def general(proof):
    proof.claim(ratios(y, q(z)) == 1 + integral[yy](h(yy)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](u(yy, q(z)) != 0))
    proof.starts(ratios(y, q(z)))
    proof.eq(u(y, q(z))/u(y, q(z)) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="With the law tilted at y")
def diagonal(proof):
    proof.claim(ratios(y, tilted(z)) == 1 + integral[yy](h(yy)))
    proof.given(integrable[z](k(y, z)), integral[z](k(y, z)) > 0, integrable[tilted(z)](g(z)), integrable[y](h(y)),
                always[yy](u(yy, tilted(z)) != 0))
    proof.starts(ratios(y, tilted(z)))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({q(z): tilted(z)}))
