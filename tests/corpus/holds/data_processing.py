"""Forgetting z can only lower the divergence: log of the mean ratio of conditionals is at most zero."""

from derivations import (
    KL,
    E,
    Law,
    algebra,
    definition,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    support,
    theorem,
)

x, z = points("x z")
p, m = Law("p", x, z), Law("m", x, z)


@theorem("corpus", title="Marginals diverge no more than joints")
def processed(proof):
    proof.claim(KL[x, z](p(x, z), m(x, z)) >= KL[x](p(x), m(x)))
    proof.given(integrable[p(x)](log(p(x)/m(x))), integrable[p(x, z)](log(p(x, z)/m(x, z))), integrable[p(x, z)](log(m(x, z)*p(x)/(m(x)*p(x, z)))),
                integrable[p(x, z)](m(x, z)*p(x)/m(x)/p(x, z)), integrable[x, z](m(x, z)*p(x)/m(x)))
    proof.starts(KL[x, z](p(x, z), m(x, z)))
    proof.eq(E[p(x, z)](log(p(x, z)/m(x, z))), by=definition)
    proof.eq(E[p(x, z)](log(p(x)/m(x)) - log(m(x, z)*p(x)/m(x)/p(x, z))), by=logarithm)
    proof.eq(E[p(x, z)](log(p(x)/m(x))) - E[p(x, z)](log(m(x, z)*p(x)/m(x)/p(x, z))), by=linearity)
    proof.ge(E[p(x, z)](log(p(x)/m(x))) - log(E[p(x, z)](m(x, z)*p(x)/m(x)/p(x, z))), by=jensen)
    proof.ge(E[p(x, z)](log(p(x)/m(x))) - log(integral[x, z](m(x, z)*p(x)/m(x))), by=support)
    proof.eq(E[p(x, z)](log(p(x)/m(x))) - log(integral[x](m(x)*p(x)/m(x))), by=marginal)
    proof.eq(E[p(x, z)](log(p(x)/m(x))) - log(integral[x](p(x))), by=algebra)
    proof.eq(E[p(x)](log(p(x)/m(x))) - log(1), by=marginal)
    proof.eq(E[p(x)](log(p(x)/m(x))), by=logarithm)
    proof.eq(KL[x](p(x), m(x)), by=definition)
