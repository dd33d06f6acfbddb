"""The divergence of a joint law from the product of its marginals is never negative (Gibbs for a pair)."""

from derivations import (
    KL,
    E,
    Law,
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
p = Law("p", x, z)


@theorem("corpus", title="Mutual information is never negative")
def information(proof):
    proof.claim(KL[x, z](p(x, z), p(x)*p(z)) >= 0)
    proof.given(integrable[p(x, z)](log(p(x, z)/(p(x)*p(z)))), integrable[p(x, z)](p(x)*p(z)/p(x, z)))
    proof.starts(KL[x, z](p(x, z), p(x)*p(z)))
    proof.eq(E[p(x, z)](log(p(x, z)/(p(x)*p(z)))), by=definition)
    proof.eq(E[p(x, z)](-log(p(x)*p(z)/p(x, z))), by=logarithm)
    proof.eq(-E[p(x, z)](log(p(x)*p(z)/p(x, z))), by=linearity)
    proof.ge(-log(E[p(x, z)](p(x)*p(z)/p(x, z))), by=jensen)
    proof.ge(-log(integral[x, z](p(x)*p(z))), by=support)
    proof.eq(-log(1), by=marginal)
    proof.eq(0, by=logarithm)
