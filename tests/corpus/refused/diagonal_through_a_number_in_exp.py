"""The number put in is a quantity of y itself, not one fixed before y."""

from sympy import Symbol

from derivations import Function, Point, algebra, always, exp, integrable, integral, points, theorem

c = Symbol("c")
(y,) = points("y")
yy = Point("yy", "y")
f, h = Function("f", y), Function("h", y)


@theorem("corpus", title="For every number, almost every y")
def general(proof):
    proof.claim((f(y) - exp(c))/(f(y) - exp(c)) + integral[yy](h(yy)*((f(yy) - exp(c))/(f(yy) - exp(c)))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](f(yy) - exp(c) != 0))
    proof.starts((f(y) - exp(c))/(f(y) - exp(c)) + integral[yy](h(yy)*((f(yy) - exp(c))/(f(yy) - exp(c)))))
    proof.eq((f(y) - exp(c))/(f(y) - exp(c)) + integral[yy](h(yy)), by=algebra)
    proof.eq(1 + integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="With the number chosen by y")
def diagonal(proof):
    proof.claim((f(y) - exp(h(y)))/(f(y) - exp(h(y)))
                + integral[yy](h(yy)*((f(yy) - exp(h(y)))/(f(yy) - exp(h(y))))) == 1 + integral[yy](h(yy)))
    proof.given(integrable[y](h(y)), always[yy](f(yy) - exp(h(y)) != 0))
    proof.starts((f(y) - exp(h(y)))/(f(y) - exp(h(y)))
                 + integral[yy](h(yy)*((f(yy) - exp(h(y)))/(f(yy) - exp(h(y))))))
    proof.eq(1 + integral[yy](h(yy)), by=general.at({c: h(y)}))
