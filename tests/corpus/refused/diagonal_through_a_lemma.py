"""The lemma that a mean ratio is bounded is taken with the law chosen by y: there its bound is 0/0."""

from derivations import (
    E,
    Function,
    Law,
    Point,
    abbreviation,
    algebra,
    always,
    iff,
    integrable,
    integral,
    jensen_equality,
    linearity,
    log,
    points,
    theorem,
)
from derivations.chapters.elbo import mean_ratio
from derivations.chapters.elbo import q as q0
from derivations.chapters.elbo import r as r0

x, y, z = points("x y z")
yy = Point("yy", "y")
q, r, s, t = Law("q", z), Law("r", z | y), Law("s", x), Law("t", x)
f, g, h = Function("f", y), Function("g", z), Function("h", y, nonnegative=True)


@abbreviation
def u(y, q):
    return f(y) - E[q](g(z))


@abbreviation
def ratios(y, q):
    return u(y, q)/u(y, q)*integral[yy](h(yy)*(u(yy, q)/u(yy, q)))


@theorem("corpus", title="For every law, almost every y")
def general(proof):
    proof.claim(ratios(y, q(z)) == integral[yy](h(yy)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](u(yy, q(z)) != 0))
    proof.starts(ratios(y, q(z)))
    proof.eq(integral[yy](h(yy)*(u(yy, q(z))/u(yy, q(z)))), by=algebra)
    proof.eq(integral[yy](h(yy)), by=algebra)


@theorem("corpus", title="The mean ratio, for every law and almost every y")
def lemma(proof):
    proof.claim(E[s(x)](integral[yy](h(yy))*(t(x)/s(x))) <= ratios(y, q(z)))
    proof.given(integrable[q(z)](g(z)), integrable[y](h(y)), always[yy](u(yy, q(z)) != 0))
    proof.starts(E[s(x)](integral[yy](h(yy))*(t(x)/s(x))))
    proof.eq(integral[yy](h(yy))*E[s(x)](t(x)/s(x)), by=linearity)
    proof.le(integral[yy](h(yy)), by=mean_ratio.at({z: x, q0(z): s(x), r0(z): t(x)}))
    proof.eq(ratios(y, q(z)), by=general)


@theorem("corpus", title="The equality case, with the law chosen by y")
def diagonal(proof):
    proof.claim(iff(E[s(x)](log(integral[yy](h(yy))*(t(x)/s(x)))) == log(integral[yy](h(yy))),
                    always[s(x)](integral[yy](h(yy))*(t(x)/s(x)) == ratios(y, r(z | y)))))
    proof.given(integrable[r(z | y)](g(z)), integrable[y](h(y)), integral[y](h(y)) > 0, always[yy](u(yy, r(z | y)) != 0),
                integrable[s(x)](log(integral[yy](h(yy))*(t(x)/s(x)))))
    proof.starts(E[s(x)](log(integral[yy](h(yy))*(t(x)/s(x)))) == log(integral[yy](h(yy))))
    proof.iff(E[s(x)](log(integral[yy](h(yy))*(t(x)/s(x)))) == log(ratios(y, r(z | y))), by=general.at({q(z): r(z | y)}))
    proof.iff(always[s(x)](integral[yy](h(yy))*(t(x)/s(x)) == ratios(y, r(z | y))),
              by=jensen_equality.using(lemma.at({q(z): r(z | y)})))
