"""f(y) ≠ c for almost every y says nothing of f(y) ≠ g(y): with g = f the left side is 0/0."""

from sympy import Symbol

from derivations import Function, Point, algebra, always, integrable, integral, points, theorem

c = Symbol("c")
(y,) = points("y")
yy = Point("yy", "y")
f, g, h = Function("f", y), Function("g", y), Function("h", y)


@theorem("corpus", title="For every number, almost every y")
def general(proof):
    proof.claim((f(y) - c)/(f(y) - c) + integral[yy](h(yy)*((f(yy) - c)/(f(yy) - c))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](f(yy) - c != 0))
    proof.starts((f(y) - c)/(f(y) - c) + integral[yy](h(yy)*((f(yy) - c)/(f(yy) - c))))
    proof.eq((f(y) - c)/(f(y) - c) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="With the number chosen by y")
def diagonal(proof):
    proof.claim((f(y) - g(y))/(f(y) - g(y)) + integral[yy](h(yy)*((f(yy) - g(y))/(f(yy) - g(y)))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](f(yy) - g(y) != 0))
    proof.starts((f(y) - g(y))/(f(y) - g(y)) + integral[yy](h(yy)*((f(yy) - g(y))/(f(yy) - g(y)))))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({c: g(y)}))
