"""The logarithm of a product of ratios is a sum, and each term looks at one coordinate."""

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
    theorem,
)

y, z = points("y z")
a, c = Law("a", y), Law("c", y)
b, d = Law("b", z), Law("d", z)


@theorem("corpus", title="Divergences of independent coordinates add")
def products(proof):
    proof.claim(KL[y, z](a(y)*b(z), c(y)*d(z)) == KL[y](a(y), c(y)) + KL[z](b(z), d(z)))
    proof.given(integrable[a(y), b(z)](log(a(y)*b(z)/(c(y)*d(z)))))
    proof.starts(KL[y, z](a(y)*b(z), c(y)*d(z)))
    proof.eq(E[a(y), b(z)](log(a(y)*b(z)/(c(y)*d(z)))), by=definition)
    proof.eq(E[a(y), b(z)](log(a(y)/c(y)) + log(b(z)/d(z))), by=logarithm)
    proof.eq(E[a(y), b(z)](log(a(y)/c(y))) + E[a(y), b(z)](log(b(z)/d(z))), by=linearity)
    proof.eq(E[a(y)](log(a(y)/c(y))) + E[b(z)](log(b(z)/d(z))), by=marginal)
    proof.eq(KL[y](a(y), c(y)) + KL[z](b(z), d(z)), by=definition)
