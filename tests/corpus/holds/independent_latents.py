"""A mean-field law's log density is a sum; so its entropy is a sum of entropies."""

from derivations import E, Law, factorise, integrable, linearity, log, logarithm, marginal, points, theorem

y, z = points("y z")
m = Law("m", y, z, independent=True)


@theorem("corpus", title="The entropy of independent coordinates")
def entropies_add(proof):
    proof.claim(E[m(y, z)](log(m(y, z))) == E[m(y)](log(m(y))) + E[m(z)](log(m(z))))
    proof.given(integrable[m(y)](log(m(y))), integrable[m(z)](log(m(z))))
    proof.starts(E[m(y, z)](log(m(y, z))))
    proof.eq(E[m(y, z)](log(m(y)*m(z))), by=factorise)
    proof.eq(E[m(y, z)](log(m(y)) + log(m(z))), by=logarithm)
    proof.eq(E[m(y, z)](log(m(y))) + E[m(y, z)](log(m(z))), by=linearity)
    proof.eq(E[m(y)](log(m(y))) + E[m(z)](log(m(z))), by=marginal)
