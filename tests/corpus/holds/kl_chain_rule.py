"""The log ratio of joints is a sum of two log ratios, of which the first looks at x only."""

from derivations import (
    KL,
    E,
    Law,
    definition,
    integrable,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    product_rule,
    theorem,
)

x, z = points("x z")
p, m = Law("p", x, z), Law("m", x, z)


@theorem("corpus", title="The chain rule of the divergence")
def chain_rule(proof):
    proof.claim(KL[x, z](p(x, z), m(x, z)) == KL[x](p(x), m(x)) + E[p(x, z)](log(p(z | x)/m(z | x))))
    proof.given(integrable[p(x)](log(p(x)/m(x))), integrable[p(x, z)](log(p(z | x)/m(z | x))),
                integrable[p(x, z)](log(p(x, z)/m(x, z))))
    proof.starts(KL[x, z](p(x, z), m(x, z)))
    proof.eq(E[p(x, z)](log(p(x, z)/m(x, z))), by=definition)
    proof.eq(E[p(x, z)](log(p(x)*p(z | x)/(m(x)*m(z | x)))), by=product_rule)
    proof.eq(E[p(x, z)](log(p(x)/m(x)) + log(p(z | x)/m(z | x))), by=logarithm)
    proof.eq(E[p(x, z)](log(p(x)/m(x))) + E[p(x, z)](log(p(z | x)/m(z | x))), by=linearity)
    proof.eq(E[p(x)](log(p(x)/m(x))) + E[p(x, z)](log(p(z | x)/m(z | x))), by=marginal)
    proof.eq(KL[x](p(x), m(x)) + E[p(x, z)](log(p(z | x)/m(z | x))), by=definition)
