"""The density put in is chosen by y so that it equals k at that y: there the left side is 0/0."""

from derivations import (
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
q, r = Law("q", z), Law("r", z | y)
k, h = Function("k", y, z), Function("h", y)


@abbreviation
def ratios(y, q):
    return (k(y, z) - q)/(k(y, z) - q) + integral[yy](h(yy)*((k(yy, z) - q)/(k(yy, z) - q)))


@theorem("corpus", title="For every law")
def general(proof):
    proof.claim(ratios(y, q(z)) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](k(yy, z) - q(z) != 0))
    proof.starts(ratios(y, q(z)))
    proof.eq((k(y, z) - q(z))/(k(y, z) - q(z)) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="With the law chosen by y")
def diagonal(proof):
    proof.claim(ratios(y, r(z | y)) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](k(yy, z) - r(z | y) != 0))
    proof.starts(ratios(y, r(z | y)))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({q(z): r(z | y)}))
